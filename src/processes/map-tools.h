#pragma once

#include "processes/map-templates.h"
#include "processes/map-view.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_TOOLS (kontor_map_tools_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapTools, kontor_map_tools, KONTOR, MAP_TOOLS, GObject)

/*
 * Drawing on a map view by mouse and by keyboard:
 * drag a point to move it, the ground to select, the small circle beside the
 * selected point to connect, a piece of a line to move it aside, an end of the
 * selected line to hang it elsewhere, the lower right corner of a frame or note to
 * change its size; drop a point on a line to put it in.  After S the next drag makes
 * space: everything beyond where it began moves along.  With Alt nothing snaps.
 *
 * By keyboard: arrows move (Shift: finely), with nothing selected the drawing; Delete
 * deletes, C connects (Tab to the other point, Enter), A appends, F2 or Enter names.
 * Space holds what is selected while Tab goes on to more.  L selects the lines of a
 * point in turn; of a selected line C hangs its end elsewhere (Shift: its beginning),
 * B takes its pieces in turn, the arrows then move the piece, else its words.  S and
 * the arrows make space, R and the arrows change a size.  Enter ends what is in hand,
 * Escape takes it back.  Where nothing is selected, A, C, L, R and F2 take the point
 * that has the focus.
 *
 * Signal "name-wanted": the person wants to write the name of what is selected.
 */

KontorMapTools *kontor_map_tools_new    (KontorMapView *view);

/* What is changed; NULL: the map is only looked at. */
void            kontor_map_tools_set_edit (KontorMapTools *self, KontorMapEdit *edit);

/**
 * kontor_map_tools_add:
 *
 * Adds a point behind the selected one, connected with it, or else in the
 * middle of what is seen; selects it and asks for its name.
 */
void            kontor_map_tools_add      (KontorMapTools *self, KontorMapKind kind);
/* The same at a place of the widget; onto a line, it is put into the line. */
void            kontor_map_tools_add_at   (KontorMapTools *self, KontorMapKind kind, double x, double y);
/**
 * kontor_map_tools_add_piece:
 * @piece: what kontor_map_piece_copy() gave
 * @place: (nullable): a place of the widget; %NULL: behind the selected point,
 *   into its line where it goes on already, or else in the middle of what is seen
 *
 * One step of undo.
 */
void            kontor_map_tools_add_piece (KontorMapTools *self, const char *piece, const KontorMapPlace *place);
/* Puts the picture in a file on the map, its middle at @place of the drawing. */
void            kontor_map_tools_insert_picture (KontorMapTools *self, GFile *file, KontorMapPlace place);
/* What is offered beside the kinds of points when one appends. */
void            kontor_map_tools_set_templates (KontorMapTools *self, KontorMapTemplates *templates);
void            kontor_map_tools_remove_selected (KontorMapTools *self);
/* Begins a line at the selected point, to be ended by keyboard. */
void            kontor_map_tools_begin_connect   (KontorMapTools *self);
/* Whether the next drag makes space. */
void            kontor_map_tools_want_space      (KontorMapTools *self, gboolean wanted);
/* Offers the kinds of points that can follow the selected one. */
void            kontor_map_tools_offer_append    (KontorMapTools *self);

/* What a new point is called: "New action". */
const char     *kontor_map_tools_first_name      (KontorMapKind kind);

G_END_DECLS
