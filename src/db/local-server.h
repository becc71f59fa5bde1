#pragma once

#include "db/connection.h"

G_BEGIN_DECLS

/*
 * A private PostgreSQL in the user's data folder, for trying Kontor out, for
 * one person, and for tests.  It listens on a unix socket only, in a folder
 * that nobody else may enter, and trusts whoever gets there.  Started by root
 * it runs as an unprivileged user, because PostgreSQL refuses root.
 *
 * All functions block.
 */

/**
 * kontor_local_server_get_folder:
 *
 * Returns: (transfer full): where the cluster lies: $XDG_DATA_HOME/kontor/server;
 *   for root, whose home others may not enter, /var/lib/kontor/server
 */
char    *kontor_local_server_get_folder (void);

/**
 * kontor_local_server_get_uri:
 * @database: (nullable): the database, else "kontor"
 * @login: (nullable): who signs in, else libpq's default
 *
 * Returns: (transfer full): what kontor_connection_open() takes
 */
char    *kontor_local_server_get_uri    (const char *database, const char *login);

/* Whether the folder holds a cluster. */
gboolean kontor_local_server_exists     (void);
/* Whether it answers. */
gboolean kontor_local_server_is_running (void);

/* Makes the cluster where there is none, and starts it where it does not run. */
gboolean kontor_local_server_start      (GError **error);
/* Makes the database "kontor" where there is none; @made (out): whether it did. */
gboolean kontor_local_server_make_database (gboolean *made, GError **error);
gboolean kontor_local_server_stop       (GError **error);
/* Stops it and removes the folder with all that is in it. */
gboolean kontor_local_server_remove     (GError **error);

G_END_DECLS
