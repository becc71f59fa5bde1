#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROCESS_PLAY (kontor_process_play_get_type ())
G_DECLARE_FINAL_TYPE (KontorProcessPlay, kontor_process_play, KONTOR, PROCESS_PLAY, GtkWidget)

/*
 * The history of a process as a path on its map: played step by step, stepped
 * through, or dragged to any moment.  At the end stands what is so now.
 *
 * Signal "moved" (guint position): other steps are shown; 0 none, n_steps all.
 */

GtkWidget *kontor_process_play_new       (KontorMapView *view);
/* Takes what kontor.process_state() told; stays at the end unless it was left. */
void       kontor_process_play_set_state (KontorProcessPlay *self, JsonObject *state);
/* Shows the path as far as @position steps. */
void       kontor_process_play_go        (KontorProcessPlay *self, guint position);
guint      kontor_process_play_get_position (KontorProcessPlay *self);
guint      kontor_process_play_get_n_steps  (KontorProcessPlay *self);

G_END_DECLS
