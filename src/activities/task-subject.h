#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_SUBJECT (kontor_task_subject_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskSubject, kontor_task_subject, KONTOR, TASK_SUBJECT, GtkWidget)

/*
 * What a task is about, opened in place: the fields that the step shows, the
 * locked ones for reading only.
 *
 * Signal "changed": it was read, or a field of it has another value.
 */

void        kontor_task_subject_set_desk      (KontorTaskSubject *self, KontorDesk *desk);

/**
 * kontor_task_subject_set:
 * @task: (nullable): the task; %NULL shows nothing
 * @about: (nullable): what kontor.task_about() told of it: the record, the
 *   entity whose card opens, the fields that are shown, locked and required
 */
void        kontor_task_subject_set           (KontorTaskSubject *self, KontorRecord *task, KontorResult *about);
/* What has to be filled in first, in words; (transfer none) (nullable). */
const char *kontor_task_subject_get_hindrance (KontorTaskSubject *self);
/* Takes over what is being typed, and saves it. */
void        kontor_task_subject_save          (KontorTaskSubject *self);

G_END_DECLS
