#include "config.h"

#include <math.h>
#include <string.h>

#include "route/map-maze.h"
#include "route/map-routes.h"
#include "route/map-trace.h"
#include "route/map-untangle.h"

#define LABEL_HEIGHT 17.0

/* The way of one flow, and where its ends stood when it was found. */
typedef struct
{
  char          *flow;
  /* The flow and its points, NULL where they were changed since: looked up again. */
  const KontorMapItem *item;
  const KontorMapItem *tail;
  const KontorMapItem *head;
  GArray        *places;
  KontorMapPlace from;
  KontorMapPlace to;
  /* The words on it, once they were asked for. */
  double         label_width;
  KontorMapPlace label;
  KontorMapObstacle words;
  /* When and how far it last went along with its points, and how far since this
   * was last told. */
  guint          moved;
  KontorMapPlace by;
  KontorMapPlace untold;
  /* It runs otherwise, which was not told yet. */
  gboolean       anew;
  /* There was no way beside the lines that were there when it was laid. */
  gboolean       lies;
} Route;

struct _KontorMapRoutes
{
  GObject         parent_instance;

  KontorMap      *map;
  KontorMapField *field;
  /* flow key -> Route */
  GHashTable     *routes;
  /* Nothing is known yet. */
  gboolean        empty;
  /* What changed since lines were last asked for: keys of points and of flows, and
   * the points that only stand elsewhere, in the order in which they came: the same
   * gesture always finds the same ways. */
  GHashTable     *points;
  GHashTable     *flows;
  GHashTable     *placed;
  GPtrArray      *in_order;
  /* What was not told yet: keys of flows that run otherwise, and the routes that went along. */
  GHashTable     *changed;
  GHashTable     *gone;
  /* Which update it is. */
  guint           serial;
};

G_DEFINE_FINAL_TYPE (KontorMapRoutes, kontor_map_routes, G_TYPE_OBJECT)

static void
route_free (Route *route)
{
  g_array_unref (route->places);
  g_free (route->flow);
  g_free (route);
}

static void
forget_label (KontorMapRoutes *self, Route *route)
{
  if (route->label_width > 0)
    kontor_map_field_remove_caption (self->field, &route->words);
  route->label_width = 0;
}

/* What the routes of a point know of it is not there any more. */
static void
forget_ends (KontorMapRoutes *self, const char *point)
{
  for (guint outgoing = 0; outgoing < 2; outgoing++)
    {
      g_autoptr (GPtrArray) flows = outgoing ? kontor_map_get_outgoing (self->map, point) : kontor_map_get_incoming (self->map, point);

      for (guint i = 0; i < flows->len; i++)
        {
          Route *route = g_hash_table_lookup (self->routes, ((KontorMapItem *) g_ptr_array_index (flows, i))->key);

          if (route != NULL)
            route->tail = route->head = NULL;
        }
    }
}

static void
changed_cb (KontorMapRoutes *self, guint type, const char *key, const KontorMapItem *before)
{
  Route *route = !self->empty && type == KONTOR_MAP_FLOW ? g_hash_table_lookup (self->routes, key) : NULL;

  if (before != NULL && g_hash_table_remove (self->placed, before))
    g_ptr_array_remove (self->in_order, (gpointer) before);
  if (self->empty || type == KONTOR_MAP_DECORATION)
    return;
  if (route != NULL)
    {
      /* Its words may be others, or stand elsewhere. */
      forget_label (self, route);
      route->item = route->tail = route->head = NULL;
    }
  if (type == KONTOR_MAP_POINT && before != NULL)
    forget_ends (self, key);
  g_hash_table_add (type == KONTOR_MAP_FLOW ? self->flows : self->points, g_strdup (key));
}

static void
placed_cb (KontorMapRoutes *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len && !self->empty; i++)
    {
      const KontorMapItem *item = g_ptr_array_index (items, i);

      if (item->type == KONTOR_MAP_FLOW)
        {
          Route *route = g_hash_table_lookup (self->routes, item->key);

          if (route != NULL)
            forget_label (self, route);
          g_hash_table_add (self->flows, g_strdup (item->key));
        }
      else if (item->type == KONTOR_MAP_POINT && g_hash_table_add (self->placed, (gpointer) item))
        {
          g_ptr_array_add (self->in_order, (gpointer) item);
        }
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
  g_clear_pointer (&self->points, g_hash_table_unref);
  g_clear_pointer (&self->flows, g_hash_table_unref);
  g_clear_pointer (&self->placed, g_hash_table_unref);
  g_clear_pointer (&self->in_order, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->field, kontor_map_field_free);
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
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) route_free);
  self->points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->flows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->placed = g_hash_table_new (NULL, NULL);
  self->in_order = g_ptr_array_new ();
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_hash_table_new (NULL, NULL);
  self->field = kontor_map_field_new ();
  self->empty = TRUE;
}

KontorMapRoutes *
kontor_map_routes_new (KontorMap *map)
{
  KontorMapRoutes *self = g_object_new (KONTOR_TYPE_MAP_ROUTES, NULL);

  self->map = g_object_ref (map);
  g_signal_connect_swapped (map, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (map, "placed", G_CALLBACK (placed_cb), self);
  return self;
}

void
kontor_map_routes_clear (KontorMapRoutes *self)
{
  g_return_if_fail (KONTOR_IS_MAP_ROUTES (self));

  self->empty = TRUE;
}

static KontorMapPlace
corner_of (const KontorMapItem *point)
{
  return (KontorMapPlace) { point->x, point->y };
}

static void
keep (KontorMapRoutes *self, const KontorMapItem *flow, const KontorMapItem *from, const KontorMapItem *to, GArray *places, gboolean lies)
{
  Route *route = g_new0 (Route, 1);

  route->flow = g_strdup (flow->key);
  route->places = places;
  route->item = flow;
  route->tail = from;
  route->head = to;
  route->from = corner_of (from);
  route->to = corner_of (to);
  route->anew = TRUE;
  route->lies = lies;
  kontor_map_field_add_line (self->field, route, places);
  g_hash_table_replace (self->routes, g_strdup (flow->key), route);
  g_hash_table_add (self->changed, g_strdup (flow->key));
}

static void
forget (KontorMapRoutes *self, const char *flow)
{
  Route *route = g_hash_table_lookup (self->routes, flow);

  if (route == NULL)
    return;
  kontor_map_field_remove_line (self->field, route, route->places);
  forget_label (self, route);
  g_hash_table_remove (self->gone, route);
  g_hash_table_remove (self->routes, flow);
}

static gboolean
lies_on_another (KontorMapRoutes *self, const GArray *places)
{
  gboolean lies = FALSE;

  for (guint i = 1; i < places->len; i++)
    kontor_map_field_trouble (self->field, g_array_index (places, KontorMapPlace, i - 1), g_array_index (places, KontorMapPlace, i), &lies);
  return lies;
}

/* One line among all that is there; whether it has to lie on another for now. */
static GArray *
trace (KontorMapRoutes *self, const KontorMapItem *from, const KontorMapItem *to, gboolean *lies)
{
  guint steps = G_MAXUINT;
  GArray *places = kontor_map_trace (self->field, from, to, lies), *way;

  if (places != NULL && !*lies)
    return places;
  way = kontor_map_maze_find (self->field, from, to, FALSE, &steps);
  if (way == NULL && places == NULL)
    way = kontor_map_maze_find (self->field, from, to, TRUE, &steps);
  *lies = way == NULL || lies_on_another (self, way);
  if (way != NULL && (places == NULL || !*lies))
    {
      g_clear_pointer (&places, g_array_unref);
      return way;
    }
  g_clear_pointer (&way, g_array_unref);
  if (places == NULL)
    {
      /* Hemmed in on all sides: a plain corner, so that the line is seen at all. */
      KontorMapPlace a = kontor_map_dock (from, KONTOR_MAP_RIGHT, to->y + to->height / 2);
      KontorMapPlace b = kontor_map_dock (to, KONTOR_MAP_LEFT, a.y);

      places = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
      kontor_map_trace_add (places, a);
      kontor_map_trace_add (places, (KontorMapPlace) { (a.x + b.x) / 2, a.y });
      kontor_map_trace_add (places, (KontorMapPlace) { (a.x + b.x) / 2, b.y });
      kontor_map_trace_add (places, b);
      if (places->len < 2)
        g_array_append_val (places, b);
    }
  return places;
}

typedef struct
{
  const KontorMapItem *flow;
  const KontorMapItem *from;
  const KontorMapItem *to;
  double               distance;
} Wanted;

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const Wanted *one = a, *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return one->flow->position < other->flow->position ? -1 : 1;
}

/* Corners set by hand first, then what runs straight, then the short before the
 * long: whoever has least choice chooses first, whatever the order of the file. */
static void
trace_all (KontorMapRoutes *self, GArray *wanted)
{
  g_array_sort (wanted, compare_wanted);
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < wanted->len; i++)
      {
        Wanted *it = &g_array_index (wanted, Wanted, i);
        GArray *places = NULL;
        gboolean lies = FALSE;

        if (it->flow == NULL || (pass == 0) != (it->flow->bends->len > 0))
          continue;
        places = pass == 0 ? kontor_map_trace_bends (it->flow, it->from, it->to)
                 : pass == 1 ? kontor_map_trace_straight (self->field, it->from, it->to)
                 : trace (self, it->from, it->to, &lies);
        if (places == NULL)
          continue;
        keep (self, it->flow, it->from, it->to, places, lies);
        it->flow = NULL;
      }
}

static void
want (KontorMapRoutes *self, GArray *wanted, const KontorMapItem *flow)
{
  Wanted it = { flow, kontor_map_find (self->map, KONTOR_MAP_POINT, flow->from), kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to), 0 };

  if (it.from == NULL || it.to == NULL)
    return;
  it.distance = fabs (it.from->x + it.from->width / 2 - it.to->x - it.to->width / 2)
              + fabs (it.from->y + it.from->height / 2 - it.to->y - it.to->height / 2);
  g_array_append_val (wanted, it);
}

/* Where all lines are laid, those that cross may look again. */
static void
untangle (KontorMapRoutes *self)
{
  g_autoptr (GArray) strands = g_array_new (FALSE, FALSE, sizeof (KontorMapStrand));

  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i);
      Route *route = g_hash_table_lookup (self->routes, flow->key);
      KontorMapStrand strand = { .line = route, .fixed = flow->bends->len > 0 };

      if (route == NULL)
        continue;
      strand.lies = route->lies;
      strand.from = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->from);
      strand.to = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);
      strand.places = route->places;
      g_array_append_val (strands, strand);
    }
  kontor_map_untangle (self->field, strands);
  for (guint i = 0; i < strands->len; i++)
    {
      KontorMapStrand *strand = &g_array_index (strands, KontorMapStrand, i);

      ((Route *) strand->line)->places = strand->places;
    }
}

static void
begin_anew (KontorMapRoutes *self)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  kontor_map_field_clear (self->field);
  g_hash_table_remove_all (self->gone);
  g_hash_table_remove_all (self->routes);
  g_hash_table_remove_all (self->points);
  g_hash_table_remove_all (self->flows);
  g_hash_table_remove_all (self->placed);
  g_ptr_array_set_size (self->in_order, 0);
  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_POINT); i++)
    kontor_map_field_set_point (self->field, kontor_map_get_item (self->map, KONTOR_MAP_POINT, i), NULL);
  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i++)
    want (self, wanted, kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i));
  self->empty = FALSE;
  trace_all (self, wanted);
  untangle (self);
}

/* A line whose both ends moved alike moves along. */
static gboolean
goes_along (Route *route, const KontorMapItem *from, const KontorMapItem *to)
{
  double dx = from->x - route->from.x, dy = from->y - route->from.y;

  return fabs (to->x - route->to.x - dx) < 0.01 && fabs (to->y - route->to.y - dy) < 0.01 && (dx != 0 || dy != 0);
}

static void
go_along (KontorMapRoutes *self, Route *route, const KontorMapItem *from, const KontorMapItem *to)
{
  double dx = from->x - route->from.x, dy = from->y - route->from.y;

  kontor_map_field_shift_line (self->field, route, route->places, dx, dy);
  if (route->label_width > 0)
    {
      kontor_map_field_shift_caption (self->field, &route->words, dx, dy);
      route->label.x += dx;
      route->label.y += dy;
    }
  route->from = corner_of (from);
  route->to = corner_of (to);
  route->moved = self->serial;
  route->by = (KontorMapPlace) { dx, dy };
  /* Where it runs otherwise as well, that is what counts. */
  if (route->anew)
    return;
  if (g_hash_table_add (self->gone, route))
    route->untold = (KontorMapPlace) { 0, 0 };
  route->untold.x += dx;
  route->untold.y += dy;
}

/* What has to be looked at, each once, in the order in which it was found. */
typedef struct
{
  GPtrArray  *list;
  GHashTable *known;
} Marked;

static void
mark (Marked *marked, gconstpointer what)
{
  if (g_hash_table_add (marked->known, (gpointer) what))
    g_ptr_array_add (marked->list, (gpointer) what);
}

static void
mark_flows_of (KontorMapRoutes *self, Marked *marked, const char *point)
{
  for (guint outgoing = 0; outgoing < 2; outgoing++)
    {
      g_autoptr (GPtrArray) flows = outgoing ? kontor_map_get_outgoing (self->map, point) : kontor_map_get_incoming (self->map, point);

      for (guint i = 0; i < flows->len; i++)
        mark (marked, g_ptr_array_index (flows, i));
    }
}

/* Whatever runs where a point now stands has to look for another way, unless it
 * came there together with the point. */
static void
mark_lines_under (KontorMapRoutes *self, Marked *marked, const KontorMapItem *point, const KontorMapPlace *by)
{
  g_autoptr (GPtrArray) lines = kontor_map_field_find_lines (self->field, point, 4);

  for (guint i = 0; i < lines->len; i++)
    {
      const Route *route = g_ptr_array_index (lines, i);

      if (by == NULL || route->moved != self->serial || fabs (route->by.x - by->x) > 0.01 || fabs (route->by.y - by->y) > 0.01)
        mark (marked, route);
    }
}

/* A point that changed, and how far it went if it is as large as before. */
typedef struct
{
  const KontorMapItem *point;
  gboolean             only_place;
  KontorMapPlace       by;
} Move;

static gboolean
all_alike (GArray *moves)
{
  const Move *first = &g_array_index (moves, Move, 0);

  for (guint i = 0; i < moves->len; i++)
    {
      const Move *move = &g_array_index (moves, Move, i);

      if (!move->only_place || fabs (move->by.x - first->by.x) > 0.01 || fabs (move->by.y - first->by.y) > 0.01)
        return FALSE;
    }
  return TRUE;
}

/* The same from the lines that stayed, where most of them went along: whichever
 * of them one of the moved points came to stand on. */
static void
mark_lines_that_stayed (KontorMapRoutes *self, Marked *marked)
{
  GHashTableIter iter;
  gpointer found;

  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    {
      Route *route = found;

      for (guint k = 1; k < route->places->len && route->moved != self->serial; k++)
        {
          KontorMapPlace a = g_array_index (route->places, KontorMapPlace, k - 1), b = g_array_index (route->places, KontorMapPlace, k);
          g_autoptr (GPtrArray) near = kontor_map_field_get_obstacles (self->field, MIN (a.x, b.x) - 5, MIN (a.y, b.y) - 5, MAX (a.x, b.x) + 5, MAX (a.y, b.y) + 5);

          for (guint i = 0; i < near->len; i++)
            {
              const KontorMapObstacle *obstacle = g_ptr_array_index (near, i);
              const KontorMapItem *point = obstacle->caption ? NULL : kontor_map_find (self->map, KONTOR_MAP_POINT, obstacle->point);

              if (point != NULL && g_hash_table_contains (self->placed, point) && kontor_map_line_hits (point, a, b, 4))
                mark (marked, route);
            }
        }
    }
}

/* Points that were put: their lines, whatever they were. */
static void
look_at_changed (KontorMapRoutes *self, Marked *marked, GArray *moves)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->flows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const KontorMapItem *flow = kontor_map_find (self->map, KONTOR_MAP_FLOW, key);

      if (flow != NULL)
        mark (marked, flow);
      else
        forget (self, key);
    }
  g_hash_table_iter_init (&iter, self->points);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Move move = { kontor_map_find (self->map, KONTOR_MAP_POINT, key), FALSE, { 0, 0 } };

      mark_flows_of (self, marked, key);
      if (move.point == NULL)
        {
          kontor_map_field_remove_point (self->field, key);
          continue;
        }
      /* It was looked at here. */
      g_hash_table_remove (self->placed, move.point);
      move.only_place = kontor_map_field_set_point (self->field, move.point, &move.by);
      g_array_append_val (moves, move);
    }
}

/* Points that only stand elsewhere.  Where they are many, the routes are gone through
 * once: each knows its points, which need not be looked for by their keys then. */
static void
look_at_placed (KontorMapRoutes *self, Marked *marked, GArray *moves)
{
  gboolean many = g_hash_table_size (self->placed) > g_hash_table_size (self->routes) / 8;
  GHashTableIter iter;
  gpointer found;

  for (guint i = 0; i < self->in_order->len; i++)
    {
      Move move = { g_ptr_array_index (self->in_order, i), FALSE, { 0, 0 } };

      /* It was changed as well, and looked at as that. */
      if (!g_hash_table_contains (self->placed, move.point))
        continue;
      if (!many)
        mark_flows_of (self, marked, move.point->key);
      move.only_place = kontor_map_field_set_point (self->field, move.point, &move.by);
      g_array_append_val (moves, move);
    }
  if (!many || moves->len == 0)
    return;
  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    {
      Route *route = found;

      if (route->item == NULL)
        route->item = kontor_map_find (self->map, KONTOR_MAP_FLOW, route->flow);
      /* It is gone, and told among the flows. */
      if (route->item == NULL)
        continue;
      if (route->tail == NULL || route->head == NULL)
        {
          route->tail = kontor_map_find (self->map, KONTOR_MAP_POINT, route->item->from);
          route->head = kontor_map_find (self->map, KONTOR_MAP_POINT, route->item->to);
        }
      if ((!g_hash_table_contains (self->placed, route->tail) && !g_hash_table_contains (self->placed, route->head))
          || g_hash_table_contains (marked->known, route->item))
        continue;
      if (route->item->bends->len == 0 && route->tail != NULL && route->head != NULL && goes_along (route, route->tail, route->head))
        go_along (self, route, route->tail, route->head);
      else
        mark (marked, route->item);
    }
}

static void
update (KontorMapRoutes *self)
{
  g_autoptr (GArray) wanted = NULL, moves = NULL;
  g_autoptr (GPtrArray) flows = NULL, lines = NULL;
  g_autoptr (GHashTable) known = NULL;
  Marked marked;

  if (self->empty)
    {
      begin_anew (self);
      return;
    }
  if (g_hash_table_size (self->points) == 0 && g_hash_table_size (self->flows) == 0 && g_hash_table_size (self->placed) == 0)
    return;

  self->serial++;
  wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  moves = g_array_new (FALSE, FALSE, sizeof (Move));
  flows = g_ptr_array_new ();
  lines = g_ptr_array_new ();
  known = g_hash_table_new (NULL, NULL);
  marked = (Marked) { flows, known };
  look_at_changed (self, &marked, moves);
  look_at_placed (self, &marked, moves);
  /* Those that go along first, so that they are not found under the points that took them. */
  for (guint i = 0; i < flows->len; i++)
    {
      const KontorMapItem *flow = g_ptr_array_index (flows, i);
      Route *route = g_hash_table_lookup (self->routes, flow->key);
      const KontorMapItem *from = route != NULL && route->tail != NULL ? route->tail : kontor_map_find (self->map, KONTOR_MAP_POINT, flow->from);
      const KontorMapItem *to = route != NULL && route->head != NULL ? route->head : kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);

      if (from != NULL && to != NULL && route != NULL && flow->bends->len == 0 && goes_along (route, from, to))
        {
          go_along (self, route, from, to);
          continue;
        }
      forget (self, flow->key);
      want (self, wanted, flow);
    }
  g_hash_table_remove_all (known);
  marked = (Marked) { lines, known };
  if (moves->len > 1 && moves->len == g_hash_table_size (self->placed) && moves->len > g_hash_table_size (self->routes) / 2
      && all_alike (moves))
    mark_lines_that_stayed (self, &marked);
  else
    for (guint i = 0; i < moves->len; i++)
      {
        const Move *move = &g_array_index (moves, Move, i);

        mark_lines_under (self, &marked, move->point, move->only_place ? &move->by : NULL);
      }
  for (guint i = 0; i < lines->len; i++)
    {
      Route *route = g_ptr_array_index (lines, i);
      const KontorMapItem *flow = kontor_map_find (self->map, KONTOR_MAP_FLOW, route->flow);
      gboolean through = FALSE;

      if (flow == NULL)
        continue;
      for (guint k = 1; k < route->places->len && !through; k++)
        through = kontor_map_field_find_obstacle (self->field, g_array_index (route->places, KontorMapPlace, k - 1),
                                                  g_array_index (route->places, KontorMapPlace, k), 4,
                                                  flow->from, flow->to) != NULL;
      if (!through || flow->bends->len > 0)
        continue;
      forget (self, flow->key);
      want (self, wanted, flow);
    }
  g_hash_table_remove_all (self->points);
  g_hash_table_remove_all (self->flows);
  g_hash_table_remove_all (self->placed);
  g_ptr_array_set_size (self->in_order, 0);
  trace_all (self, wanted);
}

static Route *
route_of (KontorMapRoutes *self, const KontorMapItem *flow)
{
  Route *route;

  update (self);
  route = g_hash_table_lookup (self->routes, flow->key);
  if (route == NULL)
    {
      /* Not of this map, or an end is missing: nothing to draw, but something to look at. */
      route = g_new0 (Route, 1);
      route->places = g_array_new (FALSE, TRUE, sizeof (KontorMapPlace));
      g_array_set_size (route->places, 2);
      g_hash_table_insert (self->routes, g_strdup (flow->key), route);
    }
  return route;
}

const GArray *
kontor_map_routes_get (KontorMapRoutes *self, const KontorMapItem *flow)
{
  g_return_val_if_fail (KONTOR_IS_MAP_ROUTES (self) && flow != NULL, NULL);

  return route_of (self, flow)->places;
}

/* What stands in the way of words in a rectangle. */
static double
label_trouble (KontorMapRoutes *self, const Route *own, double x, double y, double width)
{
  const KontorMapItem box = { .x = x, .y = y + 2, .width = width, .height = LABEL_HEIGHT - 4 };
  g_autoptr (GPtrArray) lines = kontor_map_field_find_lines (self->field, &box, 0);
  g_autoptr (GPtrArray) points = kontor_map_field_get_obstacles (self->field, x, y, x + width, y + LABEL_HEIGHT);
  double trouble = 40.0 * points->len;

  for (guint i = 0; i < lines->len; i++)
    trouble += g_ptr_array_index (lines, i) == own ? 25 : 18;
  return trouble;
}

/* Beside the line, near its beginning: the first place where nothing else is. */
static KontorMapPlace
find_label (KontorMapRoutes *self, const Route *route, double width)
{
  KontorMapPlace best = g_array_index (route->places, KontorMapPlace, 0);
  double least = G_MAXDOUBLE, walked = 0;

  for (guint i = 1; i < route->places->len && walked < 400; i++)
    {
      KontorMapPlace a = g_array_index (route->places, KontorMapPlace, i - 1), b = g_array_index (route->places, KontorMapPlace, i);
      double length = fabs (a.x - b.x) + fabs (a.y - b.y);
      gboolean level = fabs (a.y - b.y) < 0.5;

      for (double at = i == 1 ? 6 : 10; at <= MAX (length - 4, 6) && at < 300; at += 16)
        for (guint side = 0; side < 2; side++)
          {
            KontorMapPlace place;
            double cost;

            if (level)
              {
                place.x = b.x > a.x ? a.x + at : a.x - at - width;
                place.y = side == 0 ? a.y - LABEL_HEIGHT - 1 : a.y + 1;
              }
            else
              {
                place.x = side == 0 ? a.x + 6 : a.x - 6 - width;
                place.y = b.y > a.y ? a.y + at - 2 : a.y - at - LABEL_HEIGHT + 2;
              }
            /* Far from where it leaves, below or left of the line is worse. */
            cost = (walked + at) * 0.12 + side * 4 + label_trouble (self, route, place.x, place.y, width);
            if (level && at + width > length + 6)
              cost += 8;
            if (cost < least)
              {
                least = cost;
                best = place;
              }
          }
      walked += length;
    }
  return best;
}

void
kontor_map_routes_take_changed (KontorMapRoutes *self, KontorMapRoutesFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) changed = NULL, gone = NULL;
  const KontorMapItem *flow;
  GHashTableIter iter;
  gpointer it;

  g_return_if_fail (KONTOR_IS_MAP_ROUTES (self));

  update (self);
  changed = g_steal_pointer (&self->changed);
  gone = g_steal_pointer (&self->gone);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &it, NULL))
    {
      Route *route = g_hash_table_lookup (self->routes, it);

      if (route != NULL)
        route->anew = FALSE;
      flow = route != NULL && route->item != NULL ? route->item : kontor_map_find (self->map, KONTOR_MAP_FLOW, it);
      if (func != NULL && flow != NULL)
        func (flow, NULL, user_data);
    }
  g_hash_table_iter_init (&iter, gone);
  while (func != NULL && g_hash_table_iter_next (&iter, &it, NULL))
    {
      Route *route = it;

      flow = route->item != NULL ? route->item : kontor_map_find (self->map, KONTOR_MAP_FLOW, route->flow);
      if (flow != NULL)
        func (flow, &route->untold, user_data);
    }
}

/* Where somebody moved the words: that far from where the line begins. */
static gboolean
get_own_label (const KontorMapItem *flow, const Route *route, KontorMapPlace *place)
{
  JsonNode *x = kontor_map_item_get_node (flow, "label_x"), *y = kontor_map_item_get_node (flow, "label_y");
  KontorMapPlace first = g_array_index (route->places, KontorMapPlace, 0);

  if (x == NULL || y == NULL || !JSON_NODE_HOLDS_VALUE (x) || !JSON_NODE_HOLDS_VALUE (y))
    return FALSE;
  *place = (KontorMapPlace) { first.x + json_node_get_double (x), first.y + json_node_get_double (y) };
  return TRUE;
}

KontorMapPlace
kontor_map_routes_get_label (KontorMapRoutes *self, const KontorMapItem *flow, double width)
{
  Route *route = route_of (self, flow);

  if (route->label_width != width)
    {
      if (route->label_width > 0)
        kontor_map_field_remove_caption (self->field, &route->words);
      if (!get_own_label (flow, route, &route->label))
        route->label = find_label (self, route, width);
      route->label_width = width;
      route->words = (KontorMapObstacle) { route->label.x, route->label.y + 1, route->label.x + width, route->label.y + LABEL_HEIGHT, TRUE, "" };
      if (width > 0)
        kontor_map_field_add_caption (self->field, &route->words);
    }
  return route->label;
}

GArray *
kontor_map_routes_preview (KontorMapRoutes *self, const KontorMapItem *from, double x, double y)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  KontorMapSide side = x > from->x + from->width ? KONTOR_MAP_RIGHT
                       : y > from->y + from->height ? KONTOR_MAP_DOWN
                       : y < from->y ? KONTOR_MAP_UP : KONTOR_MAP_LEFT;
  KontorMapPlace a = kontor_map_dock (from, side, y);

  kontor_map_trace_add (route, a);
  if (side == KONTOR_MAP_RIGHT || side == KONTOR_MAP_LEFT)
    {
      kontor_map_trace_add (route, (KontorMapPlace) { (a.x + x) / 2, a.y });
      kontor_map_trace_add (route, (KontorMapPlace) { (a.x + x) / 2, y });
    }
  else
    {
      kontor_map_trace_add (route, (KontorMapPlace) { a.x, y });
    }
  kontor_map_trace_add (route, (KontorMapPlace) { x, y });
  if (route->len < 2)
    g_array_append_val (route, a);
  return route;
}
