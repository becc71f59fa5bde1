#include "config.h"

#include <math.h>

#include "draw/route-map-shapes.h"
#include "processes/map-tools-private.h"

const KontorMapItem *
kontor_map_tools_handle_owner (KontorMapTools *self)
{
  const KontorMapItem *item = self->edit != NULL ? kontor_map_view_get_single (self->view) : NULL;

  return item != NULL && item->type == KONTOR_MAP_POINT && item->kind != KONTOR_MAP_KIND_END ? item : NULL;
}

/* As large on the screen whatever the scale. */
double
kontor_map_tools_handle_unit (KontorMapTools *self)
{
  return 1 / kontor_canvas_get_scale (kontor_map_view_get_canvas (self->view));
}

KontorMapPlace
kontor_map_tools_handle_place (KontorMapTools *self, const KontorMapItem *item)
{
  return (KontorMapPlace) { item->x + item->width + (HANDLE + 7) * kontor_map_tools_handle_unit (self) + 3, item->y + item->height / 2 };
}

KontorMapPlace
kontor_map_tools_flow_end (KontorMapTools *self, const KontorMapItem *flow, gboolean head)
{
  const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);

  return g_array_index (route, KontorMapPlace, head ? route->len - 1 : 0);
}

/* A line that is selected can be taken at its ends. */
static void
draw_flow_ends (KontorMapTools *self, cairo_t *cr, const KontorMapPalette *palette)
{
  const KontorMapItem *flow = self->edit != NULL ? kontor_map_view_get_single (self->view) : NULL;

  if (flow == NULL || flow->type != KONTOR_MAP_FLOW)
    return;
  for (guint head = 0; head < 2; head++)
    {
      KontorMapPlace place = kontor_map_tools_flow_end (self, flow, head);

      cairo_arc (cr, place.x, place.y, 5.5 * kontor_map_tools_handle_unit (self), 0, 2 * G_PI);
      kontor_map_use (cr, palette->ground, 1);
      cairo_fill_preserve (cr);
      kontor_map_use (cr, palette->accent, 1);
      cairo_set_line_width (cr, 2 * kontor_map_tools_handle_unit (self));
      cairo_stroke (cr);
    }
}

/* A frame or a note that is selected can be taken at its corner. */
static void
draw_size_corner (KontorMapTools *self, cairo_t *cr, const KontorMapPalette *palette)
{
  const KontorMapItem *item = kontor_map_tools_size_owner (self);
  double unit = kontor_map_tools_handle_unit (self);

  if (item == NULL)
    return;
  cairo_rectangle (cr, item->x + item->width - 5 * unit, item->y + item->height - 5 * unit, 10 * unit, 10 * unit);
  kontor_map_use (cr, palette->ground, 1);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, palette->accent, 1);
  cairo_set_line_width (cr, 2 * unit);
  cairo_stroke (cr);
}

/* The piece of a line that the arrows move. */
static void
draw_piece_in_hand (KontorMapTools *self, cairo_t *cr)
{
  const KontorMapItem *flow = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_FLOW, self->source);
  const GArray *route = flow != NULL ? kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow) : NULL;
  guint piece = self->piece + (self->piece == 1 && (self->moved_x != 0 || self->moved_y != 0) ? 2 : 0);

  if (route == NULL || piece >= route->len)
    return;
  cairo_move_to (cr, g_array_index (route, KontorMapPlace, piece - 1).x, g_array_index (route, KontorMapPlace, piece - 1).y);
  cairo_line_to (cr, g_array_index (route, KontorMapPlace, piece).x, g_array_index (route, KontorMapPlace, piece).y);
  cairo_set_line_width (cr, 5 * kontor_map_tools_handle_unit (self));
  cairo_stroke (cr);
}

void
kontor_map_tools_draw (cairo_t *cr, gpointer user_data)
{
  KontorMapTools *self = user_data;
  const KontorMapPalette *palette = kontor_map_palette_get (kontor_route_map_picture_get_tone (kontor_map_view_get_picture (self->view)));
  const KontorMapItem *owner = self->mode == MODE_NONE ? kontor_map_tools_handle_owner (self) : NULL;

  if (owner != NULL)
    {
      KontorMapPlace place = kontor_map_tools_handle_place (self, owner);

      cairo_save (cr);
      cairo_translate (cr, place.x, place.y);
      cairo_scale (cr, kontor_map_tools_handle_unit (self), kontor_map_tools_handle_unit (self));
      cairo_arc (cr, 0, 0, HANDLE, 0, 2 * G_PI);
      kontor_map_use (cr, palette->accent, 1);
      cairo_fill (cr);
      cairo_move_to (cr, -4, 0);
      cairo_line_to (cr, 4, 0);
      cairo_move_to (cr, 0, -4);
      cairo_line_to (cr, 0, 4);
      kontor_map_use (cr, palette->ground, 1);
      cairo_set_line_width (cr, 1.8);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  if (self->mode == MODE_NONE)
    draw_flow_ends (self, cr, palette);
  if (self->mode == MODE_NONE || self->mode == MODE_SIZE)
    draw_size_corner (self, cr, palette);
  kontor_map_use (cr, palette->accent, 1);
  if (self->mode == MODE_SELECT)
    {
      cairo_rectangle (cr, MIN (self->start_x, self->here_x), MIN (self->start_y, self->here_y),
                       fabs (self->here_x - self->start_x), fabs (self->here_y - self->start_y));
      kontor_map_use (cr, palette->accent, 0.12);
      cairo_fill_preserve (cr);
      kontor_map_use (cr, palette->accent, 0.8);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  else if (self->mode == MODE_CONNECT)
    {
      const KontorMapItem *from = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, self->source);
      g_autoptr (GArray) route = from != NULL
                                 ? kontor_map_routes_preview (kontor_map_view_get_routes (self->view), from, self->here_x, self->here_y) : NULL;

      for (guint i = 0; route != NULL && i < route->len; i++)
        cairo_line_to (cr, g_array_index (route, KontorMapPlace, i).x, g_array_index (route, KontorMapPlace, i).y);
      cairo_set_line_width (cr, 2);
      cairo_set_dash (cr, (double[]) { 6, 4 }, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  else if (self->mode == MODE_RECONNECT)
    {
      const KontorMapItem *flow = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_FLOW, self->source);
      KontorMapPlace still = flow != NULL ? kontor_map_tools_flow_end (self, flow, !self->moves_head) : (KontorMapPlace) { 0, 0 };

      cairo_move_to (cr, still.x, still.y);
      cairo_line_to (cr, self->here_x, self->here_y);
      cairo_set_line_width (cr, 2);
      cairo_set_dash (cr, (double[]) { 6, 4 }, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  else if (self->mode == MODE_SPACE)
    {
      gboolean across = fabs (self->moved_x) >= fabs (self->moved_y);
      double place = across ? self->start_x : self->start_y, by = across ? self->moved_x : self->moved_y;

      if (across)
        cairo_rectangle (cr, place, -1e5, by, 2e5);
      else
        cairo_rectangle (cr, -1e5, place, 2e5, by);
      kontor_map_use (cr, palette->accent, 0.14);
      cairo_fill_preserve (cr);
      kontor_map_use (cr, palette->accent, 0.8);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  else if (self->mode == MODE_BEND && self->by_key)
    {
      draw_piece_in_hand (self, cr);
    }
  else if (self->mode == MODE_MOVE)
    {
      cairo_set_line_width (cr, 1);
      if (!isnan (self->guide_x))
        {
          cairo_move_to (cr, self->guide_x, -1e4);
          cairo_line_to (cr, self->guide_x, 1e4);
        }
      if (!isnan (self->guide_y))
        {
          cairo_move_to (cr, -1e4, self->guide_y);
          cairo_line_to (cr, 1e4, self->guide_y);
        }
      kontor_map_use (cr, palette->accent, 0.7);
      cairo_stroke (cr);
    }
}
