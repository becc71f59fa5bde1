#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-templates.h"

struct _KontorMapTemplates
{
  GObject       parent_instance;

  KontorDesk   *desk;
  GCancellable *cancellable;
  /* Of KontorRecord. */
  GPtrArray    *records;
};

G_DEFINE_FINAL_TYPE (KontorMapTemplates, kontor_map_templates, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
kontor_map_templates_dispose (GObject *object)
{
  KontorMapTemplates *self = KONTOR_MAP_TEMPLATES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kontor_map_templates_parent_class)->dispose (object);
}

static void
kontor_map_templates_finalize (GObject *object)
{
  KontorMapTemplates *self = KONTOR_MAP_TEMPLATES (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->records);
  G_OBJECT_CLASS (kontor_map_templates_parent_class)->finalize (object);
}

static void
kontor_map_templates_class_init (KontorMapTemplatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_templates_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_map_templates_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_map_templates_init (KontorMapTemplates *self)
{
  self->cancellable = g_cancellable_new ();
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

static const KontorEntity *
get_entity (void)
{
  return kontor_entity_lookup ("map_template");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapTemplates) self = user_data;
  g_autoptr (GPtrArray) records = kontor_store_load_children_finish (KONTOR_STORE (source), result, NULL);

  /* Without templates one draws as before. */
  if (records == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_ptr_array_unref (self->records);
  self->records = g_steal_pointer (&records);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_all (KontorMapTemplates *self, KontorStore *store)
{
  kontor_store_load_children_async (store, get_entity (), NULL, NULL, self->cancellable, read_cb, g_object_ref (self));
}

static void
news_cb (KontorMapTemplates *self, const char *entity, const char *id, const char *action, KontorStore *store)
{
  if (g_strcmp0 (entity, "map_template") == 0)
    read_all (self, store);
}

KontorMapTemplates *
kontor_map_templates_new (KontorDesk *desk)
{
  KontorMapTemplates *self = g_object_new (KONTOR_TYPE_MAP_TEMPLATES, NULL);
  KontorStore *store = kontor_desk_get_store (desk);

  self->desk = g_object_ref (desk);
  if (store != NULL)
    {
      g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
      read_all (self, store);
    }
  return self;
}

guint
kontor_map_templates_get_count (KontorMapTemplates *self)
{
  return self->records->len;
}

const char *
kontor_map_templates_get_name (KontorMapTemplates *self, guint position)
{
  return kontor_record_get (g_ptr_array_index (self->records, position), "name");
}

const char *
kontor_map_templates_get_piece (KontorMapTemplates *self, guint position)
{
  return kontor_record_get (g_ptr_array_index (self->records, position), "piece");
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDesk) desk = user_data;
  g_autoptr (GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (source), result, &error))
    kontor_desk_report_error (desk, error, _("The template was not kept"));
}

void
kontor_map_templates_keep (KontorMapTemplates *self, const char *name, const char *piece)
{
  KontorStore *store = kontor_desk_get_store (self->desk);
  g_autoptr (KontorRecord) record = kontor_record_new (get_entity (), NULL);

  if (store == NULL)
    return;
  kontor_record_set (record, "name", name);
  kontor_record_set (record, "piece", piece);
  kontor_store_save_record_async (store, record, NULL, kept_cb, g_object_ref (self->desk));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDesk) desk = user_data;
  g_autoptr (GError) error = NULL;

  if (!kontor_store_remove_finish (KONTOR_STORE (source), result, &error))
    kontor_desk_report_error (desk, error, _("The template was not deleted"));
}

void
kontor_map_templates_remove (KontorMapTemplates *self, guint position)
{
  KontorStore *store = kontor_desk_get_store (self->desk);

  if (store != NULL && position < self->records->len)
    kontor_store_remove_async (store, g_ptr_array_index (self->records, position), NULL, removed_cb, g_object_ref (self->desk));
}
