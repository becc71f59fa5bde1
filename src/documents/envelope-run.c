#include "config.h"

#include "documents/envelope-run.h"

#include <glib/gi18n.h>

#include "draw/offer-source.h"

/* Addresses in one question; envelopes laid out between two looks at the keyboard. */
#define READ_STEP 500
#define LAYOUT_STEP 20

struct _KontorEnvelopeRun
{
  GObject         parent_instance;

  KontorDatabase *database;
  char           *entity;
  KontorSnapshot *identifiers;
  guint           position;
  GPtrArray      *items;
};

enum
{
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorEnvelopeRun, kontor_envelope_run, G_TYPE_OBJECT)

static void
kontor_envelope_run_finalize (GObject *object)
{
  KontorEnvelopeRun *self = KONTOR_ENVELOPE_RUN (object);

  g_clear_object (&self->database);
  g_free (self->entity);
  g_clear_pointer (&self->identifiers, kontor_snapshot_free);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (kontor_envelope_run_parent_class)->finalize (object);
}

static void
kontor_envelope_run_class_init (KontorEnvelopeRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_envelope_run_finalize;

  signals[PROGRESS] =
    g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_envelope_run_init (KontorEnvelopeRun *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

KontorEnvelopeRun *
kontor_envelope_run_new (KontorDatabase *database,
                         const char     *entity,
                         KontorSnapshot *identifiers)
{
  KontorEnvelopeRun *self;

  g_return_val_if_fail (entity != NULL && identifiers != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_ENVELOPE_RUN, NULL);
  self->database = database != NULL ? g_object_ref (database) : NULL;
  self->entity = g_strdup (entity);
  self->identifiers = identifiers;
  return self;
}

/* Reading ------------------------------------------------------------------------- */

static void read_next (KontorEnvelopeRun *self, GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  KontorEnvelopeRun *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->position = MIN (self->position + READ_STEP, kontor_envelope_run_get_length (self));
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    g_ptr_array_add (self->items, kontor_envelope_item_new (rows, i));
  g_signal_emit (self, signals[PROGRESS], 0);
  read_next (self, g_steal_pointer (&task));
}

static void
read_next (KontorEnvelopeRun *self,
           GTask             *task)
{
  g_autofree char *ids = NULL;
  const char *params[2];

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (self->position >= kontor_envelope_run_get_length (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  ids = kontor_snapshot_to_array (self->identifiers, self->position, READ_STEP);
  params[0] = self->entity;
  params[1] = ids;
  kontor_database_query_async (self->database, KONTOR_LANE_BACK, "print-addresses", params, 2,
                               g_task_get_cancellable (task), read_cb, task);
}

void
kontor_envelope_run_read_async (KontorEnvelopeRun   *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (KONTOR_IS_ENVELOPE_RUN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_envelope_run_read_async);
  read_next (self, task);
}

gboolean
kontor_envelope_run_read_finish (KontorEnvelopeRun  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
reread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (kontor_result_get_n_rows (rows) > 0)
    kontor_envelope_item_take (g_task_get_task_data (task), rows, 0);
  g_task_return_boolean (task, TRUE);
}

void
kontor_envelope_run_reread_async (KontorEnvelopeRun   *self,
                                  KontorEnvelopeItem  *item,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autofree char *ids = NULL;
  const char *params[2];
  GTask *task;

  g_return_if_fail (KONTOR_IS_ENVELOPE_RUN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_envelope_run_reread_async);
  g_task_set_task_data (task, g_object_ref (item), g_object_unref);
  ids = g_strdup_printf ("{%s}", kontor_envelope_item_get_record (item));
  params[0] = self->entity;
  params[1] = ids;
  kontor_database_query_async (self->database, KONTOR_LANE_FRONT, "print-addresses", params, 2, cancellable, reread_cb, task);
}

gboolean
kontor_envelope_run_reread_finish (KontorEnvelopeRun  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
kontor_envelope_run_get_length (KontorEnvelopeRun *self)
{
  g_return_val_if_fail (KONTOR_IS_ENVELOPE_RUN (self), 0);

  return kontor_snapshot_get_length (self->identifiers);
}

guint
kontor_envelope_run_get_n_read (KontorEnvelopeRun *self)
{
  g_return_val_if_fail (KONTOR_IS_ENVELOPE_RUN (self), 0);

  return self->position;
}

GPtrArray *
kontor_envelope_run_get_items (KontorEnvelopeRun *self)
{
  g_return_val_if_fail (KONTOR_IS_ENVELOPE_RUN (self), NULL);

  return self->items;
}

/* Laying out ------------------------------------------------------------------------ */

typedef struct
{
  KontorEnvelopePlan  plan;
  KontorDocument     *document;
  guint               item;
  guint               place;
} Layout;

static void
layout_free (Layout *layout)
{
  g_clear_object (&layout->document);
  g_free (layout);
}

static void
lay_out (Layout             *layout,
         KontorEnvelopeItem *item)
{
  const KontorEnvelopePlan *plan = &layout->plan;
  const KontorPostalAddress *address = kontor_envelope_item_get_address (item);
  g_autoptr(GError) error = NULL;
  gboolean done;

  kontor_envelope_item_set_refusal (item, NULL);
  if (kontor_envelope_item_get_address_id (item) == NULL
      || (kontor_envelope_item_get_faults (item) != NULL && !plan->incomplete))
    return;
  if (plan->label != NULL)
    done = kontor_label_add (layout->document, plan->label, plan->first + layout->place, address, plan->origin, &error);
  else if (layout->place < plan->first)
    done = TRUE;
  else
    done = kontor_envelope_add (layout->document, plan->envelope, address, plan->sender, plan->origin, &error);
  if (done)
    layout->place++;
  else
    kontor_envelope_item_set_refusal (item, error->message);
}

static gboolean
layout_some_cb (gpointer user_data)
{
  GTask *task = user_data;
  KontorEnvelopeRun *self = g_task_get_source_object (task);
  Layout *layout = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < LAYOUT_STEP && layout->item < self->items->len; i++)
    lay_out (layout, g_ptr_array_index (self->items, layout->item++));
  if (layout->item < self->items->len)
    return G_SOURCE_CONTINUE;
  g_task_return_pointer (task, g_steal_pointer (&layout->document), g_object_unref);
  return G_SOURCE_REMOVE;
}

void
kontor_envelope_run_layout_async (KontorEnvelopeRun        *self,
                                  const KontorEnvelopePlan *plan,
                                  GCancellable             *cancellable,
                                  GAsyncReadyCallback       callback,
                                  gpointer                  user_data)
{
  GTask *task;
  Layout *layout;

  g_return_if_fail (KONTOR_IS_ENVELOPE_RUN (self));
  g_return_if_fail ((plan->envelope != NULL) != (plan->label != NULL));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_envelope_run_layout_async);
  layout = g_new0 (Layout, 1);
  layout->plan = *plan;
  layout->document = kontor_document_new (kontor_paper_lookup (plan->label != NULL ? "a4" : plan->envelope->name),
                                          plan->label != NULL ? _("Address labels") : _("Envelopes"),
                                          plan->sender != NULL ? plan->sender->recipient : NULL);
  g_task_set_task_data (task, layout, (GDestroyNotify) layout_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, layout_some_cb, task, g_object_unref);
}

KontorDocument *
kontor_envelope_run_layout_finish (KontorEnvelopeRun  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
