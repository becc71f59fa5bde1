#include "config.h"

#include "db/job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"

typedef enum
{
  WAITING,
  RUNNING,
  RETURNED,
} State;

struct _KontorJob
{
  gatomicrefcount references;
  /* Of type State; whoever leads it out of WAITING owns the task's return. */
  int state;
  GTask *task;
  gulong cancel_handler;
  char *sql;
  char **params;
  guint n_params;
  gboolean identifiers;
  /* The parameters are a login and a password, and the server is not asked. */
  gboolean scrambles;
};

static gboolean
begin (KontorJob *self, State state)
{
  return g_atomic_int_compare_and_exchange (&self->state, WAITING, (int) state);
}

static gboolean
return_cancelled_cb (gpointer data)
{
  KontorJob *self = data;

  g_task_return_new_error (self->task, KONTOR_ERROR, KONTOR_ERROR_CANCELLED, "%s", _("Cancelled."));
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  KontorJob *self = data;
  g_autoptr (GSource) source = NULL;

  if (!begin (self, RETURNED))
    return;

  /* Not from inside g_cancellable_cancel(): the caller's answer may cancel
   * or free what is being cancelled. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, return_cancelled_cb, kontor_job_ref (self), (GDestroyNotify) kontor_job_unref);
  g_source_attach (source, g_task_get_context (self->task));
}

static void
release_closure_cb (gpointer data, GClosure *closure)
{
  kontor_job_unref (data);
}

static void
stop_watching (KontorJob *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (self->cancel_handler != 0)
    g_signal_handler_disconnect (cancellable, self->cancel_handler);
  self->cancel_handler = 0;
}

KontorJob *
kontor_job_new (GTask *task, const char *sql, const char * const *params, guint n_params, gboolean identifiers)
{
  KontorJob *self = g_new0 (KontorJob, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_atomic_ref_count_init (&self->references);
  self->task = g_object_ref (task);
  self->sql = g_strdup (sql);
  self->n_params = n_params;
  self->params = g_new0 (char *, n_params + 1);
  for (guint i = 0; i < n_params; i++)
    self->params[i] = g_strdup (params[i]);
  self->identifiers = identifiers;
  g_task_set_check_cancellable (task, FALSE);

  if (cancellable != NULL)
    {
      self->cancel_handler = g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (cancelled_cb),
                                                    kontor_job_ref (self), release_closure_cb, 0);
      if (g_cancellable_is_cancelled (cancellable))
        cancelled_cb (cancellable, self);
    }

  return self;
}

KontorJob *
kontor_job_new_scrambling (GTask *task, const char *login, const char *password)
{
  const char *params[] = { login, password };
  KontorJob *self = kontor_job_new (task, NULL, params, 2, FALSE);

  self->scrambles = TRUE;
  return self;
}

KontorJob *
kontor_job_ref (KontorJob *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_job_unref (KontorJob *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < self->n_params; i++)
    {
      if (self->scrambles)
        explicit_bzero (self->params[i], strlen (self->params[i]));
      g_free (self->params[i]);
    }
  g_free (self->params);
  g_free (self->sql);
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
collect_cb (const char * const *values, const int *lengths, guint n_values, gpointer user_data)
{
  GArray *identifiers = user_data;

  if (n_values < 1 || values[0] == NULL || lengths[0] != 16)
    return TRUE;

  g_array_append_vals (identifiers, values[0], 1);
  return TRUE;
}

static void
run_identifiers (KontorJob *self, KontorConnection *connection)
{
  g_autoptr (GArray) identifiers = g_array_new (FALSE, FALSE, 16);
  GError *error = NULL;

  if (kontor_connection_stream (connection, self->sql, (const char * const *) self->params, self->n_params, TRUE,
                                collect_cb, identifiers, g_task_get_cancellable (self->task), &error))
    g_task_return_pointer (self->task, g_steal_pointer (&identifiers), (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (self->task, error);
}

static void
run_statement (KontorJob *self, KontorConnection *connection)
{
  GError *error = NULL;
  KontorResult *result = kontor_connection_query (connection, self->sql, (const char * const *) self->params,
                                                  self->n_params, g_task_get_cancellable (self->task), &error);

  if (result != NULL)
    g_task_return_pointer (self->task, result, g_object_unref);
  else
    g_task_return_error (self->task, error);
}

static void
run_scrambling (KontorJob *self, KontorConnection *connection)
{
  GError *error = NULL;
  char *secret = kontor_connection_scramble (connection, self->params[0], self->params[1], &error);

  if (secret != NULL)
    g_task_return_pointer (self->task, secret, g_free);
  else
    g_task_return_error (self->task, error);
}

void
kontor_job_run (KontorJob *self, KontorConnection *connection)
{
  gboolean mine = begin (self, RUNNING);

  stop_watching (self);
  if (!mine)
    return;

  if (self->scrambles)
    run_scrambling (self, connection);
  else if (self->sql == NULL)
    g_task_return_boolean (self->task, TRUE);
  else if (self->identifiers)
    run_identifiers (self, connection);
  else
    run_statement (self, connection);
}

void
kontor_job_fail (KontorJob *self, const GError *error)
{
  gboolean mine = begin (self, RETURNED);

  stop_watching (self);
  if (mine)
    g_task_return_error (self->task, g_error_copy (error));
}
