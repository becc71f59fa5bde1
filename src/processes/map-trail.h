#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_TRAIL (kontor_map_trail_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapTrail, kontor_map_trail, KONTOR, MAP_TRAIL, KontorPage)

/*
 * The editor of a map, and of the maps that one goes into from it: a nested
 * point opens in the same tab ("trail.enter"), the way is shown above it, and
 * Alt+Left or a click on the way leads back ("trail.back").  The maps around
 * stay as they were left: zoom, place, what is selected, what can be undone.
 */
KontorPage *kontor_map_trail_new         (KontorDesk *desk, const char *map_id);
/* The editor that is seen; (transfer none). */
KontorPage *kontor_map_trail_get_current (KontorMapTrail *self);

G_END_DECLS
