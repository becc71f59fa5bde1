#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ROUTE_MAPS_PAGE (kontor_route_maps_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorRouteMapsPage, kontor_route_maps_page, KONTOR, ROUTE_MAPS_PAGE, KontorPage)

/* All route maps: what is published, what is being drawn, how many processes
 * walk each; new ones, copies. */
KontorPage *kontor_route_maps_page_new (KontorDesk *desk, const char *argument);

G_END_DECLS
