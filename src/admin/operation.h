#pragma once

#include "db/result.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OPERATION (kontor_operation_get_type ())
G_DECLARE_FINAL_TYPE (KontorOperation, kontor_operation, KONTOR, OPERATION, GObject)

/* One line of the history: what somebody did at once.  Properties: "undone". */

/* From a row of the query "history-operations". */
KontorOperation *kontor_operation_new        (KontorResult *answer, guint row);

const char      *kontor_operation_get_id     (KontorOperation *self);
const char      *kontor_operation_get_at     (KontorOperation *self);
const char      *kontor_operation_get_author (KontorOperation *self);
/* What was done, in words; never NULL. */
const char      *kontor_operation_get_title  (KontorOperation *self);
gint64           kontor_operation_get_n_rows (KontorOperation *self);
gboolean         kontor_operation_is_undone  (KontorOperation *self);
void             kontor_operation_mark_undone (KontorOperation *self);

G_END_DECLS
