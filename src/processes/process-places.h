#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "route/map.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROCESS_PLACES (kontor_process_places_get_type ())
G_DECLARE_FINAL_TYPE (KontorProcessPlaces, kontor_process_places, KONTOR, PROCESS_PLACES, GtkWidget)

/*
 * The places where a process stands: what it waits for there, who holds it and
 * since when, what went wrong; and what can be done about it.
 *
 * Signals:
 * "open-task" (const char *task), "redirect" (const char *task),
 * "open-process" (const char *process): a nested one;
 * "retry", "skip", "move" (const char *token, const char *name).
 */

GtkWidget  *kontor_process_places_new       (void);
/* Takes what kontor.process_state() told; @map: whose points are named. */
void        kontor_process_places_set_state (KontorProcessPlaces *self, JsonObject *state, KontorMap *map);
gboolean    kontor_process_places_is_empty  (KontorProcessPlaces *self);
/* The open task of a point, one's own first; (transfer none) (nullable). */
const char *kontor_process_places_find_task (KontorProcessPlaces *self, const char *point);

/* The place at a point; (transfer none) (nullable). */
const char *kontor_process_places_find_token (KontorProcessPlaces *self, const char *point);

G_END_DECLS
