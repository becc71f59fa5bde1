#pragma once

#include "route/map-edit.h"

G_BEGIN_DECLS

/**
 * kontor_map_piece_copy:
 * @keys: points and decorations, zero-terminated
 *
 * The chosen items, with the lines that have both ends among them, in the form
 * of a map file: what goes into the clipboard and from there into another map,
 * another window or a letter.
 *
 * Returns: (transfer full): JSON text
 */
char   *kontor_map_piece_copy  (KontorMap *map, const char * const *keys);
/* The same as a map of its own; (transfer full). */
KontorMap *kontor_map_piece_take (KontorMap *map, const char * const *keys);

/**
 * kontor_map_piece_paste:
 * @piece: what kontor_map_piece_copy() gave, of whatever map
 * @dx: how far from where it was, in units of the map
 *
 * Puts a piece into the map as one step of undo; every item gets a new key.  A
 * second start is left out: a map has one.
 *
 * Returns: (transfer full) (nullable): the keys of the new points and
 *   decorations; %NULL with %KONTOR_ERROR_INVALID where @piece is not a map
 */
char  **kontor_map_piece_paste (KontorMapEdit *edit, const char *piece, double dx, double dy, GError **error);

/**
 * kontor_map_piece_get_bounds:
 *
 * Returns: whether @piece is a map, and what encloses it
 */
gboolean kontor_map_piece_get_bounds (const char *piece, double *x, double *y, double *width, double *height);

G_END_DECLS
