#pragma once

#include "kit/desk.h"
#include "model/record.h"

G_BEGIN_DECLS

/* Asks to whom and why a task goes on, and redirects it (R125, R128). */
void kontor_redirect_dialog_present (KontorDesk *desk, KontorRecord *task);

G_END_DECLS
