#include "config.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "route/map.h"

struct _KontorMap
{
  GObject     parent_instance;

  GPtrArray  *items[3];
  GHashTable *by_key[3];
  /* The members of the file that are not ours. */
  JsonObject *rest;
  char       *key_suffix;
};

G_DEFINE_FINAL_TYPE (KontorMap, kontor_map, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static const char *members[] = { "points", "flows", "decorations" };

static void
kontor_map_finalize (GObject *object)
{
  KontorMap *self = KONTOR_MAP (object);

  for (guint i = 0; i < 3; i++)
    {
      g_hash_table_unref (self->by_key[i]);
      g_ptr_array_unref (self->items[i]);
    }
  json_object_unref (self->rest);
  g_free (self->key_suffix);
  G_OBJECT_CLASS (kontor_map_parent_class)->finalize (object);
}

static void
kontor_map_class_init (KontorMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
kontor_map_init (KontorMap *self)
{
  for (guint i = 0; i < 3; i++)
    {
      self->items[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_item_free);
      self->by_key[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  self->rest = json_object_new ();
}

static gboolean
read_members (KontorMap *self, JsonObject *root, KontorMapItemType type, GError **error)
{
  JsonNode *node = json_object_get_member (root, members[type]);
  JsonArray *array;

  if (node == NULL && type == KONTOR_MAP_DECORATION)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a route map."));
      return FALSE;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      KontorMapItem *item;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a route map."));
          return FALSE;
        }
      item = kontor_map_item_from_json (type, json_node_get_object (element), error);
      if (item == NULL)
        return FALSE;
      if (g_hash_table_contains (self->by_key[type], item->key)
          || (type == KONTOR_MAP_FLOW
              && (item->from == NULL || item->to == NULL
                  || kontor_map_find (self, KONTOR_MAP_POINT, item->from) == NULL
                  || kontor_map_find (self, KONTOR_MAP_POINT, item->to) == NULL)))
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The route map is damaged at “%s”: its key stands twice, or a line leads nowhere."), item->key);
          kontor_map_item_free (item);
          return FALSE;
        }
      kontor_map_put (self, type, item->key, item, G_MAXUINT);
    }
  return TRUE;
}

KontorMap *
kontor_map_new (void)
{
  return g_object_new (KONTOR_TYPE_MAP, NULL);
}

KontorMap *
kontor_map_new_from_json (const char *json, GError **error)
{
  g_autoptr (KontorMap) self = kontor_map_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) names = NULL;
  JsonObject *root;

  g_return_val_if_fail (json != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, -1, NULL)
      || json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a route map."));
      return NULL;
    }
  root = json_node_get_object (json_parser_get_root (parser));
  if (!read_members (self, root, KONTOR_MAP_POINT, error) || !read_members (self, root, KONTOR_MAP_FLOW, error)
      || !read_members (self, root, KONTOR_MAP_DECORATION, error))
    return NULL;

  names = json_object_get_members (root);
  for (GList *l = names; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, members[0]) != 0 && g_strcmp0 (l->data, members[1]) != 0 && g_strcmp0 (l->data, members[2]) != 0)
      json_object_set_member (self->rest, l->data, json_node_copy (json_object_get_member (root, l->data)));
  return g_steal_pointer (&self);
}

char *
kontor_map_to_json (KontorMap *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  g_autoptr (GList) names = NULL;

  g_return_val_if_fail (KONTOR_IS_MAP (self), NULL);

  for (guint type = 0; type < 3; type++)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < self->items[type]->len; i++)
        json_array_add_object_element (array, kontor_map_item_to_json (g_ptr_array_index (self->items[type], i)));
      json_object_set_array_member (root, members[type], array);
    }
  names = json_object_get_members (self->rest);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (root, l->data, json_node_copy (json_object_get_member (self->rest, l->data)));
  json_node_take_object (node, root);
  return json_to_string (node, FALSE);
}

gboolean
kontor_map_equal (KontorMap *self, KontorMap *other)
{
  for (guint type = 0; type < 3; type++)
    {
      if (self->items[type]->len != other->items[type]->len)
        return FALSE;
      for (guint i = 0; i < self->items[type]->len; i++)
        if (!kontor_map_item_equal (g_ptr_array_index (self->items[type], i), g_ptr_array_index (other->items[type], i)))
          return FALSE;
    }
  return TRUE;
}

guint
kontor_map_get_n_items (KontorMap *self, KontorMapItemType type)
{
  g_return_val_if_fail (KONTOR_IS_MAP (self), 0);
  return self->items[type]->len;
}

const KontorMapItem *
kontor_map_get_item (KontorMap *self, KontorMapItemType type, guint position)
{
  g_return_val_if_fail (KONTOR_IS_MAP (self) && position < self->items[type]->len, NULL);
  return g_ptr_array_index (self->items[type], position);
}

const KontorMapItem *
kontor_map_find (KontorMap *self, KontorMapItemType type, const char *key)
{
  g_return_val_if_fail (KONTOR_IS_MAP (self), NULL);
  return key != NULL ? g_hash_table_lookup (self->by_key[type], key) : NULL;
}

guint
kontor_map_find_position (KontorMap *self, KontorMapItemType type, const char *key)
{
  guint position;
  gpointer item = g_hash_table_lookup (self->by_key[type], key);

  return item != NULL && g_ptr_array_find (self->items[type], item, &position) ? position : G_MAXUINT;
}

static GPtrArray *
collect_flows (KontorMap *self, const char *point, gboolean outgoing)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->items[KONTOR_MAP_FLOW]->len; i++)
    {
      KontorMapItem *flow = g_ptr_array_index (self->items[KONTOR_MAP_FLOW], i);

      if (g_strcmp0 (outgoing ? flow->from : flow->to, point) == 0)
        g_ptr_array_add (found, flow);
    }
  return found;
}

GPtrArray *
kontor_map_get_outgoing (KontorMap *self, const char *point)
{
  return collect_flows (self, point, TRUE);
}

GPtrArray *
kontor_map_get_incoming (KontorMap *self, const char *point)
{
  return collect_flows (self, point, FALSE);
}

const KontorMapItem *
kontor_map_get_start (KontorMap *self)
{
  for (guint i = 0; i < self->items[KONTOR_MAP_POINT]->len; i++)
    {
      KontorMapItem *point = g_ptr_array_index (self->items[KONTOR_MAP_POINT], i);

      if (point->kind == KONTOR_MAP_KIND_START)
        return point;
    }
  return NULL;
}

void
kontor_map_set_key_suffix (KontorMap *self, const char *suffix)
{
  g_return_if_fail (KONTOR_IS_MAP (self));

  g_free (self->key_suffix);
  self->key_suffix = g_strdup (suffix);
}

char *
kontor_map_make_key (KontorMap *self, KontorMapItemType type)
{
  static const char letters[] = { 'p', 'f', 'd' };

  for (guint i = self->items[type]->len + 1; ; i++)
    {
      g_autofree char *key = g_strdup_printf ("%c%u%s", letters[type], i, self->key_suffix != NULL ? self->key_suffix : "");

      if (!g_hash_table_contains (self->by_key[type], key))
        return g_steal_pointer (&key);
    }
}

void
kontor_map_get_bounds (KontorMap *self, double *x, double *y, double *width, double *height)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < self->items[type]->len; i++)
      {
        KontorMapItem *item = g_ptr_array_index (self->items[type], i);

        for (guint b = 0; b < item->bends->len; b++)
          {
            KontorMapPlace *place = &g_array_index (item->bends, KontorMapPlace, b);

            left = MIN (left, place->x);
            right = MAX (right, place->x);
            top = MIN (top, place->y);
            bottom = MAX (bottom, place->y);
          }
        if (type == KONTOR_MAP_FLOW)
          continue;
        left = MIN (left, item->x);
        right = MAX (right, item->x + item->width);
        top = MIN (top, item->y);
        bottom = MAX (bottom, item->y + item->height);
      }
  if (left > right)
    left = top = right = bottom = 0;
  *x = left;
  *y = top;
  *width = right - left;
  *height = bottom - top;
}

void
kontor_map_put (KontorMap *self, KontorMapItemType type, const char *key, KontorMapItem *item, guint position)
{
  g_autofree char *name = g_strdup (key);
  guint at = kontor_map_find_position (self, type, name);

  g_return_if_fail (item == NULL || (item->type == type && g_strcmp0 (item->key, name) == 0));

  g_hash_table_remove (self->by_key[type], name);
  if (item == NULL)
    {
      if (at != G_MAXUINT)
        g_ptr_array_remove_index (self->items[type], at);
    }
  else if (at != G_MAXUINT)
    {
      kontor_map_item_free (g_ptr_array_index (self->items[type], at));
      g_ptr_array_index (self->items[type], at) = item;
    }
  else
    {
      g_ptr_array_insert (self->items[type], position < self->items[type]->len ? (int) position : -1, item);
    }
  if (item != NULL)
    g_hash_table_insert (self->by_key[type], item->key, item);
  g_signal_emit (self, signals[CHANGED], 0, (guint) type, name);
}
