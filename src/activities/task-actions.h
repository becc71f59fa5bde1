#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

/**
 * kontor_task_actions_install:
 * @klass: the class of the card of a task
 *
 * What one does with a task beside completing it: "task.take",
 * "task.give-back", "task.redirect", "task.open-deal", "task.open-process".
 */
void     kontor_task_actions_install (GtkWidgetClass *klass);

/* Whether a task is still to be done: nobody's, somebody's, or being worked on. */
gboolean kontor_task_is_open         (KontorRecord *task);
/* What can be done with the card's task as it is now. */
void     kontor_task_actions_enable  (KontorCard *card);

G_END_DECLS
