#pragma once

#include "kit/desk.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_VIEWPORT (kontor_map_viewport_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapViewport, kontor_map_viewport, KONTOR, MAP_VIEWPORT, GObject)

/*
 * Remembers for the person where in a map and how near one looked, as the desk
 * remembers the widths of columns.
 */

KontorMapViewport *kontor_map_viewport_new     (KontorDesk *desk, const char *map_id, KontorMapView *view);
/* Looks there again; FALSE where nothing is remembered. */
gboolean           kontor_map_viewport_restore (KontorMapViewport *self);
/* Remembers now: the map is left. */
void               kontor_map_viewport_keep    (KontorMapViewport *self);

G_END_DECLS
