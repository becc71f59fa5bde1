#include "config.h"

#include <string.h>

#include "draw/map-file.h"
#include "draw/map-image.h"
#include "route/map-check.h"
#include "route/map-difference.h"
#include "route/map-illustration.h"
#include "route/map-link.h"

/* Pictures and links on a map: in every file, on every surface, and no matter of its soundness. */

/* R74 from a map only pages and letters are opened, never a file or a program */
static void
test_links (void)
{
  static const struct { const char *text, *whole; } links[] = {
    { "https://example.org/a?b=c#d", "https://example.org/a?b=c#d" },
    { "HTTP://example.org", "HTTP://example.org" },
    { " example.org/help ", "https://example.org/help" },
    { "example.org:8080", "https://example.org:8080" },
    { "info@example.org", "mailto:info@example.org" },
    { "mailto:info@example.org?subject=Map", "mailto:info@example.org?subject=Map" },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
    { "/usr/bin/true", NULL },
    { "../../x.desktop", NULL },
    { "ftp://example.org", NULL },
    { "https://", NULL },
    { "https://a b", NULL },
    { "word", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *whole = kontor_map_link_resolve (links[i].text);

      g_assert_cmpstr (whole, ==, links[i].whole);
    }
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_png (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 20, 10);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, collect_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* R74 PNG, JPEG and SVG are pictures; what is none, or half of one, is refused in words */
static void
test_decode (void)
{
  static const char drawing[] = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"10\"><rect width=\"30\" height=\"10\" fill=\"#00f\"/></svg>";
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (GBytes) svg = g_bytes_new_static (drawing, sizeof drawing - 1);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("MZ", 2);
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (KONTOR_MAP_IMAGE_MOST_BYTES + 1), KONTOR_MAP_IMAGE_MOST_BYTES + 1);
  GBytes *wrong[] = { half, nothing, large };
  cairo_surface_t *surface = kontor_map_image_decode (png, NULL);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 20);
  g_assert_cmphex (*(guint32 *) (gpointer) cairo_image_surface_get_data (surface), ==, 0xffff0000);
  cairo_surface_destroy (surface);
  surface = kontor_map_image_decode (svg, NULL);
  g_assert_nonnull (surface);
  /* A drawing stays sharp however near one looks. */
  g_assert_cmpint (cairo_image_surface_get_width (surface), >=, 1000);
  g_assert_cmpfloat_with_epsilon (cairo_image_surface_get_width (surface) / (double) cairo_image_surface_get_height (surface), 3, 0.05);
  cairo_surface_destroy (surface);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_map_image_decode (wrong[i], &error));
      g_assert_nonnull (error);
    }
}

static KontorMap *
make_map (const char *hash)
{
  g_autofree char *json = g_strdup_printf (
    "{\"points\":[{\"key\":\"s\",\"kind\":\"start\",\"name\":\"Start\",\"x\":0,\"y\":0,\"width\":40,\"height\":40},"
    "{\"key\":\"e\",\"kind\":\"end\",\"name\":\"End\",\"x\":200,\"y\":0,\"width\":40,\"height\":40}],"
    "\"flows\":[{\"key\":\"1\",\"from\":\"s\",\"to\":\"e\"}],"
    "\"decorations\":[{\"key\":\"p\",\"kind\":\"picture\",\"text\":\"The plan\",\"picture\":{\"hash\":\"%s\",\"name\":\"plan.png\"},"
    "\"x\":0,\"y\":100,\"width\":120,\"height\":60},"
    "{\"key\":\"l\",\"kind\":\"link\",\"text\":\"The rules\",\"address\":\"https://example.org/rules\",\"x\":0,\"y\":200,\"width\":180,\"height\":32}]}", hash);
  KontorMap *map = kontor_map_new_from_json (json, NULL);

  g_assert_nonnull (map);
  return map;
}

/* R74 both survive our own file and BPMN with all they say, and the picture's content goes along */
static void
test_files (void)
{
  static const KontorMapFormat formats[] = { KONTOR_MAP_FORMAT_JSON, KONTOR_MAP_FORMAT_BPMN };
  g_autoptr (GBytes) png = make_png ();
  g_autofree char *hash = kontor_map_image_get_hash (png);
  g_autoptr (KontorMap) map = make_map (hash);
  g_autofree char *before = kontor_map_to_json (map);
  g_autoptr (KontorRouteMapPicture) picture = kontor_route_map_picture_new (KONTOR_MAP_TONE_LIGHT);

  kontor_route_map_picture_set_image (picture, png);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = kontor_map_file_write (map, NULL, formats[i], "Plan", picture, &error);
      g_autoptr (KontorMap) back = NULL;
      g_autoptr (GPtrArray) contents = NULL;
      g_autofree char *after = kontor_map_to_json (map);

      g_assert_no_error (error);
      /* The map itself stays as light as it was. */
      g_assert_cmpstr (before, ==, after);
      back = kontor_map_file_read (file, KONTOR_BPMN_VIEW_RUN, NULL, &error);
      g_assert_no_error (error);
      contents = kontor_map_illustration_unpack (back);
      g_assert_cmpuint (contents->len, ==, 1);
      g_assert_true (g_bytes_equal (g_ptr_array_index (contents, 0), png));
      for (guint t = 0; t < 2; t++)
        {
          const char *key = t == 0 ? "p" : "l";

          g_assert_true (kontor_map_item_equal (kontor_map_find (map, KONTOR_MAP_DECORATION, key),
                                                kontor_map_find (back, KONTOR_MAP_DECORATION, key)));
        }
    }
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size, length = strlen (text);
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, text, length) == 0)
      return TRUE;
  return FALSE;
}

/* R74 both are drawn on screen, on paper and into files; a link in a PDF leads there */
static void
test_drawn (void)
{
  g_autoptr (GBytes) png = make_png ();
  g_autofree char *hash = kontor_map_image_get_hash (png);
  g_autoptr (KontorMap) map = make_map (hash);
  g_autoptr (KontorRouteMapPicture) picture = kontor_route_map_picture_new (KONTOR_MAP_TONE_LIGHT);
  g_autoptr (KontorMapRoutes) routes = kontor_map_routes_new (map);
  g_autoptr (GBytes) pdf = NULL, svg = NULL;
  double x, y, width, height;

  kontor_map_get_bounds (map, &x, &y, &width, &height);
  kontor_route_map_picture_set_image (picture, png);
  for (guint tone = 0; tone < 3; tone++)
    {
      g_autoptr (KontorRouteMapPicture) copy = kontor_route_map_picture_copy (picture, tone);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 300);
      cairo_t *cr = cairo_create (surface);
      guint32 *pixels;

      cairo_translate (cr, -x, -y);
      kontor_route_map_picture_draw (copy, cr, map, routes);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
      g_assert_cmphex (pixels[130 * cairo_image_surface_get_stride (surface) / 4 + 60] & 0xffffff, ==, 0xff0000);
      cairo_surface_destroy (surface);
    }
  pdf = kontor_map_file_write (map, NULL, KONTOR_MAP_FORMAT_PDF, "Plan", picture, NULL);
  svg = kontor_map_file_write (map, NULL, KONTOR_MAP_FORMAT_SVG, "Plan", picture, NULL);
  g_assert_true (contains (pdf, "https://example.org/rules"));
  g_assert_true (contains (svg, "<image"));
}

/* R74 a line that goes round outside of all points is on the sheet too */
static void
test_lines_outside (void)
{
  g_autoptr (GString) json = g_string_new ("{\"points\":[");
  g_autoptr (KontorMap) map = NULL;
  g_autoptr (KontorMapRoutes) routes = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autofree char *text = NULL;
  double x, y, width, height, top, bottom;
  const char *written;

  for (guint i = 0; i < 8; i++)
    g_string_append_printf (json, "%s{\"key\":\"p%u\",\"kind\":\"action\",\"name\":\"%u\",\"x\":%u,\"y\":0,\"width\":100,\"height\":60}",
                            i > 0 ? "," : "", i, i, i * 160);
  g_string_append (json, "],\"flows\":[");
  for (guint i = 0, n = 0; i < 8; i++)
    for (guint j = i + 2; j < 8; j++)
      g_string_append_printf (json, "%s{\"key\":\"f%u\",\"from\":\"p%u\",\"to\":\"p%u\"}", n > 0 ? "," : "", n, i, j), n++;
  g_string_append (json, "]}");
  map = kontor_map_new_from_json (json->str, NULL);
  g_assert_nonnull (map);

  kontor_map_get_bounds (map, &x, &y, &width, &height);
  top = y;
  bottom = y + height;
  routes = kontor_map_routes_new (map);
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const GArray *route = kontor_map_routes_get (routes, kontor_map_get_item (map, KONTOR_MAP_FLOW, i));

      for (guint k = 0; k < route->len; k++)
        {
          top = MIN (top, g_array_index (route, KontorMapPlace, k).y);
          bottom = MAX (bottom, g_array_index (route, KontorMapPlace, k).y);
        }
    }
  /* Or there would be nothing to see here. */
  g_assert_cmpfloat (bottom - top, >, height + 100);

  svg = kontor_map_file_write (map, NULL, KONTOR_MAP_FORMAT_SVG, "Round", NULL, NULL);
  text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  written = strstr (text, "height=\"");
  g_assert_nonnull (written);
  g_assert_cmpfloat (g_ascii_strtod (written + strlen ("height=\""), NULL), >, bottom - top);
}

/* R76 the check passes over them; D7 the difference of two versions tells of them */
static void
test_looked_at_only (void)
{
  g_autoptr (KontorMap) before = make_map ("aa"), after = make_map ("bb"), bare = kontor_map_new_from_json (
    "{\"points\":[{\"key\":\"s\",\"kind\":\"start\"},{\"key\":\"e\",\"kind\":\"end\"}],\"flows\":[{\"key\":\"1\",\"from\":\"s\",\"to\":\"e\"}]}", NULL);
  g_autoptr (GPtrArray) problems = kontor_map_check (before);
  g_autoptr (GPtrArray) found = kontor_map_compare (before, after);
  KontorMapDifference *difference;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 1);
  difference = g_ptr_array_index (found, 0);
  g_assert_cmpint (difference->change, ==, KONTOR_MAP_CHANGE_CHANGED);
  g_assert_cmpstr (difference->properties[0], ==, "picture");
  g_clear_pointer (&found, g_ptr_array_unref);
  found = kontor_map_compare (bare, before);
  difference = g_ptr_array_index (found, found->len - 1);
  g_assert_cmpint (difference->change, ==, KONTOR_MAP_CHANGE_ADDED);
  g_assert_cmpint (kontor_map_difference_get_item (difference)->kind, ==, KONTOR_MAP_KIND_LINK);
}

/* R75 a map says whose manager does a step: that of the record it is about */
static void
test_whose_manager (void)
{
  static const struct { const char *subject, *manager; } maps[] = {
    { "deal", "Manager of the deal" }, { "claim", "Claim’s manager" }, { "partner", "Partner’s manager" }, { "offer", "Offer’s manager" },
    { "interaction", "Record’s manager" }, { NULL, "Record’s manager" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (KontorRouteMapPicture) picture = kontor_route_map_picture_new (KONTOR_MAP_TONE_LIGHT);
      g_autoptr (KontorRouteMapPicture) copy = NULL;
      g_autoptr (KontorMapItem) action = kontor_map_item_new (KONTOR_MAP_POINT, KONTOR_MAP_KIND_ACTION, "a");
      g_autofree char *said = NULL;

      kontor_route_map_picture_set_subject (picture, maps[i].subject);
      copy = kontor_route_map_picture_copy (picture, KONTOR_MAP_TONE_PRINT);
      said = kontor_route_map_picture_get_performer (copy, action);
      g_assert_cmpstr (said, ==, maps[i].manager);
    }
}

/* The corner of a box that holds its sign, drawn with a name. */
static GBytes *
draw_corner (KontorMapKind kind, const char *name, int side)
{
  g_autoptr (KontorRouteMapPicture) picture = kontor_route_map_picture_new (KONTOR_MAP_TONE_PRINT);
  g_autoptr (KontorMapItem) item = kontor_map_item_new (KONTOR_MAP_POINT, kind, "a");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 140, 60);
  cairo_t *cr = cairo_create (surface);
  JsonNode *wanted = json_from_string ("[\"offer\"]", NULL);
  GByteArray *corner = g_byte_array_new ();

  kontor_map_item_set_node (item, "requires", wanted);
  json_object_set_string_member (item->properties, "name", name);
  kontor_route_map_picture_draw_item (picture, cr, item, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < side; y++)
    g_byte_array_append (corner, cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface), (guint) side * 4);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (corner);
}

/* R74 the name of a point never lies on the sign in its corner, whether it has one line or three */
static void
test_signs_are_free (void)
{
  static const char * const names[] = { "Note", "Note: it is in work", "Prepare the whole offer", "Prepare the offer and the contract", "A name of quite a lot of words that goes on and on" };
  static const struct { KontorMapKind kind; int side; } boxes[] = { { KONTOR_MAP_KIND_PROCESSING, 22 }, { KONTOR_MAP_KIND_ACTION, 17 } };

  for (guint b = 0; b < G_N_ELEMENTS (boxes); b++)
    {
      g_autoptr (GBytes) bare = draw_corner (boxes[b].kind, "", boxes[b].side);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autoptr (GBytes) named = draw_corner (boxes[b].kind, names[i], boxes[b].side);

          if (!g_bytes_equal (bare, named))
            g_error ("“%s” lies on the sign", names[i]);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-file/R74-links", test_links);
  g_test_add_func ("/map-file/R74-pictures", test_decode);
  g_test_add_func ("/map-file/R74-files", test_files);
  g_test_add_func ("/map-file/R74-drawn", test_drawn);
  g_test_add_func ("/map-file/R74-lines-outside", test_lines_outside);
  g_test_add_func ("/map-file/R76-looked-at-only", test_looked_at_only);
  g_test_add_func ("/map-file/R75-whose-manager", test_whose_manager);
  g_test_add_func ("/map-file/R74-signs-are-free", test_signs_are_free);
  return g_test_run ();
}
