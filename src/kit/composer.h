#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_COMPOSER (kontor_composer_get_type ())
G_DECLARE_FINAL_TYPE (KontorComposer, kontor_composer, KONTOR, COMPOSER, GtkWidget)

/*
 * Writes down an interaction above the feed: what kind, what about, with whom,
 * what was said and what came of it.  One line until it is entered.
 */

GtkWidget *kontor_composer_new         (KontorDesk *desk);
void       kontor_composer_set_partner (KontorComposer *self, const char *partner_id, const char *partner_name);
/* Whom and what the person can choose: (element-type KontorRecord), nullable. */
void       kontor_composer_set_persons (KontorComposer *self, GPtrArray *persons);
void       kontor_composer_set_deals   (KontorComposer *self, GPtrArray *deals);
void       kontor_composer_set_projects (KontorComposer *self, GPtrArray *projects);
/* On a deal's card everything is about that deal, and there is nothing to choose. */
void       kontor_composer_set_deal    (KontorComposer *self, KontorRecord *deal);
/* In a task everything is about that task, and about its deal where it has one. */
void       kontor_composer_set_task    (KontorComposer *self, const char *task_id, const char *deal_id);
/* On a project's card everything is for that project. */
void       kontor_composer_set_project (KontorComposer *self, KontorRecord *project);
/* The kind that is written down: "call", "meeting", "email", "note", "interest"; anything else is a call. */
void       kontor_composer_set_kind    (KontorComposer *self, const char *kind);
/* Opens it with the cursor in the subject. */
void       kontor_composer_start       (KontorComposer *self);
/* Whether something is typed that is not saved. */
gboolean   kontor_composer_is_dirty    (KontorComposer *self);

G_END_DECLS
