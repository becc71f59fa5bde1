#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* What the side pane of a list shows of any record: its name, a button that
 * opens it, its fields, and what happened; (transfer floating). */
GtkWidget *kontor_preview_new (KontorDesk *desk, KontorRecord *record);

G_END_DECLS
