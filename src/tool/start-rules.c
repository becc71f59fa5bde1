#include "config.h"

#include <glib/gi18n.h>

#include "db/queries.h"
#include "db/server-message.h"
#include "model/entity.h"
#include "tool/command.h"

/*
 * The completeness proof of the start rules, for cron and monitoring: it reads
 * the records and their history again and compares with what was started.
 */

static char *since;
static gboolean start;

static const GOptionEntry entries[] = {
  { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("Look only at what happened since then: “2026-11-01”, “yesterday”"), N_("MOMENT") },
  { "start", 0, 0, G_OPTION_ARG_NONE, &start, N_("Start what the proof finds missing"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const char *
plural (const char *entity)
{
  const KontorEntity *kind = kontor_entity_lookup (entity);

  return kind != NULL ? _(kind->plural) : entity;
}

static int
list (KontorConnection *connection)
{
  GError *error = NULL;
  g_autoptr (KontorResult) rules = kontor_connection_query (connection, kontor_queries_get ("start-rules"), NULL, 0, NULL, &error);

  if (rules == NULL)
    return kontor_command_fail (error);
  for (guint i = 0; i < kontor_result_get_n_rows (rules); i++)
    {
      gboolean active = kontor_result_get_boolean (rules, i, kontor_result_find_column (rules, "active"));
      const char *map = kontor_result_get_by_name (rules, i, "map_name");

      g_print (_("%s: %s → %s; %s; started %s, failed %s\n"),
               kontor_result_get_by_name (rules, i, "name"), plural (kontor_result_get_by_name (rules, i, "entity")),
               map != NULL ? map : kontor_result_get_by_name (rules, i, "task_name"), active ? _("at work") : _("at rest"),
               kontor_result_get_by_name (rules, i, "started"), kontor_result_get_by_name (rules, i, "failed"));
    }
  return KONTOR_COMMAND_DONE;
}

static int
prove (KontorConnection *connection)
{
  const char *params[] = { since };
  GError *error = NULL;
  g_autoptr (KontorResult) caught_up = NULL;
  g_autoptr (KontorResult) missing = NULL;
  guint n_missing;

  if (start)
    {
      caught_up = kontor_connection_query (connection, kontor_queries_get ("start-rules-catch-up"), params, 1, NULL, &error);
      if (caught_up == NULL)
        return kontor_command_fail (error);
    }
  missing = kontor_connection_query (connection, kontor_queries_get ("start-rules-prove"), params, 1, NULL, &error);
  if (missing == NULL)
    return kontor_command_fail (error);

  n_missing = kontor_result_get_n_rows (missing);
  for (guint i = 0; i < n_missing; i++)
    {
      g_autofree char *why = kontor_server_message_translate (kontor_result_get_by_name (missing, i, "why"));

      g_print ("%s: %s %s: %s\n",
               kontor_result_get_by_name (missing, i, "rule_name"), kontor_result_get_by_name (missing, i, "entity"),
               kontor_result_get_by_name (missing, i, "record_id"), why);
    }
  if (n_missing == 0)
    g_print (_("Every record that a rule fits has its process or its task.\n"));
  else
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u process or task is missing.\n", "%u processes or tasks are missing.\n", n_missing), n_missing);
  return n_missing == 0 ? KONTOR_COMMAND_DONE : KONTOR_COMMAND_FAILED;
}

static int
run (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;

  if (!kontor_command_parse (&kontor_command_start_rules, &argc, &argv, "list|prove [OPTION...]", entries, 1, 1))
    return KONTOR_COMMAND_MISUSED;
  if (!g_str_equal (argv[1], "list") && !g_str_equal (argv[1], "prove"))
    {
      g_printerr (_("kontor-admin start-rules: say “list” or “prove”\n"));
      return KONTOR_COMMAND_MISUSED;
    }
  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;
  return g_str_equal (argv[1], "list") ? list (connection) : prove (connection);
}

const KontorCommand kontor_command_start_rules = {
  "start-rules", N_("List the rules that start processes, or prove that none was missed"), run,
};
