#pragma once

#include "kit/desk.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_DRY_RUN (kontor_map_dry_run_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapDryRun, kontor_map_dry_run, KONTOR, MAP_DRY_RUN, GtkWidget)

/*
 * What if the map as it is drawn now had led the records of the past?  Nothing
 * is started and nothing written; the answer stands on the drawing.
 */

GtkWidget *kontor_map_dry_run_new         (KontorDesk *desk, KontorMapView *view);
/* Whose records: "deal". */
void       kontor_map_dry_run_set_subject (KontorMapDryRun *self, const char *subject);
/* Takes everything off the drawing and stops what is under way. */
void       kontor_map_dry_run_end         (KontorMapDryRun *self);

G_END_DECLS
