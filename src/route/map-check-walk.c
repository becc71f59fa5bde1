#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "route/map-check.h"

/* More states than this: undecided, and therefore not sound. */
#define MAX_STATES 50000

/*
 * The map as numbers.  A state of the walk is the sorted list of flows that
 * hold a token, kept as a GBytes of guint16; the walk tries every move from
 * every state that can come about.
 */
typedef struct
{
  KontorMap     *map;
  guint          n_points;
  guint          n_flows;
  KontorMapKind *kinds;
  /* The point a flow leads to, after points in a row were folded together. */
  guint16       *heads;
  guint16       *tails;
  gboolean      *folded;
  GArray       **outs;
  /* For a merge: by flow, whether a token on it may still come. */
  gboolean     **awaited;
  GHashTable    *seen;
  GQueue         open;
  GPtrArray     *problems;
  GHashTable    *told;
} Walk;

static const char *
name_of (Walk *walk, guint point)
{
  const KontorMapItem *item = kontor_map_get_item (walk->map, KONTOR_MAP_POINT, point);
  const char *name = kontor_map_item_get_text (item, "name");

  return *name != '\0' ? name : kontor_map_kind_get_label (item->kind);
}

static const char *
key_of (Walk *walk, guint point)
{
  return kontor_map_get_item (walk->map, KONTOR_MAP_POINT, point)->key;
}

/* Each problem once, though many states may show it. */
static gboolean
is_told (Walk *walk, const char *code, guint point)
{
  return !g_hash_table_add (walk->told, g_strdup_printf ("%s %u", code, point));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

static void
visit (Walk *walk, GArray *state, guint moved)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint16 *flows;

  g_array_sort (state, compare);
  flows = (const guint16 *) (gpointer) state->data;
  for (guint i = 1; i < state->len; i++)
    if (flows[i] == flows[i - 1])
      {
        /* It was done twice, once for each way that came to it. */
        guint point = walk->tails[flows[i]];

        if (!is_told (walk, "twice", point))
          kontor_map_check_add (walk->problems, KONTOR_MAP_PROBLEM_ERROR, "twice",
                                (const char *[]) { key_of (walk, point), NULL },
                                _("Parallel ways come together at “%s” without a merge, so it would be done twice at once."),
                                name_of (walk, point));
        return;
      }
  if (walk->kinds[moved] == KONTOR_MAP_KIND_END && state->len > 0 && !is_told (walk, "left-over", moved))
    kontor_map_check_add (walk->problems, KONTOR_MAP_PROBLEM_ERROR, "left-over",
                          (const char *[]) { key_of (walk, moved), NULL },
                          _("The end “%s” can be reached while other ways are still being walked; bring them together with a merge first."),
                          name_of (walk, moved));

  bytes = g_bytes_new (state->data, state->len * sizeof (guint16));
  if (g_hash_table_contains (walk->seen, bytes))
    return;
  g_hash_table_add (walk->seen, g_bytes_ref (bytes));
  g_queue_push_tail (&walk->open, g_bytes_ref (bytes));
}

/* The state without the token at @position, with those of @added (nullable) or of @one. */
static void
move (Walk *walk, const guint16 *flows, gsize n_flows, guint leaving, gboolean whole_point,
      const GArray *added, int one, guint moved)
{
  g_autoptr (GArray) next = g_array_sized_new (FALSE, FALSE, sizeof (guint16), n_flows + 4);

  for (gsize i = 0; i < n_flows; i++)
    if (whole_point ? walk->heads[flows[i]] != moved : i != leaving)
      g_array_append_val (next, flows[i]);
  if (added != NULL && added->len > 0)
    g_array_append_vals (next, added->data, added->len);
  if (one >= 0)
    {
      guint16 flow = one;

      g_array_append_val (next, flow);
    }
  visit (walk, next, moved);
}

static gboolean
is_awaited (Walk *walk, const guint16 *flows, gsize n_flows, guint merge)
{
  for (gsize i = 0; i < n_flows; i++)
    if (walk->heads[flows[i]] != merge && walk->awaited[merge][flows[i]])
      return TRUE;
  return FALSE;
}

static void
expand (Walk *walk, GBytes *state)
{
  gsize size;
  const guint16 *flows = g_bytes_get_data (state, &size);
  gsize n_flows = size / sizeof (guint16);
  gboolean moved = n_flows == 0;

  for (gsize i = 0; i < n_flows; i++)
    {
      guint point = walk->heads[flows[i]];

      if (walk->kinds[point] == KONTOR_MAP_KIND_MERGE)
        {
          if (is_awaited (walk, flows, n_flows, point))
            continue;
          moved = TRUE;
          move (walk, flows, n_flows, i, TRUE, walk->outs[point], -1, point);
        }
      else if (walk->kinds[point] == KONTOR_MAP_KIND_CONDITION || walk->kinds[point] == KONTOR_MAP_KIND_CHOICE)
        {
          moved = TRUE;
          for (guint o = 0; o < walk->outs[point]->len; o++)
            move (walk, flows, n_flows, i, FALSE, NULL, g_array_index (walk->outs[point], guint16, o), point);
        }
      else
        {
          moved = TRUE;
          move (walk, flows, n_flows, i, FALSE, walk->outs[point], -1, point);
        }
    }

  if (!moved && !is_told (walk, "stuck", walk->heads[flows[0]]))
    {
      g_autoptr (GPtrArray) keys = g_ptr_array_new ();
      g_autoptr (GString) names = g_string_new (NULL);

      for (gsize i = 0; i < n_flows; i++)
        {
          const char *key = key_of (walk, walk->heads[flows[i]]);

          if (g_ptr_array_find (keys, key, NULL))
            continue;
          g_ptr_array_add (keys, (gpointer) key);
          g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", name_of (walk, walk->heads[flows[i]]));
        }
      g_ptr_array_add (keys, NULL);
      kontor_map_check_add (walk->problems, KONTOR_MAP_PROBLEM_ERROR, "stuck", (const char * const *) keys->pdata,
                            _("The process would hang at %s."), names->str);
    }
}

/* What comes in by the only line of a plain point goes out by the only one. */
static void
fold (Walk *walk)
{
  for (guint p = 0; p < walk->n_points; p++)
    {
      int in = -1, out = -1;
      guint ins = 0, outs = 0;

      if (kontor_map_kind_is_fork (walk->kinds[p]) || walk->kinds[p] == KONTOR_MAP_KIND_MERGE
          || walk->kinds[p] == KONTOR_MAP_KIND_START || walk->kinds[p] == KONTOR_MAP_KIND_END)
        continue;
      for (guint f = 0; f < walk->n_flows; f++)
        {
          if (walk->folded[f])
            continue;
          if (walk->heads[f] == p)
            ins++, in = f;
          if (walk->tails[f] == p)
            outs++, out = f;
        }
      if (ins == 1 && outs == 1 && in != out)
        {
          walk->heads[in] = walk->heads[out];
          walk->folded[out] = TRUE;
        }
    }
}

static void
find_awaited (Walk *walk, guint merge)
{
  g_autofree gboolean *reaches = g_new0 (gboolean, walk->n_points);
  gboolean grown = TRUE;

  walk->awaited[merge] = g_new0 (gboolean, walk->n_flows);
  while (grown)
    {
      grown = FALSE;
      for (guint f = 0; f < walk->n_flows; f++)
        if (!walk->folded[f] && walk->tails[f] != merge && !reaches[walk->tails[f]]
            && (walk->heads[f] == merge || reaches[walk->heads[f]]))
          grown = reaches[walk->tails[f]] = TRUE;
    }
  for (guint f = 0; f < walk->n_flows; f++)
    walk->awaited[merge][f] = !walk->folded[f] && walk->heads[f] != merge && reaches[walk->heads[f]];
}

void
kontor_map_check_walk (KontorMap *map, GPtrArray *problems)
{
  Walk walk = { .map = map, .problems = problems };
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint start = 0;

  walk.n_points = kontor_map_get_n_items (map, KONTOR_MAP_POINT);
  walk.n_flows = kontor_map_get_n_items (map, KONTOR_MAP_FLOW);
  if (walk.n_points > G_MAXUINT16 || walk.n_flows > G_MAXUINT16)
    return;
  walk.kinds = g_new0 (KontorMapKind, walk.n_points);
  walk.outs = g_new0 (GArray *, walk.n_points);
  walk.awaited = g_new0 (gboolean *, walk.n_points);
  walk.heads = g_new0 (guint16, walk.n_flows);
  walk.tails = g_new0 (guint16, walk.n_flows);
  walk.folded = g_new0 (gboolean, walk.n_flows);
  walk.seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  walk.told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint p = 0; p < walk.n_points; p++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, p);

      g_hash_table_insert (numbers, point->key, GUINT_TO_POINTER (p));
      walk.kinds[p] = point->kind;
      walk.outs[p] = g_array_new (FALSE, FALSE, sizeof (guint16));
      if (point->kind == KONTOR_MAP_KIND_START)
        start = p;
    }
  for (guint f = 0; f < walk.n_flows; f++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, f);

      walk.tails[f] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->from));
      walk.heads[f] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->to));
    }
  fold (&walk);
  for (guint f = 0; f < walk.n_flows; f++)
    if (!walk.folded[f])
      {
        guint16 flow = f;

        g_array_append_val (walk.outs[walk.tails[f]], flow);
      }
  for (guint p = 0; p < walk.n_points; p++)
    if (walk.kinds[p] == KONTOR_MAP_KIND_MERGE)
      find_awaited (&walk, p);

  g_array_append_vals (first, walk.outs[start]->data, walk.outs[start]->len);
  visit (&walk, first, start);
  while (!g_queue_is_empty (&walk.open))
    {
      g_autoptr (GBytes) state = g_queue_pop_head (&walk.open);

      if (g_hash_table_size (walk.seen) > MAX_STATES)
        {
          kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_ERROR, "undecided", NULL, "%s",
            _("The map has too many parallel ways to be checked; put parts of it into maps of their own."));
          break;
        }
      expand (&walk, state);
    }

  g_queue_clear_full (&walk.open, (GDestroyNotify) g_bytes_unref);
  for (guint p = 0; p < walk.n_points; p++)
    {
      g_array_unref (walk.outs[p]);
      g_free (walk.awaited[p]);
    }
  g_free (walk.kinds);
  g_free (walk.outs);
  g_free (walk.awaited);
  g_free (walk.heads);
  g_free (walk.tails);
  g_free (walk.folded);
  g_hash_table_unref (walk.seen);
  g_hash_table_unref (walk.told);
}
