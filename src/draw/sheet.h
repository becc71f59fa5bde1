#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/*
 * Paper and the text upon it.  Places are millimetres from the paper's top
 * left corner, text sizes are points; a cairo context counts points.
 */

#define KONTOR_POINTS_PER_MILLIMETRE (72.0 / 25.4)

/**
 * KontorPaper:
 * @name: "a4", "dl", "c6c5", "c6", "c5", "c4", "number-10"
 * @label: how people call it
 * @print_name: GTK's and IPP's name of the portrait sheet ("iso_dl")
 * @width: millimetres, as it is read
 * @height: millimetres
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *print_name;
  double      width;
  double      height;
} KontorPaper;

/* The paper named @name, or %NULL; case and "/" and "#" do not matter ("C6/5"). */
const KontorPaper *kontor_paper_lookup (const char *name);

/**
 * KontorRectangle:
 *
 * A zone of the paper, in millimetres.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} KontorRectangle;

gboolean kontor_rectangle_overlaps (const KontorRectangle *first, const KontorRectangle *second);

/**
 * KontorTextStyle:
 * @family: (nullable): %NULL takes the house's face
 * @size: points
 * @bold: heavier of the two weights
 * @line_spacing: 0 takes the face's own, else lines this many points apart
 */
typedef struct
{
  const char *family;
  double      size;
  gboolean    bold;
  double      line_spacing;
} KontorTextStyle;

/* The face that documents and envelopes are set in: Latin, Cyrillic, Turkish. */
#define KONTOR_FACE "PT Sans"

/* Pango's context under a name that g_autoptr() knows whatever the version. */
typedef PangoContext KontorTextContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTextContext, g_object_unref)

/**
 * kontor_sheet_create_context:
 *
 * Makes the Pango context that everything on paper is set with.  Its metrics
 * are not hinted and its glyphs stand where the face wants them: with hinted
 * metrics words fall apart in the text of a PDF, and a preview would break
 * lines elsewhere than the printer.
 *
 * Returns: (transfer full): a context that counts points
 */
KontorTextContext *kontor_sheet_create_context (void);

/**
 * kontor_sheet_create_text:
 * @text: what to set; line breaks are kept
 * @width: millimetres to wrap at, or a negative number for none
 * @language: (nullable): of the text, "ru": chooses local letter shapes
 *
 * Returns: (transfer full): a layout in figures of one width
 */
PangoLayout  *kontor_sheet_create_text    (PangoContext *context, const KontorTextStyle *style,
                                           const char *text, double width, const char *language);

/* How wide and high a text stands, in millimetres. */
void          kontor_sheet_measure        (PangoLayout *layout, double *width, double *height);

G_END_DECLS
