#pragma once

#include "db/connection.h"

G_BEGIN_DECLS

/**
 * KontorMigrationsFunc:
 * @what: what is being done now, for people
 */
typedef void (*KontorMigrationsFunc) (const char *what, gpointer user_data);

/**
 * kontor_migrations_run:
 * @connection: of a superuser, or of a member of kontor_owner once the database is prepared
 * @func: (nullable): told of each step
 *
 * Brings a database to this program's schema: makes roles, extensions and the
 * schema where they are missing, runs each file of data/sql/schema that was
 * not run yet in a transaction of its own, and all of data/sql/code in one when
 * a file of it changed.  Only one such run at a time; a second one waits for
 * the first and then finds nothing to do.  A step that was applied and has
 * another checksum now is refused with %KONTOR_ERROR_OUTDATED.
 */
gboolean kontor_migrations_run (KontorConnection *connection, KontorMigrationsFunc func, gpointer user_data,
                                GCancellable *cancellable, GError **error);

/**
 * kontor_migrations_check:
 * @version: (out): the schema's version, 0 where there is none
 * @pending: (out): whether kontor_migrations_run() would do anything
 */
gboolean kontor_migrations_check (KontorConnection *connection, int *version, gboolean *pending, GError **error);

/* Makes the groups that rights are given to, where the server lacks them. */
gboolean kontor_migrations_make_roles (KontorConnection *connection, GError **error);

G_END_DECLS
