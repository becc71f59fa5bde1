#include "config.h"

#include <math.h>
#include <string.h>

#include "route/map-dock.h"
#include "route/map-routes.h"
#include "route/map-maze.h"

struct _KontorMapRoutes
{
  GObject     parent_instance;

  KontorMap  *map;
  /* flow key -> GArray of KontorMapPlace */
  GHashTable *routes;
};

G_DEFINE_FINAL_TYPE (KontorMapRoutes, kontor_map_routes, G_TYPE_OBJECT)

static gboolean
passes (const GArray *route, const KontorMapItem *point)
{
  for (guint i = 1; i < route->len; i++)
    if (kontor_map_line_hits (point, g_array_index (route, KontorMapPlace, i - 1), g_array_index (route, KontorMapPlace, i), 4))
      return TRUE;
  return FALSE;
}

static void
changed_cb (KontorMapRoutes *self, guint type, const char *key, KontorMap *map)
{
  const KontorMapItem *point;
  GHashTableIter iter;
  gpointer name, route;

  if (type == KONTOR_MAP_FLOW)
    {
      g_hash_table_remove (self->routes, key);
      return;
    }
  if (type != KONTOR_MAP_POINT)
    return;
  point = kontor_map_find (map, KONTOR_MAP_POINT, key);
  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, &name, &route))
    {
      const KontorMapItem *flow = kontor_map_find (map, KONTOR_MAP_FLOW, name);

      if (flow == NULL || g_strcmp0 (flow->from, key) == 0 || g_strcmp0 (flow->to, key) == 0
          || (point != NULL && passes (route, point)))
        g_hash_table_iter_remove (&iter);
    }
}

static void
kontor_map_routes_dispose (GObject *object)
{
  KontorMapRoutes *self = KONTOR_MAP_ROUTES (object);

  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->map);
  g_clear_pointer (&self->routes, g_hash_table_unref);
  G_OBJECT_CLASS (kontor_map_routes_parent_class)->dispose (object);
}

static void
kontor_map_routes_class_init (KontorMapRoutesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_routes_dispose;
}

static void
kontor_map_routes_init (KontorMapRoutes *self)
{
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

KontorMapRoutes *
kontor_map_routes_new (KontorMap *map)
{
  KontorMapRoutes *self = g_object_new (KONTOR_TYPE_MAP_ROUTES, NULL);

  self->map = g_object_ref (map);
  g_signal_connect_swapped (map, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

void
kontor_map_routes_clear (KontorMapRoutes *self)
{
  g_hash_table_remove_all (self->routes);
}

static void
add (GArray *route, KontorMapPlace place)
{
  if (route->len > 0)
    {
      KontorMapPlace last = g_array_index (route, KontorMapPlace, route->len - 1);

      if (fabs (last.x - place.x) < 0.5 && fabs (last.y - place.y) < 0.5)
        return;
    }
  /* Three in a row: the middle one is no corner. */
  if (route->len > 1)
    {
      KontorMapPlace *last = &g_array_index (route, KontorMapPlace, route->len - 1);
      KontorMapPlace before = g_array_index (route, KontorMapPlace, route->len - 2);

      if ((fabs (before.x - last->x) < 0.5 && fabs (last->x - place.x) < 0.5)
          || (fabs (before.y - last->y) < 0.5 && fabs (last->y - place.y) < 0.5))
        {
          *last = place;
          return;
        }
    }
  g_array_append_val (route, place);
}

/* The side of a point that looks at a corner set by hand, so that the line between them is straight. */
static KontorMapPlace
dock_towards (const KontorMapItem *point, KontorMapPlace bend, gboolean *straight)
{
  double middle_x = point->x + point->width / 2, middle_y = point->y + point->height / 2;
  gboolean within_y = kontor_map_is_bar (point) && bend.y > point->y + 5 && bend.y < point->y + point->height - 5;

  *straight = TRUE;
  if (fabs (bend.x - middle_x) < 1)
    return kontor_map_dock (point, bend.y > middle_y ? KONTOR_MAP_DOWN : KONTOR_MAP_UP, bend.y);
  if (within_y || fabs (bend.y - middle_y) < 1)
    return kontor_map_dock (point, bend.x > middle_x ? KONTOR_MAP_RIGHT : KONTOR_MAP_LEFT, bend.y);
  *straight = FALSE;
  if (bend.x > point->x + point->width || bend.x < point->x)
    return kontor_map_dock (point, bend.x > middle_x ? KONTOR_MAP_RIGHT : KONTOR_MAP_LEFT, bend.y);
  return kontor_map_dock (point, bend.y > middle_y ? KONTOR_MAP_DOWN : KONTOR_MAP_UP, bend.y);
}

static GArray *
trace_bends (const KontorMapItem *flow, const KontorMapItem *from, const KontorMapItem *to)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  KontorMapPlace first = g_array_index (flow->bends, KontorMapPlace, 0);
  KontorMapPlace last = g_array_index (flow->bends, KontorMapPlace, flow->bends->len - 1);
  gboolean straight;
  KontorMapPlace dock = dock_towards (from, first, &straight);

  add (route, dock);
  if (!straight)
    add (route, dock.x > from->x && dock.x < from->x + from->width
                ? (KontorMapPlace) { dock.x, first.y } : (KontorMapPlace) { first.x, dock.y });
  for (guint i = 0; i < flow->bends->len; i++)
    {
      KontorMapPlace bend = g_array_index (flow->bends, KontorMapPlace, i);
      KontorMapPlace before = g_array_index (route, KontorMapPlace, route->len - 1);

      if (fabs (bend.x - before.x) > 0.5 && fabs (bend.y - before.y) > 0.5)
        add (route, (KontorMapPlace) { bend.x, before.y });
      add (route, bend);
    }
  dock = dock_towards (to, last, &straight);
  if (!straight)
    add (route, dock.x > to->x && dock.x < to->x + to->width
                ? (KontorMapPlace) { dock.x, last.y } : (KontorMapPlace) { last.x, dock.y });
  add (route, dock);
  return route;
}

/* From the right side straight to the left side, where nothing stands between. */
static GArray *
trace_straight (KontorMapRoutes *self, const KontorMapItem *from, const KontorMapItem *to)
{
  KontorMapPlace a = kontor_map_dock (from, KONTOR_MAP_RIGHT, to->y + to->height / 2);
  KontorMapPlace b = kontor_map_dock (to, KONTOR_MAP_LEFT, a.y);
  GArray *route;

  if (fabs (a.y - b.y) > 0.5 || b.x <= a.x)
    return NULL;
  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (self->map, KONTOR_MAP_POINT, i);

      if (point != from && point != to && kontor_map_line_hits (point, a, b, 4))
        return NULL;
    }
  route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  add (route, a);
  add (route, b);
  return route;
}

/* Lines that have only one way to go are there before the others look for theirs. */
static void
trace_simple_ones (KontorMapRoutes *self)
{
  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i);
      const KontorMapItem *from = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->from);
      const KontorMapItem *to = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);
      GArray *route;

      if (g_hash_table_contains (self->routes, flow->key))
        continue;
      route = flow->bends->len > 0 ? trace_bends (flow, from, to) : trace_straight (self, from, to);
      if (route != NULL)
        g_hash_table_insert (self->routes, g_strdup (flow->key), route);
    }
}

static GArray *
trace (KontorMapRoutes *self, const KontorMapItem *flow)
{
  const KontorMapItem *from = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->from);
  const KontorMapItem *to = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);
  g_autoptr (GArray) way = NULL;
  GArray *route;

  if (flow->bends->len > 0)
    return trace_bends (flow, from, to);
  route = trace_straight (self, from, to);
  if (route != NULL)
    return route;

  trace_simple_ones (self);
  route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  way = kontor_map_maze_find (self->map, flow, self->routes);
  if (way == NULL)
    {
      /* Hemmed in on all sides: a plain corner, so that the line is seen at all. */
      KontorMapPlace a = kontor_map_dock (from, KONTOR_MAP_RIGHT, to->y + to->height / 2);
      KontorMapPlace b = kontor_map_dock (to, KONTOR_MAP_LEFT, a.y);

      add (route, a);
      add (route, (KontorMapPlace) { (a.x + b.x) / 2, a.y });
      add (route, (KontorMapPlace) { (a.x + b.x) / 2, b.y });
      add (route, b);
      return route;
    }
  for (guint i = 0; i < way->len; i++)
    add (route, g_array_index (way, KontorMapPlace, i));
  return route;
}

const GArray *
kontor_map_routes_get (KontorMapRoutes *self, const KontorMapItem *flow)
{
  GArray *route;

  g_return_val_if_fail (KONTOR_IS_MAP_ROUTES (self) && flow != NULL, NULL);

  route = g_hash_table_lookup (self->routes, flow->key);
  if (route == NULL)
    {
      route = trace (self, flow);
      g_hash_table_insert (self->routes, g_strdup (flow->key), route);
    }
  return route;
}

KontorMapPlace
kontor_map_routes_get_label (KontorMapRoutes *self, const KontorMapItem *flow)
{
  const GArray *route = kontor_map_routes_get (self, flow);
  KontorMapPlace a = g_array_index (route, KontorMapPlace, 0);
  KontorMapPlace b = g_array_index (route, KontorMapPlace, 1);

  /* Above a level line, right of an upright one, near its beginning. */
  if (fabs (a.y - b.y) < 0.5)
    return (KontorMapPlace) { b.x > a.x ? a.x + 6 : a.x - 6 - 60, a.y - 19 };
  return (KontorMapPlace) { a.x + 7, b.y > a.y ? a.y + 5 : a.y - 22 };
}

GArray *
kontor_map_routes_preview (KontorMapRoutes *self, const KontorMapItem *from, double x, double y)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  KontorMapSide side = x > from->x + from->width ? KONTOR_MAP_RIGHT
                       : y > from->y + from->height ? KONTOR_MAP_DOWN
                       : y < from->y ? KONTOR_MAP_UP : KONTOR_MAP_LEFT;
  KontorMapPlace a = kontor_map_dock (from, side, y);

  add (route, a);
  if (side == KONTOR_MAP_RIGHT || side == KONTOR_MAP_LEFT)
    {
      add (route, (KontorMapPlace) { (a.x + x) / 2, a.y });
      add (route, (KontorMapPlace) { (a.x + x) / 2, y });
    }
  else
    {
      add (route, (KontorMapPlace) { a.x, y });
    }
  add (route, (KontorMapPlace) { x, y });
  if (route->len < 2)
    g_array_append_val (route, a);
  return route;
}
