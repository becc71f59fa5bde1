#pragma once

#include "draw/drawing.h"

G_BEGIN_DECLS

/*
 * The six digits that Russian sorting machines read (GOST R 51506-99), drawn
 * from strokes: the usual typeface for them may not be passed on.
 */

/* How much paper the stamp takes, in millimetres: bars above, digits below. */
#define KONTOR_POSTCODE_STAMP_WIDTH 63.0
#define KONTOR_POSTCODE_STAMP_HEIGHT 14.0

/**
 * kontor_postcode_stamp_get_segments:
 * @digit: 0 to 9
 *
 * Returns: the strokes that are drawn, a bit each, in the order: top, middle,
 *   bottom, upper left, upper right, lower left, lower right, upper slant,
 *   lower slant
 */
guint    kontor_postcode_stamp_get_segments (int digit);

/**
 * kontor_postcode_stamp_draw:
 * @postcode: six digits
 * @x: left edge
 * @y: top edge of the bars
 *
 * Returns: whether @postcode was six digits and has been drawn
 */
gboolean kontor_postcode_stamp_draw (KontorDrawing *drawing, const char *postcode, double x, double y);

G_END_DECLS
