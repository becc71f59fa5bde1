#include "config.h"

#include "draw/drawing.h"

typedef enum
{
  PART_LINE,
  PART_STROKE,
  PART_FILL,
  PART_PICTURE,
} PartKind;

typedef struct
{
  PartKind         kind;
  KontorInk        ink;
  double           x;
  double           y;
  double           x2;
  double           y2;
  double           thickness;
  PangoLayout     *layout;
  PangoLayoutLine *line;
  cairo_surface_t *picture;
  double           scale;
  double           left;
  double           top;
} Part;

struct _KontorDrawing
{
  GArray *parts;
};

static const double inks[][3] = {
  [KONTOR_INK_TEXT] = { 0.10, 0.11, 0.13 },
  [KONTOR_INK_QUIET] = { 0.38, 0.41, 0.45 },
  [KONTOR_INK_ACCENT] = { 0.09, 0.25, 0.42 },
  [KONTOR_INK_HAIRLINE] = { 0.70, 0.73, 0.77 },
  [KONTOR_INK_TINT] = { 0.945, 0.955, 0.967 },
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->line, pango_layout_line_unref);
  g_clear_object (&part->layout);
  g_clear_pointer (&part->picture, cairo_surface_destroy);
}

KontorDrawing *
kontor_drawing_new (void)
{
  KontorDrawing *self = g_new0 (KontorDrawing, 1);

  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  return self;
}

void
kontor_drawing_free (KontorDrawing *self)
{
  g_array_unref (self->parts);
  g_free (self);
}

void
kontor_drawing_add_line (KontorDrawing   *self,
                         PangoLayoutLine *line,
                         double           x,
                         double           baseline,
                         KontorInk        ink)
{
  Part part = { PART_LINE, ink, x, baseline };

  /* A line knows its layout only while that lives. */
  part.layout = g_object_ref (line->layout);
  part.line = pango_layout_line_ref (line);
  g_array_append_val (self->parts, part);
}

double
kontor_drawing_add_text (KontorDrawing *self,
                         PangoLayout   *layout,
                         double         x,
                         double         y,
                         double         alignment,
                         KontorInk      ink)
{
  PangoLayoutIter *lines = pango_layout_get_iter (layout);
  double unit = 1 / (KONTOR_POINTS_PER_MILLIMETRE * PANGO_SCALE);
  double height;

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (lines);
      PangoRectangle extents;

      pango_layout_line_get_extents (line, NULL, &extents);
      kontor_drawing_add_line (self, line, x - extents.width * unit * alignment,
                               y + pango_layout_iter_get_baseline (lines) * unit, ink);
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);

  kontor_sheet_measure (layout, NULL, &height);
  return y + height;
}

void
kontor_drawing_add_stroke (KontorDrawing *self,
                           double         x1,
                           double         y1,
                           double         x2,
                           double         y2,
                           double         thickness,
                           KontorInk      ink)
{
  Part part = { PART_STROKE, ink, x1, y1, x2, y2, thickness };

  g_array_append_val (self->parts, part);
}

void
kontor_drawing_add_fill (KontorDrawing         *self,
                         const KontorRectangle *where,
                         KontorInk              ink)
{
  Part part = { PART_FILL, ink, where->x, where->y, where->width, where->height };

  g_array_append_val (self->parts, part);
}

void
kontor_drawing_add_picture (KontorDrawing         *self,
                            cairo_surface_t       *picture,
                            const KontorRectangle *place,
                            double                 scale,
                            double                 left,
                            double                 top)
{
  Part part = { PART_PICTURE, KONTOR_INK_TEXT, place->x, place->y, place->width, place->height };

  part.picture = cairo_surface_reference (picture);
  part.scale = scale;
  part.left = left;
  part.top = top;
  g_array_append_val (self->parts, part);
}

void
kontor_drawing_append (KontorDrawing       *self,
                       const KontorDrawing *other,
                       double               x,
                       double               y)
{
  for (guint i = 0; i < other->parts->len; i++)
    {
      Part part = g_array_index (other->parts, Part, i);

      part.x += x;
      part.y += y;
      if (part.kind == PART_STROKE)
        {
          part.x2 += x;
          part.y2 += y;
        }
      if (part.kind == PART_LINE)
        {
          g_object_ref (part.layout);
          pango_layout_line_ref (part.line);
        }
      if (part.kind == PART_PICTURE)
        cairo_surface_reference (part.picture);
      g_array_append_val (self->parts, part);
    }
}

static void
draw_picture (const Part *part,
              cairo_t    *cr)
{
  const double unit = KONTOR_POINTS_PER_MILLIMETRE;
  /* A pixel of 1/96 inch is three quarters of a point. */
  double scale = part->scale * 0.75;

  cairo_save (cr);
  cairo_rectangle (cr, part->x * unit, part->y * unit, part->x2 * unit, part->y2 * unit);
  cairo_clip (cr);
  cairo_translate (cr, part->x * unit, part->y * unit);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, part->picture, -part->left, -part->top);
  cairo_paint (cr);
  cairo_restore (cr);
}

void
kontor_drawing_draw (const KontorDrawing *self,
                     cairo_t             *cr)
{
  const double unit = KONTOR_POINTS_PER_MILLIMETRE;
  cairo_surface_type_t target = cairo_surface_get_type (cairo_get_group_target (cr));
  /* On a screen whole pixels would push the letters about: their outlines stand
   * where they stand on paper.  A file gets letters, which can be read and found. */
  gboolean outlines = target == CAIRO_SURFACE_TYPE_IMAGE || target == CAIRO_SURFACE_TYPE_RECORDING
                      || target == CAIRO_SURFACE_TYPE_XLIB;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      const double *ink = inks[part->ink];

      cairo_set_source_rgb (cr, ink[0], ink[1], ink[2]);
      switch (part->kind)
        {
        case PART_LINE:
          cairo_move_to (cr, part->x * unit, part->y * unit);
          if (outlines)
            {
              pango_cairo_layout_line_path (cr, part->line);
              cairo_fill (cr);
            }
          else
            pango_cairo_show_layout_line (cr, part->line);
          break;
        case PART_STROKE:
          cairo_set_line_width (cr, part->thickness * unit);
          cairo_move_to (cr, part->x * unit, part->y * unit);
          cairo_line_to (cr, part->x2 * unit, part->y2 * unit);
          cairo_stroke (cr);
          break;
        case PART_PICTURE:
          draw_picture (part, cr);
          break;
        case PART_FILL:
        default:
          cairo_rectangle (cr, part->x * unit, part->y * unit, part->x2 * unit, part->y2 * unit);
          cairo_fill (cr);
          break;
        }
    }
}

gboolean
kontor_drawing_get_text_bounds (const KontorDrawing *self,
                                KontorRectangle     *bounds)
{
  const double unit = 1 / (KONTOR_POINTS_PER_MILLIMETRE * PANGO_SCALE);
  double left = G_MAXDOUBLE;
  double top = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;
  double bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      PangoRectangle extents;

      if (part->kind != PART_LINE)
        continue;
      pango_layout_line_get_extents (part->line, NULL, &extents);
      left = MIN (left, part->x + extents.x * unit);
      top = MIN (top, part->y + extents.y * unit);
      right = MAX (right, part->x + (extents.x + extents.width) * unit);
      bottom = MAX (bottom, part->y + (extents.y + extents.height) * unit);
    }
  if (right < left)
    return FALSE;
  *bounds = (KontorRectangle) { left, top, right - left, bottom - top };
  return TRUE;
}

char *
kontor_drawing_to_text (const KontorDrawing *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (part->kind != PART_LINE || part->line->length == 0)
        continue;
      g_string_append_len (text, pango_layout_get_text (part->layout) + part->line->start_index,
                           part->line->length);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
