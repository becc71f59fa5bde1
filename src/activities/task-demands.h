#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_DEMANDS (kontor_task_demands_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskDemands, kontor_task_demands, KONTOR, TASK_DEMANDS, GtkWidget)

/*
 * What must exist before a task can be left (R82, R98): a line for each kind of
 * record, with the way to make it now or to open it.
 *
 * Signals: "make" (const char *entity); "open" (const char *entity, const char *id).
 */

/**
 * kontor_task_demands_set:
 * @json: (nullable): [{"entity": ..., "id": ... or null}, ...]
 * @may_make: whether the task can still be worked on by this person
 */
void        kontor_task_demands_set         (KontorTaskDemands *self, const char *json, gboolean may_make);
/* The first entity that is missing; (transfer none) (nullable). */
const char *kontor_task_demands_get_missing (KontorTaskDemands *self);

G_END_DECLS
