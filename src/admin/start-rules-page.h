#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_START_RULES_PAGE (kontor_start_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorStartRulesPage, kontor_start_rules_page, KONTOR, START_RULES_PAGE, KontorPage)

/*
 * The rules that start processes by themselves, in the order in which they are
 * asked, with what each of them did; and the proof that none was missed (D8).
 */

KontorPage *kontor_start_rules_page_new (KontorDesk *desk, const char *argument);

G_END_DECLS
