#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RELATED_LIST (kontor_related_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorRelatedList, kontor_related_list, KONTOR, RELATED_LIST, GtkWidget)

/*
 * The records of one entity that belong to the record of a card: a heading
 * with their number and a button for one more, a short list beneath that
 * follows the news.
 *
 * Properties: "entity" (name), "link" (the field that points to the card's
 * record), "plan": tasks that are shown whatever their state, with how many
 * of them are done; "narrow": the lines are two lines each.
 * Signals: "loaded": the records were read, or read again.
 * "open" (KontorRecord *) -> gboolean: a line was activated; unless handled the
 * record's own card is opened.
 * "create": the button; without a handler it does nothing.
 */

void       kontor_related_list_set_subject (KontorRelatedList *self, KontorDesk *desk, const char *id);
/* (transfer none) (element-type KontorRecord): what was read last, whether shown or not. */
GPtrArray *kontor_related_list_get_records (KontorRelatedList *self);
/* Of a plan: how many are done, and how many are to be done or done. */
void       kontor_related_list_get_progress (KontorRelatedList *self, guint *n_done, guint *n_all);
void       kontor_related_list_reload      (KontorRelatedList *self);

G_END_DECLS
