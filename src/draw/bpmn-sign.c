#include "config.h"

#include <math.h>

#include "draw/bpmn-picture.h"

/* An open or filled outline. */
static void
finish (cairo_t *cr, gboolean filled)
{
  if (filled)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

static void
polygon (cairo_t *cr, const double *points, guint n, double x, double y, double scale)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + points[2 * i] * scale, y + points[2 * i + 1] * scale);
  cairo_close_path (cr);
}

static void
envelope (cairo_t *cr, gboolean filled, double x, double y, double r)
{
  cairo_rectangle (cr, x - 0.6 * r, y - 0.4 * r, 1.2 * r, 0.8 * r);
  cairo_stroke (cr);
  cairo_move_to (cr, x - 0.6 * r, y - 0.4 * r);
  cairo_line_to (cr, x, y + 0.1 * r);
  cairo_line_to (cr, x + 0.6 * r, y - 0.4 * r);
  if (filled)
    cairo_close_path (cr);
  finish (cr, filled);
}

static void
clock_face (cairo_t *cr, double x, double y, double r)
{
  cairo_arc (cr, x, y, 0.65 * r, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, x + 0.1 * r, y - 0.45 * r);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + 0.35 * r, y);
  cairo_stroke (cr);
}

static void
sheet (cairo_t *cr, double x, double y, double r)
{
  cairo_rectangle (cr, x - 0.45 * r, y - 0.55 * r, 0.9 * r, 1.1 * r);
  for (int i = -1; i <= 1; i++)
    {
      cairo_move_to (cr, x - 0.28 * r, y + i * 0.28 * r);
      cairo_line_to (cr, x + 0.28 * r, y + i * 0.28 * r);
    }
  cairo_stroke (cr);
}

void
kontor_bpmn_sign_event (cairo_t *cr, const char *definition, gboolean thrown, double x, double y, double radius)
{
  static const double signal[] = { 0, -0.6, 0.6, 0.45, -0.6, 0.45 };
  static const double error[] = { -0.6, 0.5, -0.2, -0.55, 0.15, 0.1, 0.6, -0.5, 0.2, 0.55, -0.15, -0.1 };
  static const double escalation[] = { 0, -0.6, 0.5, 0.55, 0, 0.1, -0.5, 0.55 };
  static const double link[] = { -0.6, -0.25, 0.1, -0.25, 0.1, -0.55, 0.65, 0, 0.1, 0.55, 0.1, 0.25, -0.6, 0.25 };
  static const double cancel[] = { -0.55, -0.35, -0.35, -0.55, 0, -0.2, 0.35, -0.55, 0.55, -0.35, 0.2, 0,
                                   0.55, 0.35, 0.35, 0.55, 0, 0.2, -0.35, 0.55, -0.55, 0.35, -0.2, 0 };
  static const double back_1[] = { -0.65, 0, -0.05, -0.4, -0.05, 0.4 };
  static const double back_2[] = { -0.05, 0, 0.55, -0.4, 0.55, 0.4 };
  static const struct { const char *name; const double *points; guint n; } outlines[] = {
    { "signalEventDefinition", signal, 3 }, { "errorEventDefinition", error, 6 }, { "escalationEventDefinition", escalation, 4 },
    { "linkEventDefinition", link, 7 }, { "cancelEventDefinition", cancel, 12 },
  };

  cairo_set_line_width (cr, 1.2);
  if (g_str_equal (definition, "messageEventDefinition"))
    envelope (cr, thrown, x, y, radius);
  else if (g_str_equal (definition, "timerEventDefinition"))
    clock_face (cr, x, y, radius);
  else if (g_str_equal (definition, "conditionalEventDefinition"))
    sheet (cr, x, y, radius);
  else if (g_str_equal (definition, "terminateEventDefinition"))
    {
      cairo_arc (cr, x, y, 0.6 * radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else if (g_str_equal (definition, "compensateEventDefinition"))
    {
      polygon (cr, back_1, 3, x, y, radius);
      finish (cr, thrown);
      polygon (cr, back_2, 3, x, y, radius);
      finish (cr, thrown);
    }
  else
    for (guint i = 0; i < G_N_ELEMENTS (outlines); i++)
      if (g_str_equal (definition, outlines[i].name))
        {
          polygon (cr, outlines[i].points, outlines[i].n, x, y, radius);
          finish (cr, thrown);
        }
}

void
kontor_bpmn_sign_gateway (cairo_t *cr, const char *element, double x, double y, double radius)
{
  double r = 0.45 * radius;

  cairo_set_line_width (cr, 2.4);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (g_str_equal (element, "inclusiveGateway") || g_str_equal (element, "eventBasedGateway"))
    {
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      cairo_set_line_width (cr, g_str_equal (element, "inclusiveGateway") ? 2.4 : 1.2);
      cairo_stroke (cr);
    }
  if (g_str_equal (element, "eventBasedGateway"))
    {
      for (guint i = 0; i < 5; i++)
        cairo_line_to (cr, x + 0.6 * r * cos (-G_PI_2 + i * 2 * G_PI / 5), y + 0.6 * r * sin (-G_PI_2 + i * 2 * G_PI / 5));
      cairo_close_path (cr);
      cairo_stroke (cr);
    }
  if (g_str_equal (element, "parallelGateway") || g_str_equal (element, "complexGateway"))
    {
      cairo_move_to (cr, x - r, y);
      cairo_line_to (cr, x + r, y);
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x, y + r);
    }
  if (g_str_equal (element, "exclusiveGateway") || g_str_equal (element, "complexGateway"))
    {
      double s = 0.75 * r;

      cairo_move_to (cr, x - s, y - s);
      cairo_line_to (cr, x + s, y + s);
      cairo_move_to (cr, x + s, y - s);
      cairo_line_to (cr, x - s, y + s);
    }
  cairo_stroke (cr);
}

void
kontor_bpmn_sign_marker (cairo_t *cr, const char *marker, double x, double y)
{
  cairo_set_line_width (cr, 1.2);
  cairo_new_path (cr);
  if (g_str_equal (marker, "inside"))
    {
      cairo_rectangle (cr, x - 6.5, y - 6.5, 13, 13);
      cairo_move_to (cr, x - 4, y);
      cairo_line_to (cr, x + 4, y);
      cairo_move_to (cr, x, y - 4);
      cairo_line_to (cr, x, y + 4);
    }
  else if (g_str_equal (marker, "loop"))
    {
      cairo_arc (cr, x, y, 5, G_PI * 0.7, G_PI * 2.4);
      cairo_move_to (cr, x - 7, y + 4.5);
      cairo_line_to (cr, x - 2.5, y + 4.5);
      cairo_line_to (cr, x - 2.5, y);
    }
  else if (g_str_equal (marker, "compensation"))
    {
      for (int i = -1; i <= 0; i++)
        {
          cairo_move_to (cr, x + i * 6, y);
          cairo_line_to (cr, x + i * 6 + 6, y - 4.5);
          cairo_line_to (cr, x + i * 6 + 6, y + 4.5);
          cairo_close_path (cr);
        }
    }
  else if (*marker != '\0')
    for (int i = -1; i <= 1; i++)
      {
        gboolean lying = g_str_equal (marker, "sequential");

        cairo_move_to (cr, lying ? x - 6 : x + i * 4, lying ? y + i * 4 : y - 6);
        cairo_line_to (cr, lying ? x + 6 : x + i * 4, lying ? y + i * 4 : y + 6);
      }
  cairo_stroke (cr);
}
