#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>

#include "base/error.h"
#include "draw/route-map-document.h"
#include "draw/route-map-shapes.h"

/* Sharp on a screen of twice the points. */
#define PNG_SCALE 2.0

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
paint (KontorRouteMapPicture *picture, cairo_surface_t *surface, cairo_surface_t *record, double x, double y, double scale, gboolean ground)
{
  cairo_t *cr = cairo_create (surface);

  if (ground)
    {
      kontor_map_use (cr, kontor_map_palette_get (kontor_route_map_picture_get_tone (picture))->ground, 1);
      cairo_paint (cr);
    }
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, record, -x, -y);
  cairo_paint (cr);
  cairo_destroy (cr);
}

gboolean
kontor_route_map_save_picture (KontorRouteMapPicture *picture, KontorMap *map, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *folded = g_ascii_strdown (path, -1);
  double x, y, width, height;
  cairo_surface_t *record, *surface = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (!g_str_has_suffix (folded, ".svg") && !g_str_has_suffix (folded, ".png") && !g_str_has_suffix (folded, ".pdf"))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The name of a picture ends with .svg, .png or .pdf."));
      return FALSE;
    }
  record = kontor_route_map_record (picture, map, &x, &y, &width, &height);
  if (g_str_has_suffix (folded, ".svg"))
    {
      surface = cairo_svg_surface_create_for_stream (collect_cb, bytes, width * 0.75, height * 0.75);
      paint (picture, surface, record, x, y, 0.75, FALSE);
    }
  else if (g_str_has_suffix (folded, ".pdf"))
    {
      surface = cairo_pdf_surface_create_for_stream (collect_cb, bytes, width * 0.75, height * 0.75);
      paint (picture, surface, record, x, y, 0.75, FALSE);
    }
  else
    {
      surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * PNG_SCALE), (int) ceil (height * PNG_SCALE));
      paint (picture, surface, record, x, y, PNG_SCALE, TRUE);
      status = cairo_surface_write_to_png_stream (surface, collect_cb, bytes);
    }
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (record);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, _("The picture could not be drawn: %s"), cairo_status_to_string (status));
      return FALSE;
    }
  return g_file_set_contents (path, (const char *) bytes->data, bytes->len, error);
}
