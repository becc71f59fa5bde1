#include "config.h"

#include "draw/envelope.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/language.h"
#include "draw/postcode-stamp.h"

/*
 * The recipient stands in the lower right half, left of and below nothing:
 * 15 mm from the edges, above the 15 mm strip that the post prints codes on
 * (Deutsche Post), within the area that machines read (USPS DMM 202), below
 * the franking zone of 74 x 40 mm.  The window is DIN 680's: 90 x 45 mm, 20 mm
 * from the left, 15 mm from the bottom.  The Russian stamp begins 25 mm above
 * the bottom (GOST R 51506-99).
 */
static const KontorEnvelopeFormat formats[] = {
  { "dl", { 110, 46, 95, 45 }, { 15, 12, 90, 28 }, { 146, 0, 74, 40 }, { 20, 50, 90, 45 },
    { 0, 95, 220, 15 }, { 15, 85, 63, 14 } },
  { "c6c5", { 115, 48, 99, 46 }, { 15, 12, 90, 30 }, { 155, 0, 74, 40 }, { 20, 54, 90, 45 },
    { 0, 99, 229, 15 }, { 15, 89, 63, 14 } },
  { "c6", { 67, 45, 80, 43 }, { 15, 12, 70, 28 }, { 88, 0, 74, 40 }, { 20, 54, 90, 45 },
    { 0, 99, 162, 15 }, { 15, 89, 63, 14 } },
  { "c5", { 115, 80, 99, 55 }, { 15, 15, 90, 35 }, { 155, 0, 74, 40 }, { 20, 102, 90, 45 },
    { 0, 147, 229, 15 }, { 15, 137, 63, 14 } },
  { "c4", { 190, 130, 110, 65 }, { 20, 20, 110, 45 }, { 250, 0, 74, 40 }, { 0, 0, 0, 0 },
    { 0, 214, 324, 15 }, { 20, 204, 63, 14 } },
  { "number-10", { 110, 44, 105, 42 }, { 13, 10, 90, 28 }, { 167, 0, 74, 40 }, { 0, 0, 0, 0 },
    { 0, 88.9, 241.3, 15.875 }, { 15, 79.775, 63, 14 } },
  { NULL },
};

static const double recipient_sizes[] = { 12, 11, 10 };
static const double sender_sizes[] = { 9, 8 };

/* Sets the lines as large as they fit; NULL where even the smallest size is too large. */
static PangoLayout *
fit_lines (PangoContext           *context,
           char                  **lines,
           const KontorRectangle  *zone,
           const double           *sizes,
           guint                   n_sizes,
           const char             *language)
{
  g_autofree char *text = g_strjoinv ("\n", lines);

  for (guint i = 0; i < n_sizes; i++)
    {
      KontorTextStyle style = { .size = sizes[i] };
      g_autoptr(PangoLayout) layout = kontor_sheet_create_text (context, &style, text, zone->width, language);
      double width;
      double height;

      /* Whole words only: a word broken in two is not found by a postman. */
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      kontor_sheet_measure (layout, &width, &height);
      if (width <= zone->width && height <= zone->height)
        return g_steal_pointer (&layout);
    }
  return NULL;
}

const KontorEnvelopeFormat *
kontor_envelope_list_formats (void)
{
  return formats;
}

const KontorEnvelopeFormat *
kontor_envelope_lookup (const char *name)
{
  const KontorPaper *paper = kontor_paper_lookup (name);

  if (paper != NULL)
    for (guint i = 0; formats[i].name != NULL; i++)
      if (g_str_equal (formats[i].name, paper->name))
        return &formats[i];
  return NULL;
}

gboolean
kontor_envelope_add (KontorDocument              *document,
                     const KontorEnvelopeFormat  *format,
                     const KontorPostalAddress   *recipient,
                     const KontorPostalAddress   *sender,
                     const char                  *origin,
                     GError                     **error)
{
  g_autoptr(KontorTextContext) context = NULL;
  g_autoptr(PangoLayout) to = NULL;
  g_autoptr(PangoLayout) from = NULL;
  g_auto(GStrv) lines = NULL;
  const KontorPaper *paper;
  KontorDrawing *page;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (format != NULL && recipient != NULL, FALSE);

  paper = kontor_paper_lookup (format->name);
  if (origin == NULL && sender != NULL)
    origin = sender->country;
  lines = kontor_postal_address_to_lines (recipient, origin);
  if (lines[0] == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The address is empty."));
      return FALSE;
    }

  context = kontor_sheet_create_context ();
  to = fit_lines (context, lines, &format->recipient, recipient_sizes, G_N_ELEMENTS (recipient_sizes),
                  kontor_language_of_country (recipient->country));
  if (to == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The address does not fit an envelope of the format %s. "
                     "Shorten it or choose a larger envelope."), paper->label);
      return FALSE;
    }
  if (sender != NULL)
    {
      g_auto(GStrv) own = kontor_postal_address_to_lines (sender, recipient->country);

      from = fit_lines (context, own, &format->sender, sender_sizes, G_N_ELEMENTS (sender_sizes),
                        kontor_language_of_country (sender->country));
      if (from == NULL)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The sender does not fit an envelope of the format %s."), paper->label);
          return FALSE;
        }
    }

  page = kontor_document_add_page (document);
  kontor_drawing_add_text (page, to, format->recipient.x, format->recipient.y, 0, KONTOR_INK_TEXT);
  if (from != NULL)
    kontor_drawing_add_text (page, from, format->sender.x, format->sender.y, 0, KONTOR_INK_TEXT);
  /* Machines read the digits within the country only. */
  if (kontor_postal_country_stamps_postcode (recipient->country)
      && (origin == NULL || kontor_postal_country_stamps_postcode (origin)))
    kontor_postcode_stamp_draw (page, recipient->postcode, format->postcode.x, format->postcode.y);
  return TRUE;
}

KontorDocument *
kontor_envelope_layout (const KontorEnvelopeFormat  *format,
                        const KontorPostalAddress   *recipient,
                        const KontorPostalAddress   *sender,
                        const char                  *origin,
                        GError                     **error)
{
  g_autoptr(KontorDocument) document = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (recipient != NULL, NULL);

  lines = kontor_postal_address_to_lines (recipient, origin);
  title = g_strdup_printf (_("Envelope to %s"), lines[0] != NULL ? lines[0] : "");
  document = kontor_document_new (kontor_paper_lookup (format->name), title, sender != NULL ? sender->recipient : NULL);
  if (!kontor_envelope_add (document, format, recipient, sender, origin, error))
    return NULL;
  return g_steal_pointer (&document);
}

void
kontor_envelope_draw_zones (const KontorEnvelopeFormat *format,
                            cairo_t                    *cr)
{
  const KontorRectangle *zones[] = { &format->recipient, &format->sender, &format->stamp,
                                     &format->window, &format->machine };
  static const double dashes[] = { 3, 3 };

  cairo_save (cr);
  cairo_scale (cr, KONTOR_POINTS_PER_MILLIMETRE, KONTOR_POINTS_PER_MILLIMETRE);
  cairo_set_line_width (cr, 0.3);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      /* Blue where text belongs, orange where none may be. */
      if (i == 2 || i == 4)
        cairo_set_source_rgba (cr, 0.84, 0.37, 0, 0.75);
      else
        cairo_set_source_rgba (cr, 0, 0.45, 0.70, i == 3 ? 0.35 : 0.75);
      cairo_set_dash (cr, dashes, i == 3 ? 1 : 2, 0);
      cairo_rectangle (cr, zones[i]->x, zones[i]->y, zones[i]->width, zones[i]->height);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
