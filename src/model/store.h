#pragma once

#include <gio/gio.h>

#include "db/database.h"
#include "model/record.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_STORE (kontor_store_get_type ())
G_DECLARE_FINAL_TYPE (KontorStore, kontor_store, KONTOR, STORE, GObject)

/*
 * Reads and writes records; one a desk.  Keeps one KontorRecord per id while
 * somebody holds it, so two views of a record show the same object, and
 * refreshes held records when news of them arrives.
 *
 * Signals:
 * "entity-changed" (const char *entity, const char *id or NULL, const char *action):
 *   news of a record, from this desk or another; NULL id: many.
 * "saved" (const char *operation, const char *title): for the toast with Undo.
 * "undone" (const char *operation): what was saved before is taken back.
 */

KontorStore    *kontor_store_new (KontorDatabase *database);
KontorDatabase *kontor_store_get_database (KontorStore *self);

/**
 * kontor_store_load_async:
 *
 * Reads one record; the one that is held already is refreshed.  Fails with
 * %KONTOR_ERROR_NOT_FOUND.  Finish returns (transfer full).
 */
void          kontor_store_load_async  (KontorStore *self, const KontorEntity *entity, const char *id,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KontorRecord *kontor_store_load_finish (KontorStore *self, GAsyncResult *result, GError **error);

/**
 * kontor_store_load_children_async:
 * @link: (nullable): the field of @entity that points to @id; %NULL reads all
 *   records of a small directory
 *
 * Reads the records of @entity that belong to one record, in the entity's
 * order, at most 1,000.  Finish returns (transfer full) (element-type KontorRecord).
 */
void       kontor_store_load_children_async  (KontorStore *self, const KontorEntity *entity, const char *link, const char *id,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kontor_store_load_children_finish (KontorStore *self, GAsyncResult *result, GError **error);

/**
 * kontor_store_save_async:
 * @records: (element-type KontorRecord): saved in this order, in one
 *   transaction, as one operation
 * @title: what the person did, for the toast and the history ("Partner saved")
 *
 * Fields that others changed meanwhile are merged where they differ.  Where
 * the same field was changed, nothing is written and the call fails with
 * %KONTOR_ERROR_CONFLICT; kontor_store_get_conflicts() then tells the fields.
 * A lost connection repeats the same operation, so nothing is doubled.
 * The changes stay in the records whatever goes wrong.
 */
void      kontor_store_save_async  (KontorStore *self, GPtrArray *records, const char *title,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  kontor_store_save_finish (KontorStore *self, GAsyncResult *result, GError **error);

/* The same for one record. */
void      kontor_store_save_record_async (KontorStore *self, KontorRecord *record,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The same without saying so, unless somebody else's changes came along; it can be undone. */
void      kontor_store_save_record_quietly_async (KontorStore *self, KontorRecord *record,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * KontorConflict:
 * @field: the field both changed
 * @mine: (nullable): the value here
 * @theirs: (nullable): the value on the server
 * @theirs_label: (nullable): its title where it is a link
 * @author: (nullable): who changed it
 * @at: (nullable): when
 */
typedef struct
{
  char *field;
  char *base;
  char *mine;
  char *theirs;
  char *theirs_label;
  char *author;
  char *at;
} KontorConflict;

/* The conflicts of the last refused save of @record: (transfer none) (nullable) (element-type KontorConflict). */
GPtrArray *kontor_store_get_conflicts (KontorStore *self, KontorRecord *record);

/**
 * kontor_store_resolve:
 * @keep_mine: (array zero-terminated=1): the fields whose value here shall win; the others take theirs
 *
 * Rebases @record on the server's version; save it again afterwards.
 */
void      kontor_store_resolve (KontorStore *self, KontorRecord *record, const char * const *keep_mine);

void      kontor_store_remove_async  (KontorStore *self, KontorRecord *record,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  kontor_store_remove_finish (KontorStore *self, GAsyncResult *result, GError **error);

/**
 * kontor_store_undo_async:
 * @operation: what to undo
 *
 * Puts back what the operation changed.  kontor_store_undo_finish() sets
 * @n_conflicts to how many rows had been changed again since and were left alone.
 */
void      kontor_store_undo_async  (KontorStore *self, const char *operation,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  kontor_store_undo_finish (KontorStore *self, GAsyncResult *result, guint *n_conflicts, GError **error);

/**
 * kontor_store_emit_saved:
 * @title: what the person did, for the toast ("Comment deleted")
 *
 * For what a function of its own has written, past the store: it can be undone
 * like what was saved here.
 */
void      kontor_store_emit_saved  (KontorStore *self, const char *operation, const char *title);

/**
 * kontor_store_get_record:
 *
 * The one object of a record on this desk: the one that somebody holds, or a
 * new placeholder.
 *
 * Returns: (transfer full)
 */
KontorRecord *kontor_store_get_record (KontorStore *self, const KontorEntity *entity, const char *id);

/* Whether an operation was made on this desk. */
gboolean  kontor_store_is_own_operation (KontorStore *self, const char *operation);

/* "SELECT id, version, fields..., link titles... FROM kontor.<entity> t", for the list; (transfer full). */
char     *kontor_store_make_select (const KontorEntity *entity);
/* The columns of that select alone, and what stands behind "FROM kontor.<entity> t"; (transfer full). */
char     *kontor_store_make_columns (const KontorEntity *entity);
char     *kontor_store_make_joins (const KontorEntity *entity);
/* The same for the records whose ids are the array $1, in its order; (transfer full). */
char     *kontor_store_make_ordered_select (const KontorEntity *entity);
/* Fills @record from a row of such a select. */
void      kontor_store_fill (KontorRecord *record, KontorResult *result, guint row);

G_END_DECLS
