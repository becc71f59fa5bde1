#pragma once

#include "route/map.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_ROUTES (kontor_map_routes_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapRoutes, kontor_map_routes, KONTOR, MAP_ROUTES, GObject)

/*
 * Where the lines of a map run: at right angles, around the points, with few
 * corners, beside one another.  Corners set by hand stay.  Kept until a point
 * moves that a line hangs on or has to avoid.
 */

KontorMapRoutes *kontor_map_routes_new   (KontorMap *map);

/**
 * kontor_map_routes_get:
 *
 * Returns: (transfer none) (element-type KontorMapPlace): the corners of the
 *   flow, both ends included; never fewer than two
 */
const GArray    *kontor_map_routes_get   (KontorMapRoutes *self, const KontorMapItem *flow);

/* @by: how far it went along with both its points, else NULL. */
typedef void (*KontorMapRoutesFunc) (const KontorMapItem *flow, const KontorMapPlace *by, gpointer user_data);

/**
 * kontor_map_routes_take_changed:
 * @func: (nullable): called for each flow that runs elsewhere since this was last
 *   asked; it must not change the map
 */
void             kontor_map_routes_take_changed (KontorMapRoutes *self, KontorMapRoutesFunc func, gpointer user_data);

/* Forgets everything: after a gesture, so that lines find the straight way again. */
void             kontor_map_routes_clear (KontorMapRoutes *self);

/**
 * kontor_map_routes_get_label:
 * @width: of the words, as they will be drawn
 *
 * Returns: the upper left corner of a line's label: beside the line, near the
 *   point it leaves, where neither points nor other lines are
 */
KontorMapPlace   kontor_map_routes_get_label (KontorMapRoutes *self, const KontorMapItem *flow, double width);

/* A line that is being drawn, from a point to a place where there is none yet; (transfer full). */
GArray          *kontor_map_routes_preview (KontorMapRoutes *self, const KontorMapItem *from, double x, double y);

G_END_DECLS
