#include "config.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "route/map.h"

struct _KontorMap
{
  GObject     parent_instance;

  GPtrArray  *items[3];
  GHashTable *by_key[3];
  /* point key -> its flows, in the order of the file; made when first asked for. */
  GHashTable *lines[2];
  /* The members of the file that are not ours. */
  JsonObject *rest;
  char       *key_suffix;
};

G_DEFINE_FINAL_TYPE (KontorMap, kontor_map, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static const char *members[] = { "points", "flows", "decorations", NULL };

static void
kontor_map_finalize (GObject *object)
{
  KontorMap *self = KONTOR_MAP (object);

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->lines[i], g_hash_table_unref);
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
                                   NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_POINTER);
  signals[PLACED] = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
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

static void
number_from (KontorMap *self, KontorMapItemType type, guint first)
{
  for (guint i = first; i < self->items[type]->len; i++)
    ((KontorMapItem *) g_ptr_array_index (self->items[type], i))->position = i;
}

static gboolean
read_items (KontorMap *self, KontorMapItemType type, KontorMapReader *reader, GError **error)
{
  if (!kontor_map_reader_open (reader, "["))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a route map."));
      return FALSE;
    }
  g_ptr_array_set_size (self->items[type], 0);
  while (kontor_map_reader_next (reader, "]"))
    {
      KontorMapItem *item = kontor_map_item_read (type, reader, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (self->items[type], item);
    }
  return TRUE;
}

/* No key twice, and no line that hangs in the air. */
static gboolean
enter_items (KontorMap *self, GError **error)
{
  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < self->items[type]->len; i++)
      {
        KontorMapItem *item = g_ptr_array_index (self->items[type], i);

        if (!g_hash_table_insert (self->by_key[type], item->key, item)
            || (type == KONTOR_MAP_FLOW && (kontor_map_find (self, KONTOR_MAP_POINT, item->from) == NULL
                                            || kontor_map_find (self, KONTOR_MAP_POINT, item->to) == NULL)))
          {
            g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                         _("The route map is damaged at “%s”: its key stands twice, or a line leads nowhere."), item->key);
            return FALSE;
          }
        item->position = i;
      }
  return TRUE;
}

static gboolean
read_map (KontorMap *self, KontorMapReader *reader, GError **error)
{
  gboolean has[3] = { FALSE, FALSE, FALSE };
  const char *name;

  if (!kontor_map_reader_open (reader, "{"))
    return FALSE;
  while ((name = kontor_map_reader_next_member (reader)) != NULL)
    {
      guint type = 0;

      while (type < 3 && !g_str_equal (name, members[type]))
        type++;
      if (type == 3)
        kontor_map_reader_read_member (reader, self->rest, name);
      else if (!read_items (self, type, reader, error))
        return FALSE;
      else
        has[type] = TRUE;
    }
  return has[KONTOR_MAP_POINT] && has[KONTOR_MAP_FLOW];
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
  KontorMapReader reader;
  g_autoptr (GError) local = NULL;
  gboolean good;

  g_return_val_if_fail (json != NULL, NULL);

  kontor_map_reader_init (&reader, json);
  good = read_map (self, &reader, &local);
  if (!kontor_map_reader_end (&reader) || !good)
    {
      if (local == NULL)
        g_set_error (&local, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a route map."));
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return enter_items (self, error) ? g_steal_pointer (&self) : NULL;
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
  const KontorMapItem *item = g_hash_table_lookup (self->by_key[type], key);

  return item != NULL ? item->position : G_MAXUINT;
}

static GPtrArray *
lines_at (KontorMap *self, const char *point, gboolean outgoing)
{
  if (self->lines[outgoing] == NULL)
    {
      GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

      for (guint i = 0; i < self->items[KONTOR_MAP_FLOW]->len; i++)
        {
          KontorMapItem *flow = g_ptr_array_index (self->items[KONTOR_MAP_FLOW], i);
          const char *near = outgoing ? flow->from : flow->to;
          GPtrArray *list = near != NULL ? g_hash_table_lookup (lines, near) : NULL;

          if (near == NULL)
            continue;
          if (list == NULL)
            g_hash_table_insert (lines, g_strdup (near), list = g_ptr_array_new ());
          g_ptr_array_add (list, flow);
        }
      self->lines[outgoing] = lines;
    }
  return g_hash_table_lookup (self->lines[outgoing], point);
}

/* Where a flow goes on between the same points its lists go on too: a drag puts hundreds. */
static void
update_lines (KontorMap *self, const KontorMapItem *before, KontorMapItem *after)
{
  gboolean same = before != NULL && after != NULL && g_strcmp0 (before->from, after->from) == 0
                  && g_strcmp0 (before->to, after->to) == 0;

  for (guint outgoing = 0; outgoing < 2; outgoing++)
    {
      GPtrArray *list;
      guint at;

      if (self->lines[outgoing] == NULL)
        continue;
      list = same && before->from != NULL && before->to != NULL ? g_hash_table_lookup (self->lines[outgoing], outgoing ? before->from : before->to) : NULL;
      if (list != NULL && g_ptr_array_find (list, before, &at))
        g_ptr_array_index (list, at) = after;
      else
        g_clear_pointer (&self->lines[outgoing], g_hash_table_unref);
    }
}

static GPtrArray *
copy_lines (GPtrArray *list)
{
  return list != NULL ? g_ptr_array_copy (list, NULL, NULL) : g_ptr_array_new ();
}

GPtrArray *
kontor_map_get_outgoing (KontorMap *self, const char *point)
{
  return copy_lines (lines_at (self, point, TRUE));
}

GPtrArray *
kontor_map_get_incoming (KontorMap *self, const char *point)
{
  return copy_lines (lines_at (self, point, FALSE));
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

JsonNode *
kontor_map_get_member (KontorMap *self, const char *name)
{
  g_return_val_if_fail (KONTOR_IS_MAP (self), NULL);
  return json_object_get_member (self->rest, name);
}

void
kontor_map_set_member (KontorMap *self, const char *name, JsonNode *value)
{
  g_return_if_fail (KONTOR_IS_MAP (self) && name != NULL && !g_strv_contains (members, name));

  if (value != NULL)
    json_object_set_member (self->rest, name, value);
  else if (json_object_has_member (self->rest, name))
    json_object_remove_member (self->rest, name);
}

char **
kontor_map_list_members (KontorMap *self)
{
  g_autoptr (GList) names = json_object_get_members (self->rest);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **list;

  for (GList *l = names; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);
  list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return list;
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
  KontorMapItem *before = g_hash_table_lookup (self->by_key[type], name);
  guint at = before != NULL ? before->position : G_MAXUINT;

  g_return_if_fail (item == NULL || (item->type == type && g_strcmp0 (item->key, name) == 0));

  g_hash_table_remove (self->by_key[type], name);
  if (type == KONTOR_MAP_FLOW)
    update_lines (self, before, item);
  if (item == NULL)
    {
      if (at != G_MAXUINT)
        {
          g_ptr_array_steal_index (self->items[type], at);
          number_from (self, type, at);
        }
    }
  else if (at != G_MAXUINT)
    {
      g_ptr_array_index (self->items[type], at) = item;
      item->position = at;
    }
  else
    {
      position = MIN (position, self->items[type]->len);
      g_ptr_array_insert (self->items[type], (int) position, item);
      number_from (self, type, position);
    }
  if (item != NULL)
    g_hash_table_insert (self->by_key[type], item->key, item);
  g_signal_emit (self, signals[CHANGED], 0, (guint) type, name, before);
  kontor_map_item_free (before);
}

void
kontor_map_place (KontorMap *self, KontorMapItemType type, const char *key, const KontorMapGeometry *place)
{
  KontorMapItem *item = g_hash_table_lookup (self->by_key[type], key);
  g_autoptr (GPtrArray) placed = g_ptr_array_new ();

  g_return_if_fail (item != NULL);

  if (type == KONTOR_MAP_FLOW)
    {
      g_array_set_size (item->bends, 0);
      if (place->bends != NULL && place->bends->len > 0)
        g_array_append_vals (item->bends, place->bends->data, place->bends->len);
    }
  else
    {
      item->x = place->x;
      item->y = place->y;
      item->width = place->width;
      item->height = place->height;
    }
  g_ptr_array_add (placed, item);
  g_signal_emit (self, signals[PLACED], 0, placed);
}

void
kontor_map_shift (KontorMap *self, GPtrArray *items, double dx, double dy)
{
  g_return_if_fail (KONTOR_IS_MAP (self));

  if (items->len == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      KontorMapItem *item = g_ptr_array_index (items, i);

      item->x += dx;
      item->y += dy;
    }
  g_signal_emit (self, signals[PLACED], 0, items);
}
