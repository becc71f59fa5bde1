#pragma once

#include <json-glib/json-glib.h>

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * KontorRulePreviewKind:
 * @heading: for translation
 * @query: takes the rule as JSON, how many rows, and with @has_period since when;
 *   answers {"count", "rows": [{"id", "title", "at", "who"}]}
 * @most: how many rows are shown
 * @fields: the fields of the rule that the answer depends on; ended by %NULL
 * @describe: the answer in words; (transfer full)
 */
typedef struct
{
  const char         *heading;
  const char         *query;
  const char         *most;
  gboolean            has_period;
  const char * const *fields;
  char             *(*describe) (JsonObject *rule, JsonObject *answer);
} KontorRulePreviewKind;

#define KONTOR_TYPE_RULE_PREVIEW (kontor_rule_preview_get_type ())
G_DECLARE_FINAL_TYPE (KontorRulePreview, kontor_rule_preview, KONTOR, RULE_PREVIEW, GtkWidget)

/*
 * What a rule would have done, asked again while it is being written (D8).
 */

void kontor_rule_preview_set_desk (KontorRulePreview *self, KontorDesk *desk);
void kontor_rule_preview_set_kind (KontorRulePreview *self, const KontorRulePreviewKind *kind);
/* Call it whenever the rule changes; it is asked a moment later. */
void kontor_rule_preview_set_rule (KontorRulePreview *self, KontorRecord *rule);

G_END_DECLS
