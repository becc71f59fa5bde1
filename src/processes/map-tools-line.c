#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-tools-private.h"

/* Lines by hand: their pieces are moved aside, their ends hung elsewhere. */

/* Where a piece at an end of a line is moved, so much of it stays at the point. */
#define FOOT 20.0

static KontorMapPlace
between (KontorMapPlace a, KontorMapPlace b)
{
  double length = fabs (a.x - b.x) + fabs (a.y - b.y), share = MIN (FOOT, length / 3) / MAX (length, 1);

  return (KontorMapPlace) { a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

guint
kontor_map_tools_find_piece (KontorMapTools *self, const KontorMapItem *flow, double x, double y)
{
  const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);

  for (guint i = 1; i < route->len; i++)
    {
      KontorMapPlace a = g_array_index (route, KontorMapPlace, i - 1), b = g_array_index (route, KontorMapPlace, i);

      if (x >= MIN (a.x, b.x) - 6 && x <= MAX (a.x, b.x) + 6 && y >= MIN (a.y, b.y) - 6 && y <= MAX (a.y, b.y) + 6)
        return i;
    }
  return 0;
}

/* The corners as they are, and at either end one more where the piece there is
 * the one that is moved, so that it has two ends of its own. */
gboolean
kontor_map_tools_begin_bend (KontorMapTools *self, const KontorMapItem *flow, guint piece)
{
  const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);
  KontorMapPlace foot;

  if (piece == 0 || piece >= route->len)
    return FALSE;
  self->mode = MODE_BEND;
  self->source = g_strdup (flow->key);
  self->piece = piece;
  self->moved_x = self->moved_y = 0;
  self->bends = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  self->segment = piece == 1 ? 1 : piece - 2;
  if (piece == 1)
    {
      foot = between (g_array_index (route, KontorMapPlace, 0), g_array_index (route, KontorMapPlace, 1));
      g_array_append_val (self->bends, foot);
      g_array_append_val (self->bends, foot);
    }
  for (guint i = 1; i + 1 < route->len; i++)
    g_array_append_val (self->bends, g_array_index (route, KontorMapPlace, i));
  if (piece + 1 == route->len)
    {
      foot = between (g_array_index (route, KontorMapPlace, piece), g_array_index (route, KontorMapPlace, piece - 1));
      g_array_append_val (self->bends, foot);
      g_array_append_val (self->bends, foot);
    }
  kontor_map_edit_begin (self->edit, _("Move the line"));
  return TRUE;
}

void
kontor_map_tools_bend (KontorMapTools *self)
{
  g_autoptr (GArray) bends = g_array_copy (self->bends);
  KontorMapPlace *a = &g_array_index (bends, KontorMapPlace, self->segment);
  KontorMapPlace *b = &g_array_index (bends, KontorMapPlace, self->segment + 1);
  double dx = self->here_x - self->start_x, dy = self->here_y - self->start_y;

  /* Who clicks on a line does not mean to bend it. */
  if (!self->by_key && self->moved_x == 0 && self->moved_y == 0 && hypot (dx, dy) * kontor_canvas_get_scale (kontor_map_view_get_canvas (self->view)) < 4)
    return;
  self->moved_x = dx;
  self->moved_y = dy;
  if (fabs (a->y - b->y) < 0.5)
    a->y = b->y = round ((a->y + dy) / STEP) * STEP;
  else
    a->x = b->x = round ((a->x + dx) / STEP) * STEP;
  kontor_map_edit_set_bends (self->edit, self->source, bends);
}

gboolean
kontor_map_tools_begin_reconnect (KontorMapTools *self)
{
  const KontorMapItem *flow = kontor_map_view_get_single (self->view);

  if (flow == NULL || flow->type != KONTOR_MAP_FLOW)
    return FALSE;
  for (guint head = 0; head < 2; head++)
    {
      KontorMapPlace place = kontor_map_tools_flow_end (self, flow, head);

      if (hypot (place.x - self->start_x, place.y - self->start_y) <= 8 * kontor_map_tools_handle_unit (self))
        {
          self->source = g_strdup (flow->key);
          self->moves_head = head;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
kontor_map_tools_find_reconnection (KontorMapTools *self, const KontorMapItem *below, const char **from, const char **to)
{
  const KontorMapItem *flow = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_FLOW, self->source);

  if (flow == NULL || below == NULL || below->type != KONTOR_MAP_POINT)
    return FALSE;
  *from = self->moves_head ? flow->from : below->key;
  *to = self->moves_head ? below->key : flow->to;
  return kontor_map_edit_can_connect (self->edit, *from, *to);
}

/* The lines of a point, those that leave it first. */
static GPtrArray *
lines_of (KontorMap *map, const char *point)
{
  GPtrArray *lines = kontor_map_get_outgoing (map, point);
  g_autoptr (GPtrArray) incoming = kontor_map_get_incoming (map, point);

  for (guint i = 0; i < incoming->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (incoming, i));
  return lines;
}

void
kontor_map_tools_next_line (KontorMapTools *self, gboolean backwards)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  g_autoptr (GPtrArray) lines = NULL;
  const char *point;
  guint at = 0;

  if (single == NULL || single->type == KONTOR_MAP_DECORATION)
    return;
  point = single->key;
  if (single->type == KONTOR_MAP_FLOW)
    point = g_strcmp0 (self->lines_of, single->to) == 0 ? single->to : single->from;
  lines = lines_of (map, point);
  if (lines->len == 0)
    return;
  if (single->type != KONTOR_MAP_FLOW)
    at = backwards ? lines->len - 1 : 0;
  else if (g_ptr_array_find (lines, single, &at))
    at = (at + (backwards ? lines->len - 1 : 1)) % lines->len;
  g_free (self->lines_of);
  self->lines_of = g_strdup (point);
  kontor_map_view_select (self->view, KONTOR_MAP_FLOW, ((KontorMapItem *) g_ptr_array_index (lines, at))->key, FALSE);
}

/* The piece after the one that is held, of the selected line. */
gboolean
kontor_map_tools_next_piece (KontorMapTools *self)
{
  const KontorMapItem *flow = kontor_map_view_get_single (self->view);
  guint piece = self->mode == MODE_BEND ? self->piece + 1 : 1;

  if (flow == NULL || flow->type != KONTOR_MAP_FLOW)
    return FALSE;
  if (self->mode != MODE_NONE)
    kontor_map_tools_finish (self);
  if (piece >= kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow)->len)
    piece = 1;
  self->start_x = self->start_y = self->here_x = self->here_y = 0;
  self->by_key = kontor_map_tools_begin_bend (self, flow, piece);
  gtk_widget_queue_draw (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
  return self->by_key;
}
