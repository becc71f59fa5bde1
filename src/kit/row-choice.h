#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ROW_CHOICE (kontor_row_choice_get_type ())
G_DECLARE_FINAL_TYPE (KontorRowChoice, kontor_row_choice, KONTOR, ROW_CHOICE, AdwBin)

/*
 * Which rows of a list something is done with: all that were found, or those
 * that were selected when the question was put.
 *
 * Signal "changed": other rows, or the list knows more of them by now.
 */

/* For a .ui file too; it is of use once it has its table. */
GtkWidget      *kontor_row_choice_new         (void);
void            kontor_row_choice_set_table   (KontorRowChoice *self, KontorTable *table);

/* Whether the list knows all its rows by now. */
gboolean        kontor_row_choice_is_complete (KontorRowChoice *self);
guint           kontor_row_choice_get_length  (KontorRowChoice *self);
gboolean        kontor_row_choice_is_selection (KontorRowChoice *self);
/* In the list's order; (transfer full). */
KontorSnapshot *kontor_row_choice_copy_identifiers (KontorRowChoice *self);

G_END_DECLS
