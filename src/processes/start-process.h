#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* R87: the entities whose records can walk a map; NULL ends them. */
extern const char * const kontor_start_process_subjects[];

/**
 * kontor_start_process_present:
 * @record: the card or row it is started from
 *
 * Offers the route maps that @record, its client and its deal can walk, and
 * starts one (R87).  What waits for the person then opens at once.
 */
void kontor_start_process_present (KontorDesk *desk, KontorRecord *record);

G_END_DECLS
