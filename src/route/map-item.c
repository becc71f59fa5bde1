#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "base/error.h"
#include "route/map-item.h"

typedef struct
{
  const char *text;
  const char *label;
  double      width;
  double      height;
} Kind;

static const Kind kinds[] = {
  [KONTOR_MAP_KIND_START]      = { "start", N_("Start"), 40, 40 },
  [KONTOR_MAP_KIND_END]        = { "end", N_("End"), 40, 40 },
  [KONTOR_MAP_KIND_ACTION]     = { "action", N_("Action"), 140, 60 },
  [KONTOR_MAP_KIND_CONDITION]  = { "condition", N_("Condition"), 140, 100 },
  [KONTOR_MAP_KIND_CHOICE]     = { "choice", N_("Choice"), 140, 80 },
  [KONTOR_MAP_KIND_SPLIT]      = { "split", N_("Split"), 20, 120 },
  [KONTOR_MAP_KIND_MERGE]      = { "merge", N_("Merge"), 20, 120 },
  [KONTOR_MAP_KIND_PROCESSING] = { "processing", N_("Processing"), 140, 60 },
  [KONTOR_MAP_KIND_NESTED]     = { "nested", N_("Nested process"), 140, 60 },
  [KONTOR_MAP_KIND_TIMER]      = { "timer", N_("Timer"), 48, 48 },
  [KONTOR_MAP_KIND_EVENT]      = { "event", N_("Wait for event"), 48, 48 },
  [KONTOR_MAP_KIND_NOTE]       = { "note", N_("Note"), 160, 80 },
  [KONTOR_MAP_KIND_GROUP]      = { "group", N_("Group"), 360, 200 },
  [KONTOR_MAP_KIND_PICTURE]    = { "picture", N_("Picture"), 200, 150 },
  [KONTOR_MAP_KIND_LINK]       = { "link", N_("Link"), 180, 32 },
  [KONTOR_MAP_KIND_FLOW]       = { "", N_("Line"), 0, 0 },
};

const char *
kontor_map_kind_to_text (KontorMapKind kind)
{
  return kinds[kind].text;
}

const char *
kontor_map_kind_get_label (KontorMapKind kind)
{
  return _(kinds[kind].label);
}

const char *
kontor_map_kind_get_summary (KontorMapKind kind)
{
  switch (kind)
    {
    case KONTOR_MAP_KIND_START:
      return _("Where every process begins");
    case KONTOR_MAP_KIND_END:
      return _("Where it ends; may win or lose the deal");
    case KONTOR_MAP_KIND_ACTION:
      return _("A task for somebody");
    case KONTOR_MAP_KIND_CONDITION:
      return _("A question or a rule, yes or no");
    case KONTOR_MAP_KIND_CHOICE:
      return _("One way out of several");
    case KONTOR_MAP_KIND_SPLIT:
      return _("Several ways at the same time");
    case KONTOR_MAP_KIND_MERGE:
      return _("Waits until all ways have come");
    case KONTOR_MAP_KIND_PROCESSING:
      return _("Something the program does by itself");
    case KONTOR_MAP_KIND_TIMER:
      return _("Waits for some time");
    case KONTOR_MAP_KIND_EVENT:
      return _("Waits until something is true");
    case KONTOR_MAP_KIND_NOTE:
      return _("A remark on the drawing");
    case KONTOR_MAP_KIND_GROUP:
      return _("A frame around points");
    case KONTOR_MAP_KIND_PICTURE:
      return _("A drawing or a photograph from a file");
    case KONTOR_MAP_KIND_LINK:
      return _("Opens a page or a letter");
    case KONTOR_MAP_KIND_NESTED:
      return _("Another map, once or for each record of a list");
    case KONTOR_MAP_KIND_FLOW:
    default:
      return "";
    }
}

gboolean
kontor_map_kind_from_text (const char *text, KontorMapKind *kind)
{
  for (guint i = 0; i < KONTOR_MAP_KIND_FLOW; i++)
    if (g_strcmp0 (kinds[i].text, text) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

void
kontor_map_kind_get_size (KontorMapKind kind, double *width, double *height)
{
  *width = kinds[kind].width;
  *height = kinds[kind].height;
}

gboolean
kontor_map_kind_is_decoration (KontorMapKind kind)
{
  return kind >= KONTOR_MAP_KIND_NOTE && kind < KONTOR_MAP_KIND_FLOW;
}

gboolean
kontor_map_kind_is_fork (KontorMapKind kind)
{
  return kind == KONTOR_MAP_KIND_CONDITION || kind == KONTOR_MAP_KIND_CHOICE || kind == KONTOR_MAP_KIND_SPLIT;
}

KontorMapItem *
kontor_map_item_new (KontorMapItemType type, KontorMapKind kind, const char *key)
{
  KontorMapItem *self = g_new0 (KontorMapItem, 1);

  self->type = type;
  self->kind = kind;
  self->key = g_strdup (key);
  self->width = kinds[kind].width;
  self->height = kinds[kind].height;
  self->bends = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  self->properties = json_object_new ();
  return self;
}

static JsonNode *
copy_node (JsonNode *node)
{
  return json_node_copy (node);
}

/* A shallow json_object_ref would share what the copy is about to change. */
static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, copy_node (json_object_get_member (object, l->data)));
  return copy;
}

KontorMapItem *
kontor_map_item_copy (const KontorMapItem *self)
{
  KontorMapItem *copy = g_new0 (KontorMapItem, 1);

  *copy = *self;
  copy->key = g_strdup (self->key);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->bends = g_array_copy (self->bends);
  copy->properties = copy_object (self->properties);
  return copy;
}

void
kontor_map_item_free (KontorMapItem *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->from);
  g_free (self->to);
  g_array_unref (self->bends);
  json_object_unref (self->properties);
  g_free (self);
}

gboolean
kontor_map_item_equal (const KontorMapItem *self, const KontorMapItem *other)
{
  return self->type == other->type && self->kind == other->kind
      && self->x == other->x && self->y == other->y
      && self->width == other->width && self->height == other->height
      && g_strcmp0 (self->key, other->key) == 0
      && g_strcmp0 (self->from, other->from) == 0 && g_strcmp0 (self->to, other->to) == 0
      && self->bends->len == other->bends->len
      && (self->bends->len == 0
          || memcmp (self->bends->data, other->bends->data, self->bends->len * sizeof (KontorMapPlace)) == 0)
      && json_object_equal (self->properties, other->properties);
}

static gboolean
read_number (JsonObject *object, const char *name, double *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 && json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return FALSE;
  *value = json_node_get_double (node);
  return isfinite (*value) && fabs (*value) < 1e6;
}

static const char *
read_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

/* Something else than a number where one is wanted is no map; nothing is none. */
static gboolean
take_number (KontorMapReader *reader, double *value)
{
  g_autoptr (JsonNode) other = NULL;

  if (kontor_map_reader_read_number (reader, value))
    return isfinite (*value) && fabs (*value) < 1e6;
  other = kontor_map_reader_read_value (reader);
  return other == NULL || !JSON_NODE_HOLDS_VALUE (other);
}

static gboolean
take_bends (KontorMapReader *reader, GArray *bends)
{
  gboolean good = TRUE;

  if (!kontor_map_reader_open (reader, "["))
    {
      g_autoptr (JsonNode) other = kontor_map_reader_read_value (reader);

      return TRUE;
    }
  while (kontor_map_reader_next (reader, "]"))
    {
      double pair[2] = { 0, 0 };
      guint n = 0;
      KontorMapPlace bend;

      if (!kontor_map_reader_open (reader, "["))
        return FALSE;
      while (kontor_map_reader_next (reader, "]"))
        {
          double value = 0;

          good = take_number (reader, &value) && good;
          pair[n % 2] = value;
          n++;
        }
      good = good && n == 2;
      bend = (KontorMapPlace) { pair[0], pair[1] };
      g_array_append_val (bends, bend);
    }
  return good;
}

/* Text is all that a key or an end may be. */
static void
take_text (KontorMapReader *reader, char **text)
{
  const char *read = kontor_map_reader_read_string (reader);

  g_autoptr (JsonNode) other = read == NULL ? kontor_map_reader_read_value (reader) : NULL;

  g_free (*text);
  *text = g_strdup (read);
}

KontorMapItem *
kontor_map_item_read (KontorMapItemType type, KontorMapReader *reader, GError **error)
{
  g_autoptr (KontorMapItem) self = NULL;
  g_autofree char *kind_text = NULL;
  double place[4] = { NAN, NAN, NAN, NAN };
  static const char *sides[] = { "x", "y", "width", "height" };
  gboolean good = TRUE;
  const char *name;

  if (!kontor_map_reader_open (reader, "{"))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a route map."));
      return NULL;
    }
  self = kontor_map_item_new (type, KONTOR_MAP_KIND_FLOW, NULL);
  while ((name = kontor_map_reader_next_member (reader)) != NULL)
    {
      guint side = 0;

      while (type != KONTOR_MAP_FLOW && side < G_N_ELEMENTS (sides) && !g_str_equal (name, sides[side]))
        side++;
      if (type != KONTOR_MAP_FLOW && side < G_N_ELEMENTS (sides))
        good = take_number (reader, &place[side]) && good;
      else if (g_str_equal (name, "key"))
        take_text (reader, &self->key);
      else if (type != KONTOR_MAP_FLOW && g_str_equal (name, "kind"))
        take_text (reader, &kind_text);
      else if (type == KONTOR_MAP_FLOW && g_str_equal (name, "from"))
        take_text (reader, &self->from);
      else if (type == KONTOR_MAP_FLOW && g_str_equal (name, "to"))
        take_text (reader, &self->to);
      else if (type == KONTOR_MAP_FLOW && g_str_equal (name, "bends"))
        good = take_bends (reader, self->bends) && good;
      else
        kontor_map_reader_read_member (reader, self->properties, name);
    }

  if (self->key == NULL || *self->key == '\0' || strlen (self->key) > 200
      || (type != KONTOR_MAP_FLOW && !kontor_map_kind_from_text (kind_text, &self->kind)))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("A part of the route map has no key or is of an unknown kind."));
      return NULL;
    }
  self->x = isnan (place[0]) ? 0 : place[0];
  self->y = isnan (place[1]) ? 0 : place[1];
  self->width = isnan (place[2]) ? kinds[self->kind].width : place[2];
  self->height = isnan (place[3]) ? kinds[self->kind].height : place[3];
  if (!good || self->width < 0 || self->height < 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The place of “%s” on the route map cannot be read."), self->key);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Whole numbers are written without a fraction. */
static void
write_number (JsonObject *object, const char *name, double value)
{
  if (value == floor (value))
    json_object_set_int_member (object, name, (gint64) value);
  else
    json_object_set_double_member (object, name, value);
}

JsonObject *
kontor_map_item_to_json (const KontorMapItem *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (self->properties);

  json_object_set_string_member (object, "key", self->key);
  if (self->type == KONTOR_MAP_FLOW)
    {
      json_object_set_string_member (object, "from", self->from != NULL ? self->from : "");
      json_object_set_string_member (object, "to", self->to != NULL ? self->to : "");
    }
  else
    {
      json_object_set_string_member (object, "kind", kinds[self->kind].text);
      write_number (object, "x", self->x);
      write_number (object, "y", self->y);
      write_number (object, "width", self->width);
      write_number (object, "height", self->height);
    }
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data, copy_node (json_object_get_member (self->properties, l->data)));
  if (self->bends->len > 0)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < self->bends->len; i++)
        {
          KontorMapPlace *place = &g_array_index (self->bends, KontorMapPlace, i);
          JsonArray *pair = json_array_new ();

          json_array_add_double_element (pair, place->x);
          json_array_add_double_element (pair, place->y);
          json_array_add_array_element (array, pair);
        }
      json_object_set_array_member (object, "bends", array);
    }
  return object;
}

const char *
kontor_map_item_get_text (const KontorMapItem *self, const char *property)
{
  const char *text = read_text (self->properties, property);

  return text != NULL ? text : "";
}

double
kontor_map_item_get_number (const KontorMapItem *self, const char *property, double otherwise)
{
  double value = otherwise;

  return read_number (self->properties, property, &value) ? value : otherwise;
}

JsonNode *
kontor_map_item_get_node (const KontorMapItem *self, const char *property)
{
  return json_object_get_member (self->properties, property);
}

void
kontor_map_item_set_node (KontorMapItem *self, const char *property, JsonNode *value)
{
  if (value != NULL)
    json_object_set_member (self->properties, property, value);
  else if (json_object_has_member (self->properties, property))
    json_object_remove_member (self->properties, property);
}
