#pragma once

#include "route/map-field.h"

G_BEGIN_DECLS

/**
 * kontor_map_maze_find:
 * @field: what stands there, and the lines that are drawn already: it is dear to
 *   cross them and dearer to run upon them
 * @thorough: whether it may come closer to points, leave them anywhere and go
 *   any way round rather than run upon a line: where nothing else is found
 * @steps: (inout): how many places it may look at, and how many are left
 *
 * The cheapest way at right angles between two points, where none of the plain
 * ones is free: a search on the few coordinates that points and their gaps
 * give, where corners cost as much as length.
 *
 * Returns: (transfer full) (nullable) (element-type KontorMapPlace): the way,
 *   or %NULL where every way runs through a point
 */
GArray *kontor_map_maze_find (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to, gboolean thorough, guint *steps);

G_END_DECLS
