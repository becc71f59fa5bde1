#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "kit/desk.h"
#include "route/map.h"

G_BEGIN_DECLS

/* Fills @list with the way walked, the newest step first. */
void kontor_process_steps_fill_history (GtkListBox *list, JsonObject *state, KontorMap *map);

G_END_DECLS
