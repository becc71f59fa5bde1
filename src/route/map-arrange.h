#pragma once

#include "route/map-edit.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MAP_ALIGN_LEFT,
  KONTOR_MAP_ALIGN_CENTRE,
  KONTOR_MAP_ALIGN_RIGHT,
  KONTOR_MAP_ALIGN_TOP,
  KONTOR_MAP_ALIGN_MIDDLE,
  KONTOR_MAP_ALIGN_BOTTOM,
  KONTOR_MAP_SPREAD_ACROSS,
  KONTOR_MAP_SPREAD_DOWN,
} KontorMapArrangement;

/**
 * kontor_map_arrange:
 * @keys: points and decorations, zero-terminated
 *
 * Aligns the items, or spreads them so that the gaps between neighbours are
 * equal while the outermost two stay; one step of undo.  Fewer than two items,
 * or three for spreading, stay as they are.
 */
void kontor_map_arrange    (KontorMapEdit *edit, const char * const *keys, KontorMapArrangement arrangement);

/**
 * kontor_map_find_beyond:
 * @x: where the cut is; only read when @dx is not 0
 * @y: where the cut is; only read when @dy is not 0
 *
 * What making space at a cut moves: everything whose middle lies right of it
 * or below it for a positive distance, left or above for a negative one.
 *
 * Returns: (transfer full): the keys of points and decorations
 */
char **kontor_map_find_beyond (KontorMap *map, double x, double y, double dx, double dy);

G_END_DECLS
