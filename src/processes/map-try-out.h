#pragma once

#include "kit/desk.h"
#include "processes/map-choices.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_TRY_OUT (kontor_map_try_out_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapTryOut, kontor_map_try_out, KONTOR, MAP_TRY_OUT, GtkWidget)

/*
 * Plays a process on the drawing (R85): where it stands on the map, and beside
 * it what each performer would see.  With a chosen record rules are decided by
 * what it says, with an invented one by the person.  Time is moved forward by
 * hand, each step can be taken back.
 */

GtkWidget *kontor_map_try_out_new         (KontorDesk *desk, KontorMapView *view, KontorMapChoices *choices);
/* Whose records walk the map: "deal". */
void       kontor_map_try_out_set_subject (KontorMapTryOut *self, const char *subject);
/* From the start of the map that the view shows. */
void       kontor_map_try_out_begin       (KontorMapTryOut *self);
/* Takes the marks off the drawing. */
void       kontor_map_try_out_end         (KontorMapTryOut *self);

G_END_DECLS
