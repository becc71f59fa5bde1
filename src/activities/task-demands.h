#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_DEMANDS (kontor_task_demands_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskDemands, kontor_task_demands, KONTOR, TASK_DEMANDS, GtkWidget)

/*
 * What must exist before a task can be left (R82, R98): a line for each kind of
 * record, with the way to make it now or to open it.
 *
 * Signals: "made": one of them was made here; "choose-file": the task lacks a file.
 */

/**
 * kontor_task_demands_set:
 * @task: (nullable): the task, of which new records know
 * @json: (nullable): [{"entity": ..., "id": ... or null}, ...]
 * @may_make: whether the task can still be worked on by this person
 */
void        kontor_task_demands_set           (KontorTaskDemands *self, KontorRecord *task, const char *json, gboolean may_make);
/* What has to be made first, in words; (transfer none) (nullable). */
const char *kontor_task_demands_get_hindrance (KontorTaskDemands *self);

G_END_DECLS
