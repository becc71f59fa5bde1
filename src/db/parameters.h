#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What libpq is told besides what the user wrote: names and values for
 * PQconnectdbParams(), in an order in which the user's own come last and win.
 */
typedef struct
{
  GPtrArray *names;
  GPtrArray *values;
} KontorParameters;

/**
 * kontor_parameters_init:
 * @uri: (nullable): a libpq connection string or URI
 * @password: (nullable): a password that is not part of it
 *
 * Demands a verified certificate (sslmode=verify-full against the system's
 * roots) unless @uri, PGSSLMODE or the service file say otherwise; unix sockets
 * ignore it.  Notices a dead server within 25 seconds.
 */
gboolean kontor_parameters_init (KontorParameters *self, const char *uri, const char *password, GError **error);
void     kontor_parameters_clear (KontorParameters *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorParameters, kontor_parameters_clear)

G_END_DECLS
