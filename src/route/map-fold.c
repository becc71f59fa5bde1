#include "config.h"

#include "route/map-fold.h"

static KontorMapKind
plain_kind (KontorMapKind kind)
{
  switch (kind)
    {
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      return kind;
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_CHOICE:
      return KONTOR_MAP_KIND_CONDITION;
    case KONTOR_MAP_KIND_ACTION:
    case KONTOR_MAP_KIND_PROCESSING:
    case KONTOR_MAP_KIND_NESTED:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      return KONTOR_MAP_KIND_ACTION;
    }
}

static void
drop (GArray *lines, guint line)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, guint, i) == line)
      {
        g_array_remove_index (lines, i);
        return;
      }
}

static void
remove_line (KontorMapFold *self, guint line)
{
  KontorMapFoldLine *it = &self->lines[line];

  drop (self->nodes[it->tail].outs, line);
  drop (self->nodes[it->head].ins, line);
  it->gone = TRUE;
}

/* What comes in by @in goes on where @out leads. */
static void
lead_on (KontorMapFold *self, guint in, guint out)
{
  KontorMapFoldLine *first = &self->lines[in], *second = &self->lines[out];

  g_array_append_vals (first->walk, second->walk->data, second->walk->len);
  first->head = second->head;
  g_array_append_val (self->nodes[second->head].ins, in);
}

/* A token that enters leaves by the only way: the point need not be looked at. */
static void
pass_through (KontorMapFold *self, guint node)
{
  KontorMapFoldNode *it = &self->nodes[node];
  guint out = g_array_index (it->outs, guint, 0);

  for (guint i = 0; i < it->ins->len; i++)
    lead_on (self, g_array_index (it->ins, guint, i), out);
  g_array_set_size (it->ins, 0);
  remove_line (self, out);
  it->gone = TRUE;
}

KontorMapFold *
kontor_map_fold_new_whole (const KontorMapNet *net)
{
  KontorMapFold *self = g_new0 (KontorMapFold, 1);

  self->net = net;
  self->n_nodes = net->n_points;
  self->n_lines = net->n_flows;
  self->nodes = g_new0 (KontorMapFoldNode, self->n_nodes + 1);
  self->lines = g_new0 (KontorMapFoldLine, self->n_lines + 1);
  for (guint p = 0; p < self->n_nodes; p++)
    {
      KontorMapFoldNode *node = &self->nodes[p];

      node->kind = plain_kind (net->kinds[p]);
      node->point = p;
      node->ins = g_array_new (FALSE, FALSE, sizeof (guint));
      node->outs = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_vals (node->ins, net->ins + net->in_first[p], kontor_map_net_n_ins (net, p));
      g_array_append_vals (node->outs, net->outs + net->out_first[p], kontor_map_net_n_outs (net, p));
      if (node->kind == KONTOR_MAP_KIND_START)
        self->start = p;
    }
  for (guint f = 0; f < self->n_lines; f++)
    {
      self->lines[f].tail = net->tails[f];
      self->lines[f].head = net->heads[f];
      self->lines[f].walk = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (self->lines[f].walk, f);
    }
  return self;
}

KontorMapFold *
kontor_map_fold_new (const KontorMapNet *net)
{
  KontorMapFold *self = kontor_map_fold_new_whole (net);

  for (guint p = 0; p < self->n_nodes; p++)
    {
      KontorMapFoldNode *node = &self->nodes[p];

      if (node->kind == KONTOR_MAP_KIND_ACTION && node->ins->len == 1 && node->outs->len == 1
          && g_array_index (node->ins, guint, 0) != g_array_index (node->outs, guint, 0))
        pass_through (self, p);
    }
  return self;
}

/* Lines that leave a point side by side and meet again at once. */
static gboolean
join_twins (KontorMapFold *self, guint node)
{
  KontorMapFoldNode *it = &self->nodes[node];
  gboolean joined = FALSE;

  if (it->outs->len < 2)
    return FALSE;
  for (guint i = 0; i < it->outs->len; i++)
    for (guint j = it->outs->len; j-- > i + 1; )
      {
        guint kept = g_array_index (it->outs, guint, i), other = g_array_index (it->outs, guint, j);

        if (self->lines[kept].head != self->lines[other].head)
          continue;
        if (it->kind == KONTOR_MAP_KIND_SPLIT)
          {
            /* Both ways are walked; only a merge lets that be. */
            if (self->nodes[self->lines[kept].head].kind != KONTOR_MAP_KIND_MERGE)
              continue;
            g_array_append_vals (self->lines[kept].walk, self->lines[other].walk->data, self->lines[other].walk->len);
          }
        remove_line (self, other);
        joined = TRUE;
      }
  return joined;
}

/* A condition right behind a condition is one with it.  Not so a split behind a
 * split: a token before the second might come by a way that one of the first
 * holds already, and the merge goes on though another way is still to come. */
static gboolean
join_above (KontorMapFold *self, guint node)
{
  KontorMapFoldNode *it = &self->nodes[node];
  KontorMapFoldLine *in;
  guint above;

  if (it->kind != KONTOR_MAP_KIND_CONDITION || it->ins->len != 1)
    return FALSE;
  in = &self->lines[g_array_index (it->ins, guint, 0)];
  above = in->tail;
  if (above == node || self->nodes[above].kind != it->kind)
    return FALSE;
  remove_line (self, g_array_index (it->ins, guint, 0));
  for (guint i = 0; i < it->outs->len; i++)
    {
      guint out = g_array_index (it->outs, guint, i);

      g_array_prepend_vals (self->lines[out].walk, in->walk->data, in->walk->len);
      self->lines[out].tail = above;
      g_array_append_val (self->nodes[above].outs, out);
    }
  g_array_set_size (it->outs, 0);
  it->gone = TRUE;
  return TRUE;
}

static gboolean
drop_circles (KontorMapFold *self, guint node)
{
  KontorMapFoldNode *it = &self->nodes[node];
  gboolean dropped = FALSE;

  /* Of a split it would never end. */
  if (it->kind != KONTOR_MAP_KIND_CONDITION)
    return FALSE;
  for (guint i = it->outs->len; i-- > 0; )
    if (self->lines[g_array_index (it->outs, guint, i)].head == node && it->outs->len > 1)
      {
        remove_line (self, g_array_index (it->outs, guint, i));
        dropped = TRUE;
      }
  return dropped;
}

static gboolean
is_passage (KontorMapFold *self, guint node)
{
  KontorMapFoldNode *it = &self->nodes[node];
  guint next;

  if (it->outs->len != 1 || it->ins->len == 0)
    return FALSE;
  next = self->lines[g_array_index (it->outs, guint, 0)].head;
  if (next == node)
    return FALSE;
  switch (it->kind)
    {
    case KONTOR_MAP_KIND_MERGE:
      /* Whatever else may come, comes by the way that holds the token already. */
      return it->ins->len == 1;
    case KONTOR_MAP_KIND_ACTION:
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_SPLIT:
      /* Several lines into a merge would be waited for together. */
      return it->ins->len == 1 || self->nodes[next].kind != KONTOR_MAP_KIND_MERGE;
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_PROCESSING:
    case KONTOR_MAP_KIND_NESTED:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
    case KONTOR_MAP_KIND_CHOICE:
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      return FALSE;
    }
}

typedef struct
{
  GArray *list;
  guint8 *waits;
} Worklist;

static void
look_again (KontorMapFold *self, Worklist *work, guint node)
{
  if (work->waits[node] || self->nodes[node].gone)
    return;
  work->waits[node] = TRUE;
  g_array_append_val (work->list, node);
}

static void
look_around (KontorMapFold *self, Worklist *work, guint node)
{
  KontorMapFoldNode *it = &self->nodes[node];

  look_again (self, work, node);
  for (guint i = 0; i < it->ins->len; i++)
    look_again (self, work, self->lines[g_array_index (it->ins, guint, i)].tail);
  for (guint i = 0; i < it->outs->len; i++)
    look_again (self, work, self->lines[g_array_index (it->outs, guint, i)].head);
}

void
kontor_map_fold_reduce (KontorMapFold *self)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *waits = g_new0 (guint8, self->n_nodes + 1);
  Worklist work = { list, waits };

  for (guint n = 0; n < self->n_nodes; n++)
    look_again (self, &work, n);
  while (list->len > 0)
    {
      guint node = g_array_index (list, guint, list->len - 1);
      KontorMapFoldNode *it = &self->nodes[node];
      guint before, next;

      g_array_set_size (list, list->len - 1);
      waits[node] = FALSE;
      if (it->gone)
        continue;
      if (drop_circles (self, node) || join_twins (self, node))
        {
          look_around (self, &work, node);
          continue;
        }
      if (is_passage (self, node))
        {
          next = self->lines[g_array_index (it->outs, guint, 0)].head;
          before = self->lines[g_array_index (it->ins, guint, 0)].tail;
          pass_through (self, node);
          look_around (self, &work, next);
          look_around (self, &work, before);
          continue;
        }
      before = it->ins->len > 0 ? self->lines[g_array_index (it->ins, guint, 0)].tail : node;
      if (join_above (self, node))
        look_around (self, &work, before);
    }
}

void
kontor_map_fold_free (KontorMapFold *self)
{
  if (self == NULL)
    return;
  for (guint n = 0; n < self->n_nodes; n++)
    {
      g_array_unref (self->nodes[n].ins);
      g_array_unref (self->nodes[n].outs);
    }
  for (guint l = 0; l < self->n_lines; l++)
    g_array_unref (self->lines[l].walk);
  g_free (self->nodes);
  g_free (self->lines);
  g_free (self);
}

guint
kontor_map_fold_count_lines (const KontorMapFold *self)
{
  guint n = 0;

  for (guint l = 0; l < self->n_lines; l++)
    n += !self->lines[l].gone;
  return n;
}

gboolean
kontor_map_fold_is_trivial (const KontorMapFold *self)
{
  for (guint n = 0; n < self->n_nodes; n++)
    if (!self->nodes[n].gone && self->nodes[n].kind == KONTOR_MAP_KIND_SPLIT)
      return FALSE;
  return TRUE;
}
