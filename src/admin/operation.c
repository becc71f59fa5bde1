#include "config.h"

#include "admin/operation.h"

#include <glib/gi18n.h>

#include "db/server-message.h"
#include "model/entity.h"

struct _KontorOperation
{
  GObject   parent_instance;
  char     *id;
  char     *at;
  char     *author;
  char     *title;
  gint64    n_rows;
  gboolean  undone;
};

enum
{
  PROP_UNDONE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorOperation, kontor_operation, G_TYPE_OBJECT)

static const char *
kind_label (const char *kind)
{
  static const struct { const char *kind, *label; } labels[] = {
    { "save", N_("Saved") },
    { "save_many", N_("Saved") },
    { "remove", N_("Deleted") },
    { "undo", N_("Undone") },
    { "import", N_("Imported") },
    { "start_process", N_("Process started") },
    { "begin_sale", N_("Sale begun") },
    { "complete_task", N_("Task done") },
    { "publish_map", N_("Route map published") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].kind, kind) == 0)
      return _(labels[i].label);
  return kind != NULL ? kind : "";
}

static void
kontor_operation_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_UNDONE)
    g_value_set_boolean (value, KONTOR_OPERATION (object)->undone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
kontor_operation_finalize (GObject *object)
{
  KontorOperation *self = KONTOR_OPERATION (object);

  g_free (self->id);
  g_free (self->at);
  g_free (self->author);
  g_free (self->title);

  G_OBJECT_CLASS (kontor_operation_parent_class)->finalize (object);
}

static void
kontor_operation_class_init (KontorOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kontor_operation_get_property;
  object_class->finalize = kontor_operation_finalize;
  properties[PROP_UNDONE] = g_param_spec_boolean ("undone", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_operation_init (KontorOperation *self)
{
}

KontorOperation *
kontor_operation_new (KontorResult *answer, guint row)
{
  KontorOperation *self = g_object_new (KONTOR_TYPE_OPERATION, NULL);
  const char *title = kontor_result_get (answer, row, 3);
  const char *entity_name = kontor_result_get (answer, row, 7);
  const KontorEntity *entity = entity_name != NULL ? kontor_entity_lookup (entity_name) : NULL;

  self->id = g_strdup (kontor_result_get (answer, row, 0));
  self->at = g_strdup (kontor_result_get (answer, row, 1));
  self->author = g_strdup (kontor_result_get (answer, row, 2));
  if (title != NULL && *title != '\0')
    self->title = kontor_server_message_translate (title);
  else if (entity != NULL)
    self->title = g_strdup_printf ("%s: %s", kind_label (kontor_result_get (answer, row, 4)), _(entity->label));
  else
    self->title = g_strdup (kind_label (kontor_result_get (answer, row, 4)));
  self->undone = kontor_result_get_boolean (answer, row, 5);
  self->n_rows = kontor_result_get_integer (answer, row, 6);
  return self;
}

const char *
kontor_operation_get_id (KontorOperation *self)
{
  g_return_val_if_fail (KONTOR_IS_OPERATION (self), NULL);
  return self->id;
}

const char *
kontor_operation_get_at (KontorOperation *self)
{
  g_return_val_if_fail (KONTOR_IS_OPERATION (self), NULL);
  return self->at;
}

const char *
kontor_operation_get_author (KontorOperation *self)
{
  g_return_val_if_fail (KONTOR_IS_OPERATION (self), NULL);
  return self->author;
}

const char *
kontor_operation_get_title (KontorOperation *self)
{
  g_return_val_if_fail (KONTOR_IS_OPERATION (self), NULL);
  return self->title;
}

gint64
kontor_operation_get_n_rows (KontorOperation *self)
{
  g_return_val_if_fail (KONTOR_IS_OPERATION (self), 0);
  return self->n_rows;
}

gboolean
kontor_operation_is_undone (KontorOperation *self)
{
  g_return_val_if_fail (KONTOR_IS_OPERATION (self), FALSE);
  return self->undone;
}

void
kontor_operation_mark_undone (KontorOperation *self)
{
  g_return_if_fail (KONTOR_IS_OPERATION (self));

  self->undone = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDONE]);
}
