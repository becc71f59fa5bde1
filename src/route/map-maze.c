#include "config.h"

#include <math.h>

#include "route/map-maze.h"
#include "route/map-trace.h"

#define GAP          20.0
#define MARGIN       500.0
#define CORNER_COST  60.0
#define MAX_LINES    110
/* What a thorough search does with. */
#define MORE_LINES   220
#define BESIDE_LINES 8.0
#define CLOSE        5.0
#define SHORT_PORT   8.0
#define UPON_COST    20000.0

/* @cost: so far, and at least so much to come. */
typedef struct
{
  double   cost;
  guint    node;
} Entry;

typedef struct
{
  KontorMapField      *field;
  const KontorMapItem *from;
  const KontorMapItem *to;
  GArray              *xs;
  GArray              *ys;
  GArray              *heap;
  /* What encloses the places to come to. */
  KontorMapPlace       least;
  KontorMapPlace       most;
  gboolean             thorough;
  /* How many it may still go. */
  guint               *steps;
} Maze;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
sort_lines (GArray *lines)
{
  guint kept = 0;

  g_array_sort (lines, compare_doubles);
  for (guint i = 0; i < lines->len; i++)
    if (kept == 0 || g_array_index (lines, double, i) - g_array_index (lines, double, kept - 1) > 0.5)
      g_array_index (lines, double, kept++) = g_array_index (lines, double, i);
  g_array_set_size (lines, kept);
}

/* Where it is crowded only every so many, but the doors are always there. */
static void
make_lines (GArray *lines, const GArray *doors, guint most)
{
  sort_lines (lines);
  if (lines->len > most)
    {
      guint step = lines->len / most + 1, kept = 0;

      for (guint i = 0; i < lines->len; i += step)
        g_array_index (lines, double, kept++) = g_array_index (lines, double, i);
      g_array_set_size (lines, kept);
    }
  g_array_append_vals (lines, doors->data, doors->len);
  sort_lines (lines);
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
  return kontor_map_field_find_obstacle (maze->field, a, b, maze->thorough ? CLOSE : KONTOR_MAP_CLEARANCE, NULL, NULL) == NULL;
}

/* What the lines that are there make a piece of way cost. */
static double
trouble (Maze *maze, KontorMapPlace a, KontorMapPlace b)
{
  gboolean lies = FALSE;
  double cost = kontor_map_field_trouble (maze->field, a, b, &lies);

  return maze->thorough && lies ? cost + UPON_COST : cost;
}

static gboolean
is_roomy (Maze *maze, KontorMapPlace a, KontorMapPlace b)
{
  return kontor_map_field_find_obstacle (maze->field, a, b, GAP - 8, NULL, NULL) == NULL;
}

static void
add_line (GArray *lines, double value)
{
  g_array_append_val (lines, value);
}

/* On either hand of each of the lines. */
static void
add_beside (GArray *lines, const GArray *lanes)
{
  for (guint i = 0; i < lanes->len; i++)
    {
      add_line (lines, g_array_index (lanes, double, i) - BESIDE_LINES);
      add_line (lines, g_array_index (lanes, double, i) + BESIDE_LINES);
    }
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
collect (Maze *maze)
{
  double left = MIN (maze->from->x, maze->to->x) - MARGIN;
  double right = MAX (maze->from->x + maze->from->width, maze->to->x + maze->to->width) + MARGIN;
  double top = MIN (maze->from->y, maze->to->y) - MARGIN;
  double bottom = MAX (maze->from->y + maze->from->height, maze->to->y + maze->to->height) + MARGIN;
  g_autoptr (GPtrArray) obstacles = kontor_map_field_get_obstacles (maze->field, left, top, right, bottom);

  for (guint i = 0; i < obstacles->len; i++)
    {
      const KontorMapObstacle *obstacle = g_ptr_array_index (obstacles, i);

      if (obstacle->caption)
        continue;
      for (double lane = maze->thorough ? 0.5 : 1; lane <= 2; lane *= 2)
        {
          add_line (maze->xs, obstacle->left - GAP * lane);
          add_line (maze->xs, obstacle->right + GAP * lane);
          add_line (maze->ys, obstacle->top - GAP * lane);
          add_line (maze->ys, obstacle->bottom + GAP * lane);
        }
    }
  if (maze->thorough)
    {
      g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double)), ys = g_array_new (FALSE, FALSE, sizeof (double));

      kontor_map_field_add_lanes (maze->field, left, top, right, bottom, xs, ys);
      sort_lines (xs);
      sort_lines (ys);
      add_beside (maze->xs, xs);
      add_beside (maze->ys, ys);
    }
  keep_inside (maze->xs, left, right);
  keep_inside (maze->ys, top, bottom);
  add_line (maze->xs, (maze->from->x + maze->from->width + maze->to->x) / 2);
  add_line (maze->ys, (maze->from->y + maze->from->height + maze->to->y) / 2);
  add_line (maze->ys, (maze->to->y + maze->to->height + maze->from->y) / 2);
}

static KontorMapPlace
place_of (Maze *maze, guint node)
{
  guint cell = node / 4;

  return (KontorMapPlace) { g_array_index (maze->xs, double, cell % maze->xs->len),
                            g_array_index (maze->ys, double, cell / maze->xs->len) };
}

/* How far it is from here at least. */
static double
to_come (Maze *maze, KontorMapPlace here)
{
  return MAX (0, maze->least.x - here.x) + MAX (0, here.x - maze->most.x) + MAX (0, maze->least.y - here.y) + MAX (0, here.y - maze->most.y);
}

static GArray *
read_back (Maze *maze, const int *before, guint node, const KontorMapDoor *first, const KontorMapDoor *last)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  g_autoptr (GArray) backwards = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));

  for (int at = (int) node; at >= 0; at = before[at])
    {
      KontorMapPlace place = place_of (maze, (guint) at);

      g_array_append_val (backwards, place);
    }
  kontor_map_trace_add (way, first->dock);
  for (guint i = backwards->len; i-- > 0; )
    kontor_map_trace_add (way, g_array_index (backwards, KontorMapPlace, i));
  kontor_map_trace_add (way, last->dock);
  return way;
}

/* The place of a door in the maze, G_MAXUINT where it cannot be stood at. */
static guint
cell_of (Maze *maze, const KontorMapDoor *door)
{
  int x = find_line (maze->xs, door->port.x), y = find_line (maze->ys, door->port.y);

  return x >= 0 && y >= 0 && is_free (maze, door->port, door->port) ? (guint) y * maze->xs->len + (guint) x : G_MAXUINT;
}

static GArray *
search (Maze *maze, const KontorMapDoor *exits, guint n_exits, const KontorMapDoor *entries, guint n_entries)
{
  guint width = maze->xs->len, height = maze->ys->len, size = width * height * 4;
  g_autofree double *costs = g_new (double, size);
  g_autofree int *before = g_new (int, size);
  g_autofree int *exit_of = g_new (int, size);
  guint goals[KONTOR_MAP_MOST_DOORS];
  static const int steps[4][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
  double best = G_MAXDOUBLE;
  int best_node = -1, best_entry = -1;

  for (guint i = 0; i < size; i++)
    {
      costs[i] = G_MAXDOUBLE;
      before[i] = exit_of[i] = -1;
    }
  for (guint i = 0; i < n_exits; i++)
    {
      guint cell = cell_of (maze, &exits[i]);
      double cost = exits[i].cost + trouble (maze, exits[i].dock, exits[i].port);

      if (cell == G_MAXUINT || cost >= costs[cell * 4 + exits[i].side])
        continue;
      costs[cell * 4 + exits[i].side] = cost;
      exit_of[cell * 4 + exits[i].side] = (int) i;
    }
  maze->least = (KontorMapPlace) { G_MAXDOUBLE, G_MAXDOUBLE };
  maze->most = (KontorMapPlace) { -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < n_entries; i++)
    {
      goals[i] = cell_of (maze, &entries[i]);
      maze->least = (KontorMapPlace) { MIN (maze->least.x, entries[i].port.x), MIN (maze->least.y, entries[i].port.y) };
      maze->most = (KontorMapPlace) { MAX (maze->most.x, entries[i].port.x), MAX (maze->most.y, entries[i].port.y) };
    }
  for (guint i = 0; i < n_exits; i++)
    {
      guint cell = cell_of (maze, &exits[i]), node = cell * 4 + exits[i].side;

      if (cell != G_MAXUINT && exit_of[node] == (int) i)
        push (maze, costs[node] + to_come (maze, place_of (maze, node)), node);
    }

  while (maze->heap->len > 0 && *maze->steps > 0)
    {
      Entry entry = pop (maze);
      guint cell = entry.node / 4, facing = entry.node % 4;
      KontorMapPlace here = place_of (maze, entry.node);

      if (entry.cost > costs[entry.node] + to_come (maze, here) + 0.01)
        continue;
      if (entry.cost >= best)
        break;
      entry.cost = costs[entry.node];
      --*maze->steps;
      for (guint i = 0; i < n_entries; i++)
        if (goals[i] == cell && facing != entries[i].side)
          {
            /* In at the left side means going right. */
            double cost = entry.cost + entries[i].cost + (facing != (entries[i].side + 2) % 4 ? CORNER_COST : 0)
                        + trouble (maze, entries[i].port, entries[i].dock);

            if (cost < best)
              {
                best = cost;
                best_node = (int) entry.node;
                best_entry = (int) i;
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
          node = ((guint) y * width + (guint) x) * 4 + direction;
          there = place_of (maze, node);
          cost = entry.cost + fabs (there.x - here.x) + fabs (there.y - here.y) + (direction != facing ? CORNER_COST : 0);
          if (cost >= costs[node] || cost >= best)
            continue;
          if (!is_roomy (maze, here, there))
            {
              if (!is_free (maze, here, there))
                continue;
              /* A line that runs close along a point is taken for its edge. */
              cost += 1.5 * (fabs (there.x - here.x) + fabs (there.y - here.y));
            }
          cost += trouble (maze, here, there);
          if (cost >= costs[node])
            continue;
          costs[node] = cost;
          before[node] = (int) entry.node;
          exit_of[node] = exit_of[entry.node];
          push (maze, cost + to_come (maze, there), node);
        }
    }
  return best_node < 0 ? NULL : read_back (maze, before, (guint) best_node, &exits[exit_of[best_node]], &entries[best_entry]);
}

GArray *
kontor_map_maze_find (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to, gboolean thorough, guint *steps)
{
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ys = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Entry));
  Maze maze = { .field = field, .from = from, .to = to, .xs = xs, .ys = ys, .heap = heap,
                .thorough = thorough, .steps = steps };
  KontorMapDoor exits[KONTOR_MAP_MOST_DOORS], entries[KONTOR_MAP_MOST_DOORS];
  guint beside = thorough ? KONTOR_MAP_MOST_BESIDE : 1;
  guint n_exits = kontor_map_trace_doors (from, to, TRUE, beside, exits);
  guint n_entries = kontor_map_trace_doors (to, from, FALSE, beside, entries);
  g_autoptr (GArray) door_xs = g_array_new (FALSE, FALSE, sizeof (double)), door_ys = g_array_new (FALSE, FALSE, sizeof (double));

  collect (&maze);
  for (guint i = 0; i < n_exits + n_entries; i++)
    {
      KontorMapDoor *door = i < n_exits ? &exits[i] : &entries[i - n_exits];

      if (thorough && !is_free (&maze, door->port, door->port))
        door->port = kontor_map_side_away (door->dock, door->side, SHORT_PORT);
      add_line (door_xs, door->port.x);
      add_line (door_ys, door->port.y);
    }
  make_lines (xs, door_xs, thorough ? MORE_LINES : MAX_LINES);
  make_lines (ys, door_ys, thorough ? MORE_LINES : MAX_LINES);
  return search (&maze, exits, n_exits, entries, n_entries);
}
