#include "config.h"

#include "db/listener.h"

#include <glib-unix.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"
#include "db/queries.h"

#define SECOND G_USEC_PER_SEC
#define POLL_PAUSE (15 * SECOND)
#define ELECTION_PAUSE (5 * SECOND)
/* Somebody holds the lock and does not do the work. */
#define STARVED_PAUSE (1 * SECOND)
#define BUSY_PAUSE (SECOND / 10)
#define QUIET_PAUSE (SECOND / 4)
/* How long after news more is expected. */
#define BUSY_TIME (5 * SECOND)
#define ME_PAUSE (1 * SECOND)

struct _KontorListener
{
  gatomicrefcount references;
  int stopping;
  int wake;

  KontorAddress *address;
  KontorListenerFuncs funcs;
  gpointer user_data;
  GDestroyNotify destroy;

  KontorConnection *connection;
  /* Up to where news was read. */
  char *snapshot;
  gboolean elected;
  gboolean starved;
  gint64 next_poll;
  gint64 next_dispatch;
  gint64 busy_until;
  gint64 next_look_at_me;
  gboolean shut_out;
};

static void
unref (KontorListener *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_object (&self->connection);
  kontor_address_unref (self->address);
  g_free (self->snapshot);
  close (self->wake);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

static gboolean
is_stopping (KontorListener *self)
{
  return g_atomic_int_get (&self->stopping) != 0;
}

static void
wake (KontorListener *self)
{
  eventfd_write (self->wake, 1);
}

static KontorResult *
query (KontorListener *self, const char *name, const char * const *params, guint n_params)
{
  g_autoptr (GError) error = NULL;
  KontorResult *result = kontor_connection_query (self->connection, kontor_queries_get (name),
                                                  params, n_params, NULL, &error);

  if (result == NULL)
    g_debug ("%s: %s", name, error->message);
  return result;
}

/* Whoever is let go while signed in sees no news from then on, nor anything else: where
 * something happened and nothing of it is to be seen, that may be why. */
static void
look_at_me (KontorListener *self)
{
  g_autoptr (KontorResult) me = NULL;
  gint64 now = g_get_monotonic_time ();

  if (now < self->next_look_at_me)
    return;
  self->next_look_at_me = now + ME_PAUSE;
  me = query (self, "me", NULL, 0);
  self->shut_out = me != NULL && kontor_result_get_n_rows (me) > 0 && kontor_result_get (me, 0, 0) == NULL;
}

/* Reads the news; returns whether there was any. */
static gboolean
read_changes (KontorListener *self)
{
  const char *params[] = { self->snapshot };
  g_autoptr (KontorResult) rows = query (self, "changes-since", params, 1);
  gboolean first = self->snapshot == NULL;
  guint n;
  int column, entity;

  self->next_poll = g_get_monotonic_time () + (self->starved ? STARVED_PAUSE : POLL_PAUSE);
  if (rows == NULL)
    return FALSE;

  n = kontor_result_get_n_rows (rows);
  column = kontor_result_find_column (rows, "snapshot");
  entity = kontor_result_find_column (rows, "entity");
  if (n == 0 || column < 0 || entity < 0)
    return FALSE;

  g_free (self->snapshot);
  self->snapshot = g_strdup (kontor_result_get (rows, n - 1, (guint) column));
  /* Without news there is one line with nothing but the snapshot. */
  if (first || kontor_result_get (rows, 0, (guint) entity) == NULL)
    {
      if (!first)
        look_at_me (self);
      return FALSE;
    }

  self->funcs.changes (rows, self->user_data);
  return TRUE;
}

/* The server elects: the first desk that asks sends the notifications from
 * then on, the others ask again now and then in case it went home. */
static void
dispatch (KontorListener *self)
{
  g_autoptr (KontorResult) result = query (self, "dispatch", NULL, 0);
  gint64 now = g_get_monotonic_time ();

  /* Who is let go may not do this either, and sends the news of it to nobody. */
  if (result == NULL)
    look_at_me (self);
  self->elected = result != NULL && kontor_result_get_n_rows (result) > 0 && kontor_result_get_boolean (result, 0, 0);
  if (!self->elected)
    self->next_dispatch = now + ELECTION_PAUSE;
  else
    self->next_dispatch = now + (now < self->busy_until ? BUSY_PAUSE : QUIET_PAUSE);
}

/* Waits for the server, for a call, or until something is due. */
static gboolean
wait_for_news (KontorListener *self)
{
  struct pollfd fds[2] = {
    { .fd = kontor_connection_get_socket (self->connection), .events = POLLIN },
    { .fd = self->wake, .events = POLLIN },
  };
  gint64 due = MIN (self->next_poll, self->next_dispatch);
  gint64 pause = due - g_get_monotonic_time ();
  int n;

  poll (fds, 2, pause > 0 ? (int) (pause / 1000) + 1 : 0);
  if (fds[1].revents != 0)
    {
      eventfd_t count;

      eventfd_read (self->wake, &count);
      if (self->elected)
        self->next_dispatch = 0;
    }

  n = kontor_connection_take_notifications (self->connection);
  if (n < 0)
    return FALSE;
  if (n > 0)
    {
      self->starved = FALSE;
      self->busy_until = g_get_monotonic_time () + BUSY_TIME;
      read_changes (self);
    }
  return TRUE;
}

static void
listen_on (KontorListener *self)
{
  while (!is_stopping (self) && wait_for_news (self))
    {
      gint64 now = g_get_monotonic_time ();

      if (now >= self->next_dispatch)
        dispatch (self);
      if (now >= self->next_poll && read_changes (self))
        /* News nobody told us of: the elected one sleeps.  Look ourselves. */
        self->starved = TRUE;
      /* Signing in anew is refused, with the reason. */
      if (kontor_connection_is_broken (self->connection) || self->shut_out)
        break;
    }
}

static gboolean
connect_now (KontorListener *self, GError **error)
{
  g_autoptr (KontorResult) me = NULL;

  self->connection = kontor_address_sign_in (self->address, &me, error);
  if (self->connection == NULL)
    return FALSE;
  /* Listening first, catching up second: nothing falls between. */
  if (!kontor_connection_script (self->connection, "listen kontor", error))
    {
      g_clear_object (&self->connection);
      return FALSE;
    }

  self->funcs.signed_in (me, self->user_data);
  self->starved = FALSE;
  self->shut_out = FALSE;
  read_changes (self);
  dispatch (self);
  return TRUE;
}

static void
pause_before_retry (KontorListener *self, guint failures)
{
  gint64 until = g_get_monotonic_time () + kontor_address_get_pause (failures);
  gint64 left;

  while (!is_stopping (self) && (left = until - g_get_monotonic_time ()) > 0)
    {
      struct pollfd fd = { .fd = self->wake, .events = POLLIN };
      eventfd_t count;

      if (poll (&fd, 1, (int) (left / 1000) + 1) > 0)
        eventfd_read (self->wake, &count);
    }
}

static gpointer
work (gpointer data)
{
  KontorListener *self = data;
  guint failures = 0;

  while (!is_stopping (self))
    {
      g_autoptr (GError) error = NULL;

      if (!connect_now (self, &error))
        {
          if (is_stopping (self))
            break;
          self->funcs.connected (FALSE, error, self->user_data);
          if (kontor_address_is_final (error))
            break;
          pause_before_retry (self, failures++);
          continue;
        }

      failures = 0;
      self->funcs.connected (TRUE, NULL, self->user_data);
      listen_on (self);
      g_clear_object (&self->connection);
      if (!is_stopping (self))
        {
          self->funcs.connected (FALSE, NULL, self->user_data);
          pause_before_retry (self, 0);
        }
    }

  unref (self);
  return NULL;
}

KontorListener *
kontor_listener_new (KontorAddress *address, const char *snapshot, const KontorListenerFuncs *funcs,
                     gpointer user_data, GDestroyNotify destroy)
{
  KontorListener *self = g_new0 (KontorListener, 1);

  g_atomic_ref_count_init (&self->references);
  self->wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->address = kontor_address_ref (address);
  self->snapshot = g_strdup (snapshot);
  self->funcs = *funcs;
  self->user_data = user_data;
  self->destroy = destroy;

  g_atomic_ref_count_inc (&self->references);
  g_thread_unref (g_thread_new ("listener", work, self));
  return self;
}

void
kontor_listener_stop (KontorListener *self)
{
  g_atomic_int_set (&self->stopping, 1);
  wake (self);
  unref (self);
}

void
kontor_listener_hurry (KontorListener *self)
{
  wake (self);
}
