#pragma once

#include "admin/rule-card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_START_RULE_CARD (kontor_start_rule_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorStartRuleCard, kontor_start_rule_card, KONTOR, START_RULE_CARD, KontorRuleCard)

/*
 * One start rule: which records, on what condition, start which route map (R91 to
 * R94) or make which task (R148).
 */

/* @id: (nullable): %NULL or "" for a new rule */
KontorPage *kontor_start_rule_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
