#pragma once

#include "admin/rule-preview.h"
#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RULE_CARD (kontor_rule_card_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorRuleCard, kontor_rule_card, KONTOR, RULE_CARD, KontorCard)

/**
 * KontorRuleCardClass:
 * @new_title: for translation: "New start rule"
 * @every: what the condition says where it has none, for translation
 * @preview: what the rule would have done
 * @is_about: whether a rule can be about records of this kind
 * @show_entity: (nullable): the kind of records is known or was changed; %NULL: none
 *   is chosen yet
 * @forget: (nullable): another kind was chosen: what speaks of the old one goes
 *
 * One rule of the office: which records, on what condition; what is done with them
 * is the derived card's, beside it what the rule would have done lately.  Saved only
 * on demand: a changed rule begins anew.
 *
 * Property: "rows" (GtkWidget): the derived card's part of the form.
 */
struct _KontorRuleCardClass
{
  KontorCardClass parent_class;

  const char                  *new_title;
  const char                  *every;
  const KontorRulePreviewKind *preview;

  gboolean (*is_about)    (const KontorEntity *entity);
  void     (*show_entity) (KontorRuleCard *self, const KontorEntity *entity);
  void     (*forget)      (KontorRuleCard *self);

  gpointer padding[4];
};

KontorForm *kontor_rule_card_get_form   (KontorRuleCard *self);
/* Only administrators do. */
gboolean    kontor_rule_card_may_change (KontorRuleCard *self);
/* While the widgets are filled from the record, they do not change it. */
gboolean    kontor_rule_card_is_filling (KontorRuleCard *self);

G_END_DECLS
