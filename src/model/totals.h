#pragma once

#include <gio/gio.h>

#include "model/record-list.h"

G_BEGIN_DECLS

/*
 * The sums that stand under a list: exact, over all its rows and not over those
 * that happen to be read, and one for each currency, because amounts of
 * different currencies are not added up.
 */
typedef struct _KontorTotals KontorTotals;

/* Of more selected rows than this no sum is asked for: their ids are sent along. */
#define KONTOR_TOTALS_MOST_SELECTED 50000

/**
 * kontor_totals_read_async:
 * @selected: (nullable): only these rows; %NULL for all that the list shows
 * @fields: the names of the fields to add up, ended by %NULL
 *
 * Asks on the back connection.  Finish returns (transfer full).
 */
void          kontor_totals_read_async  (KontorRecordList *list, KontorSnapshot *selected, const char * const *fields,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KontorTotals *kontor_totals_read_finish (KontorRecordList *list, GAsyncResult *result, GError **error);

guint64       kontor_totals_get_count   (KontorTotals *self);
/**
 * kontor_totals_format:
 *
 * Returns: (transfer full): the sum of @field as people read it; of several
 *   currencies a line for each, that of the most rows first; "" where there is none
 */
char         *kontor_totals_format      (KontorTotals *self, const char *field);
void          kontor_totals_free        (KontorTotals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTotals, kontor_totals_free)

G_END_DECLS
