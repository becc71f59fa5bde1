#include "config.h"

#include <math.h>
#include <string.h>

#include <pango/pangocairo.h>

#include "draw/bpmn-picture.h"
#include "draw/route-map-shapes.h"

#define HEADER 26.0

typedef struct
{
  cairo_t                *cr;
  KontorRouteMapPicture  *picture;
  const KontorMapPalette *palette;
} Canvas;

static void
widen (double *box, double x, double y)
{
  box[0] = MIN (box[0], x);
  box[1] = MIN (box[1], y);
  box[2] = MAX (box[2], x);
  box[3] = MAX (box[3], y);
}

/* Where the name of an event, a gateway or a sheet stands. */
static gboolean
is_named_below (const KontorBpmnShape *shape)
{
  return g_str_has_suffix (shape->element, "Event") || g_str_has_suffix (shape->element, "Gateway")
      || g_str_has_prefix (shape->element, "data");
}

void
kontor_bpmn_picture_get_bounds (KontorBpmn *bpmn, double *x, double *y, double *width, double *height)
{
  g_autoptr (GPtrArray) shapes = kontor_bpmn_list_shapes (bpmn);
  g_autoptr (GPtrArray) edges = kontor_bpmn_list_edges (bpmn);
  double box[] = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < shapes->len; i++)
    {
      const KontorBpmnShape *shape = g_ptr_array_index (shapes, i);

      widen (box, shape->x, shape->y);
      widen (box, shape->x + shape->width, shape->y + shape->height);
      if (shape->label_width > 0)
        {
          widen (box, shape->label.x, shape->label.y);
          widen (box, shape->label.x + shape->label_width, shape->label.y + shape->label_height);
        }
      else if (is_named_below (shape) && shape->name != NULL)
        {
          widen (box, shape->x + shape->width / 2 - 50, shape->y);
          widen (box, shape->x + shape->width / 2 + 50, shape->y + shape->height + 36);
        }
    }
  for (guint i = 0; i < edges->len; i++)
    {
      const KontorBpmnEdge *edge = g_ptr_array_index (edges, i);

      for (guint p = 0; p < edge->places->len; p++)
        widen (box, g_array_index (edge->places, KontorMapPlace, p).x, g_array_index (edge->places, KontorMapPlace, p).y);
    }
  if (box[0] > box[2])
    memset (box, 0, sizeof box);
  *x = box[0];
  *y = box[1];
  *width = box[2] - box[0];
  *height = box[3] - box[1];
}

static void
draw_text (Canvas *canvas, const char *text, double size, PangoWeight weight, PangoAlignment alignment,
           double x, double y, double width, double height, gboolean middle)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *clean = NULL;
  int text_height;

  if (text == NULL || *text == '\0' || width < 4)
    return;
  clean = g_utf8_make_valid (text, -1);
  layout = kontor_map_make_text (canvas->cr, g_strstrip (clean), size, weight, width);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_height (layout, -MAX (1, (int) (height / (size * 1.3))));
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  cairo_move_to (canvas->cr, x, middle ? y + MAX (0, (height - text_height) / 2) : y);
  pango_cairo_show_layout (canvas->cr, layout);
}

static void
box (cairo_t *cr, const KontorBpmnShape *shape, double radius)
{
  KontorMapItem item = { .kind = KONTOR_MAP_KIND_ACTION, .x = shape->x, .y = shape->y, .width = shape->width, .height = shape->height };

  if (radius > 0)
    kontor_map_shape_outline (cr, &item, 0);
  else
    cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
}

static void
fill_and_stroke (Canvas *canvas, KontorMapColour fill, double alpha, KontorMapColour edge, double line_width)
{
  kontor_map_use (canvas->cr, fill, alpha);
  cairo_fill_preserve (canvas->cr);
  kontor_map_use (canvas->cr, edge, 1);
  cairo_set_line_width (canvas->cr, line_width);
  cairo_stroke (canvas->cr);
}

/* A pool or a lane: its name along the left edge, read from below, or at the top. */
static void
draw_band (Canvas *canvas, const KontorBpmnShape *shape, gboolean pool)
{
  const KontorMapPalette *palette = canvas->palette;
  cairo_t *cr = canvas->cr;
  double header = MIN (HEADER, MIN (shape->width, shape->height) / 2);
  gboolean full = pool || shape->height > 40;

  box (cr, shape, 0);
  fill_and_stroke (canvas, pool ? palette->ground : palette->fill[KONTOR_MAP_KIND_GROUP], pool ? 1 : 0.45,
                   palette->edge[KONTOR_MAP_KIND_GROUP], pool ? 1.5 : 1);
  if (!full)
    return;
  kontor_map_use (cr, palette->edge[KONTOR_MAP_KIND_GROUP], 1);
  cairo_move_to (cr, shape->upright ? shape->x : shape->x + header, shape->upright ? shape->y + header : shape->y);
  cairo_line_to (cr, shape->upright ? shape->x + shape->width : shape->x + header, shape->upright ? shape->y + header : shape->y + shape->height);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  kontor_map_use (cr, palette->text, 1);
  if (shape->upright)
    {
      draw_text (canvas, shape->name, 12, PANGO_WEIGHT_SEMIBOLD, PANGO_ALIGN_CENTER, shape->x + 4, shape->y, shape->width - 8, header, TRUE);
      return;
    }
  cairo_save (cr);
  cairo_translate (cr, shape->x, shape->y + shape->height);
  cairo_rotate (cr, -G_PI_2);
  draw_text (canvas, shape->name, 12, PANGO_WEIGHT_SEMIBOLD, PANGO_ALIGN_CENTER, 4, 0, shape->height - 8, header, TRUE);
  cairo_restore (cr);
}

static void
draw_name_below (Canvas *canvas, const KontorBpmnShape *shape)
{
  kontor_map_use (canvas->cr, canvas->palette->text, 1);
  if (shape->label_width > 0)
    /* Labels are as narrow as the face of whoever wrote the file; ours may be wider. */
    draw_text (canvas, shape->name, 12, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_CENTER, shape->label.x - 8, shape->label.y,
               shape->label_width + 16, MAX (48, shape->label_height), FALSE);
  else
    draw_text (canvas, shape->name, 12, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_CENTER, shape->x + shape->width / 2 - 50,
               shape->y + shape->height + 4, 100, 48, FALSE);
}

static void
draw_event (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;
  gboolean end = g_str_equal (shape->element, "endEvent"), start = g_str_equal (shape->element, "startEvent");
  gboolean thrown = end || g_str_equal (shape->element, "intermediateThrowEvent");
  KontorMapKind like = start ? KONTOR_MAP_KIND_START : end ? KONTOR_MAP_KIND_END : KONTOR_MAP_KIND_EVENT;
  KontorMapColour edge = canvas->palette->edge[like];
  double x = shape->x + shape->width / 2, y = shape->y + shape->height / 2, radius = MIN (shape->width, shape->height) / 2;

  if (radius <= 0)
    return;
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  if (shape->steady)
    cairo_set_dash (cr, (double[]) { 4, 3 }, 2, 0);
  fill_and_stroke (canvas, canvas->palette->fill[like], 1, edge, end ? 3 : 1.5);
  if (!start && !end && radius > 4)
    {
      cairo_arc (cr, x, y, radius - 3, 0, 2 * G_PI);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
  if (shape->definition != NULL)
    kontor_bpmn_sign_event (cr, shape->definition, thrown, x, y, radius * 0.8);
}

static void
draw_gateway (Canvas *canvas, const KontorBpmnShape *shape)
{
  KontorMapItem item = { .kind = KONTOR_MAP_KIND_CONDITION, .x = shape->x, .y = shape->y, .width = shape->width, .height = shape->height };

  kontor_map_shape_outline (canvas->cr, &item, 0);
  fill_and_stroke (canvas, canvas->palette->fill[KONTOR_MAP_KIND_CONDITION], 1, canvas->palette->edge[KONTOR_MAP_KIND_CONDITION], 1.5);
  kontor_bpmn_sign_gateway (canvas->cr, shape->element, shape->x + shape->width / 2, shape->y + shape->height / 2,
                            MIN (shape->width, shape->height) / 2);
}

static void
draw_sheet (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;
  double fold = MIN (12, shape->width / 3);

  cairo_move_to (cr, shape->x, shape->y);
  cairo_line_to (cr, shape->x + shape->width - fold, shape->y);
  cairo_line_to (cr, shape->x + shape->width, shape->y + fold);
  cairo_line_to (cr, shape->x + shape->width, shape->y + shape->height);
  cairo_line_to (cr, shape->x, shape->y + shape->height);
  cairo_close_path (cr);
  fill_and_stroke (canvas, canvas->palette->ground, 1, canvas->palette->line, 1.3);
  cairo_move_to (cr, shape->x + shape->width - fold, shape->y);
  cairo_line_to (cr, shape->x + shape->width - fold, shape->y + fold);
  cairo_line_to (cr, shape->x + shape->width, shape->y + fold);
  cairo_stroke (cr);
  kontor_bpmn_sign_marker (cr, g_str_equal (shape->marker, "collection") ? "parallel" : "", shape->x + shape->width / 2, shape->y + shape->height - 8);
}

static void
draw_store (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;
  double depth = MIN (10, shape->height / 4);

  if (shape->width < 2 || depth <= 0)
    return;
  cairo_move_to (cr, shape->x, shape->y + depth);
  cairo_curve_to (cr, shape->x, shape->y - depth / 3, shape->x + shape->width, shape->y - depth / 3, shape->x + shape->width, shape->y + depth);
  cairo_line_to (cr, shape->x + shape->width, shape->y + shape->height - depth);
  cairo_curve_to (cr, shape->x + shape->width, shape->y + shape->height + depth / 3, shape->x, shape->y + shape->height + depth / 3,
                  shape->x, shape->y + shape->height - depth);
  cairo_close_path (cr);
  fill_and_stroke (canvas, canvas->palette->ground, 1, canvas->palette->line, 1.3);
  cairo_move_to (cr, shape->x, shape->y + depth);
  cairo_curve_to (cr, shape->x, shape->y + depth * 2.3, shape->x + shape->width, shape->y + depth * 2.3, shape->x + shape->width, shape->y + depth);
  cairo_stroke (cr);
}

static void
draw_activity (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;
  gboolean nested = strstr (shape->element, "Process") != NULL || g_str_equal (shape->element, "transaction")
                 || g_str_equal (shape->element, "callActivity") || strstr (shape->element, "Choreography") != NULL;
  KontorMapKind like = nested ? KONTOR_MAP_KIND_NESTED : KONTOR_MAP_KIND_ACTION;
  gboolean inside = nested && !shape->expanded && shape->height >= 40;
  double marker_x = shape->x + shape->width / 2, marker_y = shape->y + shape->height - 11;

  box (cr, shape, 9);
  fill_and_stroke (canvas, canvas->palette->fill[like], shape->expanded ? 0.5 : 1, canvas->palette->edge[like],
                   g_str_equal (shape->element, "callActivity") ? 3 : 1.5);
  if (inside)
    kontor_bpmn_sign_marker (cr, "inside", *shape->marker != '\0' ? marker_x - 10 : marker_x, marker_y);
  kontor_bpmn_sign_marker (cr, shape->marker, inside ? marker_x + 10 : marker_x, marker_y);
  kontor_map_use (cr, canvas->palette->text, 1);
  draw_text (canvas, shape->name, 12.5, PANGO_WEIGHT_MEDIUM, PANGO_ALIGN_CENTER, shape->x + 6, shape->y + 4, shape->width - 12,
             shape->height - (inside ? 24 : 8), !shape->expanded);
}

static void
draw_annotation (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;

  kontor_map_use (cr, canvas->palette->line, 1);
  cairo_move_to (cr, shape->x + 10, shape->y);
  cairo_line_to (cr, shape->x, shape->y);
  cairo_line_to (cr, shape->x, shape->y + shape->height);
  cairo_line_to (cr, shape->x + 10, shape->y + shape->height);
  cairo_set_line_width (cr, 1.3);
  cairo_stroke (cr);
  kontor_map_use (cr, canvas->palette->text, 1);
  draw_text (canvas, shape->name, 12, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_LEFT, shape->x + 6, shape->y + 3, MAX (60, shape->width - 8),
             MAX (32, shape->height - 6), FALSE);
}

static void
draw_group (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;

  box (cr, shape, 9);
  kontor_map_use (cr, canvas->palette->edge[KONTOR_MAP_KIND_GROUP], 1);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, (double[]) { 8, 3, 2, 3 }, 4, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  kontor_map_use (cr, canvas->palette->quiet, 1);
  draw_text (canvas, shape->name, 12, PANGO_WEIGHT_SEMIBOLD, PANGO_ALIGN_CENTER, shape->x + 6, shape->y + 4, shape->width - 12, 16, FALSE);
}

/* Points that Kontor draws as well as BPMN does, and says more. */
static gboolean
is_kontors (const KontorBpmnShape *shape)
{
  return shape->item != NULL && (shape->item->kind == KONTOR_MAP_KIND_ACTION || shape->item->kind == KONTOR_MAP_KIND_PROCESSING)
      && g_str_has_suffix (shape->element, "ask") && kontor_map_item_get_node (shape->item, "performer") != NULL && *shape->marker == '\0';
}

static void
draw_shape (Canvas *canvas, const KontorBpmnShape *shape)
{
  cairo_t *cr = canvas->cr;

  cairo_new_path (cr);
  if (g_str_equal (shape->element, "participant") || g_str_equal (shape->element, "lane"))
    draw_band (canvas, shape, g_str_equal (shape->element, "participant"));
  else if (is_kontors (shape))
    kontor_route_map_picture_draw_item (canvas->picture, cr, shape->item, FALSE);
  else if (g_str_has_suffix (shape->element, "Event"))
    draw_event (canvas, shape);
  else if (g_str_has_suffix (shape->element, "Gateway"))
    draw_gateway (canvas, shape);
  else if (g_str_equal (shape->element, "textAnnotation"))
    draw_annotation (canvas, shape);
  else if (g_str_equal (shape->element, "group"))
    draw_group (canvas, shape);
  else if (g_str_has_prefix (shape->element, "dataStore"))
    draw_store (canvas, shape);
  else if (g_str_has_prefix (shape->element, "data"))
    draw_sheet (canvas, shape);
  else
    {
      draw_activity (canvas, shape);
      /* What Kontor does by itself bears its gear here, too. */
      if (shape->item != NULL && shape->item->kind == KONTOR_MAP_KIND_PROCESSING && shape->width > 60)
        kontor_map_shape_gear (cr, shape->x + 14, shape->y + 14, canvas->palette->edge[KONTOR_MAP_KIND_PROCESSING]);
    }
  if (is_named_below (shape))
    draw_name_below (canvas, shape);
}

static void
draw_head (cairo_t *cr, KontorMapPlace before, KontorMapPlace tip, gboolean filled)
{
  cairo_save (cr);
  cairo_translate (cr, tip.x, tip.y);
  cairo_rotate (cr, atan2 (tip.y - before.y, tip.x - before.x));
  cairo_move_to (cr, filled ? -9 : -8, -4.5);
  cairo_line_to (cr, 0, 0);
  cairo_line_to (cr, filled ? -9 : -8, 4.5);
  if (filled)
    {
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  else
    cairo_stroke (cr);
  cairo_restore (cr);
}

/* The slash of a default way, the diamond of a conditional one, the circle a message comes from. */
static void
draw_tail (Canvas *canvas, const KontorBpmnEdge *edge, KontorMapPlace tail, KontorMapPlace next)
{
  cairo_t *cr = canvas->cr;

  cairo_save (cr);
  cairo_translate (cr, tail.x, tail.y);
  cairo_rotate (cr, atan2 (next.y - tail.y, next.x - tail.x));
  if (edge->is_default)
    {
      cairo_move_to (cr, 7, 5);
      cairo_line_to (cr, 12, -5);
      cairo_stroke (cr);
    }
  else if (edge->conditional)
    {
      cairo_move_to (cr, 0, 0);
      cairo_line_to (cr, 7, -4);
      cairo_line_to (cr, 14, 0);
      cairo_line_to (cr, 7, 4);
      cairo_close_path (cr);
      fill_and_stroke (canvas, canvas->palette->ground, 1, canvas->palette->line, 1.3);
    }
  else if (g_str_equal (edge->element, "messageFlow"))
    {
      cairo_arc (cr, 3.5, 0, 3.5, 0, 2 * G_PI);
      fill_and_stroke (canvas, canvas->palette->ground, 1, canvas->palette->line, 1.3);
    }
  cairo_restore (cr);
}

static void
draw_edge_name (Canvas *canvas, const KontorBpmnEdge *edge)
{
  KontorMapPlace a = g_array_index (edge->places, KontorMapPlace, 0), b = g_array_index (edge->places, KontorMapPlace, 1);
  gboolean level = fabs (a.y - b.y) < fabs (a.x - b.x);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = edge->name != NULL ? g_utf8_make_valid (edge->name, -1) : NULL;
  KontorMapPlace place;
  int width, height;

  if (text == NULL || *g_strstrip (text) == '\0')
    return;
  layout = kontor_map_make_text (canvas->cr, text, 12, PANGO_WEIGHT_NORMAL, edge->label_width > 0 ? edge->label_width + 16 : 110);
  pango_layout_set_height (layout, -3);
  pango_layout_set_alignment (layout, edge->label_width > 0 ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, &width, &height);
  place = edge->label_width > 0 ? (KontorMapPlace) { edge->label.x - 8, edge->label.y }
          : level ? (KontorMapPlace) { b.x > a.x ? a.x + 6 : a.x - 6 - width, a.y - height - 3 }
                  : (KontorMapPlace) { a.x + 7, b.y > a.y ? a.y + 5 : a.y - 5 - height };
  kontor_map_use (canvas->cr, canvas->palette->text, 1);
  cairo_move_to (canvas->cr, place.x, place.y);
  pango_cairo_show_layout (canvas->cr, layout);
}

static void
draw_edge (Canvas *canvas, const KontorBpmnEdge *edge)
{
  cairo_t *cr = canvas->cr;
  gboolean message = g_str_equal (edge->element, "messageFlow"), sequence = g_str_equal (edge->element, "sequenceFlow");
  KontorMapPlace last = g_array_index (edge->places, KontorMapPlace, edge->places->len - 1);

  cairo_new_path (cr);
  for (guint i = 0; i < edge->places->len; i++)
    cairo_line_to (cr, g_array_index (edge->places, KontorMapPlace, i).x, g_array_index (edge->places, KontorMapPlace, i).y);
  kontor_map_use (cr, canvas->palette->line, 1);
  cairo_set_line_width (cr, 1.4);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (message)
    cairo_set_dash (cr, (double[]) { 6, 4 }, 2, 0);
  else if (!sequence)
    cairo_set_dash (cr, (double[]) { 1.5, 3 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (sequence || message || edge->directed)
    draw_head (cr, g_array_index (edge->places, KontorMapPlace, edge->places->len - 2), last, sequence);
  draw_tail (canvas, edge, g_array_index (edge->places, KontorMapPlace, 0), g_array_index (edge->places, KontorMapPlace, 1));
  draw_edge_name (canvas, edge);
}

/* What other things lie on. */
static gboolean
is_ground (const KontorBpmnShape *shape)
{
  return g_str_equal (shape->element, "participant") || g_str_equal (shape->element, "lane") || g_str_equal (shape->element, "group")
      || shape->expanded;
}

void
kontor_bpmn_picture_draw (KontorBpmn *bpmn, KontorRouteMapPicture *picture, cairo_t *cr, double margin)
{
  g_autoptr (GPtrArray) shapes = kontor_bpmn_list_shapes (bpmn);
  g_autoptr (GPtrArray) edges = kontor_bpmn_list_edges (bpmn);
  Canvas canvas = { cr, picture, kontor_map_palette_get (kontor_route_map_picture_get_tone (picture)) };
  double x, y, width, height;

  kontor_bpmn_picture_get_bounds (bpmn, &x, &y, &width, &height);
  cairo_save (cr);
  cairo_translate (cr, margin - x, margin - y);
  for (guint i = 0; i < shapes->len; i++)
    if (is_ground (g_ptr_array_index (shapes, i)))
      draw_shape (&canvas, g_ptr_array_index (shapes, i));
  for (guint i = 0; i < edges->len; i++)
    draw_edge (&canvas, g_ptr_array_index (edges, i));
  for (guint i = 0; i < shapes->len; i++)
    if (!is_ground (g_ptr_array_index (shapes, i)))
      draw_shape (&canvas, g_ptr_array_index (shapes, i));
  cairo_restore (cr);
}
