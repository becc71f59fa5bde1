#include "config.h"

#include "model/store-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "model/record-private.h"
#include "model/server-names.h"

/* A summary line says "many"; more single lines than this are told as one. */
#define MANY_CHANGES 200
#define REFRESH_ROWS 256
#define KEPT_OPERATIONS 64

enum
{
  ENTITY_CHANGED,
  SAVED,
  UNDONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (KontorStore, kontor_store, G_TYPE_OBJECT)

static void
record_gone_cb (gpointer user_data, GObject *record)
{
  KontorStore *self = user_data;
  const char *id = g_hash_table_lookup (self->held_ids, record);

  if (id != NULL && g_hash_table_lookup (self->held, id) == (gpointer) record)
    g_hash_table_remove (self->held, id);
  g_hash_table_remove (self->held_ids, record);
}

/* A refresh of several records, in statements of at most REFRESH_ROWS. */
typedef struct
{
  KontorStore *store;
  GCallback    done;
  gpointer     user_data;
  guint        n_waiting;
} Refresh;

static void
refresh_unref (Refresh *refresh)
{
  if (--refresh->n_waiting > 0)
    return;
  if (refresh->done != NULL)
    ((void (*) (gpointer)) refresh->done) (refresh->user_data);
  g_object_unref (refresh->store);
  g_free (refresh);
}

static void
refreshed_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows == NULL)
    g_debug ("Records were not read again: %s", error->message);
  for (guint i = 0; rows != NULL && i < kontor_result_get_n_rows (rows); i++)
    {
      KontorRecord *record = g_hash_table_lookup (refresh->store->held, kontor_result_get (rows, i, 0));

      if (record != NULL)
        {
          g_object_ref (record);
          kontor_store_fill (record, rows, i);
          g_object_unref (record);
        }
    }
  refresh_unref (refresh);
}

static void
start_refresh (Refresh *refresh, const KontorEntity *entity, GString *ids)
{
  g_autofree char *select = kontor_store_make_select (entity);
  g_autofree char *sql = g_strconcat (select, " WHERE t.id = ANY ($1::uuid[])", NULL);
  const char *params[1];

  g_string_append_c (ids, '}');
  params[0] = ids->str;
  refresh->n_waiting++;
  kontor_database_statement_async (refresh->store->database, KONTOR_LANE_FRONT, sql, params, 1,
                                   NULL, refreshed_cb, refresh);
}

void
kontor_store_refresh (KontorStore *self, GPtrArray *records, GCallback done, gpointer user_data)
{
  Refresh *refresh = g_new0 (Refresh, 1);

  refresh->store = g_object_ref (self);
  refresh->done = done;
  refresh->user_data = user_data;
  refresh->n_waiting = 1;

  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    {
      GString *ids = NULL;
      guint n_ids = 0;

      for (guint i = 0; i < records->len; i++)
        {
          KontorRecord *record = g_ptr_array_index (records, i);

          if (kontor_record_get_entity (record) != *entity)
            continue;
          if (ids == NULL)
            ids = g_string_new ("{");
          else if (n_ids > 0)
            g_string_append_c (ids, ',');
          g_string_append (ids, kontor_record_get_id (record));
          if (++n_ids == REFRESH_ROWS)
            {
              start_refresh (refresh, *entity, ids);
              g_string_assign (ids, "{");
              n_ids = 0;
            }
        }
      if (n_ids > 0)
        start_refresh (refresh, *entity, ids);
      if (ids != NULL)
        g_string_free (ids, TRUE);
    }

  refresh_unref (refresh);
}

/* One record or, for a summary line, all that are held of an entity. */
static void
collect_stale (KontorStore *self, const KontorEntity *entity, const char *id, gint64 version, GPtrArray *stale)
{
  GHashTableIter iter;
  gpointer record;

  if (id != NULL)
    {
      record = g_hash_table_lookup (self->held, id);
      if (record != NULL && kontor_record_is_loaded (record) && kontor_record_get_version (record) < version)
        g_ptr_array_add (stale, g_object_ref (record));
      return;
    }

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (kontor_record_get_entity (record) == entity && kontor_record_is_loaded (record) &&
        kontor_record_get_version (record) > 0)
      g_ptr_array_add (stale, g_object_ref (record));
}

static void
changes_cb (KontorStore *self, KontorResult *rows)
{
  g_autoptr (GPtrArray) stale = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  int entity_column = kontor_result_find_column (rows, "entity");
  int id_column = kontor_result_find_column (rows, "id");
  int version_column = kontor_result_find_column (rows, "version");
  int action_column = kontor_result_find_column (rows, "action");
  guint n_rows = kontor_result_get_n_rows (rows);

  g_return_if_fail (entity_column >= 0 && id_column >= 0 && version_column >= 0 && action_column >= 0);

  for (guint i = 0; i < n_rows; i++)
    {
      const char *name = kontor_result_get (rows, i, entity_column);
      const KontorEntity *entity = kontor_entity_lookup (name);
      guint count;

      if (entity == NULL)
        continue;
      collect_stale (self, entity, kontor_result_get (rows, i, id_column),
                     kontor_result_get_integer (rows, i, version_column), stale);
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, entity->name));
      g_hash_table_insert (counts, (gpointer) entity->name, GUINT_TO_POINTER (count + 1));
    }

  if (stale->len > 0)
    kontor_store_refresh (self, stale, NULL, NULL);

  for (guint i = 0; i < n_rows; i++)
    {
      const char *name = kontor_result_get (rows, i, entity_column);
      guint count;

      if (name == NULL)
        continue;
      /* Not a record that is kept here, but somebody may wait for it: a notification. */
      if (kontor_entity_lookup (name) == NULL)
        {
          kontor_store_emit_changed (self, name, kontor_result_get (rows, i, id_column), kontor_result_get (rows, i, action_column));
          continue;
        }
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
      if (count == 0)
        continue;
      if (count <= MANY_CHANGES)
        kontor_store_emit_changed (self, name, kontor_result_get (rows, i, id_column),
                                   kontor_result_get (rows, i, action_column));
      else
        {
          const KontorEntity *entity = kontor_entity_lookup (name);

          kontor_store_emit_changed (self, name, NULL, kontor_result_get (rows, i, action_column));
          g_hash_table_remove (counts, entity->name);
        }
    }
}

static void
kontor_store_dispose (GObject *object)
{
  KontorStore *self = KONTOR_STORE (object);
  GHashTableIter iter;
  gpointer record;

  if (self->held_ids != NULL)
    {
      g_hash_table_iter_init (&iter, self->held_ids);
      while (g_hash_table_iter_next (&iter, &record, NULL))
        g_object_weak_unref (record, record_gone_cb, self);
      g_clear_pointer (&self->held, g_hash_table_unref);
      g_clear_pointer (&self->held_ids, g_hash_table_unref);
    }
  g_queue_clear_full (&self->saves, g_object_unref);
  g_queue_clear_full (&self->operations, g_free);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (kontor_store_parent_class)->dispose (object);
}

static void
kontor_store_class_init (KontorStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_store_dispose;

  /* Whoever has records sees what the server refuses about them. */
  kontor_server_names_begin ();

  signals[ENTITY_CHANGED] = g_signal_new ("entity-changed", KONTOR_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SAVED] = g_signal_new ("saved", KONTOR_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[UNDONE] = g_signal_new ("undone", KONTOR_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kontor_store_init (KontorStore *self)
{
  self->held = g_hash_table_new (g_str_hash, g_str_equal);
  self->held_ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_queue_init (&self->saves);
  g_queue_init (&self->operations);
}

void
kontor_store_hold (KontorStore *self, KontorRecord *record)
{
  char *id;

  if (g_hash_table_contains (self->held_ids, record) ||
      g_hash_table_contains (self->held, kontor_record_get_id (record)))
    return;

  id = g_strdup (kontor_record_get_id (record));
  g_hash_table_insert (self->held, id, record);
  g_hash_table_insert (self->held_ids, record, id);
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, self);
}

void
kontor_store_emit_changed (KontorStore *self, const char *entity, const char *id, const char *action)
{
  g_signal_emit (self, signals[ENTITY_CHANGED], 0, entity, id, action);
}

void
kontor_store_emit_saved (KontorStore *self, const char *operation, const char *title)
{
  g_signal_emit (self, signals[SAVED], 0, operation, title);
}

void
kontor_store_emit_undone (KontorStore *self, const char *operation)
{
  g_signal_emit (self, signals[UNDONE], 0, operation);
}

void
kontor_store_note_operation (KontorStore *self, const char *operation)
{
  g_queue_push_head (&self->operations, g_strdup (operation));
  if (g_queue_get_length (&self->operations) > KEPT_OPERATIONS)
    g_free (g_queue_pop_tail (&self->operations));
}

KontorStore *
kontor_store_new (KontorDatabase *database)
{
  KontorStore *self = g_object_new (KONTOR_TYPE_STORE, NULL);

  if (database != NULL)
    {
      self->database = g_object_ref (database);
      g_signal_connect_object (database, "changes", G_CALLBACK (changes_cb), self, G_CONNECT_SWAPPED);
    }
  return self;
}

KontorDatabase *
kontor_store_get_database (KontorStore *self)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  return self->database;
}

KontorRecord *
kontor_store_get_record (KontorStore *self, const KontorEntity *entity, const char *id)
{
  KontorRecord *record;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (entity != NULL && id != NULL, NULL);

  record = g_hash_table_lookup (self->held, id);
  if (record != NULL && kontor_record_get_entity (record) == entity)
    return g_object_ref (record);

  record = kontor_record_new_placeholder (entity, id);
  kontor_store_hold (self, record);
  return record;
}

gboolean
kontor_store_is_own_operation (KontorStore *self, const char *operation)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);

  return operation != NULL &&
         g_queue_find_custom (&self->operations, operation, (GCompareFunc) strcmp) != NULL;
}

/* Reading --------------------------------------------------------------------- */

static void
loaded_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorStore *self = g_task_get_source_object (task);
  const KontorEntity *entity = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  KontorRecord *record;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (kontor_result_get_n_rows (rows) == 0)
    {
      g_task_return_new_error (task, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                               _("%s: this record is gone, or you may not see it."), _(entity->label));
      return;
    }

  record = kontor_store_get_record (self, entity, kontor_result_get (rows, 0, 0));
  kontor_store_fill (record, rows, 0);
  g_task_return_pointer (task, record, g_object_unref);
}

void
kontor_store_load_async (KontorStore *self, const KontorEntity *entity, const char *id,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autofree char *select = NULL;
  g_autofree char *sql = NULL;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (entity != NULL && id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_load_async);
  g_task_set_task_data (task, (gpointer) entity, NULL);
  select = kontor_store_make_select (entity);
  sql = g_strconcat (select, " WHERE t.id = $1::uuid", NULL);
  kontor_database_statement_async (self->database, KONTOR_LANE_FRONT, sql, &id, 1, cancellable, loaded_cb, task);
}

KontorRecord *
kontor_store_load_finish (KontorStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
children_loaded_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorStore *self = g_task_get_source_object (task);
  const KontorEntity *entity = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autoptr (GPtrArray) records = NULL;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      KontorRecord *record = kontor_store_get_record (self, entity, kontor_result_get (rows, i, 0));

      kontor_store_fill (record, rows, i);
      g_ptr_array_add (records, record);
    }
  g_task_return_pointer (task, g_steal_pointer (&records), (GDestroyNotify) g_ptr_array_unref);
}

void
kontor_store_load_children_async (KontorStore *self, const KontorEntity *entity, const char *link, const char *id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *select = NULL;
  g_autoptr (GString) sql = NULL;
  const char *order;
  GTask *task;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (entity != NULL);
  g_return_if_fail (link == NULL || (id != NULL && kontor_entity_get_field_index (entity, link) >= 0));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_load_children_async);
  g_task_set_task_data (task, (gpointer) entity, NULL);

  select = kontor_store_make_select (entity);
  sql = g_string_new (select);
  if (link != NULL)
    /* The server takes the column's own type: a record of any kind is pointed to without being a link. */
    g_string_append_printf (sql, " WHERE t.%s = $1", link);
  order = entity->order;
  g_string_append_printf (sql, " ORDER BY t.%s%s NULLS LAST, t.id LIMIT 1000",
                          *order == '-' ? order + 1 : order, *order == '-' ? " DESC" : "");

  kontor_database_statement_async (self->database, KONTOR_LANE_FRONT, sql->str, &id, link != NULL ? 1 : 0,
                                   cancellable, children_loaded_cb, task);
}

GPtrArray *
kontor_store_load_children_finish (KontorStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
