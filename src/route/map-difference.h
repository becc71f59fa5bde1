#pragma once

#include "route/map.h"

G_BEGIN_DECLS

/**
 * KontorMapChange:
 * @KONTOR_MAP_CHANGE_ADDED: it is in the later version only
 * @KONTOR_MAP_CHANGE_REMOVED: it is in the earlier version only
 * @KONTOR_MAP_CHANGE_CHANGED: something else than its place is different
 * @KONTOR_MAP_CHANGE_MOVED: only its place or its corners are
 */
typedef enum
{
  KONTOR_MAP_CHANGE_ADDED,
  KONTOR_MAP_CHANGE_REMOVED,
  KONTOR_MAP_CHANGE_CHANGED,
  KONTOR_MAP_CHANGE_MOVED,
} KontorMapChange;

/**
 * KontorMapDifference:
 * @before: (nullable): a copy of the item as it was
 * @after: (nullable): a copy of the item as it is
 * @properties: what is different about a changed one: names of properties as
 *   they stand in the file, "kind", "from", "to"; empty for the others
 *
 * What happened to one item between two versions of a map.
 */
typedef struct
{
  KontorMapChange  change;
  KontorMapItem   *before;
  KontorMapItem   *after;
  char           **properties;
} KontorMapDifference;

void                 kontor_map_difference_free     (KontorMapDifference *self);
/* The item as it is, or as it was where it is gone; (transfer none). */
const KontorMapItem *kontor_map_difference_get_item (const KontorMapDifference *self);

/**
 * kontor_map_compare:
 *
 * Items are the same where their keys are.  Points come first, then lines, then
 * decorations, each in the order of the later version, what is gone last.
 *
 * Returns: (transfer full) (element-type KontorMapDifference): what is different
 */
GPtrArray           *kontor_map_compare             (KontorMap *before, KontorMap *after);

/**
 * kontor_map_compare_union:
 *
 * Returns: (transfer full): the later version and, at their old places, the
 *   points, decorations and lines that are gone: for one drawing of both
 */
KontorMap           *kontor_map_compare_union       (KontorMap *before, KontorMap *after);

G_END_DECLS
