#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"
#include "db/address.h"
#include "db/queries.h"
#include "tool/command.h"

/*
 * What has to happen though nobody sits at a desk: timers and waiting points of
 * processes, reminders, what is overdue, the news, the nightly proof of the start
 * rules, and the end of statements that run for hours.  The server does all of it
 * in functions; this only asks, again and again.  Killed at any moment it leaves
 * nothing half done, and several of them do nothing twice.
 */

#define MILLISECOND 1000
#define BUSY_PAUSE (100 * MILLISECOND)
#define QUIET_PAUSE (250 * MILLISECOND)
/* After an answer that was an error of the server's, as while it is being migrated. */
#define TROUBLE_PAUSE (5 * G_USEC_PER_SEC)
#define STANDBY_PAUSE (1 * G_USEC_PER_SEC)
#define NIGHT_PAUSE (60 * G_USEC_PER_SEC)
/* Work is told of once in this time, summed up. */
#define REPORT_PAUSE (60 * G_USEC_PER_SEC)
#define MOST_JOBS "50"
/* A statement may run this long over the limit. */
#define WATCH_PAUSE (1 * G_USEC_PER_SEC)
#define DEFAULT_LIMIT 300

typedef struct
{
  KontorConnection *connection;
  /* Whether this is the office's worker, and not one that stands by. */
  gboolean          leading;
  gboolean          told_standby;
  gint64            next_standby;
  gint64            next_night;
  gint64            next_report;
  gint64            next_watch;
  guint64           n_done;
} Worker;

static gboolean once;
/* In seconds; 0: people's statements run as long as they like. */
static int limit = DEFAULT_LIMIT;
static volatile sig_atomic_t stopping;
static int wake = -1;

static const GOptionEntry entries[] = {
  { "once", 0, 0, G_OPTION_ARG_NONE, &once, N_("Do what is due now and end, for cron"), NULL },
  { "longest-statement", 0, 0, G_OPTION_ARG_INT, &limit,
    N_("End what people's logins ask for longer than this, 300 if not said; 0 never does"), N_("SECONDS") },
  G_OPTION_ENTRY_NULL,
};

static void
stop (int number)
{
  const guint64 one = 1;
  int earlier = errno;

  stopping = 1;
  /* Where it cannot be written the counter is full, and that wakes as well. */
  if (write (wake, &one, sizeof one) < 0)
    errno = earlier;
}

static void
listen_to_signals (void)
{
  struct sigaction action = { .sa_handler = stop };

  wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  sigemptyset (&action.sa_mask);
  sigaction (SIGTERM, &action, NULL);
  sigaction (SIGINT, &action, NULL);
}

/* Sleeps, but not through a signal. */
static void
pause_for (gint64 microseconds)
{
  struct pollfd fd = { .fd = wake, .events = POLLIN };

  if (!stopping)
    poll (&fd, 1, (int) (microseconds / MILLISECOND) + 1);
}

static void
tell (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* A journal wants each line at once. */
  g_print ("%s\n", line);
  fflush (stdout);
}

static KontorResult *
query (Worker *self, const char *name, const char *param, GError **error)
{
  return kontor_connection_query (self->connection, kontor_queries_get (name), &param, param != NULL ? 1 : 0, NULL, error);
}

static gboolean
ask_boolean (Worker *self, const char *name, gboolean *answer, GError **error)
{
  g_autoptr (KontorResult) result = query (self, name, NULL, error);

  if (result == NULL)
    return FALSE;
  *answer = kontor_result_get_boolean (result, 0, 0);
  return TRUE;
}

static gboolean
run_jobs (Worker *self, guint64 *n_done, GError **error)
{
  g_autoptr (KontorResult) result = query (self, "run-jobs", MOST_JOBS, error);

  if (result == NULL)
    return FALSE;
  *n_done = g_ascii_strtoull (kontor_result_get (result, 0, 0), NULL, 10);
  self->n_done += *n_done;
  return TRUE;
}

/* One line, where anything was done. */
static void
report (Worker *self)
{
  if (self->n_done > 0)
    tell (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " thing that was due is done.",
                       "%" PRIu64 " things that were due are done.", (gulong) self->n_done), self->n_done);
  self->n_done = 0;
  self->next_report = g_get_monotonic_time () + REPORT_PAUSE;
}

/* The server knows whether the night's round was made. */
static gboolean
make_nightly_round (Worker *self, GError **error)
{
  g_autoptr (KontorResult) result = query (self, "nightly-round", NULL, error);
  const char *missing, *left;

  self->next_night = g_get_monotonic_time () + NIGHT_PAUSE;
  if (result == NULL)
    return FALSE;
  missing = kontor_result_get_by_name (result, 0, "missing");
  left = kontor_result_get_by_name (result, 0, "left_over");
  if (missing == NULL)
    return TRUE;

  if (g_str_equal (missing, "0"))
    tell (_("Nightly proof: every record that a rule fits has its process or its task."));
  else
    tell (_("Nightly proof: %s processes or tasks were missing; %s of them still are, see “kontor-admin start-rules prove”."), missing, left);
  return TRUE;
}

/* People with SQL can lift every limit that they were given, but not this one. */
static gboolean
end_overlong (Worker *self, GError **error)
{
  g_autofree char *seconds = g_strdup_printf ("%d", limit);
  g_autoptr (KontorResult) ended = query (self, "end-overlong", seconds, error);

  self->next_watch = g_get_monotonic_time () + WATCH_PAUSE;
  if (ended == NULL)
    return FALSE;

  for (guint i = 0; i < kontor_result_get_n_rows (ended); i++)
    {
      const char *login = kontor_result_get (ended, i, 0);
      const char *after = kontor_result_get (ended, i, 2);

      if (g_str_equal (kontor_result_get (ended, i, 1), "cancelled"))
        tell (_("A statement of %s was cancelled after %s s."), login, after);
      else
        tell (_("The connection of %s was ended after %s s in one statement or transaction."), login, after);
    }
  return TRUE;
}

static gboolean
check_watch (Worker *self, GError **error)
{
  gboolean can;

  if (limit <= 0)
    return TRUE;
  if (!ask_boolean (self, "can-end-overlong", &can, error))
    return FALSE;
  if (!can)
    tell (_("What runs too long is not ended until a superuser does “%s”."),
          "grant pg_signal_backend, pg_read_all_stats to kontor_owner");
  return TRUE;
}

static gboolean
try_to_lead (Worker *self, GError **error)
{
  if (!ask_boolean (self, "begin-work", &self->leading, error))
    return FALSE;

  self->next_standby = g_get_monotonic_time () + STANDBY_PAUSE;
  if (self->leading)
    {
      tell (_("At work for %s."), kontor_connection_get_database (self->connection));
      return check_watch (self, error);
    }
  if (!self->told_standby)
    tell (_("Another worker is at work for %s; helping, and standing by."), kontor_connection_get_database (self->connection));
  self->told_standby = TRUE;
  return TRUE;
}

/* All that is to be done now; @busy: there may be more. */
static gboolean
make_round (Worker *self, gboolean *busy, GError **error)
{
  guint64 n_done;
  gboolean dispatched;

  if (!self->leading && g_get_monotonic_time () >= self->next_standby && !try_to_lead (self, error))
    return FALSE;
  if (self->leading && limit > 0 && g_get_monotonic_time () >= self->next_watch && !end_overlong (self, error))
    return FALSE;
  if (!run_jobs (self, &n_done, error))
    return FALSE;
  *busy = n_done > 0;
  if (self->leading && !ask_boolean (self, "dispatch", &dispatched, error))
    return FALSE;
  if (self->leading && !*busy && g_get_monotonic_time () >= self->next_night && !make_nightly_round (self, error))
    return FALSE;
  if (g_get_monotonic_time () >= self->next_report)
    report (self);
  return TRUE;
}

/* Until the connection is lost or somebody says stop. */
static void
work (Worker *self)
{
  while (!stopping)
    {
      g_autoptr (GError) error = NULL;
      gboolean busy = FALSE;

      if (make_round (self, &busy, &error))
        {
          pause_for (busy ? BUSY_PAUSE : QUIET_PAUSE);
          continue;
        }
      if (kontor_connection_is_broken (self->connection))
        {
          tell (_("The connection is lost: %s"), error->message);
          return;
        }
      tell (_("The server refused: %s"), error->message);
      pause_for (TROUBLE_PAUSE);
    }
}

static gboolean
connect_now (Worker *self, GError **error)
{
  self->connection = kontor_connection_open (kontor_command_get_database (), NULL, error);
  if (self->connection == NULL)
    return FALSE;
  /* Nobody waits long for a record that somebody else holds; what is not done now is done later. */
  return kontor_connection_script (self->connection, "set lock_timeout = '3s'", error);
}

static int
work_on (void)
{
  Worker self = { 0 };
  guint failures = 0;
  int status = KONTOR_COMMAND_DONE;

  while (!stopping)
    {
      g_autoptr (GError) error = NULL;

      if (connect_now (&self, &error))
        {
          failures = 0;
          self.leading = self.told_standby = FALSE;
          self.next_standby = 0;
          work (&self);
          report (&self);
        }
      else if (kontor_address_is_final (error))
        {
          status = kontor_command_fail (g_steal_pointer (&error));
          break;
        }
      g_clear_object (&self.connection);
      if (!stopping)
        {
          gint64 pause = kontor_address_get_pause (failures++);

          if (error != NULL)
            tell (_("No connection: %s"), error->message);
          pause_for (pause);
        }
    }

  if (status == KONTOR_COMMAND_DONE)
    tell (_("Stopped."));
  return status;
}

static int
work_once (void)
{
  Worker self = { 0 };
  GError *error = NULL;
  guint64 n_done;

  self.connection = kontor_command_connect ();
  if (self.connection == NULL)
    return KONTOR_COMMAND_FAILED;

  do
    if (!run_jobs (&self, &n_done, &error))
      break;
  while (n_done > 0 && !stopping);
  report (&self);
  if (error == NULL)
    make_nightly_round (&self, &error);
  g_object_unref (self.connection);
  return error != NULL ? kontor_command_fail (error) : KONTOR_COMMAND_DONE;
}

static int
run (int argc, char **argv)
{
  if (!kontor_command_parse (&kontor_command_worker, &argc, &argv, "[OPTION...]", entries, 0, 0))
    return KONTOR_COMMAND_MISUSED;
  listen_to_signals ();
  return once ? work_once () : work_on ();
}

const KontorCommand kontor_command_worker = {
  "worker", N_("Run timers, reminders and news on the server, without end"), run,
};
