#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_SUGGESTIONS (kontor_task_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskSuggestions, kontor_task_suggestions, KONTOR, TASK_SUGGESTIONS, GtkWidget)

/*
 * What might be done next beside a task, and why (R99): at most three lines, each
 * with a button that begins it.  They come from what the office knows of the task's
 * partner and deal, and from how others did the same step.
 *
 * Signal "write" (const char *kind, nullable): the person wants to write down what
 * was said, by this kind of interaction.
 */

/* Reads them for @task; NULL, and a task that is over, have none. */
void kontor_task_suggestions_set_task (KontorTaskSuggestions *self, KontorDesk *desk, KontorRecord *task);
/* Something was done that they may depend on: reads them once more, soon. */
void kontor_task_suggestions_reload   (KontorTaskSuggestions *self);

G_END_DECLS
