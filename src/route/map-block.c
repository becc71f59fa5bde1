#include "config.h"

#include "route/map-block.h"

/* While the map is taken apart: what is left of its flows and points. */
typedef struct
{
  guint           from;
  guint           to;
  guint           order;
  KontorMapBlock *block;
  gboolean        gone;
} Edge;

typedef struct
{
  GArray *ins;
  GArray *outs;
  /* Ways that end or lead back: (element-type KontorMapWay). */
  GArray *loose;
  gboolean gone;
  gboolean waits;
} Node;

typedef struct
{
  KontorMapBlocks *blocks;
  Node            *nodes;
  GArray          *edges;
  GArray          *work;
} Reducer;

static KontorMapBlock *
add_block (KontorMapBlocks *self, KontorMapBlockType type, guint point)
{
  KontorMapBlock *block = g_new0 (KontorMapBlock, 1);

  block->type = type;
  block->point = point;
  block->head = block->tail = block;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static KontorMapBlock *
make_point (KontorMapBlocks *self, guint point)
{
  KontorMapBlock *block = add_block (self, KONTOR_MAP_BLOCK_POINT, point);

  block->length = 1;
  return block;
}

static KontorMapBlock *
make_row (KontorMapBlocks *self, KontorMapBlock *first, KontorMapBlock *second)
{
  KontorMapBlock *row;

  if (first == NULL || second == NULL)
    return first != NULL ? first : second;
  row = add_block (self, KONTOR_MAP_BLOCK_ROW, 0);
  row->first = first;
  row->second = second;
  row->head = first->head;
  row->tail = second->tail;
  first->parent = second->parent = row;
  row->length = first->length + second->length;
  return row;
}

static void
add_way (KontorMapBlock *stack, const KontorMapWay *way)
{
  guint at = 0;

  /* Two stacks of the same point are one. */
  if (way->block != NULL && way->block->type == KONTOR_MAP_BLOCK_STACK && way->block->point == stack->point && way->block->lanes == 0)
    {
      for (guint i = 0; i < way->block->ways->len; i++)
        add_way (stack, &g_array_index (way->block->ways, KontorMapWay, i));
      return;
    }
  while (at < stack->ways->len && g_array_index (stack->ways, KontorMapWay, at).order <= way->order)
    at++;
  g_array_insert_val (stack->ways, at, *way);
  if (way->block != NULL)
    {
      way->block->parent = stack;
      stack->length = MAX (stack->length, way->block->length);
    }
}

static KontorMapBlock *
make_stack (KontorMapBlocks *self, guint point)
{
  KontorMapBlock *stack = add_block (self, KONTOR_MAP_BLOCK_STACK, point);

  stack->ways = g_array_new (FALSE, FALSE, sizeof (KontorMapWay));
  return stack;
}

/* Flows that lead back, by a walk in depth that begins at the start; @finished: whoever is behind comes first. */
static void
find_back (KontorMapBlocks *self, GArray *finished)
{
  const KontorMapNet *net = self->net;
  g_autofree guint8 *state = g_new0 (guint8, net->n_points + 1);
  g_autofree guint *next = g_new0 (guint, net->n_points + 1);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint pass = 0; pass < 3; pass++)
    for (guint root = 0; root < net->n_points; root++)
      {
        if (state[root] != 0 || (pass == 0 && net->kinds[root] != KONTOR_MAP_KIND_START)
            || (pass == 1 && kontor_map_net_n_ins (net, root) > 0))
          continue;
        g_array_append_val (path, root);
        state[root] = 1;
        while (path->len > 0)
          {
            guint p = g_array_index (path, guint, path->len - 1);

            if (next[p] < kontor_map_net_n_outs (net, p))
              {
                guint flow = net->outs[net->out_first[p] + next[p]++], to = net->heads[flow];

                if (state[to] == 1)
                  {
                    self->back[flow] = TRUE;
                  }
                else if (state[to] == 0)
                  {
                    state[to] = 1;
                    g_array_append_val (path, to);
                  }
                continue;
              }
            state[p] = 2;
            g_array_append_val (finished, p);
            g_array_set_size (path, path->len - 1);
          }
      }
}

static void
drop (GArray *edges, guint edge)
{
  for (guint i = 0; i < edges->len; i++)
    if (g_array_index (edges, guint, i) == edge)
      {
        g_array_remove_index (edges, i);
        return;
      }
}

static Edge *
edge_at (Reducer *self, guint edge)
{
  return &g_array_index (self->edges, Edge, edge);
}

static void
remove_edge (Reducer *self, guint edge)
{
  Edge *it = edge_at (self, edge);

  it->gone = TRUE;
  drop (self->nodes[it->from].outs, edge);
  drop (self->nodes[it->to].ins, edge);
}

static void
look_again (Reducer *self, guint node)
{
  if (self->nodes[node].waits || self->nodes[node].gone)
    return;
  self->nodes[node].waits = TRUE;
  g_array_append_val (self->work, node);
}

/* Edges that part and meet again are one. */
static gboolean
join_twins (Reducer *self, guint node)
{
  GArray *outs = self->nodes[node].outs;
  gboolean joined = FALSE;

  for (guint i = 0; i < outs->len; i++)
    for (guint j = outs->len; j-- > i + 1; )
      {
        guint kept = g_array_index (outs, guint, i), other = g_array_index (outs, guint, j);
        KontorMapBlock *stack;

        if (edge_at (self, kept)->to != edge_at (self, other)->to)
          continue;
        stack = make_stack (self->blocks, node);
        for (guint k = 0; k < 2; k++)
          {
            Edge *it = edge_at (self, k == 0 ? kept : other);

            add_way (stack, &(KontorMapWay) { it->block, it->order, it->to, TRUE, FALSE, 0, 0 });
          }
        edge_at (self, kept)->block = stack;
        edge_at (self, kept)->order = MIN (edge_at (self, kept)->order, edge_at (self, other)->order);
        look_again (self, edge_at (self, other)->to);
        remove_edge (self, other);
        joined = TRUE;
      }
  return joined;
}

/* The ways that turn off from a point on whose row another goes on. */
static KontorMapBlock *
make_turning (KontorMapBlocks *self, guint point, GArray *loose)
{
  KontorMapBlock *block = make_point (self, point);

  if (loose->len > 0)
    {
      block->ways = g_array_copy (loose);
      for (guint i = 0; i < loose->len; i++)
        g_array_index (loose, KontorMapWay, i).block->parent = block;
      g_array_set_size (loose, 0);
    }
  return block;
}

/* Where all ways from a point end: side by side if they are of equal right, else the longest goes straight on. */
static KontorMapBlock *
make_last (KontorMapBlocks *self, guint point, GArray *loose, gboolean *loops)
{
  KontorMapKind kind = self->net->kinds[point];
  gboolean even = loose->len > 1 && (kind == KONTOR_MAP_KIND_SPLIT || (kind == KONTOR_MAP_KIND_CHOICE && loose->len > 2));
  guint longest = 0;
  KontorMapWay main;

  for (guint i = 0; i < loose->len; i++)
    {
      const KontorMapWay *way = &g_array_index (loose, KontorMapWay, i), *best = &g_array_index (loose, KontorMapWay, longest);

      even = even && !way->loops;
      if (way->loops != best->loops ? best->loops : way->block->length != best->block->length ? way->block->length > best->block->length
          : way->order < best->order)
        longest = i;
    }
  if (loose->len == 0)
    {
      *loops = kind != KONTOR_MAP_KIND_END && kontor_map_net_n_outs (self->net, point) > 0;
      return make_point (self, point);
    }
  *loops = g_array_index (loose, KontorMapWay, longest).loops;
  if (even)
    {
      KontorMapBlock *stack = make_stack (self, point);

      for (guint i = 0; i < loose->len; i++)
        add_way (stack, &g_array_index (loose, KontorMapWay, i));
      g_array_set_size (loose, 0);
      return make_row (self, make_point (self, point), stack);
    }
  main = g_array_index (loose, KontorMapWay, longest);
  g_array_remove_index (loose, longest);
  return make_row (self, make_turning (self, point, loose), main.block);
}

/* With @turning, a point from which other ways turn off is taken for a point of
 * a row; before, it is waited for what becomes of the way that goes on. */
static void
reduce_node (Reducer *self, guint node, gboolean turning)
{
  Node *it = &self->nodes[node];

  join_twins (self, node);
  if (it->ins->len != 1)
    return;
  if (it->outs->len == 0)
    {
      guint in = g_array_index (it->ins, guint, 0), above = edge_at (self, in)->from;
      KontorMapWay way = { .order = edge_at (self, in)->order };

      way.block = make_row (self->blocks, edge_at (self, in)->block, make_last (self->blocks, node, it->loose, &way.loops));
      remove_edge (self, in);
      it->gone = TRUE;
      g_array_append_val (self->nodes[above].loose, way);
      look_again (self, above);
    }
  else if (it->outs->len == 1 && (turning || it->loose->len == 0))
    {
      guint in = g_array_index (it->ins, guint, 0), out = g_array_index (it->outs, guint, 0);
      Edge *first = edge_at (self, in), *second = edge_at (self, out);

      first->block = make_row (self->blocks, make_row (self->blocks, first->block, make_turning (self->blocks, node, it->loose)), second->block);
      first->to = second->to;
      drop (self->nodes[second->to].ins, out);
      g_array_append_val (self->nodes[second->to].ins, in);
      second->gone = TRUE;
      it->gone = TRUE;
      look_again (self, first->from);
      look_again (self, first->to);
    }
}

static void
reduce_all (Reducer *self)
{
  while (self->work->len > 0)
    {
      guint node = g_array_index (self->work, guint, self->work->len - 1);

      g_array_set_size (self->work, self->work->len - 1);
      self->nodes[node].waits = FALSE;
      if (!self->nodes[node].gone)
        reduce_node (self, node, FALSE);
    }
}

static void
box_free (KontorMapBox *box)
{
  g_array_unref (box->before);
  g_array_unref (box->behind);
  g_array_unref (box->returns);
  g_free (box);
}

static void
block_free (KontorMapBlock *block)
{
  g_clear_pointer (&block->parts, g_ptr_array_unref);
  g_clear_pointer (&block->ways, g_array_unref);
  g_clear_pointer (&block->returns, g_array_unref);
  g_clear_pointer (&block->back, g_array_unref);
  g_free (block);
}

static guint
add_box (KontorMapBlocks *self, KontorMapBlock *block)
{
  KontorMapBox *box = g_new0 (KontorMapBox, 1);

  box->block = block;
  box->before = g_array_new (FALSE, FALSE, sizeof (guint));
  box->behind = g_array_new (FALSE, FALSE, sizeof (guint));
  box->returns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->boxes, box);
  return self->boxes->len - 1;
}

static void
link_boxes (KontorMapBlocks *self, guint from, guint to)
{
  g_array_append_val (((KontorMapBox *) g_ptr_array_index (self->boxes, from))->behind, to);
  g_array_append_val (((KontorMapBox *) g_ptr_array_index (self->boxes, to))->before, from);
}

static void
make_boxes (Reducer *self)
{
  guint n = self->blocks->net->n_points;
  g_autofree guint *numbers = g_new0 (guint, n + 1);

  for (guint p = 0; p < n; p++)
    {
      Node *node = &self->nodes[p];
      gboolean loops;

      if (!node->gone)
        numbers[p] = add_box (self->blocks, node->outs->len == 0 ? make_last (self->blocks, p, node->loose, &loops)
                                                                 : make_point (self->blocks, p));
    }
  for (guint p = 0; p < n; p++)
    if (!self->nodes[p].gone)
      {
        Node *node = &self->nodes[p];

        for (guint i = 0; i < node->outs->len; i++)
          {
            Edge *edge = edge_at (self, g_array_index (node->outs, guint, i));
            guint between = edge->block != NULL ? add_box (self->blocks, edge->block) : G_MAXUINT;

            if (between == G_MAXUINT)
              {
                link_boxes (self->blocks, numbers[p], numbers[edge->to]);
                continue;
              }
            link_boxes (self->blocks, numbers[p], between);
            link_boxes (self->blocks, between, numbers[edge->to]);
          }
        for (guint i = 0; i < node->loose->len; i++)
          link_boxes (self->blocks, numbers[p], add_box (self->blocks, g_array_index (node->loose, KontorMapWay, i).block));
      }
}

static void
note (GArray **list, guint number)
{
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (*list, number);
}

/* A line that leads back is the matter of the smallest block that holds both its
 * ends, and of the ways that turned off in it on which it begins. */
static void
find_lanes (KontorMapBlocks *self)
{
  const KontorMapNet *net = self->net;
  g_autoptr (GHashTable) above = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      KontorMapBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->type == KONTOR_MAP_BLOCK_POINT)
        self->leaves[block->point] = block;
    }
  for (guint f = 0; f < net->n_flows; f++)
    {
      KontorMapBlock *both, *block;

      if (!self->back[f] || net->tails[f] == net->heads[f])
        continue;
      g_hash_table_remove_all (above);
      for (block = self->leaves[net->tails[f]]; block != NULL; block = block->parent)
        g_hash_table_add (above, block);
      for (both = self->leaves[net->heads[f]]; both != NULL && !g_hash_table_contains (above, both); both = both->parent)
        ;
      for (block = self->leaves[net->tails[f]]; block != both; block = block->parent)
        if (block->parent != NULL && block->parent->type == KONTOR_MAP_BLOCK_POINT)
          note (&block->returns, net->heads[f]);
      if (both == NULL)
        continue;
      both->lanes++;
      if (both->type == KONTOR_MAP_BLOCK_ROW)
        note (&both->back, f);
    }
}

static guint
find_box (KontorMapBlocks *self, GHashTable *numbers, guint point)
{
  KontorMapBlock *block = self->leaves[point];

  while (block->parent != NULL)
    block = block->parent;
  return GPOINTER_TO_UINT (g_hash_table_lookup (numbers, block));
}

static void
return_boxes (KontorMapBlocks *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->boxes->len; i++)
    g_hash_table_insert (numbers, ((KontorMapBox *) g_ptr_array_index (self->boxes, i))->block, GUINT_TO_POINTER (i));
  for (guint f = 0; f < self->net->n_flows; f++)
    if (self->back[f])
      {
        guint from = find_box (self, numbers, self->net->tails[f]), to = find_box (self, numbers, self->net->heads[f]);

        if (from != to)
          g_array_append_val (((KontorMapBox *) g_ptr_array_index (self->boxes, to))->returns, from);
      }
}

KontorMapBlocks *
kontor_map_blocks_new (const KontorMapNet *net)
{
  KontorMapBlocks *self = g_new0 (KontorMapBlocks, 1);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge)), work = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) finished = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree Node *nodes = g_new0 (Node, net->n_points + 1);
  Reducer reducer = { self, nodes, edges, work };

  self->net = net;
  self->back = g_new0 (gboolean, net->n_flows + 1);
  self->leaves = g_new0 (KontorMapBlock *, net->n_points + 1);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) box_free);
  find_back (self, finished);
  for (guint p = 0; p < net->n_points; p++)
    nodes[p] = (Node) { g_array_new (FALSE, FALSE, sizeof (guint)), g_array_new (FALSE, FALSE, sizeof (guint)),
                        g_array_new (FALSE, FALSE, sizeof (KontorMapWay)), FALSE, FALSE };
  for (guint f = 0; f < net->n_flows; f++)
    {
      Edge edge = { net->tails[f], net->heads[f], f, NULL, self->back[f] };

      g_array_append_val (edges, edge);
      if (edge.gone)
        continue;
      g_array_append_val (nodes[edge.from].outs, f);
      g_array_append_val (nodes[edge.to].ins, f);
    }
  for (guint p = net->n_points; p-- > 0; )
    look_again (&reducer, p);
  reduce_all (&reducer);
  for (guint i = 0; i < finished->len; i++)
    if (!nodes[g_array_index (finished, guint, i)].gone)
      {
        reduce_node (&reducer, g_array_index (finished, guint, i), TRUE);
        reduce_all (&reducer);
      }
  make_boxes (&reducer);
  find_lanes (self);
  return_boxes (self);
  for (guint p = 0; p < net->n_points; p++)
    {
      g_array_unref (nodes[p].ins);
      g_array_unref (nodes[p].outs);
      g_array_unref (nodes[p].loose);
    }
  return self;
}

void
kontor_map_blocks_free (KontorMapBlocks *self)
{
  if (self == NULL)
    return;
  g_free (self->back);
  g_free (self->leaves);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->boxes);
  g_free (self);
}
