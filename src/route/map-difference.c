#include "config.h"

#include <string.h>

#include "route/map-difference.h"

static const KontorMapItemType order[] = { KONTOR_MAP_POINT, KONTOR_MAP_FLOW, KONTOR_MAP_DECORATION };

void
kontor_map_difference_free (KontorMapDifference *self)
{
  kontor_map_item_free (self->before);
  kontor_map_item_free (self->after);
  g_strfreev (self->properties);
  g_free (self);
}

const KontorMapItem *
kontor_map_difference_get_item (const KontorMapDifference *self)
{
  return self->after != NULL ? self->after : self->before;
}

static KontorMapDifference *
make (KontorMapChange change, const KontorMapItem *before, const KontorMapItem *after, char **properties)
{
  KontorMapDifference *self = g_new0 (KontorMapDifference, 1);

  self->change = change;
  self->before = before != NULL ? kontor_map_item_copy (before) : NULL;
  self->after = after != NULL ? kontor_map_item_copy (after) : NULL;
  self->properties = properties != NULL ? properties : g_new0 (char *, 1);
  return self;
}

static gboolean
differs (JsonNode *one, JsonNode *other)
{
  return one == NULL || other == NULL ? one != other : !json_node_equal (one, other);
}

/* Where somebody put a label is a matter of the drawing. */
static gboolean
is_drawing (const char *name)
{
  static const char * const names[] = { "label_x", "label_y", "start_side", "end_side", NULL };

  return g_strv_contains (names, name);
}

static char **
changed_properties (const KontorMapItem *before, const KontorMapItem *after)
{
  GPtrArray *names = g_ptr_array_new ();
  const KontorMapItem *both[] = { before, after };

  if (before->kind != after->kind)
    g_ptr_array_add (names, g_strdup ("kind"));
  if (g_strcmp0 (before->from, after->from) != 0)
    g_ptr_array_add (names, g_strdup ("from"));
  if (g_strcmp0 (before->to, after->to) != 0)
    g_ptr_array_add (names, g_strdup ("to"));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GList) members = json_object_get_members (both[i]->properties);

      for (GList *l = members; l != NULL; l = l->next)
        {
          if (i == 1 && kontor_map_item_get_node (before, l->data) != NULL)
            continue;
          if (!is_drawing (l->data)
              && differs (kontor_map_item_get_node (before, l->data), kontor_map_item_get_node (after, l->data)))
            g_ptr_array_add (names, g_strdup (l->data));
        }
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static void
compare_items (const KontorMapItem *before, const KontorMapItem *after, GPtrArray *found)
{
  KontorMapChange change;
  char **properties;

  if (kontor_map_item_equal (before, after))
    return;
  properties = changed_properties (before, after);
  change = properties[0] != NULL ? KONTOR_MAP_CHANGE_CHANGED : KONTOR_MAP_CHANGE_MOVED;
  g_ptr_array_add (found, make (change, before, after, properties));
}

GPtrArray *
kontor_map_compare (KontorMap *before, KontorMap *after)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_difference_free);

  g_return_val_if_fail (KONTOR_IS_MAP (before) && KONTOR_IS_MAP (after), found);

  for (guint t = 0; t < G_N_ELEMENTS (order); t++)
    {
      for (guint i = 0; i < kontor_map_get_n_items (after, order[t]); i++)
        {
          const KontorMapItem *now = kontor_map_get_item (after, order[t], i);
          const KontorMapItem *was = kontor_map_find (before, order[t], now->key);

          if (was == NULL)
            g_ptr_array_add (found, make (KONTOR_MAP_CHANGE_ADDED, NULL, now, NULL));
          else
            compare_items (was, now, found);
        }
      for (guint i = 0; i < kontor_map_get_n_items (before, order[t]); i++)
        {
          const KontorMapItem *was = kontor_map_get_item (before, order[t], i);

          if (kontor_map_find (after, order[t], was->key) == NULL)
            g_ptr_array_add (found, make (KONTOR_MAP_CHANGE_REMOVED, was, NULL, NULL));
        }
    }
  return found;
}

KontorMap *
kontor_map_compare_union (KontorMap *before, KontorMap *after)
{
  static const KontorMapItemType points_first[] = { KONTOR_MAP_POINT, KONTOR_MAP_DECORATION, KONTOR_MAP_FLOW };
  KontorMap *maps[] = { after, before };
  KontorMap *both = kontor_map_new ();

  for (guint t = 0; t < G_N_ELEMENTS (points_first); t++)
    for (guint m = 0; m < G_N_ELEMENTS (maps); m++)
      for (guint i = 0; i < kontor_map_get_n_items (maps[m], points_first[t]); i++)
        {
          const KontorMapItem *item = kontor_map_get_item (maps[m], points_first[t], i);

          if (kontor_map_find (both, points_first[t], item->key) == NULL)
            kontor_map_put (both, points_first[t], item->key, kontor_map_item_copy (item), G_MAXUINT);
        }
  return both;
}
