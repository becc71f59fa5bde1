#pragma once

#include "processes/map-choices.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

/**
 * kontor_map_task_preview_new:
 * @due: (nullable): until when, in words
 *
 * What a performer would see of a point: who, until when, what to do, how, the
 * checklist, what must be there before it can be completed.
 *
 * Returns: (transfer floating): a box, to which buttons can be added
 */
GtkWidget *kontor_map_task_preview_new (KontorMapView *view, KontorMapChoices *choices, const KontorMapItem *point, const char *due);

G_END_DECLS
