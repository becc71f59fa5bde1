/*
 * Imported rows a second beside a plain COPY; and publishing a sound map of 1,000
 * points by the server, who checks it again, beside storing it only.
 *
 * Works in a base of its own kind only: it leaves its partners and its map behind.
 * Usage: bench-work DATABASE; the server by libpq's environment.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "db/connection.h"
#include "db/queries.h"
#include "fixture/large-map.h"
#include "measure.h"
#include "model/import.h"

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

static void
bench_publish (PGconn *superuser)
{
  g_autoptr (KontorMap) map = kontor_test_large_map (1000, FALSE, 0, 11);
  g_autofree char *graph = kontor_map_to_json (map), *id = NULL;
  BenchTimes *ours = bench_times_new (), *yardstick = bench_times_new ();

  PQclear (PQexec (superuser, "set session authorization admin"));
  id = bench_bare_value (superuser, "select kontor.copy_map(null, 'Bench of 1,000 points')", NULL, 0);
  for (guint i = 0; i < 5; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autofree char *version =
        bench_bare_value (superuser, "select kontor.save_map_draft($1::uuid, $2::jsonb)", (const char *[]) { id, graph }, 2);

      bench_times_add (yardstick, began);
      began = g_get_monotonic_time ();
      bench_bare_run (superuser, "select kontor.publish_map($1::uuid)", (const char *[]) { version }, 1);
      bench_times_add (ours, began);
    }
  PQclear (PQexec (superuser, "reset session authorization"));
  bench_print_times ("publish-map-of-1000", ours, yardstick);
}

int
main (int argc, char **argv)
{
  PGconn *superuser;

  if (argc < 2)
    return 2;

  superuser = bench_bare_open (argv[1], "postgres");
  bench_bare_run (superuser, "set client_min_messages = warning", NULL, 0);
  bench_import (argv[1], superuser, 20000);
  bench_publish (superuser);
  PQfinish (superuser);
  return 0;
}
