#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "route/bpmn-private.h"

/*
 * BPMN is stricter than Kontor: its parallel gateway waits for a token on every
 * line that leads to it, Kontor's merge only for those that can still come.  A
 * file that other programs run has to be sound by the stricter rule, too.
 *
 * Every line has one point that takes its tokens, so points never compete for
 * them, and the order in which they move makes no difference to where the
 * process ends up: one enabled point at a time is followed, and only a choice
 * branches.
 */
#define MAX_STATES 100000

typedef struct
{
  KontorMap      *map;
  guint           n_points;
  guint           n_flows;
  const gboolean *patient;
  guint          *heads;
  GArray        **ins;
  GArray        **outs;
  GHashTable     *seen;
  GPtrArray      *open;
  GPtrArray      *problems;
  GHashTable     *told;
} Net;

static const KontorMapItem *
point_at (Net *net, guint point)
{
  return kontor_map_get_item (net->map, KONTOR_MAP_POINT, point);
}

static void
tell (Net *net, const char *code, guint point, const char *format)
{
  const KontorMapItem *item = point_at (net, point);
  const char *name = kontor_map_item_get_text (item, "name"), *place = strstr (format, "%s");

  if (!g_hash_table_add (net->told, GUINT_TO_POINTER (point + 1)) || place == NULL)
    return;
  kontor_bpmn_tell (net->problems, KONTOR_MAP_PROBLEM_ERROR, code, (const char *[]) { item->key, NULL }, "%.*s%s%s",
                    (int) (place - format), format, *name != '\0' ? name : item->key, place + 2);
}

static void
take (guint8 *tokens, GArray *flows)
{
  for (guint i = 0; i < flows->len; i++)
    tokens[g_array_index (flows, guint, i)] = 0;
}

/* FALSE: a token is there already, so that what follows would be done twice. */
static gboolean
put (Net *net, guint8 *tokens, guint flow)
{
  if (tokens[flow] != 0)
    {
      tell (net, "twice", net->heads[flow], _("Two ways come to “%s” at once; bring them together with a parallel gateway before."));
      return FALSE;
    }
  tokens[flow] = 1;
  return TRUE;
}

static gboolean
has_all (const guint8 *tokens, GArray *flows)
{
  for (guint i = 0; i < flows->len; i++)
    if (tokens[g_array_index (flows, guint, i)] == 0)
      return FALSE;
  return TRUE;
}

/* Moves what needs no choice; FALSE where nothing of that kind can move. */
static gboolean
step (Net *net, guint8 *tokens, gboolean *broken)
{
  for (guint flow = 0; flow < net->n_flows; flow++)
    {
      guint point = net->heads[flow];
      KontorMapKind kind = point_at (net, point)->kind;

      if (tokens[flow] == 0 || kind == KONTOR_MAP_KIND_CONDITION || kind == KONTOR_MAP_KIND_CHOICE)
        continue;
      if (kind == KONTOR_MAP_KIND_MERGE)
        {
          if (net->patient[point] || !has_all (tokens, net->ins[point]))
            continue;
          take (tokens, net->ins[point]);
        }
      tokens[flow] = 0;
      for (guint i = 0; i < net->outs[point]->len && !*broken; i++)
        *broken = !put (net, tokens, g_array_index (net->outs[point], guint, i));
      return TRUE;
    }
  return FALSE;
}

static void
remember (Net *net, const guint8 *tokens)
{
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (guint));
  GBytes *state;

  for (guint flow = 0; flow < net->n_flows; flow++)
    if (tokens[flow] != 0)
      g_array_append_val (there, flow);
  state = g_bytes_new (there->data, there->len * sizeof (guint));
  if (g_hash_table_add (net->seen, g_bytes_ref (state)))
    g_ptr_array_add (net->open, g_bytes_ref (state));
  g_bytes_unref (state);
}

/* Which gateway waits for ever. */
static void
tell_stuck (Net *net, const guint8 *tokens)
{
  for (guint flow = 0; flow < net->n_flows; flow++)
    if (tokens[flow] != 0)
      tell (net, "deadlock", net->heads[flow],
            _("“%s” waits for ever: not all of the ways that lead to it are walked."));
}

/* From one state to those behind the next choice. */
static void
follow (Net *net, guint8 *tokens)
{
  gboolean broken = FALSE;

  /* Round and round without a choice: told as “no end can be reached”. */
  for (guint n = 0; step (net, tokens, &broken) && !broken; n++)
    if (n > 4 * net->n_flows + 100)
      return;
  if (broken)
    return;
  for (guint flow = 0; flow < net->n_flows; flow++)
    {
      guint point = net->heads[flow];
      KontorMapKind kind = point_at (net, point)->kind;

      if (tokens[flow] == 0 || (kind != KONTOR_MAP_KIND_CONDITION && kind != KONTOR_MAP_KIND_CHOICE))
        continue;
      tokens[flow] = 0;
      for (guint i = 0; i < net->outs[point]->len; i++)
        {
          guint out = g_array_index (net->outs[point], guint, i);

          if (!put (net, tokens, out))
            continue;
          remember (net, tokens);
          tokens[out] = 0;
        }
      return;
    }
  /* An inclusive gateway goes on when nothing else can come. */
  for (guint flow = 0; flow < net->n_flows; flow++)
    if (tokens[flow] != 0 && net->patient[net->heads[flow]])
      {
        GArray *outs = net->outs[net->heads[flow]];

        take (tokens, net->ins[net->heads[flow]]);
        for (guint i = 0; i < outs->len && !broken; i++)
          broken = !put (net, tokens, g_array_index (outs, guint, i));
        if (!broken)
          remember (net, tokens);
        return;
      }
  tell_stuck (net, tokens);
}

static void
walk (Net *net)
{
  g_autofree guint8 *tokens = g_new0 (guint8, net->n_flows + 1);

  for (guint point = 0; point < net->n_points; point++)
    if (point_at (net, point)->kind == KONTOR_MAP_KIND_START && net->outs[point]->len > 0)
      tokens[g_array_index (net->outs[point], guint, 0)] = 1;
  remember (net, tokens);
  while (net->open->len > 0 && net->problems->len < 100)
    {
      g_autoptr (GBytes) state = g_ptr_array_steal_index_fast (net->open, net->open->len - 1);
      gsize length;
      const guint *there = g_bytes_get_data (state, &length);

      if (g_hash_table_size (net->seen) > MAX_STATES)
        {
          kontor_bpmn_tell (net->problems, KONTOR_MAP_PROBLEM_ERROR, "undecided", NULL, "%s",
                            _("The ways of the map are so entangled that it cannot be told whether they all end well."));
          return;
        }
      memset (tokens, 0, net->n_flows);
      for (guint i = 0; i < length / sizeof (guint); i++)
        tokens[there[i]] = 1;
      follow (net, tokens);
    }
}

void
kontor_bpmn_check_tokens (KontorMap *map, const gboolean *patient, GPtrArray *problems)
{
  guint n_points = kontor_map_get_n_items (map, KONTOR_MAP_POINT), n_flows = kontor_map_get_n_items (map, KONTOR_MAP_FLOW);
  g_autofree guint *heads = g_new0 (guint, n_flows + 1);
  g_autofree GArray **ins = g_new0 (GArray *, n_points + 1), **outs = g_new0 (GArray *, n_points + 1);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  Net net = { map, n_points, n_flows, patient, heads, ins, outs, seen, open, problems, told };

  for (guint i = 0; i < n_points; i++)
    {
      ins[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      outs[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (numbers, kontor_map_get_item (map, KONTOR_MAP_POINT, i)->key, GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < n_flows; i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      heads[i] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->to));
      g_array_append_val (ins[heads[i]], i);
      g_array_append_val (outs[GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->from))], i);
    }
  walk (&net);
  for (guint i = 0; i < n_points; i++)
    {
      g_array_unref (ins[i]);
      g_array_unref (outs[i]);
    }
}
