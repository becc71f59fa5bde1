#include "config.h"

#include <math.h>

#include "route/map-dock.h"
#include "route/map-maze.h"

#define GAP          20.0
#define CLEARANCE    7.0
#define CORNER_COST  60.0
#define CROSS_COST   60.0
#define MAX_LINES    140

typedef struct
{
  KontorMapPlace from;
  KontorMapPlace to;
} Segment;

typedef struct
{
  double   cost;
  guint    node;
} Entry;

typedef struct
{
  KontorMapSide  side;
  KontorMapPlace dock;
  KontorMapPlace port;
  double         cost;
  guint          node;
} Door;

typedef struct
{
  KontorMap           *map;
  const KontorMapItem *from;
  const KontorMapItem *to;
  GPtrArray           *obstacles;
  GArray              *segments;
  GArray              *xs;
  GArray              *ys;
  GArray              *heap;
} Maze;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
make_lines (GArray *lines)
{
  guint kept = 0;

  g_array_sort (lines, compare_doubles);
  for (guint i = 0; i < lines->len; i++)
    if (kept == 0 || g_array_index (lines, double, i) - g_array_index (lines, double, kept - 1) > 0.5)
      g_array_index (lines, double, kept++) = g_array_index (lines, double, i);
  g_array_set_size (lines, MIN (kept, MAX_LINES));
}

static int
find_line (GArray *lines, double value)
{
  for (guint i = 0; i < lines->len; i++)
    if (fabs (g_array_index (lines, double, i) - value) <= 0.5)
      return i;
  return -1;
}

static void
push (Maze *maze, double cost, guint node)
{
  Entry entry = { cost, node };
  guint i = maze->heap->len;

  g_array_append_val (maze->heap, entry);
  while (i > 0)
    {
      guint parent = (i - 1) / 2;
      Entry *above = &g_array_index (maze->heap, Entry, parent);
      Entry *here = &g_array_index (maze->heap, Entry, i);
      Entry swap;

      if (above->cost <= here->cost)
        break;
      swap = *above;
      *above = *here;
      *here = swap;
      i = parent;
    }
}

static Entry
pop (Maze *maze)
{
  Entry first = g_array_index (maze->heap, Entry, 0);
  guint i = 0;

  g_array_index (maze->heap, Entry, 0) = g_array_index (maze->heap, Entry, maze->heap->len - 1);
  g_array_set_size (maze->heap, maze->heap->len - 1);
  for (;;)
    {
      guint child = 2 * i + 1;
      Entry swap;

      if (child >= maze->heap->len)
        break;
      if (child + 1 < maze->heap->len
          && g_array_index (maze->heap, Entry, child + 1).cost < g_array_index (maze->heap, Entry, child).cost)
        child++;
      if (g_array_index (maze->heap, Entry, i).cost <= g_array_index (maze->heap, Entry, child).cost)
        break;
      swap = g_array_index (maze->heap, Entry, i);
      g_array_index (maze->heap, Entry, i) = g_array_index (maze->heap, Entry, child);
      g_array_index (maze->heap, Entry, child) = swap;
      i = child;
    }
  return first;
}

static gboolean
is_free (Maze *maze, KontorMapPlace a, KontorMapPlace b)
{
  for (guint i = 0; i < maze->obstacles->len; i++)
    {
      const KontorMapItem *point = g_ptr_array_index (maze->obstacles, i);

      if (kontor_map_line_hits (point, a, b, CLEARANCE))
        return FALSE;
    }
  return TRUE;
}

/* A line that runs close along a point is taken for its edge. */
static double
closeness (Maze *maze, KontorMapPlace a, KontorMapPlace b)
{
  for (guint i = 0; i < maze->obstacles->len; i++)
    if (kontor_map_line_hits (g_ptr_array_index (maze->obstacles, i), a, b, GAP - 2))
      return 1.5 * (fabs (a.x - b.x) + fabs (a.y - b.y));
  return 0;
}

/* What the lines drawn already make a piece of way cost. */
static double
trouble (Maze *maze, KontorMapPlace a, KontorMapPlace b)
{
  gboolean level = fabs (a.y - b.y) < 0.5;
  double cost = 0;

  for (guint i = 0; i < maze->segments->len; i++)
    {
      Segment *segment = &g_array_index (maze->segments, Segment, i);
      gboolean other_level = fabs (segment->from.y - segment->to.y) < 0.5;

      if (level == other_level)
        {
          double apart = level ? fabs (a.y - segment->from.y) : fabs (a.x - segment->from.x);
          double shared = level
            ? MIN (MAX (a.x, b.x), MAX (segment->from.x, segment->to.x)) - MAX (MIN (a.x, b.x), MIN (segment->from.x, segment->to.x))
            : MIN (MAX (a.y, b.y), MAX (segment->from.y, segment->to.y)) - MAX (MIN (a.y, b.y), MIN (segment->from.y, segment->to.y));

          if (apart < 6 && shared > 0)
            cost += 4 * shared + 20;
        }
      else
        {
          KontorMapPlace p = level ? a : segment->from, q = level ? b : segment->to;
          KontorMapPlace r = level ? segment->from : a, s = level ? segment->to : b;

          if (r.x > MIN (p.x, q.x) + 0.5 && r.x < MAX (p.x, q.x) - 0.5
              && p.y > MIN (r.y, s.y) + 0.5 && p.y < MAX (r.y, s.y) - 0.5)
            cost += CROSS_COST;
        }
    }
  return cost;
}

/* Lines that already leave or reach the same side make it dearer. */
static double
use_of_side (Maze *maze, GHashTable *routes, const KontorMapItem *flow, const KontorMapItem *point,
             KontorMapPlace dock, gboolean leaving)
{
  double cost = 0;

  for (guint i = 0; i < kontor_map_get_n_items (maze->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *other = kontor_map_get_item (maze->map, KONTOR_MAP_FLOW, i);
      gboolean other_leaves = g_strcmp0 (other->from, point->key) == 0;
      const GArray *route;
      KontorMapPlace end;

      if (g_strcmp0 (other->key, flow->key) == 0 || (!other_leaves && g_strcmp0 (other->to, point->key) != 0))
        continue;
      route = g_hash_table_lookup (routes, other->key);
      if (route == NULL)
        continue;
      end = g_array_index (route, KontorMapPlace, other_leaves ? 0 : route->len - 1);
      if (fabs (end.x - dock.x) < 1 && fabs (end.y - dock.y) < 1)
        cost += other_leaves == leaving ? (leaving ? 70 : 15) : 120;
    }
  return cost;
}

static void
add_line (GArray *lines, double value)
{
  g_array_append_val (lines, value);
}

/* Beyond the window stand points that are not looked at, so no line goes there. */
static void
keep_inside (GArray *lines, double least, double most)
{
  for (guint i = lines->len; i-- > 0; )
    if (g_array_index (lines, double, i) < least || g_array_index (lines, double, i) > most)
      g_array_remove_index_fast (lines, i);
}

static void
collect (Maze *maze, GHashTable *routes, const KontorMapItem *flow)
{
  double left = MIN (maze->from->x, maze->to->x) - 200;
  double right = MAX (maze->from->x + maze->from->width, maze->to->x + maze->to->width) + 200;
  double top = MIN (maze->from->y, maze->to->y) - 200;
  double bottom = MAX (maze->from->y + maze->from->height, maze->to->y + maze->to->height) + 200;

  for (guint i = 0; i < kontor_map_get_n_items (maze->map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (maze->map, KONTOR_MAP_POINT, i);

      if (point->x > right || point->x + point->width < left || point->y > bottom || point->y + point->height < top)
        continue;
      g_ptr_array_add (maze->obstacles, (gpointer) point);
      add_line (maze->xs, point->x - GAP);
      add_line (maze->xs, point->x + point->width + GAP);
      add_line (maze->ys, point->y - GAP);
      add_line (maze->ys, point->y + point->height + GAP);
      add_line (maze->ys, point->y - 2 * GAP);
      add_line (maze->ys, point->y + point->height + 2 * GAP);
    }
  keep_inside (maze->xs, left, right);
  keep_inside (maze->ys, top, bottom);
  add_line (maze->xs, (maze->from->x + maze->from->width + maze->to->x) / 2);
  add_line (maze->ys, (maze->from->y + maze->from->height + maze->to->y) / 2);
  add_line (maze->ys, (maze->to->y + maze->to->height + maze->from->y) / 2);

  for (guint i = 0; i < kontor_map_get_n_items (maze->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *other = kontor_map_get_item (maze->map, KONTOR_MAP_FLOW, i);
      const GArray *route = other != flow ? g_hash_table_lookup (routes, other->key) : NULL;

      for (guint s = 1; route != NULL && s < route->len; s++)
        {
          Segment segment = { g_array_index (route, KontorMapPlace, s - 1), g_array_index (route, KontorMapPlace, s) };

          if (MAX (segment.from.x, segment.to.x) >= left && MIN (segment.from.x, segment.to.x) <= right
              && MAX (segment.from.y, segment.to.y) >= top && MIN (segment.from.y, segment.to.y) <= bottom)
            g_array_append_val (maze->segments, segment);
        }
    }
}

static void
make_doors (Maze *maze, GHashTable *routes, const KontorMapItem *flow, gboolean leaving, Door *doors)
{
  const KontorMapItem *point = leaving ? maze->from : maze->to;
  const KontorMapItem *other = leaving ? maze->to : maze->from;

  for (guint side = 0; side < 4; side++)
    {
      Door *door = &doors[side];

      door->side = side;
      door->dock = kontor_map_dock (point, side, other->y + other->height / 2);
      door->port = kontor_map_side_away (door->dock, side, CLEARANCE + 1);
      door->cost = kontor_map_dock_cost (point, side, leaving)
                 + use_of_side (maze, routes, flow, point, door->dock, leaving);
      add_line (maze->xs, door->port.x);
      add_line (maze->ys, door->port.y);
    }
}

static KontorMapPlace
place_of (Maze *maze, guint node)
{
  guint cell = node / 4;

  return (KontorMapPlace) { g_array_index (maze->xs, double, cell % maze->xs->len),
                            g_array_index (maze->ys, double, cell / maze->xs->len) };
}

static GArray *
read_back (Maze *maze, const int *before, guint node, const Door *first, const Door *last)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  g_autoptr (GArray) backwards = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));

  for (int at = node; at >= 0; at = before[at])
    {
      KontorMapPlace place = place_of (maze, at);

      g_array_append_val (backwards, place);
    }
  g_array_append_val (way, first->dock);
  for (guint i = backwards->len; i-- > 0; )
    g_array_append_val (way, g_array_index (backwards, KontorMapPlace, i));
  g_array_append_val (way, last->dock);
  return way;
}

static GArray *
search (Maze *maze, Door *exits, Door *entries)
{
  guint width = maze->xs->len, height = maze->ys->len, size = width * height * 4;
  g_autofree double *costs = g_new (double, size);
  g_autofree int *before = g_new (int, size);
  static const int steps[4][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
  double best = G_MAXDOUBLE;
  int best_node = -1, best_entry = -1;

  for (guint i = 0; i < size; i++)
    {
      costs[i] = G_MAXDOUBLE;
      before[i] = -1;
    }
  for (guint side = 0; side < 4; side++)
    {
      int x = find_line (maze->xs, exits[side].port.x), y = find_line (maze->ys, exits[side].port.y);

      exits[side].node = G_MAXUINT;
      if (x >= 0 && y >= 0 && is_free (maze, exits[side].port, exits[side].port))
        {
          exits[side].node = (y * width + x) * 4 + side;
          costs[exits[side].node] = exits[side].cost;
          push (maze, exits[side].cost, exits[side].node);
        }
      x = find_line (maze->xs, entries[side].port.x);
      y = find_line (maze->ys, entries[side].port.y);
      entries[side].node = x >= 0 && y >= 0 && is_free (maze, entries[side].port, entries[side].port)
                           ? y * width + x : G_MAXUINT;
    }

  while (maze->heap->len > 0)
    {
      Entry entry = pop (maze);
      guint cell = entry.node / 4, facing = entry.node % 4;
      KontorMapPlace here = place_of (maze, entry.node);

      if (entry.cost > costs[entry.node])
        continue;
      if (entry.cost >= best)
        break;
      for (guint side = 0; side < 4; side++)
        if (entries[side].node == cell)
          {
            /* In at the left side means going right. */
            gboolean turns = facing != (side + 2) % 4;
            double cost = entry.cost + entries[side].cost + (turns ? CORNER_COST : 0)
                        + (facing == side ? 4 * CORNER_COST : 0);

            if (cost < best)
              {
                best = cost;
                best_node = entry.node;
                best_entry = side;
              }
          }
      for (guint direction = 0; direction < 4; direction++)
        {
          int x = (int) (cell % width) + steps[direction][0], y = (int) (cell / width) + steps[direction][1];
          KontorMapPlace there;
          guint node;
          double cost;

          if (x < 0 || y < 0 || x >= (int) width || y >= (int) height || direction == (facing + 2) % 4)
            continue;
          node = (y * width + x) * 4 + direction;
          there = place_of (maze, node);
          cost = entry.cost + fabs (there.x - here.x) + fabs (there.y - here.y) + (direction != facing ? CORNER_COST : 0);
          if (cost >= costs[node] || !is_free (maze, here, there))
            continue;
          cost += trouble (maze, here, there) + closeness (maze, here, there);
          if (cost >= costs[node])
            continue;
          costs[node] = cost;
          before[node] = entry.node;
          push (maze, cost, node);
        }
    }

  if (best_node < 0)
    return NULL;
  for (int at = best_node; ; at = before[at])
    if (before[at] < 0)
      return read_back (maze, before, best_node, &exits[at % 4], &entries[best_entry]);
}

GArray *
kontor_map_maze_find (KontorMap *map, const KontorMapItem *flow, GHashTable *routes)
{
  g_autoptr (GPtrArray) obstacles = g_ptr_array_new ();
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ys = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Entry));
  Maze maze = { map, kontor_map_find (map, KONTOR_MAP_POINT, flow->from), kontor_map_find (map, KONTOR_MAP_POINT, flow->to),
                obstacles, segments, xs, ys, heap };
  Door exits[4], entries[4];

  if (maze.from == NULL || maze.to == NULL)
    return NULL;
  collect (&maze, routes, flow);
  make_doors (&maze, routes, flow, TRUE, exits);
  make_doors (&maze, routes, flow, FALSE, entries);
  make_lines (xs);
  make_lines (ys);
  return search (&maze, exits, entries);
}
