#pragma once

#include "draw/document.h"
#include "draw/offer.h"

G_BEGIN_DECLS

/**
 * kontor_offer_layout:
 * @offer: what to print; sums are printed as they are, not reckoned
 *
 * Lays out a commercial offer on A4 in the offer's language: letterhead,
 * address for a window (DIN 5008 B), lines over as many pages as they need,
 * tax by rate, terms, signature.
 *
 * Returns: (transfer full): the document
 */
KontorDocument *kontor_offer_layout (KontorOffer *offer);

G_END_DECLS
