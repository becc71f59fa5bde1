#pragma once

#include "route/map.h"

G_BEGIN_DECLS

/* A map as a test thinks of it: at most 64 flows, so that a set of flows is a number. */
typedef struct
{
  guint         n_points;
  guint         n_flows;
  KontorMapKind kinds[64];
  guint         tails[64];
  guint         heads[64];
} RandomMap;

/* Blocks in blocks, some of them wired anew at random: sound maps and maps that
 * nearly are.  FALSE where it fell apart: a point out of reach, a way too few. */
gboolean   random_map_grow    (RandomMap *self, guint most_points);
/* Points and flows at random. */
gboolean   random_map_wire    (RandomMap *self, guint most_points);
/* Points "p0", "p1"; flows "f0", "f1"; every condition can decide. */
KontorMap *random_map_to_map  (const RandomMap *self);

G_END_DECLS
