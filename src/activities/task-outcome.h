#pragma once

#include "kit/desk.h"
#include "kit/form.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_OUTCOME (kontor_task_outcome_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskOutcome, kontor_task_outcome, KONTOR, TASK_OUTCOME, AdwBin)

/*
 * What comes of a task: the question with its answers, the result, and
 * Complete, or why not yet; of a finished one who did it and when.
 *
 * Signals: "changed": another answer was chosen, or completing failed;
 * "completed": it is done on the server;
 * "next" (const char *task): the process goes on with a task of the same person.
 */

void        kontor_task_outcome_set_desk      (KontorTaskOutcome *self, KontorDesk *desk);
/* The result, for the card. */
KontorForm *kontor_task_outcome_get_form      (KontorTaskOutcome *self);

/**
 * kontor_task_outcome_show:
 * @task: the task, after each change
 *
 * Shows the question while it is open, and who did it afterwards.
 */
void        kontor_task_outcome_show          (KontorTaskOutcome *self, KontorRecord *task);
/* Where one starts: the question, where there is one, else the result. */
void        kontor_task_outcome_focus         (KontorTaskOutcome *self);
/* What has to be done first here, in words: the question is not answered; (transfer none) (nullable). */
const char *kontor_task_outcome_get_hindrance (KontorTaskOutcome *self);
/* (nullable): why it cannot be completed now. */
void        kontor_task_outcome_set_hindrance (KontorTaskOutcome *self, const char *why);
/* What the server refused to save, where the person looks, until it is saved. */
void        kontor_task_outcome_show_failure  (KontorTaskOutcome *self, const GError *error);
/* Whether an answer of the server is on its way. */
gboolean    kontor_task_outcome_is_completing (KontorTaskOutcome *self);
/* Completes the task with the answer and the result. */
void        kontor_task_outcome_complete      (KontorTaskOutcome *self);

G_END_DECLS
