#pragma once

#include "draw/document.h"
#include "draw/postal.h"

G_BEGIN_DECLS

/**
 * KontorLabelFormat:
 * @name: "labels-3x7": remembered
 * @size: how large one is, in words of the trade: "63.5 × 38.1"
 * @columns: how many stand side by side
 * @rows: how many stand one under another
 * @first: the first label; millimetres from the paper's top left corner
 * @step_x: from one label's left edge to the next one's
 * @step_y: likewise downwards
 *
 * A sheet of A4 with address labels.
 */
typedef struct
{
  const char      *name;
  const char      *size;
  guint            columns;
  guint            rows;
  KontorRectangle  first;
  double           step_x;
  double           step_y;
} KontorLabelFormat;

/* All sheets; ended by one without a name. */
const KontorLabelFormat *kontor_label_list_formats (void);

/* Where the label at @place of its sheet lies; @place counts on over the sheets. */
void     kontor_label_get_zone (const KontorLabelFormat *format, guint place, KontorRectangle *zone);

/**
 * kontor_label_add:
 * @document: on A4
 * @place: counted from the first label of the first sheet
 * @origin: (nullable): the country it is posted in
 *
 * Puts an address on a label, on a new sheet where the last one is full.  An
 * address that does not fit fails with %KONTOR_ERROR_INVALID and leaves its
 * label empty.
 */
gboolean kontor_label_add (KontorDocument *document, const KontorLabelFormat *format, guint place,
                           const KontorPostalAddress *recipient, const char *origin, GError **error);

/* Outlines the labels over a preview. */
void     kontor_label_draw_zones (const KontorLabelFormat *format, cairo_t *cr);

G_END_DECLS
