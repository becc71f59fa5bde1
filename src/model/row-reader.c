#include "config.h"

#include "model/row-reader.h"

/* Few enough that the window stays quick while they are worked on. */
#define STEP 400

struct _KontorRowReader
{
  GObject             parent_instance;

  KontorStore        *store;
  const KontorEntity *entity;
  KontorSnapshot     *identifiers;
  char               *select;
  guint               position;
};

G_DEFINE_FINAL_TYPE (KontorRowReader, kontor_row_reader, G_TYPE_OBJECT)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorRowReader *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (KontorResult) rows = NULL;
  GError *error = NULL;

  rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      KontorRecord *record = kontor_record_new_passing (self->entity, kontor_result_get (rows, i, 0));

      kontor_store_fill (record, rows, i);
      g_ptr_array_add (records, record);
    }
  g_task_return_pointer (task, g_steal_pointer (&records), (GDestroyNotify) g_ptr_array_unref);
}

static void
kontor_row_reader_finalize (GObject *object)
{
  KontorRowReader *self = KONTOR_ROW_READER (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->identifiers, kontor_snapshot_free);
  g_free (self->select);

  G_OBJECT_CLASS (kontor_row_reader_parent_class)->finalize (object);
}

static void
kontor_row_reader_class_init (KontorRowReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_row_reader_finalize;
}

static void
kontor_row_reader_init (KontorRowReader *self)
{
}

KontorRowReader *
kontor_row_reader_new (KontorStore *store, const KontorEntity *entity, KontorSnapshot *identifiers)
{
  KontorRowReader *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);
  g_return_val_if_fail (entity != NULL && identifiers != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_ROW_READER, NULL);
  self->store = g_object_ref (store);
  self->entity = entity;
  self->identifiers = identifiers;
  self->select = kontor_store_make_ordered_select (entity);
  return self;
}

const KontorEntity *
kontor_row_reader_get_entity (KontorRowReader *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_READER (self), NULL);
  return self->entity;
}

guint
kontor_row_reader_get_length (KontorRowReader *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_READER (self), 0);
  return kontor_snapshot_get_length (self->identifiers);
}

guint
kontor_row_reader_get_position (KontorRowReader *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_READER (self), 0);
  return MIN (self->position, kontor_row_reader_get_length (self));
}

gboolean
kontor_row_reader_is_at_end (KontorRowReader *self)
{
  return kontor_row_reader_get_position (self) == kontor_row_reader_get_length (self);
}

void
kontor_row_reader_read_async (KontorRowReader *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *ids = NULL;
  const char *params[1];
  GTask *task;

  g_return_if_fail (KONTOR_IS_ROW_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_row_reader_read_async);
  ids = kontor_snapshot_to_array (self->identifiers, self->position, STEP);
  self->position += STEP;
  params[0] = ids;
  kontor_database_statement_async (kontor_store_get_database (self->store), KONTOR_LANE_BACK, self->select, params, 1,
                                   cancellable, read_cb, task);
}

GPtrArray *
kontor_row_reader_read_finish (KontorRowReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
