#pragma once

#include "route/map-edit.h"

G_BEGIN_DECLS

/**
 * KontorMapConflict:
 * @property: a property's name, "kind", "ends" or "place"; %NULL: one of the
 *   two took the item away that the other one changed; it stays for now
 * @mine: (nullable): the item as I have it
 * @theirs: (nullable): the item as the other one has it
 *
 * What two people have changed in different ways.
 */
typedef struct
{
  KontorMapItemType  type;
  char              *key;
  char              *property;
  KontorMapItem     *mine;
  KontorMapItem     *theirs;
} KontorMapConflict;

void       kontor_map_conflict_free (KontorMapConflict *self);

/**
 * kontor_map_merge:
 * @base: what both began with
 * @mine: what I made of it
 * @theirs: what somebody else made of it meanwhile
 * @conflicts: (nullable) (element-type KontorMapConflict): gets what both have
 *   changed; mine stands in the result until a person has chosen
 *
 * Puts the work of two people together, item by item and property by property.
 * Nothing is lost: what one took away and the other one changed stays, and so
 * does a point on which a line of the other one hangs.
 *
 * Returns: (transfer full): the map with the work of both
 */
KontorMap *kontor_map_merge         (KontorMap *base, KontorMap *mine, KontorMap *theirs, GPtrArray *conflicts);

/**
 * kontor_map_merge_into:
 * @edit: of the map that is drawn
 * @merged: what kontor_map_merge() gave
 *
 * Makes the drawn map what was merged.  It is no step of undo, and undoing
 * one's own steps afterwards leaves what the other one did.
 *
 * Returns: (transfer full) (element-type utf8): the keys of points that came or changed
 */
GPtrArray *kontor_map_merge_into    (KontorMapEdit *edit, KontorMap *merged);

/* Takes what the other one has, as one step of undo. */
void       kontor_map_conflict_take_theirs (const KontorMapConflict *self, KontorMapEdit *edit);

G_END_DECLS
