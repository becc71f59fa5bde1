#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/**
 * kontor_refusal_connect:
 * @names: (array zero-terminated=1): of parameters
 * @values: (array zero-terminated=1): their values
 *
 * Connects, as PQconnectdbParams() does, so that a failure can be told apart
 * whatever language the desk and the server speak.
 *
 * Returns: (transfer full): connected or not, as PQstatus() says
 */
PGconn *kontor_refusal_connect (const char * const *names, const char * const *values);

/* Why kontor_refusal_connect() did not connect, as an error that a person can read. */
GError *kontor_refusal_to_error (PGconn *native);

G_END_DECLS
