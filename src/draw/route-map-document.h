#pragma once

#include "draw/document.h"
#include "draw/route-map-picture.h"
#include "route/map-property.h"

G_BEGIN_DECLS

/**
 * KontorMapDescribe:
 *
 * Returns: (transfer full): the value of a property in words, "" for none
 */
typedef char *(*KontorMapDescribe) (const KontorMapProperty *property, JsonNode *value, gpointer user_data);

/**
 * KontorMapPaperWords:
 * @title: what the map is called
 * @version: (nullable): "Version 3, in force since …"
 * @description: (nullable): what it is for
 * @describe: puts values into words
 */
typedef struct
{
  const char        *title;
  const char        *version;
  const char        *description;
  KontorMapDescribe  describe;
  gpointer           user_data;
} KontorMapPaperWords;

/**
 * kontor_route_map_record:
 * @routes: those of the map
 * @x: (out): what the drawing covers with everything around it
 *
 * Returns: (transfer full): the whole map as a recording, in its own units
 */
cairo_surface_t *kontor_route_map_record   (KontorRouteMapPicture *picture, KontorMap *map, KontorMapRoutes *routes,
                                            double *x, double *y, double *width, double *height);

/**
 * kontor_route_map_pages:
 * @scale: 1 for natural size; 0: as large as one page lets it
 * @across: whether the paper lies on its long side
 *
 * The drawing alone, on as many pages as it needs; each says which piece of
 * the whole it is.
 */
KontorDocument  *kontor_route_map_pages    (KontorRouteMapPicture *picture, KontorMap *map,
                                            const KontorMapPaperWords *words, double scale, gboolean across);

/**
 * kontor_route_map_document:
 *
 * The written documentation: the drawing, then every point in the order in
 * which a process comes to it, with everything that is said about it.
 */
KontorDocument  *kontor_route_map_document (KontorRouteMapPicture *picture, KontorMap *map,
                                            const KontorMapPaperWords *words);

G_END_DECLS
