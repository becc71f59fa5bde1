#include "config.h"

#include <glib/gi18n.h>

#include "tool/command.h"
#include "tool/demo-load.h"

/* kontor-admin demo: the office that people try the product with, and the large
 * bases that it is measured on. */

static gboolean
parse_day (const char *text, gint64 *seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (midnight, utc);

  if (day == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (day);
  return TRUE;
}

static int
run (int argc, char **argv)
{
  g_autofree char *size = g_strdup ("S"), *today = NULL, *folder = NULL, *uri = NULL;
  gint64 seed = 1, now = g_get_real_time () / G_USEC_PER_SEC;
  const GOptionEntry options[] = {
    { "database", 'd', 0, G_OPTION_ARG_STRING, &uri, N_("The base: a libpq connection string"), "URI" },
    { "size", 's', 0, G_OPTION_ARG_STRING, &size, N_("S (an office's year), M (ten years), L (where peers break)"), "S|M|L" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("The same number makes the same office"), "N" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, N_("The office's last day; without it, this day"), "YYYY-MM-DD" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, N_("Write the rows into files here instead"), "FOLDER" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (KontorDemoPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Fills an empty base with a demo office."));
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (today != NULL && !parse_day (today, &now))
    {
      g_printerr (_("“%s” is not a day; write it as 2026-12-31.\n"), today);
      return 2;
    }

  plan = kontor_demo_plan_new (size, (guint64) seed, now);
  if (plan == NULL)
    {
      g_printerr (_("“%s” is not a size; there are S, M and L.\n"), size);
      return 2;
    }

  if (folder != NULL ? !kontor_demo_load_folder (plan, folder, &error) : !kontor_demo_load_base (plan, uri, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}

const KontorCommand kontor_command_demo = {
  "demo", N_("Fill an empty database with a demo office"), run,
};
