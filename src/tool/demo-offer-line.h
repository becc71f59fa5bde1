#pragma once

#include "tool/demo-plan.h"
#include "tool/demo-products.h"

G_BEGIN_DECLS

/* One line of an offer, with the same rounding as the server's trigger. */
typedef struct
{
  const KontorDemoProduct *product;
  guint  product_index;
  /* Thousandths, cents, hundredths of a percent. */
  gint64 quantity, price, discount, vat_rate;
  gint64 net, vat, total;
} KontorDemoLine;

void kontor_demo_offer_line_make (const KontorDemoPlan *plan, const KontorDemoOffer *offer, guint index,
                                  KontorDemoLine *line);
/* Hundredths of a percent. */
gint64 kontor_demo_offer_deepest_discount (const KontorDemoPlan *plan, const KontorDemoOffer *offer);
/* Sums of all lines. */
void kontor_demo_offer_totals    (const KontorDemoPlan *plan, const KontorDemoOffer *offer,
                                  gint64 *net, gint64 *vat, gint64 *total);

G_END_DECLS
