#pragma once

#include "db/result.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_FIGURES (kontor_map_figures_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapFigures, kontor_map_figures, KONTOR, MAP_FIGURES, GtkWidget)

/*
 * What was counted and measured about the points of a map: on the drawing as
 * warmth and numbers, beside it as a list.  The measure is chosen by the person.
 */

GtkWidget *kontor_map_figures_new        (KontorMapView *view);

/**
 * kontor_map_figures_set_result:
 * @result: (nullable): columns point, passed, waiting, median_hours, p90_hours,
 *   overdue, and of a dry run tasks, performers and guessed; %NULL: takes the
 *   figures off the drawing
 */
void       kontor_map_figures_set_result (KontorMapFigures *self, KontorResult *result);

/* "40 min", "6.5 h", "3.2 days"; (transfer full). */
char      *kontor_map_figures_format_hours (double hours);

G_END_DECLS
