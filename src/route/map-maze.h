#pragma once

#include "route/map.h"

G_BEGIN_DECLS

/**
 * kontor_map_maze_find:
 * @routes: (element-type utf8 GArray): the lines that are drawn already; it is
 *   dear to cross them and dearer to run upon them
 *
 * The cheapest way at right angles for a flow: a search on the few coordinates
 * that points and their gaps give, where corners cost as much as length.
 *
 * Returns: (transfer full) (nullable) (element-type KontorMapPlace): the way,
 *   or %NULL where every way runs through a point
 */
GArray *kontor_map_maze_find (KontorMap *map, const KontorMapItem *flow, GHashTable *routes);

G_END_DECLS
