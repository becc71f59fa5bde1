#pragma once

#include "route/map.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MAP_RIGHT,
  KONTOR_MAP_DOWN,
  KONTOR_MAP_LEFT,
  KONTOR_MAP_UP,
} KontorMapSide;

/* Where a line touches a point: the middle of a side; along a bar, beside @other. */
KontorMapPlace kontor_map_dock       (const KontorMapItem *point, KontorMapSide side, double other_y);
/* The same @offset beside the middle, on the outline of the point's shape. */
KontorMapPlace kontor_map_dock_beside (const KontorMapItem *point, KontorMapSide side, double offset);
/* How far beside the middle of a side lines may still dock. */
double         kontor_map_dock_reach (const KontorMapItem *point, KontorMapSide side);
/* How little one likes a line to leave (or reach) a point at a side. */
double         kontor_map_dock_cost  (const KontorMapItem *point, KontorMapSide side, gboolean leaving);
/* Split and merge: bars, used left and right only. */
gboolean       kontor_map_is_bar     (const KontorMapItem *point);
KontorMapPlace kontor_map_side_away  (KontorMapPlace place, KontorMapSide side, double distance);
/* Whether a line at right angles comes nearer than @gap to the point. */
gboolean       kontor_map_line_hits  (const KontorMapItem *point, KontorMapPlace from, KontorMapPlace to, double gap);

G_END_DECLS
