#pragma once

#include <gtk/gtk.h>

#include "processes/map-choices.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

/**
 * kontor_map_conflicts_ask:
 * @who: who the other one is
 * @conflicts: (element-type KontorMapConflict): taken over for the dialog
 *
 * Shows what two people have changed in different ways, mine beside theirs,
 * and takes over what is chosen as one step of undo.
 */
void kontor_map_conflicts_ask (GtkWidget *parent, KontorMapEdit *edit, KontorMapChoices *choices,
                               const char *who, GPtrArray *conflicts);

G_END_DECLS
