#pragma once

#include "kit/desk.h"
#include "route/map.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_SETTINGS (kontor_map_settings_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapSettings, kontor_map_settings, KONTOR, MAP_SETTINGS, GObject)

/*
 * Which settings of a map cannot run: performers who have left, fields that are
 * not there, rules that cannot be asked.  Only the server knows; it is asked
 * when one pauses in drawing, and nobody waits for it.
 *
 * Signal "answered": what it says is another thing than before.
 */

KontorMapSettings *kontor_map_settings_new          (KontorDesk *desk, const char *map_id);
/* Asks about @map after a pause; an answer that is still awaited is not waited for any more. */
void               kontor_map_settings_ask          (KontorMapSettings *self, KontorMap *map);
/* (transfer none) (element-type KontorMapProblem): what the server said last. */
GPtrArray         *kontor_map_settings_get_problems (KontorMapSettings *self);

G_END_DECLS
