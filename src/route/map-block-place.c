#include "config.h"

#include <math.h>

#include "route/map-block.h"
#include "route/map-dock.h"

#define COLUMN_GAP  44.0
/* Behind a question, room for the words on the lines. */
#define ANSWER_GAP  72.0
#define ROW_GAP     36.0
#define LANE        24.0
/* Half the height of a way that is only a line. */
#define LINE_HEIGHT 18.0

static void
measure_point (KontorMapBlocks *self, KontorMapBlock *block)
{
  const KontorMapItem *point = kontor_map_net_get_point (self->net, block->point);
  gboolean captioned = point->kind == KONTOR_MAP_KIND_START || point->kind == KONTOR_MAP_KIND_END
                       || point->kind == KONTOR_MAP_KIND_TIMER || point->kind == KONTOR_MAP_KIND_EVENT;

  block->width = point->width;
  block->above = block->below = kontor_map_is_bar (point) ? 30 : point->height / 2;
  block->gap = COLUMN_GAP;
  /* Its name stands below, and may be wider than it. */
  if (captioned || kontor_map_is_bar (point))
    {
      double words = 6.6 * g_utf8_strlen (kontor_map_item_get_text (point, "name"), -1);

      block->below += words > 0 ? 22 : 0;
      block->gap = MAX (COLUMN_GAP, MIN (120, words) / 2 - block->width / 2 + 24);
    }
}

/* What stands behind a point keeps clear of the words on its lines. */
static double
room_behind (KontorMapBlocks *self, const KontorMapBlock *block)
{
  const KontorMapNet *net = self->net;
  guint point;
  double room;

  block = block->tail;
  if (block->type == KONTOR_MAP_BLOCK_STACK)
    return COLUMN_GAP + 8;
  point = block->point;
  room = COLUMN_GAP;
  if (net->kinds[point] == KONTOR_MAP_KIND_CONDITION || net->kinds[point] == KONTOR_MAP_KIND_CHOICE)
    room = ANSWER_GAP;
  for (guint i = net->out_first[point]; i < net->out_first[point + 1]; i++)
    {
      const char *label = kontor_map_item_get_text (kontor_map_net_get_flow (net, net->outs[i]), "label");

      if (*label != '\0')
        room = MAX (room, MIN (200, 7 * g_utf8_strlen (label, -1) + 40.0));
    }
  return room;
}

double
kontor_map_block_room (KontorMapBlocks *self, const KontorMapBlock *first, const KontorMapBlock *second)
{
  return MAX (room_behind (self, first), second->head->gap);
}

double
kontor_map_way_above (const KontorMapWay *way)
{
  return way->block != NULL ? MAX (LINE_HEIGHT, way->block->above) : LINE_HEIGHT;
}

double
kontor_map_way_below (const KontorMapWay *way)
{
  return way->block != NULL ? MAX (LINE_HEIGHT, way->block->below) : LINE_HEIGHT;
}

/* The way that a person would draw straight on: the one that comes together
 * again with the others, and the longest. */
static guint
find_main (const KontorMapBlock *stack)
{
  guint best = 0;
  int most = -1;

  for (guint i = 0; i < stack->ways->len; i++)
    {
      const KontorMapWay *way = &g_array_index (stack->ways, KontorMapWay, i);
      int worth = (way->joins ? 100000 : way->loops ? 0 : 50000) + (way->block != NULL ? (int) way->block->length : 0);

      if (worth > most)
        {
          most = worth;
          best = i;
        }
    }
  return best;
}

static gboolean
is_even (KontorMapBlocks *self, const KontorMapBlock *stack)
{
  guint joining = 0, looping = 0;

  for (guint i = 0; i < stack->ways->len; i++)
    {
      joining += g_array_index (stack->ways, KontorMapWay, i).joins;
      looping += g_array_index (stack->ways, KontorMapWay, i).loops;
    }
  if (looping > 0 || (joining > 0 && joining < stack->ways->len))
    return FALSE;
  return self->net->kinds[stack->point] == KONTOR_MAP_KIND_SPLIT
      || (stack->ways->len > 2 && self->net->kinds[stack->point] == KONTOR_MAP_KIND_CHOICE);
}

/* All ways of equal right, around the axis. */
static void
pile_evenly (KontorMapBlock *stack)
{
  GArray *ways = stack->ways;
  double middle;

  for (guint i = 1; i < ways->len; i++)
    {
      KontorMapWay *above = &g_array_index (ways, KontorMapWay, i - 1), *way = &g_array_index (ways, KontorMapWay, i);

      way->y = above->y + kontor_map_way_below (above) + ROW_GAP + kontor_map_way_above (way);
    }
  middle = ways->len % 2 == 1 ? g_array_index (ways, KontorMapWay, ways->len / 2).y
           : (g_array_index (ways, KontorMapWay, 0).y + g_array_index (ways, KontorMapWay, ways->len - 1).y) / 2;
  for (guint i = 0; i < ways->len; i++)
    g_array_index (ways, KontorMapWay, i).y -= middle;
}

/* A line past what the others do keeps away from the side where its end, a
 * question, lets its own ways out. */
static gboolean
lies_above (KontorMapBlocks *self, const KontorMapBlock *stack, const KontorMapWay *way)
{
  return way->loops || (way->block == NULL && way->joins && kontor_map_kind_is_fork (self->net->kinds[way->join])
                        && self->net->kinds[stack->point] == KONTOR_MAP_KIND_CONDITION);
}

/* One way straight on, what leads back above it, the others below; of many cases
 * those that come before it in the list above, too. */
static void
pile_around (KontorMapBlocks *self, KontorMapBlock *stack, guint main)
{
  GArray *ways = stack->ways;
  gboolean in_order = self->net->kinds[stack->point] != KONTOR_MAP_KIND_CONDITION && ways->len > 2;
  double top = kontor_map_way_above (&g_array_index (ways, KontorMapWay, main)), bottom = kontor_map_way_below (&g_array_index (ways, KontorMapWay, main));

  g_array_index (ways, KontorMapWay, main).y = 0;
  for (guint i = ways->len; i-- > 0; )
    {
      KontorMapWay *way = &g_array_index (ways, KontorMapWay, i);

      if (i == main || !(lies_above (self, stack, way) || (in_order && i < main)))
        continue;
      way->y = -(top + ROW_GAP + kontor_map_way_below (way));
      top = -way->y + kontor_map_way_above (way);
    }
  for (guint i = 0; i < ways->len; i++)
    {
      KontorMapWay *way = &g_array_index (ways, KontorMapWay, i);

      if (i == main || lies_above (self, stack, way) || (in_order && i < main))
        continue;
      way->y = bottom + ROW_GAP + kontor_map_way_above (way);
      bottom = way->y + kontor_map_way_below (way);
    }
}

static void
measure_stack (KontorMapBlocks *self, KontorMapBlock *block)
{
  for (guint i = 0; i < block->ways->len; i++)
    if (g_array_index (block->ways, KontorMapWay, i).block != NULL)
      kontor_map_block_measure (self, g_array_index (block->ways, KontorMapWay, i).block);
  if (is_even (self, block))
    pile_evenly (block);
  else
    pile_around (self, block, find_main (block));
  block->width = block->above = block->below = 0;
  for (guint i = 0; i < block->ways->len; i++)
    {
      const KontorMapWay *way = &g_array_index (block->ways, KontorMapWay, i);

      block->above = MAX (block->above, kontor_map_way_above (way) - way->y);
      block->below = MAX (block->below, kontor_map_way_below (way) + way->y);
      block->width = MAX (block->width, way->block != NULL ? way->block->width : 0);
    }
}

static void
collect_parts (KontorMapBlock *block, GPtrArray *parts)
{
  /* Rows grow at either end; only one of them is deep. */
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, block);
  while (open->len > 0)
    {
      block = g_ptr_array_steal_index (open, open->len - 1);
      if (block->type == KONTOR_MAP_BLOCK_ROW)
        {
          g_ptr_array_add (open, block->second);
          g_ptr_array_add (open, block->first);
          continue;
        }
      g_ptr_array_add (parts, block);
    }
}

static void
measure_row (KontorMapBlocks *self, KontorMapBlock *block)
{
  g_autoptr (GArray) extents = g_array_new (FALSE, FALSE, sizeof (KontorMapExtent));
  double x = 0;

  block->parts = g_ptr_array_new ();
  collect_parts (block, block->parts);
  for (guint i = 0; i < block->parts->len; i++)
    {
      KontorMapBlock *part = g_ptr_array_index (block->parts, i);

      if (part->type == KONTOR_MAP_BLOCK_POINT)
        measure_point (self, part);
      else
        kontor_map_block_measure (self, part);
      if (i > 0)
        x += kontor_map_block_room (self, g_ptr_array_index (block->parts, i - 1), part);
      part->x = x;
      part->row = block;
      part->place = i;
      g_array_append_val (extents, ((KontorMapExtent) { x, x + part->width, part->above, part->below }));
      x += part->width;
    }
  kontor_map_block_turn (self, block, extents);
  block->above = block->below = block->width = 0;
  for (guint i = 0; i < extents->len; i++)
    {
      const KontorMapExtent *extent = &g_array_index (extents, KontorMapExtent, i);

      block->above = MAX (block->above, extent->above);
      block->below = MAX (block->below, extent->below);
      block->width = MAX (block->width, extent->right);
    }
}

void
kontor_map_block_measure (KontorMapBlocks *self, KontorMapBlock *block)
{
  switch (block->type)
    {
    case KONTOR_MAP_BLOCK_POINT:
    case KONTOR_MAP_BLOCK_ROW:
      measure_row (self, block);
      break;
    case KONTOR_MAP_BLOCK_STACK:
    default:
      measure_stack (self, block);
      block->above += MIN (block->lanes, 4) * LANE;
      break;
    }
}

static void
place_ways (KontorMapBlocks *self, const GArray *ways, double x, double y, double *xs, double *ys)
{
  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      const KontorMapWay *way = &g_array_index (ways, KontorMapWay, i);

      if (way->block != NULL)
        kontor_map_block_place (self, way->block, x + way->x, y + way->y, xs, ys);
    }
}

void
kontor_map_block_place (KontorMapBlocks *self, const KontorMapBlock *block, double x, double y, double *xs, double *ys)
{
  if (block->type == KONTOR_MAP_BLOCK_STACK)
    {
      place_ways (self, block->ways, x, y, xs, ys);
      return;
    }
  for (guint i = 0; i < block->parts->len; i++)
    {
      const KontorMapBlock *part = g_ptr_array_index (block->parts, i);

      if (part->type == KONTOR_MAP_BLOCK_STACK)
        {
          kontor_map_block_place (self, part, x + part->x, y, xs, ys);
          continue;
        }
      xs[part->point] = x + part->x + kontor_map_net_get_point (self->net, part->point)->width / 2;
      ys[part->point] = y;
      place_ways (self, part->ways, x, y, xs, ys);
    }
}
