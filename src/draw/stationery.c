#include "config.h"

#include "draw/stationery.h"

#include <glib/gi18n.h>

#include "draw/language.h"

#define LEFT KONTOR_STATIONERY_LEFT
#define RIGHT KONTOR_STATIONERY_RIGHT
#define ADDRESS_TOP 45.0
#define ADDRESS_WIDTH 85.0
#define FOOT_TOP 271.0

static const KontorTextStyle name_style = { .size = 16, .bold = TRUE };
static const KontorTextStyle head_style = { .size = 8 };
static const KontorTextStyle return_style = { .size = 6.5 };
static const KontorTextStyle address_style = { .size = 10.5 };
static const KontorTextStyle narrow_address_style = { .size = 9 };
static const KontorTextStyle foot_style = { .size = 7 };

const char *
kontor_stationery_say (KontorStationery *self,
                       const char       *text)
{
  return kontor_language_translate (self->offer->language, GETTEXT_PACKAGE, text);
}

PangoLayout *
kontor_stationery_set (KontorStationery      *self,
                       const KontorTextStyle *style,
                       const char            *text,
                       double                 width)
{
  return kontor_sheet_create_text (self->context, style, text, width, self->offer->language);
}

double
kontor_stationery_put (KontorStationery      *self,
                       KontorDrawing         *drawing,
                       const KontorTextStyle *style,
                       const char            *text,
                       const KontorRectangle *where,
                       double                 alignment,
                       KontorInk              ink)
{
  g_autoptr(PangoLayout) layout = kontor_stationery_set (self, style, text, where->width > 0 ? where->width : -1);

  return kontor_drawing_add_text (drawing, layout, where->x, where->y, alignment, ink);
}

char *
kontor_stationery_join (const char         *separator,
                        const char * const *parts,
                        guint               n_parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        if (text->len > 0)
          g_string_append (text, separator);
        g_string_append (text, parts[i]);
      }
  return g_string_free (text, FALSE);
}

/* "Tax no. 123", or NULL. */
static char *
labelled (KontorStationery *self,
          const char       *label,
          const char       *value)
{
  if (value == NULL || *value == '\0')
    return NULL;
  return g_strdup_printf ("%s\u00a0%s", kontor_stationery_say (self, label), value);
}

static char *
get_town (KontorOffer *offer)
{
  const char *parts[] = { offer->sender.postcode, offer->sender.city };

  return kontor_stationery_join (" ", parts, 2);
}

static void
draw_letterhead (KontorStationery *self,
                 KontorDrawing    *drawing)
{
  KontorOffer *offer = self->offer;
  g_autofree char *town = get_town (offer);
  const char *where[] = { offer->sender.street, town };
  const char *reach[] = { offer->sender_phone, offer->sender_email, offer->sender_website };
  g_autofree char *place = kontor_stationery_join (", ", where, 2);
  g_autofree char *contact = kontor_stationery_join ("  ·  ", reach, 3);

  kontor_drawing_add_fill (drawing, &(KontorRectangle) { LEFT, 15, 12, 1.2 }, KONTOR_INK_ACCENT);
  kontor_stationery_put (self, drawing, &name_style, offer->sender.recipient,
                         &(KontorRectangle) { LEFT, 18, 90 }, 0, KONTOR_INK_ACCENT);
  kontor_stationery_put (self, drawing, &head_style, place,
                         &(KontorRectangle) { RIGHT, 18.5, 0 }, 1, KONTOR_INK_QUIET);
  kontor_stationery_put (self, drawing, &head_style, contact,
                         &(KontorRectangle) { RIGHT, 22.8, 0 }, 1, KONTOR_INK_QUIET);
}

static void
draw_running_head (KontorStationery *self,
                   KontorDrawing    *drawing)
{
  kontor_stationery_put (self, drawing, &head_style, self->offer->sender.recipient,
                         &(KontorRectangle) { LEFT, 18, 0 }, 0, KONTOR_INK_ACCENT);
  kontor_stationery_put (self, drawing, &head_style, self->title,
                         &(KontorRectangle) { RIGHT, 18, 0 }, 1, KONTOR_INK_QUIET);
  kontor_drawing_add_stroke (drawing, LEFT, 23.5, RIGHT, 23.5, 0.1, KONTOR_INK_HAIRLINE);
}

/* Marks at the edge for folding a page in three, and for the hole punch. */
static void
draw_marks (KontorDrawing *drawing)
{
  kontor_drawing_add_stroke (drawing, 4, 105, 8, 105, 0.1, KONTOR_INK_HAIRLINE);
  kontor_drawing_add_stroke (drawing, 4, 210, 8, 210, 0.1, KONTOR_INK_HAIRLINE);
  kontor_drawing_add_stroke (drawing, 4, 148.5, 10, 148.5, 0.1, KONTOR_INK_HAIRLINE);
}

static void
draw_foot (KontorStationery *self,
           KontorDrawing    *drawing,
           guint             page,
           guint             n_pages)
{
  KontorOffer *offer = self->offer;
  g_autofree char *town = get_town (offer);
  g_autofree char *tax = labelled (self, N_("Tax no."), offer->sender_tax_number);
  g_autofree char *account = labelled (self, N_("Account"), offer->sender_account);
  g_autofree char *bic = labelled (self, N_("BIC"), offer->sender_bic);
  g_autofree char *number = NULL;
  const char *firm[] = { offer->sender.recipient, offer->sender.street, town };
  const char *office[] = { tax, offer->sender_phone, offer->sender_email };
  const char *bank[] = { offer->sender_bank, account, bic };
  const char * const *columns[] = { firm, office, bank };
  static const double places[] = { 0, 54, 104 };
  static const double widths[] = { 51, 47, 44 };

  kontor_drawing_add_stroke (drawing, LEFT, FOOT_TOP - 2, RIGHT, FOOT_TOP - 2, 0.1, KONTOR_INK_HAIRLINE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = kontor_stationery_join ("\n", columns[i], 3);

      kontor_stationery_put (self, drawing, &foot_style, text,
                             &(KontorRectangle) { LEFT + places[i], FOOT_TOP, widths[i] }, 0, KONTOR_INK_QUIET);
    }
  number = g_strdup_printf (kontor_stationery_say (self, N_("Page %u of %u")), page + 1, n_pages);
  kontor_stationery_put (self, drawing, &foot_style, number,
                         &(KontorRectangle) { RIGHT, FOOT_TOP, 0 }, 1, KONTOR_INK_QUIET);
}

void
kontor_stationery_draw (KontorDrawing *drawing,
                        guint          page,
                        guint          n_pages,
                        gpointer       user_data)
{
  KontorStationery *self = user_data;

  if (page == 0)
    {
      draw_letterhead (self, drawing);
      kontor_stationery_address (self, drawing);
      draw_marks (drawing);
    }
  else
    draw_running_head (self, drawing);
  draw_foot (self, drawing, page, n_pages);
}

void
kontor_stationery_address (KontorStationery *self,
                           KontorDrawing    *drawing)
{
  KontorOffer *offer = self->offer;
  g_autofree char *town = get_town (offer);
  const char *back[] = { offer->sender.recipient, offer->sender.street, town };
  g_autofree char *return_line = kontor_stationery_join (" · ", back, 3);
  g_auto(GStrv) lines = kontor_postal_address_to_lines (&offer->recipient, offer->sender.country);
  g_autofree char *text = g_strjoinv ("\n", lines);
  g_autoptr(PangoLayout) layout = kontor_stationery_set (self, &address_style, text, ADDRESS_WIDTH - 5);
  double height;

  /* The field has room for 27 mm below the return line. */
  kontor_sheet_measure (layout, NULL, &height);
  if (height > 33)
    {
      g_object_unref (layout);
      layout = kontor_stationery_set (self, &narrow_address_style, text, ADDRESS_WIDTH - 5);
    }
  kontor_stationery_put (self, drawing, &return_style, return_line,
                         &(KontorRectangle) { LEFT, ADDRESS_TOP + 2, 0 }, 0, KONTOR_INK_QUIET);
  kontor_drawing_add_stroke (drawing, LEFT, ADDRESS_TOP + 5.4, LEFT + ADDRESS_WIDTH - 5, ADDRESS_TOP + 5.4,
                             0.1, KONTOR_INK_HAIRLINE);
  kontor_drawing_add_text (drawing, layout, LEFT, ADDRESS_TOP + 9, 0, KONTOR_INK_TEXT);
}
