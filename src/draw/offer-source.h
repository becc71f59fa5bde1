#pragma once

#include "db/result.h"
#include "draw/offer.h"

G_BEGIN_DECLS

/**
 * kontor_offer_read:
 * @head: one row of the query print-offer
 * @lines: (nullable): the rows of print-offer-lines
 * @language: (nullable): to print in; %NULL takes the recipient's
 *
 * Returns: (transfer full) (nullable): what is printed; %NULL where there is no such offer
 */
KontorOffer *kontor_offer_read (KontorResult *head, KontorResult *lines, const char *language);

/**
 * kontor_postal_address_read:
 * @row: of print-address or print-sender; @result must outlive @address
 */
void         kontor_postal_address_read (KontorPostalAddress *address, KontorResult *result, guint row);

/* The language offers are printed in for a country: "ru", "bs", "tr", else "en". */
const char  *kontor_offer_language_for (const char *country);

/* The languages offers can be printed in: code and own name; ended by NULL. */
const char * const *kontor_offer_languages (void);

G_END_DECLS
