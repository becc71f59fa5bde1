#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "route/map-block.h"
#include "route/map-dock.h"
#include "route/map-tidy.h"

#define LEFT 40.0
#define TOP  60.0
/* How far a bar reaches beyond the outermost line on it. */
#define BAR_END 22.0

/* Where nothing holds the parts together, one below the other. */
static gboolean
pile_boxes (KontorMapBlocks *blocks)
{
  double y = 0;

  for (guint i = 0; i < blocks->boxes->len; i++)
    {
      KontorMapBox *box = g_ptr_array_index (blocks->boxes, i);

      kontor_map_block_measure (blocks, box->block);
      if (box->before->len > 0 || box->behind->len > 0)
        {
          for (guint k = i + 1; k < blocks->boxes->len; k++)
            kontor_map_block_measure (blocks, ((KontorMapBox *) g_ptr_array_index (blocks->boxes, k))->block);
          return FALSE;
        }
      box->x = 0;
      box->y = y + box->block->above;
      y = box->y + box->block->below + 60;
    }
  return TRUE;
}

/* A bar is as tall as the ways that it holds together. */
static void
find_bar (const KontorMapBlocks *blocks, guint point, const double *ys, const double *bounds, double *top, double *bottom)
{
  const KontorMapNet *net = blocks->net;
  double low = ys[point], high = ys[point];
  gboolean parts = net->kinds[point] == KONTOR_MAP_KIND_SPLIT;
  const guint *first = parts ? net->out_first : net->in_first, *flows = parts ? net->outs : net->ins;
  const guint *ends = parts ? net->heads : net->tails;

  for (guint i = first[point]; i < first[point + 1]; i++)
    /* Another bar is reached wherever the two stand side by side, what leads back wherever there is room. */
    if (!blocks->back[flows[i]] && !kontor_map_is_bar (kontor_map_net_get_point (net, ends[flows[i]])))
      {
        low = MIN (low, ys[ends[flows[i]]]);
        high = MAX (high, ys[ends[flows[i]]]);
      }
  *top = MAX (bounds[0], MIN (low - BAR_END, ys[point] - 30));
  *bottom = MIN (bounds[1], MAX (high + BAR_END, ys[point] + 30));
  if (*bottom - *top < 20)
    {
      *top = ys[point] - 10;
      *bottom = ys[point] + 10;
    }
}

typedef struct
{
  guint  point;
  double left;
  double right;
} Span;

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  double one = ((const Span *) a)->left, other = ((const Span *) b)->left;

  return one < other ? -1 : one > other;
}

/* How far each bar may grow before it comes to what stands above and below it. */
static double *
find_bounds (const KontorMapNet *net, const double *xs, const double *ys)
{
  double *bounds = g_new (double, 2 * net->n_points + 2);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  guint first = 0;
  double widest = 0;

  for (guint p = 0; p < net->n_points; p++)
    {
      const KontorMapItem *point = kontor_map_net_get_point (net, p);
      Span span = { p, xs[p] - point->width / 2, xs[p] + point->width / 2 };

      g_array_append_val (spans, span);
      widest = MAX (widest, point->width);
      bounds[2 * p] = -G_MAXDOUBLE;
      bounds[2 * p + 1] = G_MAXDOUBLE;
    }
  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      Span *bar = &g_array_index (spans, Span, i);

      if (!kontor_map_is_bar (kontor_map_net_get_point (net, bar->point)))
        continue;
      while (g_array_index (spans, Span, first).left < bar->left - widest - 30)
        first++;
      for (guint k = first; k < spans->len && g_array_index (spans, Span, k).left < bar->right + 14; k++)
        {
          Span *span = &g_array_index (spans, Span, k);
          const KontorMapItem *point = kontor_map_net_get_point (net, span->point);
          gboolean two_bars = kontor_map_is_bar (point);
          /* Two bars that stand above one another share the room between them. */
          double half = two_bars ? fabs (ys[span->point] - ys[bar->point]) / 2 + 7 : point->height / 2 + 14;

          if (span->point == bar->point || span->right < bar->left - 14)
            continue;
          if (ys[span->point] > ys[bar->point])
            bounds[2 * bar->point + 1] = MIN (bounds[2 * bar->point + 1], ys[span->point] - half);
          else
            bounds[2 * bar->point] = MAX (bounds[2 * bar->point], ys[span->point] + half + (two_bars ? 0 : 20));
        }
    }
  return bounds;
}

static void
apply (KontorMapEdit *edit, const KontorMapBlocks *blocks, const double *xs, const double *ys)
{
  const KontorMapNet *net = blocks->net;
  g_autofree double *bounds = find_bounds (net, xs, ys);
  KontorMap *map = net->map;

  for (guint p = 0; p < net->n_points; p++)
    {
      const KontorMapItem *point = kontor_map_net_get_point (net, p);
      double top = ys[p] - point->height / 2, bottom = ys[p] + point->height / 2;

      if (kontor_map_is_bar (point))
        find_bar (blocks, p, ys, bounds + 2 * p, &top, &bottom);
      kontor_map_edit_place (edit, KONTOR_MAP_POINT, point->key, round (xs[p] - point->width / 2), round (top),
                             point->width, round (bottom - top));
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      if (flow->bends->len > 0)
        kontor_map_edit_set_bends (edit, flow->key, NULL);
    }
}

void
kontor_map_tidy (KontorMapEdit *edit)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  g_autoptr (KontorMapNet) net = NULL;
  g_autoptr (KontorMapBlocks) blocks = NULL;
  g_autofree double *xs = NULL, *ys = NULL;
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE;

  if (kontor_map_get_n_items (map, KONTOR_MAP_POINT) == 0)
    return;
  net = kontor_map_net_new (map);
  blocks = kontor_map_blocks_new (net);
  xs = g_new0 (double, net->n_points);
  ys = g_new0 (double, net->n_points);
  if (!pile_boxes (blocks))
    kontor_map_blocks_layer (blocks);
  for (guint i = 0; i < blocks->boxes->len; i++)
    {
      const KontorMapBox *box = g_ptr_array_index (blocks->boxes, i);

      kontor_map_block_place (blocks, box->block, box->x, box->y, xs, ys);
    }
  for (guint p = 0; p < net->n_points; p++)
    {
      const KontorMapItem *point = kontor_map_net_get_point (net, p);

      left = MIN (left, xs[p] - point->width / 2);
      top = MIN (top, ys[p] - (kontor_map_is_bar (point) ? 30 : point->height / 2));
    }
  for (guint p = 0; p < net->n_points; p++)
    {
      /* On whole numbers, and what is on one level stays so. */
      xs[p] = round (xs[p] - left + LEFT);
      ys[p] = round (ys[p] - top + TOP);
    }
  kontor_map_edit_begin (edit, _("Tidy up"));
  apply (edit, blocks, xs, ys);
  kontor_map_edit_end (edit);
}
