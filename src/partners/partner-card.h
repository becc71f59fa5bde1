#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PARTNER_CARD (kontor_partner_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorPartnerCard, kontor_partner_card, KONTOR, PARTNER_CARD, KontorCard)

/**
 * kontor_partner_card_new:
 *
 * All about one partner: what it is, its people, firms and addresses, deals,
 * tasks and offers, and everything that happened.
 */
KontorPage *kontor_partner_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
