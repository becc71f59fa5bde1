#include "config.h"

#include "draw/chart.h"

#include <math.h>

/*
 * Okabe and Ito's palette in the order in which neighbours differ most, for a
 * light and for a dark ground; the yellow is left out: on white it is no colour.
 */
static const guint32 palette[2][7] = {
  { 0x0072b2, 0xe69f00, 0x009e73, 0xd55e00, 0x56b4e9, 0xcc79a7, 0x7f8790 },
  { 0x4aa3df, 0xf0b43c, 0x2fbf94, 0xf07f3c, 0x8accf2, 0xdd9cc2, 0x9aa2ab },
};

typedef struct
{
  cairo_t                *cr;
  const KontorChartSpec  *spec;
  const KontorChartDatum *data;
  guint                   n_data;
  double                  width;
  double                  height;
  const KontorChartTheme *theme;
  int                     highlight;
  GArray                 *hits;
  KontorTextContext      *context;
  double                  most;
} Chart;

typedef enum
{
  TONE_TEXT,
  TONE_QUIET,
  TONE_GRID,
} Tone;

void
kontor_chart_get_colour (guint     series,
                         gboolean  dark,
                         double   *colour)
{
  guint32 value = palette[dark != FALSE][series % G_N_ELEMENTS (palette[0])];

  colour[0] = (value >> 16) / 255.0;
  colour[1] = ((value >> 8) & 0xff) / 255.0;
  colour[2] = (value & 0xff) / 255.0;
}

static void
set_tone (Chart *chart,
          Tone   tone)
{
  double ground = chart->theme->dark ? 1 : 0;
  static const double opacity[] = { 0.9, 0.62, 0.13 };

  cairo_set_source_rgba (chart->cr, ground, ground, ground, opacity[tone]);
}

static void
set_colour (Chart *chart,
            guint  datum)
{
  double colour[3];
  guint series = chart->spec->series >= 0 ? (guint) chart->spec->series : datum;

  kontor_chart_get_colour (series, chart->theme->dark, colour);
  cairo_set_source_rgba (chart->cr, colour[0], colour[1], colour[2],
                         chart->highlight < 0 || chart->highlight == (int) datum ? 1 : 0.45);
}

static PangoLayout *
set_text (Chart      *chart,
          const char *text,
          double      size,
          gboolean    bold)
{
  KontorTextStyle style = { .family = chart->theme->family, .size = size, .bold = bold };
  PangoLayout *layout = kontor_sheet_create_text (chart->context, &style, text, -1, NULL);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static double
measure (PangoLayout *layout,
         double      *height)
{
  int width;
  int high;

  pango_layout_get_size (layout, &width, &high);
  if (height != NULL)
    *height = high / (double) PANGO_SCALE;
  return width / (double) PANGO_SCALE;
}

/* Where things stand from the reading side: mirrored for scripts from right to left. */
static double
side (Chart  *chart,
      double  x,
      double  width)
{
  return chart->theme->rtl ? chart->width - x - width : x;
}

/* Text within @width at @x, its middle at @y; @alignment as it is read. */
static void
put_text (Chart      *chart,
          const char *text,
          double      x,
          double      y,
          double      width,
          double      alignment,
          double      size,
          gboolean    bold,
          Tone        tone)
{
  g_autoptr(PangoLayout) layout = NULL;
  double own;
  double height;

  if (chart->cr == NULL || text == NULL || *text == '\0' || width <= 1)
    return;
  layout = set_text (chart, text, size, bold);
  own = measure (layout, NULL);
  if (own > width)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  own = measure (layout, &height);
  set_tone (chart, tone);
  cairo_move_to (chart->cr, side (chart, x + (width - own) * alignment, own), y - height / 2);
  pango_cairo_show_layout (chart->cr, layout);
}

static double
text_width (Chart      *chart,
            const char *text,
            double      size)
{
  g_autoptr(PangoLayout) layout = set_text (chart, text != NULL ? text : "", size, FALSE);

  return ceil (measure (layout, NULL));
}

static char *
figure (const KontorChartDatum *datum)
{
  return datum->text != NULL ? g_strdup (datum->text) : g_strdup_printf ("%.15g", datum->value);
}

static void
add_hit (Chart  *chart,
         guint   datum,
         double  x,
         double  y,
         double  width,
         double  height)
{
  KontorChartHit hit = { { side (chart, x, width), y, width, height }, datum };

  g_array_append_val (chart->hits, hit);
}

static void
fill_rectangle (Chart  *chart,
                double  x,
                double  y,
                double  width,
                double  height,
                double  radius)
{
  double left = side (chart, x, width);

  if (chart->cr == NULL || width <= 0 || height <= 0)
    return;
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (chart->cr);
  cairo_arc (chart->cr, left + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (chart->cr, left + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (chart->cr, left + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (chart->cr, left + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (chart->cr);
  cairo_fill (chart->cr);
}

/* Label, bar, figure and detail in one row; a funnel's bars stand centred. */
static void
draw_bars (Chart *chart)
{
  double size = chart->theme->size;
  double row = MIN (chart->height / MAX (chart->n_data, 1), size * 3.2);
  double bar = MIN (row - 4, size * 1.7);
  double labels = 0;
  double figures = 0;
  double details = 0;
  double gap = size * 0.7;
  double room;

  for (guint i = 0; i < chart->n_data; i++)
    {
      g_autofree char *text = figure (&chart->data[i]);

      labels = MAX (labels, text_width (chart, chart->data[i].label, size));
      figures = MAX (figures, text_width (chart, text, size) * 1.1);
      if (chart->data[i].detail != NULL)
        details = MAX (details, text_width (chart, chart->data[i].detail, size * 0.9));
    }
  labels = MIN (labels, chart->width * 0.36);
  if (labels + figures + details + 4 * gap > chart->width * 0.8)
    details = 0;
  room = MAX (chart->width - labels - figures - details - gap * (details > 0 ? 3 : 2), size);

  for (guint i = 0; i < chart->n_data; i++)
    {
      const KontorChartDatum *datum = &chart->data[i];
      g_autofree char *text = figure (datum);
      double y = i * row;
      double middle = y + row / 2;
      double length = chart->most > 0 ? room * MAX (datum->value, 0) / chart->most : 0;
      double x = labels + gap;

      if (chart->spec->kind == KONTOR_CHART_FUNNEL)
        x += (room - length) / 2;
      if (chart->cr != NULL)
        {
          set_tone (chart, TONE_GRID);
          if (chart->spec->kind == KONTOR_CHART_FUNNEL)
            fill_rectangle (chart, labels + gap, middle - bar / 2, room, bar, 3);
          set_colour (chart, i);
          fill_rectangle (chart, x, middle - bar / 2, MAX (length, datum->value > 0 ? 2 : 0), bar, 3);
          put_text (chart, datum->label, 0, middle, labels, 0, size, FALSE, TONE_TEXT);
          put_text (chart, text, chart->width - figures - (details > 0 ? details + gap : 0), middle, figures, 1,
                    size, TRUE, TONE_TEXT);
          if (details > 0)
            put_text (chart, datum->detail, chart->width - details, middle, details, 1, size * 0.9, FALSE, TONE_QUIET);
        }
      add_hit (chart, i, 0, y, chart->width, row);
    }
}

static void
draw_columns (Chart *chart)
{
  double size = chart->theme->size;
  double top = size * 1.8;
  double bottom = chart->height - size * 1.8;
  double step = chart->width / MAX (chart->n_data, 1);
  double bar = MIN (step * 0.66, size * 4);
  guint every = 1;
  double widest = 0;

  /* Where labels would touch, each second or third is shown. */
  for (guint i = 0; i < chart->n_data; i++)
    widest = MAX (widest, text_width (chart, chart->data[i].label, size * 0.9) + size * 0.6);
  if (widest > step)
    every = (guint) ceil (widest / step);

  if (chart->cr != NULL)
    {
      set_tone (chart, TONE_GRID);
      cairo_rectangle (chart->cr, 0, bottom, chart->width, 1);
      cairo_fill (chart->cr);
    }
  for (guint i = 0; i < chart->n_data; i++)
    {
      const KontorChartDatum *datum = &chart->data[i];
      g_autofree char *text = figure (datum);
      double length = chart->most > 0 ? (bottom - top) * MAX (datum->value, 0) / chart->most : 0;
      double x = i * step + (step - bar) / 2;

      if (chart->cr != NULL)
        {
          set_colour (chart, i);
          fill_rectangle (chart, x, bottom - length, bar, length, 2);
          if (text_width (chart, text, size * 0.9) <= step || chart->highlight == (int) i)
            put_text (chart, datum->value > 0 ? text : "", i * step - step / 2, bottom - length - size * 0.9, step * 2, 0.5,
                      size * 0.9, FALSE, TONE_TEXT);
          /* Counted from the last, which is the present. */
          if ((chart->n_data - 1 - i) % every == 0)
            put_text (chart, datum->label, i * step - step, chart->height - size * 0.8, step * 3, 0.5,
                      size * 0.9, FALSE, TONE_QUIET);
        }
      add_hit (chart, i, i * step, 0, step, chart->height);
    }
}

static void
trace_line (Chart  *chart,
            double  top,
            double  bottom,
            double  inset)
{
  double step = chart->n_data > 1 ? (chart->width - 2 * inset) / (chart->n_data - 1) : 0;

  for (guint i = 0; i < chart->n_data; i++)
    {
      double x = side (chart, inset + i * step, 0);
      double y = bottom - (chart->most > 0 ? (bottom - top) * MAX (chart->data[i].value, 0) / chart->most : 0);

      if (i == 0)
        cairo_move_to (chart->cr, x, y);
      else
        cairo_line_to (chart->cr, x, y);
    }
}

static void
draw_line (Chart *chart)
{
  double size = chart->theme->size;
  double top = size * 1.8;
  double bottom = chart->height - size * 1.8;
  double inset = size;
  double step = chart->n_data > 1 ? (chart->width - 2 * inset) / (chart->n_data - 1) : chart->width;

  if (chart->cr != NULL)
    {
      set_tone (chart, TONE_GRID);
      cairo_rectangle (chart->cr, 0, bottom, chart->width, 1);
      cairo_fill (chart->cr);
      trace_line (chart, top, bottom, inset);
      set_colour (chart, MAX (chart->highlight, 0));
      cairo_set_line_width (chart->cr, 2);
      cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (chart->cr);
    }
  for (guint i = 0; i < chart->n_data; i++)
    {
      const KontorChartDatum *datum = &chart->data[i];
      g_autofree char *text = figure (datum);
      double x = chart->n_data > 1 ? inset + i * step : chart->width / 2;
      double y = bottom - (chart->most > 0 ? (bottom - top) * MAX (datum->value, 0) / chart->most : 0);
      gboolean end = i + 1 == chart->n_data;

      if (chart->cr != NULL && (end || chart->highlight == (int) i))
        {
          set_colour (chart, i);
          cairo_new_path (chart->cr);
          cairo_arc (chart->cr, side (chart, x, 0), y, 3.5, 0, 2 * G_PI);
          cairo_fill (chart->cr);
          put_text (chart, text, CLAMP (x - size * 4, 0, chart->width - size * 8), y - size, size * 8,
                    end ? 1 : 0.5, size, TRUE, TONE_TEXT);
        }
      if (chart->cr != NULL && (i == 0 || end))
        put_text (chart, datum->label, i == 0 ? 0 : chart->width - size * 9, chart->height - size * 0.8, size * 9,
                  i == 0 ? 0 : 1, size * 0.9, FALSE, TONE_QUIET);
      {
        double left = MAX (x - step / 2, 0);

        add_hit (chart, i, left, 0, MIN (x + step / 2, chart->width) - left, chart->height);
      }
    }
}

static void
draw_donut (Chart *chart)
{
  double size = chart->theme->size;
  double radius = MIN (chart->height, chart->width * 0.45) / 2;
  double middle_y = chart->height / 2;
  double whole = 0;
  double angle = -G_PI / 2;
  double row = MIN (chart->height / MAX (chart->n_data, 1), size * 2);
  double list = radius * 2 + size * 1.6;
  double first = middle_y - row * chart->n_data / 2;
  double figures = 0;

  for (guint i = 0; i < chart->n_data; i++)
    {
      g_autofree char *text = figure (&chart->data[i]);

      whole += MAX (chart->data[i].value, 0);
      figures = MAX (figures, text_width (chart, text, size) * 1.1);
    }
  for (guint i = 0; i < chart->n_data; i++)
    {
      const KontorChartDatum *datum = &chart->data[i];
      g_autofree char *text = figure (datum);
      double part = whole > 0 ? MAX (datum->value, 0) / whole * 2 * G_PI : 0;
      double y = first + row * (i + 0.5);

      if (chart->cr != NULL)
        {
          set_colour (chart, i);
          cairo_set_line_width (chart->cr, radius * 0.36);
          /* Text leaves a point behind that the arc would begin from. */
          cairo_new_path (chart->cr);
          cairo_arc (chart->cr, side (chart, radius, 0), middle_y, radius * 0.82,
                     angle, MAX (angle, angle + part - 0.02));
          cairo_stroke (chart->cr);
          fill_rectangle (chart, list, y - size * 0.35, size * 0.7, size * 0.7, 2);
          put_text (chart, text, list + size * 1.1, y, figures, 1, size, TRUE, TONE_TEXT);
          put_text (chart, datum->label, list + size * 1.8 + figures, y, chart->width - list - size * 1.8 - figures, 0,
                    size, FALSE, TONE_TEXT);
        }
      add_hit (chart, i, list, y - row / 2, chart->width - list, row);
      angle += part;
    }
}

static void
draw_figure (Chart *chart)
{
  double size = chart->theme->size;
  const KontorChartDatum *last;
  g_autofree char *text = NULL;
  double top = size * 4;
  double bottom = chart->height - size * 1.6;

  if (chart->n_data == 0)
    return;
  last = &chart->data[chart->n_data - 1];
  text = figure (last);
  if (chart->cr != NULL)
    {
      put_text (chart, text, 0, size * 1.5, chart->width, 0, size * 2.4, TRUE, TONE_TEXT);
      if (chart->n_data > 1 && bottom - top > size)
        {
          trace_line (chart, top, bottom, 3);
          set_colour (chart, chart->n_data - 1);
          cairo_set_line_width (chart->cr, 1.6);
          cairo_stroke (chart->cr);
        }
      put_text (chart, last->detail, 0, chart->height - size * 0.7, chart->width, 0, size * 0.9, FALSE, TONE_QUIET);
    }
  add_hit (chart, chart->n_data - 1, 0, 0, chart->width, chart->height);
}

GArray *
kontor_chart_draw (cairo_t                *cr,
                   const KontorChartSpec  *spec,
                   const KontorChartDatum *data,
                   guint                   n_data,
                   double                  width,
                   double                  height,
                   const KontorChartTheme *theme,
                   int                     highlight)
{
  g_autoptr(KontorTextContext) context = kontor_sheet_create_context ();
  Chart chart = { cr, spec, data, n_data, width, height, theme, highlight };

  g_return_val_if_fail (spec != NULL && theme != NULL, NULL);
  g_return_val_if_fail (data != NULL || n_data == 0, NULL);

  chart.hits = g_array_new (FALSE, FALSE, sizeof (KontorChartHit));
  chart.context = context;
  for (guint i = 0; i < n_data; i++)
    chart.most = MAX (chart.most, data[i].value);
  switch (spec->kind)
    {
    case KONTOR_CHART_COLUMNS:
      draw_columns (&chart);
      break;
    case KONTOR_CHART_LINE:
      draw_line (&chart);
      break;
    case KONTOR_CHART_DONUT:
      draw_donut (&chart);
      break;
    case KONTOR_CHART_FIGURE:
      draw_figure (&chart);
      break;
    case KONTOR_CHART_BARS:
    case KONTOR_CHART_FUNNEL:
    default:
      draw_bars (&chart);
      break;
    }
  return chart.hits;
}

int
kontor_chart_find (GArray *hits,
                   double  x,
                   double  y)
{
  if (hits != NULL)
    for (guint i = 0; i < hits->len; i++)
      {
        const KontorChartHit *hit = &g_array_index (hits, KontorChartHit, i);

        if (x >= hit->box.x && x < hit->box.x + hit->box.width && y >= hit->box.y && y < hit->box.y + hit->box.height)
          return (int) hit->datum;
      }
  return -1;
}

double
kontor_chart_get_natural_height (const KontorChartSpec  *spec,
                                 guint                   n_data,
                                 const KontorChartTheme *theme)
{
  g_return_val_if_fail (spec != NULL && theme != NULL, 0);

  if (spec->kind == KONTOR_CHART_BARS || spec->kind == KONTOR_CHART_FUNNEL)
    return n_data * theme->size * 2.5;
  return 0;
}

char *
kontor_chart_describe (const KontorChartSpec  *spec,
                       const KontorChartDatum *datum)
{
  g_autofree char *text = NULL;
  GString *words;

  g_return_val_if_fail (spec != NULL && datum != NULL, NULL);

  text = figure (datum);
  words = g_string_new (datum->label);
  g_string_append_printf (words, ": %s", text);
  if (spec->unit != NULL)
    g_string_append_printf (words, " %s", spec->unit);
  if (datum->detail != NULL && *datum->detail != '\0')
    g_string_append_printf (words, ", %s", datum->detail);
  return g_string_free (words, FALSE);
}
