#include "config.h"

#include "draw/offer-document.h"

#include <glib/gi18n.h>
#include <string.h>

#include "draw/flow.h"
#include "draw/language.h"
#include "draw/stationery.h"

#define LEFT KONTOR_STATIONERY_LEFT
#define RIGHT KONTOR_STATIONERY_RIGHT
#define WIDTH (RIGHT - LEFT)
#define TOTALS_LEFT 112.0

static const KontorTextStyle body = { .size = 9.5 };
static const KontorTextStyle strong = { .size = 9.5, .bold = TRUE };
static const KontorTextStyle below = { .size = 8 };
static const KontorTextStyle label = { .size = 7.5 };
static const KontorTextStyle headline = { .size = 17, .bold = TRUE };
static const KontorTextStyle sum = { .size = 11.5, .bold = TRUE };

/* Where the columns of the lines stand: right edges but for the first two. */
typedef struct
{
  double   position;
  double   name;
  double   name_width;
  double   quantity;
  double   unit;
  double   price;
  double   discount;
  double   vat;
  double   total;
  gboolean has_discount;
} Columns;

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Whether a decimal is other than zero. */
static gboolean
is_not_zero (const char *decimal)
{
  return decimal != NULL && strpbrk (decimal, "123456789") != NULL;
}

static char *
money (KontorOffer *offer,
       const char  *decimal)
{
  return kontor_language_format_decimal (offer->language, decimal, 2);
}

static char *
percent (KontorOffer *offer,
         const char  *decimal)
{
  g_autofree char *number = kontor_language_format_decimal (offer->language, decimal, 0);

  if (g_str_equal (offer->language, "tr"))
    return g_strconcat ("%", number, NULL);
  return g_strconcat (number, g_str_equal (offer->language, "en") ? "%" : "\u00a0%", NULL);
}

static char *
make_title (KontorStationery *stationery)
{
  KontorOffer *offer = stationery->offer;

  if (!is_given (offer->number))
    return g_strdup (kontor_stationery_say (stationery, N_("Offer (draft)")));
  if (offer->revision > 1)
    return g_strdup_printf (kontor_stationery_say (stationery, N_("Offer %s, revision %d")),
                            offer->number, offer->revision);
  return g_strdup_printf (kontor_stationery_say (stationery, N_("Offer %s")), offer->number);
}

/* Date, validity and whom to ask, at the right of the address. */
static void
draw_information (KontorStationery *stationery,
                  KontorDrawing    *drawing)
{
  KontorOffer *offer = stationery->offer;
  g_autofree char *issued = kontor_language_format_date (offer->language, offer->issued_on);
  g_autofree char *valid = kontor_language_format_date (offer->language, offer->valid_until);
  const char *rows[][2] = {
    { N_("Date"), issued },
    { N_("Valid until"), valid },
    { N_("Your tax no."), offer->recipient_tax_number },
    { N_("Your contact"), offer->author },
    { N_("Phone"), offer->author_phone },
    { N_("E-mail"), offer->author_email },
  };
  double y = 53.5;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double end;

      if (!is_given (rows[i][1]))
        continue;
      kontor_stationery_put (stationery, drawing, &below, kontor_stationery_say (stationery, rows[i][0]),
                             &(KontorRectangle) { KONTOR_STATIONERY_INFORMATION, y + 0.5, 0 }, 0, KONTOR_INK_QUIET);
      end = kontor_stationery_put (stationery, drawing, &body, rows[i][1],
                                   &(KontorRectangle) { KONTOR_STATIONERY_INFORMATION + 24, y,
                                                        RIGHT - KONTOR_STATIONERY_INFORMATION - 24 },
                                   0, KONTOR_INK_TEXT);
      y = end + 0.9;
    }
}

static void
add_paragraph (KontorFlow            *flow,
               KontorStationery      *stationery,
               const KontorTextStyle *style,
               const char            *text,
               double                 space_before,
               gboolean               glued)
{
  g_autoptr(PangoLayout) layout = NULL;

  if (!is_given (text))
    return;
  layout = kontor_stationery_set (stationery, style, text, WIDTH);
  kontor_flow_add_space (flow, space_before);
  kontor_flow_add_paragraph (flow, layout, LEFT, KONTOR_INK_TEXT, glued);
}

/* How wide the widest of the texts of a column is. */
static double
measure_column (KontorStationery *stationery,
                const char       *heading,
                GPtrArray        *texts)
{
  g_autoptr(PangoLayout) title = kontor_stationery_set (stationery, &label, heading, -1);
  double widest;

  kontor_sheet_measure (title, &widest, NULL);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr(PangoLayout) layout = kontor_stationery_set (stationery, &body, g_ptr_array_index (texts, i), -1);
      double width;

      kontor_sheet_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

/* Numbers get what they need, the description all the rest. */
static void
find_columns (KontorStationery *stationery,
              Columns          *columns)
{
  KontorOffer *offer = stationery->offer;
  g_autoptr(GPtrArray) quantities = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) prices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) totals = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) percents = g_ptr_array_new_with_free_func (g_free);
  const double gap = 4;

  columns->has_discount = FALSE;
  for (guint i = 0; i < offer->lines->len; i++)
    {
      KontorOfferLine *line = kontor_offer_get_line (offer, i);

      g_ptr_array_add (quantities, kontor_language_format_decimal (offer->language, line->quantity, 0));
      g_ptr_array_add (units, g_strdup (line->unit != NULL ? line->unit : ""));
      g_ptr_array_add (prices, money (offer, line->price));
      g_ptr_array_add (totals, money (offer, offer->prices_include_vat ? line->total : line->net));
      g_ptr_array_add (percents, percent (offer, line->discount_percent));
      g_ptr_array_add (percents, percent (offer, line->vat_rate));
      columns->has_discount |= is_not_zero (line->discount_percent);
    }

  columns->position = LEFT;
  columns->name = LEFT + 9;
  columns->total = RIGHT;
  columns->vat = columns->total - MAX (22, measure_column (stationery, kontor_stationery_say (stationery, N_("Amount")), totals)) - gap;
  columns->discount = columns->vat - MAX (9, measure_column (stationery, kontor_stationery_say (stationery, N_("VAT")), percents)) - gap;
  columns->price = columns->discount;
  if (columns->has_discount)
    columns->price -= MAX (10, measure_column (stationery, kontor_stationery_say (stationery, N_("Discount")), percents)) + gap;
  columns->unit = columns->price - MAX (16, measure_column (stationery, kontor_stationery_say (stationery, N_("Price")), prices)) - gap;
  columns->unit -= CLAMP (measure_column (stationery, "", units), 4, 18);
  columns->quantity = columns->unit - 1.5;
  columns->name_width = columns->quantity
                        - MAX (10, measure_column (stationery, kontor_stationery_say (stationery, N_("Quantity")), quantities))
                        - gap - columns->name;
}

static void
begin_lines (KontorFlow       *flow,
             KontorStationery *stationery,
             const Columns    *columns)
{
  KontorDrawing *heading = kontor_drawing_new ();
  const struct
  {
    const char *text;
    double      x;
    double      alignment;
  } cells[] = {
    { N_("No."), columns->position, 0 },
    { N_("Description"), columns->name, 0 },
    { N_("Quantity"), columns->quantity, 1 },
    { N_("Price"), columns->price, 1 },
    { N_("Discount"), columns->has_discount ? columns->discount : -1, 1 },
    { N_("VAT"), columns->vat, 1 },
    { N_("Amount"), columns->total, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (cells[i].x >= 0)
      kontor_stationery_put (stationery, heading, &label, kontor_stationery_say (stationery, cells[i].text),
                             &(KontorRectangle) { cells[i].x, 1, 0 }, cells[i].alignment, KONTOR_INK_QUIET);
  kontor_drawing_add_stroke (heading, LEFT, 5.6, RIGHT, 5.6, 0.35, KONTOR_INK_ACCENT);
  kontor_flow_begin_table (flow, heading, 6.2);
}

static void
add_line (KontorFlow       *flow,
          KontorStationery *stationery,
          const Columns    *columns,
          guint             position)
{
  KontorOffer *offer = stationery->offer;
  KontorOfferLine *line = kontor_offer_get_line (offer, position);
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  g_autofree char *quantity = kontor_language_format_decimal (offer->language, line->quantity, 0);
  g_autofree char *price = money (offer, line->price);
  g_autofree char *discount = is_not_zero (line->discount_percent) ? percent (offer, line->discount_percent) : g_strdup ("");
  g_autofree char *vat = percent (offer, line->vat_rate);
  g_autofree char *total = money (offer, offer->prices_include_vat ? line->total : line->net);
  KontorCell cells[] = {
    { kontor_stationery_set (stationery, &body, number, -1), columns->position, 0, KONTOR_INK_QUIET },
    { kontor_stationery_set (stationery, &body, line->name, columns->name_width), columns->name, 0, KONTOR_INK_TEXT,
      is_given (line->description)
        ? kontor_stationery_set (stationery, &below, line->description, columns->name_width) : NULL },
    { kontor_stationery_set (stationery, &body, quantity, -1), columns->quantity, 1, KONTOR_INK_TEXT },
    { kontor_stationery_set (stationery, &body, line->unit, 18), columns->unit, 0, KONTOR_INK_QUIET },
    { kontor_stationery_set (stationery, &body, price, -1), columns->price, 1, KONTOR_INK_TEXT },
    { kontor_stationery_set (stationery, &body, columns->has_discount ? discount : "", -1), columns->discount, 1, KONTOR_INK_TEXT },
    { kontor_stationery_set (stationery, &body, vat, -1), columns->vat, 1, KONTOR_INK_QUIET },
    { kontor_stationery_set (stationery, &body, total, -1), columns->total, 1, KONTOR_INK_TEXT },
  };

  kontor_flow_add_row (flow, cells, G_N_ELEMENTS (cells), 1.4, position + 1 < offer->lines->len, LEFT, RIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_object_unref (cells[i].layout);
      g_clear_object (&cells[i].below);
    }
}

static void
add_total (KontorFlow            *flow,
           KontorStationery      *stationery,
           const KontorTextStyle *style,
           const char            *text,
           const char            *amount,
           gboolean               rule,
           gboolean               glued)
{
  KontorDrawing *drawing = kontor_drawing_new ();
  double top = rule ? 1.6 : 0.5;
  double end;

  if (rule)
    kontor_drawing_add_stroke (drawing, TOTALS_LEFT, 0.5, RIGHT, 0.5, 0.35, KONTOR_INK_ACCENT);
  kontor_stationery_put (stationery, drawing, style, text, &(KontorRectangle) { TOTALS_LEFT, top, 0 }, 0,
                         style == &body ? KONTOR_INK_QUIET : KONTOR_INK_TEXT);
  end = kontor_stationery_put (stationery, drawing, style, amount, &(KontorRectangle) { RIGHT, top, 0 }, 1,
                               KONTOR_INK_TEXT);
  kontor_flow_add_strip (flow, drawing, end + 0.4, glued);
}

static void
add_totals (KontorFlow       *flow,
            KontorStationery *stationery)
{
  KontorOffer *offer = stationery->offer;
  g_autoptr(GPtrArray) rates = kontor_offer_list_vat (offer);
  g_autofree char *net = money (offer, offer->net_total);
  g_autofree char *total = money (offer, offer->total);
  g_autofree char *total_label = NULL;
  KontorDrawing *rule = kontor_drawing_new ();

  kontor_drawing_add_stroke (rule, LEFT, 0, RIGHT, 0, 0.35, KONTOR_INK_ACCENT);
  kontor_flow_add_strip (flow, rule, 1.2, TRUE);

  if (is_not_zero (offer->discount_percent))
    {
      g_autofree char *before = kontor_offer_get_total_before_discount (offer);
      g_autofree char *less = kontor_offer_get_discount (offer);
      g_autofree char *before_text = money (offer, before);
      g_autofree char *less_text = money (offer, less);
      g_autofree char *share = percent (offer, offer->discount_percent);
      g_autofree char *text = g_strdup_printf (kontor_stationery_say (stationery, N_("Discount %s")), share);

      add_total (flow, stationery, &body, kontor_stationery_say (stationery, N_("Subtotal")), before_text, FALSE, TRUE);
      add_total (flow, stationery, &body, text, less_text, FALSE, TRUE);
    }
  if (!offer->prices_include_vat || rates->len == 0)
    add_total (flow, stationery, &body, kontor_stationery_say (stationery, N_("Net total")), net, FALSE, TRUE);
  if (!offer->prices_include_vat)
    for (guint i = 0; i < rates->len; i++)
      {
        KontorVatSum *rate = g_ptr_array_index (rates, i);
        g_autofree char *share = percent (offer, rate->rate);
        g_autofree char *base = money (offer, rate->net);
        g_autofree char *amount = money (offer, rate->vat);
        g_autofree char *text = rates->len > 1
          ? g_strdup_printf (kontor_stationery_say (stationery, N_("VAT %s of %s")), share, base)
          : g_strdup_printf (kontor_stationery_say (stationery, N_("VAT %s")), share);

        add_total (flow, stationery, &body, text, amount, FALSE, TRUE);
      }
  total_label = g_strdup_printf (kontor_stationery_say (stationery, N_("Total %s")),
                                 offer->currency != NULL ? offer->currency : "");
  add_total (flow, stationery, &sum, total_label, total, TRUE, offer->prices_include_vat && rates->len > 0);
  if (offer->prices_include_vat)
    for (guint i = 0; i < rates->len; i++)
      {
        KontorVatSum *rate = g_ptr_array_index (rates, i);
        g_autofree char *share = percent (offer, rate->rate);
        g_autofree char *amount = money (offer, rate->vat);
        g_autofree char *text = g_strdup_printf (kontor_stationery_say (stationery, N_("Including VAT %s")), share);

        add_total (flow, stationery, &body, text, amount, FALSE, i + 1 < rates->len);
      }
}

static void
add_signature (KontorFlow       *flow,
               KontorStationery *stationery)
{
  KontorOffer *offer = stationery->offer;
  KontorDrawing *drawing = kontor_drawing_new ();
  const char *who[] = { offer->author, offer->author_position };
  g_autofree char *author = kontor_stationery_join (", ", who, 2);
  double end;

  /* A signature alone on a page signs nothing. */
  kontor_flow_glue_last (flow, 25);
  kontor_flow_add_space (flow, 8);
  kontor_stationery_put (stationery, drawing, &body, kontor_stationery_say (stationery, N_("Yours faithfully")),
                         &(KontorRectangle) { LEFT, 0, 0 }, 0, KONTOR_INK_TEXT);
  end = kontor_stationery_put (stationery, drawing, &strong, offer->sender.recipient,
                               &(KontorRectangle) { LEFT, 5, 75 }, 0, KONTOR_INK_TEXT);
  kontor_drawing_add_stroke (drawing, LEFT, end + 16, LEFT + 62, end + 16, 0.15, KONTOR_INK_TEXT);
  end = kontor_stationery_put (stationery, drawing, &below, author,
                               &(KontorRectangle) { LEFT, end + 17, 75 }, 0, KONTOR_INK_QUIET);
  kontor_flow_add_strip (flow, drawing, end, FALSE);
}

KontorDocument *
kontor_offer_layout (KontorOffer *offer)
{
  g_autoptr(KontorTextContext) context = kontor_sheet_create_context ();
  g_autoptr(KontorFlow) flow = NULL;
  g_autoptr(KontorDocument) document = NULL;
  g_autofree char *title = NULL;
  KontorStationery stationery = { context, offer };
  Columns columns = { 0 };

  g_return_val_if_fail (offer != NULL, NULL);

  title = make_title (&stationery);
  stationery.title = title;
  document = kontor_document_new (kontor_paper_lookup ("a4"), title, offer->sender.recipient);
  flow = kontor_flow_new (context, KONTOR_STATIONERY_FIRST_TOP, KONTOR_STATIONERY_TOP, KONTOR_STATIONERY_BOTTOM);

  {
    KontorDrawing *information = kontor_drawing_new ();
    double end;

    /* Stands above the flow's beginning: the strip takes room for the headline only. */
    draw_information (&stationery, information);
    {
      KontorDrawing *shifted = kontor_drawing_new ();

      kontor_drawing_append (shifted, information, 0, -KONTOR_STATIONERY_FIRST_TOP);
      kontor_drawing_free (information);
      end = kontor_stationery_put (&stationery, shifted, &headline, title,
                                   &(KontorRectangle) { LEFT, 0, WIDTH }, 0, KONTOR_INK_TEXT);
      kontor_flow_add_strip (flow, shifted, end, TRUE);
    }
  }
  add_paragraph (flow, &stationery, &strong, offer->subject, 1.5, TRUE);
  add_paragraph (flow, &stationery, &body, offer->intro, 4, FALSE);
  kontor_flow_add_space (flow, 6);

  if (offer->lines->len > 0)
    {
      find_columns (&stationery, &columns);
      begin_lines (flow, &stationery, &columns);
      for (guint i = 0; i < offer->lines->len; i++)
        add_line (flow, &stationery, &columns, i);
      kontor_flow_end_table (flow, 2);
    }
  add_totals (flow, &stationery);

  add_paragraph (flow, &stationery, &strong, is_given (offer->terms) ? kontor_stationery_say (&stationery, N_("Terms")) : NULL,
                 8, TRUE);
  add_paragraph (flow, &stationery, &body, offer->terms, 1, FALSE);
  add_signature (flow, &stationery);
  kontor_flow_finish (flow, document, kontor_stationery_draw, &stationery);
  return g_steal_pointer (&document);
}
