#pragma once

#include "route/map.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_WALK (kontor_map_walk_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapWalk, kontor_map_walk, KONTOR, MAP_WALK, GObject)

/*
 * A process tried out on the desk, before the map is published: the same walk
 * as the engine's, with the person in front of the screen in all the roles.
 */

/* Begins at the start; NULL where the map has none or it leads nowhere. */
KontorMapWalk *kontor_map_walk_new      (KontorMap *map);

/* The points that wait: (transfer container) (element-type utf8). */
GPtrArray     *kontor_map_walk_get_waiting (KontorMapWalk *self);
/* The flows walked so far: key -> times. */
GHashTable    *kontor_map_walk_get_walked  (KontorMapWalk *self);
/* The end that was reached, or NULL. */
const char    *kontor_map_walk_get_end     (KontorMapWalk *self);

/**
 * kontor_map_walk_get_ways:
 *
 * Returns: (transfer container) (nullable) (element-type KontorMapItem): the
 *   flows among which a person chooses when @point is completed; %NULL where
 *   there is nothing to choose
 */
GPtrArray     *kontor_map_walk_get_ways    (KontorMapWalk *self, const char *point);

/**
 * kontor_map_walk_complete:
 * @way: (nullable): the key of the flow that was chosen
 *
 * Returns: whether @point was waiting and could go on
 */
gboolean       kontor_map_walk_complete    (KontorMapWalk *self, const char *point, const char *way);

G_END_DECLS
