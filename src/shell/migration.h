#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A server whose schema is older than this program: an administrator of the
 * database may bring it up to date from the sign-in window.
 */

void     kontor_migration_check_async  (const char *address, const char *password, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* Whether the schema is older than this program, so that kontor_migration_run_async() can help. */
gboolean kontor_migration_check_finish (GAsyncResult *result);

void     kontor_migration_run_async    (const char *address, const char *password, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean kontor_migration_run_finish   (GAsyncResult *result, GError **error);

G_END_DECLS
