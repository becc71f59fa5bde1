#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* What the server refused, as an error that a person can read. */
GError *kontor_sqlstate_to_error (const PGresult *result);

/* Whether the server ended this connection, or it broke. */
gboolean kontor_sqlstate_is_loss (const char *state);

G_END_DECLS
