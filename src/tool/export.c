#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "db/queries.h"
#include "model/entity.h"
#include "model/store.h"
#include "tool/command.h"

/* How many records are asked for at a time. */
#define WINDOW 2000

static char *condition;
static char *format;
static char *output;

static const GOptionEntry entries[] = {
  { "condition", 0, 0, G_OPTION_ARG_STRING, &condition, N_("Only the records that this condition is true of"), N_("JSON") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv, the only one there is"), N_("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write here instead of to the standard output"), N_("FILE") },
  G_OPTION_ENTRY_NULL,
};

/* A cell as RFC 4180 has it.  What a spreadsheet would take for a formula gets
 * an apostrophe in front: a client's name must not start a program. */
static void
put_cell (FILE *file, const char *value, gboolean is_text)
{
  gboolean dangerous = is_text && value != NULL && *value != '\0' && strchr ("=+-@\t\r", *value) != NULL;

  if (value == NULL)
    return;
  if (!dangerous && strpbrk (value, ",\"\r\n") == NULL)
    {
      fputs (value, file);
      return;
    }

  fputc ('"', file);
  if (dangerous)
    fputc ('\'', file);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        fputc ('"', file);
      fputc (*p, file);
    }
  fputc ('"', file);
}

static gboolean
is_text (const KontorField *field)
{
  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_PERCENT:
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_MOMENT:
    case KONTOR_FIELD_BOOLEAN:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
put_header (FILE *file, const KontorEntity *entity)
{
  fputs ("id", file);
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    {
      fputc (',', file);
      fputs (field->name, file);
    }
  fputs ("\r\n", file);
}

/* A link is written as the title of what it leads to. */
static void
put_row (FILE *file, const KontorEntity *entity, KontorResult *rows, guint row)
{
  guint n_fields = kontor_entity_get_n_fields (entity);
  guint label = 2 + n_fields;

  put_cell (file, kontor_result_get (rows, row, 0), FALSE);
  for (guint i = 0; i < n_fields; i++)
    {
      const char *value = kontor_result_get (rows, row, 2 + i);

      if (entity->fields[i].kind == KONTOR_FIELD_LINK)
        value = kontor_result_get (rows, row, label++);
      fputc (',', file);
      put_cell (file, value, is_text (&entity->fields[i]));
    }
  fputs ("\r\n", file);
}

static gboolean
put_window (KontorConnection *connection, const KontorEntity *entity, const char *sql, char **ids, guint n_ids,
            FILE *file, GError **error)
{
  g_autoptr (GString) list = g_string_new ("{");
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KontorResult) rows = NULL;
  const char *params[1];

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "," : "", ids[i]);
  g_string_append_c (list, '}');
  params[0] = list->str;

  rows = kontor_connection_query (connection, sql, params, 1, NULL, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    g_hash_table_insert (places, (gpointer) kontor_result_get (rows, i, 0), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n_ids; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, ids[i]));

      if (place > 0)
        put_row (file, entity, rows, place - 1);
    }

  return TRUE;
}

static gboolean
collect_cb (const char * const *values, const int *lengths, guint n_values, gpointer user_data)
{
  if (values[0] != NULL)
    g_ptr_array_add (user_data, g_strdup (values[0]));
  return TRUE;
}

static gboolean
export (KontorConnection *connection, const KontorEntity *entity, FILE *file, GError **error)
{
  const char *params[] = { entity->name, condition, NULL, NULL };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *select = kontor_store_make_select (entity);
  g_autofree char *sql = g_strconcat (select, " WHERE t.id = ANY ($1::uuid[])", NULL);
  g_autoptr (KontorResult) statement = NULL;

  /* One moment for all windows. */
  if (!kontor_connection_script (connection, "begin isolation level repeatable read read only", error))
    return FALSE;
  statement = kontor_connection_query (connection, kontor_queries_get ("list-statement"), params, 4, NULL, error);
  if (statement == NULL ||
      !kontor_connection_stream (connection, kontor_result_get (statement, 0, 0), NULL, 0, FALSE, collect_cb, ids, NULL, error))
    return FALSE;

  put_header (file, entity);
  for (guint i = 0; i < ids->len; i += WINDOW)
    {
      if (!put_window (connection, entity, sql, (char **) ids->pdata + i, MIN (WINDOW, ids->len - i), file, error))
        return FALSE;
    }

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
