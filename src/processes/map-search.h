#pragma once

#include "processes/map-view.h"

G_BEGIN_DECLS

/* Asks for a few letters over the view and goes to the point that has them in
 * its name, its text or its performer; Enter goes on to the next one. */
void kontor_map_search_popup (KontorMapView *view);

G_END_DECLS
