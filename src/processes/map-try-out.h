#pragma once

#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_TRY_OUT (kontor_map_try_out_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapTryOut, kontor_map_try_out, KONTOR, MAP_TRY_OUT, GtkWidget)

/* A process played on the drawing: what waits, and the buttons its performer
 * would have. */

GtkWidget *kontor_map_try_out_new      (KontorMapView *view);
/* From the start. */
void       kontor_map_try_out_begin    (KontorMapTryOut *self);
/* Takes the marks off the drawing. */
void       kontor_map_try_out_end      (KontorMapTryOut *self);

G_END_DECLS
