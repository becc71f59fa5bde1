#include "config.h"

#include "db/connection.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <poll.h>
#include <string.h>

#include "base/error.h"
#include "db/parameters.h"
#include "db/refusal.h"
#include "db/result-private.h"
#include "db/sqlstate.h"

/* A desk sends few different statements, generated ones among them; what is
 * beyond this is not worth the server's memory. */
#define MOST_PREPARED 200

struct _KontorConnection
{
  GObject parent_instance;

  PGconn *native;
  /* SQL text -> name of the prepared statement. */
  GHashTable *prepared;
  guint n_prepared;
  gboolean broken;
};

G_DEFINE_FINAL_TYPE (KontorConnection, kontor_connection, G_TYPE_OBJECT)

static void
kontor_connection_finalize (GObject *object)
{
  KontorConnection *self = KONTOR_CONNECTION (object);

  g_clear_pointer (&self->native, PQfinish);
  g_clear_pointer (&self->prepared, g_hash_table_unref);

  G_OBJECT_CLASS (kontor_connection_parent_class)->finalize (object);
}

static void
kontor_connection_class_init (KontorConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_connection_finalize;
}

static void
kontor_connection_init (KontorConnection *self)
{
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
ignore_notice_cb (void *data, const PGresult *result)
{
  g_debug ("%s", PQresultErrorMessage (result));
}

static GError *
make_loss (KontorConnection *self)
{
  g_debug ("%s", PQerrorMessage (self->native));
  self->broken = TRUE;
  return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("The connection to the server was lost."));
}

/* "fails with an error" in one place, so that a loss is noticed everywhere. */
static GError *
make_error (KontorConnection *self, const PGresult *result, GCancellable *cancellable)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);

  if (PQstatus (self->native) != CONNECTION_OK || kontor_sqlstate_is_loss (state))
    self->broken = TRUE;
  if (g_strcmp0 (state, "57014") == 0 && g_cancellable_is_cancelled (cancellable))
    return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CANCELLED, _("Cancelled."));

  return kontor_sqlstate_to_error (result);
}

static void
ask_to_stop (KontorConnection *self)
{
  PGcancel *cancel = PQgetCancel (self->native);
  char complaint[256];

  if (cancel == NULL)
    return;
  if (!PQcancel (cancel, complaint, sizeof complaint))
    g_debug ("%s", complaint);
  PQfreeCancel (cancel);
}

/* Waits until a result can be taken without blocking.  A cancellation wakes
 * the wait, asks the server to stop, and goes on waiting for its answer. */
static gboolean
await_result (KontorConnection *self, GCancellable *cancellable, gboolean *asked)
{
  GPollFD cancel_fd = { -1 };
  gboolean watched = cancellable != NULL && !*asked && g_cancellable_make_pollfd (cancellable, &cancel_fd);
  gboolean fine = TRUE;

  while (fine && PQisBusy (self->native))
    {
      struct pollfd fds[2] = {
        { .fd = PQsocket (self->native), .events = POLLIN },
        { .fd = watched && !*asked ? cancel_fd.fd : -1, .events = POLLIN },
      };

      if (poll (fds, 2, -1) < 0 && errno != EINTR)
        fine = FALSE;
      else if (fds[1].revents != 0)
        {
          *asked = TRUE;
          ask_to_stop (self);
        }
      else if (fds[0].revents != 0 && !PQconsumeInput (self->native))
        fine = FALSE;
    }

  if (watched)
    g_cancellable_release_fd (cancellable);
  return fine;
}

/* Takes all results of what was sent; the first failure, else the last one. */
static PGresult *
take_answer (KontorConnection *self, GCancellable *cancellable, GError **error)
{
  PGresult *answer = NULL;
  gboolean asked = FALSE;

  while (TRUE)
    {
      PGresult *next;

      if (!await_result (self, cancellable, &asked))
        {
          PQclear (answer);
          g_propagate_error (error, make_loss (self));
          return NULL;
        }
      next = PQgetResult (self->native);
      if (next == NULL)
        break;
      if (answer != NULL && PQresultStatus (answer) == PGRES_FATAL_ERROR)
        {
          PQclear (next);
          continue;
        }
      PQclear (answer);
      answer = next;
      /* Copying has no end of its own here. */
      if (PQresultStatus (answer) == PGRES_COPY_IN || PQresultStatus (answer) == PGRES_COPY_OUT)
        break;
    }

  if (answer == NULL)
    {
      g_propagate_error (error, make_loss (self));
      return NULL;
    }
  if (PQresultStatus (answer) == PGRES_FATAL_ERROR || PQresultStatus (answer) == PGRES_BAD_RESPONSE)
    {
      g_propagate_error (error, make_error (self, answer, cancellable));
      PQclear (answer);
      return NULL;
    }

  return answer;
}

static gboolean
run_plain (KontorConnection *self, const char *sql, GError **error)
{
  PGresult *answer;

  if (!PQsendQuery (self->native, sql))
    {
      g_propagate_error (error, make_loss (self));
      return FALSE;
    }
  answer = take_answer (self, NULL, error);
  if (answer == NULL)
    return FALSE;

  PQclear (answer);
  return TRUE;
}

static void
forget_prepared (KontorConnection *self)
{
  run_plain (self, "deallocate all", NULL);
  g_hash_table_remove_all (self->prepared);
}

static const char *
prepare (KontorConnection *self, const char *sql, GCancellable *cancellable, GError **error)
{
  const char *known = g_hash_table_lookup (self->prepared, sql);
  char *name;
  PGresult *answer;

  if (known != NULL)
    return known;
  if (g_hash_table_size (self->prepared) >= MOST_PREPARED)
    forget_prepared (self);

  name = g_strdup_printf ("k%u", ++self->n_prepared);
  if (!PQsendPrepare (self->native, name, sql, 0, NULL))
    {
      g_free (name);
      g_propagate_error (error, make_loss (self));
      return NULL;
    }
  answer = take_answer (self, cancellable, error);
  if (answer == NULL)
    {
      g_free (name);
      return NULL;
    }

  PQclear (answer);
  g_hash_table_insert (self->prepared, g_strdup (sql), name);
  return name;
}

/* The table changed under a prepared statement; it can be prepared anew. */
static gboolean
is_stale_plan (KontorConnection *self, const GError *error)
{
  return error != NULL && !self->broken && PQtransactionStatus (self->native) == PQTRANS_IDLE &&
         (strstr (error->message, "(0A000)") != NULL || strstr (error->message, "(26000)") != NULL);
}

static PGresult *
run_prepared (KontorConnection *self, const char *sql, const char * const *params, guint n_params,
              GCancellable *cancellable, GError **error)
{
  const char *name = prepare (self, sql, cancellable, error);

  if (name == NULL)
    return NULL;
  if (!PQsendQueryPrepared (self->native, name, (int) n_params, params, NULL, NULL, 0))
    {
      g_propagate_error (error, make_loss (self));
      return NULL;
    }

  return take_answer (self, cancellable, error);
}

/* Says what every desk's connection has in common.  The time zone is the
 * desk's, because "today" is. */
static void
settle (KontorConnection *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);

  run_plain (self,
             "set datestyle to ISO, YMD; set intervalstyle to iso_8601; set client_min_messages to warning; "
             "set kontor.client_version to " G_STRINGIFY (KONTOR_SCHEMA_VERSION),
             NULL);
  if (name != NULL && strchr (name, '/') != NULL)
    {
      char *literal = PQescapeLiteral (self->native, name, strlen (name));
      g_autofree char *sql = g_strdup_printf ("set timezone to %s", literal);

      run_plain (self, sql, NULL);
      PQfreemem (literal);
    }
}

KontorConnection *
kontor_connection_open (const char *uri, const char *password, GError **error)
{
  g_autoptr (KontorConnection) self = g_object_new (KONTOR_TYPE_CONNECTION, NULL);
  g_auto (KontorParameters) parameters = { NULL, NULL };

  if (!kontor_parameters_init (&parameters, uri, password, error))
    return NULL;

  self->native = kontor_refusal_connect ((const char * const *) parameters.names->pdata,
                                         (const char * const *) parameters.values->pdata);
  if (PQstatus (self->native) != CONNECTION_OK)
    {
      g_propagate_error (error, kontor_refusal_to_error (self->native));
      return NULL;
    }

  PQsetNoticeReceiver (self->native, ignore_notice_cb, NULL);
  settle (self);
  return g_steal_pointer (&self);
}

KontorResult *
kontor_connection_query (KontorConnection *self, const char *sql, const char * const *params, guint n_params,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) first = NULL;
  PGresult *answer;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED, _("Cancelled."));
      return NULL;
    }

  answer = run_prepared (self, sql, params, n_params, cancellable, &first);
  if (answer == NULL && is_stale_plan (self, first))
    {
      g_clear_error (&first);
      forget_prepared (self);
      answer = run_prepared (self, sql, params, n_params, cancellable, &first);
    }
  if (answer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }

  return kontor_result_new (answer);
}

gboolean
kontor_connection_script (KontorConnection *self, const char *sql, GError **error)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  return run_plain (self, sql, error);
}

/* Hands one row on; FALSE when the reader has had enough. */
static gboolean
hand_on (PGresult *row, KontorRowFunc func, gpointer user_data)
{
  guint n = (guint) PQnfields (row);
  g_autofree const char **values = g_new (const char *, n + 1);
  g_autofree int *lengths = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    {
      values[i] = PQgetisnull (row, 0, (int) i) ? NULL : PQgetvalue (row, 0, (int) i);
      lengths[i] = PQgetlength (row, 0, (int) i);
    }

  return func (values, lengths, n, user_data);
}

gboolean
kontor_connection_stream (KontorConnection *self, const char *sql, const char * const *params, guint n_params,
                          gboolean binary, KontorRowFunc func, gpointer user_data,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean wanted = TRUE;
  gboolean asked = FALSE;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (sql != NULL && func != NULL, FALSE);

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED, _("Cancelled."));
      return FALSE;
    }
  if (!PQsendQueryParams (self->native, sql, (int) n_params, NULL, params, NULL, NULL, binary) ||
      !PQsetSingleRowMode (self->native))
    {
      g_propagate_error (error, make_loss (self));
      return FALSE;
    }

  while (TRUE)
    {
      PGresult *result;

      if (!await_result (self, cancellable, &asked))
        {
          g_clear_error (&failure);
          failure = make_loss (self);
          break;
        }
      result = PQgetResult (self->native);
      if (result == NULL)
        break;
      if (PQresultStatus (result) == PGRES_SINGLE_TUPLE)
        {
          if (wanted && failure == NULL && !hand_on (result, func, user_data))
            {
              wanted = FALSE;
              ask_to_stop (self);
            }
        }
      else if (PQresultStatus (result) == PGRES_FATAL_ERROR && wanted && failure == NULL)
        failure = make_error (self, result, cancellable);
      PQclear (result);
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kontor_connection_copy_in (KontorConnection *self, const char *sql, GError **error)
{
  PGresult *answer;
  gboolean ready;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), FALSE);

  if (!PQsendQuery (self->native, sql))
    {
      g_propagate_error (error, make_loss (self));
      return FALSE;
    }
  answer = take_answer (self, NULL, error);
  if (answer == NULL)
    return FALSE;

  ready = PQresultStatus (answer) == PGRES_COPY_IN;
  PQclear (answer);
  if (!ready)
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, "not a COPY FROM STDIN");
  return ready;
}

gboolean
kontor_connection_put (KontorConnection *self, const char *data, gsize length, GError **error)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), FALSE);

  while (length > 0)
    {
      int part = (int) MIN (length, 1 << 20);

      if (PQputCopyData (self->native, data, part) != 1)
        {
          g_propagate_error (error, make_loss (self));
          return FALSE;
        }
      data += part;
      length -= (gsize) part;
    }

  return TRUE;
}

gboolean
kontor_connection_copy_end (KontorConnection *self, const char *abandon, GError **error)
{
  PGresult *answer;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), FALSE);

  if (PQputCopyEnd (self->native, abandon) != 1)
    {
      g_propagate_error (error, make_loss (self));
      return FALSE;
    }
  answer = take_answer (self, NULL, error);
  if (answer == NULL)
    return FALSE;

  PQclear (answer);
  return TRUE;
}

gboolean
kontor_connection_is_broken (KontorConnection *self)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), TRUE);

  return self->broken || PQstatus (self->native) != CONNECTION_OK;
}

int
kontor_connection_get_socket (KontorConnection *self)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), -1);

  return PQsocket (self->native);
}

static gboolean
is_readable (KontorConnection *self)
{
  struct pollfd fd = { .fd = PQsocket (self->native), .events = POLLIN };

  return poll (&fd, 1, 0) > 0;
}

int
kontor_connection_take_notifications (KontorConnection *self)
{
  PGnotify *notification;
  int n = 0;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), -1);

  /* A server that goes down says farewell first; the end of the stream is
   * only found by reading on. */
  do
    {
      if (!PQconsumeInput (self->native))
        {
          self->broken = TRUE;
          return -1;
        }
    }
  while (is_readable (self));

  while ((notification = PQnotifies (self->native)) != NULL)
    {
      PQfreemem (notification);
      n++;
    }
  if (PQstatus (self->native) != CONNECTION_OK)
    {
      self->broken = TRUE;
      return -1;
    }

  return n;
}

char *
kontor_connection_describe (KontorConnection *self)
{
  const char *host;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), NULL);

  host = PQhost (self->native);
  if (host == NULL || *host == '\0' || *host == '/' || *host == '@')
    return g_strdup_printf (_("%s on this computer"), PQdb (self->native));
  if (PQsslInUse (self->native))
    return g_strdup_printf (_("%s on %s, encrypted"), PQdb (self->native), host);

  return g_strdup_printf (_("%s on %s, not encrypted"), PQdb (self->native), host);
}

const char *
kontor_connection_get_login (KontorConnection *self)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), NULL);

  return PQuser (self->native);
}

const char *
kontor_connection_get_database (KontorConnection *self)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), NULL);

  return PQdb (self->native);
}

char *
kontor_connection_scramble (KontorConnection *self, const char *login, const char *password, GError **error)
{
  g_autofree char *copy = NULL;
  char *secret;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), NULL);

  secret = PQencryptPasswordConn (self->native, password, login, "scram-sha-256");
  if (secret == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, "%s", PQerrorMessage (self->native));
      return NULL;
    }

  copy = g_strdup (secret);
  PQfreemem (secret);
  return g_steal_pointer (&copy);
}

char *
kontor_connection_quote_name (KontorConnection *self, const char *name)
{
  g_autofree char *copy = NULL;
  char *quoted;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (self), NULL);

  quoted = PQescapeIdentifier (self->native, name, strlen (name));
  copy = g_strdup (quoted);
  PQfreemem (quoted);
  return g_steal_pointer (&copy);
}
