#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_task_create_present:
 * @about: (nullable): the record the task is about; it keeps the link (R147)
 *
 * The small dialog for a new task.
 */
void kontor_task_create_present (KontorDesk *desk, KontorRecord *about);

G_END_DECLS
