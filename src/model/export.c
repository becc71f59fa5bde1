#include "config.h"

#include "model/export.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "base/csv.h"
#include "base/moment.h"

#define BYTE_ORDER_MARK "\357\273\277"

/* What is written ------------------------------------------------------------------ */

static gboolean
has_decimal_comma (void)
{
  return g_strcmp0 (localeconv ()->decimal_point, ",") == 0;
}

static char
get_separator (const KontorExportFormat *format)
{
  return format->for_spreadsheet && has_decimal_comma () ? ';' : ',';
}

/* Whether an amount's currency needs a column of its own: no other shows it. */
static gboolean
lacks_currency (const KontorField *field, const KontorExportFormat *format)
{
  return format->for_people && format->fields != NULL && field->kind == KONTOR_FIELD_MONEY && field->currency != NULL &&
         !g_strv_contains (format->fields, field->currency);
}

typedef void (*CellFunc) (GString *text, const KontorField *field, const KontorExportFormat *format, guint *column, gpointer data);

static void
for_each_cell (GString *text, const KontorEntity *entity, const KontorExportFormat *format, CellFunc func, gpointer data)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  guint column = 0;

  if (format->fields == NULL)
    {
      func (text, NULL, format, &column, data);
      for (const KontorField *field = entity->fields; field->name != NULL; field++)
        func (text, field, format, &column, data);
    }
  else
    {
      for (guint i = 0; format->fields[i] != NULL; i++)
        {
          const KontorField *field = kontor_entity_find_field (entity, format->fields[i]);

          if (field == NULL)
            continue;
          func (text, field, format, &column, data);
          if (lacks_currency (field, format) && g_hash_table_add (told, (gpointer) field->currency))
            func (text, kontor_entity_find_field (entity, field->currency), format, &column, data);
        }
    }
  g_string_append (text, "\r\n");
}

static void
append_name (GString *text, const KontorField *field, const KontorExportFormat *format, guint *column, gpointer data)
{
  const char *name = field == NULL ? "id" : format->for_people ? _(field->label) : field->name;

  kontor_csv_append_cell (text, (*column)++, name, get_separator (format));
}

void
kontor_export_append_heading (GString *text, const KontorEntity *entity, const KontorExportFormat *format)
{
  g_return_if_fail (text != NULL && entity != NULL && format != NULL);

  if (format->for_spreadsheet)
    g_string_append (text, BYTE_ORDER_MARK);
  for_each_cell (text, entity, format, append_name, NULL);
}

typedef struct
{
  const KontorEntity *entity;
  KontorResult       *rows;
  guint               row;
  /* Where a field's value stands, and the title of what a link leads to. */
  const guint        *labels;
} Row;

/* Numbers, dates and moments are left to the spreadsheet: it knows them and
 * calculates with them. */
static char *
format_for_people (const KontorField *field, const char *value, const KontorExportFormat *format)
{
  char *text;

  switch (field->kind)
    {
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_PERCENT:
      text = g_strdup (value);
      if (text != NULL && format->for_spreadsheet && has_decimal_comma ())
        g_strdelimit (text, ".", ',');
      return text;
    case KONTOR_FIELD_MOMENT:
      {
        g_autoptr (GDateTime) moment = kontor_moment_parse (value);

        return moment != NULL ? g_date_time_format (moment, "%F %T") : g_strdup (value);
      }
    case KONTOR_FIELD_BOOLEAN:
    case KONTOR_FIELD_CHOICE:
    case KONTOR_FIELD_COUNTRY:
      return kontor_field_format (field, value, NULL, NULL);
    default:
      return g_strdup (value);
    }
}

static void
append_value (GString *text, const KontorField *field, const KontorExportFormat *format, guint *column, gpointer data)
{
  Row *row = data;
  const char *value;

  if (field == NULL)
    value = kontor_result_get (row->rows, row->row, 0);
  else
    value = kontor_result_get (row->rows, row->row, row->labels[field - row->entity->fields]);

  if (field != NULL && format->for_people)
    {
      g_autofree char *words = format_for_people (field, value, format);

      kontor_csv_append_cell (text, (*column)++, words, get_separator (format));
    }
  else
    kontor_csv_append_cell (text, (*column)++, value, get_separator (format));
}

void
kontor_export_append_rows (GString *text, const KontorEntity *entity, const KontorExportFormat *format, KontorResult *rows)
{
  guint n_fields;
  g_autofree guint *places = NULL;
  guint label;

  g_return_if_fail (text != NULL && entity != NULL && format != NULL);

  n_fields = kontor_entity_get_n_fields (entity);
  places = g_new (guint, n_fields);
  label = 2 + n_fields;
  /* A link is written as the title of what it leads to. */
  for (guint i = 0; i < n_fields; i++)
    places[i] = entity->fields[i].kind == KONTOR_FIELD_LINK ? label++ : 2 + i;
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      Row row = { entity, rows, i, places };

      for_each_cell (text, entity, format, append_value, &row);
    }
}

/* A list into a file ----------------------------------------------------------------- */

typedef struct
{
  const KontorEntity   *entity;
  KontorDatabase       *database;
  KontorSnapshot       *ids;
  char                **fields;
  KontorExportFormat    format;
  GFile                *file;
  GFileOutputStream    *stream;
  char                 *select;
  GString              *text;
  guint                 n_asked;
  guint                 n_written;
  KontorExportProgress  progress;
  gpointer              progress_data;
} Export;

static void
export_free (Export *export)
{
  g_clear_object (&export->database);
  g_clear_pointer (&export->ids, kontor_snapshot_free);
  g_strfreev (export->fields);
  g_clear_object (&export->file);
  g_clear_object (&export->stream);
  g_free (export->select);
  g_string_free (export->text, TRUE);
  g_free (export);
}

static void
abandoned_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_output_stream_close_finish (G_OUTPUT_STREAM (stream), result, NULL);
}

/* Closed under a cancelled cancellable the stream leaves the file as it was. */
static void
fail (GTask *task, GError *error)
{
  Export *export = g_task_get_task_data (task);

  if (export->stream != NULL)
    {
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close_async (G_OUTPUT_STREAM (export->stream), G_PRIORITY_DEFAULT, cancelled, abandoned_cb, NULL);
    }
  g_task_return_error (task, error);
}

static void
closed_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (stream), result, &error))
    g_task_return_int (task, export->n_written);
  else
    g_task_return_error (task, error);
}

static void write_text (GTask *task);

static void
window_read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows == NULL)
    {
      fail (task, error);
      return;
    }
  g_string_truncate (export->text, 0);
  kontor_export_append_rows (export->text, export->entity, &export->format, rows);
  export->n_written += kontor_result_get_n_rows (rows);
  write_text (task);
}

static void
written_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autofree char *ids = NULL;
  const char *params[1];
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    {
      fail (task, error);
      return;
    }
  if (export->progress != NULL)
    export->progress (export->n_written, kontor_snapshot_get_length (export->ids), export->progress_data);

  if (export->n_asked >= kontor_snapshot_get_length (export->ids))
    {
      g_output_stream_close_async (G_OUTPUT_STREAM (export->stream), G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   closed_cb, g_object_ref (task));
      return;
    }
  ids = kontor_snapshot_to_array (export->ids, export->n_asked, KONTOR_EXPORT_WINDOW);
  export->n_asked += KONTOR_EXPORT_WINDOW;
  params[0] = ids;
  kontor_database_statement_async (export->database, KONTOR_LANE_BACK, export->select, params, 1,
                                   g_task_get_cancellable (task), window_read_cb, g_object_ref (task));
}

static void
write_text (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  /* The text stays as it is until all of it is written. */
  g_output_stream_write_all_async (G_OUTPUT_STREAM (export->stream), export->text->str, export->text->len, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
opened_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->stream = g_file_replace_finish (G_FILE (file), result, &error);
  if (export->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  kontor_export_append_heading (export->text, export->entity, &export->format);
  write_text (task);
}

static void
open_file (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  g_file_replace_async (export->file, NULL, FALSE, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                        opened_cb, g_object_ref (task));
}

static void
identifiers_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  GArray *identifiers = kontor_database_identifiers_finish (KONTOR_DATABASE (database), result, &error);

  if (identifiers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  export->ids = kontor_snapshot_new_take (identifiers);
  open_file (task);
}

static void
statement_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  kontor_database_identifiers_async (KONTOR_DATABASE (database), kontor_result_get (rows, 0, 0),
                                     g_task_get_cancellable (task), identifiers_cb, g_object_ref (task));
}

void
kontor_export_list_async (KontorRecordList *list, KontorSnapshot *selected, const KontorExportFormat *format,
                          GFile *file, KontorExportProgress progress, gpointer progress_data,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *export;
  const char *params[4];

  g_return_if_fail (KONTOR_IS_RECORD_LIST (list));
  g_return_if_fail (format != NULL);
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_export_list_async);
  export = g_new0 (Export, 1);
  export->entity = kontor_record_list_get_entity (list);
  export->database = g_object_ref (kontor_store_get_database (kontor_record_list_get_store (list)));
  export->format = *format;
  export->fields = g_strdupv ((char **) format->fields);
  export->format.fields = (const char * const *) export->fields;
  export->file = g_object_ref (file);
  export->select = kontor_store_make_ordered_select (export->entity);
  export->text = g_string_new (NULL);
  export->progress = progress;
  export->progress_data = progress_data;
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);

  if (selected != NULL)
    {
      export->ids = kontor_snapshot_copy (selected, 0, G_MAXUINT);
      open_file (task);
      return;
    }
  params[0] = export->entity->name;
  params[1] = kontor_record_list_get_condition (list);
  params[2] = kontor_record_list_get_order (list);
  params[3] = kontor_record_list_get_search (list);
  kontor_database_query_async (export->database, KONTOR_LANE_FRONT, "list-statement", params, 4, cancellable,
                               statement_cb, g_object_ref (task));
}

gint64
kontor_export_list_finish (KontorRecordList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), -1);
  return g_task_propagate_int (G_TASK (result), error);
}
