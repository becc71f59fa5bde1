#include "random-map.h"

static guint
below (guint limit)
{
  return (guint) g_test_rand_int_range (0, (int) limit);
}

static guint
add_point (RandomMap *self, KontorMapKind kind)
{
  self->kinds[self->n_points] = kind;
  return self->n_points++;
}

static void
add_flow (RandomMap *self, guint tail, guint head)
{
  self->tails[self->n_flows] = tail;
  self->heads[self->n_flows++] = head;
}

static KontorMapKind
some_step (void)
{
  static const KontorMapKind kinds[] = {
    KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_PROCESSING, KONTOR_MAP_KIND_TIMER,
  };

  return kinds[below (G_N_ELEMENTS (kinds))];
}

static KontorMapKind
some_fork (void)
{
  return g_test_rand_bit () ? KONTOR_MAP_KIND_CONDITION : KONTOR_MAP_KIND_CHOICE;
}

/* Whether every point has as many ways in and out as its kind wants, and lies on
 * a way from the start to an end. */
static gboolean
holds_together (const RandomMap *self)
{
  guint ins[64] = { 0 }, outs[64] = { 0 };
  guint64 forward = 1, backward = 0, before;

  for (guint f = 0; f < self->n_flows; f++)
    {
      outs[self->tails[f]]++;
      ins[self->heads[f]]++;
    }
  for (guint p = 0; p < self->n_points; p++)
    {
      gboolean fork = kontor_map_kind_is_fork (self->kinds[p]);

      if ((p == 0) != (ins[p] == 0) || (self->kinds[p] == KONTOR_MAP_KIND_END) != (outs[p] == 0)
          || (fork ? outs[p] < 2 : outs[p] > 1))
        return FALSE;
      if (self->kinds[p] == KONTOR_MAP_KIND_END)
        backward |= (guint64) 1 << p;
    }
  do
    {
      before = forward ^ backward;
      for (guint f = 0; f < self->n_flows; f++)
        {
          if (forward >> self->tails[f] & 1)
            forward |= (guint64) 1 << self->heads[f];
          if (backward >> self->heads[f] & 1)
            backward |= (guint64) 1 << self->tails[f];
        }
    }
  while (before != (forward ^ backward));
  return forward == ((guint64) 1 << self->n_points) - 1 && backward == forward;
}

gboolean
random_map_wire (RandomMap *self, guint most_points)
{
  guint n = 3 + below (most_points - 2);

  self->n_points = self->n_flows = 0;
  add_point (self, KONTOR_MAP_KIND_START);
  add_point (self, KONTOR_MAP_KIND_END);
  for (guint p = 2; p < n; p++)
    switch (below (8))
      {
      case 0:
      case 1:
        add_point (self, KONTOR_MAP_KIND_SPLIT);
        break;
      case 2:
      case 3:
        add_point (self, KONTOR_MAP_KIND_MERGE);
        break;
      case 4:
      case 5:
        add_point (self, some_fork ());
        break;
      case 6:
        add_point (self, below (3) == 0 ? KONTOR_MAP_KIND_END : KONTOR_MAP_KIND_ACTION);
        break;
      case 7:
      default:
        add_point (self, some_step ());
        break;
      }
  for (guint p = 0; p < n; p++)
    {
      guint outs = self->kinds[p] == KONTOR_MAP_KIND_END ? 0 : kontor_map_kind_is_fork (self->kinds[p]) ? 2 + (below (5) == 0) : 1;

      for (guint i = 0; i < outs; i++)
        add_flow (self, p, 1 + below (n - 1));
    }
  return holds_together (self);
}

gboolean
random_map_grow (RandomMap *self, guint most_points)
{
  guint limit = 3 + below (most_points - 2);

  self->n_points = self->n_flows = 0;
  add_point (self, KONTOR_MAP_KIND_START);
  add_point (self, KONTOR_MAP_KIND_END);
  add_flow (self, 0, 1);
  for (guint i = 0; i < 30 && self->n_points < limit && self->n_flows < 60; i++)
    {
      guint flow = below (self->n_flows), tail = self->tails[flow], head = self->heads[flow], one, other;

      switch (below (6))
        {
        case 0:
          one = add_point (self, some_step ());
          self->heads[flow] = one;
          add_flow (self, one, head);
          break;
        case 1:
          if (limit - self->n_points < 2)
            break;
          one = add_point (self, some_fork ());
          other = add_point (self, KONTOR_MAP_KIND_ACTION);
          self->heads[flow] = one;
          add_flow (self, one, other);
          add_flow (self, one, other);
          add_flow (self, other, head);
          break;
        case 2:
          if (limit - self->n_points < 2)
            break;
          one = add_point (self, KONTOR_MAP_KIND_SPLIT);
          other = add_point (self, KONTOR_MAP_KIND_MERGE);
          self->heads[flow] = one;
          add_flow (self, one, other);
          add_flow (self, one, other);
          if (below (3) == 0)
            add_flow (self, one, other);
          add_flow (self, other, head);
          break;
        case 3:
          if (limit - self->n_points < 2)
            break;
          one = add_point (self, KONTOR_MAP_KIND_ACTION);
          other = add_point (self, some_fork ());
          self->heads[flow] = one;
          add_flow (self, one, other);
          add_flow (self, other, one);
          add_flow (self, other, head);
          break;
        case 4:
          /* Beside the rest, to an end of its own. */
          if (limit - self->n_points < 2 || tail == head)
            break;
          one = add_point (self, KONTOR_MAP_KIND_SPLIT);
          other = add_point (self, KONTOR_MAP_KIND_END);
          self->heads[flow] = one;
          add_flow (self, one, other);
          add_flow (self, one, head);
          break;
        case 5:
        default:
          /* Out early, to an end of its own. */
          if (limit - self->n_points < 2 || tail == head)
            break;
          one = add_point (self, some_fork ());
          other = add_point (self, KONTOR_MAP_KIND_END);
          self->heads[flow] = one;
          add_flow (self, one, other);
          add_flow (self, one, head);
          break;
        }
    }
  for (guint changes = below (4); changes > 1; changes--)
    self->heads[below (self->n_flows)] = 1 + below (self->n_points - 1);
  return holds_together (self);
}

KontorMap *
random_map_to_map (const RandomMap *self)
{
  KontorMap *map = kontor_map_new ();

  for (guint p = 0; p < self->n_points; p++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", p);
      KontorMapItem *point = kontor_map_item_new (KONTOR_MAP_POINT, self->kinds[p], key);

      json_object_set_string_member (point->properties, "name", key);
      if (self->kinds[p] == KONTOR_MAP_KIND_PROCESSING)
        {
          JsonObject *processing = json_object_new ();

          json_object_set_string_member (processing, "kind", "set_field");
          json_object_set_object_member (point->properties, "processing", processing);
        }
      kontor_map_put (map, KONTOR_MAP_POINT, key, point, G_MAXUINT);
    }
  for (guint f = 0; f < self->n_flows; f++)
    {
      g_autofree char *key = g_strdup_printf ("f%u", f);
      KontorMapItem *flow = kontor_map_item_new (KONTOR_MAP_FLOW, KONTOR_MAP_KIND_FLOW, key);

      flow->from = g_strdup_printf ("p%u", self->tails[f]);
      flow->to = g_strdup_printf ("p%u", self->heads[f]);
      if (self->kinds[self->tails[f]] == KONTOR_MAP_KIND_CONDITION || self->kinds[self->tails[f]] == KONTOR_MAP_KIND_CHOICE)
        json_object_set_object_member (flow->properties, "condition", json_object_new ());
      kontor_map_put (map, KONTOR_MAP_FLOW, key, flow, G_MAXUINT);
    }
  return map;
}
