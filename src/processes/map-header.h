#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_HEADER (kontor_map_header_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapHeader, kontor_map_header, KONTOR, MAP_HEADER, GtkWidget)

/*
 * The line above a drawing: which map it is and in which state, and the
 * editor's main actions ("map.undo", "map.publish"...).
 */

GtkWidget       *kontor_map_header_new          (void);
void             kontor_map_header_set_title    (KontorMapHeader *self, const char *title);
const char      *kontor_map_header_get_title    (KontorMapHeader *self);
/* "Draft of version 2 · saved". */
void             kontor_map_header_set_state    (KontorMapHeader *self, const char *state);
const char      *kontor_map_header_get_state    (KontorMapHeader *self);
/* What stands before the title: (nullable) the way here from the maps around this one. */
void             kontor_map_header_set_way      (KontorMapHeader *self, GtkWidget *way);
/* Who only looks sees no buttons for drawing. */
void             kontor_map_header_set_may_edit (KontorMapHeader *self, gboolean may_edit);
/* (nullable): what would be undone and done again. */
void             kontor_map_header_set_history  (KontorMapHeader *self, const char *undo, const char *redo);
/* Whether the map could be published, told beside the button. */
void             kontor_map_header_set_sound    (KontorMapHeader *self, gboolean sound);
/* On while the comments are shown; (transfer none). */
GtkToggleButton *kontor_map_header_get_comments (KontorMapHeader *self);
/* How many are open. */
void             kontor_map_header_set_n_comments (KontorMapHeader *self, guint n);
/* On while the map is tried out; (transfer none). */
GtkToggleButton *kontor_map_header_get_play     (KontorMapHeader *self);

G_END_DECLS
