#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * KontorRuleListKind:
 * @entity: of the rules
 * @query: reads them; columns id, name, active
 * @title: for translation, and the next two
 * @description: what such rules do
 * @empty: how it is without one
 * @failure: for translation: "The start rules could not be read"
 * @describe: what a rule does; (transfer full)
 * @tell: what it did; (transfer full)
 * @trouble: (nullable): what went wrong, in two words; (transfer full) (nullable)
 * @news: entities whose news make it read the rules again; ended by %NULL
 */
typedef struct
{
  const char         *entity;
  const char         *query;
  const char         *title;
  const char         *description;
  const char         *empty;
  const char         *failure;
  char             *(*describe) (KontorResult *rules, guint row);
  char             *(*tell)     (KontorResult *rules, guint row);
  char             *(*trouble)  (KontorResult *rules, guint row);
  const char * const *news;
} KontorRuleListKind;

#define KONTOR_TYPE_RULE_LIST (kontor_rule_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorRuleList, kontor_rule_list, KONTOR, RULE_LIST, AdwBin)

/*
 * The rules of one kind, in the order in which they are asked, with what each of them
 * did; administrators make new ones.
 */

/* @page: where it stands; it lives longer. */
void     kontor_rule_list_set        (KontorRuleList *self, KontorPage *page, const KontorRuleListKind *kind);
void     kontor_rule_list_refresh    (KontorRuleList *self);
void     kontor_rule_list_create     (KontorRuleList *self);
/* Puts the focus on the first rule. */
void     kontor_rule_list_arrive     (KontorRuleList *self);
gboolean kontor_rule_list_may_change (KontorRuleList *self);

/* "Claims: reason is Defect → Claim": which records, and what is done with them; (transfer full). */
char    *kontor_rule_list_describe   (KontorResult *rules, guint row, const char *deed);

G_END_DECLS
