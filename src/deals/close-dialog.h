#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Asks why a deal was lost and closes it; without a reason there is no "lost" (R45). */
void kontor_close_dialog_lose (KontorDesk *desk, GtkWidget *parent, KontorRecord *deal);
/* Closes a deal as won, at once; the toast offers to undo it. */
void kontor_close_dialog_win  (KontorDesk *desk, KontorRecord *deal);
/* Opens a closed deal again. */
void kontor_close_dialog_reopen (KontorDesk *desk, KontorRecord *deal);

G_END_DECLS
