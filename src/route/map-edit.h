#pragma once

#include "route/map.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_EDIT (kontor_map_edit_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapEdit, kontor_map_edit, KONTOR, MAP_EDIT, GObject)

/*
 * Changes a map and can take every change back.  A gesture is one step of undo,
 * however many items it touches; a command outside a gesture is a gesture of
 * its own.
 *
 * Signal "history": what can be undone or done again has changed.
 */

KontorMapEdit *kontor_map_edit_new      (KontorMap *map);
KontorMap     *kontor_map_edit_get_map  (KontorMapEdit *self);

/**
 * kontor_map_edit_begin:
 * @title: what the person does, translated: "Move"
 *
 * Begins a gesture.  Gestures nest; only the outermost counts.
 */
void           kontor_map_edit_begin    (KontorMapEdit *self, const char *title);
void           kontor_map_edit_end      (KontorMapEdit *self);
/* The gesture that is open is one with the last one where that had the same
 * @tag and was a moment ago: typing a word, nudging by arrows. */
void           kontor_map_edit_tag      (KontorMapEdit *self, const char *tag);
/* Ends the gesture and takes it back: Escape while dragging. */
void           kontor_map_edit_abandon  (KontorMapEdit *self);

/* Whether a gesture is in the hand just now. */
gboolean       kontor_map_edit_is_open  (KontorMapEdit *self);

gboolean       kontor_map_edit_undo     (KontorMapEdit *self);
gboolean       kontor_map_edit_redo     (KontorMapEdit *self);
/* (nullable): what would be undone. */
const char    *kontor_map_edit_get_undo_title (KontorMapEdit *self);
const char    *kontor_map_edit_get_redo_title (KontorMapEdit *self);

/**
 * kontor_map_edit_add_point:
 * @x: the middle
 * @y: the middle
 * @name: (nullable): what stands on it
 *
 * Returns: (transfer full): the new point's key
 */
char          *kontor_map_edit_add_point (KontorMapEdit *self, KontorMapKind kind, double x, double y, const char *name);

/**
 * kontor_map_edit_connect:
 *
 * Draws a line.  The first answer of a condition that has no line yet becomes
 * the line's.  Refuses a line into the start, out of the end, from a point to
 * itself or one that is there already.
 *
 * Returns: (transfer full) (nullable): the new flow's key
 */
char          *kontor_map_edit_connect   (KontorMapEdit *self, const char *from, const char *to);
gboolean       kontor_map_edit_can_connect (KontorMapEdit *self, const char *from, const char *to);
/* Hangs a line on other points, where kontor_map_edit_can_connect() lets it;
 * what it is called and answers stays, corners set by hand go. */
gboolean       kontor_map_edit_reconnect (KontorMapEdit *self, const char *flow, const char *from, const char *to);
/* Adds an item as it is, under its own key; (transfer full). */
void           kontor_map_edit_add       (KontorMapEdit *self, KontorMapItem *item);

/* Points take the lines that hang on them along. */
void           kontor_map_edit_remove    (KontorMapEdit *self, KontorMapItemType type, const char *key);
/* @keys: points and decorations, zero-terminated. */
void           kontor_map_edit_move      (KontorMapEdit *self, const char * const *keys, double dx, double dy);
void           kontor_map_edit_place     (KontorMapEdit *self, KontorMapItemType type, const char *key,
                                          double x, double y, double width, double height);
void           kontor_map_edit_set_bends (KontorMapEdit *self, const char *flow, const GArray *bends);
/* @value: (nullable) (transfer full). */
void           kontor_map_edit_set       (KontorMapEdit *self, KontorMapItemType type, const char *key,
                                          const char *property, JsonNode *value);
/* "" takes the property away. */
void           kontor_map_edit_set_text  (KontorMapEdit *self, KontorMapItemType type, const char *key,
                                          const char *property, const char *value);
/* Another kind of point at the same place with the same lines. */
void           kontor_map_edit_set_kind  (KontorMapEdit *self, const char *key, KontorMapKind kind);
/**
 * kontor_map_edit_adopt:
 * @item: (nullable): the item as somebody else has made it; %NULL takes it away
 *
 * Lets in what was changed elsewhere.  It is no step of undo; undoing one's own
 * steps later takes back only what they did themselves.
 */
void           kontor_map_edit_adopt    (KontorMapEdit *self, KontorMapItemType type, const char *key,
                                         const KontorMapItem *item);

/* Puts a point into a line: the line ends there and another goes on. */
void           kontor_map_edit_insert    (KontorMapEdit *self, const char *flow, const char *point);

G_END_DECLS
