#include "config.h"

#include "model/totals.h"

struct _KontorTotals
{
  /* The question and who gets the answer. */
  guint               n_holders;
  const KontorEntity *entity;
  char              **fields;
  /* The field that names the currency of them all; NULL where none has one. */
  const char         *currency;
  /* The count and the sums of everything, then a line for each currency. */
  KontorResult       *lines;
};

void
kontor_totals_free (KontorTotals *self)
{
  if (self == NULL || --self->n_holders > 0)
    return;
  g_strfreev (self->fields);
  g_clear_object (&self->lines);
  g_free (self);
}

static const char *
find_currency (const KontorEntity *entity, const char * const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const KontorField *field = kontor_entity_find_field (entity, fields[i]);

      if (field != NULL && field->kind == KONTOR_FIELD_MONEY && field->currency != NULL)
        return field->currency;
    }
  return NULL;
}

static void
added_up_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorTotals *totals = g_task_get_task_data (task);
  GError *error = NULL;
  KontorResult *rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  totals->lines = rows;
  totals->n_holders++;
  g_task_return_pointer (task, totals, (GDestroyNotify) kontor_totals_free);
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
  kontor_database_statement_async (KONTOR_DATABASE (database), KONTOR_LANE_BACK, kontor_result_get (rows, 0, 0), NULL, 0,
                                   g_task_get_cancellable (task), added_up_cb, g_object_ref (task));
}

/* {"field": "id", "in": [...]} */
static char *
make_condition (KontorSnapshot *selected)
{
  GString *text = g_string_new ("{\"field\":\"id\",\"in\":[");

  for (guint i = 0; i < kontor_snapshot_get_length (selected); i++)
    {
      char id[KONTOR_IDENTIFIER_TEXT];

      kontor_snapshot_get (selected, i, id);
      g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "", id);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

void
kontor_totals_read_async (KontorRecordList *list, KontorSnapshot *selected, const char * const *fields,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const KontorEntity *entity;
  g_autofree char *condition = NULL;
  g_autofree char *names = NULL;
  g_autofree char *columns = NULL;
  const char *params[5];
  KontorTotals *totals;
  GTask *task;

  g_return_if_fail (KONTOR_IS_RECORD_LIST (list));
  g_return_if_fail (fields != NULL);

  entity = kontor_record_list_get_entity (list);
  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_totals_read_async);
  totals = g_new0 (KontorTotals, 1);
  totals->n_holders = 1;
  totals->entity = entity;
  totals->fields = g_strdupv ((char **) fields);
  totals->currency = find_currency (entity, fields);
  g_task_set_task_data (task, totals, (GDestroyNotify) kontor_totals_free);

  if (selected != NULL)
    condition = make_condition (selected);
  names = g_strjoinv (",", totals->fields);
  columns = g_strdup_printf ("{%s}", names);
  params[0] = entity->name;
  params[1] = selected != NULL ? condition : kontor_record_list_get_condition (list);
  params[2] = selected != NULL ? NULL : kontor_record_list_get_search (list);
  params[3] = columns;
  params[4] = totals->currency;
  kontor_database_query_async (kontor_store_get_database (kontor_record_list_get_store (list)), KONTOR_LANE_FRONT,
                               "totals-statement", params, 5, cancellable, statement_cb, task);
}

KontorTotals *
kontor_totals_read_finish (KontorRecordList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint64
kontor_totals_get_count (KontorTotals *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint64) kontor_result_get_integer (self->lines, 0, 1);
}

char *
kontor_totals_format (KontorTotals *self, const char *field)
{
  const KontorField *about;
  GString *text;
  gboolean by_currency;
  guint column = 2, n_rows;

  g_return_val_if_fail (self != NULL, NULL);

  about = kontor_entity_find_field (self->entity, field);
  while (self->fields[column - 2] != NULL && !g_str_equal (self->fields[column - 2], field))
    column++;
  text = g_string_new (NULL);
  if (about == NULL || self->fields[column - 2] == NULL)
    return g_string_free (text, FALSE);

  by_currency = self->currency != NULL && about->kind == KONTOR_FIELD_MONEY;
  n_rows = by_currency ? kontor_result_get_n_rows (self->lines) : 1;
  for (guint row = by_currency ? 1 : 0; row < n_rows; row++)
    {
      const char *sum = kontor_result_get (self->lines, row, column);
      g_autofree char *one = kontor_field_format (about, sum, NULL, by_currency ? kontor_result_get (self->lines, row, 0) : NULL);

      if (sum != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", one);
    }
  return g_string_free (text, FALSE);
}
