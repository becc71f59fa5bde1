#include "config.h"

#include <stdlib.h>

#include "fixture/large-map.h"
#include "random-map.h"
#include "route/map-check-private.h"

/*
 * R76: whether a map is sound, told a second time and in another way: a set of
 * flows that hold a token is a number, and every number that can come about is
 * tried on the map as it stands, nothing folded.  Here the classical definition
 * is asked: no flow holds two tokens, no end is come to twice, from everywhere
 * the process can be over, and every point is come to.
 *
 * KONTOR_TEST_MAPS: how many random maps, 100,000 without it.
 */

typedef struct
{
  const RandomMap *map;
  guint64          ins[64];
  guint64          outs[64];
  /* By flow into a merge: the flows from which a token can come to it without passing the merge. */
  guint64          sources[64];
} Brute;

static void
brute_init (Brute *self, const RandomMap *map)
{
  *self = (Brute) { .map = map };
  for (guint f = 0; f < map->n_flows; f++)
    {
      self->outs[map->tails[f]] |= (guint64) 1 << f;
      self->ins[map->heads[f]] |= (guint64) 1 << f;
    }
  for (guint g = 0; g < map->n_flows; g++)
    {
      gboolean grown = map->kinds[map->heads[g]] == KONTOR_MAP_KIND_MERGE;

      self->sources[g] = (guint64) 1 << g;
      while (grown)
        {
          grown = FALSE;
          for (guint f = 0; f < map->n_flows; f++)
            if (!(self->sources[g] >> f & 1) && map->heads[f] != map->heads[g] && (self->outs[map->heads[f]] & self->sources[g]) != 0)
              {
                self->sources[g] |= (guint64) 1 << f;
                grown = TRUE;
              }
        }
    }
}

/* BPMN 2.0: a token elsewhere is waited for if it can reach a flow into the merge
 * that holds none, and cannot reach one that holds one. */
static gboolean
waits (const Brute *self, guint64 state, guint merge)
{
  guint64 to_empty = 0, to_held = 0;

  for (guint g = 0; g < self->map->n_flows; g++)
    if (self->ins[merge] >> g & 1)
      *(state >> g & 1 ? &to_held : &to_empty) |= self->sources[g];
  return (state & ~self->ins[merge] & to_empty & ~to_held) != 0;
}

static gboolean
is_kind (const Brute *self, guint point, KontorMapKind kind)
{
  return self->map->kinds[point] == kind;
}

static gboolean
chooses (const Brute *self, guint point)
{
  return is_kind (self, point, KONTOR_MAP_KIND_CONDITION) || is_kind (self, point, KONTOR_MAP_KIND_CHOICE);
}

/* The flows that hold a token, and the points that have taken one for ever. */
typedef struct
{
  guint64 flows;
  guint64 ended;
} State;

static guint
state_hash (gconstpointer data)
{
  const State *state = data;
  guint64 both = state->flows * 31 + state->ended;

  return (guint) (both ^ both >> 32);
}

static gboolean
state_equal (gconstpointer a, gconstpointer b)
{
  const State *one = a, *other = b;

  return one->flows == other->flows && one->ended == other->ended;
}

typedef struct
{
  GHashTable *numbers;
  GArray     *states;
  /* Pairs of numbers: from, to. */
  GArray     *moves;
  gboolean    wrong;
} Space;

static void
come_to (Space *space, guint from, guint64 rest, guint64 added, guint64 ended)
{
  State state = { rest | added, ended };
  gpointer number;
  guint to;

  if ((rest & added) != 0)
    {
      space->wrong = TRUE;
      return;
    }
  if (!g_hash_table_lookup_extended (space->numbers, &state, NULL, &number))
    {
      State *key = g_new (State, 1);

      *key = state;
      number = GUINT_TO_POINTER (space->states->len);
      g_hash_table_insert (space->numbers, key, number);
      g_array_append_val (space->states, state);
    }
  to = GPOINTER_TO_UINT (number);
  g_array_append_val (space->moves, from);
  g_array_append_val (space->moves, to);
}

static void
try_moves (const Brute *self, Space *space, guint number)
{
  guint64 state = g_array_index (space->states, State, number).flows, ended = g_array_index (space->states, State, number).ended;
  gboolean moved = state == 0;

  for (guint f = 0; f < self->map->n_flows && !space->wrong; f++)
    {
      guint point = self->map->heads[f];
      guint64 rest = state & ~((guint64) 1 << f);

      if (!(state >> f & 1))
        continue;
      if (is_kind (self, point, KONTOR_MAP_KIND_MERGE))
        {
          if (waits (self, state, point))
            continue;
          rest = state & ~self->ins[point];
        }
      moved = TRUE;
      if (is_kind (self, point, KONTOR_MAP_KIND_END))
        {
          space->wrong = space->wrong || (ended >> point & 1);
          come_to (space, number, rest, 0, ended | (guint64) 1 << point);
        }
      else if (chooses (self, point))
        for (guint out = 0; out < self->map->n_flows; out++)
          {
            if (self->outs[point] >> out & 1)
              come_to (space, number, rest, (guint64) 1 << out, ended);
          }
      else
        come_to (space, number, rest, self->outs[point], ended);
    }
  if (!moved)
    space->wrong = TRUE;
}

static gboolean
brute_is_sound (const Brute *self)
{
  Space space = { g_hash_table_new_full (state_hash, state_equal, g_free, NULL),
                  g_array_new (FALSE, FALSE, sizeof (State)), g_array_new (FALSE, FALSE, sizeof (guint)), FALSE };
  guint64 visited = 0;

  come_to (&space, 0, 0, self->outs[0], 0);
  g_array_set_size (space.moves, 0);
  for (guint i = 0; i < space.states->len && !space.wrong; i++)
    {
      visited |= g_array_index (space.states, State, i).flows;
      try_moves (self, &space, i);
    }
  if (!space.wrong)
    {
      g_autofree gboolean *ends = g_new0 (gboolean, space.states->len);
      gboolean grown = TRUE;

      for (guint i = 0; i < space.states->len; i++)
        ends[i] = g_array_index (space.states, State, i).flows == 0;
      while (grown)
        {
          grown = FALSE;
          for (guint i = space.moves->len; i > 0; i -= 2)
            {
              guint from = g_array_index (space.moves, guint, i - 2), to = g_array_index (space.moves, guint, i - 1);

              if (ends[to] && !ends[from])
                ends[from] = grown = TRUE;
            }
        }
      for (guint i = 0; i < space.states->len; i++)
        space.wrong = space.wrong || !ends[i];
      for (guint p = 1; p < self->map->n_points; p++)
        space.wrong = space.wrong || (visited & self->ins[p]) == 0;
    }
  g_hash_table_unref (space.numbers);
  g_array_unref (space.states);
  g_array_unref (space.moves);
  return !space.wrong;
}

static void
print_map (const RandomMap *map)
{
  for (guint f = 0; f < map->n_flows; f++)
    g_test_message ("p%u %s > p%u %s", map->tails[f], kontor_map_kind_to_text (map->kinds[map->tails[f]]),
                    map->heads[f], kontor_map_kind_to_text (map->kinds[map->heads[f]]));
}

static guint64
flows_of (char **keys)
{
  guint64 flows = 0;

  for (guint i = 0; keys[i] != NULL; i++)
    flows |= (guint64) 1 << atoi (keys[i] + 1);
  return flows;
}

static gboolean
is_one (guint64 set)
{
  return set != 0 && (set & (set - 1)) == 0;
}

/* Walks the path of a problem and asserts that every step of it can be taken
 * and that it ends in what the problem says. */
static void
assert_path (const Brute *self, const KontorMapProblem *problem)
{
  guint64 state = 0;
  gboolean twice = FALSE;
  guint64 before_end = 0;
  guint at_end = 0, free_moves = 0;

  g_assert_cmpuint (problem->path->len, >, 0);
  for (guint i = 0; i < problem->path->len; i++)
    {
      const KontorMapStep *step = g_ptr_array_index (problem->path, i);
      guint point = (guint) atoi (step->point + 1);
      guint64 taken = flows_of (step->taken), placed = flows_of (step->placed);

      g_assert_false (twice);
      g_assert_cmpuint (taken & ~state, ==, 0);
      g_assert_cmpuint (taken & ~self->ins[point], ==, 0);
      if (is_kind (self, point, KONTOR_MAP_KIND_MERGE))
        {
          g_assert_cmpuint (taken, ==, state & self->ins[point]);
          g_assert_false (waits (self, state, point));
        }
      g_assert_true (is_kind (self, point, KONTOR_MAP_KIND_MERGE) ? taken != 0
                     : point == 0 ? i == 0 && taken == 0 : is_one (taken));
      g_assert_true (chooses (self, point) ? is_one (placed) && (placed & ~self->outs[point]) == 0 : placed == self->outs[point]);
      state &= ~taken;
      twice = (state & placed) != 0;
      state |= placed;
    }
  for (guint f = 0; f < self->map->n_flows; f++)
    if (state >> f & 1)
      {
        if (is_kind (self, self->map->heads[f], KONTOR_MAP_KIND_END))
          {
            at_end += before_end >> self->map->heads[f] & 1;
            before_end |= (guint64) 1 << self->map->heads[f];
          }
        free_moves += !is_kind (self, self->map->heads[f], KONTOR_MAP_KIND_MERGE) || !waits (self, state, self->map->heads[f]);
      }
  if (g_str_equal (problem->code, "twice"))
    {
      g_assert_true (twice);
      g_assert_nonnull (problem->pair);
    }
  else if (g_str_equal (problem->code, "left-over"))
    {
      g_assert_cmpuint (at_end, >, 0);
      g_assert_nonnull (problem->pair);
    }
  else
    {
      g_assert_cmpstr (problem->code, ==, "stuck");
      g_assert_cmpuint (free_moves, ==, 0);
      g_assert_cmpuint (state, !=, 0);
      g_assert_nonnull (problem->pair);
    }
}

/* What folding leaves is as sound as the whole, and what is called clean is sound;
 * a walk that is guided comes to the same answer, by ways that can be walked. */
static void
assert_folded (const Brute *brute, KontorMap *map, gboolean expected)
{
  g_autoptr (KontorMapNet) net = kontor_map_net_new (map);
  g_autoptr (KontorMapFold) fold = kontor_map_fold_new (net);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_problem_free);
  for (guint folded = 0; folded < 2; folded++)
    {
      g_autoptr (GArray) suspicion = NULL;
      g_autoptr (KontorMapGuide) guide = NULL;

      if (folded)
        kontor_map_fold_reduce (fold);
      if ((folded && kontor_map_fold_is_trivial (fold)) || kontor_map_fold_is_clean (fold, &suspicion))
        g_assert_true (expected);
      for (guint guided = 0; guided < (suspicion != NULL ? 2 : 1); guided++)
        {
          if (guided)
            guide = kontor_map_guide_new (fold, suspicion);
          g_ptr_array_set_size (problems, 0);
          g_assert_cmpint (kontor_map_check_walk (fold, guide, 50000, problems), ==, expected ? KONTOR_MAP_SOUND : KONTOR_MAP_UNSOUND);
          for (guint i = 0; i < problems->len; i++)
            assert_path (brute, g_ptr_array_index (problems, i));
        }
    }
}

static void
test_brute_force (void)
{
  const char *wanted = g_getenv ("KONTOR_TEST_MAPS");
  guint count = wanted != NULL ? (guint) atoi (wanted) : 100000, done = 0, sound = 0;

  while (done < count)
    {
      RandomMap random;
      Brute brute;
      gboolean expected, found = TRUE;
      g_autoptr (KontorMap) map = NULL;
      g_autoptr (GPtrArray) problems = NULL;

      if (!(done % 3 == 0 ? random_map_wire (&random, 12) : random_map_grow (&random, 12)))
        continue;
      done++;
      brute_init (&brute, &random);
      expected = brute_is_sound (&brute);
      sound += expected;
      map = random_map_to_map (&random);
      problems = kontor_map_check (map);
      for (guint i = 0; i < problems->len; i++)
        {
          const KontorMapProblem *problem = g_ptr_array_index (problems, i);

          if (problem->severity != KONTOR_MAP_PROBLEM_ERROR)
            continue;
          found = FALSE;
          assert_path (&brute, problem);
        }
      if (found != expected)
        print_map (&random);
      g_assert_cmpint (found, ==, expected);
      assert_folded (&brute, map, expected);
    }
  g_test_message ("%u maps, %u of them sound", done, sound);
  /* Neither answer is the rule. */
  g_assert_cmpuint (sound, >, count / 10);
  g_assert_cmpuint (sound, <, count - count / 10);
}

/* Side by side in blocks, many at once: decided without trying every order. */
static void
test_wide (void)
{
  for (guint run = 0; run < 40; run++)
    {
      g_autoptr (KontorMap) map = kontor_map_new ();
      g_autoptr (GPtrArray) problems = NULL;
      guint ways = 2 + run, flow = 0;
      gboolean merged = run % 2 == 0;
      struct { const char *key; KontorMapKind kind; } fixed[] = {
        { "s", KONTOR_MAP_KIND_START }, { "x", KONTOR_MAP_KIND_SPLIT }, { "m", KONTOR_MAP_KIND_MERGE }, { "e", KONTOR_MAP_KIND_END },
      };

      if (!merged)
        fixed[2].kind = KONTOR_MAP_KIND_ACTION;
      for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
        {
          KontorMapItem *point = kontor_map_item_new (KONTOR_MAP_POINT, fixed[i].kind, fixed[i].key);

          json_object_set_string_member (point->properties, "name", fixed[i].key);
          kontor_map_put (map, KONTOR_MAP_POINT, fixed[i].key, point, G_MAXUINT);
        }
      for (guint i = 0; i < 3 * ways + 2; i++)
        {
          g_autofree char *key = g_strdup_printf ("f%u", flow++), *point = g_strdup_printf ("a%u", i / 3);
          g_autofree char *next = g_strdup_printf ("b%u", i / 3);
          KontorMapItem *item = kontor_map_item_new (KONTOR_MAP_FLOW, KONTOR_MAP_KIND_FLOW, key);

          for (guint k = 0; k < 2 && i < 3 * ways && i % 3 == 0; k++)
            {
              KontorMapItem *step = kontor_map_item_new (KONTOR_MAP_POINT, KONTOR_MAP_KIND_ACTION, k == 0 ? point : next);

              json_object_set_string_member (step->properties, "name", step->key);
              kontor_map_put (map, KONTOR_MAP_POINT, step->key, step, G_MAXUINT);
            }
          item->from = g_strdup (i >= 3 * ways ? (i == 3 * ways ? "s" : "m") : i % 3 == 0 ? "x" : i % 3 == 1 ? point : next);
          item->to = g_strdup (i >= 3 * ways ? (i == 3 * ways ? "x" : "e") : i % 3 == 0 ? point : i % 3 == 1 ? next : "m");
          kontor_map_put (map, KONTOR_MAP_FLOW, key, item, G_MAXUINT);
        }
      problems = kontor_map_check (map);
      if (merged)
        {
          g_assert_cmpuint (problems->len, ==, 0);
        }
      else
        {
          const KontorMapProblem *problem = g_ptr_array_index (problems, 0);

          g_assert_cmpstr (problem->code, ==, "twice");
          g_assert_cmpstr (problem->pair[0], ==, "x");
          g_assert_cmpstr (problem->pair[1], ==, "m");
        }
    }
}

/* Hundreds of points, with ways that end early inside of parallel ones that come
 * round again: mostly unsound, and that is found among more states than can be tried. */
static void
test_large (void)
{
  guint unsound = 0;

  for (guint run = 1; run <= 40; run++)
    {
      g_autoptr (KontorMap) map = kontor_test_large_map (1000, TRUE, 0, run);
      g_autoptr (GPtrArray) problems = kontor_map_check (map);

      for (guint i = 0; i < problems->len; i++)
        {
          const KontorMapProblem *problem = g_ptr_array_index (problems, i);

          g_assert_cmpstr (problem->code, !=, "undecided");
          g_assert_cmpuint (problem->path->len, >, 0);
        }
      unsound += problems->len > 0;
    }
  g_assert_cmpuint (unsound, >, 30);
  g_assert_cmpuint (unsound, <, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-sound/R76-agrees-with-brute-force", test_brute_force);
  g_test_add_func ("/map-sound/many-ways-side-by-side", test_wide);
  g_test_add_func ("/map-sound/R76-large", test_large);
  return g_test_run ();
}
