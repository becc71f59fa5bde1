#include "tool/demo-offer-line.h"

#include <math.h>
#include <string.h>

/* value / divisor to the nearest whole number, halves away from zero. */
static gint64
divide (gint64 value, gint64 divisor)
{
  return (value + divisor / 2) / divisor;
}

void
kontor_demo_offer_line_make (const KontorDemoPlan *plan, const KontorDemoOffer *offer, guint index, KontorDemoLine *line)
{
  /* 0, 3, 5, 8, 10 percent: most lines have none. */
  static const guint8 discounts[] = { 0, 0, 0, 0, 0, 3, 5, 5, 8, 10 };
  KontorDemoRandom random;
  double many;

  kontor_demo_plan_begin (plan, KONTOR_DEMO_LINE, offer->first_line + index, &random);

  line->product_index = kontor_demo_random_below (&random, kontor_demo_products_count ());
  line->product = kontor_demo_products_get (line->product_index);

  /* Few orders are large, and those are very large. */
  many = line->product->usual * 0.35 / pow (1.0 - kontor_demo_random_unit (&random), 0.75);
  line->quantity = (gint64) CLAMP (many, 1.0, line->product->usual * 60.0) * 1000;
  if (strcmp (line->product->unit, "hour") == 0 && kontor_demo_random_chance (&random, 0.3))
    line->quantity += 500;

  line->price = line->product->price;
  line->discount = discounts[kontor_demo_random_below (&random, G_N_ELEMENTS (discounts))] * 100;
  /* Exports leave without VAT. */
  line->vat_rate = strcmp (kontor_demo_plan_country (plan, offer->partner)->code, "BA") == 0 ? 1700 : 0;

  line->net = divide (line->quantity * line->price * (10000 - line->discount), 10000000);
  line->vat = divide (line->net * line->vat_rate, 10000);
  line->total = line->net + line->vat;
}

void
kontor_demo_offer_totals (const KontorDemoPlan *plan, const KontorDemoOffer *offer,
                          gint64 *net, gint64 *vat, gint64 *total)
{
  gint64 rate = 0;

  *net = 0;
  for (guint i = 0; i < offer->n_lines; i++)
    {
      KontorDemoLine line;

      kontor_demo_offer_line_make (plan, offer, i, &line);
      *net += line.net;
      rate = line.vat_rate;
    }

  /* The tax once for each rate, and an offer here has one. */
  *vat = divide (*net * rate, 10000);
  *total = *net + *vat;
}

gint64
kontor_demo_offer_deepest_discount (const KontorDemoPlan *plan, const KontorDemoOffer *offer)
{
  gint64 deepest = 0;

  for (guint i = 0; i < offer->n_lines; i++)
    {
      KontorDemoLine line;

      kontor_demo_offer_line_make (plan, offer, i, &line);
      deepest = MAX (deepest, line.discount);
    }

  return deepest;
}
