#include "config.h"

#include "route/map-net.h"

static void
sort_flows (guint n_points, guint n_flows, const guint *points, guint **first, guint **list)
{
  guint *starts = g_new0 (guint, n_points + 2), *flows = g_new (guint, n_flows + 1);

  for (guint f = 0; f < n_flows; f++)
    starts[points[f] + 2]++;
  for (guint p = 2; p < n_points + 2; p++)
    starts[p] += starts[p - 1];
  for (guint f = 0; f < n_flows; f++)
    flows[starts[points[f] + 1]++] = f;
  *first = starts;
  *list = flows;
}

KontorMapNet *
kontor_map_net_new (KontorMap *map)
{
  KontorMapNet *self = g_new0 (KontorMapNet, 1);

  self->map = g_object_ref (map);
  self->n_points = kontor_map_get_n_items (map, KONTOR_MAP_POINT);
  self->n_flows = kontor_map_get_n_items (map, KONTOR_MAP_FLOW);
  self->kinds = g_new (KontorMapKind, self->n_points + 1);
  self->tails = g_new (guint, self->n_flows + 1);
  self->heads = g_new (guint, self->n_flows + 1);
  for (guint p = 0; p < self->n_points; p++)
    self->kinds[p] = kontor_map_get_item (map, KONTOR_MAP_POINT, p)->kind;
  for (guint f = 0; f < self->n_flows; f++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, f);

      self->tails[f] = kontor_map_find_position (map, KONTOR_MAP_POINT, flow->from);
      self->heads[f] = kontor_map_find_position (map, KONTOR_MAP_POINT, flow->to);
    }
  sort_flows (self->n_points, self->n_flows, self->tails, &self->out_first, &self->outs);
  sort_flows (self->n_points, self->n_flows, self->heads, &self->in_first, &self->ins);
  return self;
}

void
kontor_map_net_free (KontorMapNet *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->map);
  g_free (self->kinds);
  g_free (self->tails);
  g_free (self->heads);
  g_free (self->out_first);
  g_free (self->outs);
  g_free (self->in_first);
  g_free (self->ins);
  g_free (self);
}

const KontorMapItem *
kontor_map_net_get_point (const KontorMapNet *self, guint point)
{
  return kontor_map_get_item (self->map, KONTOR_MAP_POINT, point);
}

const KontorMapItem *
kontor_map_net_get_flow (const KontorMapNet *self, guint flow)
{
  return kontor_map_get_item (self->map, KONTOR_MAP_FLOW, flow);
}

/* Without recursion: a map may be a row of thousands. */
guint *
kontor_map_net_components (const KontorMapNet *self, guint *count)
{
  guint n = self->n_points, number = 0, n_components = 0;
  guint *component = g_new (guint, n + 1);
  g_autofree guint *index = g_new0 (guint, n + 1), *low = g_new0 (guint, n + 1), *next = g_new0 (guint, n + 1);
  g_autofree gboolean *open = g_new0 (gboolean, n + 1);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint)), path = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint root = 0; root < n; root++)
    {
      if (index[root] != 0)
        continue;
      g_array_append_val (path, root);
      while (path->len > 0)
        {
          guint p = g_array_index (path, guint, path->len - 1);

          if (index[p] == 0)
            {
              index[p] = low[p] = ++number;
              next[p] = self->out_first[p];
              open[p] = TRUE;
              g_array_append_val (stack, p);
            }
          if (next[p] < self->out_first[p + 1])
            {
              guint to = self->heads[self->outs[next[p]++]];

              if (index[to] == 0)
                g_array_append_val (path, to);
              else if (open[to])
                low[p] = MIN (low[p], index[to]);
              continue;
            }
          g_array_set_size (path, path->len - 1);
          if (path->len > 0)
            {
              guint above = g_array_index (path, guint, path->len - 1);

              low[above] = MIN (low[above], low[p]);
            }
          if (low[p] == index[p])
            {
              guint member;

              do
                {
                  member = g_array_index (stack, guint, stack->len - 1);
                  g_array_set_size (stack, stack->len - 1);
                  open[member] = FALSE;
                  component[member] = n_components;
                }
              while (member != p);
              n_components++;
            }
        }
    }
  *count = n_components;
  return component;
}
