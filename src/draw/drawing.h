#pragma once

#include "draw/sheet.h"

G_BEGIN_DECLS

/**
 * KontorInk:
 *
 * The few colours of the stationery; on paper, so the same in light and dark.
 */
typedef enum
{
  KONTOR_INK_TEXT,
  KONTOR_INK_QUIET,
  KONTOR_INK_ACCENT,
  KONTOR_INK_HAIRLINE,
  KONTOR_INK_TINT,
} KontorInk;

typedef struct _KontorDrawing KontorDrawing;

/*
 * What is drawn on a page, or on a piece of one: lines of text, rules, filled
 * rectangles, strokes.  Kept as a list, so that a page can be measured without
 * drawing it and drawn at any size from the same numbers.
 */

KontorDrawing *kontor_drawing_new  (void);
void           kontor_drawing_free (KontorDrawing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDrawing, kontor_drawing_free)

/* One line of @layout, its baseline at @baseline. */
void   kontor_drawing_add_line      (KontorDrawing *self, PangoLayoutLine *line,
                                     double x, double baseline, KontorInk ink);
/**
 * kontor_drawing_add_text:
 * @alignment: 0 begins at @x, 0.5 centres upon it, 1 ends there
 *
 * All lines of @layout, the first line's top at @y.
 *
 * Returns: where the text ends, millimetres from the top
 */
double kontor_drawing_add_text      (KontorDrawing *self, PangoLayout *layout,
                                     double x, double y, double alignment, KontorInk ink);
/* A stroke from one point to another; @thickness in millimetres. */
void   kontor_drawing_add_stroke    (KontorDrawing *self, double x1, double y1, double x2, double y2,
                                     double thickness, KontorInk ink);
void   kontor_drawing_add_fill      (KontorDrawing *self, const KontorRectangle *where, KontorInk ink);
/**
 * kontor_drawing_add_picture:
 * @picture: a recording surface, one of its units a pixel of 1/96 inch
 * @place: where it stands; what reaches out of it is not drawn
 * @scale: 1 for natural size
 * @left: which place of the picture is at the left edge, in its units
 * @top: and at the top edge
 *
 * A picture that is drawn as lines and letters again, also in a file.
 */
void   kontor_drawing_add_picture   (KontorDrawing *self, cairo_surface_t *picture, const KontorRectangle *place,
                                     double scale, double left, double top);
/* Everything of @other, moved by @x and @y. */
void   kontor_drawing_append        (KontorDrawing *self, const KontorDrawing *other, double x, double y);

/* Draws on a context that counts points. */
void   kontor_drawing_draw          (const KontorDrawing *self, cairo_t *cr);

/**
 * kontor_drawing_get_text_bounds:
 * @bounds: (out): the smallest rectangle around all lines of text
 *
 * Returns: whether there is any text
 */
gboolean kontor_drawing_get_text_bounds (const KontorDrawing *self, KontorRectangle *bounds);

/* The words on it, a line each, in the order they were put down; for readers of the screen. */
char    *kontor_drawing_to_text         (const KontorDrawing *self);

G_END_DECLS
