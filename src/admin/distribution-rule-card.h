#pragma once

#include "admin/rule-card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DISTRIBUTION_RULE_CARD (kontor_distribution_rule_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorDistributionRuleCard, kontor_distribution_rule_card, KONTOR, DISTRIBUTION_RULE_CARD, KontorRuleCard)

/*
 * One distribution rule: which records that come in without a manager go to whom, and
 * in which way (R101, R102).
 */

/* @id: (nullable): %NULL or "" for a new rule */
KontorPage *kontor_distribution_rule_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
