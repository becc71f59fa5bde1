#include "config.h"

#include <math.h>

#include "route/map-dock.h"

gboolean
kontor_map_is_bar (const KontorMapItem *point)
{
  return point->kind == KONTOR_MAP_KIND_SPLIT || point->kind == KONTOR_MAP_KIND_MERGE;
}

static gboolean
is_round (const KontorMapItem *point)
{
  return point->kind == KONTOR_MAP_KIND_START || point->kind == KONTOR_MAP_KIND_END
      || point->kind == KONTOR_MAP_KIND_TIMER || point->kind == KONTOR_MAP_KIND_EVENT;
}

double
kontor_map_dock_reach (const KontorMapItem *point, KontorMapSide side)
{
  gboolean upright = side == KONTOR_MAP_UP || side == KONTOR_MAP_DOWN;
  double half = (upright ? point->width : point->height) / 2;

  if (kontor_map_is_bar (point))
    return upright ? 0 : MAX (0, half - 8);
  if (is_round (point))
    return half * 0.62;
  if (point->kind == KONTOR_MAP_KIND_CONDITION)
    return half * 0.5;
  if (point->kind == KONTOR_MAP_KIND_CHOICE)
    return upright ? MAX (0, half - 26) : half * 0.7;
  return MAX (0, half - 10);
}

KontorMapPlace
kontor_map_dock_beside (const KontorMapItem *point, KontorMapSide side, double offset)
{
  gboolean upright = side == KONTOR_MAP_UP || side == KONTOR_MAP_DOWN;
  double half_width = point->width / 2, half_height = point->height / 2, inset = 0;
  KontorMapPlace place = { point->x + half_width, point->y + half_height };

  if (is_round (point))
    {
      double radius = MIN (half_width, half_height);

      inset = (upright ? half_height : half_width) - sqrt (MAX (0, radius * radius - offset * offset));
    }
  else if (point->kind == KONTOR_MAP_KIND_CONDITION)
    {
      inset = upright ? fabs (offset) * half_height / MAX (1, half_width) : fabs (offset) * half_width / MAX (1, half_height);
    }
  else if (point->kind == KONTOR_MAP_KIND_CHOICE && !upright)
    {
      inset = fabs (offset) * MIN (point->width / 5, 22) / MAX (1, half_height);
    }
  if (upright)
    {
      place.x += offset;
      place.y += side == KONTOR_MAP_DOWN ? half_height - inset : inset - half_height;
    }
  else
    {
      place.y += offset;
      place.x += side == KONTOR_MAP_RIGHT ? half_width - inset : inset - half_width;
    }
  return place;
}

KontorMapPlace
kontor_map_dock (const KontorMapItem *point, KontorMapSide side, double other_y)
{
  double reach = MAX (0, point->height / 2 - 10), middle = point->y + point->height / 2;

  return kontor_map_dock_beside (point, side, kontor_map_is_bar (point) ? CLAMP (other_y - middle, -reach, reach) : 0);
}

double
kontor_map_dock_cost (const KontorMapItem *point, KontorMapSide side, gboolean leaving)
{
  gboolean upright = side == KONTOR_MAP_UP || side == KONTOR_MAP_DOWN;

  if (upright && kontor_map_is_bar (point))
    return 400;
  /* Its name stands there. */
  if (is_round (point) && side == KONTOR_MAP_DOWN)
    return 100;
  if (upright)
    return kontor_map_kind_is_fork (point->kind) && leaving ? 5 : leaving ? 25 : 45;
  return (side == KONTOR_MAP_RIGHT) == leaving ? 0 : 90;
}

KontorMapPlace
kontor_map_side_away (KontorMapPlace place, KontorMapSide side, double distance)
{
  switch (side)
    {
    case KONTOR_MAP_RIGHT:
      place.x += distance;
      break;
    case KONTOR_MAP_LEFT:
      place.x -= distance;
      break;
    case KONTOR_MAP_DOWN:
      place.y += distance;
      break;
    case KONTOR_MAP_UP:
    default:
      place.y -= distance;
      break;
    }
  return place;
}

gboolean
kontor_map_line_hits (const KontorMapItem *point, KontorMapPlace from, KontorMapPlace to, double gap)
{
  return MAX (from.x, to.x) > point->x - gap && MIN (from.x, to.x) < point->x + point->width + gap
      && MAX (from.y, to.y) > point->y - gap && MIN (from.y, to.y) < point->y + point->height + gap;
}
