#pragma once

#include <gio/gio.h>

#include "db/connection.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DATABASE (kontor_database_get_type ())
G_DECLARE_FINAL_TYPE (KontorDatabase, kontor_database, KONTOR, DATABASE, GObject)

/**
 * KontorDatabaseState:
 * @KONTOR_DATABASE_CLOSED: never opened, or closed on purpose
 * @KONTOR_DATABASE_CONNECTING: the first connection, or another try
 * @KONTOR_DATABASE_ONLINE: ready
 * @KONTOR_DATABASE_OFFLINE: the server went away; tried again with back-off
 */
typedef enum
{
  KONTOR_DATABASE_CLOSED,
  KONTOR_DATABASE_CONNECTING,
  KONTOR_DATABASE_ONLINE,
  KONTOR_DATABASE_OFFLINE,
} KontorDatabaseState;

/**
 * KontorLane:
 * @KONTOR_LANE_FRONT: short statements that a person waits for
 * @KONTOR_LANE_BACK: long ones (id streams, exports, reports), on a second connection
 */
typedef enum
{
  KONTOR_LANE_FRONT,
  KONTOR_LANE_BACK,
} KontorLane;

/*
 * What a desk holds of the server: a front and a back connection, each with a
 * worker thread, and a listening one.  All functions are for the main thread;
 * callbacks come on the main thread.
 *
 * Properties: "state" (KontorDatabaseState, notify), "employee-id",
 * "employee-name", "login", "role" ("seller", "head", "administrator").
 * Signals: "changes" (KontorResult *rows): rows (entity, id, version, action,
 * operation) that the person may see and that were committed since the last
 * time, on every desk within a second of the commit; id is null in a summary
 * line ("many rows of this entity changed").  "refused" (GError *why): the
 * server does not let this person in any more; the database is closed.
 */

#define KONTOR_TYPE_DATABASE_STATE (kontor_database_state_get_type ())
GType           kontor_database_state_get_type (void);

KontorDatabase *kontor_database_new (void);

/**
 * kontor_database_open_async:
 * @uri: (nullable): as for kontor_connection_open()
 * @password: (nullable): likewise
 *
 * Connects, checks the schema version (%KONTOR_ERROR_OUTDATED) and learns who
 * has signed in.  Later losses are repaired by the database itself.
 */
void     kontor_database_open_async  (KontorDatabase *self, const char *uri, const char *password,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean kontor_database_open_finish (KontorDatabase *self, GAsyncResult *result, GError **error);
void     kontor_database_close       (KontorDatabase *self);

/**
 * kontor_database_query_async:
 * @name: a named query, the name of a file in data/sql/queries without ".sql"
 * @params: (nullable) (array length=n_params): values in text form; copied
 *
 * Runs a named query on @lane.  After a loss of the connection, queries wait
 * until it is back or @cancellable is cancelled; a statement that was under
 * way fails with %KONTOR_ERROR_CONNECTION (its outcome is unknown).
 */
void          kontor_database_query_async  (KontorDatabase *self, KontorLane lane, const char *name,
                                            const char * const *params, guint n_params,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * kontor_database_statement_async:
 *
 * As kontor_database_query_async(), for the generated single-entity statements
 * of src/model only.
 */
void          kontor_database_statement_async (KontorDatabase *self, KontorLane lane, const char *sql,
                                               const char * const *params, guint n_params,
                                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* Ends both of the above. */
KontorResult *kontor_database_query_finish (KontorDatabase *self, GAsyncResult *result, GError **error);

/**
 * kontor_database_identifiers_async:
 * @sql: a statement whose first column is a uuid
 *
 * Streams identifiers in binary form on the back connection.
 *
 * kontor_database_identifiers_finish() returns (transfer full): an array of 16-byte elements.
 */
void          kontor_database_identifiers_async  (KontorDatabase *self, const char *sql,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray       *kontor_database_identifiers_finish (KontorDatabase *self, GAsyncResult *result, GError **error);

/**
 * kontor_database_scramble_async:
 *
 * Makes what PostgreSQL keeps of a password of @login, so that the password itself
 * never reaches the server, its log or its list of what people are at.
 *
 * kontor_database_scramble_finish() returns (transfer full): a parameter for the
 * queries that set it.
 */
void                kontor_database_scramble_async    (KontorDatabase *self, const char *login, const char *password,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char               *kontor_database_scramble_finish   (KontorDatabase *self, GAsyncResult *result, GError **error);

KontorDatabaseState kontor_database_get_state         (KontorDatabase *self);
const char         *kontor_database_get_login         (KontorDatabase *self);
const char         *kontor_database_get_role          (KontorDatabase *self);
const char         *kontor_database_get_employee_id   (KontorDatabase *self);
const char         *kontor_database_get_employee_name (KontorDatabase *self);
/* Words for the status line: server, database, TLS or local. */
const char         *kontor_database_get_server        (KontorDatabase *self);

G_END_DECLS
