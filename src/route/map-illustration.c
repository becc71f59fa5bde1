#include "config.h"

#include <string.h>

#include "route/map-illustration.h"

static JsonObject *
get_picture (const KontorMapItem *item)
{
  JsonNode *node = item->kind == KONTOR_MAP_KIND_PICTURE ? kontor_map_item_get_node (item, "picture") : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *picture, const char *name)
{
  JsonNode *node = picture != NULL ? json_object_get_member (picture, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

char *
kontor_map_illustration_get_hash (const KontorMapItem *item)
{
  return g_strdup (get_text (get_picture (item), "hash"));
}

JsonNode *
kontor_map_illustration_new (const char *hash, const char *name)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *picture = json_object_new ();

  json_object_set_string_member (picture, "hash", hash);
  if (name != NULL)
    json_object_set_string_member (picture, "name", name);
  json_node_take_object (node, picture);
  return node;
}

GPtrArray *
kontor_map_illustration_unpack (KontorMap *map)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_DECORATION, i);
      JsonObject *picture = get_picture (item);
      const char *data = get_text (picture, "data");
      g_autofree char *hash = NULL;
      KontorMapItem *bare;
      GBytes *content;
      guchar *bytes;
      gsize length;

      if (data == NULL)
        continue;
      bytes = g_base64_decode (data, &length);
      content = g_bytes_new_take (bytes, length);
      hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
      bare = kontor_map_item_copy (item);
      kontor_map_item_set_node (bare, "picture", kontor_map_illustration_new (hash, get_text (picture, "name")));
      kontor_map_put (map, KONTOR_MAP_DECORATION, bare->key, bare, G_MAXUINT);
      g_ptr_array_add (found, content);
    }
  return found;
}

void
kontor_map_illustration_pack (KontorMap *map, KontorMapIllustrationFind find, gpointer user_data)
{
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_DECORATION, i);
      g_autofree char *hash = kontor_map_illustration_get_hash (item);
      GBytes *content = hash != NULL ? find (hash, user_data) : NULL;
      g_autofree char *data = NULL;
      KontorMapItem *whole;
      JsonNode *packed;

      if (content == NULL)
        continue;
      data = g_base64_encode (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
      packed = kontor_map_illustration_new (hash, get_text (get_picture (item), "name"));
      json_object_set_string_member (json_node_get_object (packed), "data", data);
      whole = kontor_map_item_copy (item);
      kontor_map_item_set_node (whole, "picture", packed);
      kontor_map_put (map, KONTOR_MAP_DECORATION, whole->key, whole, G_MAXUINT);
    }
}
