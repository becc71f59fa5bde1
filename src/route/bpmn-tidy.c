#include "config.h"

#include <math.h>
#include <string.h>

#include "route/bpmn-private.h"
#include "route/bpmn-tidy.h"
#include "route/map-tidy.h"

/* The band with the name of a pool or a lane. */
#define HEADER 30.0
#define AIR    40.0
#define LOWEST_LANE 100.0

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

typedef struct
{
  xmlNode *node;
  guint    depth;
  double   top;
  double   bottom;
  double   y;
  double   height;
} Lane;

typedef struct
{
  KontorBpmn *self;
  KontorMap  *map;
  /* Lanes without lanes inside, from top to bottom; element of a point -> 1 + its lane. */
  GArray     *lanes;
  GHashTable *lane_of;
  guint       deepest;
  xmlNode    *pool;
  /* Shape -> Box as it was. */
  GHashTable *before;
} Tidying;

static xmlNode *
picture_of (Tidying *tidying, const xmlNode *node)
{
  g_autofree char *id = node != NULL ? kontor_bpmn_xml_get (node, "id") : NULL;

  return id != NULL ? g_hash_table_lookup (tidying->self->pictures, id) : NULL;
}

static gboolean
box_of (const xmlNode *shape, Box *box)
{
  return kontor_bpmn_get_bounds (shape, &box->x, &box->y, &box->width, &box->height);
}

static void
set_box (xmlNode *shape, const Box *box)
{
  kontor_bpmn_set_bounds (kontor_bpmn_xml_first (shape, KONTOR_BPMN_BOUNDS, "Bounds"), box->x, box->y, box->width, box->height);
}

static void
collect_lanes (Tidying *tidying, xmlNode *set, guint depth)
{
  for (xmlNode *lane = kontor_bpmn_xml_first (set, KONTOR_BPMN_MODEL, "lane"); lane != NULL;
       lane = kontor_bpmn_xml_next (lane, KONTOR_BPMN_MODEL, "lane"))
    {
      xmlNode *inner = kontor_bpmn_xml_first (lane, KONTOR_BPMN_MODEL, "childLaneSet");
      Box box;

      if (inner != NULL && kontor_bpmn_xml_first (inner, KONTOR_BPMN_MODEL, "lane") != NULL && depth < 50)
        {
          collect_lanes (tidying, inner, depth + 1);
          continue;
        }
      if (!box_of (picture_of (tidying, lane), &box))
        continue;
      g_array_append_val (tidying->lanes, ((Lane) { lane, depth, G_MAXDOUBLE, -G_MAXDOUBLE, 0, 0 }));
      tidying->deepest = MAX (tidying->deepest, depth);
      for (xmlNode *reference = kontor_bpmn_xml_first (lane, KONTOR_BPMN_MODEL, "flowNodeRef"); reference != NULL;
           reference = kontor_bpmn_xml_next (reference, KONTOR_BPMN_MODEL, "flowNodeRef"))
        {
          g_autofree char *id = kontor_bpmn_xml_get_text (reference);
          xmlNode *node = kontor_bpmn_resolve (tidying->self, id);

          if (node != NULL)
            g_hash_table_insert (tidying->lane_of, node, GUINT_TO_POINTER (tidying->lanes->len));
        }
    }
}

static void
find_pool (Tidying *tidying)
{
  xmlNode *drawn = tidying->self->plane != NULL
                   ? kontor_bpmn_resolve_attribute (tidying->self, tidying->self->plane, "bpmnElement") : NULL;
  Box box;

  for (xmlNode *part = kontor_bpmn_xml_first (drawn, KONTOR_BPMN_MODEL, "participant"); part != NULL;
       part = kontor_bpmn_xml_next (part, KONTOR_BPMN_MODEL, "participant"))
    if (kontor_bpmn_resolve_attribute (tidying->self, part, "processRef") == tidying->self->process
        && box_of (picture_of (tidying, part), &box))
      tidying->pool = picture_of (tidying, part);
}

static void
remember (Tidying *tidying)
{
  GHashTableIter iter;
  gpointer picture;
  Box box;

  g_hash_table_iter_init (&iter, tidying->self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &picture))
    if (box_of (picture, &box))
      g_hash_table_insert (tidying->before, picture, g_memdup2 (&box, sizeof box));
}

/* Gateways are laid out as the small diamonds they are, not as bars that reach over all ways. */
static KontorMap *
lay_out (KontorMap *map)
{
  KontorMap *copy = kontor_map_new ();
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (copy);

  for (guint type = KONTOR_MAP_POINT; type <= KONTOR_MAP_FLOW; type++)
    for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
      {
        KontorMapItem *item = kontor_map_item_copy (kontor_map_get_item (map, type, i));

        if ((item->kind == KONTOR_MAP_KIND_SPLIT || item->kind == KONTOR_MAP_KIND_MERGE) && fabs (item->width - item->height) <= 1)
          item->kind = KONTOR_MAP_KIND_CONDITION;
        kontor_map_put (copy, type, item->key, item, G_MAXUINT);
      }
  kontor_map_tidy (edit);
  return copy;
}

static Lane *
lane_of (Tidying *tidying, const char *key)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (tidying->lane_of, g_hash_table_lookup (tidying->self->nodes[KONTOR_MAP_POINT], key)));

  return tidying->lanes->len == 0 ? NULL : &g_array_index (tidying->lanes, Lane, number > 0 ? number - 1 : 0);
}

/* Bands one below the other, each as high as what is in it. */
static double
stack_lanes (Tidying *tidying, KontorMap *laid_out, double top)
{
  double y = top;

  for (guint i = 0; i < kontor_map_get_n_items (laid_out, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (laid_out, KONTOR_MAP_POINT, i);
      Lane *lane = lane_of (tidying, item->key);

      lane->top = MIN (lane->top, item->y);
      lane->bottom = MAX (lane->bottom, item->y + item->height);
    }
  for (guint i = 0; i < tidying->lanes->len; i++)
    {
      Lane *lane = &g_array_index (tidying->lanes, Lane, i);

      lane->y = y;
      lane->height = lane->bottom >= lane->top ? MAX (LOWEST_LANE, lane->bottom - lane->top + 2 * AIR) : LOWEST_LANE;
      y += lane->height;
    }
  return y;
}

/* Puts the points where the layout has them, within pool and lanes. */
static void
take_places (Tidying *tidying, KontorMap *laid_out, Box *pool)
{
  double x, y, width, height, left = 0, up = 0, bottom;

  kontor_map_get_bounds (laid_out, &x, &y, &width, &height);
  if (tidying->pool != NULL)
    {
      left = pool->x + HEADER * (tidying->lanes->len > 0 ? tidying->deepest + 2 : 1) + AIR - x;
      up = pool->y + AIR - y;
    }
  bottom = tidying->lanes->len > 0 ? stack_lanes (tidying, laid_out, tidying->pool != NULL ? pool->y : y) : pool->y + height + 2 * AIR;
  for (guint i = 0; i < kontor_map_get_n_items (laid_out, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (laid_out, KONTOR_MAP_POINT, i);
      KontorMapItem *copy = kontor_map_item_copy (kontor_map_find (tidying->map, KONTOR_MAP_POINT, item->key));
      Lane *lane = lane_of (tidying, item->key);

      copy->x = item->x + left;
      copy->y = lane != NULL ? lane->y + (lane->height - (lane->bottom - lane->top)) / 2 + item->y - lane->top : item->y + up;
      copy->width = item->width;
      copy->height = item->height;
      kontor_map_put (tidying->map, KONTOR_MAP_POINT, copy->key, copy, G_MAXUINT);
    }
  for (guint i = 0; i < kontor_map_get_n_items (tidying->map, KONTOR_MAP_FLOW); i++)
    {
      KontorMapItem *copy = kontor_map_item_copy (kontor_map_get_item (tidying->map, KONTOR_MAP_FLOW, i));

      g_array_set_size (copy->bends, 0);
      kontor_map_put (tidying->map, KONTOR_MAP_FLOW, copy->key, copy, G_MAXUINT);
    }
  pool->width = x + width + left + AIR - pool->x;
  pool->height = bottom - pool->y;
}

/* A lane with lanes inside spans them. */
static void
span_lanes (Tidying *tidying, xmlNode *set, guint depth, const Box *pool)
{
  for (xmlNode *lane = kontor_bpmn_xml_first (set, KONTOR_BPMN_MODEL, "lane"); lane != NULL;
       lane = kontor_bpmn_xml_next (lane, KONTOR_BPMN_MODEL, "lane"))
    {
      xmlNode *shape = picture_of (tidying, lane);
      xmlNode *inner = kontor_bpmn_xml_first (lane, KONTOR_BPMN_MODEL, "childLaneSet");
      Box box = { pool->x + HEADER * (depth + 1), G_MAXDOUBLE, 0, -G_MAXDOUBLE };
      double bottom = -G_MAXDOUBLE;

      for (guint i = 0; i < tidying->lanes->len; i++)
        {
          const Lane *leaf = &g_array_index (tidying->lanes, Lane, i);
          const xmlNode *up = leaf->node;

          while (up != NULL && up != lane)
            up = up->parent;
          if (up == NULL)
            continue;
          box.y = MIN (box.y, leaf->y);
          bottom = MAX (bottom, leaf->y + leaf->height);
        }
      box.width = pool->x + pool->width - box.x;
      box.height = bottom - box.y;
      if (shape != NULL && bottom > box.y)
        {
          set_box (shape, &box);
          kontor_bpmn_xml_set (shape, "isHorizontal", "true");
        }
      if (inner != NULL && depth < 50)
        span_lanes (tidying, inner, depth + 1, pool);
    }
}

static gboolean
moved_by (Tidying *tidying, xmlNode *shape, double *dx, double *dy)
{
  const Box *before = g_hash_table_lookup (tidying->before, shape);
  Box now;

  if (before == NULL || !box_of (shape, &now))
    return FALSE;
  *dx = now.x + now.width / 2 - before->x - before->width / 2;
  *dy = now.y + now.height / 2 - before->y - before->height / 2;
  return *dx != 0 || *dy != 0;
}

/* One end of a line that is no sequence flow: an attribute, an element inside, or the task it stands in. */
static xmlNode *
end_of (Tidying *tidying, xmlNode *line, const char *name)
{
  xmlNode *node = kontor_bpmn_resolve_attribute (tidying->self, line, name);
  xmlNode *child = kontor_bpmn_xml_first (line, KONTOR_BPMN_MODEL, name);
  g_autofree char *text = child != NULL ? kontor_bpmn_xml_get_text (child) : NULL;

  if (node == NULL && text != NULL)
    node = kontor_bpmn_resolve (tidying->self, text);
  for (xmlNode *up = node != NULL ? node : line; up != NULL && up->type == XML_ELEMENT_NODE; up = up->parent)
    {
      xmlNode *picture = picture_of (tidying, up);
      Box box;

      if (up != line && box_of (picture, &box))
        return picture;
      if (up == tidying->self->process)
        break;
    }
  return NULL;
}

static gboolean
is_loose_line (const xmlNode *node)
{
  return kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "association") || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "messageFlow")
      || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "dataInputAssociation")
      || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "dataOutputAssociation");
}

static gboolean
is_companion (Tidying *tidying, xmlNode *shape)
{
  xmlNode *node = kontor_bpmn_resolve_attribute (tidying->self, shape, "bpmnElement");

  return kontor_bpmn_role (node) == KONTOR_BPMN_ROLE_DECORATION || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "dataObjectReference")
      || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "dataStoreReference") || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "dataInput")
      || kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "dataOutput");
}

/* Notes and data beside a point go where it goes. */
static void
bring_companions (Tidying *tidying)
{
  g_autoptr (GHashTable) brought = g_hash_table_new (NULL, NULL);

  for (xmlNode *line = tidying->self->root; line != NULL; line = kontor_bpmn_xml_walk (line, tidying->self->root))
    {
      xmlNode *ends[2];

      if (!is_loose_line (line) || kontor_bpmn_xml_is (line, KONTOR_BPMN_MODEL, "messageFlow"))
        continue;
      ends[0] = end_of (tidying, line, "sourceRef");
      ends[1] = end_of (tidying, line, "targetRef");
      for (guint i = 0; i < 2; i++)
        {
          double dx, dy;

          if (ends[0] == NULL || ends[1] == NULL || !is_companion (tidying, ends[i]) || is_companion (tidying, ends[1 - i])
              || g_hash_table_contains (brought, ends[i]) || !moved_by (tidying, ends[1 - i], &dx, &dy))
            continue;
          kontor_bpmn_move_picture (ends[i], dx, dy);
          g_hash_table_add (brought, ends[i]);
        }
    }
}

/* Where the line from the middle of a box towards a place leaves it. */
static KontorMapPlace
leave (const Box *box, double x, double y)
{
  double middle_x = box->x + box->width / 2, middle_y = box->y + box->height / 2, dx = x - middle_x, dy = y - middle_y;
  double part = MIN (dx != 0 ? box->width / 2 / fabs (dx) : G_MAXDOUBLE, dy != 0 ? box->height / 2 / fabs (dy) : G_MAXDOUBLE);

  part = MIN (part, 1);
  return (KontorMapPlace) { round (middle_x + dx * part), round (middle_y + dy * part) };
}

static void
redraw_loose_lines (Tidying *tidying)
{
  for (xmlNode *line = tidying->self->root; line != NULL; line = kontor_bpmn_xml_walk (line, tidying->self->root))
    {
      xmlNode *edge = is_loose_line (line) ? picture_of (tidying, line) : NULL;
      xmlNode *from = edge != NULL ? end_of (tidying, line, "sourceRef") : NULL, *to = edge != NULL ? end_of (tidying, line, "targetRef") : NULL;
      g_autoptr (GArray) places = NULL;
      double dx = 0, dy = 0, to_dx = 0, to_dy = 0;
      gboolean moved;
      Box a, b;

      if (from == NULL || to == NULL || !box_of (from, &a) || !box_of (to, &b) || !kontor_bpmn_xml_is (edge, KONTOR_BPMN_DIAGRAM, "BPMNEdge"))
        continue;
      moved = moved_by (tidying, from, &dx, &dy);
      moved = moved_by (tidying, to, &to_dx, &to_dy) || moved;
      if (!moved)
        continue;
      if (dx == to_dx && dy == to_dy)
        {
          kontor_bpmn_move_picture (edge, dx, dy);
          continue;
        }
      places = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
      if (kontor_bpmn_xml_is (line, KONTOR_BPMN_MODEL, "messageFlow") && (a.y + a.height < b.y || b.y + b.height < a.y))
        {
          gboolean down = a.y < b.y;
          /* A pool is met where the line comes down. */
          double from_x = a.width > 300 && a.x < b.x && b.x + b.width < a.x + a.width ? b.x + b.width / 2 : a.x + a.width / 2;
          double to_x = b.width > 300 && b.x < from_x && from_x < b.x + b.width ? from_x : b.x + b.width / 2;
          double from_y = down ? a.y + a.height : a.y, to_y = down ? b.y : b.y + b.height;

          g_array_append_val (places, ((KontorMapPlace) { round (from_x), round (from_y) }));
          if (fabs (from_x - to_x) > 1)
            {
              g_array_append_val (places, ((KontorMapPlace) { round (from_x), round ((from_y + to_y) / 2) }));
              g_array_append_val (places, ((KontorMapPlace) { round (to_x), round ((from_y + to_y) / 2) }));
            }
          g_array_append_val (places, ((KontorMapPlace) { round (to_x), round (to_y) }));
        }
      else
        {
          KontorMapPlace first = leave (&a, b.x + b.width / 2, b.y + b.height / 2);
          KontorMapPlace last = leave (&b, a.x + a.width / 2, a.y + a.height / 2);

          g_array_append_val (places, first);
          g_array_append_val (places, last);
        }
      kontor_bpmn_set_waypoints (edge, places);
    }
}

/* What lay below or right of the old picture of the process makes room for the new one. */
static void
make_room (Tidying *tidying, const Box *old, const Box *new)
{
  double down = new->y + new->height - old->y - old->height, aside = new->x + new->width - old->x - old->width;

  for (xmlNode *picture = tidying->self->plane->children; picture != NULL; picture = picture->next)
    {
      const Box *before = g_hash_table_lookup (tidying->before, picture);
      Box now;

      if (before == NULL || picture == tidying->pool || !box_of (picture, &now) || now.x != before->x || now.y != before->y)
        continue;
      if (before->y >= old->y + old->height - 1)
        kontor_bpmn_move_picture (picture, 0, down);
      else if (before->x >= old->x + old->width - 1)
        kontor_bpmn_move_picture (picture, aside, 0);
    }
  for (xmlNode *picture = tidying->self->plane->children; picture != NULL; picture = picture->next)
    if (kontor_bpmn_xml_is (picture, KONTOR_BPMN_DIAGRAM, "BPMNEdge"))
      {
        xmlNode *line = kontor_bpmn_resolve_attribute (tidying->self, picture, "bpmnElement");
        xmlNode *from = kontor_bpmn_xml_is (line, KONTOR_BPMN_MODEL, "sequenceFlow") && line->parent != tidying->self->process
                        ? end_of (tidying, line, "sourceRef") : NULL;
        xmlNode *up = from != NULL ? line->parent : NULL;
        double dx, dy;

        /* Lines of another process; those inside of an activity went along with it. */
        while (up != NULL && up != tidying->self->process)
          up = up->parent;
        if (from != NULL && up == NULL && moved_by (tidying, from, &dx, &dy))
          kontor_bpmn_move_picture (picture, dx, dy);
      }
}

KontorMap *
kontor_bpmn_tidy (KontorBpmn *self)
{
  g_autoptr (GArray) lanes = g_array_new (FALSE, FALSE, sizeof (Lane));
  g_autoptr (GHashTable) lane_of_node = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) before = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (KontorMap) map = NULL;
  g_autoptr (KontorMap) laid_out = NULL;
  Tidying tidying = { self, NULL, lanes, lane_of_node, 0, NULL, before };
  Box pool = { 0, 0, 0, 0 }, old;

  g_return_val_if_fail (KONTOR_IS_BPMN (self), NULL);

  map = kontor_bpmn_make_map (self);
  if (self->process == NULL || kontor_map_get_n_items (map, KONTOR_MAP_POINT) == 0)
    return g_steal_pointer (&map);
  tidying.map = map;
  remember (&tidying);
  find_pool (&tidying);
  for (xmlNode *set = kontor_bpmn_xml_first (self->process, KONTOR_BPMN_MODEL, "laneSet"); set != NULL;
       set = kontor_bpmn_xml_next (set, KONTOR_BPMN_MODEL, "laneSet"))
    collect_lanes (&tidying, set, 0);
  if (tidying.pool != NULL)
    box_of (tidying.pool, &pool);
  else
    kontor_map_get_bounds (map, &pool.x, &pool.y, &pool.width, &pool.height);
  old = pool;

  laid_out = lay_out (map);
  take_places (&tidying, laid_out, &pool);
  g_bytes_unref (kontor_bpmn_write (self, map));
  if (tidying.pool != NULL)
    {
      set_box (tidying.pool, &pool);
      kontor_bpmn_xml_set (tidying.pool, "isHorizontal", "true");
    }
  for (xmlNode *set = kontor_bpmn_xml_first (self->process, KONTOR_BPMN_MODEL, "laneSet"); set != NULL;
       set = kontor_bpmn_xml_next (set, KONTOR_BPMN_MODEL, "laneSet"))
    if (lanes->len > 0)
      span_lanes (&tidying, set, 0, &pool);
  if (self->plane != NULL)
    {
      bring_companions (&tidying);
      if (tidying.pool != NULL)
        make_room (&tidying, &old, &pool);
      redraw_loose_lines (&tidying);
    }
  g_clear_object (&self->base);
  kontor_bpmn_index (self);
  self->base = kontor_bpmn_read (self, TRUE, self->nodes, self->junctions);
  return kontor_bpmn_make_map (self);
}
