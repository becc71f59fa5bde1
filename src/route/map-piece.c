#include "config.h"

#include <glib/gi18n.h>

#include "route/map-piece.h"

KontorMap *
kontor_map_piece_take (KontorMap *map, const char * const *keys)
{
  KontorMap *piece = kontor_map_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    for (guint t = 0; t < 2; t++)
      {
        KontorMapItemType type = t == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION;
        const KontorMapItem *item = kontor_map_find (map, type, keys[i]);

        if (item != NULL)
          kontor_map_put (piece, type, item->key, kontor_map_item_copy (item), G_MAXUINT);
      }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      if (kontor_map_find (piece, KONTOR_MAP_POINT, flow->from) != NULL
          && kontor_map_find (piece, KONTOR_MAP_POINT, flow->to) != NULL)
        kontor_map_put (piece, KONTOR_MAP_FLOW, flow->key, kontor_map_item_copy (flow), G_MAXUINT);
    }
  return piece;
}

char *
kontor_map_piece_copy (KontorMap *map, const char * const *keys)
{
  g_autoptr (KontorMap) piece = kontor_map_piece_take (map, keys);

  return kontor_map_to_json (piece);
}

/* The item under a key that is free in @map. */
static char *
put_renamed (KontorMapEdit *edit, const KontorMapItem *item, const char *from, const char *to, double dx, double dy)
{
  g_autofree char *key = kontor_map_make_key (kontor_map_edit_get_map (edit), item->type);
  KontorMapItem *copy = kontor_map_item_copy (item);

  g_free (copy->key);
  copy->key = g_strdup (key);
  copy->x += dx;
  copy->y += dy;
  for (guint i = 0; i < copy->bends->len; i++)
    {
      g_array_index (copy->bends, KontorMapPlace, i).x += dx;
      g_array_index (copy->bends, KontorMapPlace, i).y += dy;
    }
  if (from != NULL)
    {
      g_free (copy->from);
      g_free (copy->to);
      copy->from = g_strdup (from);
      copy->to = g_strdup (to);
    }
  kontor_map_edit_add (edit, copy);
  return g_steal_pointer (&key);
}

char **
kontor_map_piece_paste (KontorMapEdit *edit, const char *text, double dx, double dy, GError **error)
{
  g_autoptr (KontorMap) piece = kontor_map_new_from_json (text, error);
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gboolean has_start = kontor_map_get_start (kontor_map_edit_get_map (edit)) != NULL;

  if (piece == NULL)
    return NULL;
  kontor_map_edit_begin (edit, _("Paste"));
  for (guint t = 0; t < 2; t++)
    {
      KontorMapItemType type = t == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION;

      for (guint i = 0; i < kontor_map_get_n_items (piece, type); i++)
        {
          const KontorMapItem *item = kontor_map_get_item (piece, type, i);
          char *key;

          if (item->kind == KONTOR_MAP_KIND_START && has_start)
            continue;
          key = put_renamed (edit, item, NULL, NULL, dx, dy);
          g_ptr_array_add (keys, key);
          if (type == KONTOR_MAP_POINT)
            g_hash_table_insert (renamed, item->key, g_strdup (key));
        }
    }
  for (guint i = 0; i < kontor_map_get_n_items (piece, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (piece, KONTOR_MAP_FLOW, i);
      const char *from = g_hash_table_lookup (renamed, flow->from), *to = g_hash_table_lookup (renamed, flow->to);

      if (from != NULL && to != NULL)
        g_free (put_renamed (edit, flow, from, to, dx, dy));
    }
  kontor_map_edit_end (edit);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

gboolean
kontor_map_piece_get_bounds (const char *text, double *x, double *y, double *width, double *height)
{
  g_autoptr (KontorMap) piece = kontor_map_new_from_json (text, NULL);

  if (piece == NULL || kontor_map_get_n_items (piece, KONTOR_MAP_POINT) + kontor_map_get_n_items (piece, KONTOR_MAP_DECORATION) == 0)
    return FALSE;
  kontor_map_get_bounds (piece, x, y, width, height);
  return TRUE;
}
