#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_PAGE (kontor_offer_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferPage, kontor_offer_page, KONTOR, OFFER_PAGE, KontorCard)

/*
 * The card of an offer: fields and lines at the left, at the right the pages
 * exactly as they will be printed, following every change.
 */

KontorPage *kontor_offer_page_new (KontorDesk *desk, const char *id);

G_END_DECLS
