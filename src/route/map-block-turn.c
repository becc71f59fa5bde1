#include "config.h"

#include "route/map-block.h"

#define COLUMN_GAP 44.0
#define ROW_GAP    36.0
#define LANE       24.0
/* A line against what stands there is worse than against another line. */
#define THROUGH    4

/* A way that turns off from a point of a row, or only a line that leads back along it. */
typedef struct
{
  const KontorMapBlock *part;
  KontorMapWay         *way;
  /* The ways of one point that do not lead back: the how manieth. */
  guint                 number;
  /* The parts at which it leaves and comes back; -1: before the row. */
  int                   from;
  int                   to;
  gboolean              returns;
  /* What it covers, and from where on something stands in it. */
  double                left;
  double                right;
  double                solid;
  /* Where its lines go up or down. */
  double                start;
  double                end;
  gboolean              above;
} Turning;

static double
middle_of (const KontorMapBlock *part)
{
  return part->type == KONTOR_MAP_BLOCK_POINT ? part->x + part->width / 2 : part->x;
}

/* The part of the row that holds a point; -1: it is not in the row. */
static int
find_part (KontorMapBlocks *self, const KontorMapBlock *row, guint point)
{
  for (const KontorMapBlock *block = self->leaves[point]; block != NULL; block = block->parent)
    if (block->row == row)
      return (int) block->place;
  return -1;
}

static void
come_back (Turning *turning, const KontorMapBlock *row, int to)
{
  turning->returns = TRUE;
  turning->to = to;
  turning->end = to >= 0 ? middle_of (g_ptr_array_index (row->parts, to)) : -COLUMN_GAP;
  turning->left = MIN (turning->left, turning->end);
}

static void
collect_ways (KontorMapBlocks *self, KontorMapBlock *row, GArray *turnings)
{
  for (guint i = 0; i < row->parts->len; i++)
    {
      KontorMapBlock *part = g_ptr_array_index (row->parts, i);
      guint number = 0;

      for (guint k = 0; part->type == KONTOR_MAP_BLOCK_POINT && part->ways != NULL && k < part->ways->len; k++)
        {
          KontorMapWay *way = &g_array_index (part->ways, KontorMapWay, k);
          Turning turning = { .part = part, .way = way, .from = (int) i, .to = (int) i };

          kontor_map_block_measure (self, way->block);
          way->x = part->x + part->width + kontor_map_block_room (self, part, way->block);
          turning.start = turning.end = turning.left = middle_of (part);
          turning.solid = way->x - COLUMN_GAP / 2;
          turning.right = way->x + way->block->width + COLUMN_GAP / 2;
          for (guint r = 0; way->block->returns != NULL && r < way->block->returns->len; r++)
            come_back (&turning, row, turning.returns ? MIN (turning.to, find_part (self, row, g_array_index (way->block->returns, guint, r)))
                                      : find_part (self, row, g_array_index (way->block->returns, guint, r)));
          turning.number = turning.returns ? 0 : number++;
          g_array_append_val (turnings, turning);
        }
    }
}

/* Lines that lead back along the row itself. */
static void
collect_lines (KontorMapBlocks *self, KontorMapBlock *row, GArray *turnings)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, row);
  while (open->len > 0)
    {
      KontorMapBlock *block = g_ptr_array_steal_index (open, open->len - 1);

      if (block->type != KONTOR_MAP_BLOCK_ROW)
        continue;
      g_ptr_array_add (open, block->first);
      g_ptr_array_add (open, block->second);
      for (guint i = 0; block->back != NULL && i < block->back->len; i++)
        {
          guint flow = g_array_index (block->back, guint, i), tail = self->net->tails[flow];
          const KontorMapBlock *leaf = self->leaves[tail];
          Turning turning = { 0 };

          while (leaf->row != row && leaf->returns == NULL && leaf->parent != NULL)
            leaf = leaf->parent;
          /* From a way that turns off: the line goes with it. */
          if (leaf->row != row)
            continue;
          turning.part = leaf;
          turning.from = (int) leaf->place;
          turning.start = turning.left = leaf->type == KONTOR_MAP_BLOCK_POINT ? middle_of (leaf) : leaf->x + leaf->width;
          turning.right = turning.solid = turning.start + 1;
          come_back (&turning, row, find_part (self, row, self->net->heads[flow]));
          g_array_append_val (turnings, turning);
        }
    }
}

/* From within outwards: who ends lies within whoever turned off before, who leads
 * back within whoever leads back farther. */
static int
compare_turnings (gconstpointer a, gconstpointer b)
{
  const Turning *one = a, *other = b;
  int place = one->returns ? one->to : one->from, other_place = other->returns ? other->to : other->from;

  if (place != other_place)
    return place > other_place ? -1 : 1;
  if (one->returns != other->returns)
    return one->returns ? 1 : -1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static guint
crossings_at (const Turning *inner, double x)
{
  if (x <= inner->left + 1 || x >= inner->right - 1)
    return 0;
  return x > inner->solid ? THROUGH : 1;
}

/* What the lines of a turning cross if it lies on a side, outside of what lies there already. */
static guint
count_crossings (GArray *turnings, guint n, const Turning *turning, gboolean above)
{
  guint crossings = 0;

  for (guint i = 0; i < n; i++)
    {
      const Turning *inner = &g_array_index (turnings, Turning, i);

      if (inner->above != above)
        continue;
      crossings += crossings_at (inner, turning->start);
      if (turning->returns)
        crossings += crossings_at (inner, turning->end);
    }
  return crossings;
}

static double
reach_of (GArray *extents, double left, double right, gboolean above)
{
  double reach = 0;

  for (guint i = extents->len; i-- > 0; )
    {
      const KontorMapExtent *extent = &g_array_index (extents, KontorMapExtent, i);

      if (extent->left < right && extent->right > left)
        reach = MAX (reach, above ? extent->above : extent->below);
    }
  return reach;
}

/* A way that turns off lies as near as what is within lets it. */
static void
place_way (KontorMapBlocks *self, const Turning *turning, GArray *extents)
{
  KontorMapWay *way = turning->way;
  double reach = reach_of (extents, turning->solid, turning->right, turning->above);
  KontorMapExtent extent = { turning->start, way->x + way->block->width, 0, 0 };

  /* No nearer than a line that leaves the corner of a question. */
  reach = MAX (reach, turning->above ? turning->part->above - kontor_map_way_below (way) : turning->part->below - kontor_map_way_above (way));
  way->y = turning->above ? -(reach + ROW_GAP + kontor_map_way_below (way)) : reach + ROW_GAP + kontor_map_way_above (way);
  extent.above = kontor_map_way_above (way) - way->y;
  extent.below = kontor_map_way_below (way) + way->y;
  g_array_append_val (extents, extent);
}

static void
reserve_lane (const Turning *turning, GArray *extents)
{
  double right = turning->way != NULL ? turning->right - COLUMN_GAP / 2 : turning->right;
  double reach = reach_of (extents, turning->left, right, turning->above) + LANE;
  KontorMapExtent extent = { MAX (0, turning->left), right, turning->above ? reach : 0, turning->above ? 0 : reach };

  g_array_append_val (extents, extent);
}

void
kontor_map_block_turn (KontorMapBlocks *self, KontorMapBlock *row, GArray *extents)
{
  g_autoptr (GArray) turnings = g_array_new (FALSE, FALSE, sizeof (Turning));

  collect_ways (self, row, turnings);
  collect_lines (self, row, turnings);
  g_array_sort (turnings, compare_turnings);
  for (guint i = 0; i < turnings->len; i++)
    {
      Turning *turning = &g_array_index (turnings, Turning, i);
      gboolean liked = turning->returns || turning->number % 2 == 1;
      guint there = count_crossings (turnings, i, turning, liked), elsewhere = count_crossings (turnings, i, turning, !liked);

      turning->above = there <= elsewhere ? liked : !liked;
      if (turning->way != NULL)
        place_way (self, turning, extents);
      if (turning->returns)
        reserve_lane (turning, extents);
    }
}
