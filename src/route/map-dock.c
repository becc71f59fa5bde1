#include "config.h"

#include "route/map-dock.h"

gboolean
kontor_map_is_bar (const KontorMapItem *point)
{
  return point->kind == KONTOR_MAP_KIND_SPLIT || point->kind == KONTOR_MAP_KIND_MERGE;
}

KontorMapPlace
kontor_map_dock (const KontorMapItem *point, KontorMapSide side, double other_y)
{
  KontorMapPlace place = { point->x + point->width / 2, point->y + point->height / 2 };

  if (kontor_map_is_bar (point) && point->height > 24)
    place.y = CLAMP (other_y, point->y + 10, point->y + point->height - 10);
  switch (side)
    {
    case KONTOR_MAP_RIGHT:
      place.x = point->x + point->width;
      break;
    case KONTOR_MAP_LEFT:
      place.x = point->x;
      break;
    case KONTOR_MAP_DOWN:
      place.y = point->y + point->height;
      break;
    case KONTOR_MAP_UP:
    default:
      place.y = point->y;
      break;
    }
  return place;
}

double
kontor_map_dock_cost (const KontorMapItem *point, KontorMapSide side, gboolean leaving)
{
  gboolean upright = side == KONTOR_MAP_UP || side == KONTOR_MAP_DOWN;

  gboolean captioned = point->kind == KONTOR_MAP_KIND_START || point->kind == KONTOR_MAP_KIND_END
                    || point->kind == KONTOR_MAP_KIND_TIMER || point->kind == KONTOR_MAP_KIND_EVENT;

  if (upright && kontor_map_is_bar (point))
    return 400;
  /* Its name stands there. */
  if (captioned && side == KONTOR_MAP_DOWN)
    return 100;
  if (upright)
    return kontor_map_kind_is_fork (point->kind) && leaving ? 5 : 25;
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
