#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_server_address_with_user:
 * @address: (nullable): a libpq connection string or URI
 * @user: (nullable): who signs in
 *
 * Returns: (transfer full): the same address with the user in it
 */
char *kontor_server_address_with_user (const char *address, const char *user);

/**
 * kontor_server_address_parse:
 * @text: what a person typed for a server: "crm.firm.ba", "crm.firm.ba:5433",
 *   "crm.firm.ba/kontor", "[::1]:5433/sales", "/run/postgresql/kontor" or a whole
 *   connection string
 *
 * Returns: (transfer full) (nullable): a libpq connection string, %NULL where
 *   @text is none
 */
char *kontor_server_address_parse     (const char *text);

/* How a remembered server is called: its host and database; (transfer full). */
char *kontor_server_address_describe  (const char *address);

/* Whether the way to the server is inside this computer: no TLS, and none needed. */
gboolean kontor_server_address_is_local (const char *address);

G_END_DECLS
