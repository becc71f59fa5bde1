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
  guint                expanded;
  /* By flow of the map: whether it holds a token, while a way is told. */
  guint8              *held;
  /* With a guide: the states that are to be looked at, by how much is missing. */
  KontorMapGuide      *guide;
  GPtrArray           *open;
  guint                least;
} Walk;

/* So many states may be told apart within one step. */
#define SPAN 256

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

/* The flow that would hold two tokens then; G_MAXUINT: none. */
static guint
add_step (Walk *walk, KontorMapProblem *problem, guint point, const GArray *taken, const GArray *placed)
{
  KontorMapStep *step = g_new0 (KontorMapStep, 1);
  guint twice = G_MAXUINT;

  step->point = g_strdup (kontor_map_net_get_point (walk->fold->net, point)->key);
  step->taken = keys_of (walk, taken);
  step->placed = keys_of (walk, placed);
  g_ptr_array_add (problem->path, step);
  for (guint i = 0; i < taken->len; i++)
    walk->held[g_array_index (taken, guint, i)] = FALSE;
  for (guint i = 0; i < placed->len; i++)
    {
      guint flow = g_array_index (placed, guint, i);

      if (walk->held[flow])
        twice = flow;
      walk->held[flow] = TRUE;
    }
  return twice;
}

/* Of the flows that a line stands for those that leave a point, or reach it: of a
 * folded block several may. */
static void
add_flows (Walk *walk, GArray *flows, guint line, guint end, guint point, gboolean leaving)
{
  const KontorMapNet *net = walk->fold->net;
  const GArray *all = walk->fold->lines[line].walk;

  for (guint i = 0; i < MIN (end, all->len); i++)
    {
      guint flow = g_array_index (all, guint, i);

      if ((leaving ? net->tails[flow] : net->heads[flow]) == point)
        g_array_append_val (flows, flow);
    }
}

/* The points that a line stands for, each with all its ways. */
static guint
add_row (Walk *walk, KontorMapProblem *problem, guint line)
{
  const GArray *flows = walk->fold->lines[line].walk;
  guint twice = G_MAXUINT;
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  g_hash_table_add (told, GUINT_TO_POINTER (walk->fold->nodes[walk->fold->lines[line].tail].point));
  for (guint i = 0; i < flows->len && twice == G_MAXUINT; i++)
    {
      g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint)), placed = g_array_new (FALSE, FALSE, sizeof (guint));
      guint point = walk->fold->net->tails[g_array_index (flows, guint, i)];

      if (!g_hash_table_add (told, GUINT_TO_POINTER (point)))
        continue;
      add_flows (walk, taken, line, i, point, FALSE);
      add_flows (walk, placed, line, G_MAXUINT, point, TRUE);
      twice = add_step (walk, problem, point, taken, placed);
    }
  return twice;
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

/* The step of the token that stands on a flow already: an earlier one, or @now. */
static guint
find_holder (Walk *walk, const GArray *tokens, guint n_tokens, guint flow, guint now)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      const KontorMapFoldLine *line = &walk->fold->lines[g_array_index (tokens, Token, i).line];

      if (walk->fold->net->heads[flow] != walk->fold->nodes[line->head].point)
        continue;
      for (guint k = 0; k < line->walk->len; k++)
        if (g_array_index (line->walk, guint, k) == flow)
          return g_array_index (tokens, Token, i).step;
    }
  return now;
}

/* The split where two tokens parted. */
static void
find_pair (Walk *walk, GPtrArray *chain, GPtrArray *parents, guint one, guint other, KontorMapProblem *problem)
{
  g_autofree guint8 *marks = g_new0 (guint8, chain->len + 1);

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
call_twice (Walk *walk, KontorMapProblem *problem, guint point)
{
  const KontorMapItem *item = kontor_map_net_get_point (walk->fold->net, point);

  problem->code = "twice";
  g_strfreev (problem->points);
  problem->points = g_strdupv ((char *[]) { item->key, NULL });
  g_free (problem->message);
  problem->message = g_strdup_printf (_("Parallel ways come together at “%s” without a merge, so it would be done twice at once."),
                                      kontor_map_check_name (item));
}

/* Tells the way to @last again: flows in the order in which they are walked, and
 * the point where the two tokens that are at odds parted; (nullable) @at_end: the
 * end before which both stand.  On the map as it is drawn it may end before, where
 * what was folded comes together.  Returns the point where it does, G_MAXUINT: not. */
static guint
tell_way (Walk *walk, const State *last, const guint *at_end, KontorMapProblem *problem)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new (), parents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  guint one = 0, other = 0, first, end, twice = G_MAXUINT, flow = G_MAXUINT;

  memset (walk->held, 0, walk->fold->net->n_flows + 1);
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
      gboolean merges = node->kind == KONTOR_MAP_KIND_MERGE, chooses = node->kind == KONTOR_MAP_KIND_CONDITION;
      guint n_tokens;

      g_ptr_array_add (parents, above);
      for (guint i = tokens->len; s > 0 && i-- > 0; )
        {
          Token token = g_array_index (tokens, Token, i);

          if (merges ? walk->fold->lines[token.line].head != state->node : token.line != state->from || above->len > 0)
            continue;
          add_flows (walk, taken, token.line, G_MAXUINT, node->point, FALSE);
          g_array_append_val (above, token.step);
          g_array_remove_index (tokens, i);
        }
      n_tokens = tokens->len;
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
            add_flows (walk, placed, token.line, G_MAXUINT, node->point, TRUE);
          }
      flow = add_step (walk, problem, node->point, taken, placed);
      for (guint o = first; o < end && flow == G_MAXUINT; o++)
        if (twice == G_MAXUINT || g_array_index (node->outs, guint, o) == twice)
          flow = add_row (walk, problem, g_array_index (node->outs, guint, o));
      if (flow == G_MAXUINT)
        continue;
      if (s + 1 < chain->len || twice == G_MAXUINT)
        call_twice (walk, problem, walk->fold->net->tails[flow]);
      find_pair (walk, chain, parents, find_holder (walk, tokens, n_tokens, flow, s), s, problem);
      return s + 1 < chain->len || twice == G_MAXUINT ? walk->fold->net->tails[flow] : G_MAXUINT;
    }

  /* The two that are left. */
  other = g_array_index (tokens, Token, tokens->len - 1).step;
  one = g_array_index (tokens, Token, 0).step;
  if (at_end != NULL)
    find_at_end (walk, tokens, *at_end, &one, &other);
  find_pair (walk, chain, parents, one, other, problem);
  return G_MAXUINT;
}

/* NULL where it turned out to be another one. */
static KontorMapProblem *
add_problem (Walk *walk, const State *state, const guint *at_end, const char *code, const char * const *points, const char *message)
{
  KontorMapProblem *problem;
  guint point;

  kontor_map_check_add (walk->problems, KONTOR_MAP_PROBLEM_ERROR, code, points, "%s", message);
  problem = g_ptr_array_index (walk->problems, walk->problems->len - 1);
  point = tell_way (walk, state, at_end, problem);
  walk->limit = MIN (walk->limit, (walk->guide != NULL ? walk->expanded : walk->states->len) + MORE_STATES);
  if (point == G_MAXUINT)
    return problem;
  if (is_told (walk, 0, point))
    g_ptr_array_remove_index (walk->problems, walk->problems->len - 1);
  return NULL;
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
  problem = add_problem (walk, state, NULL, "stuck", (const char * const *) keys->pdata, message);
  if (problem == NULL)
    return;
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

/* Where the next step of the guide's row waits for others, they come first. */
static void
put_open (Walk *walk, const State *state, guint number)
{
  guint merge, missing = kontor_map_guide_rate (walk->guide, state->lines, state->n_lines, &merge), clear = 0;

  if (merge != G_MAXUINT && is_awaited (walk, state, merge))
    clear = 1 + kontor_map_guide_clear (walk->guide, state->lines, state->n_lines, merge);
  missing = missing * SPAN + MIN (clear, SPAN - 1);
  if (walk->open->len <= missing)
    g_ptr_array_set_size (walk->open, (int) missing + 1);
  if (g_ptr_array_index (walk->open, missing) == NULL)
    g_ptr_array_index (walk->open, missing) = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val ((GArray *) g_ptr_array_index (walk->open, missing), number);
  walk->least = MIN (walk->least, missing);
}

/* The state that is looked at next; -1: none is left. */
static int
take_open (Walk *walk)
{
  if (walk->guide == NULL)
    return walk->expanded < walk->states->len ? (int) walk->expanded : -1;
  for (; walk->least < walk->open->len; walk->least++)
    {
      GArray *list = g_ptr_array_index (walk->open, walk->least);

      if (list != NULL && list->len > 0)
        {
          guint number = g_array_index (list, guint, list->len - 1);

          g_array_set_size (list, list->len - 1);
          return (int) number;
        }
    }
  return -1;
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
  if (walk->guide != NULL)
    put_open (walk, state, walk->states->len - 1);
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

static void
free_list (GArray *list)
{
  if (list != NULL)
    g_array_unref (list);
}

KontorMapVerdict
kontor_map_check_walk (const KontorMapFold *fold, KontorMapGuide *guide, guint most_states, GPtrArray *problems)
{
  Walk walk = { .fold = fold, .problems = problems, .limit = most_states, .guide = guide };
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint before = problems->len;
  KontorMapVerdict verdict;
  int at = -1;

  if (fold->n_lines > G_MAXUINT16)
    return KONTOR_MAP_UNDECIDED;
  walk.numbers = g_new (guint, fold->n_lines + 1);
  walk.reach = kontor_map_fold_reach (fold, walk.numbers, &walk.reach_words);
  walk.states = g_ptr_array_new_with_free_func (g_free);
  walk.seen = g_hash_table_new (hash_state, equal_states);
  walk.told = g_hash_table_new (NULL, NULL);
  walk.held = g_new0 (guint8, fold->net->n_flows + 1);
  walk.open = g_ptr_array_new_with_free_func ((GDestroyNotify) free_list);
  for (guint i = 0; i < fold->nodes[fold->start].outs->len; i++)
    {
      guint16 line = g_array_index (fold->nodes[fold->start].outs, guint, i);

      g_array_append_val (first, line);
    }
  visit (&walk, -1, fold->start, 0, 0, first);
  while (walk.expanded < walk.limit && (at = take_open (&walk)) >= 0)
    {
      expand (&walk, at);
      walk.expanded++;
    }
  verdict = problems->len > before ? KONTOR_MAP_UNSOUND : take_open (&walk) >= 0 ? KONTOR_MAP_UNDECIDED : KONTOR_MAP_SOUND;

  g_hash_table_unref (walk.seen);
  g_hash_table_unref (walk.told);
  g_ptr_array_unref (walk.states);
  g_ptr_array_unref (walk.open);
  g_free (walk.numbers);
  g_free (walk.reach);
  g_free (walk.held);
  return verdict;
}
