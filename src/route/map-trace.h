#pragma once

#include "route/map-field.h"

G_BEGIN_DECLS

/* How far a line keeps from points that are not its own. */
#define KONTOR_MAP_CLEARANCE 8.0

/* Where a line may leave or reach a point. */
typedef struct
{
  KontorMapSide  side;
  KontorMapPlace dock;
  /* A little way out: no line turns before. */
  KontorMapPlace port;
  double         cost;
} KontorMapDoor;

/* On four sides, so many steps to either hand. */
#define KONTOR_MAP_MOST_BESIDE 8
#define KONTOR_MAP_MOST_DOORS (4 * (1 + 2 * KONTOR_MAP_MOST_BESIDE))

/* Fills @doors with those in the middle of the sides, and with @beside steps more to either hand. */
guint   kontor_map_trace_doors    (const KontorMapItem *point, const KontorMapItem *other, gboolean leaving,
                                   guint beside, KontorMapDoor *doors);

/**
 * kontor_map_trace:
 * @field: what stands there and which lines are drawn already
 *
 * Finds the way of one line: the cheapest of the ways a person would draw,
 * straight, around one corner or two, back around; each clear of all points.
 * Length, corners, crossings and unusual sides cost; lying on another line costs
 * most.
 *
 * Returns: (transfer full) (nullable) (element-type KontorMapPlace): the corners;
 *   %NULL where every such way is blocked
 */
GArray *kontor_map_trace          (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to, gboolean *overlaps);

/* The same among more ways beside one another, where all the others lie on lines; (nullable). */
GArray *kontor_map_trace_wide     (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to, gboolean *overlaps);

/* Straight from the right side to the left side, where nothing is in between; (nullable). */
GArray *kontor_map_trace_straight (KontorMapField *field, const KontorMapItem *from, const KontorMapItem *to);

/* Along the corners set by hand. */
GArray *kontor_map_trace_bends    (const KontorMapItem *flow, const KontorMapItem *from, const KontorMapItem *to);

/* Adds a corner; corners in a row become one. */
void    kontor_map_trace_add      (GArray *route, KontorMapPlace place);

G_END_DECLS
