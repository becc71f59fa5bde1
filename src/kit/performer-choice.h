#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PERFORMER_CHOICE (kontor_performer_choice_get_type ())
G_DECLARE_FINAL_TYPE (KontorPerformerChoice, kontor_performer_choice, KONTOR, PERFORMER_CHOICE, AdwBin)

/*
 * Who does a piece of work, chosen among what a step of a route map offers: the
 * manager of the record, the head of his team, a role, an employee.
 *
 * Signal "changed": the person chose.
 */

/**
 * kontor_performer_choice_set:
 * @subject: (nullable): whose records the work is about
 * @performer: (nullable): JSON, as a route map holds it
 */
void  kontor_performer_choice_set_desk (KontorPerformerChoice *self, KontorDesk *desk);
void  kontor_performer_choice_set      (KontorPerformerChoice *self, const KontorEntity *subject, const char *performer);
/* (transfer full) (nullable): JSON. */
char *kontor_performer_choice_get      (KontorPerformerChoice *self);

G_END_DECLS
