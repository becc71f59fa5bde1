#include "config.h"

#include "draw/label.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/language.h"

/* Kept clear within a label: sheets are never fed quite straight. */
#define MARGIN_X 4.0
#define MARGIN_Y 2.5

/* The sheets that every stationer has. */
static const KontorLabelFormat formats[] = {
  { "labels-3x7", "63.5 × 38.1 mm", 3, 7, { 7.2, 15.1, 63.5, 38.1 }, 66.04, 38.1 },
  { "labels-3x8", "70 × 37 mm", 3, 8, { 0, 0.5, 70, 37 }, 70, 37 },
  { "labels-2x7", "99.1 × 38.1 mm", 2, 7, { 4.7, 15.1, 99.1, 38.1 }, 101.6, 38.1 },
  { "labels-2x4", "99.1 × 67.7 mm", 2, 4, { 4.7, 13.1, 99.1, 67.7 }, 101.6, 67.7 },
  { NULL },
};

static const double sizes[] = { 11, 10, 9, 8 };

const KontorLabelFormat *
kontor_label_list_formats (void)
{
  return formats;
}

void
kontor_label_get_zone (const KontorLabelFormat *format,
                       guint                    place,
                       KontorRectangle         *zone)
{
  guint on_sheet = place % (format->columns * format->rows);

  *zone = format->first;
  zone->x += on_sheet % format->columns * format->step_x;
  zone->y += on_sheet / format->columns * format->step_y;
}

/* Whole words only, as on an envelope; NULL where even the smallest size is too large. */
static PangoLayout *
fit_text (PangoContext *context,
          const char   *text,
          double        width,
          double        height,
          const char   *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      KontorTextStyle style = { .size = sizes[i] };
      g_autoptr(PangoLayout) layout = kontor_sheet_create_text (context, &style, text, width, language);
      double own_width;
      double own_height;

      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      kontor_sheet_measure (layout, &own_width, &own_height);
      if (own_width <= width && own_height <= height)
        return g_steal_pointer (&layout);
    }
  return NULL;
}

gboolean
kontor_label_add (KontorDocument             *document,
                  const KontorLabelFormat    *format,
                  guint                       place,
                  const KontorPostalAddress  *recipient,
                  const char                 *origin,
                  GError                    **error)
{
  g_autoptr(KontorTextContext) context = NULL;
  g_autoptr(PangoLayout) layout = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  guint sheet = place / (format->columns * format->rows);
  KontorRectangle zone;
  double height;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (document), FALSE);

  lines = kontor_postal_address_to_lines (recipient, origin);
  if (lines[0] == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The address is empty."));
      return FALSE;
    }
  text = g_strjoinv ("\n", lines);
  context = kontor_sheet_create_context ();
  layout = fit_text (context, text, format->first.width - 2 * MARGIN_X, format->first.height - 2 * MARGIN_Y,
                     kontor_language_of_country (recipient->country));
  if (layout == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The address does not fit a label of %s. Shorten it or choose a larger label."), format->size);
      return FALSE;
    }

  while (kontor_document_get_n_pages (document) <= sheet)
    kontor_document_add_page (document);
  kontor_label_get_zone (format, place, &zone);
  kontor_sheet_measure (layout, NULL, &height);
  kontor_drawing_add_text (kontor_document_edit_page (document, sheet), layout,
                           zone.x + MARGIN_X, zone.y + (zone.height - height) / 2, 0, KONTOR_INK_TEXT);
  return TRUE;
}

void
kontor_label_draw_zones (const KontorLabelFormat *format,
                         cairo_t                 *cr)
{
  static const double dashes[] = { 2, 2 };

  cairo_save (cr);
  cairo_scale (cr, KONTOR_POINTS_PER_MILLIMETRE, KONTOR_POINTS_PER_MILLIMETRE);
  cairo_set_line_width (cr, 0.25);
  cairo_set_source_rgba (cr, 0, 0.45, 0.70, 0.6);
  cairo_set_dash (cr, dashes, 2, 0);
  for (guint i = 0; i < format->columns * format->rows; i++)
    {
      KontorRectangle zone;

      kontor_label_get_zone (format, i, &zone);
      cairo_rectangle (cr, zone.x, zone.y, zone.width, zone.height);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
