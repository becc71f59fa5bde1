#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_redirect_dialog_present:
 * @tasks: (array zero-terminated=1): their ids
 *
 * Asks to whom and why tasks go on, and redirects all of them in one operation
 * (R125, R126, R128).
 */
void kontor_redirect_dialog_present (KontorDesk *desk, const char * const *tasks);

G_END_DECLS
