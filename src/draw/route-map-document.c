#include "config.h"

#include "draw/route-map-document.h"

#include <glib/gi18n.h>
#include <math.h>

#include "draw/flow.h"

#define LEFT   20.0
#define TOP    20.0
#define BOTTOM 15.0
#define LABEL_WIDTH 52.0
#define GAP     4.0
/* Millimetres of a pixel of 1/96 inch. */
#define PIXEL  (25.4 / 96)
/* Smaller than this nobody reads it. */
#define LEAST_SCALE 0.4

static const KontorTextStyle headline = { .size = 17, .bold = TRUE };
static const KontorTextStyle heading = { .size = 11.5, .bold = TRUE };
static const KontorTextStyle body = { .size = 9.5 };
static const KontorTextStyle small = { .size = 8 };

cairo_surface_t *
kontor_route_map_record (KontorRouteMapPicture *picture, KontorMap *map, KontorMapRoutes *routes,
                         double *x, double *y, double *width, double *height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  kontor_route_map_picture_draw (picture, cr, map, routes);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, x, y, width, height);
  *x -= 6;
  *y -= 6;
  *width += 12;
  *height += 12;
  return surface;
}

static void
put (PangoContext *context, KontorDrawing *page, const KontorTextStyle *style, const char *text,
     double x, double y, double alignment, KontorInk ink)
{
  g_autoptr (PangoLayout) layout = kontor_sheet_create_text (context, style, text, -1, NULL);

  kontor_drawing_add_text (page, layout, x, y, alignment, ink);
}

/* Where the drawing goes on, a line and the number of the page at the foot. */
static void
frame_page (PangoContext *context, KontorDrawing *page, const KontorPaper *paper, const char *title,
            guint column, guint row, guint columns, guint rows)
{
  double right = paper->width - LEFT, bottom = paper->height - BOTTOM - 6;
  g_autofree char *where = columns * rows > 1
                           ? g_strdup_printf (_("Column %u of %u, row %u of %u"), column + 1, columns, row + 1, rows) : g_strdup ("");

  put (context, page, &small, title, LEFT, paper->height - BOTTOM, 0, KONTOR_INK_QUIET);
  put (context, page, &small, where, right, paper->height - BOTTOM, 1, KONTOR_INK_QUIET);
  if (column > 0)
    kontor_drawing_add_stroke (page, LEFT, TOP, LEFT, bottom, 0.15, KONTOR_INK_HAIRLINE);
  if (column + 1 < columns)
    kontor_drawing_add_stroke (page, right, TOP, right, bottom, 0.15, KONTOR_INK_HAIRLINE);
  if (row > 0)
    kontor_drawing_add_stroke (page, LEFT, TOP, right, TOP, 0.15, KONTOR_INK_HAIRLINE);
  if (row + 1 < rows)
    kontor_drawing_add_stroke (page, LEFT, bottom, right, bottom, 0.15, KONTOR_INK_HAIRLINE);
}

KontorDocument *
kontor_route_map_pages (KontorRouteMapPicture *picture, KontorMap *map, const KontorMapPaperWords *words,
                        double scale, gboolean across)
{
  const KontorPaper *paper = kontor_paper_lookup (across ? "a4-across" : "a4");
  KontorDocument *document = kontor_document_new (paper, words->title, NULL);
  g_autoptr (KontorTextContext) context = kontor_sheet_create_context ();
  double inner_width = paper->width - 2 * LEFT, inner_height = paper->height - TOP - BOTTOM - 6;
  double x, y, width, height;
  g_autoptr (KontorMapRoutes) routes = kontor_map_routes_new (map);
  cairo_surface_t *record = kontor_route_map_record (picture, map, routes, &x, &y, &width, &height);
  g_autofree char *title = words->version != NULL ? g_strdup_printf ("%s · %s", words->title, words->version) : g_strdup (words->title);
  guint columns, rows;

  if (scale <= 0)
    scale = MIN (1.5, MIN (inner_width / (width * PIXEL), inner_height / (height * PIXEL)));
  columns = MAX (1, (guint) ceil (width * PIXEL * scale / inner_width - 0.001));
  rows = MAX (1, (guint) ceil (height * PIXEL * scale / inner_height - 0.001));
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      {
        KontorDrawing *page = kontor_document_add_page (document);
        double part_width = inner_width / PIXEL / scale, part_height = inner_height / PIXEL / scale;
        /* One alone stands in the middle. */
        double shift_x = columns == 1 ? (part_width - width) / 2 : 0, shift_y = rows == 1 ? (part_height - height) / 2 : 0;

        kontor_drawing_add_picture (page, record, &(KontorRectangle) { LEFT, TOP, inner_width, inner_height }, scale,
                                    x - shift_x + column * part_width, y - shift_y + row * part_height);
        frame_page (context, page, paper, title, column, row, columns, rows);
      }
  cairo_surface_destroy (record);
  return document;
}

/* The written documentation ------------------------------------------------------------ */

typedef struct
{
  const KontorMapPaperWords *words;
  PangoContext              *context;
  KontorMap                 *map;
  KontorFlow                *flow;
  double                     width;
} Writer;

static void
add_paragraph (Writer *self, const KontorTextStyle *style, const char *text, KontorInk ink, double space, gboolean glued)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (text == NULL || *text == '\0')
    return;
  layout = kontor_sheet_create_text (self->context, style, text, self->width, NULL);
  kontor_flow_add_space (self->flow, space);
  kontor_flow_add_paragraph (self->flow, layout, LEFT, ink, glued);
}

/* A name, then its value beside it. */
static void
add_line (Writer *self, const char *label, const char *value, gboolean glued)
{
  g_autoptr (PangoLayout) left = kontor_sheet_create_text (self->context, &small, label, LABEL_WIDTH - 3, NULL);
  g_autoptr (PangoLayout) right = kontor_sheet_create_text (self->context, &body, value, self->width - LABEL_WIDTH, NULL);
  double label_height, value_height;

  kontor_sheet_measure (left, NULL, &label_height);
  kontor_sheet_measure (right, NULL, &value_height);
  kontor_flow_add_space (self->flow, 0.8);
  if (value_height < 40)
    {
      KontorDrawing *strip = kontor_drawing_new ();

      kontor_drawing_add_text (strip, left, LEFT, 0.5, 0, KONTOR_INK_QUIET);
      kontor_drawing_add_text (strip, right, LEFT + LABEL_WIDTH, 0, 0, KONTOR_INK_TEXT);
      kontor_flow_add_strip (self->flow, strip, MAX (label_height + 0.5, value_height), glued);
    }
  else
    {
      /* Long texts break over pages. */
      kontor_flow_add_paragraph (self->flow, left, LEFT, KONTOR_INK_QUIET, TRUE);
      kontor_flow_add_paragraph (self->flow, right, LEFT + LABEL_WIDTH, KONTOR_INK_TEXT, FALSE);
    }
}

static const char *
name_of (const KontorMapItem *point)
{
  const char *name = kontor_map_item_get_text (point, "name");

  return *name != '\0' ? name : kontor_map_kind_get_label (point->kind);
}

static char *
describe_array (JsonArray *array)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_string_append_printf (lines, "%s☐ %s", i > 0 ? "\n" : "", json_node_get_string (element));
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
add_properties (Writer *self, const KontorMapItem *point)
{
  for (const KontorMapProperty *property = kontor_map_property_list (); property->name != NULL; property++)
    {
      JsonNode *node = kontor_map_item_get_node (point, property->name);
      g_autofree char *title = NULL, *value = NULL;

      if (!kontor_map_property_fits (property, point->kind) || g_strcmp0 (property->name, "name") == 0
          || node == NULL || !kontor_map_property_is_set (property, point))
        continue;
      title = kontor_map_property_get_title (property);
      value = property->value == KONTOR_MAP_VALUE_LINES && JSON_NODE_HOLDS_ARRAY (node)
              ? describe_array (json_node_get_array (node)) : self->words->describe (property, node, self->words->user_data);
      if (*value != '\0')
        add_line (self, title, value, FALSE);
    }
}

static void
add_ways (Writer *self, const KontorMapItem *point, GHashTable *numbers)
{
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (self->map, point->key);

  for (guint i = 0; i < outgoing->len; i++)
    {
      const KontorMapItem *flow = g_ptr_array_index (outgoing, i);
      const KontorMapItem *to = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);
      const char *label = kontor_map_item_get_text (flow, "label");
      g_autofree char *title = *label != '\0' ? g_strdup_printf (_("Goes on at “%s” to"), label) : g_strdup (_("Goes on to"));
      g_autofree char *value = g_strdup_printf ("%u. %s", GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow->to)), name_of (to));

      add_line (self, title, value, FALSE);
    }
}

/* As a process comes to them; what it never comes to last. */
static GPtrArray *
order_points (KontorMap *map)
{
  GPtrArray *order = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const KontorMapItem *start = kontor_map_get_start (map);

  if (start != NULL && g_hash_table_add (seen, start->key))
    g_ptr_array_add (order, (gpointer) start);
  for (guint i = 0; i < order->len; i++)
    {
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, ((KontorMapItem *) g_ptr_array_index (order, i))->key);

      for (guint f = 0; f < outgoing->len; f++)
        {
          const KontorMapItem *to = kontor_map_find (map, KONTOR_MAP_POINT, ((KontorMapItem *) g_ptr_array_index (outgoing, f))->to);

          if (to != NULL && g_hash_table_add (seen, to->key))
            g_ptr_array_add (order, (gpointer) to);
        }
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (g_hash_table_add (seen, point->key))
        g_ptr_array_add (order, (gpointer) point);
    }
  return order;
}

/* As large as the column lets it; a long map is cut into bands one below the other. */
static void
add_picture (Writer *self, KontorRouteMapPicture *picture)
{
  double x, y, width, height;
  g_autoptr (KontorMapRoutes) routes = kontor_map_routes_new (self->map);
  cairo_surface_t *record = kontor_route_map_record (picture, self->map, routes, &x, &y, &width, &height);
  double scale = MIN (0.9, self->width / (width * PIXEL));
  double band, most = 235;
  guint bands;

  scale = MAX (scale, LEAST_SCALE);
  scale = MIN (scale, most / (height * PIXEL));
  bands = MAX (1, (guint) ceil (width * PIXEL * scale / self->width - 0.001));
  band = height * PIXEL * scale;
  for (guint i = 0; i < bands; i++)
    {
      KontorDrawing *strip = kontor_drawing_new ();

      kontor_drawing_add_picture (strip, record, &(KontorRectangle) { LEFT, 0, self->width, band }, scale,
                                  x + i * self->width / PIXEL / scale, y);
      kontor_flow_add_space (self->flow, GAP);
      kontor_flow_add_strip (self->flow, strip, band, FALSE);
    }
  cairo_surface_destroy (record);
}

static void
draw_foot (KontorDrawing *drawing, guint page, guint n_pages, gpointer user_data)
{
  Writer *self = user_data;
  const KontorPaper *paper = kontor_paper_lookup ("a4");
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, n_pages);

  put (self->context, drawing, &small, self->words->title, LEFT, paper->height - BOTTOM, 0, KONTOR_INK_QUIET);
  put (self->context, drawing, &small, number, paper->width - LEFT, paper->height - BOTTOM, 1, KONTOR_INK_QUIET);
}

KontorDocument *
kontor_route_map_document (KontorRouteMapPicture *picture, KontorMap *map, const KontorMapPaperWords *words)
{
  const KontorPaper *paper = kontor_paper_lookup ("a4");
  KontorDocument *document = kontor_document_new (paper, words->title, NULL);
  g_autoptr (KontorTextContext) context = kontor_sheet_create_context ();
  g_autoptr (KontorFlow) flow = kontor_flow_new (context, TOP, TOP, paper->height - BOTTOM - 6);
  g_autoptr (GPtrArray) order = order_points (map);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  Writer self = { words, context, map, flow, paper->width - 2 * LEFT };

  for (guint i = 0; i < order->len; i++)
    g_hash_table_insert (numbers, ((KontorMapItem *) g_ptr_array_index (order, i))->key, GUINT_TO_POINTER (i + 1));
  add_paragraph (&self, &headline, words->title, KONTOR_INK_ACCENT, 0, TRUE);
  add_paragraph (&self, &small, words->version, KONTOR_INK_QUIET, 1, FALSE);
  add_paragraph (&self, &body, words->description, KONTOR_INK_TEXT, 3, FALSE);
  add_picture (&self, picture);
  for (guint i = 0; i < order->len; i++)
    {
      const KontorMapItem *point = g_ptr_array_index (order, i);
      g_autofree char *title = g_strdup_printf ("%u. %s", i + 1, name_of (point));

      add_paragraph (&self, &heading, title, KONTOR_INK_TEXT, 5, TRUE);
      add_paragraph (&self, &small, kontor_map_kind_get_label (point->kind), KONTOR_INK_QUIET, 0.5, TRUE);
      add_properties (&self, point);
      add_ways (&self, point, numbers);
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    {
      const KontorMapItem *note = kontor_map_get_item (map, KONTOR_MAP_DECORATION, i);

      if (i == 0)
        add_paragraph (&self, &heading, _("Remarks on the drawing"), KONTOR_INK_TEXT, 5, TRUE);
      add_paragraph (&self, &body, kontor_map_item_get_text (note, "text"), KONTOR_INK_TEXT, 1.5, FALSE);
      if (note->kind == KONTOR_MAP_KIND_LINK)
        add_paragraph (&self, &small, kontor_map_item_get_text (note, "address"), KONTOR_INK_QUIET, 0.5, FALSE);
    }
  kontor_flow_finish (flow, document, draw_foot, &self);
  return document;
}
