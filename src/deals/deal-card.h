#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DEAL_CARD (kontor_deal_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorDealCard, kontor_deal_card, KONTOR, DEAL_CARD, KontorCard)

/**
 * kontor_deal_card_new:
 *
 * All about one deal: where it stands, the next step, the money, its tasks and
 * offers, and everything that happened.
 */
KontorPage *kontor_deal_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
