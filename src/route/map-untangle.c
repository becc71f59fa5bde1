#include "config.h"

#include "route/map-maze.h"
#include "route/map-trace.h"
#include "route/map-untangle.h"

#define N_PASSES     3
/* Searches from scratch are dear: so many, and so many steps for all of them;
 * fewer where the map is large and has taken its time already. */
#define MAX_SEARCHES 40
#define MIN_SEARCHES 8
#define ALL_SEARCHES 6000
#define MAX_STEPS    400000
#define LINE_STEPS   2000
#define MAX_PARTNERS 4
/* Thorough searches, to part lines that lie on one another, and their steps. */
#define MAX_PARTINGS 60
#define PARTING_STEPS 300000

typedef struct
{
  KontorMapField *field;
  GArray         *strands;
  /* line -> its number among the strands, and one more. */
  GHashTable     *numbers;
  guint           searches;
  guint           steps;
  guint           partings;
  guint           parting_steps;
} Untangler;

static guint
count_crossed (Untangler *self, const GArray *places)
{
  g_autoptr (GPtrArray) crossed = kontor_map_field_find_crossed (self->field, places);

  return crossed->len;
}

static gboolean
lies_on_another (Untangler *self, const GArray *places)
{
  gboolean lies = FALSE;

  for (guint i = 1; i < places->len && !lies; i++)
    kontor_map_field_trouble (self->field, g_array_index (places, KontorMapPlace, i - 1), g_array_index (places, KontorMapPlace, i), &lies);
  return lies;
}

/* The best way of a strand that is off the field: a plain one, from scratch where that crosses others. */
static GArray *
find_way (Untangler *self, const KontorMapStrand *strand, guint *crossings)
{
  gboolean lies;
  GArray *way = kontor_map_trace (self->field, strand->from, strand->to, &lies), *other;
  guint least;

  if (way != NULL && lies)
    g_clear_pointer (&way, g_array_unref);
  *crossings = way != NULL ? count_crossed (self, way) : G_MAXUINT;
  if (*crossings == 0 || self->searches == 0 || self->steps == 0)
    return way;
  self->searches--;
  other = kontor_map_maze_find (self->field, strand->from, strand->to, FALSE, &self->steps);
  if (other == NULL)
    return way;
  least = count_crossed (self, other);
  if (least >= *crossings || lies_on_another (self, other))
    {
      g_array_unref (other);
      return way;
    }
  g_clear_pointer (&way, g_array_unref);
  *crossings = least;
  return other;
}

static void
lift (Untangler *self, KontorMapStrand *strand)
{
  kontor_map_field_remove_line (self->field, strand->line, strand->places);
}

static void
lay (Untangler *self, KontorMapStrand *strand)
{
  kontor_map_field_add_line (self->field, strand->line, strand->places);
}

static void
replace_places (KontorMapStrand *strand, GArray *places)
{
  g_array_unref (strand->places);
  strand->places = places;
}

static gboolean
lay_anew (Untangler *self, KontorMapStrand *strand)
{
  guint before, after;
  GArray *way;

  lift (self, strand);
  before = count_crossed (self, strand->places);
  way = find_way (self, strand, &after);
  if (way != NULL && after < before)
    replace_places (strand, g_steal_pointer (&way));
  g_clear_pointer (&way, g_array_unref);
  lay (self, strand);
  return after < before;
}

/* Both look for a way again: @first as if the other were not there. */
static gboolean
lay_both_anew (Untangler *self, KontorMapStrand *first, KontorMapStrand *second)
{
  guint before, of_first, of_second = G_MAXUINT;
  GArray *first_way, *second_way = NULL, *was;
  gboolean better;

  lift (self, first);
  before = count_crossed (self, first->places);
  lift (self, second);
  before += count_crossed (self, second->places);
  was = first->places;
  first_way = find_way (self, first, &of_first);
  if (first_way != NULL && of_first < before)
    {
      first->places = first_way;
      lay (self, first);
      second_way = find_way (self, second, &of_second);
      lift (self, first);
      first->places = was;
    }
  better = second_way != NULL && of_first < before && of_second < before - of_first;
  if (better)
    {
      replace_places (first, g_steal_pointer (&first_way));
      replace_places (second, g_steal_pointer (&second_way));
    }
  g_clear_pointer (&first_way, g_array_unref);
  g_clear_pointer (&second_way, g_array_unref);
  lay (self, first);
  lay (self, second);
  return better;
}

static KontorMapStrand *
find_strand (Untangler *self, gpointer line)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, line));

  return number > 0 ? &g_array_index (self->strands, KontorMapStrand, number - 1) : NULL;
}

/* Nothing changed around it since it was last tried. */
static gboolean
is_as_before (Untangler *self, const KontorMapStrand *strand, const GPtrArray *crossed, guint pass)
{
  if (pass == 1 || strand->changed + 1 >= pass)
    return FALSE;
  for (guint i = 0; i < crossed->len; i++)
    {
      const KontorMapStrand *other = find_strand (self, g_ptr_array_index (crossed, i));

      if (other != NULL && other->changed + 1 >= pass)
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_for_better (Untangler *self, KontorMapStrand *strand, guint pass)
{
  g_autoptr (GPtrArray) crossed = kontor_map_field_find_crossed (self->field, strand->places);

  if (crossed->len == 0 || is_as_before (self, strand, crossed, pass))
    return FALSE;
  if (lay_anew (self, strand))
    {
      strand->changed = pass;
      return TRUE;
    }
  for (guint i = 0; i < MIN (crossed->len, MAX_PARTNERS); i++)
    {
      KontorMapStrand *other = find_strand (self, g_ptr_array_index (crossed, i));

      /* Whoever comes before has tried it with this one already. */
      if (other == NULL || other->fixed || other == strand || (other < strand && other->changed != pass && strand->changed != pass))
        continue;
      if (lay_both_anew (self, strand, other) || lay_both_anew (self, other, strand))
        {
          strand->changed = other->changed = pass;
          return TRUE;
        }
    }
  return FALSE;
}

/* Whether a strand that is off the field would lie on none of the lines there. */
static gboolean
is_apart (Untangler *self, const KontorMapStrand *strand, const GArray *places)
{
  g_autoptr (GPtrArray) beneath = kontor_map_field_find_beneath (self->field, places, strand->line);

  return beneath->len == 0;
}

/* A way for a strand that is off the field, on which no other line lies. */
static GArray *
find_way_apart (Untangler *self, const KontorMapStrand *strand)
{
  gboolean lies;
  GArray *way = kontor_map_trace (self->field, strand->from, strand->to, &lies);

  if (way == NULL || !is_apart (self, strand, way))
    {
      g_clear_pointer (&way, g_array_unref);
      way = kontor_map_trace_wide (self->field, strand->from, strand->to, &lies);
    }
  for (guint thorough = 0; thorough < 2 && (way == NULL || !is_apart (self, strand, way)); thorough++)
    {
      g_clear_pointer (&way, g_array_unref);
      if (self->partings == 0 || self->parting_steps == 0)
        return NULL;
      self->partings -= thorough;
      way = kontor_map_maze_find (self->field, strand->from, strand->to, thorough == 1, &self->parting_steps);
    }
  if (way != NULL && !is_apart (self, strand, way))
    g_clear_pointer (&way, g_array_unref);
  return way;
}

/* Both look for a way again, @first before the other. */
static gboolean
part_both (Untangler *self, KontorMapStrand *first, KontorMapStrand *second)
{
  GArray *first_way, *second_way = NULL, *was = first->places;

  lift (self, first);
  lift (self, second);
  first_way = find_way_apart (self, first);
  if (first_way != NULL)
    {
      first->places = first_way;
      lay (self, first);
      second_way = find_way_apart (self, second);
      lift (self, first);
      first->places = was;
    }
  if (second_way != NULL)
    {
      replace_places (first, g_array_ref (first_way));
      replace_places (second, g_array_ref (second_way));
    }
  lay (self, first);
  lay (self, second);
  g_clear_pointer (&first_way, g_array_unref);
  if (second_way == NULL)
    return FALSE;
  g_array_unref (second_way);
  return TRUE;
}

/* Whatever way is free, however long, is better than to lie on another line.  Only the
 * later one of two knows of it, and which of them gives way does not matter. */
static void
part (Untangler *self, KontorMapStrand *strand)
{
  g_autoptr (GPtrArray) beneath = kontor_map_field_find_beneath (self->field, strand->places, strand->line);
  GArray *way;

  if (beneath->len == 0)
    return;
  lift (self, strand);
  way = find_way_apart (self, strand);
  if (way != NULL)
    replace_places (strand, way);
  lay (self, strand);
  for (guint i = 0; i < MIN (beneath->len, MAX_PARTNERS) && way == NULL; i++)
    {
      KontorMapStrand *other = find_strand (self, g_ptr_array_index (beneath, i));

      if (other != NULL && !other->fixed && other != strand && (part_both (self, strand, other) || part_both (self, other, strand)))
        break;
    }
}

void
kontor_map_untangle (KontorMapField *field, GArray *strands)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Untangler self = { field, strands, numbers, CLAMP (ALL_SEARCHES / MAX (strands->len, 1), MIN_SEARCHES, MAX_SEARCHES),
                     MIN (LINE_STEPS * strands->len, MAX_STEPS), MAX_PARTINGS, PARTING_STEPS };
  gboolean better = TRUE;

  for (guint i = 0; i < strands->len; i++)
    g_hash_table_insert (numbers, g_array_index (strands, KontorMapStrand, i).line, GUINT_TO_POINTER (i + 1));
  for (guint pass = 1; pass <= N_PASSES && better; pass++)
    {
      better = FALSE;
      for (guint i = 0; i < strands->len; i++)
        if (!g_array_index (strands, KontorMapStrand, i).fixed)
          better = look_for_better (&self, &g_array_index (strands, KontorMapStrand, i), pass) || better;
    }
  for (guint i = 0; i < strands->len; i++)
    if (g_array_index (strands, KontorMapStrand, i).lies)
      part (&self, &g_array_index (strands, KontorMapStrand, i));
}
