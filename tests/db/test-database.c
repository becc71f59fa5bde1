#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/error.h"
#include "base/identifier.h"
#include "fixture/office.h"

/* A desk's connections: what is asked, cancelled, told, and lived through. */

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static KontorResult *
save_partner (KontorDatabase *database, const char *id, const char *operation, const char *name, GError **error)
{
  g_autofree char *changes = g_strdup_printf ("{\"name\": \"%s\"}", name);
  const char *params[] = { "partner", id, "0", changes, operation };

  return kontor_test_office_query (database, "save", params, 5, error);
}

static void
test_identity (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("seller_one");

  g_assert_cmpint (kontor_database_get_state (database), ==, KONTOR_DATABASE_ONLINE);
  g_assert_cmpstr (kontor_database_get_login (database), ==, "seller_one");
  g_assert_cmpstr (kontor_database_get_role (database), ==, "seller");
  g_assert_cmpstr (kontor_database_get_employee_id (database), ==, "00000000-0000-7000-8000-000000000011");
  g_assert_cmpstr (kontor_database_get_employee_name (database), ==, "Seller One");
  g_assert_nonnull (kontor_database_get_server (database));
}

/* A long statement is stopped on the server; one that waits behind it returns
 * at once when cancelled; the connection goes on. */
static void
test_cancel (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("seller_one");
  g_autoptr (GCancellable) running = g_cancellable_new ();
  g_autoptr (GCancellable) waiting = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *asleep = NULL;
  gint64 start = g_get_monotonic_time ();

  kontor_database_statement_async (database, KONTOR_LANE_FRONT, "select pg_sleep(60)", NULL, 0, running, keep_result_cb, &first);
  kontor_database_statement_async (database, KONTOR_LANE_FRONT, "select 1", NULL, 0, waiting, keep_result_cb, &second);
  do
    {
      g_free (asleep);
      asleep = kontor_test_office_ask ("select count(*) from pg_stat_activity where state = 'active' and query ~ '^select pg_sleep'");
    }
  while (g_str_equal (asleep, "0"));

  g_cancellable_cancel (waiting);
  kontor_test_office_until (has_result, &second, 5);
  g_assert_null (first);
  g_assert_null (kontor_database_query_finish (database, second, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED);
  g_clear_error (&error);

  g_cancellable_cancel (running);
  kontor_test_office_until (has_result, &first, 10);
  g_assert_null (kontor_database_query_finish (database, first, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);

  result = kontor_test_office_query (database, "me", NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
}

typedef struct
{
  char *awaited;
  gboolean come;
} News;

static void
changes_cb (KontorDatabase *database, KontorResult *rows, gpointer user_data)
{
  News *news = user_data;

  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      if (g_strcmp0 (kontor_result_get_by_name (rows, i, "id"), news->awaited) == 0)
        news->come = TRUE;
    }
}

static gboolean
has_come (gpointer user_data)
{
  return ((News *) user_data)->come;
}

/* D5: what one desk saves, the other one is told within a second. */
static void
test_news (void)
{
  g_autoptr (KontorDatabase) one = kontor_test_office_open ("seller_one");
  g_autoptr (KontorDatabase) head = kontor_test_office_open ("head_a");
  g_autoptr (KontorDatabase) stranger = kontor_test_office_open ("seller_three");
  News told = { NULL, FALSE };
  News untold = { NULL, FALSE };
  gint64 longest = 0;

  g_signal_connect (head, "changes", G_CALLBACK (changes_cb), &told);
  g_signal_connect (stranger, "changes", G_CALLBACK (changes_cb), &untold);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = kontor_identifier_new ();
      g_autofree char *operation = kontor_identifier_new ();
      g_autoptr (KontorResult) saved = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start;

      told.awaited = untold.awaited = id;
      told.come = FALSE;
      saved = save_partner (one, id, operation, "News", &error);
      g_assert_no_error (error);
      start = g_get_monotonic_time ();
      kontor_test_office_until (has_come, &told, 20);
      longest = MAX (longest, g_get_monotonic_time () - start);
    }

  g_test_message ("news came after %.0f ms at most", longest / 1000.0);
  /* A second is promised; a computer that tests on all its cores gets some more. */
  g_assert_cmpint (longest, <, 3 * G_USEC_PER_SEC);
  /* Nothing is told to those who may not see it. */
  g_assert_false (untold.come);
}

/* Somebody keeps the lock of the elected desk for themselves: nobody calls out any
 * more, and every desk looks for itself. */
static void
test_news_without_election (void)
{
  g_autofree char *uri = kontor_test_office_get_uri ("seller_three");
  g_autoptr (KontorConnection) thief = NULL;
  g_autoptr (KontorDatabase) one = NULL;
  g_autoptr (KontorDatabase) head = NULL;
  g_autofree char *id = kontor_identifier_new ();
  g_autofree char *operation = kontor_identifier_new ();
  g_autoptr (KontorResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  News told = { id, FALSE };

  thief = kontor_connection_open (uri, NULL, &error);
  g_assert_no_error (error);
  kontor_connection_script (thief, "select pg_advisory_lock(5420, 1)", &error);
  g_assert_no_error (error);

  one = kontor_test_office_open ("seller_one");
  head = kontor_test_office_open ("head_a");
  g_signal_connect (head, "changes", G_CALLBACK (changes_cb), &told);
  saved = save_partner (one, id, operation, "Unelected", &error);
  g_assert_no_error (error);
  kontor_test_office_until (has_come, &told, 40);
}

static gboolean
is_online (gpointer user_data)
{
  return kontor_database_get_state (user_data) == KONTOR_DATABASE_ONLINE;
}

static gboolean
is_offline (gpointer user_data)
{
  return kontor_database_get_state (user_data) == KONTOR_DATABASE_OFFLINE;
}

static gboolean
is_closed (gpointer user_data)
{
  return kontor_database_get_state (user_data) == KONTOR_DATABASE_CLOSED;
}

/* The server is restarted: what is asked meanwhile waits, what happened
 * meanwhile is told afterwards. */
static void
test_restart (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("head_a");
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = kontor_identifier_new ();
  g_autofree char *sql = g_strdup_printf ("insert into kontor.partner (id, name, manager_id) values "
                                          "('%s', 'Meanwhile', '00000000-0000-7000-8000-000000000011')", id);
  News news = { id, FALSE };

  g_signal_connect (database, "changes", G_CALLBACK (changes_cb), &news);
  kontor_test_office_stop ();
  kontor_test_office_until (is_offline, database, 20);

  kontor_database_query_async (database, KONTOR_LANE_FRONT, "me", NULL, 0, NULL, keep_result_cb, &asked);
  kontor_test_office_start ();
  kontor_test_office_sql (sql);
  kontor_test_office_until (has_result, &asked, 30);
  result = kontor_database_query_finish (database, asked, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kontor_result_get_n_rows (result), ==, 1);

  kontor_test_office_until (is_online, database, 30);
  kontor_test_office_until (has_come, &news, 30);
}

/* What waits for a server that is away can be called off. */
static void
test_cancel_while_away (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("seller_one");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GError) error = NULL;

  kontor_test_office_stop ();
  kontor_test_office_until (is_offline, database, 20);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "me", NULL, 0, cancellable, keep_result_cb, &asked);
  g_cancellable_cancel (cancellable);
  kontor_test_office_until (has_result, &asked, 5);
  g_assert_null (kontor_database_query_finish (database, asked, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED);
  kontor_test_office_start ();
}

/* The server vanishes in the middle of a save: the outcome is unknown, the
 * same operation is sent again, and there is one partner. */
static void
test_vanish_while_saving (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("seller_one");
  g_autoptr (KontorConnection) obstacle = NULL;
  g_autofree char *uri = kontor_test_office_get_uri ("postgres");
  g_autofree char *id = kontor_identifier_new ();
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { "partner", id, "0", "{\"name\": \"Vanished\"}", operation };
  g_autofree char *count_sql = g_strdup_printf ("select count(*) from kontor.history where operation = '%s'", operation);
  g_autofree char *count = NULL;
  g_autofree char *blocked = NULL;
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) error = NULL;

  obstacle = kontor_connection_open (uri, NULL, &error);
  g_assert_no_error (error);
  kontor_connection_script (obstacle, "begin; lock table kontor.partner in exclusive mode", &error);
  g_assert_no_error (error);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "save", params, 5, NULL, keep_result_cb, &asked);
  do
    {
      g_free (blocked);
      blocked = kontor_test_office_ask ("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
    }
  while (g_str_equal (blocked, "0"));

  kontor_test_office_crash ();
  kontor_test_office_until (has_result, &asked, 10);
  g_assert_null (kontor_database_query_finish (database, asked, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION);
  g_clear_error (&error);
  kontor_test_office_start ();

  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&result);
      result = kontor_test_office_query (database, "save", params, 5, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (kontor_result_get (result, 0, 0), "\"saved\""));
    }
  count = kontor_test_office_ask (count_sql);
  g_assert_cmpstr (count, ==, "1");
}

static void
test_read_only (void)
{
  g_autoptr (KontorDatabase) database = NULL;
  g_autofree char *id = kontor_identifier_new ();
  g_autofree char *operation = kontor_identifier_new ();
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kontor_test_office_sql ("alter database kontor set default_transaction_read_only = on");
  database = kontor_test_office_open ("seller_one");
  result = save_partner (database, id, operation, "Read only", &error);
  kontor_test_office_sql ("set transaction read write; alter database kontor reset default_transaction_read_only");

  g_assert_null (result);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, "only lets itself be read"));
}

static void
refused_cb (KontorDatabase *database, GError *why, gpointer user_data)
{
  *(GError **) user_data = g_error_copy (why);
}

static void
check_refused (const char *login, KontorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_test_office_try (login, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

/* A person's rights are taken away while they are signed in: nothing more is
 * written, and the desk says why instead of trying for ever. */
static void
test_rights_taken_away (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("seller_two");
  g_autofree char *id = kontor_identifier_new ();
  g_autofree char *operation = kontor_identifier_new ();
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) why = NULL;

  g_signal_connect (database, "refused", G_CALLBACK (refused_cb), &why);
  kontor_test_office_sql ("update kontor.employee set active = false where login = 'seller_two'");
  result = save_partner (database, id, operation, "No right", &error);
  g_assert_null (result);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_PERMISSION);
  g_clear_error (&error);

  /* The server would still let them in, and nobody has ended their connections. */
  kontor_test_office_until (is_closed, database, 20);
  g_assert_error (why, KONTOR_ERROR, KONTOR_ERROR_PERMISSION);

  result = kontor_test_office_query (database, "me", NULL, 0, &error);
  g_assert_null (result);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_PERMISSION);
  check_refused ("seller_two", KONTOR_ERROR_PERMISSION);

  kontor_test_office_sql ("alter role seller_two nologin");
  check_refused ("seller_two", KONTOR_ERROR_PERMISSION);
  kontor_test_office_sql ("alter role seller_two login; update kontor.employee set active = true where login = 'seller_two'");
}

static void
test_who_does_not_fit (void)
{
  check_refused ("stranger", KONTOR_ERROR_PERMISSION);
  check_refused ("nobody_at_all", KONTOR_ERROR_PASSWORD);

  kontor_test_office_sql ("update kontor.schema_meta set minimum_client = 9999");
  check_refused ("seller_one", KONTOR_ERROR_OUTDATED);
  kontor_test_office_sql ("update kontor.schema_meta set minimum_client = 1, version = 0");
  check_refused ("seller_one", KONTOR_ERROR_OUTDATED);
  kontor_test_office_sql ("update kontor.schema_meta set version = " G_STRINGIFY (KONTOR_SCHEMA_VERSION));
}

/* A desk whose clock is a day ahead makes identifiers of tomorrow; all that is
 * dated, the server dates. */
static void
test_wrong_clock (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("seller_one");
  guint64 tomorrow = (guint64) g_get_real_time () / 1000 + 24 * 3600 * 1000;
  g_autofree char *id = g_strdup_printf ("%08x-%04x-7000-8000-0000000000aa", (guint) (tomorrow >> 16), (guint) (tomorrow & 0xffff));
  g_autofree char *operation = kontor_identifier_new ();
  g_autofree char *sql = g_strdup_printf ("select abs(extract(epoch from now() - created_at)) < 60 from kontor.partner where id = '%s'", id);
  g_autofree char *near = NULL;
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = save_partner (database, id, operation, "Tomorrow", &error);
  g_assert_no_error (error);
  near = kontor_test_office_ask (sql);
  g_assert_cmpstr (near, ==, "t");
}

/* Ids come in binary, in the order of the statement, by the back lane. */
static void
test_identifiers (void)
{
  g_autoptr (KontorDatabase) database = kontor_test_office_open ("chief");
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *last;

  kontor_database_identifiers_async (database,
                                     "select lpad(to_hex(n), 32, '0')::uuid from generate_series(1, 100000) n order by n",
                                     NULL, keep_result_cb, &asked);
  kontor_test_office_until (has_result, &asked, 30);
  ids = kontor_database_identifiers_finish (database, asked, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 100000);
  g_assert_cmpuint (g_array_get_element_size (ids), ==, 16);
  last = (const guint8 *) ids->data + 16 * 99999;
  g_assert_cmphex ((last[13] << 16) | (last[14] << 8) | last[15], ==, 100000);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "C.UTF-8");
  kontor_test_office_choose_folder ();
  g_test_init (&argc, &argv, NULL);
  kontor_test_office_begin ();

  g_test_add_func ("/database/identity", test_identity);
  g_test_add_func ("/database/cancel", test_cancel);
  g_test_add_func ("/database/identifiers", test_identifiers);
  g_test_add_func ("/database/news/D5", test_news);
  g_test_add_func ("/database/news/without-election", test_news_without_election);
  g_test_add_func ("/database/who-does-not-fit", test_who_does_not_fit);
  g_test_add_func ("/database/read-only", test_read_only);
  g_test_add_func ("/database/wrong-clock", test_wrong_clock);
  g_test_add_func ("/database/rights-taken-away", test_rights_taken_away);
  g_test_add_func ("/database/restart", test_restart);
  g_test_add_func ("/database/cancel-while-away", test_cancel_while_away);
  g_test_add_func ("/database/vanish-while-saving", test_vanish_while_saving);

  status = g_test_run ();
  kontor_test_office_end ();
  return status;
}
