#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_EXPORT_DIALOG (kontor_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KontorExportDialog, kontor_export_dialog, KONTOR, EXPORT_DIALOG, AdwWindow)

/*
 * Asks which rows and columns of a table become a file of comma-separated
 * values, and for whom; writes it with progress and a way out.
 */

/* Presents the window; it closes itself when the file is written. */
KontorExportDialog *kontor_export_dialog_present (KontorDesk *desk, KontorTable *table);
/* What the button does once a file is chosen. */
void                kontor_export_dialog_write   (KontorExportDialog *self, GFile *file);

G_END_DECLS
