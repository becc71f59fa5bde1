#pragma once

#include <gtk/gtk.h>

#include "draw/chart.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CHART_VIEW (kontor_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorChartView, kontor_chart_view, KONTOR, CHART_VIEW, GtkWidget)

/*
 * A chart on the screen.  Each datum can be pointed at (tooltip), clicked,
 * reached by Tab and activated by Enter, and is told to readers of the screen
 * by its words.
 *
 * Signal "datum-activated" (guint datum): show what is behind it.
 */

GtkWidget *kontor_chart_view_new      (void);
/* @unit is copied. */
void       kontor_chart_view_set_spec (KontorChartView *self, KontorChartKind kind, int series, const char *unit);
/* The data are copied. */
void       kontor_chart_view_set_data (KontorChartView *self, const KontorChartDatum *data, guint n_data);

G_END_DECLS
