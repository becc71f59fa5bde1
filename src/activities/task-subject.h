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

void        kontor_task_subject_set_desk     (KontorTaskSubject *self, KontorDesk *desk);

/**
 * kontor_task_subject_set:
 * @entity: (nullable): the kind of record; %NULL shows nothing
 * @form: (nullable): the entity whose card opens: @entity, or one that it links to
 * @shown: (nullable): the fields, as PostgreSQL writes an array; none: what its list shows
 * @locked: (nullable): those nobody may change here
 * @required: (nullable): those that must be filled
 */
void        kontor_task_subject_set          (KontorTaskSubject *self, const char *entity, const char *id, const char *form,
                                              const char *shown, const char *locked, const char *required, gboolean read_only);
/* The label of the first required field that is empty; (transfer none) (nullable). */
const char *kontor_task_subject_get_missing  (KontorTaskSubject *self);
/* Takes over what is being typed, and saves it. */
void        kontor_task_subject_save         (KontorTaskSubject *self);

G_END_DECLS
