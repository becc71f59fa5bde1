#pragma once

#include "route/map-item.h"

G_BEGIN_DECLS

/*
 * What can be changed about an item independently of the rest: "kind", "ends",
 * "place" (with the size and the corners), and each of its properties by name.
 * Where two people change different aspects of one item both are right.
 */

/* (transfer full): @before may be %NULL: all that @after has. */
char     **kontor_map_aspects_that_differ (const KontorMapItem *before, const KontorMapItem *after);
gboolean   kontor_map_aspect_is_same      (const char *aspect, const KontorMapItem *one, const KontorMapItem *other);
/* Makes the aspect of @self what it is with @other. */
void       kontor_map_aspect_take         (const char *aspect, KontorMapItem *self, const KontorMapItem *other);

G_END_DECLS
