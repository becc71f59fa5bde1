#include "config.h"

#include <string.h>

#include "route/map-aspect.h"

gboolean
kontor_map_aspect_is_same (const char *aspect, const KontorMapItem *one, const KontorMapItem *other)
{
  JsonNode *first, *second;

  if (strcmp (aspect, "kind") == 0)
    return one->kind == other->kind;
  if (strcmp (aspect, "ends") == 0)
    return g_strcmp0 (one->from, other->from) == 0 && g_strcmp0 (one->to, other->to) == 0;
  if (strcmp (aspect, "place") == 0)
    return one->x == other->x && one->y == other->y && one->width == other->width && one->height == other->height
        && one->bends->len == other->bends->len
        && (one->bends->len == 0 || memcmp (one->bends->data, other->bends->data, one->bends->len * sizeof (KontorMapPlace)) == 0);
  first = kontor_map_item_get_node (one, aspect);
  second = kontor_map_item_get_node (other, aspect);
  return first == NULL || second == NULL ? first == second : json_node_equal (first, second);
}

void
kontor_map_aspect_take (const char *aspect, KontorMapItem *self, const KontorMapItem *other)
{
  if (strcmp (aspect, "kind") == 0)
    {
      self->kind = other->kind;
    }
  else if (strcmp (aspect, "ends") == 0)
    {
      g_free (self->from);
      g_free (self->to);
      self->from = g_strdup (other->from);
      self->to = g_strdup (other->to);
    }
  else if (strcmp (aspect, "place") == 0)
    {
      self->x = other->x;
      self->y = other->y;
      self->width = other->width;
      self->height = other->height;
      g_array_unref (self->bends);
      self->bends = g_array_copy (other->bends);
    }
  else
    {
      JsonNode *node = kontor_map_item_get_node (other, aspect);

      kontor_map_item_set_node (self, aspect, node != NULL ? json_node_copy (node) : NULL);
    }
}

char **
kontor_map_aspects_that_differ (const KontorMapItem *before, const KontorMapItem *after)
{
  static const char * const own[] = { "kind", "ends", "place" };
  GPtrArray *aspects = g_ptr_array_new ();
  g_autoptr (GList) members = json_object_get_members (after->properties);
  g_autoptr (GList) earlier = before != NULL ? json_object_get_members (before->properties) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (before == NULL || !kontor_map_aspect_is_same (own[i], before, after))
      g_ptr_array_add (aspects, g_strdup (own[i]));
  for (GList *l = members; l != NULL; l = l->next)
    if (before == NULL || !kontor_map_aspect_is_same (l->data, before, after))
      g_ptr_array_add (aspects, g_strdup (l->data));
  for (GList *l = earlier; l != NULL; l = l->next)
    if (kontor_map_item_get_node (after, l->data) == NULL)
      g_ptr_array_add (aspects, g_strdup (l->data));
  g_ptr_array_add (aspects, NULL);
  return (char **) g_ptr_array_free (aspects, FALSE);
}
