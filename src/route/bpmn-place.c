#include "config.h"

#include <math.h>
#include <string.h>

#include "route/bpmn-private.h"
#include "route/map-routes.h"

/* More lines than this are drawn straight: the search for ways around would take minutes. */
#define MAX_ROUTED 6000
/* How large BPMN draws a gateway. */
#define GATEWAY 50.0

gboolean
kontor_bpmn_get_bounds (const xmlNode *shape, double *x, double *y, double *width, double *height)
{
  xmlNode *bounds = kontor_bpmn_xml_is (shape, KONTOR_BPMN_DIAGRAM, "BPMNShape")
                    ? kontor_bpmn_xml_first (shape, KONTOR_BPMN_BOUNDS, "Bounds") : NULL;

  return bounds != NULL && kontor_bpmn_xml_get_number (bounds, "x", x) && kontor_bpmn_xml_get_number (bounds, "y", y)
      && kontor_bpmn_xml_get_number (bounds, "width", width) && kontor_bpmn_xml_get_number (bounds, "height", height)
      && *width >= 0 && *height >= 0;
}

GArray *
kontor_bpmn_get_waypoints (const xmlNode *edge)
{
  g_autoptr (GArray) places = NULL;

  if (!kontor_bpmn_xml_is (edge, KONTOR_BPMN_DIAGRAM, "BPMNEdge"))
    return NULL;
  places = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  for (xmlNode *point = kontor_bpmn_xml_first (edge, KONTOR_BPMN_LINES, "waypoint"); point != NULL;
       point = kontor_bpmn_xml_next (point, KONTOR_BPMN_LINES, "waypoint"))
    {
      KontorMapPlace place;

      if (!kontor_bpmn_xml_get_number (point, "x", &place.x) || !kontor_bpmn_xml_get_number (point, "y", &place.y))
        return NULL;
      g_array_append_val (places, place);
    }
  return places->len >= 2 ? g_steal_pointer (&places) : NULL;
}

static gboolean
is_bar (const KontorMapItem *item)
{
  return item->kind == KONTOR_MAP_KIND_SPLIT || item->kind == KONTOR_MAP_KIND_MERGE;
}

/* A point as it stands in the picture of the file: bars are gateways there. */
static KontorMapItem *
make_drawn (const KontorMapItem *item)
{
  KontorMapItem *drawn = kontor_map_item_copy (item);

  if (is_bar (item) && fabs (item->width - item->height) > 1)
    {
      drawn->x = item->x + item->width / 2 - GATEWAY / 2;
      drawn->y = item->y + item->height / 2 - GATEWAY / 2;
      drawn->width = drawn->height = GATEWAY;
    }
  if (is_bar (item))
    drawn->kind = KONTOR_MAP_KIND_CONDITION;
  return drawn;
}

static xmlNode *
need_plane (KontorBpmn *self)
{
  xmlNode *diagram;
  g_autofree char *id = NULL;

  if (self->plane != NULL)
    return self->plane;
  diagram = kontor_bpmn_xml_add (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram",
                                 kontor_bpmn_xml_first (self->root, KONTOR_BPMN_MODEL, "relationship"));
  self->plane = kontor_bpmn_xml_add (diagram, KONTOR_BPMN_DIAGRAM, "BPMNPlane", NULL);
  id = kontor_bpmn_xml_get (self->process, "id");
  if (id == NULL)
    {
      id = g_strdup ("process_of_map");
      kontor_bpmn_xml_set (self->process, "id", id);
    }
  kontor_bpmn_xml_set (self->plane, "bpmnElement", id);
  return self->plane;
}

/* The shape or line of an element; made where there is none. */
static xmlNode *
need_picture (KontorBpmn *self, xmlNode *node, const char *kind)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");
  xmlNode *picture = id != NULL ? g_hash_table_lookup (self->pictures, id) : NULL;
  g_autofree char *own = NULL;

  if (id == NULL)
    return NULL;
  if (kontor_bpmn_xml_is (picture, KONTOR_BPMN_DIAGRAM, kind))
    return picture;
  picture = kontor_bpmn_xml_add (need_plane (self), KONTOR_BPMN_DIAGRAM, kind, NULL);
  own = g_strdup_printf ("%s_di", id);
  if (!g_hash_table_contains (self->elements, own) && kontor_bpmn_xml_is_id (own))
    kontor_bpmn_xml_set (picture, "id", own);
  kontor_bpmn_xml_set (picture, "bpmnElement", id);
  g_hash_table_insert (self->pictures, g_steal_pointer (&id), picture);
  return picture;
}

static xmlNode *
need_bounds (xmlNode *parent)
{
  xmlNode *bounds = kontor_bpmn_xml_first (parent, KONTOR_BPMN_BOUNDS, "Bounds");

  return bounds != NULL ? bounds
         : kontor_bpmn_xml_add (parent, KONTOR_BPMN_BOUNDS, "Bounds", xmlFirstElementChild (parent));
}

void
kontor_bpmn_set_bounds (xmlNode *bounds, double x, double y, double width, double height)
{
  kontor_bpmn_xml_set_number (bounds, "x", x);
  kontor_bpmn_xml_set_number (bounds, "y", y);
  kontor_bpmn_xml_set_number (bounds, "width", width);
  kontor_bpmn_xml_set_number (bounds, "height", height);
}

static void
move_bounds (xmlNode *bounds, double dx, double dy)
{
  double x, y;

  if (bounds == NULL || !kontor_bpmn_xml_get_number (bounds, "x", &x) || !kontor_bpmn_xml_get_number (bounds, "y", &y))
    return;
  kontor_bpmn_xml_set_number (bounds, "x", x + dx);
  kontor_bpmn_xml_set_number (bounds, "y", y + dy);
}

/* A shape or a line with its label. */
void
kontor_bpmn_move_picture (xmlNode *picture, double dx, double dy)
{
  xmlNode *label = kontor_bpmn_xml_first (picture, KONTOR_BPMN_DIAGRAM, "BPMNLabel");

  if (label != NULL)
    move_bounds (kontor_bpmn_xml_first (label, KONTOR_BPMN_BOUNDS, "Bounds"), dx, dy);
  move_bounds (kontor_bpmn_xml_first (picture, KONTOR_BPMN_BOUNDS, "Bounds"), dx, dy);
  for (xmlNode *point = kontor_bpmn_xml_first (picture, KONTOR_BPMN_LINES, "waypoint"); point != NULL;
       point = kontor_bpmn_xml_next (point, KONTOR_BPMN_LINES, "waypoint"))
    move_bounds (point, dx, dy);
}

/* What is inside of an element that moves, and the boundary events on it, goes along. */
static void
move_along (KontorBpmn *self, xmlNode *node, double dx, double dy)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");

  for (xmlNode *inner = kontor_bpmn_xml_walk (node, node); inner != NULL; inner = kontor_bpmn_xml_walk (inner, node))
    {
      g_autofree char *inner_id = kontor_bpmn_xml_get (inner, "id");
      xmlNode *picture = inner_id != NULL && kontor_bpmn_xml_is (inner, KONTOR_BPMN_MODEL, NULL)
                         ? g_hash_table_lookup (self->pictures, inner_id) : NULL;

      if (picture != NULL)
        kontor_bpmn_move_picture (picture, dx, dy);
    }
  for (xmlNode *other = node->parent->children; other != NULL && id != NULL; other = other->next)
    if (kontor_bpmn_xml_is (other, KONTOR_BPMN_MODEL, "boundaryEvent") && kontor_bpmn_xml_says (other, "attachedToRef", id))
      {
        g_autofree char *other_id = kontor_bpmn_xml_get (other, "id");
        xmlNode *picture = other_id != NULL ? g_hash_table_lookup (self->pictures, other_id) : NULL;

        if (picture != NULL)
          kontor_bpmn_move_picture (picture, dx, dy);
      }
}

static void
draw_name_inside (xmlNode *shape, const KontorMapItem *item)
{
  xmlNode *label;

  if ((item->kind != KONTOR_MAP_KIND_CONDITION && item->kind != KONTOR_MAP_KIND_CHOICE) || item->width < 90)
    return;
  /* The question stands in the diamond, where other programs would draw their cross. */
  kontor_bpmn_xml_set (shape, "isMarkerVisible", "false");
  label = kontor_bpmn_xml_add (shape, KONTOR_BPMN_DIAGRAM, "BPMNLabel", NULL);
  kontor_bpmn_set_bounds (need_bounds (label), round (item->x + item->width * 0.19), round (item->y + item->height / 2 - 14),
              round (item->width * 0.62), 28);
}

static gboolean
same_place (const KontorMapItem *a, const KontorMapItem *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

/* Whether an item is drawn elsewhere than the file says. */
static gboolean
is_moved (KontorBpmn *self, KontorMapItemType type, const char *key, KontorMap *map, xmlNode *node)
{
  const KontorMapItem *item = kontor_map_find (map, type, key);
  const KontorMapItem *before = kontor_map_find (self->base, type, key);
  g_autofree char *id = node != NULL ? kontor_bpmn_xml_get (node, "id") : NULL;
  double x, y, width, height;

  return item == NULL || before == NULL || !same_place (item, before) || id == NULL
      || !kontor_bpmn_get_bounds (g_hash_table_lookup (self->pictures, id), &x, &y, &width, &height);
}

static void
draw_shape (KontorBpmn *self, const KontorMapItem *item, xmlNode *node)
{
  xmlNode *shape = need_picture (self, node, "BPMNShape");
  g_autoptr (KontorMapItem) drawn = make_drawn (item);
  double x, y, width, height;

  if (shape == NULL)
    return;
  if (kontor_bpmn_get_bounds (shape, &x, &y, &width, &height))
    {
      xmlNode *label = kontor_bpmn_xml_first (shape, KONTOR_BPMN_DIAGRAM, "BPMNLabel");

      if (label != NULL)
        move_bounds (kontor_bpmn_xml_first (label, KONTOR_BPMN_BOUNDS, "Bounds"),
                     drawn->x + drawn->width / 2 - x - width / 2, drawn->y + drawn->height / 2 - y - height / 2);
      move_along (self, node, drawn->x - x, drawn->y - y);
    }
  else
    {
      draw_name_inside (shape, item);
      if (kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "subProcess"))
        kontor_bpmn_xml_set (shape, "isExpanded", "false");
    }
  kontor_bpmn_set_bounds (need_bounds (shape), drawn->x, drawn->y, drawn->width, drawn->height);
}

void
kontor_bpmn_set_waypoints (xmlNode *edge, const GArray *places)
{
  xmlNode *point, *before;

  while ((point = kontor_bpmn_xml_first (edge, KONTOR_BPMN_LINES, "waypoint")) != NULL)
    kontor_bpmn_xml_remove (point);
  before = xmlFirstElementChild (edge);
  /* BPMNEdge: extension, waypoints, label. */
  while (before != NULL && !kontor_bpmn_xml_is (before, KONTOR_BPMN_DIAGRAM, "BPMNLabel"))
    before = xmlNextElementSibling (before);
  for (guint i = 0; i < places->len; i++)
    {
      KontorMapPlace place = g_array_index (places, KontorMapPlace, i);

      point = kontor_bpmn_xml_add (edge, KONTOR_BPMN_LINES, "waypoint", before);
      kontor_bpmn_xml_set_number (point, "x", place.x);
      kontor_bpmn_xml_set_number (point, "y", place.y);
    }
}

/* The map as the file draws it, to find the ways of its lines. */
static KontorMap *
make_drawn_map (KontorMap *map)
{
  KontorMap *drawn = kontor_map_new ();

  for (guint type = KONTOR_MAP_POINT; type <= KONTOR_MAP_FLOW; type++)
    for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (map, type, i);
        KontorMapItem *copy = type == KONTOR_MAP_POINT ? make_drawn (item) : kontor_map_item_copy (item);

        kontor_map_put (drawn, type, copy->key, copy, G_MAXUINT);
      }
  return drawn;
}

/* From the middle of one to the middle of the other, where there are too many lines to look for ways. */
static GArray *
trace_straight (KontorMap *map, const KontorMapItem *flow)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  const KontorMapItem *from = kontor_map_find (map, KONTOR_MAP_POINT, flow->from);
  const KontorMapItem *to = kontor_map_find (map, KONTOR_MAP_POINT, flow->to);
  KontorMapPlace first = { from->x + from->width, from->y + from->height / 2 };
  KontorMapPlace last = { to->x, to->y + to->height / 2 };

  g_array_append_val (route, first);
  if (flow->bends->len > 0)
    g_array_append_vals (route, flow->bends->data, flow->bends->len);
  g_array_append_val (route, last);
  return route;
}

/* A line leaves the boundary event on the point and not the point. */
static void
begin_at_boundary (KontorBpmn *self, xmlNode *node, GArray *places)
{
  xmlNode *source = kontor_bpmn_resolve_attribute (self, node, "sourceRef");
  g_autofree char *id = kontor_bpmn_xml_is (source, KONTOR_BPMN_MODEL, "boundaryEvent") ? kontor_bpmn_xml_get (source, "id") : NULL;
  KontorMapPlace last = g_array_index (places, KontorMapPlace, places->len - 1);
  double x, y, width, height;

  if (id == NULL || !kontor_bpmn_get_bounds (g_hash_table_lookup (self->pictures, id), &x, &y, &width, &height))
    return;
  g_array_set_size (places, 0);
  g_array_append_val (places, ((KontorMapPlace) { x + width / 2, y + height }));
  if (fabs (last.x - x - width / 2) > 1 && fabs (last.y - y - height) > 1)
    g_array_append_val (places, ((KontorMapPlace) { x + width / 2, last.y }));
  g_array_append_val (places, last);
}

static gboolean
same_line (const KontorMapItem *a, const KontorMapItem *b)
{
  return g_strcmp0 (a->from, b->from) == 0 && g_strcmp0 (a->to, b->to) == 0 && a->bends->len == b->bends->len
      && (a->bends->len == 0 || memcmp (a->bends->data, b->bends->data, a->bends->len * sizeof (KontorMapPlace)) == 0);
}

static void
draw_edge (KontorBpmn *self, KontorMap *drawn, KontorMapRoutes *routes, const KontorMapItem *flow, xmlNode *node)
{
  const KontorMapItem *item = kontor_map_find (drawn, KONTOR_MAP_FLOW, flow->key);
  xmlNode *edge = need_picture (self, node, "BPMNEdge");
  xmlNode *label = edge != NULL ? kontor_bpmn_xml_first (edge, KONTOR_BPMN_DIAGRAM, "BPMNLabel") : NULL;
  g_autoptr (GArray) places = NULL;

  if (edge == NULL)
    return;
  if (kontor_map_get_n_items (drawn, KONTOR_MAP_FLOW) > MAX_ROUTED)
    places = trace_straight (drawn, item);
  else
    places = g_array_copy ((GArray *) kontor_map_routes_get (routes, item));
  begin_at_boundary (self, node, places);
  /* A label with a place of its own would stay behind: it belongs near the beginning of the line. */
  if (label != NULL && kontor_bpmn_xml_first (label, KONTOR_BPMN_BOUNDS, "Bounds") != NULL)
    {
      xmlNode *bounds = kontor_bpmn_xml_first (label, KONTOR_BPMN_BOUNDS, "Bounds");
      KontorMapPlace start = g_array_index (places, KontorMapPlace, 0), next = g_array_index (places, KontorMapPlace, 1);
      gboolean level = fabs (start.y - next.y) < fabs (start.x - next.x);

      kontor_bpmn_xml_set_number (bounds, "x", level && next.x < start.x ? start.x - 40 : start.x + (level ? 6 : 12));
      kontor_bpmn_xml_set_number (bounds, "y", level ? start.y - 20 : next.y > start.y ? start.y + 5 : start.y - 22);
    }
  kontor_bpmn_set_waypoints (edge, places);
}

/* Both ends were moved alike: so is the line. */
static gboolean
went_along (KontorBpmn *self, KontorMap *map, const KontorMapItem *flow, xmlNode *node)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");
  xmlNode *edge = id != NULL ? g_hash_table_lookup (self->pictures, id) : NULL;
  const KontorMapItem *before = kontor_map_find (self->base, KONTOR_MAP_FLOW, flow->key);
  const KontorMapItem *a = kontor_map_find (map, KONTOR_MAP_POINT, flow->from), *b = kontor_map_find (map, KONTOR_MAP_POINT, flow->to);
  const KontorMapItem *c, *d;
  double dx, dy;

  if (before == NULL || edge == NULL || g_strcmp0 (before->from, flow->from) != 0 || g_strcmp0 (before->to, flow->to) != 0
      || before->bends->len != flow->bends->len)
    return FALSE;
  c = kontor_map_find (self->base, KONTOR_MAP_POINT, before->from);
  d = kontor_map_find (self->base, KONTOR_MAP_POINT, before->to);
  if (c == NULL || d == NULL || a->width != c->width || a->height != c->height || b->width != d->width || b->height != d->height)
    return FALSE;
  dx = a->x - c->x;
  dy = a->y - c->y;
  if (b->x - d->x != dx || b->y - d->y != dy)
    return FALSE;
  for (guint i = 0; i < flow->bends->len; i++)
    if (g_array_index (flow->bends, KontorMapPlace, i).x - g_array_index (before->bends, KontorMapPlace, i).x != dx
        || g_array_index (flow->bends, KontorMapPlace, i).y - g_array_index (before->bends, KontorMapPlace, i).y != dy)
      return FALSE;
  kontor_bpmn_move_picture (edge, dx, dy);
  return TRUE;
}

void
kontor_bpmn_draw_changes (KontorBpmn *self, KontorMap *map)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KontorMap) drawn = NULL;
  g_autoptr (KontorMapRoutes) routes = NULL;

  for (guint pass = 0; pass < 2; pass++)
    {
      KontorMapItemType type = pass == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION;

      for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
        {
          const KontorMapItem *item = kontor_map_get_item (map, type, i);
          xmlNode *node = g_hash_table_lookup (self->nodes[type], item->key);

          if (node == NULL || !is_moved (self, type, item->key, map, node))
            continue;
          if (type == KONTOR_MAP_POINT)
            g_hash_table_add (moved, item->key);
          draw_shape (self, item, node);
        }
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);
      const KontorMapItem *before = kontor_map_find (self->base, KONTOR_MAP_FLOW, flow->key);
      xmlNode *node = g_hash_table_lookup (self->nodes[KONTOR_MAP_FLOW], flow->key);
      g_autofree char *id = node != NULL ? kontor_bpmn_xml_get (node, "id") : NULL;
      gboolean there = id != NULL && g_hash_table_contains (self->pictures, id);

      if (node == NULL
          || (there && before != NULL && same_line (flow, before)
              && !g_hash_table_contains (moved, flow->from) && !g_hash_table_contains (moved, flow->to)))
        continue;
      if (went_along (self, map, flow, node))
        continue;
      if (drawn == NULL)
        {
          drawn = make_drawn_map (map);
          routes = kontor_map_routes_new (drawn);
        }
      draw_edge (self, drawn, routes, flow, node);
    }
}
