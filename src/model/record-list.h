#pragma once

#include <gio/gio.h>

#include "model/snapshot.h"
#include "model/store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_LIST (kontor_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordList, kontor_record_list, KONTOR, RECORD_LIST, GObject)

/*
 * All rows that match a condition, in an order, as a GListModel of
 * KontorRecord that never reads the whole table: the first screen by itself,
 * the ids in the background, windows of 256 rows when they are looked at.
 * A row not yet read is a placeholder (loaded FALSE) that notifies when filled.
 * News refreshes the rows that are held, and the ids soon after.
 * It begins to read by itself when the main loop comes round.
 *
 * Properties, all with notify: "n-items", "total" (exact, -1 while unknown),
 * "loading", "error" (words or NULL).
 */

KontorRecordList *kontor_record_list_new (KontorStore *store, const KontorEntity *entity);

KontorStore        *kontor_record_list_get_store  (KontorRecordList *self);
const KontorEntity *kontor_record_list_get_entity (KontorRecordList *self);

/**
 * kontor_record_list_set_condition:
 * @condition: (nullable): JSON text of a condition; %NULL shows everything
 */
void        kontor_record_list_set_condition (KontorRecordList *self, const char *condition);
const char *kontor_record_list_get_condition (KontorRecordList *self);
/* What is typed into the list's search field; combined with the condition. */
void        kontor_record_list_set_search    (KontorRecordList *self, const char *search);
const char *kontor_record_list_get_search    (KontorRecordList *self);
/* @field may have a leading "-" to descend; NULL: the entity's order. */
void        kontor_record_list_set_order     (KontorRecordList *self, const char *field);
const char *kontor_record_list_get_order     (KontorRecordList *self);
void        kontor_record_list_reload        (KontorRecordList *self);

gint64      kontor_record_list_get_total     (KontorRecordList *self);
gboolean    kontor_record_list_is_loading    (KontorRecordList *self);
const char *kontor_record_list_get_error     (KontorRecordList *self);

/* The view tells what it shows, from its bind handler; rows around it are fetched, debounced. */
void        kontor_record_list_want          (KontorRecordList *self, guint position);
/* The id at @position without reading the row; NULL while unknown; (transfer full). */
char       *kontor_record_list_get_identifier (KontorRecordList *self, guint position);
/* The ids of all rows that are known, in the list's order; (transfer full). */
KontorSnapshot *kontor_record_list_copy_identifiers (KontorRecordList *self);
/* Where a record stands, or G_MAXUINT. */
guint       kontor_record_list_find          (KontorRecordList *self, const char *id);

/**
 * kontor_record_list_locate_async:
 * @prefix: what was typed
 *
 * Finds the first row whose title begins with @prefix, for type-to-jump in a
 * list sorted by its title.  Finish returns the position, G_MAXUINT for none.
 */
void        kontor_record_list_locate_async  (KontorRecordList *self, const char *prefix,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
guint       kontor_record_list_locate_finish (KontorRecordList *self, GAsyncResult *result, GError **error);

G_END_DECLS
