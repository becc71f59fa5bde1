#include "config.h"

#include "draw/postcode-stamp.h"

#include <string.h>

#define PITCH 9.0
#define BAR_WIDTH 7.0
#define BAR_HEIGHT 2.0
#define CELL_WIDTH 5.0
#define CELL_HEIGHT 10.0
#define GAP 2.0
#define THICKNESS 0.75

enum
{
  TOP = 1 << 0,
  MIDDLE = 1 << 1,
  BOTTOM = 1 << 2,
  UPPER_LEFT = 1 << 3,
  UPPER_RIGHT = 1 << 4,
  LOWER_LEFT = 1 << 5,
  LOWER_RIGHT = 1 << 6,
  UPPER_SLANT = 1 << 7,
  LOWER_SLANT = 1 << 8,
};

static const guint digits[10] = {
  TOP | UPPER_LEFT | UPPER_RIGHT | LOWER_LEFT | LOWER_RIGHT | BOTTOM,
  UPPER_SLANT | UPPER_RIGHT | LOWER_RIGHT,
  TOP | UPPER_RIGHT | LOWER_SLANT | BOTTOM,
  TOP | UPPER_SLANT | MIDDLE | LOWER_SLANT,
  UPPER_LEFT | MIDDLE | UPPER_RIGHT | LOWER_RIGHT,
  TOP | UPPER_LEFT | MIDDLE | LOWER_RIGHT | BOTTOM,
  UPPER_SLANT | MIDDLE | LOWER_LEFT | LOWER_RIGHT | BOTTOM,
  TOP | UPPER_SLANT | LOWER_LEFT,
  TOP | MIDDLE | BOTTOM | UPPER_LEFT | UPPER_RIGHT | LOWER_LEFT | LOWER_RIGHT,
  TOP | UPPER_LEFT | UPPER_RIGHT | MIDDLE | LOWER_SLANT,
};

/* From and to, as parts of a cell. */
static const double segments[9][4] = {
  { 0, 0, 1, 0 },
  { 0, 0.5, 1, 0.5 },
  { 0, 1, 1, 1 },
  { 0, 0, 0, 0.5 },
  { 1, 0, 1, 0.5 },
  { 0, 0.5, 0, 1 },
  { 1, 0.5, 1, 1 },
  { 1, 0, 0, 0.5 },
  { 1, 0.5, 0, 1 },
};

guint
kontor_postcode_stamp_get_segments (int digit)
{
  g_return_val_if_fail (digit >= 0 && digit <= 9, 0);

  return digits[digit];
}

gboolean
kontor_postcode_stamp_draw (KontorDrawing *drawing,
                            const char    *postcode,
                            double         x,
                            double         y)
{
  double top = y + BAR_HEIGHT + GAP;

  g_return_val_if_fail (drawing != NULL, FALSE);

  if (postcode == NULL || strlen (postcode) != 6 || strspn (postcode, "0123456789") != 6)
    return FALSE;

  /* The mark by which the machine finds the beginning: a second bar below the first. */
  kontor_drawing_add_fill (drawing, &(KontorRectangle) { x, y, BAR_WIDTH, BAR_HEIGHT }, KONTOR_INK_TEXT);
  kontor_drawing_add_fill (drawing, &(KontorRectangle) { x, y + BAR_HEIGHT + 1, BAR_WIDTH, 1 }, KONTOR_INK_TEXT);

  for (int i = 0; i < 6; i++)
    {
      double bar = x + PITCH * (i + 1);
      double left = bar + (BAR_WIDTH - CELL_WIDTH) / 2;
      guint drawn = digits[postcode[i] - '0'];

      kontor_drawing_add_fill (drawing, &(KontorRectangle) { bar, y, BAR_WIDTH, BAR_HEIGHT }, KONTOR_INK_TEXT);
      for (int s = 0; s < 9; s++)
        if (drawn & (1u << s))
          kontor_drawing_add_stroke (drawing,
                                     left + segments[s][0] * CELL_WIDTH, top + segments[s][1] * CELL_HEIGHT,
                                     left + segments[s][2] * CELL_WIDTH, top + segments[s][3] * CELL_HEIGHT,
                                     THICKNESS, KONTOR_INK_TEXT);
    }
  return TRUE;
}
