#include "config.h"

#include "db/worker.h"

#include <glib/gi18n.h>

#include "base/error.h"

struct _KontorWorker
{
  gatomicrefcount references;
  GMutex lock;
  GCond woken;
  /* Under the lock. */
  GQueue jobs;
  gboolean stopping;

  KontorAddress *address;
  KontorConnection *connection;
  /* Lost, and worth having again before anybody asks. */
  gboolean wanted;
  guint failures;

  KontorWorkerFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
};

static void
unref (KontorWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_queue_clear_full (&self->jobs, (GDestroyNotify) kontor_job_unref);
  g_clear_object (&self->connection);
  kontor_address_unref (self->address);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->woken);
  g_free (self);
}

static void
fail_all (KontorWorker *self, const GError *error)
{
  KontorJob *job;

  while (TRUE)
    {
      g_mutex_lock (&self->lock);
      job = g_queue_pop_head (&self->jobs);
      g_mutex_unlock (&self->lock);
      if (job == NULL)
        break;
      kontor_job_fail (job, error);
      kontor_job_unref (job);
    }
}

/* Connects; after a failure pauses, or gives up where only a person can help. */
static void
connect_again (KontorWorker *self)
{
  g_autoptr (GError) error = NULL;
  gint64 until;

  self->connection = kontor_address_connect (self->address, &error);
  if (self->connection != NULL)
    {
      self->failures = 0;
      self->wanted = FALSE;
      self->func (TRUE, NULL, self->user_data);
      return;
    }

  self->func (FALSE, error, self->user_data);
  if (kontor_address_is_final (error))
    {
      self->wanted = FALSE;
      fail_all (self, error);
      return;
    }

  until = g_get_monotonic_time () + kontor_address_get_pause (self->failures++);
  g_mutex_lock (&self->lock);
  while (!self->stopping && g_cond_wait_until (&self->woken, &self->lock, until))
    ;
  g_mutex_unlock (&self->lock);
}

/* A server that went away while nothing was asked has closed the socket;
 * noticing it now saves the next statement. */
static void
drop_if_broken (KontorWorker *self)
{
  if (self->connection == NULL)
    return;
  if (!kontor_connection_is_broken (self->connection) &&
      kontor_connection_take_notifications (self->connection) >= 0)
    return;

  g_clear_object (&self->connection);
  self->wanted = TRUE;
  self->func (FALSE, NULL, self->user_data);
}

static gpointer
work (gpointer data)
{
  KontorWorker *self = data;

  while (TRUE)
    {
      g_autoptr (KontorJob) job = NULL;

      g_mutex_lock (&self->lock);
      while (!self->stopping && !self->wanted && g_queue_is_empty (&self->jobs))
        g_cond_wait (&self->woken, &self->lock);
      if (self->stopping)
        {
          g_mutex_unlock (&self->lock);
          break;
        }
      g_mutex_unlock (&self->lock);

      drop_if_broken (self);
      if (self->connection == NULL)
        {
          connect_again (self);
          continue;
        }

      g_mutex_lock (&self->lock);
      job = g_queue_pop_head (&self->jobs);
      g_mutex_unlock (&self->lock);
      if (job != NULL)
        kontor_job_run (job, self->connection);
      if (kontor_connection_is_broken (self->connection))
        drop_if_broken (self);
    }

  {
    g_autoptr (GError) closed = g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("You have signed out."));

    fail_all (self, closed);
  }
  g_clear_object (&self->connection);
  unref (self);
  return NULL;
}

KontorWorker *
kontor_worker_new (const char *name, KontorAddress *address, KontorConnection *connection,
                   KontorWorkerFunc func, gpointer user_data, GDestroyNotify destroy)
{
  KontorWorker *self = g_new0 (KontorWorker, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  g_cond_init (&self->woken);
  g_queue_init (&self->jobs);
  self->address = kontor_address_ref (address);
  self->connection = connection;
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;

  g_atomic_ref_count_inc (&self->references);
  g_thread_unref (g_thread_new (name, work, self));
  return self;
}

void
kontor_worker_push (KontorWorker *self, KontorJob *job)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->jobs, kontor_job_ref (job));
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);
}

void
kontor_worker_stop (KontorWorker *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);
  unref (self);
}
