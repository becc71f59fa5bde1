#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_START_RULE_PREVIEW (kontor_start_rule_preview_get_type ())
G_DECLARE_FINAL_TYPE (KontorStartRulePreview, kontor_start_rule_preview, KONTOR, START_RULE_PREVIEW, GtkWidget)

/*
 * "What would this rule have started": asks the server a moment after the last
 * change and lists the records; nothing is started.
 */

void kontor_start_rule_preview_set_desk (KontorStartRulePreview *self, KontorDesk *desk);
/* Takes the rule as it stands in @rule, saved or not. */
void kontor_start_rule_preview_set_rule (KontorStartRulePreview *self, KontorRecord *rule);

G_END_DECLS
