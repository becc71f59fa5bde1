/*
 * A desk that completes whatever tasks its employee has, in any order, until no
 * process is left: for process-crash.sh, which kills it and its server.  What it
 * asks for and what it was told stands in a ledger before and after; begun again,
 * it asks once more for what it was not told the end of, as the window does.
 * Where there is nothing to do for a while although a process is left, the engine
 * has lost it: then the client ends, and the script says what is wrong.
 * usage: process-client CONNINFO LEDGER
 */
#include "config.h"

#include <fcntl.h>
#include <glib.h>
#include <libpq-fe.h>
#include <string.h>
#include <unistd.h>

#include "base/identifier.h"

#define PATIENCE (15 * G_TIME_SPAN_SECOND)

static int ledger;

static void
note (const char *what, char * const *asked)
{
  g_autofree char *line = g_strdup_printf ("%s\t%s\t%s\t%s\n", what, asked[0], asked[1], asked[2]);

  /* One call: never half a line in the ledger. */
  if (write (ledger, line, strlen (line)) != (ssize_t) strlen (line))
    g_error ("the ledger cannot be written");
}

/* What was asked for last, where the answer to it is not known: operation, task, answer. */
static char **
unanswered (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  if (n < 2 || !g_str_has_prefix (lines[n - 2], "sent\t"))
    return NULL;
  return g_strsplit (lines[n - 2] + strlen ("sent\t"), "\t", 3);
}

/* A task of the employee's and an answer to it; NULL where there is none now.
 * @over: there will be none any more. */
static char **
choose (PGconn *connection, gboolean *over)
{
  PGresult *result = PQexec (connection, "select * from try.choose()");
  char **asked = NULL;

  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    {
      *over = strcmp (PQgetvalue (result, 0, 2), "t") == 0;
      if (!PQgetisnull (result, 0, 0))
        {
          asked = g_new0 (char *, 4);
          asked[0] = kontor_identifier_new ();
          asked[1] = g_strdup (PQgetvalue (result, 0, 0));
          asked[2] = g_strdup (PQgetvalue (result, 0, 1));
          note ("sent", asked);
        }
    }
  PQclear (result);
  return asked;
}

/* Whether the server said yes or no. */
static gboolean
complete (PGconn *connection, char **asked)
{
  const char *params[] = { asked[1], asked[2][0] != '\0' ? asked[2] : NULL, asked[0] };
  PGresult *result = PQexecParams (connection, "select kontor.complete_task($1::uuid, $2::text, null, $3::uuid)", 3, NULL, params, NULL, NULL, 0);
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  gboolean told = TRUE;

  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    note ("done", asked);
  else if (state == NULL || g_str_has_prefix (state, "57") || g_str_has_prefix (state, "08") || PQstatus (connection) != CONNECTION_OK)
    told = FALSE;
  else
    {
      note (strcmp (state, "KO001") == 0 || strcmp (state, "42501") == 0 ? "refused" : "error", asked);
      if (strcmp (state, "KO001") != 0)
        g_printerr ("%s", PQresultErrorMessage (result));
    }
  PQclear (result);
  return told;
}

int
main (int argc, char **argv)
{
  PGconn *connection;
  char **asked;
  gboolean over = FALSE;
  gint64 busy = g_get_monotonic_time ();

  if (argc != 3)
    return 2;
  asked = unanswered (argv[2]);
  ledger = open (argv[2], O_WRONLY | O_CREAT | O_APPEND, 0600);
  connection = PQconnectdb (argv[1]);
  while (asked != NULL || (!over && g_get_monotonic_time () - busy < PATIENCE))
    {
      if (PQstatus (connection) != CONNECTION_OK)
        {
          g_usleep (G_USEC_PER_SEC / 20);
          PQreset (connection);
          busy = g_get_monotonic_time ();
          continue;
        }
      if (asked == NULL && (asked = choose (connection, &over)) == NULL)
        g_usleep (G_USEC_PER_SEC / 20);
      else if (asked != NULL && complete (connection, asked))
        {
          g_clear_pointer (&asked, g_strfreev);
          busy = g_get_monotonic_time ();
        }
    }
  PQfinish (connection);
  return 0;
}
