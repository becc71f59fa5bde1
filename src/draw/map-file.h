#pragma once

#include <gio/gio.h>

#include "draw/route-map-picture.h"
#include "route/bpmn.h"

G_BEGIN_DECLS

/**
 * KontorMapFormat:
 * @KONTOR_MAP_FORMAT_JSON: a route map as Kontor keeps it, nothing left out
 * @KONTOR_MAP_FORMAT_BPMN: BPMN 2.0 with its picture
 *
 * As what a route map is written into a file.
 */
typedef enum
{
  KONTOR_MAP_FORMAT_JSON,
  KONTOR_MAP_FORMAT_BPMN,
  KONTOR_MAP_FORMAT_SVG,
  KONTOR_MAP_FORMAT_PNG,
  KONTOR_MAP_FORMAT_PDF,
  KONTOR_MAP_N_FORMATS,
} KontorMapFormat;

/* By the ending of a file's name. */
gboolean    kontor_map_format_from_name (const char *name, KontorMapFormat *format);
/* ".bpmn" */
const char *kontor_map_format_get_ending (KontorMapFormat format);
/* What people call it, translated. */
const char *kontor_map_format_get_label (KontorMapFormat format);

/**
 * kontor_map_file_load:
 * @path: a file on this computer
 *
 * Reads what may be a map: never more than a map can be large.
 *
 * Returns: (transfer full): the content
 */
GBytes     *kontor_map_file_load        (const char *path, GCancellable *cancellable, GError **error);

/**
 * kontor_map_file_read:
 * @view: what of a BPMN file becomes a point
 * @bpmn: (out) (optional) (nullable): the file, where it is BPMN
 *
 * Tells by what stands in it whether it is our own form or BPMN.
 *
 * Returns: (transfer full): the map
 */
KontorMap  *kontor_map_file_read        (GBytes *content, KontorBpmnView view, KontorBpmn **bpmn, GError **error);

/**
 * kontor_map_file_write:
 * @bpmn: (nullable): the BPMN file that @map was read from
 * @name: (nullable): what the map is called
 * @picture: (nullable): draws it: knows what employees are called
 *
 * Returns: (transfer full): what belongs into the file
 */
GBytes     *kontor_map_file_write       (KontorMap *map, KontorBpmn *bpmn, KontorMapFormat format, const char *name,
                                         KontorRouteMapPicture *picture, GError **error);

G_END_DECLS
