#include "config.h"

#include "draw/map-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"

#define MOST_PIXELS 2000

char *
kontor_map_image_get_hash (GBytes *content)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
}

/* Drawings are made as large as they may be looked at, photographs never larger than they are. */
static void
size_cb (GdkPixbufLoader *loader, int width, int height, gpointer is_drawing)
{
  double scale = MIN ((double) MOST_PIXELS / width, (double) MOST_PIXELS / height);

  if (width > 0 && height > 0 && (scale < 1 || GPOINTER_TO_INT (is_drawing)))
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

/* A loader of the kinds we take only: others have had more holes. */
static GdkPixbufLoader *
make_loader (const guint8 *data, gsize length, const char **mime)
{
  *mime = NULL;
  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    *mime = "image/png";
  else if (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    *mime = "image/jpeg";
  else if (g_strstr_len ((const char *) data, (gssize) MIN (length, 4000), "<svg") != NULL)
    *mime = "image/svg+xml";
  return *mime != NULL ? gdk_pixbuf_loader_new_with_mime_type (*mime, NULL) : NULL;
}

static cairo_surface_t *
to_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *target;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  target = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = pixels + (gsize) y * stride;
      guint32 *to = (guint32 *) (gpointer) (target + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, from += n_channels)
        {
          guint alpha = n_channels == 4 ? from[3] : 255;

          to[x] = alpha << 24 | (from[0] * alpha / 255) << 16 | (from[1] * alpha / 255) << 8 | from[2] * alpha / 255;
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

cairo_surface_t *
kontor_map_image_decode (GBytes *content, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  const char *mime;
  g_autoptr (GdkPixbufLoader) loader = make_loader (data, length, &mime);
  cairo_surface_t *surface = NULL;
  gboolean read;

  if (length > KONTOR_MAP_IMAGE_MOST_BYTES)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("A picture on a map has at most one megabyte."));
      return NULL;
    }
  if (loader != NULL)
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), GINT_TO_POINTER (strcmp (mime, "image/svg+xml") == 0));
      read = gdk_pixbuf_loader_write (loader, data, length, NULL);
      read = gdk_pixbuf_loader_close (loader, NULL) && read;
      if (read && gdk_pixbuf_loader_get_pixbuf (loader) != NULL)
        surface = to_surface (gdk_pixbuf_loader_get_pixbuf (loader));
    }
  if (surface == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("This is not a PNG, JPEG or SVG picture."));
      return NULL;
    }
  /* So that a PDF takes a photograph as it is. */
  if (strcmp (mime, "image/jpeg") == 0)
    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length, (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (content));
  return surface;
}
