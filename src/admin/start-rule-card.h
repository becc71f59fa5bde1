#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_START_RULE_CARD (kontor_start_rule_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorStartRuleCard, kontor_start_rule_card, KONTOR, START_RULE_CARD, KontorCard)

/*
 * One start rule: which records, on what condition, start which route map
 * (R91 to R94); beside it what the rule would have started lately.  Saved only
 * on demand: a changed rule begins anew.
 */

/* @id: (nullable): %NULL or "" for a new rule */
KontorPage *kontor_start_rule_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
