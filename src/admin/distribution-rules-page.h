#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DISTRIBUTION_RULES_PAGE (kontor_distribution_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorDistributionRulesPage, kontor_distribution_rules_page, KONTOR, DISTRIBUTION_RULES_PAGE, KontorPage)

/*
 * The rules by which what comes in without a manager is given to somebody, with what
 * each of them gave and what waits (R101, R102).
 */

KontorPage *kontor_distribution_rules_page_new (KontorDesk *desk, const char *argument);

G_END_DECLS
