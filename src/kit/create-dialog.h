#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_create_dialog_present:
 * @record: a new record, filled as far as is known, or one that the server has
 * @done: called with the saved record; not called when the person gives up
 *
 * A small window with the fields of a new record and "Create"; for one that is
 * there already with "Save" and "Delete".
 */
typedef void (*KontorCreateDone) (KontorRecord *record, gpointer user_data);

/* @fields: (nullable): only these; (transfer none): the window, for screens that add to it. */
GtkWindow *kontor_create_dialog_present (KontorDesk *desk, GtkWidget *parent, KontorRecord *record,
                                         const char * const *fields, const char *title,
                                         KontorCreateDone done, gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
