#pragma once

#include "route/map.h"

G_BEGIN_DECLS

/*
 * A map as numbers: points and flows by their position in the file, and for
 * each point the flows that leave and reach it.  Made once, read by whoever
 * computes over the whole graph; not kept up when the map changes.
 */
typedef struct
{
  KontorMap     *map;
  guint          n_points;
  guint          n_flows;
  KontorMapKind *kinds;
  /* By flow: the point it leaves and the point it leads to. */
  guint         *tails;
  guint         *heads;
  /* The flows of point p: outs[out_first[p]] up to outs[out_first[p + 1] - 1]. */
  guint         *out_first;
  guint         *outs;
  guint         *in_first;
  guint         *ins;
} KontorMapNet;

KontorMapNet *kontor_map_net_new  (KontorMap *map);
void          kontor_map_net_free (KontorMapNet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapNet, kontor_map_net_free)

static inline guint
kontor_map_net_n_outs (const KontorMapNet *self, guint point)
{
  return self->out_first[point + 1] - self->out_first[point];
}

static inline guint
kontor_map_net_n_ins (const KontorMapNet *self, guint point)
{
  return self->in_first[point + 1] - self->in_first[point];
}

/* For problems and pictures: the items behind the numbers. */
const KontorMapItem *kontor_map_net_get_point (const KontorMapNet *self, guint point);
const KontorMapItem *kontor_map_net_get_flow  (const KontorMapNet *self, guint flow);

/**
 * kontor_map_net_components:
 * @count: (out): how many there are
 *
 * Which points lie on circles together (Tarjan's strongly connected
 * components), by point; a point on no circle is alone in its component.  A
 * component's number is greater than those of the components its flows lead to.
 *
 * Returns: (transfer full): the component of each point
 */
guint        *kontor_map_net_components (const KontorMapNet *self, guint *count);

G_END_DECLS
