#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-tools-private.h"

/* The words beside a line stand where there is room, unless somebody moves them;
 * then they keep their distance from where the line begins. */

/* How high the words are, in units of the map. */
#define HEIGHT 15.0

static double
width_of (KontorMapTools *self, const KontorMapItem *flow)
{
  return kontor_route_map_picture_get_label_width (kontor_map_view_get_picture (self->view), flow);
}

static KontorMapPlace
place_of (KontorMapTools *self, const KontorMapItem *flow)
{
  return kontor_map_routes_get_label (kontor_map_view_get_routes (self->view), flow, width_of (self, flow));
}

const KontorMapItem *
kontor_map_tools_find_label (KontorMapTools *self, double x, double y)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);
      KontorMapPlace place;
      double width;

      if (*kontor_map_item_get_text (flow, "label") == '\0')
        continue;
      width = width_of (self, flow);
      place = place_of (self, flow);
      if (x >= place.x && x <= place.x + width && y >= place.y && y <= place.y + HEIGHT)
        return flow;
    }
  return NULL;
}

static void
set_number (KontorMapTools *self, const char *key, const char *property, double value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_double (node, value);
  kontor_map_edit_set (self->edit, KONTOR_MAP_FLOW, key, property, node);
}

static void
put (KontorMapTools *self, const KontorMapItem *flow, double x, double y)
{
  const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);
  KontorMapPlace first = g_array_index (route, KontorMapPlace, 0);
  g_autofree char *key = g_strdup (flow->key);

  set_number (self, key, "label_x", round (x - first.x));
  set_number (self, key, "label_y", round (y - first.y));
}

void
kontor_map_tools_begin_label (KontorMapTools *self, const KontorMapItem *flow)
{
  KontorMapPlace place = place_of (self, flow);

  self->mode = MODE_LABEL;
  self->source = g_strdup (flow->key);
  self->label_x = place.x;
  self->label_y = place.y;
  kontor_map_edit_begin (self->edit, _("Move the words"));
}

void
kontor_map_tools_drag_label (KontorMapTools *self)
{
  const KontorMapItem *flow = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_FLOW, self->source);
  double dx = self->here_x - self->start_x, dy = self->here_y - self->start_y;

  if (flow == NULL || (hypot (dx, dy) < 3 && self->moved_x == 0 && self->moved_y == 0))
    return;
  self->moved_x = dx;
  self->moved_y = dy;
  put (self, flow, self->label_x + dx, self->label_y + dy);
}

gboolean
kontor_map_tools_nudge_label (KontorMapTools *self, const KontorMapItem *flow, double dx, double dy)
{
  KontorMapPlace place;

  if (*kontor_map_item_get_text (flow, "label") == '\0')
    return FALSE;
  place = place_of (self, flow);
  kontor_map_edit_begin (self->edit, _("Move the words"));
  kontor_map_edit_tag (self->edit, "nudge-label");
  put (self, flow, place.x + dx, place.y + dy);
  kontor_map_edit_end (self->edit);
  return TRUE;
}
