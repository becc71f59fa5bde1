#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "route/map-trace.h"

#define GAP          20.0
#define LANE         10.0
#define N_LANES      5
/* Where all of these are taken. */
#define MORE_LANES   17
#define CORNER_COST  42.0
/* Beside the middle of a side. */
#define BESIDE_COST  9.0
#define MAX_CORNERS  6
#define MAX_TRIES    160
/* How much longer a way may be that is looked for because the plain one crosses others. */
#define LONGER       150.0

/* What two doors may cost together to be tried first. */
#define LIKED_DOORS  60.0

typedef KontorMapDoor Door;

typedef struct
{
  KontorMapPlace corners[MAX_CORNERS + 2];
  guint          n;
  double         cost;
  /* Without what it does to others. */
  double         plain_cost;
} Way;

typedef struct
{
  KontorMapField      *field;
  const KontorMapItem *from;
  const KontorMapItem *to;
  GArray              *ways;
  /* By number, the cheapest first. */
  GArray              *order;
  /* Dearer ways are not looked at. */
  double               limit;
  /* How many ways beside one another there are between two doors. */
  guint                lanes;
} Tracer;

void
kontor_map_trace_add (GArray *route, KontorMapPlace place)
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

guint
kontor_map_trace_doors (const KontorMapItem *point, const KontorMapItem *other, gboolean leaving, guint beside, Door *doors)
{
  guint n = 0;

  for (guint side = 0; side < 4; side++)
    {
      double reach = kontor_map_dock_reach (point, side);
      double cost = kontor_map_dock_cost (point, side, leaving);
      double middle = 0;

      if (cost >= 400)
        continue;
      /* Along a bar beside the other end. */
      if (kontor_map_is_bar (point))
        middle = CLAMP (other->y + other->height / 2 - point->y - point->height / 2, -reach, reach);
      for (guint i = 0; i < 1 + 2 * beside; i++)
        {
          double offset = middle + (i % 2 == 1 ? 12.0 : -12.0) * ((i + 1) / 2);

          if (fabs (offset) > reach + 0.01)
            continue;
          doors[n].side = side;
          doors[n].dock = kontor_map_dock_beside (point, side, offset);
          doors[n].port = kontor_map_side_away (doors[n].dock, side, GAP - 6);
          doors[n].cost = cost + (i + 1) / 2 * BESIDE_COST;
          n++;
        }
    }
  return n;
}

static gboolean
is_level (KontorMapSide side)
{
  return side == KONTOR_MAP_LEFT || side == KONTOR_MAP_RIGHT;
}

/* Keeps a way where no piece of it runs back over the one before. */
static void
offer (Tracer *self, const Door *exit, const Door *entry, const KontorMapPlace *between, guint n_between)
{
  Way way = { .cost = exit->cost + entry->cost };
  KontorMapPlace all[MAX_CORNERS + 2];
  guint n = 0;

  all[n++] = exit->dock;
  all[n++] = exit->port;
  for (guint i = 0; i < n_between; i++)
    all[n++] = between[i];
  all[n++] = entry->port;
  all[n++] = entry->dock;
  for (guint i = 0; i < n; i++)
    {
      if (way.n > 0)
        {
          KontorMapPlace last = way.corners[way.n - 1];
          double dx = all[i].x - last.x, dy = all[i].y - last.y;

          if (fabs (dx) < 0.5 && fabs (dy) < 0.5)
            continue;
          if (fabs (dx) >= 0.5 && fabs (dy) >= 0.5)
            return;
          if (way.n > 1)
            {
              KontorMapPlace before = way.corners[way.n - 2];
              double bx = last.x - before.x, by = last.y - before.y;

              /* Nearly level and nearly upright is a corner, however small the difference. */
              if ((fabs (bx) > fabs (by)) == (fabs (dx) > fabs (dy)))
                {
                  if (bx * dx + by * dy < 0)
                    return;
                  way.n--;
                }
            }
        }
      way.corners[way.n++] = all[i];
    }
  for (guint i = 1; i < way.n; i++)
    way.cost += fabs (way.corners[i].x - way.corners[i - 1].x) + fabs (way.corners[i].y - way.corners[i - 1].y);
  way.cost += CORNER_COST * (way.n - 2);
  if (way.cost < self->limit)
    g_array_append_val (self->ways, way);
}

/* A level line beyond everything that stands between @left and @right. */
static double
find_beyond (Tracer *self, double left, double right, double y, gboolean down)
{
  for (guint try = 0; try < 24; try++)
    {
      const KontorMapObstacle *obstacle = kontor_map_field_find_obstacle (self->field, (KontorMapPlace) { left, y },
                                                                          (KontorMapPlace) { right, y },
                                                                          KONTOR_MAP_CLEARANCE, NULL, NULL);

      if (obstacle == NULL)
        break;
      y = down ? obstacle->bottom + GAP : obstacle->top - GAP;
    }
  return y;
}

static void
offer_upright_lanes (Tracer *self, const Door *exit, const Door *entry, double middle, double step)
{
  for (guint lane = 0; lane < self->lanes; lane++)
    {
      double x = middle + (lane % 2 == 0 ? -1 : 1) * step * ((lane + 1) / 2) * LANE;

      offer (self, exit, entry, (KontorMapPlace[]) { { x, exit->port.y }, { x, entry->port.y } }, 2);
    }
}

static void
offer_level_lanes (Tracer *self, const Door *exit, const Door *entry, double middle, double step)
{
  for (guint lane = 0; lane < self->lanes; lane++)
    {
      double y = middle + (step == 0 ? (lane % 2 == 0 ? -1.0 : 1.0) * ((lane + 1) / 2) : step * lane) * LANE;

      offer (self, exit, entry, (KontorMapPlace[]) { { exit->port.x, y }, { entry->port.x, y } }, 2);
    }
}

/* All the plain ways between two doors. */
static void
offer_ways (Tracer *self, const Door *exit, const Door *entry, double below, double above)
{
  KontorMapPlace a = exit->port, b = entry->port;
  gboolean level_out = is_level (exit->side), level_in = is_level (entry->side);

  if (exit->cost + entry->cost + fabs (exit->dock.x - entry->dock.x) + fabs (exit->dock.y - entry->dock.y) >= self->limit)
    return;
  offer (self, exit, entry, NULL, 0);
  if (level_out != level_in)
    {
      offer (self, exit, entry, &(KontorMapPlace) { level_out ? b.x : a.x, level_out ? a.y : b.y }, 1);
      /* Around one more corner on either side. */
      offer (self, exit, entry, &(KontorMapPlace) { level_out ? a.x : b.x, level_out ? b.y : a.y }, 1);
      /* Over or under everything. */
      if ((level_out ? entry->side : exit->side) == KONTOR_MAP_UP)
        offer_level_lanes (self, exit, entry, above, -1);
      else
        offer_level_lanes (self, exit, entry, below, 1);
      return;
    }
  if (level_out)
    {
      if (exit->side != entry->side)
        {
          offer_upright_lanes (self, exit, entry, round ((a.x + b.x) / 2), 1);
          for (guint lane = 0; lane < 3; lane++)
            {
              double near = a.x + lane * LANE, far = b.x - lane * LANE;

              offer (self, exit, entry, (KontorMapPlace[]) { { near, a.y }, { near, b.y } }, 2);
              offer (self, exit, entry, (KontorMapPlace[]) { { far, a.y }, { far, b.y } }, 2);
            }
          offer_level_lanes (self, exit, entry, round ((a.y + b.y) / 2), 0);
          offer_level_lanes (self, exit, entry, below, 1);
          offer_level_lanes (self, exit, entry, above, -1);
        }
      else
        {
          double out = exit->side == KONTOR_MAP_RIGHT ? MAX (a.x, b.x) : MIN (a.x, b.x);

          for (guint lane = 0; lane < self->lanes; lane++, out += exit->side == KONTOR_MAP_RIGHT ? LANE : -LANE)
            offer (self, exit, entry, (KontorMapPlace[]) { { out, a.y }, { out, b.y } }, 2);
        }
      return;
    }
  if (exit->side == entry->side)
    {
      gboolean down = exit->side == KONTOR_MAP_DOWN;
      double out = down ? MAX (a.y, b.y) : MIN (a.y, b.y);

      offer_level_lanes (self, exit, entry, out, down ? 1 : -1);
      offer_level_lanes (self, exit, entry, down ? MAX (out, below) : MIN (out, above), down ? 1 : -1);
    }
  else
    {
      offer_level_lanes (self, exit, entry, round ((a.y + b.y) / 2), 0);
      offer_level_lanes (self, exit, entry, a.y, exit->side == KONTOR_MAP_DOWN ? 1 : -1);
      offer_level_lanes (self, exit, entry, b.y, exit->side == KONTOR_MAP_DOWN ? -1 : 1);
    }
}

typedef struct
{
  double cost;
  guint  way;
} Rank;

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const Rank *one = a, *other = b;

  if (one->cost != other->cost)
    return one->cost < other->cost ? -1 : 1;
  return one->way < other->way ? -1 : 1;
}

static void
rank_ways (Tracer *self)
{
  g_array_set_size (self->order, self->ways->len);
  for (guint i = 0; i < self->ways->len; i++)
    g_array_index (self->order, Rank, i) = (Rank) { g_array_index (self->ways, Way, i).cost, i };
  g_array_sort (self->order, compare_ranks);
}

static gboolean
is_clear (Tracer *self, const Way *way)
{
  for (guint i = 1; i < way->n; i++)
    {
      KontorMapPlace a = way->corners[i - 1], b = way->corners[i];

      if (kontor_map_field_find_obstacle (self->field, a, b, KONTOR_MAP_CLEARANCE,
                                          i == 1 ? self->from->key : NULL, i + 1 == way->n ? self->to->key : NULL) != NULL)
        return FALSE;
      /* Its own ends may be near, but not crossed. */
      if (i == 1 && way->n > 2 && kontor_map_line_hits (self->to, a, b, KONTOR_MAP_CLEARANCE))
        return FALSE;
    }
  return TRUE;
}

/* The best of the ways that were offered, if it is better than the best so far. */
static void
choose (Tracer *self, Way *best, gboolean *overlaps)
{
  rank_ways (self);
  for (guint i = 0, tried = 0; i < self->ways->len && tried < MAX_TRIES; i++)
    {
      Way *way = &g_array_index (self->ways, Way, g_array_index (self->order, Rank, i).way);
      double cost = way->cost;
      gboolean lies = FALSE;

      if (cost >= best->cost)
        break;
      if (!is_clear (self, way))
        continue;
      tried++;
      for (guint k = 1; k < way->n && cost < best->cost; k++)
        cost += kontor_map_field_trouble (self->field, way->corners[k - 1], way->corners[k], &lies);
      if (cost < best->cost)
        {
          *best = *way;
          best->plain_cost = way->cost;
          best->cost = cost;
          *overlaps = lies;
        }
    }
}

/* The best of the ways between doors up to @beside steps beside the middles. */
static void
find_best (Tracer *self, guint beside, Way *best, gboolean *overlaps)
{
  Door exits[KONTOR_MAP_MOST_DOORS], entries[KONTOR_MAP_MOST_DOORS];
  guint n_exits = kontor_map_trace_doors (self->from, self->to, TRUE, beside, exits);
  guint n_entries = kontor_map_trace_doors (self->to, self->from, FALSE, beside, entries);
  double left = MIN (self->from->x + self->from->width / 2, self->to->x + self->to->width / 2) - GAP;
  double right = MAX (self->from->x + self->from->width / 2, self->to->x + self->to->width / 2) + GAP;
  double below = find_beyond (self, left, right, MAX (self->from->y + self->from->height, self->to->y + self->to->height) + GAP, TRUE);
  double above = find_beyond (self, left, right, MIN (self->from->y, self->to->y) - GAP, FALSE);

  /* The doors that are liked first: what is dearer than the best of them is not even made. */
  for (guint turn = 0; turn < 2; turn++)
    {
      g_array_set_size (self->ways, 0);
      for (guint i = 0; i < n_exits; i++)
        for (guint j = 0; j < n_entries; j++)
          {
            double cost = exits[i].cost + entries[j].cost;

            if (turn == 0 ? cost <= LIKED_DOORS : cost > LIKED_DOORS && cost < 150)
              offer_ways (self, &exits[i], &entries[j], below, above);
          }
      choose (self, best, overlaps);
      self->limit = MIN (self->limit, best->cost);
    }
}

static GArray *
corners_of (const Way *way)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));

  for (guint k = 0; k < way->n; k++)
    kontor_map_trace_add (route, way->corners[k]);
  return route;
}

GArray *
kontor_map_trace (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to, gboolean *overlaps)
{
  g_autoptr (GArray) ways = g_array_sized_new (FALSE, FALSE, sizeof (Way), 512);
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (Rank), 512);
  Tracer self = { field, from, to, ways, order, G_MAXDOUBLE, N_LANES };
  Way best = { .cost = G_MAXDOUBLE };

  *overlaps = FALSE;
  find_best (&self, 0, &best, overlaps);
  if (best.n == 0 || best.cost - best.plain_cost > 40)
    {
      /* What is far longer is not looked at: rather a search from scratch. */
      self.limit = MIN (MIN (best.cost, best.n > 0 ? best.plain_cost + LONGER : G_MAXDOUBLE), fabs (from->x - to->x) + fabs (from->y - to->y) + 600);
      find_best (&self, 2, &best, overlaps);
    }
  return best.n > 0 ? corners_of (&best) : NULL;
}

GArray *
kontor_map_trace_wide (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to, gboolean *overlaps)
{
  g_autoptr (GArray) ways = g_array_sized_new (FALSE, FALSE, sizeof (Way), 2048);
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (Rank), 2048);
  Tracer self = { field, from, to, ways, order, G_MAXDOUBLE, MORE_LANES };
  Way best = { .cost = G_MAXDOUBLE };

  *overlaps = FALSE;
  find_best (&self, 2, &best, overlaps);
  return best.n > 0 ? corners_of (&best) : NULL;
}

GArray *
kontor_map_trace_straight (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to)
{
  KontorMapPlace a = kontor_map_dock (from, KONTOR_MAP_RIGHT, to->y + to->height / 2);
  KontorMapPlace b = kontor_map_dock (to, KONTOR_MAP_LEFT, a.y);
  gboolean overlaps = FALSE;
  GArray *route;

  if (fabs (a.y - b.y) > 0.5 || b.x <= a.x + 1
      || kontor_map_field_find_obstacle (field, a, b, 4, from->key, to->key) != NULL)
    return NULL;
  kontor_map_field_trouble (field, a, b, &overlaps);
  if (overlaps)
    return NULL;
  route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  kontor_map_trace_add (route, a);
  kontor_map_trace_add (route, b);
  return route;
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
  /* Beside the middle, where the line docked before a corner of it was moved. */
  if (fabs (bend.y - middle_y) <= kontor_map_dock_reach (point, KONTOR_MAP_RIGHT) && (bend.x > point->x + point->width || bend.x < point->x))
    return kontor_map_dock_beside (point, bend.x > middle_x ? KONTOR_MAP_RIGHT : KONTOR_MAP_LEFT, bend.y - middle_y);
  if (fabs (bend.x - middle_x) <= kontor_map_dock_reach (point, KONTOR_MAP_UP) && (bend.y > point->y + point->height || bend.y < point->y))
    return kontor_map_dock_beside (point, bend.y > middle_y ? KONTOR_MAP_DOWN : KONTOR_MAP_UP, bend.x - middle_x);
  *straight = FALSE;
  if (bend.x > point->x + point->width || bend.x < point->x)
    return kontor_map_dock (point, bend.x > middle_x ? KONTOR_MAP_RIGHT : KONTOR_MAP_LEFT, bend.y);
  return kontor_map_dock (point, bend.y > middle_y ? KONTOR_MAP_DOWN : KONTOR_MAP_UP, bend.y);
}

GArray *
kontor_map_trace_bends (const KontorMapItem *flow, const KontorMapItem *from, const KontorMapItem *to)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  KontorMapPlace first = g_array_index (flow->bends, KontorMapPlace, 0);
  KontorMapPlace last = g_array_index (flow->bends, KontorMapPlace, flow->bends->len - 1);
  gboolean straight;
  KontorMapPlace dock = dock_towards (from, first, &straight);

  kontor_map_trace_add (route, dock);
  if (!straight)
    kontor_map_trace_add (route, dock.x > from->x && dock.x < from->x + from->width
                          ? (KontorMapPlace) { dock.x, first.y } : (KontorMapPlace) { first.x, dock.y });
  for (guint i = 0; i < flow->bends->len; i++)
    {
      KontorMapPlace bend = g_array_index (flow->bends, KontorMapPlace, i);
      KontorMapPlace before = g_array_index (route, KontorMapPlace, route->len - 1);

      if (fabs (bend.x - before.x) > 0.5 && fabs (bend.y - before.y) > 0.5)
        kontor_map_trace_add (route, (KontorMapPlace) { bend.x, before.y });
      kontor_map_trace_add (route, bend);
    }
  dock = dock_towards (to, last, &straight);
  if (!straight)
    kontor_map_trace_add (route, dock.x > to->x && dock.x < to->x + to->width
                          ? (KontorMapPlace) { dock.x, last.y } : (KontorMapPlace) { last.x, dock.y });
  kontor_map_trace_add (route, dock);
  return route;
}
