/*
 * Writing: completed tasks of running processes a second beside plain
 * single-row transactions (one update, one insert), at 1, 4 and 16 clients; and
 * imported rows a second beside a plain COPY.
 *
 * Works in a base of its own kind only: it leaves its deals and partners behind.
 * Usage: bench-work DATABASE [TASKS_A_CLIENT]; the server by libpq's environment.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/identifier.h"
#include "db/connection.h"
#include "db/queries.h"
#include "measure.h"
#include "model/import.h"

typedef struct
{
  const char *database;
  guint       client;
  /* The tasks to complete, or how many plain transactions. */
  char      **tasks;
  guint       count;
  guint       failed;
} Client;

static gpointer
complete_cb (gpointer data)
{
  Client *self = data;
  PGconn *connection = bench_bare_open (self->database, "amra");

  for (guint i = 0; self->tasks[i] != NULL; i++)
    {
      g_autofree char *operation = kontor_identifier_new ();
      const char *params[] = { self->tasks[i], NULL, NULL, operation };
      PGresult *result = PQexecParams (connection, kontor_queries_get ("complete-task"), 4, NULL, params, NULL, NULL, 0);

      if (PQresultStatus (result) != PGRES_TUPLES_OK && self->failed++ == 0)
        fprintf (stderr, "%s", PQerrorMessage (connection));
      PQclear (result);
    }
  PQfinish (connection);
  return NULL;
}

static gpointer
plain_cb (gpointer data)
{
  Client *self = data;
  PGconn *connection = bench_bare_open (self->database, "postgres");

  for (guint i = 0; i < self->count; i++)
    {
      g_autofree char *row = g_strdup_printf ("%u", self->client * 1000 + i % 1000);
      const char *params[] = { row };

      PQclear (PQexec (connection, "begin"));
      bench_bare_run (connection, "update bench_row set value = value + 1 where id = $1", params, 1);
      bench_bare_run (connection, "insert into bench_log (row) values ($1)", params, 1);
      PQclear (PQexec (connection, "commit"));
    }
  PQfinish (connection);
  return NULL;
}

static double
run_clients (Client *clients, guint n, GThreadFunc work)
{
  GThread *threads[16];
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("client", work, &clients[i]);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

/* Deals of amra that begin to walk the map "Sale": each has one task to complete. */
static void
start_processes (PGconn *superuser, guint count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);

  bench_bare_run (superuser,
    "insert into kontor.deal (id, name, partner_id, kind_id, manager_id, stage_id)"
    " select gen_random_uuid(), 'Bench ' || n, (select id from kontor.partner p where p.manager_id = e.id order by id limit 1),"
    " (select id from kontor.deal_kind where mode = 'process' and not retired order by id limit 1), e.id,"
    " (select id from kontor.stage order by position limit 1)"
    " from generate_series(1, $1::integer) n, kontor.employee e where e.login = 'amra'",
    (const char *[]) { number }, 1);
  PQclear (PQexec (superuser, "set session authorization amra"));
  bench_bare_run (superuser,
    "select kontor.start_process(k.route_map_id, 'deal', d.id, gen_random_uuid()) from kontor.deal d"
    " join kontor.deal_kind k on k.id = d.kind_id where d.name like 'Bench %'"
    " and not exists (select from kontor.process p where p.deal_id = d.id)", NULL, 0);
  PQclear (PQexec (superuser, "reset session authorization"));
}

static void
bench_tasks (const char *database, PGconn *superuser, guint n, guint each)
{
  Client clients[16] = { 0 }, plain[16] = { 0 };
  g_autofree char *ids = NULL, *name = g_strdup_printf ("completed-tasks-%u-clients", n);
  g_auto (GStrv) all = NULL;
  guint failed = 0;
  double ours, yardstick;

  start_processes (superuser, n * each);
  ids = bench_bare_value (superuser,
    "select string_agg(t.id::text, ',') from kontor.task t join kontor.deal d on d.id = t.deal_id"
    " join kontor.employee e on e.id = t.manager_id"
    " where d.name like 'Bench %' and t.state = 'open' and t.point = 'clarify' and e.login = 'amra'", NULL, 0);
  all = g_strsplit (ids != NULL ? ids : "", ",", -1);
  for (guint i = 0; i < n; i++)
    {
      clients[i] = (Client) { database, i, g_new0 (char *, each + 1), each, 0 };
      for (guint k = 0; k < each && i * each + k < g_strv_length (all); k++)
        clients[i].tasks[k] = all[i * each + k];
      plain[i] = (Client) { database, i, NULL, each, 0 };
    }

  ours = n * each / run_clients (clients, n, complete_cb);
  yardstick = n * each / run_clients (plain, n, plain_cb);
  for (guint i = 0; i < n; i++)
    {
      failed += clients[i].failed;
      g_free (clients[i].tasks);
    }
  bench_print (name, ours, "tasks/s", yardstick);
  if (failed > 0)
    fprintf (stderr, "%u of %u tasks failed\n", failed, n * each);
}

static KontorResult *
send_cb (const char *name, const char * const *params, guint n_params, gpointer user_data, GError **error)
{
  return kontor_connection_query (user_data, kontor_queries_get (name), params, n_params, NULL, error);
}

static void
bench_import (const char *database, PGconn *superuser, guint rows)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "kontor-bench.csv", NULL);
  g_autofree char *uri = g_strdup_printf ("dbname=%s user=admin", database);
  g_autoptr (GString) text = g_string_new ("name,city,phone,email\n"), copy = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorConnection) connection = kontor_connection_open (uri, NULL, &error);
  g_autoptr (KontorImport) import = NULL;
  gint64 began;
  double ours, yardstick;

  for (guint i = 0; i < rows; i++)
    {
      g_string_append_printf (text, "Imported %06u d.o.o.,Sarajevo,+387 33 %06u,info@imported-%06u.example\n", i, i, i);
      g_string_append_printf (copy, "%u\tImported %06u d.o.o.\tSarajevo\t+387 33 %06u\tinfo@imported-%06u.example\n", i, i, i, i);
    }
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);

  import = kontor_import_new (kontor_entity_lookup ("partner"), path);
  if (connection == NULL || !kontor_import_inspect (import, &error))
    {
      fprintf (stderr, "import: %s\n", error->message);
      return;
    }
  began = g_get_monotonic_time ();
  if (!kontor_import_run (import, FALSE, send_cb, connection, NULL, NULL, NULL, &error))
    {
      fprintf (stderr, "import: %s\n", error->message);
      return;
    }
  ours = rows / ((double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  if (kontor_import_get_outcome (import)->n_created != rows)
    fprintf (stderr, "import: %" G_GUINT64_FORMAT " of %u rows\n", kontor_import_get_outcome (import)->n_created, rows);

  bench_bare_run (superuser, "drop table if exists bench_copy", NULL, 0);
  bench_bare_run (superuser, "create table bench_copy (id integer primary key, name text, city text, phone text, email text)", NULL, 0);
  began = g_get_monotonic_time ();
  PQclear (PQexec (superuser, "copy bench_copy from stdin"));
  PQputCopyData (superuser, copy->str, (int) copy->len);
  PQputCopyEnd (superuser, NULL);
  PQclear (PQgetResult (superuser));
  PQclear (PQgetResult (superuser));
  yardstick = rows / ((double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);

  bench_print ("import-partners", ours, "rows/s", yardstick);

  /* The same rows into a table with the same keys and indexes: what is left is the
   * price of rights, owners and history. */
  bench_bare_run (superuser, "create table kontor.bench_partner (like kontor.partner including all)", NULL, 0);
  began = g_get_monotonic_time ();
  bench_bare_run (superuser, "insert into kontor.bench_partner (id, name, city, phone, email)"
                             " select gen_random_uuid(), name, city, phone, email from bench_copy", NULL, 0);
  yardstick = rows / ((double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  bench_bare_run (superuser, "drop table kontor.bench_partner, bench_copy", NULL, 0);
  bench_print ("import-partners-beside-indexed-insert", ours, "rows/s", yardstick);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  static const guint clients[] = { 1, 4, 16 };
  guint each = argc > 2 ? (guint) atoi (argv[2]) : 100;
  PGconn *superuser;

  if (argc < 2)
    return 2;

  superuser = bench_bare_open (argv[1], "postgres");
  bench_bare_run (superuser, "set client_min_messages = warning", NULL, 0);
  bench_bare_run (superuser, "drop table if exists bench_row, bench_log", NULL, 0);
  bench_bare_run (superuser, "create table bench_row (id integer primary key, value integer)", NULL, 0);
  bench_bare_run (superuser, "create table bench_log (seq bigint generated always as identity primary key, row integer)", NULL, 0);
  bench_bare_run (superuser, "insert into bench_row select n, 0 from generate_series(0, 16000) n", NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    bench_tasks (argv[1], superuser, clients[i], each);
  bench_import (argv[1], superuser, 20000);

  bench_bare_run (superuser, "drop table bench_row, bench_log", NULL, 0);
  PQfinish (superuser);
  return 0;
}
