#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_conflict_dialog_ask_async:
 *
 * Shows, for each field that both changed, what it was, what it is here and
 * what it is on the server, and lets the person choose; then resolves the
 * record in the store.  kontor_conflict_dialog_ask_finish() tells whether the
 * record should be saved again; %FALSE: the person wants to go on editing.
 */
void     kontor_conflict_dialog_ask_async  (KontorDesk *desk, GtkWidget *parent, KontorRecord *record,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean kontor_conflict_dialog_ask_finish (GAsyncResult *result);

G_END_DECLS
