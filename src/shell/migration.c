#include "config.h"

#include "shell/migration.h"

#include "db/migrations.h"

typedef struct
{
  char *address;
  char *password;
} Target;

static Target *
target_new (const char *address, const char *password)
{
  Target *target = g_new0 (Target, 1);

  target->address = g_strdup (address);
  target->password = g_strdup (password);
  return target;
}

static void
target_free (Target *target)
{
  g_free (target->address);
  g_free (target->password);
  g_free (target);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Target *target = data;
  g_autoptr(KontorConnection) connection = kontor_connection_open (target->address, target->password, NULL);
  gboolean pending = FALSE;
  int version = 0;

  g_task_return_boolean (task, connection != NULL &&
                               kontor_migrations_check (connection, &version, &pending, NULL) &&
                               version > 0 && version < KONTOR_SCHEMA_VERSION);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Target *target = data;
  GError *error = NULL;
  g_autoptr(KontorConnection) connection = kontor_connection_open (target->address, target->password, &error);

  if (connection == NULL || !kontor_migrations_run (connection, NULL, NULL, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
start (const char *address, const char *password, GTaskThreadFunc func, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, target_new (address, password), (GDestroyNotify) target_free);
  g_task_run_in_thread (task, func);
}

void
kontor_migration_check_async (const char *address, const char *password, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  start (address, password, check_in_thread, cancellable, callback, user_data);
}

gboolean
kontor_migration_check_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
kontor_migration_run_async (const char *address, const char *password, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  start (address, password, run_in_thread, cancellable, callback, user_data);
}

gboolean
kontor_migration_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
