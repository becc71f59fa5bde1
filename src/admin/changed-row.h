#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CHANGED_ROW (kontor_changed_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorChangedRow, kontor_changed_row, KONTOR, CHANGED_ROW, AdwBin)

/* From a row of the query "history-rows": the record, and each field before and after. */
GtkWidget *kontor_changed_row_new (KontorDesk *desk, KontorResult *answer, guint row);

G_END_DECLS
