#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "route/map-dock.h"
#include "route/map-tidy.h"

#define COLUMN_GAP 44.0
/* Behind a question, room for the words on the lines. */
#define ANSWER_GAP 72.0
#define ROW_GAP    64.0

typedef struct
{
  /* NULL: a place kept free for a line that passes this column. */
  const KontorMapItem *point;
  guint                rank;
  double               y;
  double               height;
  double               order;
  GArray              *before;
  GArray              *behind;
} Node;

typedef struct
{
  KontorMap *map;
  GPtrArray *nodes;
  GPtrArray *ranks;
} Layout;

static void
node_free (Node *node)
{
  g_array_unref (node->before);
  g_array_unref (node->behind);
  g_free (node);
}

static Node *
add_node (Layout *layout, const KontorMapItem *point)
{
  Node *node = g_new0 (Node, 1);

  node->point = point;
  node->height = point == NULL ? 0 : kontor_map_is_bar (point) ? 60 : point->height;
  node->before = g_array_new (FALSE, FALSE, sizeof (guint));
  node->behind = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (layout->nodes, node);
  return node;
}

static Node *
node_at (Layout *layout, guint index)
{
  return g_ptr_array_index (layout->nodes, index);
}

static void
link_nodes (Layout *layout, guint from, guint to)
{
  g_array_append_val (node_at (layout, from)->behind, to);
  g_array_append_val (node_at (layout, to)->before, from);
}

/* Depth first; a line to a point still being visited leads back and does not count. */
static void
visit (Layout *layout, GHashTable *numbers, guint index, guint8 *state, GArray *finished, GHashTable *backward)
{
  Node *node = node_at (layout, index);
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (layout->map, node->point->key);

  state[index] = 1;
  for (guint i = 0; i < outgoing->len; i++)
    {
      KontorMapItem *flow = g_ptr_array_index (outgoing, i);
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->to));

      if (state[to] == 1)
        g_hash_table_add (backward, flow->key);
      else if (state[to] == 0)
        visit (layout, numbers, to, state, finished, backward);
    }
  state[index] = 2;
  g_array_append_val (finished, index);
}

static void
rank_nodes (Layout *layout)
{
  guint n = kontor_map_get_n_items (layout->map, KONTOR_MAP_POINT);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) backward = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) finished = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *state = g_new0 (guint8, n);

  for (guint i = 0; i < n; i++)
    {
      const KontorMapItem *point = kontor_map_get_item (layout->map, KONTOR_MAP_POINT, i);

      add_node (layout, point);
      g_hash_table_insert (numbers, point->key, GUINT_TO_POINTER (i));
    }
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      if (state[i] == 0 && (pass == 1 || node_at (layout, i)->point->kind == KONTOR_MAP_KIND_START))
        visit (layout, numbers, i, state, finished, backward);

  for (guint i = finished->len; i-- > 0; )
    {
      Node *node = node_at (layout, g_array_index (finished, guint, i));
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (layout->map, node->point->key);

      for (guint f = 0; f < outgoing->len; f++)
        {
          KontorMapItem *flow = g_ptr_array_index (outgoing, f);

          if (!g_hash_table_contains (backward, flow->key))
            {
              Node *to = node_at (layout, GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->to)));

              to->rank = MAX (to->rank, node->rank + 1);
            }
        }
    }

  for (guint i = 0; i < kontor_map_get_n_items (layout->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (layout->map, KONTOR_MAP_FLOW, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->from));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->to));
      guint last = from;

      if (g_hash_table_contains (backward, flow->key) || from == to)
        continue;
      for (guint rank = node_at (layout, from)->rank + 1; rank < node_at (layout, to)->rank; rank++)
        {
          add_node (layout, NULL)->rank = rank;
          link_nodes (layout, last, layout->nodes->len - 1);
          last = layout->nodes->len - 1;
        }
      link_nodes (layout, last, to);
    }
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const Node *left = *(Node * const *) a, *right = *(Node * const *) b;

  return (left->order > right->order) - (left->order < right->order);
}

static double
middle_of (Layout *layout, GArray *neighbours, gboolean by_order, double otherwise)
{
  double sum = 0;

  if (neighbours->len == 0)
    return otherwise;
  for (guint i = 0; i < neighbours->len; i++)
    {
      Node *node = node_at (layout, g_array_index (neighbours, guint, i));

      sum += by_order ? node->order : node->y;
    }
  return sum / neighbours->len;
}

static void
order_ranks (Layout *layout)
{
  guint n_ranks = 0;

  for (guint i = 0; i < layout->nodes->len; i++)
    n_ranks = MAX (n_ranks, node_at (layout, i)->rank + 1);
  for (guint i = 0; i < n_ranks; i++)
    g_ptr_array_add (layout->ranks, g_ptr_array_new ());
  for (guint i = 0; i < layout->nodes->len; i++)
    {
      Node *node = node_at (layout, i);
      GPtrArray *rank = g_ptr_array_index (layout->ranks, node->rank);

      node->order = rank->len;
      g_ptr_array_add (rank, node);
    }
  for (guint sweep = 0; sweep < 8; sweep++)
    for (guint r = 0; r < n_ranks; r++)
      {
        GPtrArray *rank = g_ptr_array_index (layout->ranks, sweep % 2 == 0 ? r : n_ranks - 1 - r);

        for (guint i = 0; i < rank->len; i++)
          {
            Node *node = g_ptr_array_index (rank, i);

            node->order = middle_of (layout, sweep % 2 == 0 ? node->before : node->behind, TRUE, node->order);
          }
        g_ptr_array_sort (rank, compare_order);
        for (guint i = 0; i < rank->len; i++)
          ((Node *) g_ptr_array_index (rank, i))->order = i;
      }
}

/* Keeps the order and the gaps of a column while its points go where they want. */
static void
settle (GPtrArray *rank, const double *wanted)
{
  double shift = 0;

  for (guint i = 0; i < rank->len; i++)
    {
      Node *node = g_ptr_array_index (rank, i);

      node->y = wanted[i];
      if (i > 0)
        {
          Node *above = g_ptr_array_index (rank, i - 1);

          node->y = MAX (node->y, above->y + (above->height + node->height) / 2 + ROW_GAP);
        }
    }
  for (guint i = 0; i < rank->len; i++)
    shift += wanted[i] - ((Node *) g_ptr_array_index (rank, i))->y;
  for (guint i = 0; i < rank->len; i++)
    ((Node *) g_ptr_array_index (rank, i))->y += shift / rank->len;
}

static void
place_rows (Layout *layout)
{
  guint n_ranks = layout->ranks->len;

  for (guint i = 0; i < layout->nodes->len; i++)
    node_at (layout, i)->y = node_at (layout, i)->order * 100;
  for (guint sweep = 0; sweep < 11; sweep++)
    for (guint r = 0; r < n_ranks; r++)
      {
        GPtrArray *rank = g_ptr_array_index (layout->ranks, sweep % 2 == 0 ? r : n_ranks - 1 - r);
        g_autofree double *wanted = g_new0 (double, rank->len);

        for (guint i = 0; i < rank->len; i++)
          {
            Node *node = g_ptr_array_index (rank, i);
            GArray *near = sweep % 2 == 0 ? node->before : node->behind;

            wanted[i] = middle_of (layout, near, FALSE, node->y);
          }
        settle (rank, wanted);
      }
}

static void
apply (Layout *layout, KontorMapEdit *edit)
{
  double x = 40, top = G_MAXDOUBLE;

  for (guint i = 0; i < layout->nodes->len; i++)
    top = MIN (top, node_at (layout, i)->y - node_at (layout, i)->height / 2);
  for (guint r = 0; r < layout->ranks->len; r++)
    {
      GPtrArray *rank = g_ptr_array_index (layout->ranks, r);
      double width = 0, gap = COLUMN_GAP;

      for (guint i = 0; i < rank->len; i++)
        {
          Node *node = g_ptr_array_index (rank, i);

          if (node->point == NULL)
            continue;
          width = MAX (width, node->point->width);
          if (node->point->kind == KONTOR_MAP_KIND_CONDITION || node->point->kind == KONTOR_MAP_KIND_CHOICE)
            gap = ANSWER_GAP;
        }
      for (guint i = 0; i < rank->len; i++)
        {
          Node *node = g_ptr_array_index (rank, i);
          double height, middle = node->y - top + 60;

          if (node->point == NULL)
            continue;
          height = node->point->height;
          if (kontor_map_is_bar (node->point))
            {
              double low = 0;

              for (guint side = 0; side < 2; side++)
                for (guint n = 0; n < (side == 0 ? node->before : node->behind)->len; n++)
                  low = MAX (low, fabs (node_at (layout, g_array_index (side == 0 ? node->before : node->behind, guint, n))->y - node->y));
              height = MAX (80, 2 * (low + 20));
            }
          kontor_map_edit_place (edit, KONTOR_MAP_POINT, node->point->key, round (x + (width - node->point->width) / 2),
                                 round (middle - height / 2), node->point->width, round (height));
        }
      x += width + gap;
    }
  for (guint i = 0; i < kontor_map_get_n_items (layout->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (layout->map, KONTOR_MAP_FLOW, i);

      if (flow->bends->len > 0)
        {
          g_autofree char *key = g_strdup (flow->key);

          kontor_map_edit_set_bends (edit, key, NULL);
        }
    }
}

void
kontor_map_tidy (KontorMapEdit *edit)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  g_autoptr (GPtrArray) ranks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  /* Places change while the layout is applied, and with them the items. */
  g_autofree char *json = kontor_map_to_json (kontor_map_edit_get_map (edit));
  g_autoptr (KontorMap) still = kontor_map_new_from_json (json, NULL);
  Layout layout = { still, nodes, ranks };

  if (still == NULL || kontor_map_get_n_items (still, KONTOR_MAP_POINT) == 0)
    return;
  rank_nodes (&layout);
  order_ranks (&layout);
  place_rows (&layout);
  kontor_map_edit_begin (edit, _("Tidy up"));
  apply (&layout, edit);
  kontor_map_edit_end (edit);
}
