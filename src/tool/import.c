#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "db/queries.h"
#include "model/import.h"
#include "tool/command.h"

/* Shown on the screen; --rejects writes all that are kept. */
#define SHOWN_REJECTS 20

static char **maps;
static char *encoding;
static char *separator;
static char *rejects;
static gboolean dry_run;
static gboolean quiet;

static const GOptionEntry entries[] = {
  { "map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &maps,
    N_("Put a column into a field; without a field the column is left out"), N_("COLUMN=FIELD") },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("Only tell what would happen"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_("Where it is recognised wrongly: UTF-8, WINDOWS-1251, ..."), N_("NAME") },
  { "separator", 0, 0, G_OPTION_ARG_STRING, &separator, N_("The character between two cells; “tab” for a tab"), N_("CHARACTER") },
  { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Write the refused rows and why into a file"), N_("FILE") },
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_("Say nothing but what goes wrong"), NULL },
  G_OPTION_ENTRY_NULL,
};

static KontorResult *
send_cb (const char *name, const char * const *params, guint n_params, gpointer user_data, GError **error)
{
  return kontor_connection_query (user_data, kontor_queries_get (name), params, n_params, NULL, error);
}

static void
progress_cb (KontorImport *import, gpointer user_data)
{
  const KontorImportOutcome *outcome = kontor_import_get_outcome (import);

  if (!quiet && isatty (STDERR_FILENO))
    g_printerr ("\r%3.0f %%  %" PRIu64 " ", outcome->fraction * 100, outcome->n_rows);
}

static int
find_column (KontorImport *import, const char *heading)
{
  for (guint i = 0; i < kontor_import_get_n_columns (import); i++)
    {
      if (g_strcmp0 (kontor_import_get_heading (import, i), heading) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
apply_maps (KontorImport *import, GError **error)
{
  for (char **map = maps; map != NULL && *map != NULL; map++)
    {
      const char *sign = strrchr (*map, '=');
      g_autofree char *heading = sign != NULL ? g_strndup (*map, (gsize) (sign - *map)) : g_strdup (*map);
      const char *target = sign != NULL && sign[1] != '\0' ? sign + 1 : NULL;
      int column = find_column (import, heading);

      if (column < 0)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The file has no column “%s”."), heading);
          return FALSE;
        }
      if (!kontor_import_set_target (import, (guint) column, target, error))
        return FALSE;
    }

  return kontor_import_check_mapping (import, error);
}

static void
tell_mapping (KontorImport *import)
{
  const KontorCsvFormat *format = kontor_import_get_format (import);

  g_print (_("Encoding %s, cells parted by “%c”\n"), format->encoding, format->separator == '\t' ? ' ' : format->separator);
  for (guint i = 0; i < kontor_import_get_n_columns (import); i++)
    {
      const char *target = kontor_import_get_target (import, i);

      g_print ("  %s -> %s\n", kontor_import_get_heading (import, i), target != NULL ? target : _("(left out)"));
    }
}

static void
tell_outcome (KontorImport *import)
{
  const KontorImportOutcome *outcome = kontor_import_get_outcome (import);

  if (isatty (STDERR_FILENO))
    g_printerr ("\r");
  g_print (_("%" PRIu64 " rows: %" PRIu64 " new, %" PRIu64 " completed, %" PRIu64
             " known already, %" PRIu64 " refused\n"),
           outcome->n_rows, outcome->n_created, outcome->n_updated, outcome->n_unchanged, outcome->n_rejected);
  if (!dry_run && kontor_import_get_operation (import) != NULL && outcome->n_created + outcome->n_updated > 0)
    g_print (_("Operation %s\n"), kontor_import_get_operation (import));
}

static gboolean
write_rejects (KontorImport *import, GError **error)
{
  const KontorImportOutcome *outcome = kontor_import_get_outcome (import);
  g_autofree char *text = rejects != NULL ? kontor_import_rejects_to_csv (import) : NULL;

  if (rejects != NULL)
    return g_file_set_contents (rejects, text, -1, error);
  for (guint i = 0; outcome->rejects != NULL && i < MIN (outcome->rejects->len, SHOWN_REJECTS); i++)
    {
      const KontorImportReject *reject = g_ptr_array_index (outcome->rejects, i);

      g_printerr (_("line %" PRIu64 ": %s\n"), reject->line, reject->reason);
    }
  return TRUE;
}

static gboolean
import_file (KontorImport *import, KontorConnection *connection, GError **error)
{
  char sign = '\0';

  if (separator != NULL)
    sign = g_str_equal (separator, "tab") ? '\t' : *separator;
  if (encoding != NULL || sign != '\0')
    kontor_import_set_format (import, encoding, sign);
  if (!kontor_import_inspect (import, error) || !apply_maps (import, error))
    return FALSE;
  if (!quiet)
    tell_mapping (import);
  if (!kontor_import_run (import, dry_run, send_cb, connection, progress_cb, NULL, NULL, error))
    return FALSE;

  if (!quiet)
    tell_outcome (import);
  return write_rejects (import, error);
}

static int
run (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  g_autoptr (KontorImport) import = NULL;
  const KontorEntity *entity;
  GError *error = NULL;

  if (!kontor_command_parse (&kontor_command_import, &argc, &argv, _("ENTITY FILE [OPTION...]"), entries, 2, 2))
    return KONTOR_COMMAND_MISUSED;
  entity = kontor_entity_lookup (argv[1]);
  if (entity == NULL)
    {
      g_printerr (_("kontor-admin: there is no entity “%s”\n"), argv[1]);
      return KONTOR_COMMAND_MISUSED;
    }

  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;

  import = kontor_import_new (entity, argv[2]);
  if (!import_file (import, connection, &error))
    return kontor_command_fail (error);

  return kontor_import_get_outcome (import)->n_rejected > 0 ? KONTOR_COMMAND_PARTLY : KONTOR_COMMAND_DONE;
}

const KontorCommand kontor_command_import = {
  "import", N_("Read records from comma-separated values"), run,
};
