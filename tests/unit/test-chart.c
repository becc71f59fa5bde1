#include <math.h>

#include "draw/chart.h"

static const KontorChartDatum stages[] = {
  { "New request", 40, NULL, "120,000 EUR" },
  { "Needs clarified", 20, NULL, "80,000 EUR" },
  { "Offer sent", 10, NULL, "60,000 EUR" },
  { "Negotiation", 0, "none", NULL },
};

static const KontorChartKind kinds[] = {
  KONTOR_CHART_BARS, KONTOR_CHART_COLUMNS, KONTOR_CHART_FUNNEL,
  KONTOR_CHART_LINE, KONTOR_CHART_DONUT, KONTOR_CHART_FIGURE,
};

static GArray *
draw (KontorChartKind kind,
      guint           n_data,
      double          width,
      double          height,
      gboolean        rtl,
      guint32       **pixels)
{
  KontorChartSpec spec = { kind, 0 };
  KontorChartTheme theme = { .size = 12, .rtl = rtl };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  GArray *hits = kontor_chart_draw (cr, &spec, stages, n_data, width, height, &theme, -1);

  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  if (pixels != NULL)
    *pixels = g_memdup2 (cairo_image_surface_get_data (surface), (gsize) width * (gsize) height * 4);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return hits;
}

/* R286 every datum can be pointed at, within the chart, at its own place */
static void
test_hits (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int rtl = 0; rtl < 2; rtl++)
      {
        g_autoptr(GArray) hits = draw (kinds[k], 4, 420, 160, rtl, NULL);

        g_assert_cmpuint (hits->len, ==, kinds[k] == KONTOR_CHART_FIGURE ? 1 : 4);
        for (guint i = 0; i < hits->len; i++)
          {
            const KontorChartHit *hit = &g_array_index (hits, KontorChartHit, i);
            double x = hit->box.x + hit->box.width / 2;
            double y = hit->box.y + hit->box.height / 2;

            g_assert_cmpfloat (hit->box.x, >=, -0.01);
            g_assert_cmpfloat (hit->box.x + hit->box.width, <=, 420.01);
            g_assert_cmpfloat (hit->box.y, >=, -0.01);
            g_assert_cmpfloat (hit->box.y + hit->box.height, <=, 160.01);
            g_assert_cmpint (kontor_chart_find (hits, x, y), ==, (int) hit->datum);
          }
        g_assert_cmpint (kontor_chart_find (hits, -5, 3), ==, -1);
      }
}

/* How many pixels of a row of the picture have the bars' blue. */
static guint
count_blue (const guint32 *pixels,
            guint          row,
            guint          width)
{
  guint count = 0;

  for (guint x = 0; x < width; x++)
    count += (pixels[row * width + x] & 0xffffff) == 0x0072b2;
  return count;
}

/* R286 bars begin at zero: twice the value is twice the length, nothing is no bar */
static void
test_bars_are_proportional (void)
{
  static const KontorChartKind barred[] = { KONTOR_CHART_BARS, KONTOR_CHART_FUNNEL };

  for (guint k = 0; k < G_N_ELEMENTS (barred); k++)
    {
      g_autofree guint32 *pixels = NULL;
      g_autoptr(GArray) hits = draw (barred[k], 4, 420, 152, FALSE, &pixels);
      guint lengths[4];

      for (guint i = 0; i < 4; i++)
        {
          const KontorChartHit *hit = &g_array_index (hits, KontorChartHit, i);

          lengths[i] = count_blue (pixels, (guint) (hit->box.y + hit->box.height / 2), 420);
        }
      g_assert_cmpuint (lengths[0], >, 80);
      g_assert_cmpfloat (fabs (lengths[0] / 2.0 - lengths[1]), <=, 2);
      g_assert_cmpfloat (fabs (lengths[0] / 4.0 - lengths[2]), <=, 2);
      g_assert_cmpuint (lengths[3], ==, 0);
    }
}

/* R286 the ring keeps to itself: nothing is drawn between it and the words */
static void
test_donut_is_a_ring (void)
{
  g_autofree guint32 *pixels = NULL;
  g_autoptr(GArray) hits = draw (KONTOR_CHART_DONUT, 4, 420, 160, FALSE, &pixels);
  guint seen = 0;

  for (guint y = 0; y < 160; y++)
    {
      g_assert_cmpuint (pixels[y * 420 + 166] >> 24, ==, 0);
      seen += (pixels[y * 420 + 12] >> 24) != 0;
    }
  g_assert_cmpuint (seen, >, 20);
}

/* R286 the table of places is the same without drawing, and empty data draw nothing */
static void
test_measuring (void)
{
  KontorChartTheme theme = { .size = 12 };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      KontorChartSpec spec = { kinds[k], -1 };
      g_autoptr(GArray) drawn = draw (kinds[k], 4, 300, 120, FALSE, NULL);
      g_autoptr(GArray) measured = kontor_chart_draw (NULL, &spec, stages, 4, 300, 120, &theme, 2);
      g_autoptr(GArray) none = kontor_chart_draw (NULL, &spec, NULL, 0, 300, 120, &theme, -1);

      g_assert_cmpuint (drawn->len, ==, measured->len);
      for (guint i = 0; i < drawn->len; i++)
        g_assert_cmpmem (drawn->data + i * sizeof (KontorChartHit), sizeof (KontorRectangle),
                         measured->data + i * sizeof (KontorChartHit), sizeof (KontorRectangle));
      g_assert_cmpuint (none->len, ==, 0);
    }
}

/* R286 a reader of the screen hears label, figure and detail */
static void
test_words (void)
{
  KontorChartSpec spec = { KONTOR_CHART_FUNNEL, 0, "deals" };
  g_autofree char *first = kontor_chart_describe (&spec, &stages[0]);
  g_autofree char *last = kontor_chart_describe (&spec, &stages[3]);

  g_assert_cmpstr (first, ==, "New request: 40 deals, 120,000 EUR");
  g_assert_cmpstr (last, ==, "Negotiation: none deals");
}

static double
luminance (const double *colour)
{
  double sum = 0;
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };

  for (guint i = 0; i < 3; i++)
    sum += weights[i] * (colour[i] <= 0.03928 ? colour[i] / 12.92 : pow ((colour[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* R286 the colour of the bars stands out 3 to 1 from a dark ground, and the first from white */
static void
test_contrast (void)
{
  double colour[3];

  for (guint i = 0; i < 7; i++)
    {
      kontor_chart_get_colour (i, TRUE, colour);
      g_assert_cmpfloat ((luminance (colour) + 0.05) / (luminance ((double[]) { 0.14, 0.14, 0.14 }) + 0.05), >=, 3);
    }
  for (guint i = 0; i < 4; i += 2)
    {
      kontor_chart_get_colour (i, FALSE, colour);
      g_assert_cmpfloat (1.05 / (luminance (colour) + 0.05), >=, 3);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/R286-hits", test_hits);
  g_test_add_func ("/chart/R286-bars-are-proportional", test_bars_are_proportional);
  g_test_add_func ("/chart/R286-donut-is-a-ring", test_donut_is_a_ring);
  g_test_add_func ("/chart/R286-measuring", test_measuring);
  g_test_add_func ("/chart/R286-words", test_words);
  g_test_add_func ("/chart/R286-contrast", test_contrast);
  return g_test_run ();
}
