#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_leaving_dialog_present:
 * @person: the record of a colleague
 *
 * Asks who takes over what a colleague looks after, and shuts them out.
 */
void kontor_leaving_dialog_present (KontorDesk *desk, KontorRecord *person);

G_END_DECLS
