#pragma once

#include "route/map-edit.h"

G_BEGIN_DECLS

/**
 * kontor_map_tidy:
 *
 * Lays the map out anew from left to right, one step of undo: points in
 * columns by how far they are from the start, ways side by side, bars as tall
 * as what they hold together.  Only places change; corners set by hand go.
 */
void kontor_map_tidy      (KontorMapEdit *edit);

/**
 * kontor_map_tidy_part:
 * @keys: points, zero-terminated; decorations among them stay
 *
 * The same for some points only; what they form keeps its left edge and its
 * middle.
 */
void kontor_map_tidy_part (KontorMapEdit *edit, const char * const *keys);

G_END_DECLS
