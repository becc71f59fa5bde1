#pragma once

#include "processes/map-tools.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_COMMANDS (kontor_map_commands_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapCommands, kontor_map_commands, KONTOR, MAP_COMMANDS, GObject)

/*
 * What is done with the selection of a map: copy, cut, paste and duplicate,
 * align and spread, another kind, a colour, tidy.  Reached by the keys, by the
 * menu of the right button (Menu key, Shift+F10), and as the action group
 * "draw" of the view.
 */

/* (transfer none): lives as long as the view. */
KontorMapCommands *kontor_map_commands_new      (KontorMapView *view, KontorMapTools *tools);

/* What is changed; NULL: the map is only looked at, and can be copied from. */
void               kontor_map_commands_set_edit (KontorMapCommands *self, KontorMapEdit *edit);

/* "Red" for "red", translated; the name itself where it is none of ours. */
const char        *kontor_map_colour_get_label  (const char *name);

G_END_DECLS
