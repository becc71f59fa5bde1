#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/error.h"
#include "fixture/server.h"
#include "model/record-list.h"
#include "model/search.h"
#include "model/view.h"

#define SELLER_ONE "00000000-0000-7000-8000-000000000011"

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;  /* seller_one */
  KontorStore      *store;
  KontorDatabase   *other_database;  /* head_a, who sees seller_one's partners */
  KontorStore      *other_store;
} Fixture;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_null (*(GAsyncResult **) user_data);
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gboolean
save (KontorStore *store, KontorRecord *record, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kontor_store_save_record_async (store, record, NULL, finished_cb, &result);
  return kontor_store_save_finish (store, wait_for (&result), error);
}

static KontorRecord *
load (KontorStore *store, const char *entity, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kontor_store_load_async (store, kontor_entity_lookup (entity), id, NULL, finished_cb, &result);
  return kontor_store_load_finish (store, wait_for (&result), error);
}

static KontorRecord *
make_partner (KontorStore *store, const char *name)
{
  KontorRecord *partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  g_autoptr (GError) error = NULL;

  kontor_record_set (partner, "name", name);
  save (store, partner, &error);
  g_assert_no_error (error);
  return partner;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = kontor_test_server_new ("kontor_empty");
  fixture->database = kontor_test_server_open (fixture->server, "seller_one");
  fixture->store = kontor_store_new (fixture->database);
  fixture->other_database = kontor_test_server_open (fixture->server, "head_a");
  fixture->other_store = kontor_store_new (fixture->other_database);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->other_store);
  kontor_database_close (fixture->database);
  kontor_database_close (fixture->other_database);
  g_object_unref (fixture->database);
  g_object_unref (fixture->other_database);
  kontor_test_server_free (fixture->server);
}

/* What is saved is read back by another desk, with what the server filled. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) partner = make_partner (fixture->store, "Siemens d.o.o.");
  g_autoptr (KontorRecord) seen = NULL;
  g_autoptr (KontorRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kontor_record_get_version (partner), ==, 1);
  g_assert_false (kontor_record_is_dirty (partner));
  g_assert_cmpstr (kontor_record_get (partner, "manager_id"), ==, SELLER_ONE);
  g_assert_nonnull (kontor_record_get_label (partner, "manager_id"));

  seen = load (fixture->other_store, "partner", kontor_record_get_id (partner), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get (seen, "name"), ==, "Siemens d.o.o.");
  g_assert_cmpstr (kontor_record_get (seen, "relations"), ==, "{client}");

  /* One object a record on a desk. */
  again = load (fixture->store, "partner", kontor_record_get_id (partner), NULL);
  g_assert_true (again == partner);

  g_assert_null (load (fixture->store, "partner", "00000000-0000-7000-8000-00000000ffff", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

/* D5: two desks, one record, different fields: both stay. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) mine = make_partner (fixture->store, "Siemens");
  g_autoptr (KontorRecord) theirs = load (fixture->other_store, "partner", kontor_record_get_id (mine), NULL);
  g_autoptr (GError) error = NULL;

  kontor_record_set (mine, "phone", "+387 33 111 111");
  kontor_record_set (theirs, "city", "Sarajevo");
  g_assert_true (save (fixture->other_store, theirs, &error));
  g_assert_no_error (error);
  g_assert_true (save (fixture->store, mine, &error));
  g_assert_no_error (error);

  g_assert_cmpint (kontor_record_get_version (mine), ==, 3);
  g_assert_cmpstr (kontor_record_get (mine, "city"), ==, "Sarajevo");
  g_assert_cmpstr (kontor_record_get (mine, "phone"), ==, "+387 33 111 111");
}

/* D5: the same field: nothing written, three values to choose from, then the choice. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  static const char * const keep_phone[] = { "phone", NULL };
  g_autoptr (KontorRecord) mine = make_partner (fixture->store, "Siemens");
  g_autoptr (KontorRecord) theirs = load (fixture->other_store, "partner", kontor_record_get_id (mine), NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts;
  KontorConflict *conflict;

  kontor_record_set (mine, "phone", "+387 33 111 111");
  kontor_record_set (mine, "city", "Tuzla");
  kontor_record_set (theirs, "phone", "+387 33 222 222");
  kontor_record_set (theirs, "city", "Mostar");
  g_assert_true (save (fixture->other_store, theirs, NULL));

  g_assert_false (save (fixture->store, mine, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpstr (kontor_record_get (mine, "phone"), ==, "+387 33 111 111");
  g_assert_true (kontor_record_is_dirty (mine));

  conflicts = kontor_store_get_conflicts (fixture->store, mine);
  g_assert_nonnull (conflicts);
  g_assert_cmpuint (conflicts->len, ==, 2);
  conflict = g_ptr_array_index (conflicts, g_str_equal (((KontorConflict *) g_ptr_array_index (conflicts, 0))->field, "phone") ? 0 : 1);
  g_assert_cmpstr (conflict->field, ==, "phone");
  g_assert_null (conflict->base);
  g_assert_cmpstr (conflict->mine, ==, "+387 33 111 111");
  g_assert_cmpstr (conflict->theirs, ==, "+387 33 222 222");
  g_assert_nonnull (conflict->author);

  kontor_store_resolve (fixture->store, mine, keep_phone);
  g_assert_cmpstr (kontor_record_get (mine, "city"), ==, "Mostar");
  g_assert_true (save (fixture->store, mine, &error));
  g_assert_no_error (error);
  g_assert_null (kontor_store_get_conflicts (fixture->store, mine));
  g_assert_cmpstr (kontor_record_get (mine, "phone"), ==, "+387 33 111 111");
  g_assert_cmpstr (kontor_record_get (mine, "city"), ==, "Mostar");
}

/* D5: the news came before the save; the conflict is found all the same. */
static void
test_conflict_after_news (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) mine = make_partner (fixture->store, "Siemens");
  g_autoptr (KontorRecord) theirs = load (fixture->other_store, "partner", kontor_record_get_id (mine), NULL);
  g_autoptr (GError) error = NULL;
  gint64 until = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;

  kontor_record_set (mine, "phone", "+387 33 111 111");
  kontor_record_set (theirs, "phone", "+387 33 222 222");
  g_assert_true (save (fixture->other_store, theirs, NULL));
  while (kontor_record_get_version (mine) < 2 && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (kontor_record_get_version (mine), ==, 2);

  g_assert_false (save (fixture->store, mine, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

/* R4: three records in one transaction; one that is refused takes all with it. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  g_autoptr (KontorRecord) person = kontor_record_new (kontor_entity_lookup ("person"), NULL);
  g_autoptr (KontorRecord) gone = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GPtrArray) persons = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *long_name = g_strnfill (400, 'x');

  kontor_record_set (partner, "name", "Siemens");
  kontor_record_set (person, "name", long_name);
  kontor_record_set_link (person, "partner_id", kontor_record_get_id (partner), "Siemens");
  g_ptr_array_add (records, partner);
  g_ptr_array_add (records, person);

  kontor_store_save_async (fixture->store, records, "New client", NULL, finished_cb, &result);
  g_assert_false (kontor_store_save_finish (fixture->store, wait_for (&result), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONSTRAINT);
  /* R330: what does not fit is called as on the form. */
  g_assert_nonnull (strstr (error->message, kontor_entity_find_field (kontor_entity_lookup ("person"), "name")->label));
  g_assert_null (strstr (error->message, "person_name"));
  g_clear_error (&error);
  gone = load (fixture->store, "partner", kontor_record_get_id (partner), &error);
  g_assert_null (gone);
  g_clear_error (&error);

  kontor_record_set (person, "name", "Amra Hodžić");
  kontor_store_save_async (fixture->store, records, "New client", NULL, finished_cb, &second);
  kontor_store_save_finish (fixture->store, wait_for (&second), &error);
  g_assert_no_error (error);

  kontor_store_load_children_async (fixture->store, kontor_entity_lookup ("person"), "partner_id",
                                    kontor_record_get_id (partner), NULL, finished_cb, &third);
  persons = kontor_store_load_children_finish (fixture->store, wait_for (&third), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (persons->len, ==, 1);
  g_assert_true (g_ptr_array_index (persons, 0) == person);
  g_assert_cmpstr (kontor_record_get_label (person, "partner_id"), ==, "Siemens");
}

static void
note_saved_cb (KontorStore *store, const char *operation, const char *title, char **seen)
{
  g_free (*seen);
  *seen = g_strdup (operation);
}

/* D1: a deletion is undone as a whole. */
static void
test_remove_and_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) partner = make_partner (fixture->store, "Siemens");
  g_autoptr (KontorRecord) back = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = NULL;
  guint n_conflicts = 99;

  g_signal_connect (fixture->store, "saved", G_CALLBACK (note_saved_cb), &operation);
  kontor_store_remove_async (fixture->store, partner, NULL, finished_cb, &result);
  kontor_store_remove_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (operation);
  g_assert_null (load (fixture->store, "partner", kontor_record_get_id (partner), NULL));

  kontor_store_undo_async (fixture->store, operation, NULL, finished_cb, &second);
  kontor_store_undo_finish (fixture->store, wait_for (&second), &n_conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_conflicts, ==, 0);
  back = load (fixture->store, "partner", kontor_record_get_id (partner), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get (back, "name"), ==, "Siemens");
}

static void
wait_for_list (KontorRecordList *list)
{
  gint64 until = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while ((kontor_record_list_get_total (list) < 0 || kontor_record_list_is_loading (list)) &&
         g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (kontor_record_list_get_error (list), ==, NULL);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GString *seen)
{
  g_string_append_printf (seen, "%u-%u+%u;", position, removed, added);
}

/* A list keeps itself right by news, and touches only what changed. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) b = make_partner (fixture->store, "B");
  g_autoptr (KontorRecord) d = make_partner (fixture->store, "D");
  g_autoptr (KontorRecord) a = NULL;
  g_autoptr (KontorRecordList) list = kontor_record_list_new (fixture->store, kontor_entity_lookup ("partner"));
  g_autoptr (KontorRecord) first = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  gint64 until;

  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == b);

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), seen);
  a = make_partner (fixture->other_store, "A");
  kontor_record_set (a, "manager_id", SELLER_ONE);
  g_assert_true (save (fixture->other_store, a, NULL));
  until = g_get_monotonic_time () + 8 * G_TIME_SPAN_SECOND;
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < 3 && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (seen->str, ==, "0-0+1;");
  g_assert_cmpint (kontor_record_list_get_total (list), ==, 3);
  g_assert_cmpuint (kontor_record_list_find (list, kontor_record_get_id (d)), ==, 2);

  /* Newest condition wins, whatever was asked before. */
  kontor_record_list_set_order (list, "-name");
  kontor_record_list_set_condition (list, "{\"field\":\"name\",\"in\":[\"A\",\"D\"]}");
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpuint (kontor_record_list_find (list, kontor_record_get_id (d)), ==, 0);
  g_assert_cmpuint (kontor_record_list_find (list, kontor_record_get_id (b)), ==, G_MAXUINT);

  kontor_record_list_set_condition (list, "{\"field\":\"nonsense\",\"is\":\"1\"}");
  until = g_get_monotonic_time () + 8 * G_TIME_SPAN_SECOND;
  while (kontor_record_list_get_error (list) == NULL && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (kontor_record_list_get_error (list));
}

/* A long list: the first rows, the exact total, then any row by its window. */
static void
test_long_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecordList) list = NULL;
  g_autoptr (KontorRecord) last = NULL;
  g_autofree char *id = NULL;
  gint64 until;
  guint n;

  kontor_test_server_sql (fixture->server,
                          "insert into kontor.partner (id, name, manager_id) "
                          "select gen_random_uuid(), 'Firm ' || lpad(i::text, 6, '0'), '" SELLER_ONE "' "
                          "from generate_series(1, 30000) i");
  list = kontor_record_list_new (fixture->store, kontor_entity_lookup ("partner"));
  wait_for_list (list);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n, ==, 30000);
  g_assert_cmpint (kontor_record_list_get_total (list), ==, 30000);

  last = g_list_model_get_item (G_LIST_MODEL (list), n - 1);
  g_assert_false (kontor_record_is_loaded (last));
  id = kontor_record_list_get_identifier (list, n - 1);
  g_assert_cmpstr (id, ==, kontor_record_get_id (last));
  kontor_record_list_want (list, n - 1);
  until = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  while (!kontor_record_is_loaded (last) && g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      /* News of the 30,000 may have read the list anew meanwhile. */
      if (g_list_model_get_n_items (G_LIST_MODEL (list)) == n)
        {
          g_object_unref (last);
          last = g_list_model_get_item (G_LIST_MODEL (list), n - 1);
          if (!kontor_record_is_loaded (last))
            kontor_record_list_want (list, n - 1);
        }
    }
  g_assert_cmpstr (kontor_record_get (last, "name"), ==, "Firm 030000");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) partner = make_partner (fixture->store, "Siemens d.o.o. Sarajevo");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) similar = NULL;
  g_autoptr (GError) error = NULL;
  KontorFound *one;

  kontor_search_async (fixture->store, NULL, "sie", NULL, 10, NULL, finished_cb, &result);
  found = kontor_search_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  one = g_ptr_array_index (found, 0);
  g_assert_cmpstr (one->entity, ==, "partner");
  g_assert_cmpstr (one->id, ==, kontor_record_get_id (partner));

  kontor_search_similar_async (fixture->store, "SIEMENS Sarajevo", NULL, NULL, NULL, NULL, finished_cb, &second);
  similar = kontor_search_similar_finish (fixture->store, wait_for (&second), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (similar->len, ==, 1);
  g_assert_nonnull (((KontorFound *) g_ptr_array_index (similar, 0))->reason);
}

static void
test_view (Fixture *fixture, gconstpointer data)
{
  static const char * const columns[] = { "name", "city", NULL };
  g_autoptr (KontorRecord) view = kontor_view_new (kontor_entity_lookup ("partner"), "Mine");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *condition = NULL;
  g_auto (GStrv) read = NULL;
  gboolean found = FALSE;

  kontor_view_set_definition (view, "{\"field\":\"manager_id\",\"is\":\"me\"}", "-name", columns);
  save (fixture->store, view, &error);
  g_assert_no_error (error);
  kontor_view_load_async (fixture->store, kontor_entity_lookup ("partner"), NULL, finished_cb, &result);
  views = kontor_view_load_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < views->len; i++)
    found = found || g_ptr_array_index (views, i) == view;
  g_assert_true (found);
  condition = kontor_view_get_condition (view);
  g_assert_cmpstr (condition, ==, "{\"is\":\"me\",\"field\":\"manager_id\"}");
  read = kontor_view_get_columns (view);
  g_assert_cmpstr (read[1], ==, "city");
}

/* Every entity can be read with the rights of a person. */
static void
test_every_entity (Fixture *fixture, gconstpointer data)
{
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    {
      g_autoptr (KontorRecordList) list = kontor_record_list_new (fixture->store, *entity);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GError) error = NULL;

      wait_for_list (list);
      kontor_store_load_children_async (fixture->store, *entity, NULL, NULL, NULL, finished_cb, &result);
      records = kontor_store_load_children_finish (fixture->store, wait_for (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
    }
}

/* A server that vanishes while saving: the same operation is sent again, so
 * the answer is right and nothing is doubled or lost. */
static void
test_lost_connection (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("Firm %u", i);
      g_autoptr (KontorRecord) partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      kontor_record_set (partner, "name", name);
      kontor_store_save_record_async (fixture->store, partner, NULL, finished_cb, &result);
      /* Before, within or after the statement, as it happens. */
      g_usleep (i * 3000);
      kontor_test_server_sql (fixture->server,
                              "select pg_terminate_backend (pid) from pg_stat_activity"
                              " where usename = 'seller_one' and datname = current_database ()");
      kontor_store_save_finish (fixture->store, wait_for (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpint (kontor_record_get_version (partner), >=, 1);
      g_assert_false (kontor_record_is_dirty (partner));
    }
  kontor_test_server_sql (fixture->server,
                          "do $$ begin assert (select count(*) from kontor.partner where name like 'Firm %') = 4;"
                          " assert (select count(*) from kontor.history where entity = 'partner' and action = 'insert') = 4;"
                          " end $$");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/save", test_save);
  ADD ("/store/merge/D5", test_merge);
  ADD ("/store/conflict/D5", test_conflict);
  ADD ("/store/conflict-after-news/D5", test_conflict_after_news);
  ADD ("/store/several/R4", test_several);
  ADD ("/store/remove-and-undo/D1", test_remove_and_undo);
  ADD ("/store/lost-connection", test_lost_connection);
  ADD ("/store/search", test_search);
  ADD ("/store/view", test_view);
  ADD ("/store/every-entity", test_every_entity);
  ADD ("/record-list/news", test_list);
  ADD ("/record-list/long", test_long_list);
  return g_test_run ();
}
