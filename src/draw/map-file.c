#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/bpmn-picture.h"
#include "draw/map-file.h"
#include "draw/route-map-document.h"
#include "route/map-illustration.h"

#define MAX_BYTES (32 * 1024 * 1024)
#define MARGIN    24.0
#define BESIDE    40.0
#define BELOW     24.0
/* More lines than this take minutes to find their ways. */
#define MAX_DRAWN 10000
/* Of a PNG: 256 MB of memory. */
#define MAX_PIXELS (64.0 * 1024 * 1024)
#define MAX_SIDE   30000.0

typedef struct
{
  const char *ending;
  const char *label;
} Format;

static const Format formats[] = {
  [KONTOR_MAP_FORMAT_JSON] = { ".json", N_("Route map of Kontor") },
  [KONTOR_MAP_FORMAT_BPMN] = { ".bpmn", N_("BPMN 2.0, for other programs") },
  [KONTOR_MAP_FORMAT_SVG] = { ".svg", N_("Drawing (SVG)") },
  [KONTOR_MAP_FORMAT_PNG] = { ".png", N_("Picture (PNG)") },
  [KONTOR_MAP_FORMAT_PDF] = { ".pdf", N_("Document (PDF)") },
};

gboolean
kontor_map_format_from_name (const char *name, KontorMapFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < KONTOR_MAP_N_FORMATS; i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      {
        *format = i;
        return TRUE;
      }
  if (!g_str_has_suffix (lower, ".xml"))
    return FALSE;
  *format = KONTOR_MAP_FORMAT_BPMN;
  return TRUE;
}

const char *
kontor_map_format_get_ending (KontorMapFormat format)
{
  return formats[format].ending;
}

const char *
kontor_map_format_get_label (KontorMapFormat format)
{
  return _(formats[format].label);
}

GBytes *
kontor_map_file_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer, cancellable, error)) > 0)
    {
      g_byte_array_append (content, buffer, (guint) n);
      if (content->len > MAX_BYTES)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The file is larger than %d MB; nobody draws such a map."), MAX_BYTES / 1024 / 1024);
          return NULL;
        }
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static gboolean
looks_like_json (const char *data, gsize length)
{
  gsize at = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (data[at]))
    at++;
  return at < length && data[at] == '{';
}

KontorMap *
kontor_map_file_read (GBytes *content, KontorBpmnView view, KontorBpmn **bpmn, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);
  g_autoptr (KontorBpmn) file = NULL;

  if (bpmn != NULL)
    *bpmn = NULL;
  if (looks_like_json (data, length))
    {
      g_autofree char *text = g_strndup (data, length);

      return kontor_map_new_from_json (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, error);
    }
  file = kontor_bpmn_new_from_data (data, length, view, error);
  if (file == NULL)
    return NULL;
  if (bpmn != NULL)
    *bpmn = g_object_ref (file);
  return bpmn != NULL ? kontor_bpmn_make_map (file) : kontor_bpmn_make_whole_map (file);
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The sheet, in the map's own units. */
typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} Sheet;

/* Names stand below and beside the outermost points, and a line that finds no way
 * between them goes round outside. */
static Sheet
measure (KontorMap *map, KontorMapRoutes *routes, KontorRouteMapPicture *picture)
{
  double x, y, width, height;
  Sheet sheet;

  kontor_map_get_bounds (map, &x, &y, &width, &height);
  sheet = (Sheet) { x - MARGIN - BESIDE, y - MARGIN, x + width + MARGIN + BESIDE, y + height + MARGIN + BELOW };
  cairo_surface_destroy (kontor_route_map_record (picture, map, routes, &x, &y, &width, &height));
  sheet.left = MIN (sheet.left, floor (x));
  sheet.top = MIN (sheet.top, floor (y));
  sheet.right = MAX (sheet.right, ceil (x + width));
  sheet.bottom = MAX (sheet.bottom, ceil (y + height));
  return sheet;
}

static cairo_surface_t *
make_surface (KontorMapFormat format, double width, double height, double *scale, GByteArray *bytes)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case KONTOR_MAP_FORMAT_SVG:
      surface = cairo_svg_surface_create_for_stream (collect_cb, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case KONTOR_MAP_FORMAT_PDF:
      /* A unit is 1/96 inch, PDF counts 1/72. */
      *scale = MIN (0.75, 14000 / MAX (width, height));
      return cairo_pdf_surface_create_for_stream (collect_cb, bytes, width * *scale, height * *scale);
    case KONTOR_MAP_FORMAT_PNG:
    case KONTOR_MAP_FORMAT_JSON:
    case KONTOR_MAP_FORMAT_BPMN:
    case KONTOR_MAP_N_FORMATS:
    default:
      *scale = MIN (2, MIN (MAX_SIDE / MAX (width, height), sqrt (MAX_PIXELS / (width * height))));
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (1, (int) ceil (width * *scale)), MAX (1, (int) ceil (height * *scale)));
    }
}

static KontorMap *
copy_map (KontorMap *map)
{
  g_autofree char *json = kontor_map_to_json (map);

  return kontor_map_new_from_json (json, NULL);
}

static gboolean
has_pictures (KontorMap *map)
{
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    if (kontor_map_get_item (map, KONTOR_MAP_DECORATION, i)->kind == KONTOR_MAP_KIND_PICTURE)
      return TRUE;
  return FALSE;
}

/* A map of a file has its pictures in it. */
static void
take_images (KontorMap *map, KontorRouteMapPicture *picture)
{
  g_autoptr (KontorMap) copy = has_pictures (map) ? copy_map (map) : NULL;
  g_autoptr (GPtrArray) found = copy != NULL ? kontor_map_illustration_unpack (copy) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    kontor_route_map_picture_set_image (picture, g_ptr_array_index (found, i));
}

static GBytes *
find_image (const char *hash, gpointer picture)
{
  return kontor_route_map_picture_get_image (picture, hash);
}

/* The map with its pictures in it; (transfer full). */
static KontorMap *
pack (KontorMap *map, KontorRouteMapPicture *picture)
{
  KontorMap *copy = picture != NULL && has_pictures (map) ? copy_map (map) : NULL;

  if (copy == NULL)
    return g_object_ref (map);
  kontor_map_illustration_pack (copy, find_image, picture);
  return copy;
}

static GBytes *
draw (KontorMap *map, KontorBpmn *bpmn, KontorMapFormat format, KontorRouteMapPicture *painter, GError **error)
{
  g_autoptr (KontorRouteMapPicture) picture = painter != NULL ? g_object_ref (painter) : kontor_route_map_picture_new (KONTOR_MAP_TONE_LIGHT);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (KontorMapRoutes) routes = NULL;
  double x, y, width, height, scale = 1;
  Sheet sheet = { 0 };
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (kontor_map_get_n_items (map, KONTOR_MAP_FLOW) > MAX_DRAWN)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The map has %u lines; at most %u can be drawn."), kontor_map_get_n_items (map, KONTOR_MAP_FLOW), MAX_DRAWN);
      return NULL;
    }
  take_images (map, picture);
  if (bpmn != NULL)
    {
      kontor_bpmn_picture_get_bounds (bpmn, &x, &y, &width, &height);
      width += 2 * MARGIN;
      height += 2 * MARGIN;
    }
  else
    {
      routes = kontor_map_routes_new (map);
      sheet = measure (map, routes, picture);
      width = sheet.right - sheet.left;
      height = sheet.bottom - sheet.top;
    }
  surface = make_surface (format, width, height, &scale, bytes);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (bpmn != NULL)
    kontor_bpmn_picture_draw (bpmn, picture, cr, MARGIN);
  else
    {
      cairo_translate (cr, -sheet.left, -sheet.top);
      kontor_route_map_picture_draw (picture, cr, map, routes);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == KONTOR_MAP_FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, collect_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, _("The map could not be drawn: %s"), cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
kontor_map_file_write (KontorMap *map, KontorBpmn *bpmn, KontorMapFormat format, const char *name,
                       KontorRouteMapPicture *picture, GError **error)
{
  g_return_val_if_fail (KONTOR_IS_MAP (map) && (bpmn == NULL || KONTOR_IS_BPMN (bpmn)), NULL);

  if (format == KONTOR_MAP_FORMAT_JSON)
    {
      g_autoptr (KontorMap) whole = pack (map, picture);
      g_autofree char *json = kontor_map_to_json (whole);
      char *text = g_strconcat (json, "\n", NULL);

      return g_bytes_new_take (text, strlen (text));
    }
  if (format == KONTOR_MAP_FORMAT_BPMN)
    {
      g_autoptr (KontorMap) whole = pack (map, picture);
      g_autoptr (KontorBpmn) file = bpmn != NULL ? g_object_ref (bpmn) : kontor_bpmn_new_for_map (whole, name);

      return kontor_bpmn_write (file, whole);
    }
  if (bpmn != NULL && !kontor_bpmn_is_own (bpmn))
    {
      /* So that everything has a place on the sheet. */
      g_autoptr (GBytes) written = kontor_bpmn_write (bpmn, map);

      return draw (map, bpmn, format, picture, error);
    }
  return draw (map, NULL, format, picture, error);
}
