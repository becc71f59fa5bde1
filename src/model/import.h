#pragma once

#include "base/csv.h"
#include "db/database.h"
#include "model/entity.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT (kontor_import_get_type ())
G_DECLARE_FINAL_TYPE (KontorImport, kontor_import, KONTOR, IMPORT, GObject)

/*
 * The import of one file into one entity.  First inspect the file, then say
 * which column goes where, then try it (dry run), then do it.  Rows go to the
 * server in batches through the function kontor.import_rows(), under the
 * person's own rights; a repeated batch changes nothing.  The whole import is
 * one operation, so it is undone as one.
 *
 * Rows of the same title are one record: the second one adds what it knows
 * (another address, a missing telephone number).
 */

KontorImport *kontor_import_new (const KontorEntity *entity, const char *path);

/**
 * kontor_import_inspect:
 *
 * Detects encoding and separator unless they were set, and reads the heading
 * and the first rows.  Maps the columns whose headings are known.  Blocks: for
 * a worker thread, or for programs without a window.
 */
gboolean kontor_import_inspect (KontorImport *self, GError **error);

const KontorCsvFormat *kontor_import_get_format (KontorImport *self);
/* Sets what was detected wrongly; inspect again afterwards.  NULL and 0 detect. */
void                   kontor_import_set_format (KontorImport *self, const char *encoding, char separator);

guint       kontor_import_get_n_columns (KontorImport *self);
const char *kontor_import_get_heading   (KontorImport *self, guint column);
/* One of the first rows for the preview; NULL beyond the last of them. */
const char *kontor_import_get_sample    (KontorImport *self, guint row, guint column);
guint       kontor_import_get_n_samples (KontorImport *self);

/**
 * KontorImportTarget:
 * @name: "name", "address.street", "person.name", ... or "address.line", an
 *   address in one line that is taken apart
 * @label: for people: "Name", "Postal address: Street"
 */
typedef struct
{
  char *name;
  char *label;
} KontorImportTarget;

/* What a column can be mapped to: (transfer none) (element-type KontorImportTarget). */
GPtrArray  *kontor_import_get_targets (KontorImport *self);

/* The target of a column, or NULL where it is left out. */
const char *kontor_import_get_target  (KontorImport *self, guint column);
gboolean    kontor_import_set_target  (KontorImport *self, guint column, const char *target, GError **error);

/* Whether the mapping can be used: the title is there, no target twice. */
gboolean    kontor_import_check_mapping (KontorImport *self, GError **error);

/**
 * KontorImportReject:
 * @line: where the row begins in the file, from 1
 * @field: (nullable): the field that was refused
 * @reason: for people
 */
typedef struct
{
  guint64  line;
  char    *field;
  char    *reason;
} KontorImportReject;

/**
 * KontorImportOutcome:
 * @n_rows: rows read, without the heading
 * @fraction: how much of the file has been read, 0 to 1
 * @n_rejected: how many rows were refused; @rejects lists the first 10,000
 */
typedef struct
{
  guint64    n_rows;
  guint64    n_created;
  guint64    n_updated;
  guint64    n_unchanged;
  guint64    n_rejected;
  double     fraction;
  GPtrArray *rejects;
} KontorImportOutcome;

const KontorImportOutcome *kontor_import_get_outcome (KontorImport *self);
/* The refused rows as a table: line, field, reason. */
char                      *kontor_import_rejects_to_csv (KontorImport *self);
/* The operation to undo, once an import (not a dry run) has begun. */
const char                *kontor_import_get_operation (KontorImport *self);

/**
 * KontorImportSend:
 * @name: a named query
 *
 * Runs a named query, blocking; called on the thread of kontor_import_run().
 */
typedef KontorResult *(*KontorImportSend) (const char *name, const char * const *params, guint n_params,
                                           gpointer user_data, GError **error);
typedef void (*KontorImportProgress) (KontorImport *self, gpointer user_data);

/**
 * kontor_import_run:
 * @dry_run: only tell what would happen
 * @progress: (nullable): called after each batch, on the same thread
 *
 * Blocks.  Cancelling stops after the current batch; what was imported stays
 * and can be undone or completed by running the same import again.
 */
gboolean kontor_import_run (KontorImport *self, gboolean dry_run,
                            KontorImportSend send, gpointer send_data,
                            KontorImportProgress progress, gpointer progress_data,
                            GCancellable *cancellable, GError **error);

/* The same on a worker thread over a desk's database; "progress" is emitted on the main thread. */
void     kontor_import_run_async  (KontorImport *self, gboolean dry_run, KontorDatabase *database,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean kontor_import_run_finish (KontorImport *self, GAsyncResult *result, GError **error);

G_END_DECLS
