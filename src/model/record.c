#include "config.h"

#include "model/record-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/error.h"
#include "base/identifier.h"
#include "model/condition.h"

typedef struct
{
  char     *value;
  char     *label;
} Value;

typedef struct
{
  char     *id;
  gint64    version;
  /* What the unsaved changes were made upon: stays behind when others change
   * the same fields, so that the server sees the conflict. */
  gint64    base_version;
  gboolean  loaded;
  /* Read in passing: what its links are called is not remembered. */
  gboolean  passing;
  guint     n_fields;
  guint     n_dirty;
  /* The field that is being typed into, counted from 1; 0: none. */
  guint     typing;
  /* As the server last told. */
  Value    *stored;
  /* Where dirty: what the person made of it. */
  Value    *changed;
  gboolean *dirty;
  /* While a save is under way: what it carries; NULL otherwise. */
  Value    *sent;
  gboolean *is_sent;
  /* What its entity calls it. */
  char     *described;
} KontorRecordPrivate;

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_LOADED,
  PROP_DIRTY,
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (KontorRecord, kontor_record, G_TYPE_OBJECT)

#define PRIVATE(self) ((KontorRecordPrivate *) kontor_record_get_instance_private (self))

static inline const KontorEntity *
get_entity (KontorRecord *self)
{
  return KONTOR_RECORD_GET_CLASS (self)->entity;
}

static int
index_of (KontorRecord *self, const char *field)
{
  int index = kontor_entity_get_field_index (get_entity (self), field);

  if (index < 0)
    g_warning ("The entity %s has no field %s", get_entity (self)->name, field ? field : "(null)");
  return index;
}

static void
take_text (char **place, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
}

/* "10" and "10.00" are the same amount. */
static gboolean
is_same_number (const char *a, const char *b)
{
  const char *longer = a, *shorter = b;
  gsize length;

  if (strlen (a) < strlen (b))
    longer = b, shorter = a;
  length = strlen (shorter);
  if (strncmp (longer, shorter, length) != 0)
    return FALSE;
  if (strchr (shorter, '.') == NULL)
    {
      if (longer[length] == '\0')
        return TRUE;
      if (longer[length] != '.')
        return FALSE;
      length++;
    }
  return longer[length + strspn (longer + length, "0")] == '\0';
}

static gboolean
is_same (const KontorField *field, const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (strcmp (a, b) == 0)
    return TRUE;

  switch (field->kind)
    {
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_PERCENT:
      return is_same_number (a, b);
    case KONTOR_FIELD_BOOLEAN:
      return *a == *b;
    default:
      return FALSE;
    }
}

static Value *
current (KontorRecordPrivate *priv, guint index)
{
  return priv->dirty[index] ? &priv->changed[index] : &priv->stored[index];
}

static void
notify_field (KontorRecord *self, guint index)
{
  const KontorEntity *entity = get_entity (self);
  const KontorField *field = &entity->fields[index];

  g_object_notify (G_OBJECT (self), field->name);
  if (field->kind == KONTOR_FIELD_LINK)
    {
      g_autofree char *label = g_strconcat (field->name, "-label", NULL);
      g_object_notify (G_OBJECT (self), label);
    }
  if (g_strcmp0 (entity->title, field->name) == 0 || entity->describe != NULL)
    g_object_notify (G_OBJECT (self), "title");
  g_signal_emit (self, signals[CHANGED], 0, field->name);
}

static void
set_dirty (KontorRecord *self, guint index, gboolean dirty)
{
  KontorRecordPrivate *priv = PRIVATE (self);

  if (priv->dirty[index] == dirty)
    return;
  priv->dirty[index] = dirty;
  if (dirty)
    priv->n_dirty++;
  else
    {
      priv->n_dirty--;
      g_clear_pointer (&priv->changed[index].value, g_free);
      g_clear_pointer (&priv->changed[index].label, g_free);
      if (priv->n_dirty == 0 && priv->typing == 0)
        priv->base_version = priv->version;
    }
  if (priv->n_dirty == (dirty ? 1 : 0))
    g_object_notify (G_OBJECT (self), "dirty");
}

static void
set_value (KontorRecord *self, guint index, const char *value, const char *label)
{
  KontorRecordPrivate *priv = PRIVATE (self);
  const KontorField *field = &get_entity (self)->fields[index];
  Value *now = current (priv, index);

  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (now->value, value) == 0 && (label == NULL || g_strcmp0 (now->label, label) == 0))
    return;

  if (is_same (field, priv->stored[index].value, value))
    {
      if (label != NULL)
        take_text (&priv->stored[index].label, label);
      set_dirty (self, index, FALSE);
    }
  else
    {
      set_dirty (self, index, TRUE);
      take_text (&priv->changed[index].value, value);
      take_text (&priv->changed[index].label, value != NULL ? label : NULL);
    }

  notify_field (self, index);
  if (get_entity (self)->compute != NULL)
    get_entity (self)->compute (self, field->name);
}

static void
free_sent (KontorRecordPrivate *priv)
{
  if (priv->sent == NULL)
    return;
  for (guint i = 0; i < priv->n_fields; i++)
    {
      g_free (priv->sent[i].value);
      g_free (priv->sent[i].label);
    }
  g_clear_pointer (&priv->sent, g_free);
  g_clear_pointer (&priv->is_sent, g_free);
}

/* The value as kontor.save() takes it. */
static JsonNode *
make_node (const KontorField *field, const char *value)
{
  if (value == NULL)
    return json_node_new (JSON_NODE_NULL);

  if (field->kind == KONTOR_FIELD_JSON)
    {
      g_autoptr (GError) error = NULL;
      JsonNode *node = json_from_string (value, &error);

      if (node != NULL)
        return node;
      g_warning ("%s holds no JSON: %s", field->name, error != NULL ? error->message : "empty");
      return json_node_new (JSON_NODE_NULL);
    }

  if (field->flags & KONTOR_FIELD_FLAG_MANY)
    {
      g_autoptr (JsonArray) array = json_array_new ();
      g_auto (GStrv) items = NULL;
      g_autofree char *inner = g_strndup (value + 1, strlen (value) >= 2 ? strlen (value) - 2 : 0);
      JsonNode *node = json_node_new (JSON_NODE_ARRAY);

      items = g_strsplit (inner, ",", -1);
      for (guint i = 0; items[i] != NULL; i++)
        if (*items[i] != '\0')
          json_array_add_string_element (array, items[i]);
      json_node_set_array (node, array);
      return node;
    }

  return json_node_init_string (json_node_alloc (), value);
}

static void
kontor_record_constructed (GObject *object)
{
  KontorRecord *self = KONTOR_RECORD (object);
  KontorRecordPrivate *priv = PRIVATE (self);

  G_OBJECT_CLASS (kontor_record_parent_class)->constructed (object);

  priv->n_fields = kontor_entity_get_n_fields (get_entity (self));
  priv->stored = g_new0 (Value, priv->n_fields);
  priv->changed = g_new0 (Value, priv->n_fields);
  priv->dirty = g_new0 (gboolean, priv->n_fields);
  if (priv->id == NULL)
    priv->id = kontor_identifier_new ();
}

static void
kontor_record_finalize (GObject *object)
{
  KontorRecordPrivate *priv = PRIVATE (KONTOR_RECORD (object));

  free_sent (priv);
  for (guint i = 0; i < priv->n_fields; i++)
    {
      g_free (priv->stored[i].value);
      g_free (priv->stored[i].label);
      g_free (priv->changed[i].value);
      g_free (priv->changed[i].label);
    }
  g_free (priv->stored);
  g_free (priv->changed);
  g_free (priv->dirty);
  g_free (priv->id);
  g_free (priv->described);

  G_OBJECT_CLASS (kontor_record_parent_class)->finalize (object);
}

static void
kontor_record_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorRecord *self = KONTOR_RECORD (object);
  KontorRecordPrivate *priv = PRIVATE (self);

  switch (property)
    {
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, kontor_record_get_title (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, priv->loaded);
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, priv->n_dirty > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_record_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorRecordPrivate *priv = PRIVATE (KONTOR_RECORD (object));

  switch (property)
    {
    case PROP_ID:
      priv->id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

/* The properties of a registered entity: 1 to n the fields, then the links' labels. */
static void
entity_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorRecord *self = KONTOR_RECORD (object);
  KontorRecordPrivate *priv = PRIVATE (self);

  /* An editable's text must not be NULL. */
  if (property <= priv->n_fields)
    {
      const char *text = current (priv, property - 1)->value;
      g_value_set_string (value, text != NULL ? text : "");
    }
  else
    {
      const char *text = current (priv, property - 1 - priv->n_fields)->label;
      g_value_set_string (value, text != NULL ? text : "");
    }
}

static void
entity_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  set_value (KONTOR_RECORD (object), property - 1, g_value_get_string (value), NULL);
}

static void
kontor_record_class_init (KontorRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = kontor_record_constructed;
  object_class->finalize = kontor_record_finalize;
  object_class->get_property = kontor_record_get_property;
  object_class->set_property = kontor_record_set_property;

  g_object_class_install_property (object_class, PROP_ID,
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_TITLE,
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_LOADED,
    g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_DIRTY,
    g_param_spec_boolean ("dirty", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
kontor_record_init (KontorRecord *self)
{
}

static void
entity_class_init (gpointer klass, gpointer data)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const KontorEntity *entity = data;
  guint n_fields = kontor_entity_get_n_fields (entity);

  KONTOR_RECORD_CLASS (klass)->entity = entity;
  object_class->get_property = entity_get_property;
  object_class->set_property = entity_set_property;

  for (guint i = 0; i < n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];

      g_object_class_install_property (object_class, i + 1,
        g_param_spec_string (field->name, NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY));
      if (field->kind == KONTOR_FIELD_LINK)
        {
          g_autofree char *label = g_strconcat (field->name, "-label", NULL);

          g_object_class_install_property (object_class, n_fields + i + 1,
            g_param_spec_string (label, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY));
        }
    }
}

GType
kontor_record_register_type (const char *name, const KontorEntity *entity)
{
  const GTypeInfo info = {
    .class_size = sizeof (KontorRecordClass),
    .class_init = entity_class_init,
    .class_data = entity,
    .instance_size = sizeof (KontorRecord),
  };

  return g_type_register_static (KONTOR_TYPE_RECORD, name, &info, 0);
}

KontorRecord *
kontor_record_new (const KontorEntity *entity, const char *id)
{
  KontorRecord *self = kontor_record_new_placeholder (entity, id);
  KontorRecordPrivate *priv = PRIVATE (self);

  priv->loaded = TRUE;
  for (guint i = 0; i < priv->n_fields; i++)
    priv->stored[i].value = g_strdup (entity->fields[i].initial);

  return self;
}

KontorRecord *
kontor_record_new_placeholder (const KontorEntity *entity, const char *id)
{
  g_return_val_if_fail (entity != NULL, NULL);

  return g_object_new (kontor_entity_get_record_type (entity), "id", id, NULL);
}

KontorRecord *
kontor_record_new_passing (const KontorEntity *entity, const char *id)
{
  KontorRecord *self = kontor_record_new_placeholder (entity, id);

  PRIVATE (self)->passing = TRUE;
  return self;
}

const KontorEntity *
kontor_record_get_entity (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);
  return get_entity (self);
}

const char *
kontor_record_get_id (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);
  return PRIVATE (self)->id;
}

gint64
kontor_record_get_version (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), 0);
  return PRIVATE (self)->version;
}

gboolean
kontor_record_is_loaded (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);
  return PRIVATE (self)->loaded;
}

gboolean
kontor_record_is_dirty (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);
  return PRIVATE (self)->n_dirty > 0;
}

gboolean
kontor_record_is_field_dirty (KontorRecord *self, const char *field)
{
  int index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);

  index = index_of (self, field);
  return index >= 0 && PRIVATE (self)->dirty[index];
}

const char *
kontor_record_get (KontorRecord *self, const char *field)
{
  int index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  index = index_of (self, field);
  return index < 0 ? NULL : current (PRIVATE (self), index)->value;
}

const char *
kontor_record_get_stored (KontorRecord *self, const char *field)
{
  int index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  index = index_of (self, field);
  return index < 0 ? NULL : PRIVATE (self)->stored[index].value;
}

const char *
kontor_record_get_label (KontorRecord *self, const char *field)
{
  int index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  index = index_of (self, field);
  return index < 0 ? NULL : current (PRIVATE (self), index)->label;
}

char *
kontor_record_format (KontorRecord *self, const char *field)
{
  const KontorField *description;
  Value *value;
  int index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  index = index_of (self, field);
  if (index < 0)
    return g_strdup ("");

  description = &get_entity (self)->fields[index];
  value = current (PRIVATE (self), index);
  return kontor_field_format (description, value->value, value->label,
                              description->currency != NULL ? kontor_record_get (self, description->currency) : NULL);
}

const char *
kontor_record_get_title (KontorRecord *self)
{
  const char *title;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), "");

  if (get_entity (self)->describe != NULL && PRIVATE (self)->loaded)
    {
      g_free (PRIVATE (self)->described);
      PRIVATE (self)->described = get_entity (self)->describe (self);
      return PRIVATE (self)->described;
    }
  title = kontor_record_get (self, get_entity (self)->title);
  /* What is but a link is called by what it links to. */
  if (title != NULL && kontor_record_get_label (self, get_entity (self)->title) != NULL)
    title = kontor_record_get_label (self, get_entity (self)->title);
  if (title != NULL)
    return title;
  return PRIVATE (self)->loaded ? _(get_entity (self)->label) : "";
}

void
kontor_record_set (KontorRecord *self, const char *field, const char *value)
{
  int index;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  index = index_of (self, field);
  if (index >= 0)
    set_value (self, index, value, NULL);
}

void
kontor_record_set_link (KontorRecord *self, const char *field, const char *id, const char *label)
{
  int index;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  index = index_of (self, field);
  kontor_condition_remember_title (id, label);
  if (index >= 0)
    set_value (self, index, id, label);
}

void
kontor_record_revert (KontorRecord *self, const char *field)
{
  KontorRecordPrivate *priv;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  for (guint i = 0; i < priv->n_fields; i++)
    if (priv->dirty[i] && (field == NULL || g_str_equal (field, get_entity (self)->fields[i].name)))
      {
        set_dirty (self, i, FALSE);
        notify_field (self, i);
      }
}

gboolean
kontor_record_validate (KontorRecord *self, GError **error)
{
  const KontorEntity *entity;
  KontorRecordPrivate *priv;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);

  entity = get_entity (self);
  priv = PRIVATE (self);
  for (guint i = 0; i < priv->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];

      if (!(field->flags & KONTOR_FIELD_FLAG_REQUIRED) || (field->flags & KONTOR_FIELD_FLAG_READ_ONLY) ||
          current (priv, i)->value != NULL)
        continue;
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("%s: please fill in “%s”."), _(entity->label), _(field->label));
      return FALSE;
    }

  return entity->validate == NULL || entity->validate (self, error);
}

char *
kontor_record_changes_to_json (KontorRecord *self)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  KontorRecordPrivate *priv;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  priv = PRIVATE (self);
  if (priv->n_dirty == 0 && priv->version > 0)
    return NULL;

  object = json_object_new ();
  for (guint i = 0; i < priv->n_fields; i++)
    {
      const KontorField *field = &get_entity (self)->fields[i];

      /* A new record carries its initial values too, but leaves the rest to the server. */
      if (priv->dirty[i] ||
          (priv->version == 0 && priv->stored[i].value != NULL && !(field->flags & KONTOR_FIELD_FLAG_READ_ONLY)))
        json_object_set_member (object, field->name, make_node (field, current (priv, i)->value));
    }
  node = json_node_init_object (json_node_alloc (), object);
  return json_to_string (node, FALSE);
}

/* Whether the server's new values differ where the person made changes too. */
static gboolean
touches_changes (KontorRecordPrivate *priv, const KontorEntity *entity, const char * const *values)
{
  for (guint i = 0; i < priv->n_fields; i++)
    if ((priv->dirty[i] || priv->typing == i + 1) && !is_same (&entity->fields[i], priv->stored[i].value, values[i]))
      return TRUE;
  return FALSE;
}

void
kontor_record_take_stored (KontorRecord *self, gint64 version,
                           const char * const *values, const char * const *labels)
{
  KontorRecordPrivate *priv;
  gboolean first;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  if (priv->loaded && version < priv->version)
    return;
  first = !priv->loaded;
  g_object_freeze_notify (G_OBJECT (self));
  if (priv->version != version && priv->base_version == priv->version &&
      !touches_changes (priv, get_entity (self), values))
    priv->base_version = version;
  priv->version = version;
  priv->loaded = TRUE;

  for (guint i = 0; i < priv->n_fields; i++)
    {
      const char *label = labels != NULL ? labels[i] : NULL;
      gboolean differs = g_strcmp0 (priv->stored[i].value, values[i]) != 0 ||
                         g_strcmp0 (priv->stored[i].label, label) != 0;

      if (!differs)
        continue;
      take_text (&priv->stored[i].value, values[i]);
      take_text (&priv->stored[i].label, label);
      if (!priv->passing)
        kontor_condition_remember_title (values[i], label);

      if (!priv->dirty[i])
        {
          if (!first)
            notify_field (self, i);
        }
      else if (is_same (&get_entity (self)->fields[i], priv->stored[i].value, priv->changed[i].value))
        {
          set_dirty (self, i, FALSE);
          notify_field (self, i);
        }
    }

  if (first)
    {
      g_object_notify (G_OBJECT (self), "loaded");
      g_object_notify (G_OBJECT (self), "title");
      g_signal_emit (self, signals[CHANGED], 0, "");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
kontor_record_set_typing (KontorRecord *self, const char *field)
{
  KontorRecordPrivate *priv;
  int index;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  index = field != NULL ? kontor_entity_get_field_index (get_entity (self), field) : -1;
  priv->typing = index >= 0 ? (guint) index + 1 : 0;
  if (priv->typing == 0 && priv->n_dirty == 0)
    priv->base_version = priv->version;
}

void
kontor_record_mark_sent (KontorRecord *self)
{
  KontorRecordPrivate *priv;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  free_sent (priv);
  priv->sent = g_new0 (Value, priv->n_fields);
  priv->is_sent = g_new0 (gboolean, priv->n_fields);
  for (guint i = 0; i < priv->n_fields; i++)
    if (priv->dirty[i])
      {
        priv->is_sent[i] = TRUE;
        priv->sent[i].value = g_strdup (priv->changed[i].value);
        priv->sent[i].label = g_strdup (priv->changed[i].label);
      }
}

void
kontor_record_mark_saved (KontorRecord *self, gint64 version)
{
  KontorRecordPrivate *priv;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  if (priv->sent == NULL)
    kontor_record_mark_sent (self);

  g_object_freeze_notify (G_OBJECT (self));
  /* News of this very save may have come first. */
  priv->version = MAX (priv->version, version);
  priv->base_version = priv->version;
  for (guint i = 0; i < priv->n_fields; i++)
    {
      if (!priv->is_sent[i])
        continue;
      take_text (&priv->stored[i].value, priv->sent[i].value);
      take_text (&priv->stored[i].label, priv->sent[i].label);
      if (priv->dirty[i] && g_strcmp0 (priv->changed[i].value, priv->sent[i].value) == 0)
        {
          set_dirty (self, i, FALSE);
          notify_field (self, i);
        }
    }
  free_sent (priv);
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
kontor_record_get_base_version (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), 0);
  return PRIVATE (self)->base_version;
}

void
kontor_record_rebase (KontorRecord *self, gint64 version)
{
  KontorRecordPrivate *priv;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  priv->version = MAX (priv->version, version);
  priv->base_version = version;
}

void
kontor_record_take_theirs (KontorRecord *self, const char *field, const char *value, const char *label)
{
  KontorRecordPrivate *priv;
  int index;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = PRIVATE (self);
  index = index_of (self, field);
  if (index < 0)
    return;

  take_text (&priv->stored[index].value, value);
  take_text (&priv->stored[index].label, label);
  set_dirty (self, index, FALSE);
  notify_field (self, index);
}
