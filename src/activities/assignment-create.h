#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_assignment_create_present:
 * @about: (nullable): the record it is about; its client and deal are taken over
 *
 * The small dialog for a new assignment: to whom, what, by when (R144).
 */
void kontor_assignment_create_present (KontorDesk *desk, KontorRecord *about);

G_END_DECLS
