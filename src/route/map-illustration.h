#pragma once

#include "route/map.h"

G_BEGIN_DECLS

/*
 * A picture on a map.  The map keeps only what it is called, by what it
 * contains: {"hash": "...", "name": "plan.png"} in the property "picture"; the
 * content lies on the server once.  A file that leaves the office has the
 * content with it, as "data" beside the name.
 */

/* (transfer full) (nullable): the hash of an item's picture. */
char     *kontor_map_illustration_get_hash (const KontorMapItem *item);
/* The property "picture"; (nullable) @name: of the file it came from; (transfer full). */
JsonNode *kontor_map_illustration_new    (const char *hash, const char *name);

/**
 * kontor_map_illustration_unpack:
 *
 * Takes the content out of a map that came from a file; what it is called is
 * reckoned anew, whatever the file says.
 *
 * Returns: (transfer full) (element-type GBytes): what the map shows
 */
GPtrArray *kontor_map_illustration_unpack (KontorMap *map);

/* (transfer none) (nullable) */
typedef GBytes *(*KontorMapIllustrationFind) (const char *hash, gpointer user_data);

/* Puts the content into a map that goes into a file. */
void       kontor_map_illustration_pack   (KontorMap *map, KontorMapIllustrationFind find, gpointer user_data);

G_END_DECLS
