#pragma once

#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_PROBLEMS (kontor_map_problems_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapProblems, kontor_map_problems, KONTOR, MAP_PROBLEMS, GtkWidget)

/* What is wrong with a map, as a list and as marks on the drawing; a click
 * selects the points, "Show how" plays on the drawing how it comes to that. */

GtkWidget *kontor_map_problems_new    (KontorMapView *view);
/**
 * kontor_map_problems_update:
 * @settings: (nullable) (element-type KontorMapProblem): what the server says of
 *   the settings of the points
 *
 * Checks again.
 *
 * Returns: whether the map could be published
 */
gboolean   kontor_map_problems_update (KontorMapProblems *self, GPtrArray *settings);

G_END_DECLS
