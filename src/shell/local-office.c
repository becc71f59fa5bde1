#include "config.h"

#include "shell/local-office.h"

#include "db/local-server.h"
#include "db/migrations.h"
#include "db/queries.h"

/* The role that made the cluster; whoever may enter its folder may use it. */
#define OWNER "postgres"

void
kontor_local_person_free (KontorLocalPerson *self)
{
  g_free (self->login);
  g_free (self->name);
  g_free (self->role);
  g_free (self->team);
  g_free (self->address);
  g_free (self);
}

gboolean
kontor_local_office_exists (void)
{
  return kontor_local_server_exists ();
}

static KontorLocalPerson *
person_new (KontorResult *answer, guint row)
{
  KontorLocalPerson *person = g_new0 (KontorLocalPerson, 1);

  person->login = g_strdup (kontor_result_get (answer, row, 1));
  person->name = g_strdup (kontor_result_get (answer, row, 2));
  person->role = g_strdup (kontor_result_get (answer, row, 3));
  person->team = g_strdup (kontor_result_get (answer, row, 4));
  person->address = kontor_local_server_get_uri (NULL, person->login);
  return person;
}

/* A database on this computer belongs to who sits here: it follows the program by itself. */
static gboolean
bring_up_to_date (KontorConnection *connection, GCancellable *cancellable, GError **error)
{
  gboolean pending = FALSE;
  int version = 0;

  if (!kontor_migrations_check (connection, &version, &pending, error))
    return FALSE;
  return !pending || kontor_migrations_run (connection, NULL, NULL, cancellable, error);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *address = kontor_local_server_get_uri (NULL, OWNER);
  g_autoptr(KontorConnection) connection = NULL;
  g_autoptr(KontorResult) answer = NULL;
  GPtrArray *persons;
  GError *error = NULL;

  if (!kontor_local_server_is_running () && !kontor_local_server_start (&error))
    {
      g_task_return_error (task, error);
      return;
    }
  connection = kontor_connection_open (address, NULL, &error);
  if (connection == NULL || !bring_up_to_date (connection, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  answer = kontor_connection_query (connection, kontor_queries_get ("office-people"), NULL, 0, cancellable, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  persons = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_local_person_free);
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    if (kontor_result_get_boolean (answer, i, 6))
      g_ptr_array_add (persons, person_new (answer, i));
  g_task_return_pointer (task, persons, (GDestroyNotify) g_ptr_array_unref);
}

void
kontor_local_office_open_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_run_in_thread (task, open_in_thread);
}

GPtrArray *
kontor_local_office_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
