#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "route/map-check-private.h"

/* After the first problem so many more states are tried for others. */
#define MORE_STATES 300

/* A state of the walk: the sorted lines that hold a token, and how it came about. */
typedef struct
{
  guint    n_lines;
  int      before;
  /* The node that passed a token on, the line it came from, and which way it
   * went where the node chooses. */
  guint    node;
  guint    from;
  guint    way;
  guint16  lines[];
} State;

typedef struct
{
  const KontorMapFold *fold;
  guint               *numbers;
  guint64             *reach;
  guint                reach_words;
  GPtrArray           *states;
  GHashTable          *seen;
  GPtrArray           *problems;
  GHashTable          *told;
  guint                limit;
} Walk;

static guint
hash_state (gconstpointer data)
{
  const State *state = data;
  guint hash = 5381;

  for (guint i = 0; i < state->n_lines; i++)
    hash = hash * 33 + state->lines[i];
  return hash;
}

static gboolean
equal_states (gconstpointer a, gconstpointer b)
{
  const State *one = a, *other = b;

  return one->n_lines == other->n_lines && memcmp (one->lines, other->lines, one->n_lines * sizeof (guint16)) == 0;
}

static const KontorMapItem *
point_of (Walk *walk, guint node)
{
  return kontor_map_net_get_point (walk->fold->net, walk->fold->nodes[node].point);
}

/* Each problem once, though many states may show it. */
static gboolean
is_told (Walk *walk, guint code, guint node)
{
  return !g_hash_table_add (walk->told, GUINT_TO_POINTER (node * 4 + code));
}

/* A token while the way is told again: which step made it. */
typedef struct
{
  guint line;
  guint step;
} Token;

/* The steps that a token goes back to, itself included. */
static void
mark_origin (GPtrArray *parents, guint step, guint8 *marks, guint8 mark)
{
  const GArray *above = g_ptr_array_index (parents, step);

  if ((marks[step] & mark) != 0)
    return;
  marks[step] |= mark;
  for (guint i = 0; i < above->len; i++)
    mark_origin (parents, g_array_index (above, guint, i), marks, mark);
}

static char **
keys_of (Walk *walk, const GArray *flows)
{
  char **keys = g_new0 (char *, flows->len + 1);

  for (guint i = 0; i < flows->len; i++)
    keys[i] = g_strdup (kontor_map_net_get_flow (walk->fold->net, g_array_index (flows, guint, i))->key);
  return keys;
}

static void
add_step (Walk *walk, KontorMapProblem *problem, guint point, const GArray *taken, const GArray *placed)
{
  KontorMapStep *step = g_new0 (KontorMapStep, 1);

  step->point = g_strdup (kontor_map_net_get_point (walk->fold->net, point)->key);
  step->taken = keys_of (walk, taken);
  step->placed = keys_of (walk, placed);
  g_ptr_array_add (problem->path, step);
}

/* The points in a row that a line stands for. */
static void
add_row (Walk *walk, KontorMapProblem *problem, guint line)
{
  const KontorMapNet *net = walk->fold->net;
  const GArray *flows = walk->fold->lines[line].walk;

  for (guint i = 1; i < flows->len; i++)
    {
      g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint)), placed = g_array_new (FALSE, FALSE, sizeof (guint));
      guint point = net->tails[g_array_index (flows, guint, i)];

      /* Of folded blocks each way is told; a merge takes all that came. */
      for (guint k = i; k-- > 0; )
        if (net->heads[g_array_index (flows, guint, k)] == point
            && (k + 1 == i || net->kinds[point] == KONTOR_MAP_KIND_MERGE))
          g_array_append_val (taken, g_array_index (flows, guint, k));
      g_array_append_val (placed, g_array_index (flows, guint, i));
      add_step (walk, problem, point, taken, placed);
    }
}

/* The line of those added last that holds a token already, the shortest of them: there the way ends. */
static guint
find_twice (Walk *walk, const GArray *tokens, const KontorMapFoldNode *node, guint first, guint end)
{
  guint twice = G_MAXUINT;

  for (guint o = first; o < end; o++)
    for (guint i = 0; i < tokens->len; i++)
      {
        guint line = g_array_index (node->outs, guint, o);

        if (g_array_index (tokens, Token, i).line == line
            && (twice == G_MAXUINT || walk->fold->lines[line].walk->len < walk->fold->lines[twice].walk->len))
          twice = line;
      }
  return twice;
}

/* The two tokens that stand before the same end. */
static void
find_at_end (Walk *walk, const GArray *tokens, guint end, guint *one, guint *other)
{
  for (guint i = 0; i < tokens->len; i++)
    if (walk->fold->lines[g_array_index (tokens, Token, i).line].head == end)
      {
        *one = *other;
        *other = g_array_index (tokens, Token, i).step;
      }
}

/* Tells the way to @last again: flows in the order in which they are walked, and
 * the point where the two tokens that are at odds parted; (nullable) @at_end: the
 * end before which both stand. */
static void
tell_way (Walk *walk, const State *last, const guint *at_end, KontorMapProblem *problem)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new (), parents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_autofree guint8 *marks = NULL;
  guint one = 0, other = 0, first, end, twice = G_MAXUINT;

  for (const State *state = last; ; state = g_ptr_array_index (walk->states, state->before))
    {
      g_ptr_array_insert (chain, 0, (gpointer) state);
      if (state->before < 0)
        break;
    }
  for (guint s = 0; s < chain->len; s++)
    {
      const State *state = g_ptr_array_index (chain, s);
      const KontorMapFoldNode *node = &walk->fold->nodes[state->node];
      GArray *above = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint)), placed = g_array_new (FALSE, FALSE, sizeof (guint));
      const GArray *flows;
      gboolean merges = node->kind == KONTOR_MAP_KIND_MERGE, chooses = node->kind == KONTOR_MAP_KIND_CONDITION;

      g_ptr_array_add (parents, above);
      for (guint i = tokens->len; s > 0 && i-- > 0; )
        {
          Token token = g_array_index (tokens, Token, i);

          if (merges ? walk->fold->lines[token.line].head != state->node : token.line != state->from || above->len > 0)
            continue;
          flows = walk->fold->lines[token.line].walk;
          g_array_append_val (taken, g_array_index (flows, guint, flows->len - 1));
          g_array_append_val (above, token.step);
          g_array_remove_index (tokens, i);
        }
      first = chooses ? state->way : 0;
      end = chooses ? state->way + 1 : node->outs->len;
      twice = find_twice (walk, tokens, node, first, end);
      /* The line that holds two comes last: there the way ends. */
      for (guint pass = 0; pass < 2; pass++)
        for (guint o = first; o < end; o++)
          {
            Token token = { g_array_index (node->outs, guint, o), s };

            if ((token.line == twice) != (pass == 1))
              continue;
            g_array_append_val (tokens, token);
            g_array_append_val (placed, g_array_index (walk->fold->lines[token.line].walk, guint, 0));
          }
      add_step (walk, problem, node->point, taken, placed);
      for (guint o = first; o < end; o++)
        if (twice == G_MAXUINT || g_array_index (node->outs, guint, o) == twice)
          add_row (walk, problem, g_array_index (node->outs, guint, o));
    }

  /* The two: the last one and the one it ran into, or whatever two are left. */
  other = g_array_index (tokens, Token, tokens->len - 1).step;
  for (guint i = tokens->len; i-- > 0; )
    if (twice == G_MAXUINT || i + 1 == tokens->len || g_array_index (tokens, Token, i).line == g_array_index (tokens, Token, tokens->len - 1).line)
      one = g_array_index (tokens, Token, i).step;
  if (at_end != NULL)
    find_at_end (walk, tokens, *at_end, &one, &other);
  marks = g_new0 (guint8, chain->len + 1);
  mark_origin (parents, one, marks, 1);
  mark_origin (parents, other, marks, 2);
  for (guint s = chain->len; s-- > 0; )
    if (marks[s] == 3 && walk->fold->nodes[((State *) g_ptr_array_index (chain, s))->node].kind == KONTOR_MAP_KIND_SPLIT)
      {
        problem->pair = g_new0 (char *, 3);
        problem->pair[0] = g_strdup (point_of (walk, ((State *) g_ptr_array_index (chain, s))->node)->key);
        problem->pair[1] = g_strdup (problem->points[0]);
        return;
      }
}

static void
add_problem (Walk *walk, const State *state, const guint *at_end, const char *code, const char * const *points, const char *message)
{
  kontor_map_check_add (walk->problems, KONTOR_MAP_PROBLEM_ERROR, code, points, "%s", message);
  tell_way (walk, state, at_end, g_ptr_array_index (walk->problems, walk->problems->len - 1));
  walk->limit = MIN (walk->limit, walk->states->len + MORE_STATES);
}

static void
add_twice (Walk *walk, const State *state, guint line)
{
  /* It was done twice, once for each way that came to it. */
  guint node = walk->fold->lines[line].tail;
  const KontorMapItem *point = point_of (walk, node);
  g_autofree char *message = NULL;

  if (is_told (walk, 0, node))
    return;
  message = g_strdup_printf (_("Parallel ways come together at “%s” without a merge, so it would be done twice at once."),
                             kontor_map_check_name (point));
  add_problem (walk, state, NULL, "twice", (const char *[]) { point->key, NULL }, message);
}

static void
add_left_over (Walk *walk, const State *state, guint node)
{
  const KontorMapItem *point = point_of (walk, node);
  g_autofree char *message = NULL;

  if (is_told (walk, 1, node))
    return;
  message = g_strdup_printf (_("Parallel ways come to the same end “%s”; bring them together with a merge first, or give each an end of its own."),
                             kontor_map_check_name (point));
  add_problem (walk, state, &node, "left-over", (const char *[]) { point->key, NULL }, message);
}

static void
add_stuck (Walk *walk, const State *state)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *message = NULL;
  KontorMapProblem *problem;

  if (is_told (walk, 2, walk->fold->lines[state->lines[0]].head))
    return;
  for (guint i = 0; i < state->n_lines; i++)
    {
      const KontorMapItem *point = point_of (walk, walk->fold->lines[state->lines[i]].head);

      if (g_ptr_array_find (keys, point->key, NULL))
        continue;
      g_ptr_array_add (keys, point->key);
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", kontor_map_check_name (point));
    }
  g_ptr_array_add (keys, NULL);
  message = g_strdup_printf (_("The process would hang at %s."), names->str);
  add_problem (walk, state, NULL, "stuck", (const char * const *) keys->pdata, message);
  problem = g_ptr_array_index (walk->problems, walk->problems->len - 1);
  /* Here the two are those that wait for each other. */
  g_clear_pointer (&problem->pair, g_strfreev);
  if (keys->len > 2)
    problem->pair = g_strdupv ((char *[]) { g_ptr_array_index (keys, 0), g_ptr_array_index (keys, 1), NULL });
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

/* A state that can come about; what is wrong with it is told. */
static void
visit (Walk *walk, int before, guint node, guint from, guint way, const GArray *lines)
{
  State *state = g_malloc (sizeof (State) + lines->len * sizeof (guint16));

  state->n_lines = lines->len;
  state->before = before;
  state->node = node;
  state->from = from;
  state->way = way;
  if (lines->len > 0)
    memcpy (state->lines, lines->data, lines->len * sizeof (guint16));
  qsort (state->lines, state->n_lines, sizeof (guint16), compare);
  for (guint i = 1; i < state->n_lines; i++)
    if (state->lines[i] == state->lines[i - 1])
      {
        add_twice (walk, state, state->lines[i]);
        g_free (state);
        return;
      }
  for (guint i = 0; i < state->n_lines; i++)
    for (guint k = 0; k < i; k++)
      {
        guint end = walk->fold->lines[state->lines[i]].head;

        if (end != walk->fold->lines[state->lines[k]].head || walk->fold->nodes[end].kind != KONTOR_MAP_KIND_END)
          continue;
        add_left_over (walk, state, end);
        g_free (state);
        return;
      }
  if (g_hash_table_contains (walk->seen, state))
    {
      g_free (state);
      return;
    }
  g_hash_table_add (walk->seen, state);
  g_ptr_array_add (walk->states, state);
}

static gboolean
holds (gpointer data, guint line)
{
  const State *state = data;
  guint16 wanted = line;

  return bsearch (&wanted, state->lines, state->n_lines, sizeof (guint16), compare) != NULL;
}

static gboolean
is_awaited (Walk *walk, const State *state, guint merge)
{
  for (guint i = 0; i < state->n_lines; i++)
    {
      guint head = walk->fold->lines[state->lines[i]].head;

      if (head != merge && kontor_map_fold_awaits (walk->fold, walk->reach + (gsize) head * walk->reach_words, walk->numbers, merge,
                                                   holds, (gpointer) state))
        return TRUE;
    }
  return FALSE;
}

static void
expand (Walk *walk, int at)
{
  const State *state = g_ptr_array_index (walk->states, at);
  gboolean moved = state->n_lines == 0;
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint i = 0; i < state->n_lines; i++)
    {
      guint node = walk->fold->lines[state->lines[i]].head;
      const KontorMapFoldNode *it = &walk->fold->nodes[node];
      gboolean chooses = it->kind == KONTOR_MAP_KIND_CONDITION, merges = it->kind == KONTOR_MAP_KIND_MERGE;

      if (merges && is_awaited (walk, state, node))
        continue;
      moved = TRUE;
      for (guint way = 0; way < (chooses ? it->outs->len : 1); way++)
        {
          g_array_set_size (next, 0);
          for (guint k = 0; k < state->n_lines; k++)
            if (merges ? walk->fold->lines[state->lines[k]].head != node : k != i)
              g_array_append_val (next, state->lines[k]);
          for (guint o = chooses ? way : 0; o < (chooses ? way + 1 : it->outs->len); o++)
            {
              guint16 line = g_array_index (it->outs, guint, o);

              g_array_append_val (next, line);
            }
          visit (walk, at, node, state->lines[i], way, next);
        }
    }
  if (!moved)
    add_stuck (walk, state);
}

KontorMapVerdict
kontor_map_check_walk (const KontorMapFold *fold, guint most_states, GPtrArray *problems)
{
  Walk walk = { .fold = fold, .problems = problems, .limit = most_states };
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint before = problems->len, at = 0;
  KontorMapVerdict verdict;

  if (fold->n_lines > G_MAXUINT16)
    return KONTOR_MAP_UNDECIDED;
  walk.numbers = g_new (guint, fold->n_lines + 1);
  walk.reach = kontor_map_fold_reach (fold, walk.numbers, &walk.reach_words);
  walk.states = g_ptr_array_new_with_free_func (g_free);
  walk.seen = g_hash_table_new (hash_state, equal_states);
  walk.told = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < fold->nodes[fold->start].outs->len; i++)
    {
      guint16 line = g_array_index (fold->nodes[fold->start].outs, guint, i);

      g_array_append_val (first, line);
    }
  visit (&walk, -1, fold->start, 0, 0, first);
  for (; at < walk.states->len && at < walk.limit; at++)
    expand (&walk, at);
  verdict = problems->len > before ? KONTOR_MAP_UNSOUND : at < walk.states->len ? KONTOR_MAP_UNDECIDED : KONTOR_MAP_SOUND;

  g_hash_table_unref (walk.seen);
  g_hash_table_unref (walk.told);
  g_ptr_array_unref (walk.states);
  g_free (walk.numbers);
  g_free (walk.reach);
  return verdict;
}
