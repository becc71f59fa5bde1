#pragma once

#include <gio/gio.h>

#include "model/snapshot.h"
#include "model/store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ROW_READER (kontor_row_reader_get_type ())
G_DECLARE_FINAL_TYPE (KontorRowReader, kontor_row_reader, KONTOR, ROW_READER, GObject)

/*
 * Reads many records once, in the order of their ids and a few hundred at a
 * time, on the connection for long work: for a table that is exported or
 * printed.  No more of them are held than one step reads, and they are not
 * the records that cards and lists share.
 */

/**
 * kontor_row_reader_new:
 * @identifiers: (transfer full): whom to read
 */
KontorRowReader *kontor_row_reader_new (KontorStore *store, const KontorEntity *entity, KontorSnapshot *identifiers);

const KontorEntity *kontor_row_reader_get_entity (KontorRowReader *self);
guint               kontor_row_reader_get_length (KontorRowReader *self);
/* How many have been asked for so far. */
guint               kontor_row_reader_get_position (KontorRowReader *self);
gboolean            kontor_row_reader_is_at_end  (KontorRowReader *self);

/**
 * kontor_row_reader_read_async:
 *
 * Reads the next few.  What was removed meanwhile is left out.
 *
 * kontor_row_reader_read_finish() returns (transfer full) (element-type KontorRecord).
 */
void                kontor_row_reader_read_async  (KontorRowReader *self, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray          *kontor_row_reader_read_finish (KontorRowReader *self, GAsyncResult *result, GError **error);

G_END_DECLS
