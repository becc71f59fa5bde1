/*
 * Two desks while four writers write: is every change seen, by both, once, and
 * how soon?  The writers save through the door as an administrator; the desks
 * are an administrator's, who sees all.  Ends with 1 when a change was missed
 * or told twice as a row's new version, or when the 95th percentile exceeds a second.
 *
 * Usage: bench-news DATABASE [SAVES_A_WRITER]; the server by libpq's environment.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/identifier.h"
#include "db/connection.h"
#include "db/queries.h"
#include "measure.h"

#define WRITERS 4
#define DESKS 2

typedef struct { char *id; char *version; gint64 saved; } Change;

typedef struct
{
  const char *database;
  char      **ids;
  guint       count;
  guint       first;
  /* What was acknowledged. */
  GArray     *changes;
} Writer;

typedef struct
{
  const char *database;
  int         stop;
  /* "id version" -> when it was first told; how often. */
  GHashTable *seen;
  guint       twice;
} Desk;

static gpointer
write_cb (gpointer data)
{
  Writer *self = data;
  PGconn *connection = bench_bare_open (self->database, "admin");

  for (guint i = 0; i < self->count; i++)
    {
      const char *id = self->ids[self->first + i % 50];
      g_autofree char *operation = kontor_identifier_new ();
      g_autofree char *version = bench_bare_value (connection, "select version from kontor.partner where id = $1",
                                                   (const char *[]) { id }, 1);
      g_autofree char *changes = g_strdup_printf ("{\"note\": \"%u\"}", i);
      const char *params[] = { "partner", id, version, changes, operation };
      g_autofree char *answer = bench_bare_value (connection, kontor_queries_get ("save"), params, 5);
      Change change = { g_strdup (id), g_strdup_printf ("%d", atoi (version) + 1), g_get_monotonic_time () };

      if (strstr (answer, "saved") == NULL)
        {
          fprintf (stderr, "%s\n", answer);
          exit (1);
        }
      g_array_append_val (self->changes, change);
      /* About as fast as forty busy people. */
      g_usleep (20000);
    }
  PQfinish (connection);
  return NULL;
}

/* What a desk's listening connection does: listen, be told, read what is new. */
static gpointer
desk_cb (gpointer data)
{
  Desk *self = data;
  g_autofree char *uri = g_strdup_printf ("dbname=%s user=admin", self->database);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorConnection) connection = kontor_connection_open (uri, NULL, &error);
  g_autofree char *snapshot = NULL;
  gint64 next_dispatch = 0;

  if (connection == NULL || !kontor_connection_script (connection, "listen kontor", &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (1);
    }
  while (!g_atomic_int_get (&self->stop))
    {
      gint64 now = g_get_monotonic_time ();

      if (now >= next_dispatch)
        {
          g_autoptr (KontorResult) elected =
            kontor_connection_query (connection, kontor_queries_get ("dispatch"), NULL, 0, NULL, &error);

          next_dispatch = now + 100000;
        }
      if (snapshot == NULL || kontor_connection_take_notifications (connection) > 0)
        {
          const char *params[] = { snapshot };
          g_autoptr (KontorResult) rows =
            kontor_connection_query (connection, kontor_queries_get ("changes-since"), params, 1, NULL, &error);

          if (rows == NULL)
            {
              fprintf (stderr, "%s\n", error->message);
              exit (1);
            }
          now = g_get_monotonic_time ();
          for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
            {
              if (kontor_result_get_by_name (rows, i, "id") != NULL)
                {
                  char *key = g_strdup_printf ("%s %s", kontor_result_get_by_name (rows, i, "id"),
                                               kontor_result_get_by_name (rows, i, "version"));
                  gint64 *when = g_new (gint64, 1);

                  *when = now;
                  if (g_hash_table_contains (self->seen, key))
                    {
                      self->twice++;
                      g_free (key);
                      g_free (when);
                    }
                  else
                    g_hash_table_insert (self->seen, key, when);
                }
              g_free (snapshot);
              snapshot = g_strdup (kontor_result_get_by_name (rows, i, "snapshot"));
            }
        }
      else
        g_usleep (5000);
    }
  return NULL;
}

int
main (int argc, char **argv)
{
  Writer writers[WRITERS] = { 0 };
  Desk desks[DESKS] = { 0 };
  GThread *writing[WRITERS], *looking[DESKS];
  BenchTimes *times = bench_times_new ();
  guint count = argc > 2 ? (guint) atoi (argv[2]) : 250, missed = 0, twice = 0;
  g_autofree char *ids = NULL;
  g_auto (GStrv) list = NULL;
  PGconn *connection;
  double late;

  if (argc < 2)
    return 2;

  connection = bench_bare_open (argv[1], "admin");
  ids = bench_bare_value (connection,
                          "select string_agg(id::text, ',') from (select id from kontor.partner order by sort_key, id limit 200) p",
                          NULL, 0);
  PQfinish (connection);
  list = g_strsplit (ids, ",", -1);
  if (g_strv_length (list) < 200)
    return 2;

  for (guint i = 0; i < DESKS; i++)
    {
      desks[i].database = argv[1];
      desks[i].seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      looking[i] = g_thread_new ("desk", desk_cb, &desks[i]);
    }
  g_usleep (G_USEC_PER_SEC);
  for (guint i = 0; i < WRITERS; i++)
    {
      writers[i] = (Writer) { argv[1], list, count, i * 50, g_array_new (FALSE, FALSE, sizeof (Change)) };
      writing[i] = g_thread_new ("writer", write_cb, &writers[i]);
    }
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (writing[i]);
  g_usleep (3 * G_USEC_PER_SEC);
  for (guint i = 0; i < DESKS; i++)
    {
      g_atomic_int_set (&desks[i].stop, 1);
      g_thread_join (looking[i]);
      twice += desks[i].twice;
    }

  for (guint i = 0; i < WRITERS; i++)
    for (guint k = 0; k < writers[i].changes->len; k++)
      {
        Change *change = &g_array_index (writers[i].changes, Change, k);
        g_autofree char *key = g_strdup_printf ("%s %s", change->id, change->version);

        for (guint d = 0; d < DESKS; d++)
          {
            gint64 *when = g_hash_table_lookup (desks[d].seen, key);
            double took;

            if (when == NULL)
              {
                missed++;
                continue;
              }
            took = MAX (0.0, (double) (*when - change->saved) / 1000.0);
            g_array_append_val (times, took);
          }
      }

  bench_print ("news-changes-written", WRITERS * count, "changes", -1);
  bench_print ("news-missed", missed, "changes", -1);
  bench_print ("news-told-twice", twice, "changes", -1);
  late = bench_times_percentile (times, 95);
  bench_print ("news-seen-p50", bench_times_percentile (times, 50), "ms", -1);
  bench_print ("news-seen-p95", late, "ms", 1000);

  return missed > 0 || twice > 0 || late > 1000 ? 1 : 0;
}
