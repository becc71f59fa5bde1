#include "config.h"

#include "model/record-list.h"

#include <json-glib/json-glib.h>

#include "model/condition.h"

/* Typing the beginning of a name leads to its row, wherever it stands. */

static void
located_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorRecordList *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, GUINT_TO_POINTER (kontor_result_get_n_rows (rows) == 0
                                                   ? G_MAXUINT
                                                   : kontor_record_list_find (self, kontor_result_get (rows, 0, 0))),
                         NULL);
}

static void
locate_statement_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *sql = NULL;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sql = g_strdup_printf ("%s LIMIT 1", kontor_result_get (rows, 0, 0));
  kontor_database_statement_async (KONTOR_DATABASE (database), KONTOR_LANE_FRONT, sql, NULL, 0,
                                   g_task_get_cancellable (task), located_cb, g_object_ref (task));
}

void
kontor_record_list_locate_async (KontorRecordList *self, const char *prefix,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (JsonNode) starts = NULL;
  g_autofree char *text = NULL;
  g_autofree char *condition = NULL;
  const char *params[4];
  const KontorEntity *entity;
  GTask *task;

  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));
  g_return_if_fail (prefix != NULL);

  entity = kontor_record_list_get_entity (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_record_list_locate_async);

  /* In the order of names the first row from there on is a step in the index,
   * and a letter that no name begins with leads to the next. */
  starts = kontor_condition_new_comparison (entity->title,
                                            g_strcmp0 (kontor_record_list_get_order (self), entity->title) == 0
                                            ? "at_least" : "starts", prefix);
  text = json_to_string (starts, FALSE);
  condition = kontor_condition_and (kontor_record_list_get_condition (self), text);
  params[0] = entity->name;
  params[1] = condition;
  params[2] = kontor_record_list_get_order (self);
  params[3] = kontor_record_list_get_search (self);
  kontor_database_query_async (kontor_store_get_database (kontor_record_list_get_store (self)), KONTOR_LANE_FRONT, "list-statement", params, 4,
                               cancellable, locate_statement_cb, task);
}

guint
kontor_record_list_locate_finish (KontorRecordList *self, GAsyncResult *result, GError **error)
{
  gpointer position;
  gboolean had_error;

  g_return_val_if_fail (g_task_is_valid (result, self), G_MAXUINT);

  had_error = g_task_had_error (G_TASK (result));
  position = g_task_propagate_pointer (G_TASK (result), error);
  return had_error ? G_MAXUINT : GPOINTER_TO_UINT (position);
}
