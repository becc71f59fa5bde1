#include "config.h"

#include <math.h>
#include <string.h>

#include "route/map-block.h"

#define ROW_GAP    40.0
#define N_SWEEPS   14
#define N_QUICK    8
/* With fewer, it is begun in several ways; with more than many it is left sooner. */
#define FEW_SPOTS  400
#define MANY_SPOTS 5000
/* Beyond this many places long lines are not given room of their own. */
#define MAX_SPOTS  30000

/* A place in a column: a box, or room for a line that passes. */
typedef struct
{
  KontorMapBox *box;
  guint         column;
  guint         order;
  double        key;
  double        y;
  double        above;
  double        below;
  GArray       *before;
  GArray       *behind;
} Spot;

typedef struct
{
  GPtrArray *spots;
  GPtrArray *columns;
} Layers;

static Spot *
spot_at (Layers *self, guint number)
{
  return g_ptr_array_index (self->spots, number);
}

static void
spot_free (Spot *spot)
{
  g_array_unref (spot->before);
  g_array_unref (spot->behind);
  g_free (spot);
}

static guint
add_spot (Layers *self, KontorMapBox *box, guint column)
{
  Spot *spot = g_new0 (Spot, 1);

  spot->box = box;
  spot->column = column;
  spot->above = box != NULL ? box->block->above : 4;
  spot->below = box != NULL ? box->block->below : 4;
  spot->before = g_array_new (FALSE, FALSE, sizeof (guint));
  spot->behind = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->spots, spot);
  return self->spots->len - 1;
}

static void
link_spots (Layers *self, guint from, guint to)
{
  g_array_append_val (spot_at (self, from)->behind, to);
  g_array_append_val (spot_at (self, to)->before, from);
}

/* As far from the beginning as the longest way, in an order that follows the ways in depth. */
static void
find_columns (KontorMapBlocks *blocks, guint *columns, GArray *sequence)
{
  guint n = blocks->boxes->len;
  g_autofree guint *waits = g_new0 (guint, n + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = n; i-- > 0; )
    {
      waits[i] = ((KontorMapBox *) g_ptr_array_index (blocks->boxes, i))->before->len;
      if (waits[i] == 0)
        g_array_append_val (open, i);
    }
  while (open->len > 0)
    {
      guint number = g_array_index (open, guint, open->len - 1);
      const KontorMapBox *box = g_ptr_array_index (blocks->boxes, number);

      g_array_set_size (open, open->len - 1);
      g_array_append_val (sequence, number);
      for (guint i = box->behind->len; i-- > 0; )
        {
          guint next = g_array_index (box->behind, guint, i);

          columns[next] = MAX (columns[next], columns[number] + 1);
          if (--waits[next] == 0)
            g_array_append_val (open, next);
        }
    }
  /* Close to what follows where nothing comes before. */
  for (guint i = 0; i < n; i++)
    {
      const KontorMapBox *box = g_ptr_array_index (blocks->boxes, i);
      guint nearest = G_MAXUINT;

      for (guint k = 0; k < box->behind->len; k++)
        nearest = MIN (nearest, columns[g_array_index (box->behind, guint, k)]);
      if (box->before->len == 0 && nearest != G_MAXUINT && i > 0)
        columns[i] = nearest - 1;
    }
}

/* A chain of spots from a box to another one farther to the right. */
static void
lead (Layers *self, const guint *numbers, const guint *columns, guint from, guint to)
{
  guint last = numbers[from];

  for (guint column = columns[from] + 1; column < columns[to] && self->spots->len < MAX_SPOTS; column++)
    {
      guint passing = add_spot (self, NULL, column);

      link_spots (self, last, passing);
      last = passing;
    }
  link_spots (self, last, numbers[to]);
}

static void
make_spots (KontorMapBlocks *blocks, Layers *self)
{
  guint n = blocks->boxes->len;
  g_autofree guint *columns = g_new0 (guint, n + 1);
  g_autofree guint *numbers = g_new0 (guint, n + 1);
  g_autoptr (GArray) sequence = g_array_new (FALSE, FALSE, sizeof (guint));

  find_columns (blocks, columns, sequence);
  for (guint i = 0; i < sequence->len; i++)
    {
      guint number = g_array_index (sequence, guint, i);

      numbers[number] = add_spot (self, g_ptr_array_index (blocks->boxes, number), columns[number]);
    }
  for (guint i = 0; i < sequence->len; i++)
    {
      guint number = g_array_index (sequence, guint, i);
      const KontorMapBox *box = g_ptr_array_index (blocks->boxes, number);

      for (guint k = 0; k < box->behind->len; k++)
        lead (self, numbers, columns, number, g_array_index (box->behind, guint, k));
      /* What leads back needs room on the way all the same. */
      for (guint k = 0; k < box->returns->len; k++)
        if (columns[g_array_index (box->returns, guint, k)] > columns[number])
          lead (self, numbers, columns, number, g_array_index (box->returns, guint, k));
    }
  for (guint i = 0; i < self->spots->len; i++)
    {
      Spot *spot = spot_at (self, i);

      while (self->columns->len <= spot->column)
        g_ptr_array_add (self->columns, g_ptr_array_new ());
      g_ptr_array_add (g_ptr_array_index (self->columns, spot->column), spot);
    }
}

/* First along the ways in depth, so that what belongs together stays together;
 * forwards or backwards, and from the top or from the bottom. */
static void
order_in_depth (Layers *self, gboolean backwards, gboolean upwards)
{
  g_autofree guint8 *seen = g_new0 (guint8, self->spots->len + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  guint number = 0;

  for (guint i = 0; i < self->spots->len; i++)
    {
      guint root = upwards ? i : self->spots->len - 1 - i;

      if ((backwards ? spot_at (self, root)->behind : spot_at (self, root)->before)->len == 0)
        g_array_append_val (open, root);
    }
  while (open->len > 0)
    {
      guint at = g_array_index (open, guint, open->len - 1);
      Spot *spot = spot_at (self, at);
      const GArray *next = backwards ? spot->before : spot->behind;

      g_array_set_size (open, open->len - 1);
      if (seen[at])
        continue;
      seen[at] = TRUE;
      spot->key = number++;
      for (guint i = 0; i < next->len; i++)
        g_array_append_val (open, g_array_index (next, guint, upwards ? i : next->len - 1 - i));
    }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Spot *one = *(Spot * const *) a, *other = *(Spot * const *) b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

static void
number_column (GPtrArray *column)
{
  g_ptr_array_sort (column, compare_keys);
  for (guint i = 0; i < column->len; i++)
    ((Spot *) g_ptr_array_index (column, i))->order = i;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

/* How many lines cross between a column and the next, by counting inversions. */
static guint64
count_crossings (Layers *self, guint column, GArray *heads, GArray *tree)
{
  GPtrArray *spots = g_ptr_array_index (self->columns, column);
  guint size;
  guint64 crossings = 0;

  if (column + 1 >= self->columns->len)
    return 0;
  size = ((GPtrArray *) g_ptr_array_index (self->columns, column + 1))->len;
  g_array_set_size (tree, size + 1);
  memset (tree->data, 0, (size + 1) * sizeof (guint));
  for (guint i = 0, placed = 0; i < spots->len; i++)
    {
      const Spot *spot = g_ptr_array_index (spots, i);

      g_array_set_size (heads, 0);
      for (guint k = 0; k < spot->behind->len; k++)
        if (spot_at (self, g_array_index (spot->behind, guint, k))->column == column + 1)
          g_array_append_val (heads, spot_at (self, g_array_index (spot->behind, guint, k))->order);
      g_array_sort (heads, compare_numbers);
      for (guint k = 0; k < heads->len; k++)
        {
          guint before = 0;

          for (guint at = g_array_index (heads, guint, k) + 1; at > 0; at -= at & -at)
            before += g_array_index (tree, guint, at);
          crossings += placed - before;
        }
      for (guint k = 0; k < heads->len; k++, placed++)
        for (guint at = g_array_index (heads, guint, k) + 1; at <= size; at += at & -at)
          g_array_index (tree, guint, at)++;
    }
  return crossings;
}

static guint64
count_all (Layers *self)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint)), tree = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 all = 0;

  for (guint i = 0; i < self->columns->len; i++)
    all += count_crossings (self, i, heads, tree);
  return all;
}

static double
find_median (Layers *self, const GArray *neighbours, double otherwise, double *places)
{
  guint n = neighbours->len;

  if (n == 0)
    return otherwise;
  for (guint i = 0; i < n; i++)
    {
      double place = spot_at (self, g_array_index (neighbours, guint, i))->order;
      guint at = i;

      for (; at > 0 && places[at - 1] > place; at--)
        places[at] = places[at - 1];
      places[at] = place;
    }
  if (n % 2 == 1)
    return places[n / 2];
  if (n == 2)
    return (places[0] + places[1]) / 2;
  return (places[n / 2 - 1] + places[n / 2]) / 2;
}

static guint
crossings_of (Layers *self, const GArray *one, const GArray *other)
{
  guint crossings = 0;

  for (guint i = 0; i < one->len; i++)
    for (guint k = 0; k < other->len; k++)
      crossings += spot_at (self, g_array_index (one, guint, i))->order > spot_at (self, g_array_index (other, guint, k))->order;
  return crossings;
}

/* Neighbours change places where that crosses less; with @freely also where it is
 * the same, so that a crossing wanders along two lines until it meets another. */
static gboolean
exchange (Layers *self, gboolean freely)
{
  gboolean better = FALSE;

  for (guint c = 0; c < self->columns->len; c++)
    {
      GPtrArray *column = g_ptr_array_index (self->columns, c);

      for (guint i = 1; i < column->len; i++)
        {
          Spot *above = g_ptr_array_index (column, i - 1), *below = g_ptr_array_index (column, i);
          guint now, then;

          if (above->before->len * below->before->len + above->behind->len * below->behind->len > 2000)
            continue;
          now = crossings_of (self, above->before, below->before) + crossings_of (self, above->behind, below->behind);
          then = crossings_of (self, below->before, above->before) + crossings_of (self, below->behind, above->behind);
          if (freely ? then > now || (then == now && now == 0) : then >= now)
            continue;
          g_ptr_array_index (column, i - 1) = below;
          g_ptr_array_index (column, i) = above;
          below->order = i - 1;
          above->order = i;
          better = TRUE;
        }
    }
  return better;
}

static void
sweep_columns (Layers *self, gboolean forwards, double *places)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      GPtrArray *column = g_ptr_array_index (self->columns, forwards ? i : self->columns->len - 1 - i);

      for (guint k = 0; k < column->len; k++)
        {
          Spot *spot = g_ptr_array_index (column, k);

          spot->key = find_median (self, forwards ? spot->before : spot->behind, spot->order, places);
        }
      number_column (column);
    }
}

static void
find_orders (Layers *self)
{
  g_autofree guint *best = g_new0 (guint, self->spots->len + 1);
  g_autofree double *places = g_new0 (double, self->spots->len + 1);
  guint64 fewest = G_MAXUINT64;
  guint n_starts = self->spots->len < FEW_SPOTS ? 4 : 1, n_sweeps = self->spots->len < MANY_SPOTS ? N_SWEEPS : N_QUICK;

  for (guint start = 0; start < n_starts && fewest > 0; start++)
    {
      order_in_depth (self, start / 2 == 1, start % 2 == 1);
      for (guint c = 0; c < self->columns->len; c++)
        number_column (g_ptr_array_index (self->columns, c));
      for (guint sweep = 0; sweep <= n_sweeps && fewest > 0; sweep++)
        {
          guint64 crossings;

          if (sweep > 0)
            sweep_columns (self, sweep % 2 == 1, places);
          for (guint i = 0; i < 8 && exchange (self, n_starts > 1 && i < 3 && sweep % 4 > 1); i++)
            ;
          crossings = count_all (self);
          if (crossings >= fewest)
            continue;
          fewest = crossings;
          for (guint i = 0; i < self->spots->len; i++)
            best[i] = spot_at (self, i)->order;
        }
    }
  for (guint i = 0; i < self->spots->len; i++)
    spot_at (self, i)->key = best[i];
  for (guint c = 0; c < self->columns->len; c++)
    number_column (g_ptr_array_index (self->columns, c));
}

static double
distance (const Spot *above, const Spot *below)
{
  return above->below + below->above + (above->box == NULL && below->box == NULL ? 8 : above->box == NULL || below->box == NULL ? 16 : ROW_GAP);
}

/* As near to where each wants to be as order and distances allow, in the sense of
 * least squares: pools of neighbours that stand in each other's way go together. */
static void
settle (GPtrArray *column, const double *wanted, const double *weights)
{
  typedef struct { double sum; double weight; guint first; } Pool;
  g_autoptr (GArray) pools = g_array_new (FALSE, FALSE, sizeof (Pool));
  g_autofree double *offsets = g_new0 (double, column->len + 1);

  for (guint i = 0; i < column->len; i++)
    {
      Pool pool;

      offsets[i] = i == 0 ? 0 : offsets[i - 1] + distance (g_ptr_array_index (column, i - 1), g_ptr_array_index (column, i));
      pool = (Pool) { (wanted[i] - offsets[i]) * weights[i], weights[i], i };
      while (pools->len > 0)
        {
          Pool *last = &g_array_index (pools, Pool, pools->len - 1);

          if (last->sum / last->weight <= pool.sum / pool.weight)
            break;
          pool = (Pool) { pool.sum + last->sum, pool.weight + last->weight, last->first };
          g_array_set_size (pools, pools->len - 1);
        }
      g_array_append_val (pools, pool);
    }
  for (guint k = 0; k < pools->len; k++)
    {
      Pool *pool = &g_array_index (pools, Pool, k);
      guint end = k + 1 < pools->len ? g_array_index (pools, Pool, k + 1).first : column->len;

      for (guint i = pool->first; i < end; i++)
        ((Spot *) g_ptr_array_index (column, i))->y = pool->sum / pool->weight + offsets[i];
    }
}

static void
find_heights (Layers *self)
{
  g_autofree double *wanted = g_new0 (double, self->spots->len + 1);
  g_autofree double *weights = g_new0 (double, self->spots->len + 1);

  for (guint c = 0; c < self->columns->len; c++)
    {
      GPtrArray *column = g_ptr_array_index (self->columns, c);

      for (guint i = 1; i < column->len; i++)
        {
          Spot *spot = g_ptr_array_index (column, i), *above = g_ptr_array_index (column, i - 1);

          spot->y = above->y + distance (above, spot);
        }
    }
  for (guint sweep = 0; sweep < 13; sweep++)
    for (guint c = 0; c < self->columns->len; c++)
      {
        GPtrArray *column = g_ptr_array_index (self->columns, sweep % 2 == 0 ? c : self->columns->len - 1 - c);

        for (guint i = 0; i < column->len; i++)
          {
            Spot *spot = g_ptr_array_index (column, i);
            double sum = 0, weight = 0;

            for (guint side = 0; side < 2; side++)
              {
                GArray *near = side == 0 ? spot->before : spot->behind;
                /* What was placed in this sweep counts more. */
                double share = (side == 0) == (sweep % 2 == 0) ? 1 : sweep < 3 ? 0 : 0.2;

                for (guint k = 0; k < near->len; k++)
                  {
                    const Spot *other = spot_at (self, g_array_index (near, guint, k));
                    double pull = share * (other->box == NULL && spot->box == NULL ? 8 : other->box == NULL || spot->box == NULL ? 2 : 1);

                    sum += other->y * pull;
                    weight += pull;
                  }
              }
            wanted[i] = weight > 0 ? sum / weight : spot->y;
            weights[i] = MAX (weight, 0.1);
          }
        settle (column, wanted, weights);
      }
}

static void
find_places (KontorMapBlocks *blocks, Layers *self)
{
  double x = 0, top = G_MAXDOUBLE;

  for (guint i = 0; i < self->spots->len; i++)
    top = MIN (top, spot_at (self, i)->y - spot_at (self, i)->above);
  for (guint c = 0; c < self->columns->len; c++)
    {
      GPtrArray *column = g_ptr_array_index (self->columns, c);
      double width = 0, room = 0;

      for (guint i = 0; i < column->len; i++)
        {
          Spot *spot = g_ptr_array_index (column, i);

          if (spot->box == NULL)
            continue;
          width = MAX (width, spot->box->block->width);
          for (guint k = 0; k < spot->behind->len; k++)
            {
              const Spot *next = spot_at (self, g_array_index (spot->behind, guint, k));

              room = MAX (room, kontor_map_block_room (blocks, spot->box->block, next->box != NULL ? next->box->block : spot->box->block));
            }
        }
      for (guint i = 0; i < column->len; i++)
        {
          Spot *spot = g_ptr_array_index (column, i);

          if (spot->box == NULL)
            continue;
          spot->box->x = x + (spot->box->block->type == KONTOR_MAP_BLOCK_POINT ? (width - spot->box->block->width) / 2 : 0);
          spot->box->y = spot->y - top;
        }
      /* Lines change their height between the columns: room for many of them. */
      x += width + MAX (room, 44) + MIN (80, 4 * column->len);
    }
}

void
kontor_map_blocks_layer (KontorMapBlocks *blocks)
{
  g_autoptr (GPtrArray) spots = g_ptr_array_new_with_free_func ((GDestroyNotify) spot_free);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  Layers self = { spots, columns };

  make_spots (blocks, &self);
  find_orders (&self);
  find_heights (&self);
  find_places (blocks, &self);
}
