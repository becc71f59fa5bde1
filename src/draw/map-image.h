#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* So many bytes a picture on a map may have. */
#define KONTOR_MAP_IMAGE_MOST_BYTES 1000000

/* A picture on a map: PNG, JPEG or SVG, as strangers send it. */

/* Its name: what it contains; (transfer full). */
char            *kontor_map_image_get_hash (GBytes *content);

/**
 * kontor_map_image_decode:
 *
 * Fails with %KONTOR_ERROR_INVALID on what is no picture, or too large a one.
 * What has more than 2,000 pixels a side is made smaller.
 *
 * Returns: (transfer full): an image surface
 */
cairo_surface_t *kontor_map_image_decode   (GBytes *content, GError **error);

G_END_DECLS
