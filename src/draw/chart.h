#pragma once

#include "draw/sheet.h"

G_BEGIN_DECLS

/**
 * KontorChartKind:
 * @KONTOR_CHART_BARS: horizontal bars, a label before and a figure behind each
 * @KONTOR_CHART_COLUMNS: vertical bars, for a few periods
 * @KONTOR_CHART_FUNNEL: centred bars from the widest stage on
 * @KONTOR_CHART_LINE: one value over time
 * @KONTOR_CHART_DONUT: up to five parts of a whole
 * @KONTOR_CHART_FIGURE: one large figure with its course beneath
 */
typedef enum
{
  KONTOR_CHART_BARS,
  KONTOR_CHART_COLUMNS,
  KONTOR_CHART_FUNNEL,
  KONTOR_CHART_LINE,
  KONTOR_CHART_DONUT,
  KONTOR_CHART_FIGURE,
} KontorChartKind;

/**
 * KontorChartSpec:
 * @kind: the form
 * @series: which colour of the palette the bars take; -1 a colour a datum
 * @unit: (nullable): put behind the figures, "EUR"
 */
typedef struct
{
  KontorChartKind  kind;
  int              series;
  const char      *unit;
} KontorChartSpec;

/**
 * KontorChartDatum:
 * @label: what it is
 * @value: how much; nothing below zero is drawn
 * @text: (nullable): the figure as people read it; %NULL writes @value
 * @detail: (nullable): a second, quieter figure ("1.2 million EUR")
 */
typedef struct
{
  const char *label;
  double      value;
  const char *text;
  const char *detail;
} KontorChartDatum;

/**
 * KontorChartTheme:
 * @dark: colours for a dark ground
 * @family: (nullable): the face; %NULL takes the one of paper
 * @size: of the text, in the units of the drawing
 * @rtl: mirrored
 */
typedef struct
{
  gboolean    dark;
  const char *family;
  double      size;
  gboolean    rtl;
} KontorChartTheme;

/**
 * KontorChartHit:
 *
 * The part of the drawing that stands for a datum.
 */
typedef struct
{
  KontorRectangle box;
  guint           datum;
} KontorChartHit;

/**
 * kontor_chart_draw:
 * @cr: (nullable): %NULL only measures
 * @highlight: the datum that is pointed at or has the focus; -1 none
 *
 * Draws a chart within @width and @height.  Bars begin at zero; labels stand by
 * what they name, so there is no legend and nothing is told by colour alone.
 *
 * Returns: (transfer full) (element-type KontorChartHit): for tooltips, drilling
 *   down and accessible names, in the order of the data
 */
GArray *kontor_chart_draw (cairo_t *cr, const KontorChartSpec *spec,
                           const KontorChartDatum *data, guint n_data,
                           double width, double height, const KontorChartTheme *theme, int highlight);

/* The datum at a place, or -1. */
int     kontor_chart_find (GArray *hits, double x, double y);

/* How high a chart of @n_data likes to be; 0: as high as there is room. */
double  kontor_chart_get_natural_height (const KontorChartSpec *spec, guint n_data, const KontorChartTheme *theme);

/* A datum in words: "Negotiation: 12, 48,000 EUR". (transfer full) */
char   *kontor_chart_describe (const KontorChartSpec *spec, const KontorChartDatum *datum);

/* Red, green, blue of the palette's colour, 0 to 1; Okabe and Ito's, lighter in the dark. */
void    kontor_chart_get_colour (guint series, gboolean dark, double *colour);

G_END_DECLS
