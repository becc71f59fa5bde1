#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CLAIM_CARD (kontor_claim_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorClaimCard, kontor_claim_card, KONTOR, CLAIM_CARD, KontorCard)

/*
 * One claim: what is wrong, where its process stands, the tasks about it, and
 * the two ways to close it (R249, R250).
 */

KontorPage *kontor_claim_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
