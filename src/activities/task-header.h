#pragma once

#include <adwaita.h>

#include "kit/form.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_HEADER (kontor_task_header_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskHeader, kontor_task_header, KONTOR, TASK_HEADER, AdwBin)

/*
 * The strong lines of a task: its name, state and deadline, of which process it
 * is a step, and what one does with it beside completing it.
 */

/* The name, for the card. */
KontorForm *kontor_task_header_get_form    (KontorTaskHeader *self);

/**
 * kontor_task_header_show:
 * @task: the task
 * @process_state: (nullable): the state of its process
 * @may_take: whether the person may say that he works on it
 */
void        kontor_task_header_show        (KontorTaskHeader *self, KontorRecord *task, const char *process_state, gboolean may_take);
/* (nullable): the map and the process that the task is a step of. */
void        kontor_task_header_set_process (KontorTaskHeader *self, const char *map, const char *process);

G_END_DECLS
