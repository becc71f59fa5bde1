#include "config.h"

#include <glib/gi18n.h>

#include "route/map-piece.h"
#include "route/map-tidy.h"

void
kontor_map_tidy_part (KontorMapEdit *edit, const char * const *keys)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  g_autofree char *json = kontor_map_piece_copy (map, keys);
  g_autoptr (KontorMap) piece = kontor_map_new_from_json (json, NULL);
  g_autoptr (KontorMapEdit) laid_out = NULL;
  double x, y, width, height, new_x, new_y, new_width, new_height;

  if (piece == NULL || kontor_map_get_n_items (piece, KONTOR_MAP_POINT) < 2)
    return;
  kontor_map_get_bounds (piece, &x, &y, &width, &height);
  laid_out = kontor_map_edit_new (piece);
  kontor_map_tidy (laid_out);
  kontor_map_get_bounds (piece, &new_x, &new_y, &new_width, &new_height);
  kontor_map_edit_begin (edit, _("Tidy up"));
  for (guint i = 0; i < kontor_map_get_n_items (piece, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (piece, KONTOR_MAP_POINT, i);

      /* The left edge and the middle stay, so that the lines from outside hang on well. */
      kontor_map_edit_place (edit, KONTOR_MAP_POINT, item->key, item->x - new_x + x,
                             item->y - (new_y + new_height / 2) + (y + height / 2), item->width, item->height);
    }
  for (guint i = 0; i < kontor_map_get_n_items (piece, KONTOR_MAP_FLOW); i++)
    kontor_map_edit_set_bends (edit, kontor_map_get_item (piece, KONTOR_MAP_FLOW, i)->key, NULL);
  kontor_map_edit_end (edit);
}
