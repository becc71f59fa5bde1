#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/error.h"
#include "db/queries.h"
#include "model/entity.h"
#include "model/export.h"
#include "model/store.h"
#include "tool/command.h"

static char *condition;
static char *format;
static char *output;

static const GOptionEntry entries[] = {
  { "condition", 0, 0, G_OPTION_ARG_STRING, &condition, N_("Only the records that this condition is true of"), N_("JSON") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv, the only one there is"), N_("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write here instead of to the standard output"), N_("FILE") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
collect_cb (const char * const *values, const int *lengths, guint n_values, gpointer user_data)
{
  if (values[0] != NULL)
    kontor_snapshot_append (user_data, values[0]);
  return TRUE;
}

static gboolean
export (KontorConnection *connection, const KontorEntity *entity, FILE *file, GError **error)
{
  const KontorExportFormat plain = { NULL, FALSE, FALSE };
  const char *params[] = { entity->name, condition, NULL, NULL };
  g_autoptr (KontorSnapshot) ids = kontor_snapshot_new ();
  g_autofree char *select = kontor_store_make_ordered_select (entity);
  g_autoptr (KontorResult) statement = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  /* One moment for all windows. */
  if (!kontor_connection_script (connection, "begin isolation level repeatable read read only", error))
    return FALSE;
  statement = kontor_connection_query (connection, kontor_queries_get ("list-statement"), params, 4, NULL, error);
  if (statement == NULL ||
      !kontor_connection_stream (connection, kontor_result_get (statement, 0, 0), NULL, 0, FALSE, collect_cb, ids, NULL, error))
    return FALSE;

  kontor_export_append_heading (text, entity, &plain);
  for (guint i = 0; i < kontor_snapshot_get_length (ids); i += KONTOR_EXPORT_WINDOW)
    {
      g_autofree char *list = kontor_snapshot_to_array (ids, i, KONTOR_EXPORT_WINDOW);
      const char *window[] = { list };
      g_autoptr (KontorResult) rows = kontor_connection_query (connection, select, window, 1, NULL, error);

      if (rows == NULL)
        return FALSE;
      kontor_export_append_rows (text, entity, &plain, rows);
      fwrite (text->str, 1, text->len, file);
      g_string_truncate (text, 0);
    }
  fwrite (text->str, 1, text->len, file);

  return kontor_connection_script (connection, "commit", error);
}

static int
run (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  const KontorEntity *entity;
  GError *error = NULL;
  FILE *file = stdout;
  gboolean done;

  if (!kontor_command_parse (&kontor_command_export, &argc, &argv, _("ENTITY [OPTION...]"), entries, 1, 1))
    return KONTOR_COMMAND_MISUSED;
  if (format != NULL && !g_str_equal (format, "csv"))
    {
      g_printerr (_("kontor-admin export: “%s” is no format; there is csv\n"), format);
      return KONTOR_COMMAND_MISUSED;
    }
  entity = kontor_entity_lookup (argv[1]);
  if (entity == NULL)
    {
      g_printerr (_("kontor-admin: there is no entity “%s”\n"), argv[1]);
      return KONTOR_COMMAND_MISUSED;
    }

  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;
  if (output != NULL && (file = fopen (output, "w")) == NULL)
    {
      g_printerr (_("kontor-admin export: “%s” cannot be written\n"), output);
      return KONTOR_COMMAND_FAILED;
    }

  done = export (connection, entity, file, &error);
  if ((fflush (file) != 0 || ferror (file)) && done)
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "");
      done = FALSE;
    }
  if (output != NULL)
    fclose (file);

  return done ? KONTOR_COMMAND_DONE : kontor_command_fail (error);
}

const KontorCommand kontor_command_export = {
  "export", N_("Write records as comma-separated values"), run,
};
