#include "config.h"

#include "model/search.h"

#include <glib/gi18n.h>

static const char * const reasons[][2] = {
  { "same-tax-number", N_("same tax number") },
  { "same-phone", N_("same phone") },
  { "same-email", N_("same e-mail address") },
  { "similar-name", N_("similar name") },
  { NULL }
};

static char *
word_reason (const char *reason)
{
  for (guint i = 0; reason != NULL && reasons[i][0] != NULL; i++)
    if (g_str_equal (reasons[i][0], reason))
      return g_strdup (_(reasons[i][1]));
  return g_strdup (reason);
}

static void
found_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  GPtrArray *found;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_found_free);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      KontorFound *one = g_new0 (KontorFound, 1);
      gboolean similar = kontor_result_find_column (rows, "reason") >= 0;

      one->entity = g_strdup (similar ? "partner" : kontor_result_get_by_name (rows, i, "entity"));
      one->id = g_strdup (kontor_result_get_by_name (rows, i, "id"));
      one->title = g_strdup (kontor_result_get_by_name (rows, i, "title"));
      one->subtitle = g_strdup (kontor_result_get_by_name (rows, i, "subtitle"));
      if (similar)
        one->reason = word_reason (kontor_result_get_by_name (rows, i, "reason"));
      g_ptr_array_add (found, one);
    }
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

void
kontor_found_free (KontorFound *self)
{
  g_free (self->entity);
  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->reason);
  g_free (self);
}

void
kontor_search_async (KontorStore *store, const char *entity, const char *text, const char *condition, guint limit,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *maximum = g_strdup_printf ("%u", limit);
  const char *params[] = { entity, text, maximum, condition };
  GTask *task;

  g_return_if_fail (KONTOR_IS_STORE (store));
  g_return_if_fail (text != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_search_async);
  kontor_database_query_async (kontor_store_get_database (store), KONTOR_LANE_FRONT, "search", params, G_N_ELEMENTS (params),
                               cancellable, found_cb, task);
}

GPtrArray *
kontor_search_finish (KontorStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kontor_search_similar_async (KontorStore *store, const char *name, const char *phone,
                             const char *email, const char *tax_number,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const char *params[] = { name, phone, email, tax_number };
  GTask *task;

  g_return_if_fail (KONTOR_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_search_similar_async);
  kontor_database_query_async (kontor_store_get_database (store), KONTOR_LANE_FRONT, "similar-partners", params, 4,
                               cancellable, found_cb, task);
}

GPtrArray *
kontor_search_similar_finish (KontorStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
