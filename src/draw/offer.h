#pragma once

#include <glib.h>

#include "draw/postal.h"

G_BEGIN_DECLS

/**
 * KontorOfferLine:
 *
 * A line of an offer; decimals in PostgreSQL's form, money in two digits.
 * @net, @vat and @total are what the database keeps; kontor_offer_sum() makes them
 * likewise on the desk.
 */
typedef struct
{
  const char *name;
  const char *description;
  const char *quantity;
  const char *unit;
  const char *price;
  const char *discount_percent;
  const char *vat_rate;
  const char *net;
  const char *vat;
  const char *total;
} KontorOfferLine;

/**
 * KontorOffer:
 * @language: of the printed document: "en", "ru", "bs", "tr"
 * @sender: the own company; @recipient: who it is offered to
 * @lines: (element-type KontorOfferLine)
 *
 * All that is printed on a commercial offer.  The strings belong to the offer:
 * put them in by way of kontor_offer_keep().
 */
typedef struct
{
  const char          *language;
  const char          *number;
  int                  revision;
  const char          *issued_on;
  const char          *valid_until;
  const char          *currency;
  const char          *status;
  gboolean             prices_include_vat;
  const char          *discount_percent;
  const char          *net_total;
  const char          *vat_total;
  const char          *total;
  KontorPostalAddress  sender;
  const char          *sender_phone;
  const char          *sender_email;
  const char          *sender_website;
  const char          *sender_tax_number;
  const char          *sender_bank;
  const char          *sender_account;
  const char          *sender_bic;
  KontorPostalAddress  recipient;
  const char          *recipient_tax_number;
  const char          *author;
  const char          *author_position;
  const char          *author_phone;
  const char          *author_email;
  const char          *subject;
  const char          *intro;
  const char          *terms;
  GArray              *lines;
  GStringChunk        *strings;
} KontorOffer;

KontorOffer     *kontor_offer_new  (void);
void             kontor_offer_free (KontorOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorOffer, kontor_offer_free)

/* A copy that lives as long as the offer; %NULL for an empty @text. */
const char      *kontor_offer_keep     (KontorOffer *self, const char *text);
/* A new empty line; valid until the next is added. */
KontorOfferLine *kontor_offer_add_line (KontorOffer *self);
KontorOfferLine *kontor_offer_get_line (KontorOffer *self, guint position);

/**
 * kontor_offer_sum:
 *
 * Fills the sums of the lines and of the offer from quantities, prices,
 * discounts and rates, as the database does it: exact, each line rounded to
 * the cent, half away from zero.
 *
 * Fails with %KONTOR_ERROR_INVALID where a decimal cannot be read or is too large.
 */
gboolean         kontor_offer_sum      (KontorOffer *self, GError **error);

/**
 * KontorVatSum:
 * @rate: per cent, as "17" or "5.5"
 * @net: what is taxed, after all discounts
 * @vat: the tax
 */
typedef struct
{
  char *rate;
  char *net;
  char *vat;
} KontorVatSum;

/* The sum of the lines before the discount on the whole document, and that discount
 * with its minus sign; (transfer full). */
char            *kontor_offer_get_total_before_discount (KontorOffer *self);
char            *kontor_offer_get_discount              (KontorOffer *self);

/* The tax by rate, highest rate first; adds up to the offer's totals. (transfer full) */
GPtrArray       *kontor_offer_list_vat (KontorOffer *self);

G_END_DECLS
