#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT_PAGE (kontor_import_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorImportPage, kontor_import_page, KONTOR, IMPORT_PAGE, KontorPage)

/*
 * Records from a file (R308, R309): choose it, say which column goes where, try
 * without writing, import, look at what was refused and why, undo.
 */

/* @argument: the entity's name. */
KontorPage *kontor_import_page_new (KontorDesk *desk, const char *argument);

/* Takes a file as if it had been chosen. */
void        kontor_import_page_set_file (KontorImportPage *self, const char *path);

/* Writes what was refused, and why, into a table. */
gboolean    kontor_import_page_save_rejects (KontorImportPage *self, GFile *file, GError **error);

G_END_DECLS
