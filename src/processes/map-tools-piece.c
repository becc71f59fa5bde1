#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-tools-private.h"
#include "route/map-piece.h"

#define GAP 60.0

/* Of the new points the first that no line reaches, or that no line leaves. */
static const KontorMapItem *
find_loose (KontorMap *map, char **keys, gboolean entrance)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const KontorMapItem *point = kontor_map_find (map, KONTOR_MAP_POINT, keys[i]);
      g_autoptr (GPtrArray) lines = point == NULL ? NULL : entrance ? kontor_map_get_incoming (map, point->key)
                                                                    : kontor_map_get_outgoing (map, point->key);

      if (point != NULL && lines->len == 0 && point->kind != (entrance ? KONTOR_MAP_KIND_START : KONTOR_MAP_KIND_END))
        return point;
    }
  return NULL;
}

/* What encloses the new points. */
static graphene_rect_t
bounds_of (KontorMap *map, char **keys)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const KontorMapItem *item = kontor_map_find (map, KONTOR_MAP_POINT, keys[i]);
      graphene_rect_t place;

      if (item == NULL)
        item = kontor_map_find (map, KONTOR_MAP_DECORATION, keys[i]);
      place = GRAPHENE_RECT_INIT (item->x, item->y, item->width, item->height);
      if (i == 0)
        bounds = place;
      else
        graphene_rect_union (&bounds, &place, &bounds);
    }
  return bounds;
}

static gboolean
is_free (KontorMap *map, char **keys, const graphene_rect_t *bounds)
{
  graphene_rect_t wide = *bounds;

  graphene_rect_inset (&wide, -15, -15);
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (!g_strv_contains ((const char * const *) keys, item->key)
          && graphene_rect_intersection (&wide, &GRAPHENE_RECT_INIT (item->x, item->y, item->width, item->height), NULL))
        return FALSE;
    }
  return TRUE;
}

/* Everything to the right of a point goes on by as much as the piece needs. */
static void
make_room (KontorMapTools *self, double right, char **but, double distance)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (point->x >= right && !g_strv_contains ((const char * const *) but, point->key))
        g_ptr_array_add (keys, g_strdup (point->key));
    }
  g_ptr_array_add (keys, NULL);
  kontor_map_edit_move (self->edit, (const char * const *) keys->pdata, distance, 0);
}

static double
to_grid (double distance)
{
  return round (distance / STEP) * STEP;
}

/* Level with the point it follows; into its line where it goes on already. */
static void
place_behind (KontorMapTools *self, const char *owner_key, char **keys)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  const KontorMapItem *owner = kontor_map_find (map, KONTOR_MAP_POINT, owner_key);
  const KontorMapItem *entrance = find_loose (map, keys, TRUE), *exit = find_loose (map, keys, FALSE);
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, owner_key);
  g_autofree char *way_in = entrance != NULL ? g_strdup (entrance->key) : NULL, *way_out = exit != NULL ? g_strdup (exit->key) : NULL;
  g_autofree char *flow = outgoing->len > 0 && !kontor_map_kind_is_fork (owner->kind)
                          ? g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, 0))->key) : NULL;
  graphene_rect_t bounds = bounds_of (map, keys);
  double right = owner->x + owner->width;
  double level = entrance != NULL ? entrance->y + entrance->height / 2 : bounds.origin.y + bounds.size.height / 2;
  double dx = to_grid (right + GAP - bounds.origin.x), dy = owner->y + owner->height / 2 - level;

  graphene_rect_offset (&bounds, (float) dx, (float) dy);
  if (flow != NULL && !is_free (map, keys, &bounds))
    make_room (self, right, keys, to_grid (bounds.size.width + GAP));
  for (guint i = 0; i < 30 && !is_free (map, keys, &bounds); i++)
    {
      dy += 100;
      graphene_rect_offset (&bounds, 0, 100);
    }
  kontor_map_edit_move (self->edit, (const char * const *) keys, dx, dy);
  if (way_in != NULL && flow != NULL)
    {
      g_autofree char *to = g_strdup (kontor_map_find (map, KONTOR_MAP_FLOW, flow)->to);

      kontor_map_edit_reconnect (self->edit, flow, owner_key, way_in);
      if (way_out != NULL)
        g_free (kontor_map_edit_connect (self->edit, way_out, to));
    }
  else if (way_in != NULL)
    {
      g_free (kontor_map_edit_connect (self->edit, owner_key, way_in));
    }
}

void
kontor_map_tools_add_piece (KontorMapTools *self, const char *piece, const KontorMapPlace *place)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);
  g_autofree char *behind = owner != NULL && owner->kind != KONTOR_MAP_KIND_END && place == NULL ? g_strdup (owner->key) : NULL;
  g_auto (GStrv) keys = NULL;
  KontorMap *map;

  if (self->edit == NULL)
    return;
  map = kontor_map_edit_get_map (self->edit);
  kontor_map_edit_begin (self->edit, _("Insert a template"));
  keys = kontor_map_piece_paste (self->edit, piece, 0, 0, NULL);
  if (keys != NULL && keys[0] != NULL)
    {
      if (behind != NULL)
        {
          place_behind (self, behind, keys);
        }
      else
        {
          graphene_rect_t bounds = bounds_of (map, keys);
          KontorMapPlace middle = { gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0,
                                    gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0 };

          if (place != NULL)
            middle = *place;
          kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &middle.x, &middle.y);
          kontor_map_edit_move (self->edit, (const char * const *) keys, to_grid (middle.x - bounds.origin.x - bounds.size.width / 2),
                                to_grid (middle.y - bounds.origin.y - bounds.size.height / 2));
        }
    }
  kontor_map_edit_end (self->edit);
  if (keys == NULL)
    return;
  kontor_map_view_unselect (self->view);
  for (guint i = 0; keys[i] != NULL; i++)
    kontor_map_view_select (self->view, kontor_map_find (map, KONTOR_MAP_POINT, keys[i]) != NULL ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION,
                            keys[i], TRUE);
}
