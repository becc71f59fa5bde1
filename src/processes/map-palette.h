#pragma once

#include "processes/map-tools.h"

G_BEGIN_DECLS

/* The kinds of points beside the canvas: a click adds one behind the selected
 * point, a drag puts it where it is let go. */
GtkWidget *kontor_map_palette_new (KontorMapTools *tools, KontorMapView *view, KontorMapTemplates *templates);

G_END_DECLS
