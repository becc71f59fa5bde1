#include "config.h"

#include "route/map-check-guide.h"

struct _KontorMapGuide
{
  const KontorMapFold *fold;
  const GArray        *row;
  /* By node: how far it is to the split where the row begins, and to an end. */
  guint               *to_split;
  guint               *to_end;
  /* The same to merges, once they were asked for; their number -> distances. */
  GHashTable          *to_merge;
  /* By line: whether it holds a token, while a state is looked at. */
  guint8              *held;
};

/* By node, against the arrows; G_MAXUINT where there is no way. */
static guint *
measure (const KontorMapFold *fold, guint target, KontorMapKind kind)
{
  guint *distances = g_new (guint, fold->n_nodes + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint n = 0; n < fold->n_nodes; n++)
    {
      gboolean is_target = !fold->nodes[n].gone && (target == G_MAXUINT ? fold->nodes[n].kind == kind : n == target);

      distances[n] = is_target ? 0 : G_MAXUINT;
      if (is_target)
        g_array_append_val (open, n);
    }
  for (guint at = 0; at < open->len; at++)
    {
      guint node = g_array_index (open, guint, at);
      const GArray *ins = fold->nodes[node].ins;

      for (guint i = 0; i < ins->len; i++)
        {
          guint tail = fold->lines[g_array_index (ins, guint, i)].tail;

          if (distances[tail] != G_MAXUINT)
            continue;
          distances[tail] = distances[node] + 1;
          g_array_append_val (open, tail);
        }
    }
  return distances;
}

KontorMapGuide *
kontor_map_guide_new (const KontorMapFold *fold, const GArray *row)
{
  KontorMapGuide *self = g_new0 (KontorMapGuide, 1);

  self->fold = fold;
  self->row = row;
  self->to_split = measure (fold, fold->lines[g_array_index (row, KontorMapFoldPair, 0).one].tail, 0);
  self->to_end = measure (fold, G_MAXUINT, KONTOR_MAP_KIND_END);
  self->to_merge = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->held = g_new0 (guint8, fold->n_lines + 1);
  return self;
}

void
kontor_map_guide_free (KontorMapGuide *self)
{
  if (self == NULL)
    return;
  g_free (self->to_split);
  g_free (self->to_end);
  g_free (self->held);
  g_hash_table_unref (self->to_merge);
  g_free (self);
}

static guint
find_merge (KontorMapGuide *self, guint line)
{
  guint head = self->fold->lines[line].head;

  return self->fold->nodes[head].kind == KONTOR_MAP_KIND_MERGE ? head : G_MAXUINT;
}

guint
kontor_map_guide_rate (KontorMapGuide *self, const guint16 *lines, guint n_lines, guint *merge)
{
  guint missing = self->row->len + 1 + self->fold->n_nodes, nearest = G_MAXUINT;

  *merge = G_MAXUINT;
  for (guint i = 0; i < n_lines; i++)
    self->held[lines[i]] = TRUE;
  for (guint at = self->row->len; at-- > 0 && nearest == G_MAXUINT; )
    {
      const KontorMapFoldPair *pair = &g_array_index (self->row, KontorMapFoldPair, at);

      /* Two on one line are told, not walked on from. */
      if (pair->one == pair->other || !self->held[pair->one] || !self->held[pair->other])
        continue;
      missing = self->row->len - at;
      nearest = at + 1 < self->row->len ? pair[1].moved : pair->one;
    }
  for (guint i = 0; i < n_lines; i++)
    self->held[lines[i]] = FALSE;
  /* Not begun: which token is the first at the split? */
  for (guint i = 0; i < n_lines && missing > self->row->len; i++)
    {
      guint distance = self->to_split[self->fold->lines[lines[i]].head];

      if (distance == G_MAXUINT || self->row->len + 1 + distance >= missing)
        continue;
      missing = self->row->len + 1 + distance;
      nearest = lines[i];
      if (distance == 0)
        break;
    }
  if (nearest != G_MAXUINT)
    *merge = find_merge (self, nearest);
  return missing;
}

guint
kontor_map_guide_clear (KontorMapGuide *self, const guint16 *lines, guint n_lines, guint merge)
{
  guint *to_merge = g_hash_table_lookup (self->to_merge, GUINT_TO_POINTER (merge)), sum = 0;

  if (to_merge == NULL)
    g_hash_table_insert (self->to_merge, GUINT_TO_POINTER (merge), to_merge = measure (self->fold, merge, 0));
  for (guint i = 0; i < n_lines; i++)
    {
      guint head = self->fold->lines[lines[i]].head;

      sum += head == merge ? 0 : 1 + MIN (MIN (to_merge[head], self->to_end[head]), self->fold->n_nodes);
    }
  return sum;
}
