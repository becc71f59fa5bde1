/*
 * What a person at a desk waits for: lists, jumps, searching, a card with its
 * feed, and news of another desk.  The desk's own objects ask (KontorDatabase,
 * KontorRecordList, KontorStore); a bare libpq loop that sends the same
 * statements one after the other is the yardstick.
 *
 * Usage: bench-desk DATABASE LOGIN [ROUNDS]; the server by libpq's environment.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/identifier.h"
#include "db/queries.h"
#include "measure.h"
#include "model/entity.h"
#include "model/record-list.h"
#include "model/search.h"
#include "model/store.h"

#define FIRST_ROWS 256

typedef struct
{
  const char     *login;
  guint           rounds;
  KontorDatabase *database;
  KontorStore    *store;
  PGconn         *bare;
  GPtrArray      *names;
} Bench;

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
stop_on (GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error->message);
  exit (1);
}

static KontorDatabase *
sign_in (const char *database, const char *login)
{
  KontorDatabase *self = kontor_database_new ();
  g_autofree char *uri = g_strdup_printf ("host=%s dbname=%s user=%s", g_getenv ("PGHOST"), database, login);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kontor_database_open_async (self, uri, NULL, NULL, store_result_cb, &result);
  kontor_database_open_finish (self, wait_for (&result), &error);
  stop_on (error, login);
  return self;
}

/* "rows-ask-seller" */
static char *
figure (Bench *self, const char *what)
{
  return g_strdup_printf ("%s-%s", what, kontor_database_get_role (self->database));
}

/* What the list sends for its first screen, in the form of one statement. */
static char *
first_rows_sql (const KontorEntity *entity, const char *statement)
{
  g_autofree char *columns = kontor_store_make_columns (entity), *joins = kontor_store_make_joins (entity);

  return g_strdup_printf ("SELECT %s FROM (SELECT first.id, row_number () OVER () AS place FROM (%s LIMIT %d) first) wanted"
                          " JOIN kontor.%s t ON t.id = wanted.id%s ORDER BY wanted.place",
                          columns, statement, FIRST_ROWS, entity->name, joins);
}

/* The bare loop's first screen and total. */
static void
bare_list (Bench *self, const KontorEntity *entity, const char *search, BenchTimes *times)
{
  const char *params[] = { entity->name, entity->order, search };
  g_autofree char *statement = bench_bare_value (self->bare, "select kontor.list_statement($1, null, $2, $3)", params, 3);
  const char *count_params[] = { entity->name, search };
  g_autofree char *count = bench_bare_value (self->bare, "select kontor.count_statement($1, null, $2)", count_params, 2);
  g_autofree char *first = first_rows_sql (entity, statement);
  gint64 began = g_get_monotonic_time ();

  if (bench_bare_run (self->bare, first, NULL, 0) == FIRST_ROWS)
    bench_bare_run (self->bare, count, NULL, 0);
  bench_times_add (times, began);
}

static void
wait_for_first_screen (KontorRecordList *list)
{
  while (kontor_record_list_get_total (list) < 0 && kontor_record_list_get_error (list) == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (kontor_record_list_get_error (list) != NULL)
    {
      fprintf (stderr, "list: %s\n", kontor_record_list_get_error (list));
      exit (1);
    }
}

static void
wait_until_complete (KontorRecordList *list)
{
  while (kontor_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_row (KontorRecordList *list, guint position)
{
  g_autoptr (KontorRecord) record = g_list_model_get_item (G_LIST_MODEL (list), position);

  kontor_record_list_want (list, position);
  while (!kontor_record_is_loaded (record))
    g_main_context_iteration (NULL, TRUE);
}

static void
bench_open_list (Bench *self, const char *entity_name)
{
  const KontorEntity *entity = kontor_entity_lookup (entity_name);
  BenchTimes *ours = bench_times_new (), *yardstick = bench_times_new ();
  g_autofree char *what = g_strdup_printf ("list-%s", entity_name), *name = figure (self, what);

  for (guint i = 0; i < self->rounds; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (KontorRecordList) list = kontor_record_list_new (self->store, entity);

      kontor_record_list_reload (list);
      wait_for_first_screen (list);
      bench_times_add (ours, began);
      /* The ids stream on; the next round shall not wait for them. */
      wait_until_complete (list);
      bare_list (self, entity, NULL, yardstick);
    }
  bench_print_times (name, ours, yardstick);
}

/* Jumps to the end and to places in the whole list, and to letters. */
static void
bench_jump (Bench *self)
{
  const KontorEntity *entity = kontor_entity_lookup ("partner");
  g_autoptr (KontorRecordList) list = kontor_record_list_new (self->store, entity);
  g_autofree char *columns = kontor_store_make_columns (entity), *joins = kontor_store_make_joins (entity);
  g_autofree char *window = g_strdup_printf ("SELECT %s FROM unnest ($1::uuid[]) WITH ORDINALITY wanted (id, place)"
                                             " JOIN kontor.%s t ON t.id = wanted.id%s ORDER BY wanted.place",
                                             columns, entity->name, joins);
  const char *params[] = { "partner", entity->order };
  g_autofree char *statement = bench_bare_value (self->bare, "select kontor.list_statement($1, null, $2, null)", params, 2);
  g_autofree char *name = NULL;
  BenchTimes *ours = bench_times_new (), *yardstick = bench_times_new ();
  gint64 began = g_get_monotonic_time ();
  guint length;

  kontor_record_list_reload (list);
  wait_for_first_screen (list);
  wait_until_complete (list);
  bench_times_add (ours, began);
  began = g_get_monotonic_time ();
  bench_bare_run (self->bare, statement, NULL, 0);
  bench_times_add (yardstick, began);
  name = figure (self, "list-partner-all-ids");
  bench_print_times (name, ours, yardstick);

  ours = bench_times_new ();
  yardstick = bench_times_new ();
  length = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (guint i = 0; i < self->rounds * 2 && length > 0; i++)
    {
      guint position = i == 0 ? length - 1 : (guint) (((guint64) i * 2654435761u) % length);
      guint first = position / FIRST_ROWS * FIRST_ROWS;
      g_autoptr (GString) ids = g_string_new ("{");
      const char *window_params[1];

      began = g_get_monotonic_time ();
      wait_for_row (list, position);
      bench_times_add (ours, began);

      for (guint k = first; k < MIN (first + FIRST_ROWS, length); k++)
        {
          g_autofree char *id = kontor_record_list_get_identifier (list, k);

          g_string_append_printf (ids, "%s%s", k > first ? "," : "", id);
        }
      g_string_append_c (ids, '}');
      window_params[0] = ids->str;
      began = g_get_monotonic_time ();
      bench_bare_run (self->bare, window, window_params, 1);
      bench_times_add (yardstick, began);
    }
  g_free (name);
  name = figure (self, "jump-to-any-place");
  bench_print_times (name, ours, yardstick);

  ours = bench_times_new ();
  for (char letter = 'a'; letter <= 'z'; letter++)
    {
      char prefix[2] = { letter, '\0' };
      g_autoptr (GAsyncResult) result = NULL;
      guint position;

      began = g_get_monotonic_time ();
      kontor_record_list_locate_async (list, prefix, NULL, store_result_cb, &result);
      position = kontor_record_list_locate_finish (list, wait_for (&result), NULL);
      if (position < length)
        wait_for_row (list, position);
      bench_times_add (ours, began);
    }
  g_free (name);
  name = figure (self, "jump-to-letter");
  bench_print_times (name, ours, NULL);
}

/* The search field above the list, and the search over everything. */
static void
bench_search (Bench *self)
{
  static const guint lengths[] = { 1, 2, 3, 8 };
  const KontorEntity *entity = kontor_entity_lookup ("partner");

  for (guint k = 0; k < G_N_ELEMENTS (lengths); k++)
    {
      BenchTimes *ours = bench_times_new (), *yardstick = bench_times_new ();
      BenchTimes *all = bench_times_new (), *all_yardstick = bench_times_new ();
      g_autofree char *what = g_strdup_printf ("search-list-%u", lengths[k]), *name = figure (self, what);
      g_autofree char *what_all = g_strdup_printf ("search-all-%u", lengths[k]), *name_all = figure (self, what_all);

      for (guint i = 0; i < self->names->len; i++)
        {
          const char *full = g_ptr_array_index (self->names, i);
          g_autofree char *typed = g_utf8_substring (full, 0, MIN (lengths[k], (guint) g_utf8_strlen (full, -1)));
          g_autoptr (KontorRecordList) list = kontor_record_list_new (self->store, entity);
          g_autoptr (GAsyncResult) result = NULL;
          g_autoptr (GPtrArray) found = NULL;
          g_autoptr (GError) error = NULL;
          const char *params[] = { NULL, typed, "20", NULL };
          gint64 began;

          kontor_record_list_set_search (list, typed);
          began = g_get_monotonic_time ();
          kontor_record_list_reload (list);
          wait_for_first_screen (list);
          bench_times_add (ours, began);
          wait_until_complete (list);
          bare_list (self, entity, typed, yardstick);

          began = g_get_monotonic_time ();
          kontor_search_async (self->store, NULL, typed, NULL, 20, NULL, store_result_cb, &result);
          found = kontor_search_finish (self->store, wait_for (&result), &error);
          bench_times_add (all, began);
          stop_on (error, "search");

          began = g_get_monotonic_time ();
          bench_bare_run (self->bare, kontor_queries_get ("search"), params, G_N_ELEMENTS (params));
          bench_times_add (all_yardstick, began);
        }
      bench_print_times (name, ours, yardstick);
      bench_print_times (name_all, all, all_yardstick);
    }
}

/* All that a partner's card asks: the record, what belongs to it, the feed. */
static void
open_card (Bench *self, const char *id)
{
  static const char * const children[] = { "person", "legal_entity", "address", "contact_channel", "deal", "task" };
  GAsyncResult *results[G_N_ELEMENTS (children) + 2] = { NULL };
  const char *params[] = { id, NULL, NULL, "50" };

  kontor_store_load_async (self->store, kontor_entity_lookup ("partner"), id, NULL, store_result_cb, &results[0]);
  kontor_database_query_async (self->database, KONTOR_LANE_BACK, "feed", params, 4, NULL, store_result_cb, &results[1]);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    kontor_store_load_children_async (self->store, kontor_entity_lookup (children[i]), "partner_id", id, NULL,
                                      store_result_cb, &results[i + 2]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      wait_for (&results[i]);
      if (i == 0)
        g_object_unref (kontor_store_load_finish (self->store, results[i], &error));
      else if (i == 1)
        g_object_unref (kontor_database_query_finish (self->database, results[i], &error));
      else
        g_ptr_array_unref (kontor_store_load_children_finish (self->store, results[i], &error));
      stop_on (error, "card");
      g_object_unref (results[i]);
    }
}

static void
bare_card (Bench *self, const char *id)
{
  static const char * const children[] = { "person", "legal_entity", "address", "contact_channel", "deal", "task" };
  const char *params[] = { id, NULL, NULL, "50" };
  g_autofree char *select = kontor_store_make_select (kontor_entity_lookup ("partner"));
  g_autofree char *sql = g_strconcat (select, " WHERE t.id = $1::uuid", NULL);

  bench_bare_run (self->bare, sql, params, 1);
  bench_bare_run (self->bare, kontor_queries_get ("feed"), params, 4);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autofree char *of_child = kontor_store_make_select (kontor_entity_lookup (children[i]));
      g_autofree char *child = g_strconcat (of_child, " WHERE t.partner_id = $1::uuid LIMIT 1000", NULL);

      bench_bare_run (self->bare, child, params, 1);
    }
}

static void
bench_card (Bench *self)
{
  /* Of the partners this person sees, the one with the longest history. */
  g_autofree char *busiest =
    bench_bare_value (self->bare, "select partner_id from kontor.interaction group by partner_id order by count(*) desc limit 1", NULL, 0);
  BenchTimes *ours = bench_times_new (), *yardstick = bench_times_new ();
  g_autofree char *name = figure (self, "card-busiest"), *usual = figure (self, "card-usual");

  for (guint i = 0; i < self->rounds && busiest != NULL; i++)
    {
      gint64 began = g_get_monotonic_time ();

      open_card (self, busiest);
      bench_times_add (ours, began);
      began = g_get_monotonic_time ();
      bare_card (self, busiest);
      bench_times_add (yardstick, began);
    }
  bench_print_times (name, ours, yardstick);

  ours = bench_times_new ();
  yardstick = bench_times_new ();
  for (guint i = 0; i < self->rounds; i++)
    {
      g_autofree char *id = bench_bare_value (self->bare, "select id from kontor.partner order by random() limit 1", NULL, 0);
      gint64 began;

      if (id == NULL)
        continue;
      began = g_get_monotonic_time ();
      open_card (self, id);
      bench_times_add (ours, began);
      began = g_get_monotonic_time ();
      bare_card (self, id);
      bench_times_add (yardstick, began);
    }
  bench_print_times (usual, ours, yardstick);
}

/* Another desk's change, from its answered save to this desk's signal. */
static void
entity_changed_cb (KontorStore *store, const char *entity, const char *id, const char *action, gpointer user_data)
{
  const char **awaited = user_data;

  if (*awaited != NULL && g_strcmp0 (id, *awaited) == 0)
    *awaited = NULL;
}

static void
bench_news (Bench *self)
{
  g_autofree char *id = bench_bare_value (self->bare, "select id from kontor.partner order by sort_key, id limit 1", NULL, 0);
  g_autofree char *name = figure (self, "news-on-another-desk");
  BenchTimes *ours = bench_times_new (), *yardstick = bench_times_new ();
  const char *awaited = NULL;
  gulong handler = g_signal_connect (self->store, "entity-changed", G_CALLBACK (entity_changed_cb), &awaited);

  for (guint i = 0; i < self->rounds && id != NULL; i++)
    {
      g_autofree char *operation = kontor_identifier_new ();
      g_autofree char *version = bench_bare_value (self->bare, "select version from kontor.partner where id = $1",
                                                   (const char *[]) { id }, 1);
      g_autofree char *changes = g_strdup_printf ("{\"note\": \"%u\"}", i);
      const char *params[] = { "partner", id, version, changes, operation };
      gint64 began;

      awaited = id;
      began = g_get_monotonic_time ();
      bench_bare_run (self->bare, kontor_queries_get ("save"), params, 5);
      bench_times_add (yardstick, began);
      began = g_get_monotonic_time ();
      while (awaited != NULL && g_get_monotonic_time () - began < 20 * G_USEC_PER_SEC)
        g_main_context_iteration (NULL, TRUE);
      bench_times_add (ours, began);
    }
  g_signal_handler_disconnect (self->store, handler);
  bench_print_times (name, ours, yardstick);
}

static void
print_memory (Bench *self)
{
  g_autofree char *status = NULL, *name = figure (self, "memory-of-model");
  const char *at;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL) && (at = strstr (status, "VmRSS:")) != NULL)
    bench_print (name, g_ascii_strtod (at + 6, NULL) / 1024.0, "MB", -1);
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };
  PGconn *superuser;
  PGresult *names;

  if (argc < 3)
    {
      fprintf (stderr, "usage: bench-desk DATABASE LOGIN [ROUNDS]\n");
      return 2;
    }
  self.login = argv[2];
  self.rounds = argc > 3 ? (guint) atoi (argv[3]) : 20;
  self.database = sign_in (argv[1], self.login);
  self.store = kontor_store_new (self.database);
  self.bare = bench_bare_open (argv[1], self.login);

  superuser = bench_bare_open (argv[1], "postgres");
  names = PQexec (superuser, "select lower(name) from kontor.partner where length(name) > 9 order by md5(id::text) limit 25");
  self.names = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < PQntuples (names); i++)
    g_ptr_array_add (self.names, g_strdup (PQgetvalue (names, i, 0)));
  PQclear (names);
  PQfinish (superuser);

  bench_open_list (&self, "partner");
  bench_open_list (&self, "deal");
  bench_open_list (&self, "task");
  bench_jump (&self);
  bench_search (&self);
  bench_card (&self);
  bench_news (&self);
  print_memory (&self);

  kontor_database_close (self.database);
  return 0;
}
