#pragma once

#include <gio/gio.h>

#include "model/record-list.h"

G_BEGIN_DECLS

/*
 * Records as comma-separated values (RFC 4180), written in one place for the
 * window and for kontor-admin.  A cell that a spreadsheet would take for a
 * formula is neutralised.
 */

/* How many records are asked for at a time. */
#define KONTOR_EXPORT_WINDOW 2000

/**
 * KontorExportFormat:
 * @fields: (nullable): names of fields in the order of the columns; %NULL for
 *   the id and every field
 * @for_people: headings, choices, countries and yes or no in the words of the
 *   person's language, and the currency beside each amount; otherwise names and
 *   values as the database has them
 * @for_spreadsheet: a byte order mark, and cells parted by a semicolon where the
 *   locale's decimal sign is a comma: so a double click opens it rightly
 */
typedef struct
{
  const char * const *fields;
  gboolean            for_people;
  gboolean            for_spreadsheet;
} KontorExportFormat;

/* Both append whole lines to @text; @rows come from kontor_store_make_ordered_select(). */
void kontor_export_append_heading (GString *text, const KontorEntity *entity, const KontorExportFormat *format);
void kontor_export_append_rows    (GString *text, const KontorEntity *entity, const KontorExportFormat *format,
                                   KontorResult *rows);

/**
 * KontorExportProgress:
 * @n_written: records so far
 * @n_records: of how many
 */
typedef void (*KontorExportProgress) (guint n_written, guint n_records, gpointer user_data);

/**
 * kontor_export_list_async:
 * @selected: (nullable): only these records; %NULL for all that the list shows
 * @file: written anew; what it held stays until all is written, also when the
 *   export fails or is cancelled
 * @progress: called on the main thread
 *
 * Asks on the back connection, window by window, in the order of the list.
 *
 * kontor_export_list_finish() returns how many records were written, -1 on error.
 */
void   kontor_export_list_async  (KontorRecordList *list, KontorSnapshot *selected, const KontorExportFormat *format,
                                  GFile *file, KontorExportProgress progress, gpointer progress_data,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64 kontor_export_list_finish (KontorRecordList *list, GAsyncResult *result, GError **error);

G_END_DECLS
