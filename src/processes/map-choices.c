#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/condition.h"
#include "processes/map-choices.h"

struct _KontorMapChoices
{
  GObject             parent_instance;

  const KontorEntity *subject;
  /* Three in turn: kind, id, name. */
  GPtrArray          *known;
};

G_DEFINE_FINAL_TYPE (KontorMapChoices, kontor_map_choices, G_TYPE_OBJECT)

static KontorMapOptions *
options_with (const char *none)
{
  KontorMapOptions *options = kontor_map_options_new ();

  if (none != NULL)
    kontor_map_options_add (options, "", none);
  return options;
}

static void
kontor_map_choices_finalize (GObject *object)
{
  g_ptr_array_unref (KONTOR_MAP_CHOICES (object)->known);
  G_OBJECT_CLASS (kontor_map_choices_parent_class)->finalize (object);
}

static void
kontor_map_choices_class_init (KontorMapChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_choices_finalize;
}

static void
kontor_map_choices_init (KontorMapChoices *self)
{
  self->known = g_ptr_array_new_with_free_func (g_free);
  self->subject = kontor_entity_lookup ("deal");
}

KontorMapChoices *
kontor_map_choices_new (void)
{
  return g_object_new (KONTOR_TYPE_MAP_CHOICES, NULL);
}

void
kontor_map_choices_add (KontorMapChoices *self, const char *kind, const char *id, const char *name)
{
  g_ptr_array_add (self->known, g_strdup (kind));
  g_ptr_array_add (self->known, g_strdup (id));
  g_ptr_array_add (self->known, g_strdup (name));
}

void
kontor_map_choices_set_subject (KontorMapChoices *self, const char *subject)
{
  const KontorEntity *entity = subject != NULL ? kontor_entity_lookup (subject) : NULL;

  if (entity != NULL)
    self->subject = entity;
}

const KontorEntity *
kontor_map_choices_get_subject (KontorMapChoices *self)
{
  return self->subject;
}

const char *
kontor_map_choices_find_name (KontorMapChoices *self, const char *kind, const char *id)
{
  for (guint i = 0; i + 2 < self->known->len; i += 3)
    if (g_strcmp0 (g_ptr_array_index (self->known, i), kind) == 0 && g_strcmp0 (g_ptr_array_index (self->known, i + 1), id) == 0)
      return g_ptr_array_index (self->known, i + 2);
  return NULL;
}

static void
add_known (KontorMapChoices *self, KontorMapOptions *options, const char *kind, const char *prefix)
{
  for (guint i = 0; i + 2 < self->known->len; i += 3)
    if (g_strcmp0 (g_ptr_array_index (self->known, i), kind) == 0)
      {
        g_autofree char *value = g_strconcat (prefix, g_ptr_array_index (self->known, i + 1), NULL);

        kontor_map_options_add (options, value, g_ptr_array_index (self->known, i + 2));
      }
}

KontorMapOptions *
kontor_map_choices_list (KontorMapChoices *self, const char *kind, const char *none)
{
  KontorMapOptions *options = options_with (none);

  add_known (self, options, kind, "");
  kontor_map_options_end (options);
  return options;
}

KontorMapOptions *
kontor_map_choices_performers (KontorMapChoices *self, const char *none)
{
  return kontor_performer_options_new (self->subject, self->known, TRUE, none);
}

KontorMapOptions *
kontor_map_choices_fields (KontorMapChoices *self, gboolean moments_only, const char *none)
{
  KontorMapOptions *options = options_with (none);

  for (const KontorField *field = self->subject->fields; field->name != NULL; field++)
    if ((field->flags & (KONTOR_FIELD_FLAG_HIDDEN | KONTOR_FIELD_FLAG_READ_ONLY)) == 0 && field->kind != KONTOR_FIELD_JSON
        && (!moments_only || field->kind == KONTOR_FIELD_DATE || field->kind == KONTOR_FIELD_MOMENT))
      kontor_map_options_add (options, field->name, _(field->label));
  kontor_map_options_end (options);
  return options;
}

static gboolean
belongs (const KontorEntity *entity)
{
  if ((entity->flags & (KONTOR_ENTITY_FLAG_DIRECTORY | KONTOR_ENTITY_FLAG_READ_ONLY)) != 0)
    return FALSE;
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (g_strcmp0 (field->target, "deal") == 0 || g_strcmp0 (field->target, "partner") == 0)
      return TRUE;
  return FALSE;
}

KontorMapOptions *
kontor_map_choices_entities (KontorMapChoices *self, const char *none)
{
  KontorMapOptions *options = options_with (none);

  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    if (belongs (*entity) && *entity != self->subject)
      kontor_map_options_add (options, (*entity)->name, _((*entity)->label));
  if (kontor_entity_lookup ("partner") != NULL && g_strcmp0 (self->subject->name, "partner") != 0)
    kontor_map_options_add (options, "partner", _(kontor_entity_lookup ("partner")->label));
  kontor_map_options_end (options);
  return options;
}

static const char *
find_label (KontorMapOptions *options, const char *value)
{
  for (guint i = 0; g_ptr_array_index (options->values, i) != NULL; i++)
    if (g_strcmp0 (g_ptr_array_index (options->values, i), value) == 0)
      return g_ptr_array_index (options->labels, i);
  return value;
}

static char *
describe_array (JsonArray *array, KontorMapOptions *options)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *text = JSON_NODE_HOLDS_OBJECT (element)
                         ? json_object_get_string_member_with_default (json_node_get_object (element), "text", "")
                         : json_node_get_string (element);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", options != NULL ? find_label (options, text) : text != NULL ? text : "");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
describe_processing (KontorMapChoices *self, JsonObject *object)
{
  const char *kind = json_object_get_string_member_with_default (object, "kind", "");

  if (strcmp (kind, "set_field") == 0)
    {
      const char *name = json_object_get_string_member_with_default (object, "field", "");
      const KontorField *field = kontor_entity_find_field (self->subject, name);

      return g_strdup_printf (_("Sets %s to “%s”"), field != NULL ? _(field->label) : name,
                              json_object_get_string_member_with_default (object, "value", ""));
    }
  if (strcmp (kind, "create_task") == 0)
    return g_strdup_printf (_("Makes the task “%s”"), json_object_get_string_member_with_default (object, "name", ""));
  if (strcmp (kind, "create_record") == 0)
    {
      const KontorEntity *entity = kontor_entity_lookup (json_object_get_string_member_with_default (object, "entity", ""));

      return g_strdup_printf (_("Makes a record: %s"), entity != NULL ? _(entity->label) : "");
    }
  if (strcmp (kind, "start_process") == 0)
    {
      const char *name = kontor_map_choices_find_name (self, "map", json_object_get_string_member_with_default (object, "map", ""));

      return g_strdup_printf (_("Starts the process “%s”"), name != NULL ? name : "");
    }
  return g_strdup (json_object_get_string_member_with_default (object, "function", ""));
}

static char *
describe_nested (KontorMapChoices *self, JsonObject *object)
{
  const char *name = kontor_map_choices_find_name (self, "map", json_object_get_string_member_with_default (object, "map", ""));
  JsonObject *each = json_object_has_member (object, "each") && JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "each"))
                     ? json_object_get_object_member (object, "each") : NULL;
  const KontorEntity *entity = each != NULL ? kontor_entity_lookup (json_object_get_string_member_with_default (each, "entity", "")) : NULL;

  if (entity == NULL)
    return g_strdup (name != NULL ? name : "");
  return g_strdup_printf (_("%s, for each: %s"), name != NULL ? name : "", _(entity->label));
}

char *
kontor_map_choices_describe (KontorMapChoices *self, const KontorMapProperty *property, JsonNode *value)
{
  g_autoptr (KontorMapOptions) options = NULL;
  const char *text = value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
                     ? json_node_get_string (value) : "";

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  switch (property->value)
    {
    case KONTOR_MAP_VALUE_LINES:
    case KONTOR_MAP_VALUE_ANSWERS:
    case KONTOR_MAP_VALUE_ENTITIES:
    case KONTOR_MAP_VALUE_FIELDS:
      if (property->value == KONTOR_MAP_VALUE_ENTITIES)
        options = kontor_map_choices_entities (self, NULL);
      else if (property->value == KONTOR_MAP_VALUE_FIELDS)
        options = kontor_map_choices_fields (self, FALSE, NULL);
      return JSON_NODE_HOLDS_ARRAY (value) ? describe_array (json_node_get_array (value), options) : g_strdup ("");
    case KONTOR_MAP_VALUE_HOURS:
      return g_strdup_printf ("%g", json_node_get_double (value));
    case KONTOR_MAP_VALUE_CHOICE:
      for (guint i = 0; property->values[i] != NULL; i++)
        if (g_strcmp0 (property->values[i], text) == 0)
          return g_strdup (_(property->labels[i]));
      return g_strdup (text);
    case KONTOR_MAP_VALUE_FLAG:
      return g_strdup (json_node_get_boolean (value) ? _("Yes") : _("No"));
    case KONTOR_MAP_VALUE_PERFORMER:
      {
        g_autofree char *performer = kontor_map_performer_to_value (value);

        options = kontor_map_choices_performers (self, NULL);
        return g_strdup (find_label (options, performer));
      }
    case KONTOR_MAP_VALUE_RULE:
      {
        g_autofree char *json = json_to_string (value, FALSE);

        return kontor_condition_describe (self->subject, json);
      }
    case KONTOR_MAP_VALUE_STAGE:
    case KONTOR_MAP_VALUE_CALENDAR:
      {
        const char *name = kontor_map_choices_find_name (self, property->value == KONTOR_MAP_VALUE_STAGE ? "stage" : "calendar", text);

        return g_strdup (name != NULL ? name : text);
      }
    case KONTOR_MAP_VALUE_ENTITY:
      return g_strdup (kontor_entity_lookup (text) != NULL ? _(kontor_entity_lookup (text)->label) : text);
    case KONTOR_MAP_VALUE_MOMENT_FIELD:
      {
        const KontorField *field = kontor_entity_find_field (self->subject, text);

        return g_strdup (field != NULL ? _(field->label) : text);
      }
    case KONTOR_MAP_VALUE_PROCESSING:
      return JSON_NODE_HOLDS_OBJECT (value) ? describe_processing (self, json_node_get_object (value)) : g_strdup ("");
    case KONTOR_MAP_VALUE_NESTED:
      return JSON_NODE_HOLDS_OBJECT (value) ? describe_nested (self, json_node_get_object (value)) : g_strdup ("");
    case KONTOR_MAP_VALUE_TEXT:
    case KONTOR_MAP_VALUE_LONG_TEXT:
    default:
      return g_strdup (text);
    }
}
