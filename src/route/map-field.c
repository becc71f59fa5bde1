#include "config.h"

#include <math.h>
#include <string.h>

#include "route/map-field.h"

#define CELL         160.0
/* Nearer than this, two lines are taken for one. */
#define APART        5.5
#define CROSS_COST   1000.0
#define OVERLAP_COST 2400.0
#define CAPTION_COST 90.0
#define MAX_CELLS    4096
/* A power of two. */
#define N_SEEN       1024

typedef struct
{
  KontorMapPlace from;
  KontorMapPlace to;
  gpointer       line;
} Piece;

typedef struct
{
  GPtrArray *obstacles;
  GArray    *pieces;
} Cell;

/* A cell that was looked for, there or not. */
typedef struct
{
  gboolean known;
  guint    key;
  Cell    *cell;
} Seen;

struct _KontorMapField
{
  GHashTable *cells;
  /* A search looks at the same few cells thousands of times. */
  Seen        seen[N_SEEN];
  /* point key -> its obstacle, behind which its caption may follow. */
  GHashTable *points;
};

static void
cell_free (Cell *cell)
{
  g_ptr_array_unref (cell->obstacles);
  g_array_unref (cell->pieces);
  g_free (cell);
}

KontorMapField *
kontor_map_field_new (void)
{
  KontorMapField *self = g_new0 (KontorMapField, 1);

  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cell_free);
  self->points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
kontor_map_field_free (KontorMapField *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->cells);
  g_hash_table_unref (self->points);
  g_free (self);
}

void
kontor_map_field_clear (KontorMapField *self)
{
  g_hash_table_remove_all (self->cells);
  g_hash_table_remove_all (self->points);
  memset (self->seen, 0, sizeof (self->seen));
}

static Cell *
cell_at (KontorMapField *self, int column, int row, gboolean make)
{
  guint key = ((guint) column & 0xffff) << 16 | ((guint) row & 0xffff);
  Seen *seen = &self->seen[((guint) column * 37 + (guint) row) & (N_SEEN - 1)];

  if (!seen->known || seen->key != key)
    *seen = (Seen) { TRUE, key, g_hash_table_lookup (self->cells, GUINT_TO_POINTER (key)) };
  if (seen->cell == NULL && make)
    {
      seen->cell = g_new0 (Cell, 1);
      seen->cell->obstacles = g_ptr_array_new ();
      seen->cell->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
      g_hash_table_insert (self->cells, GUINT_TO_POINTER (key), seen->cell);
    }
  return seen->cell;
}

typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
} Range;

static Range
range_of (double left, double top, double right, double bottom)
{
  Range range = { (int) floor (left / CELL), (int) floor (top / CELL), (int) floor (right / CELL), (int) floor (bottom / CELL) };

  /* A map as large as a field: the rest is not looked at. */
  while ((gint64) (range.right - range.left + 1) * (range.bottom - range.top + 1) > MAX_CELLS)
    {
      range.right -= (range.right - range.left + 1) / 2;
      range.bottom -= (range.bottom - range.top + 1) / 2;
    }
  return range;
}

static void
enter_obstacle (KontorMapField *self, KontorMapObstacle *obstacle, gboolean enters)
{
  Range range = range_of (obstacle->left, obstacle->top, obstacle->right, obstacle->bottom);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, enters);

        if (enters)
          g_ptr_array_add (cell->obstacles, obstacle);
        else if (cell != NULL)
          g_ptr_array_remove_fast (cell->obstacles, obstacle);
      }
}

static gboolean
has_caption (const KontorMapItem *point)
{
  return (point->kind == KONTOR_MAP_KIND_START || point->kind == KONTOR_MAP_KIND_END || point->kind == KONTOR_MAP_KIND_TIMER
          || point->kind == KONTOR_MAP_KIND_EVENT || kontor_map_is_bar (point))
         && *kontor_map_item_get_text (point, "name") != '\0';
}

/* Where it stays in the same cells, as it does nearly always in a drag, only the place changes. */
static void
shift_obstacle (KontorMapField *self, KontorMapObstacle *obstacle, double dx, double dy)
{
  Range before = range_of (obstacle->left, obstacle->top, obstacle->right, obstacle->bottom);
  Range after = range_of (obstacle->left + dx, obstacle->top + dy, obstacle->right + dx, obstacle->bottom + dy);
  gboolean same = memcmp (&before, &after, sizeof (Range)) == 0;

  if (!same)
    enter_obstacle (self, obstacle, FALSE);
  obstacle->left += dx;
  obstacle->right += dx;
  obstacle->top += dy;
  obstacle->bottom += dy;
  if (!same)
    enter_obstacle (self, obstacle, TRUE);
}

gboolean
kontor_map_field_set_point (KontorMapField *self, const KontorMapItem *point, KontorMapPlace *by)
{
  KontorMapObstacle *pair = g_hash_table_lookup (self->points, point->key);
  gboolean captioned = has_caption (point);
  double half = captioned ? MIN (60, 3.6 * g_utf8_strlen (kontor_map_item_get_text (point, "name"), -1)) : 0, middle = point->x + point->width / 2;
  char *key;

  if (pair != NULL && pair[1].caption == captioned && fabs (pair[0].right - pair[0].left - point->width) < 0.01
      && fabs (pair[0].bottom - pair[0].top - point->height) < 0.01
      && (!captioned || fabs (pair[1].right - pair[1].left - 2 * half) < 0.01))
    {
      KontorMapPlace move = { point->x - pair[0].left, point->y - pair[0].top };

      shift_obstacle (self, &pair[0], move.x, move.y);
      if (captioned)
        shift_obstacle (self, &pair[1], move.x, move.y);
      if (by != NULL)
        *by = move;
      return TRUE;
    }
  kontor_map_field_remove_point (self, point->key);
  pair = g_new0 (KontorMapObstacle, 2);
  key = g_strdup (point->key);
  pair[0] = (KontorMapObstacle) { point->x, point->y, point->x + point->width, point->y + point->height, FALSE, key };
  g_hash_table_insert (self->points, key, pair);
  enter_obstacle (self, &pair[0], TRUE);
  if (captioned)
    {
      pair[1] = (KontorMapObstacle) { middle - half, pair[0].bottom + 3, middle + half, pair[0].bottom + 20, TRUE, key };
      enter_obstacle (self, &pair[1], TRUE);
    }
  return FALSE;
}

void
kontor_map_field_remove_point (KontorMapField *self, const char *key)
{
  KontorMapObstacle *pair = g_hash_table_lookup (self->points, key);

  if (pair == NULL)
    return;
  enter_obstacle (self, &pair[0], FALSE);
  if (pair[1].caption)
    enter_obstacle (self, &pair[1], FALSE);
  g_hash_table_remove (self->points, key);
}

void
kontor_map_field_add_caption (KontorMapField *self, KontorMapObstacle *caption)
{
  enter_obstacle (self, caption, TRUE);
}

void
kontor_map_field_remove_caption (KontorMapField *self, KontorMapObstacle *caption)
{
  enter_obstacle (self, caption, FALSE);
}

void
kontor_map_field_shift_caption (KontorMapField *self, KontorMapObstacle *caption, double dx, double dy)
{
  shift_obstacle (self, caption, dx, dy);
}

static void
enter_line (KontorMapField *self, gpointer line, const GArray *route, gboolean enters)
{
  for (guint i = 1; i < route->len; i++)
    {
      Piece piece = { g_array_index (route, KontorMapPlace, i - 1), g_array_index (route, KontorMapPlace, i), line };
      Range range = range_of (MIN (piece.from.x, piece.to.x), MIN (piece.from.y, piece.to.y),
                              MAX (piece.from.x, piece.to.x), MAX (piece.from.y, piece.to.y));

      for (int column = range.left; column <= range.right; column++)
        for (int row = range.top; row <= range.bottom; row++)
          {
            Cell *cell = cell_at (self, column, row, enters);

            if (enters)
              {
                g_array_append_val (cell->pieces, piece);
                continue;
              }
            for (guint k = cell != NULL ? cell->pieces->len : 0; k-- > 0; )
              if (g_array_index (cell->pieces, Piece, k).line == line)
                g_array_remove_index_fast (cell->pieces, k);
          }
    }
}

void
kontor_map_field_add_line (KontorMapField *self, gpointer line, const GArray *route)
{
  enter_line (self, line, route, TRUE);
}

void
kontor_map_field_remove_line (KontorMapField *self, gpointer line, const GArray *route)
{
  enter_line (self, line, route, FALSE);
}

static Range
range_of_piece (KontorMapPlace from, KontorMapPlace to, double dx, double dy)
{
  return range_of (MIN (from.x, to.x) + dx, MIN (from.y, to.y) + dy, MAX (from.x, to.x) + dx, MAX (from.y, to.y) + dy);
}

static gboolean
stays_in_cells (const GArray *route, double dx, double dy)
{
  for (guint i = 1; i < route->len; i++)
    {
      KontorMapPlace from = g_array_index (route, KontorMapPlace, i - 1), to = g_array_index (route, KontorMapPlace, i);
      Range before = range_of_piece (from, to, 0, 0), after = range_of_piece (from, to, dx, dy);

      if (memcmp (&before, &after, sizeof (Range)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
shift_places (KontorMapPlace *places, guint n, double dx, double dy)
{
  for (guint i = 0; i < n; i++)
    {
      places[i].x += dx;
      places[i].y += dy;
    }
}

/* One piece of a line, in all the cells that it lies in. */
static void
shift_piece (KontorMapField *self, gpointer line, const GArray *route, guint piece, double dx, double dy)
{
  KontorMapPlace from = g_array_index (route, KontorMapPlace, piece - 1), to = g_array_index (route, KontorMapPlace, piece);
  Range range = range_of_piece (from, to, 0, 0);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, FALSE);

        for (guint k = 0; cell != NULL && k < cell->pieces->len; k++)
          {
            Piece *it = &g_array_index (cell->pieces, Piece, k);

            if (it->line != line || it->from.x != from.x || it->from.y != from.y || it->to.x != to.x || it->to.y != to.y)
              continue;
            shift_places (&it->from, 1, dx, dy);
            shift_places (&it->to, 1, dx, dy);
            break;
          }
      }
}

void
kontor_map_field_shift_line (KontorMapField *self, gpointer line, GArray *route, double dx, double dy)
{
  /* Where it stays in the same cells, as it does nearly always in a drag, only the places change. */
  gboolean stays = stays_in_cells (route, dx, dy);

  if (!stays)
    enter_line (self, line, route, FALSE);
  for (guint i = 1; i < route->len && stays; i++)
    shift_piece (self, line, route, i, dx, dy);
  shift_places ((KontorMapPlace *) (gpointer) route->data, route->len, dx, dy);
  if (!stays)
    enter_line (self, line, route, TRUE);
}

GPtrArray *
kontor_map_field_find_lines (KontorMapField *self, const KontorMapItem *point, double gap)
{
  GPtrArray *lines = g_ptr_array_new ();
  Range range = range_of (point->x - gap, point->y - gap, point->x + point->width + gap, point->y + point->height + gap);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, FALSE);

        for (guint i = 0; cell != NULL && i < cell->pieces->len; i++)
          {
            Piece *piece = &g_array_index (cell->pieces, Piece, i);

            if (kontor_map_line_hits (point, piece->from, piece->to, gap) && !g_ptr_array_find (lines, piece->line, NULL))
              g_ptr_array_add (lines, piece->line);
          }
      }
  return lines;
}

/* Where a level piece and an upright one cross, not only touch. */
static gboolean
meet (const Piece *level, const Piece *upright, KontorMapPlace *place)
{
  *place = (KontorMapPlace) { upright->from.x, level->from.y };
  return place->x > MIN (level->from.x, level->to.x) + 0.5 && place->x < MAX (level->from.x, level->to.x) - 0.5
      && place->y > MIN (upright->from.y, upright->to.y) + 0.5 && place->y < MAX (upright->from.y, upright->to.y) - 0.5;
}

GPtrArray *
kontor_map_field_find_crossed (KontorMapField *self, const GArray *route)
{
  GPtrArray *crossed = g_ptr_array_new ();

  for (guint i = 1; i < route->len; i++)
    {
      Piece own = { g_array_index (route, KontorMapPlace, i - 1), g_array_index (route, KontorMapPlace, i), NULL };
      gboolean level = fabs (own.from.y - own.to.y) < 0.5;
      Range range = range_of (MIN (own.from.x, own.to.x), MIN (own.from.y, own.to.y), MAX (own.from.x, own.to.x), MAX (own.from.y, own.to.y));

      for (int column = range.left; column <= range.right; column++)
        for (int row = range.top; row <= range.bottom; row++)
          {
            Cell *cell = cell_at (self, column, row, FALSE);

            for (guint k = 0; cell != NULL && k < cell->pieces->len; k++)
              {
                const Piece *other = &g_array_index (cell->pieces, Piece, k);
                KontorMapPlace place;

                if (level != (fabs (other->from.y - other->to.y) < 0.5) && meet (level ? &own : other, level ? other : &own, &place)
                    && (int) floor (place.x / CELL) == column && (int) floor (place.y / CELL) == row)
                  g_ptr_array_add (crossed, other->line);
              }
          }
    }
  return crossed;
}

static gboolean
is_near (const KontorMapObstacle *obstacle, KontorMapPlace from, KontorMapPlace to, double gap)
{
  return MAX (from.x, to.x) > obstacle->left - gap && MIN (from.x, to.x) < obstacle->right + gap
      && MAX (from.y, to.y) > obstacle->top - gap && MIN (from.y, to.y) < obstacle->bottom + gap;
}

const KontorMapObstacle *
kontor_map_field_find_obstacle (KontorMapField *self, KontorMapPlace from, KontorMapPlace to,
                                double gap, const char *but, const char *but_too)
{
  Range range = range_of (MIN (from.x, to.x) - gap, MIN (from.y, to.y) - gap, MAX (from.x, to.x) + gap, MAX (from.y, to.y) + gap);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, FALSE);

        for (guint i = 0; cell != NULL && i < cell->obstacles->len; i++)
          {
            const KontorMapObstacle *obstacle = g_ptr_array_index (cell->obstacles, i);

            if (!obstacle->caption && is_near (obstacle, from, to, gap)
                && (but == NULL || !g_str_equal (obstacle->point, but))
                && (but_too == NULL || !g_str_equal (obstacle->point, but_too)))
              return obstacle;
          }
      }
  return NULL;
}

GPtrArray *
kontor_map_field_get_obstacles (KontorMapField *self, double left, double top, double right, double bottom)
{
  GPtrArray *found = g_ptr_array_new ();
  Range range = range_of (left, top, right, bottom);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, FALSE);

        for (guint i = 0; cell != NULL && i < cell->obstacles->len; i++)
          {
            KontorMapObstacle *obstacle = g_ptr_array_index (cell->obstacles, i);

            if (obstacle->left < right && obstacle->right > left && obstacle->top < bottom && obstacle->bottom > top
                && !g_ptr_array_find (found, obstacle, NULL))
              g_ptr_array_add (found, obstacle);
          }
      }
  return found;
}

/* How long two pieces run side by side; below 0 where they do not. */
static double
shared (double a, double b, double c, double d)
{
  return MIN (MAX (a, b), MAX (c, d)) - MAX (MIN (a, b), MIN (c, d));
}

static gboolean
runs_along (const Piece *one, const Piece *other)
{
  gboolean level = fabs (one->from.y - one->to.y) < 0.5;

  if (level != (fabs (other->from.y - other->to.y) < 0.5))
    return FALSE;
  return level ? fabs (one->from.y - other->from.y) < APART && shared (one->from.x, one->to.x, other->from.x, other->to.x) > 1
               : fabs (one->from.x - other->from.x) < APART && shared (one->from.y, one->to.y, other->from.y, other->to.y) > 1;
}

GPtrArray *
kontor_map_field_find_beneath (KontorMapField *self, const GArray *route, gconstpointer own)
{
  GPtrArray *beneath = g_ptr_array_new ();

  for (guint i = 1; i < route->len; i++)
    {
      Piece piece = { g_array_index (route, KontorMapPlace, i - 1), g_array_index (route, KontorMapPlace, i), NULL };
      Range range = range_of (MIN (piece.from.x, piece.to.x) - APART, MIN (piece.from.y, piece.to.y) - APART,
                              MAX (piece.from.x, piece.to.x) + APART, MAX (piece.from.y, piece.to.y) + APART);

      for (int column = range.left; column <= range.right; column++)
        for (int row = range.top; row <= range.bottom; row++)
          {
            Cell *cell = cell_at (self, column, row, FALSE);

            for (guint k = 0; cell != NULL && k < cell->pieces->len; k++)
              {
                const Piece *other = &g_array_index (cell->pieces, Piece, k);

                if (other->line != own && runs_along (&piece, other) && !g_ptr_array_find (beneath, other->line, NULL))
                  g_ptr_array_add (beneath, other->line);
              }
          }
    }
  return beneath;
}

void
kontor_map_field_add_lanes (KontorMapField *self, double left, double top, double right, double bottom, GArray *xs, GArray *ys)
{
  Range range = range_of (left, top, right, bottom);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, FALSE);

        for (guint k = 0; cell != NULL && k < cell->pieces->len; k++)
          {
            const Piece *piece = &g_array_index (cell->pieces, Piece, k);

            if (fabs (piece->from.y - piece->to.y) < 0.5)
              g_array_append_val (ys, piece->from.y);
            else
              g_array_append_val (xs, piece->from.x);
          }
      }
}

double
kontor_map_field_trouble (KontorMapField *self, KontorMapPlace from, KontorMapPlace to, gboolean *overlaps)
{
  gboolean level = fabs (from.y - to.y) < 0.5;
  double left = MIN (from.x, to.x), right = MAX (from.x, to.x), top = MIN (from.y, to.y), bottom = MAX (from.y, to.y), cost = 0;
  Range range = range_of (left - APART, top - APART, right + APART, bottom + APART);

  for (int column = range.left; column <= range.right; column++)
    for (int row = range.top; row <= range.bottom; row++)
      {
        Cell *cell = cell_at (self, column, row, FALSE);

        for (guint i = 0; cell != NULL && i < cell->pieces->len; i++)
          {
            Piece *piece = &g_array_index (cell->pieces, Piece, i);
            gboolean other_level = fabs (piece->from.y - piece->to.y) < 0.5;

            if (level == other_level)
              {
                double apart = level ? fabs (from.y - piece->from.y) : fabs (from.x - piece->from.x);
                double length = level ? shared (from.x, to.x, piece->from.x, piece->to.x) : shared (from.y, to.y, piece->from.y, piece->to.y);

                if (apart < APART && length > -2)
                  {
                    /* The same two pieces may meet in several cells; dear enough as it is. */
                    cost += OVERLAP_COST + 4 * MAX (0, length);
                    *overlaps = TRUE;
                  }
              }
            else
              {
                double x = level ? piece->from.x : from.x, y = level ? from.y : piece->from.y;
                double other_left = MIN (piece->from.x, piece->to.x), other_right = MAX (piece->from.x, piece->to.x);
                double other_top = MIN (piece->from.y, piece->to.y), other_bottom = MAX (piece->from.y, piece->to.y);

                /* Counted in the cell where they cross. */
                if (x > MAX (left, other_left) - 2 && x < MIN (right, other_right) + 2
                    && y > MAX (top, other_top) - 2 && y < MIN (bottom, other_bottom) + 2
                    && (int) floor (x / CELL) == column && (int) floor (y / CELL) == row)
                  cost += CROSS_COST;
              }
          }
        for (guint i = 0; cell != NULL && i < cell->obstacles->len; i++)
          {
            const KontorMapObstacle *obstacle = g_ptr_array_index (cell->obstacles, i);

            if (obstacle->caption && is_near (obstacle, from, to, 1))
              cost += CAPTION_COST;
          }
      }
  return cost;
}
