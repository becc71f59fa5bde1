#pragma once

#include "processes/map-view.h"

G_BEGIN_DECLS

/*
 * The whole map, small, in a corner of the view, with a frame around the part
 * that is seen; press or drag to go elsewhere.  Hidden while everything is seen.
 */
GtkWidget *kontor_map_overview_new (KontorMapView *view);

G_END_DECLS
