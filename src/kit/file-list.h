#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FILE_LIST (kontor_file_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorFileList, kontor_file_list, KONTOR, FILE_LIST, GtkWidget)

/*
 * The files that hang on a record: chosen or dropped in, opened with the
 * desktop's program, saved elsewhere, deleted (with undo).
 *
 * Signal "loaded": they were read, or read again.
 */

void kontor_file_list_set_subject (KontorFileList *self, KontorDesk *desk, const char *entity, const char *id);
/* Reads @file and hangs it on the record. */
void kontor_file_list_attach      (KontorFileList *self, GFile *file);
/* Asks which file. */
void kontor_file_list_choose      (KontorFileList *self);

G_END_DECLS
