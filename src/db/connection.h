#pragma once

#include <gio/gio.h>

#include "db/result.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CONNECTION (kontor_connection_get_type ())
G_DECLARE_FINAL_TYPE (KontorConnection, kontor_connection, KONTOR, CONNECTION, GObject)

/*
 * One libpq connection.  The blocking calls are for programs without a window
 * and for worker threads; a KontorDatabase runs them on a thread of its own.
 * One thread at a time may use a connection.
 */

/**
 * kontor_connection_open:
 * @uri: (nullable): a libpq connection string or URI; %NULL takes libpq's
 *   environment and service file
 * @password: (nullable): a password that is not part of @uri
 *
 * Connects, blocking.  A network connection (not a unix socket) demands TLS
 * with a verified certificate unless @uri says otherwise (sslmode).
 * Fails with %KONTOR_ERROR_CONNECTION, %KONTOR_ERROR_PASSWORD or
 * %KONTOR_ERROR_CERTIFICATE.
 *
 * Returns: (transfer full): an open connection
 */
KontorConnection *kontor_connection_open  (const char *uri, const char *password, GError **error);

/**
 * kontor_connection_query:
 * @sql: one statement
 * @params: (nullable) (array length=n_params): values in text form, %NULL for null
 *
 * Runs one statement, blocking; prepared under its text and reused.  When
 * @cancellable is cancelled meanwhile the server is asked to stop and the call
 * fails with %KONTOR_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the answer
 */
KontorResult     *kontor_connection_query (KontorConnection *self, const char *sql,
                                           const char * const *params, guint n_params,
                                           GCancellable *cancellable, GError **error);

/**
 * kontor_connection_script:
 * @sql: statements separated by semicolons, without parameters
 *
 * Runs a script in one go (migrations, code files).
 */
gboolean          kontor_connection_script (KontorConnection *self, const char *sql, GError **error);

/**
 * KontorRowFunc:
 * @values: (array length=n_values): the row; binary where asked for
 *
 * Returns: %FALSE to stop reading
 */
typedef gboolean (*KontorRowFunc) (const char * const *values, const int *lengths, guint n_values, gpointer user_data);

/**
 * kontor_connection_stream:
 *
 * Reads rows one at a time (single-row mode), never holding the whole answer.
 */
gboolean          kontor_connection_stream (KontorConnection *self, const char *sql,
                                            const char * const *params, guint n_params,
                                            gboolean binary, KontorRowFunc func, gpointer user_data,
                                            GCancellable *cancellable, GError **error);

/**
 * kontor_connection_copy_in:
 * @sql: a COPY ... FROM STDIN
 *
 * Starts a COPY; feed it with kontor_connection_put() and end it with
 * kontor_connection_copy_end().
 */
gboolean          kontor_connection_copy_in  (KontorConnection *self, const char *sql, GError **error);
gboolean          kontor_connection_put      (KontorConnection *self, const char *data, gsize length, GError **error);
gboolean          kontor_connection_copy_end (KontorConnection *self, const char *abandon, GError **error);

gboolean          kontor_connection_is_broken (KontorConnection *self);

/* For the listener: the connection's socket, or -1. */
int               kontor_connection_get_socket (KontorConnection *self);
/* Reads what has arrived; returns how many notifications were waiting, -1 when broken. */
int               kontor_connection_take_notifications (KontorConnection *self);

/* Words for the status line: database, server, encrypted or not; (transfer full). */
char             *kontor_connection_describe   (KontorConnection *self);
const char       *kontor_connection_get_login  (KontorConnection *self);
const char       *kontor_connection_get_database (KontorConnection *self);

/**
 * kontor_connection_scramble:
 *
 * Makes the SCRAM secret of a password here, so that the password itself never
 * reaches the server or its log.
 *
 * Returns: (transfer full): what a role's PASSWORD may be set to
 */
char             *kontor_connection_scramble   (KontorConnection *self, const char *login, const char *password, GError **error);

/* @name quoted for SQL; (transfer full). */
char             *kontor_connection_quote_name (KontorConnection *self, const char *name);

G_END_DECLS
