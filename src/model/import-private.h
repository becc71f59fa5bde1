#pragma once

#include "model/import.h"

G_BEGIN_DECLS

/* Shared by the file's side (import.c) and the server's side (import-run.c). */
struct _KontorImport
{
  GObject              parent_instance;

  const KontorEntity  *entity;
  char                *path;
  KontorCsvFormat      format;
  char                *wanted_encoding;
  char                 wanted_separator;
  guint64              file_size;

  GPtrArray           *targets;
  char               **headings;
  guint                n_columns;
  GPtrArray           *samples;
  GPtrArray           *mapping;

  KontorImportOutcome  outcome;
  char                *operation;
};

/* (transfer full) (element-type KontorImportReject) */
GPtrArray *kontor_import_new_rejects (void);

G_END_DECLS
