#include "config.h"

#include "kit/gallery-drawings.h"

#include <glib/gi18n.h>

#include "draw/offer-document.h"
#include "kit/chart-view.h"
#include "kit/gallery.h"
#include "kit/print-view.h"

static const KontorChartDatum stages[] = {
  { "New request", 42, NULL, "120,400 EUR" },
  { "Needs clarified", 31, NULL, "98,000 EUR" },
  { "Offer sent", 18, NULL, "76,250 EUR" },
  { "Negotiation", 7, NULL, "41,000 EUR" },
  { "Order", 4, NULL, "22,900 EUR" },
};

static const KontorChartDatum months[] = {
  { "Jan", 12 }, { "Feb", 18 }, { "Mar", 9 }, { "Apr", 22 }, { "May", 31 }, { "Jun", 27 },
};

static GtkWidget *
create_chart (KontorChartKind         kind,
              int                     series,
              const KontorChartDatum *data,
              guint                   n_data)
{
  GtkWidget *chart = kontor_chart_view_new ();

  kontor_chart_view_set_spec (KONTOR_CHART_VIEW (chart), kind, series, NULL);
  kontor_chart_view_set_data (KONTOR_CHART_VIEW (chart), data, n_data);
  return chart;
}

static GtkWidget *
create_charts (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), create_chart (KONTOR_CHART_FUNNEL, 0, stages, G_N_ELEMENTS (stages)));
  gtk_box_append (GTK_BOX (box), create_chart (KONTOR_CHART_BARS, 3, stages, G_N_ELEMENTS (stages)));
  gtk_box_append (GTK_BOX (box), create_chart (KONTOR_CHART_COLUMNS, 2, months, G_N_ELEMENTS (months)));
  gtk_box_append (GTK_BOX (box), create_chart (KONTOR_CHART_LINE, 0, months, G_N_ELEMENTS (months)));
  gtk_box_append (GTK_BOX (box), create_chart (KONTOR_CHART_DONUT, -1, stages, G_N_ELEMENTS (stages)));
  gtk_box_append (GTK_BOX (box), create_chart (KONTOR_CHART_FIGURE, 0, months, G_N_ELEMENTS (months)));
  return box;
}

static GtkWidget *
create_pages (void)
{
  GtkWidget *view = kontor_print_view_new ();
  g_autoptr(KontorOffer) offer = kontor_offer_new ();
  g_autoptr(KontorDocument) document = NULL;

  offer->number = "O-2026-00117";
  offer->issued_on = "2026-11-22";
  offer->currency = "EUR";
  offer->sender = (KontorPostalAddress) { .recipient = "Kontor d.o.o.", .street = "Zmaja od Bosne 7",
                                          .postcode = "71000", .city = "Sarajevo", .country = "BA" };
  offer->recipient = (KontorPostalAddress) { .recipient = "Yıldız A.Ş.", .street = "Büyükdere Cad. 185",
                                             .postcode = "34394", .city = "Şişli", .country = "TR" };
  for (guint i = 1; i <= 40; i++)
    {
      KontorOfferLine *line = kontor_offer_add_line (offer);
      g_autofree char *name = g_strdup_printf ("Standing desk, oak, no. %u", i);

      line->name = kontor_offer_keep (offer, name);
      line->quantity = "2";
      line->unit = "pcs";
      line->price = "349.50";
      line->vat_rate = i % 3 == 0 ? "17" : "0";
    }
  kontor_offer_sum (offer, NULL);
  document = kontor_offer_layout (offer);
  kontor_print_view_set_document (KONTOR_PRINT_VIEW (view), document);
  gtk_widget_set_size_request (view, -1, 600);
  return view;
}

void
kontor_gallery_add_drawings (void)
{
  kontor_gallery_add (N_("Charts"), create_charts);
  kontor_gallery_add (N_("Printed pages"), create_pages);
}
