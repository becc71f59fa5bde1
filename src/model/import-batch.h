#pragma once

#include "base/csv.h"
#include "model/entity.h"

G_BEGIN_DECLS

/*
 * Rows of a file on their way to kontor.import_rows(), as its JSON.  Written by
 * hand and not by a builder, because hundreds of thousands of them come by, and
 * because a row that turns out to be faulty is cut off again.
 */
typedef struct _KontorImportBatch KontorImportBatch;

/* @mapping: (element-type utf8): the target of each column, NULL where it is left out */
KontorImportBatch *kontor_import_batch_new  (const KontorEntity *entity, GPtrArray *mapping);
void               kontor_import_batch_free (KontorImportBatch *self);

/**
 * kontor_import_batch_add:
 * @again: whether an earlier batch of a dry run had the same title
 * @fault: (out): the label of the field that is refused
 *
 * Parses the cells as a person in this office writes them ("1.234,50", "ja", a
 * country's name).  A row that is refused leaves nothing behind.
 */
gboolean kontor_import_batch_add (KontorImportBatch *self, const KontorCsvRow *row, gboolean again,
                                  const char **fault, GError **error);

/* The row's title as it stands in the file; NULL where it has none. */
const char *kontor_import_batch_find_title (KontorImportBatch *self, const KontorCsvRow *row);

guint       kontor_import_batch_get_length     (KontorImportBatch *self);
guint64     kontor_import_batch_get_first_line (KontorImportBatch *self);
/* The whole batch; nothing can be added until it was cleared. */
const char *kontor_import_batch_end            (KontorImportBatch *self);
void        kontor_import_batch_clear          (KontorImportBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportBatch, kontor_import_batch_free)

G_END_DECLS
