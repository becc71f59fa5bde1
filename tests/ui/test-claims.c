#include "config.h"

#include <locale.h>

#include "claims/claim-card.h"
#include "claims/claims.h"
#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/chart-view.h"
#include "kit/form.h"
#include "kit/list-page.h"
#include "kit/record-command.h"

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define CLAIM "00000000-0000-7000-8000-000000000a09"

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorStore      *store;
  KontorTestScreen *screen;
  GtkWidget        *page;
  KontorRecord     *partner;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = kontor_test_server_new ("kontor_empty");
  kontor_test_server_sql (fixture->server,
    "set session authorization seller_one;"
    "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
    "select kontor.save('claim', '" CLAIM "', 0, jsonb_build_object('partner_id', '" PARTNER "', 'essence', 'Scratched doors',"
    "  'reason_id', (select id from kontor.claim_reason where name = 'Defect')), null);");
  fixture->database = kontor_test_server_open (fixture->server, "seller_one");
  fixture->store = kontor_store_new (fixture->database);
  fixture->screen = kontor_test_screen_new (kontor_desk_new (fixture->store), 1180, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->partner);
  kontor_test_screen_free (fixture->screen);
  kontor_test_settle (20);
  kontor_database_close (fixture->database);
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
  kontor_test_server_free (fixture->server);
}

static void
show (Fixture *fixture, KontorPage *page)
{
  fixture->page = GTK_WIDGET (page);
  kontor_test_screen_show (fixture->screen, fixture->page);
}

static void
partner_loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->partner = kontor_store_load_finish (KONTOR_STORE (store), result, NULL);
}

static gboolean
has_partner (gpointer data)
{
  return ((Fixture *) data)->partner != NULL;
}

static GtkWindow *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != fixture->screen->window && gtk_widget_get_visible (GTK_WIDGET (window)) && gtk_window_get_modal (window))
        return window;
    }
  return NULL;
}

static gboolean
asked_for_claim (gpointer data)
{
  return strstr (((Fixture *) data)->screen->asked->str, "open-record claim ") != NULL;
}

static gboolean
shows_claim (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Scratched doors") && kontor_test_find_text (page, "Željezara Zenica") != NULL;
}

static gboolean
is_closed (gpointer page)
{
  GtkWidget *reopen = kontor_test_find_text (page, "Take it up again");

  return reopen != NULL && gtk_widget_get_mapped (reopen);
}

static gboolean
is_open (gpointer page)
{
  return !is_closed (page);
}

static gboolean
shows_share (gpointer page)
{
  return kontor_test_find_text (page, "67 % satisfied: 2 of 3 closed claims") != NULL;
}

/* R97, R248: from the client's card a claim needs its essence and nothing more */
static void
test_from_client (Fixture *fixture, gconstpointer data)
{
  KontorForm *form;
  GtkWindow *dialog;

  kontor_store_load_async (fixture->store, kontor_entity_lookup ("partner"), PARTNER, NULL, partner_loaded_cb, fixture);
  g_assert_true (kontor_test_wait (has_partner, fixture));
  g_assert_true (kontor_record_command_run ("new-claim", fixture->screen->desk, fixture->partner));
  dialog = find_dialog (fixture);
  g_assert_nonnull (dialog);
  form = KONTOR_FORM (kontor_test_find_type (GTK_WIDGET (dialog), KONTOR_TYPE_FORM));
  g_assert_cmpstr (kontor_record_get (kontor_form_get_record (form), "partner_id"), ==, PARTNER);
  kontor_record_set (kontor_form_get_record (form), "essence", "Two handles are missing");
  kontor_form_save (form);
  g_assert_true (kontor_test_wait (asked_for_claim, fixture));
}

static gboolean
is_told_why (gpointer data)
{
  GtkWindow *dialog = find_dialog (data);

  return dialog != NULL && kontor_test_find_text (GTK_WIDGET (dialog), "The claim was not changed") != NULL;
}

/* R250: a claim is closed as one of the two: while its process runs by a head, after that by anybody; it can be taken up again */
static void
test_closing (Fixture *fixture, gconstpointer data)
{
  show (fixture, kontor_claim_card_new (fixture->screen->desk, CLAIM));
  g_assert_true (kontor_test_wait (shows_claim, fixture->page));
  kontor_test_picture (fixture->page, "claim");
  gtk_widget_activate_action (fixture->page, "claim.satisfied", NULL);
  g_assert_true (kontor_test_wait (is_told_why, fixture));
  gtk_window_destroy (find_dialog (fixture));
  g_assert_false (is_closed (fixture->page));

  kontor_test_server_sql (fixture->server,
    "set session authorization head_a;"
    "select kontor.save('claim', c.id, c.version, '{\"status\": \"not_satisfied\"}', null) from kontor.claim c where c.id = '" CLAIM "'");
  g_assert_true (kontor_test_wait (is_closed, fixture->page));
  gtk_widget_activate_action (fixture->page, "claim.reopen", NULL);
  g_assert_true (kontor_test_wait (is_open, fixture->page));
  gtk_widget_activate_action (fixture->page, "claim.satisfied", NULL);
  g_assert_true (kontor_test_wait (is_closed, fixture->page));
  g_assert_nonnull (kontor_test_find_text (fixture->page, "Satisfied"));
}

/* R251, R252, R286: shares and reasons, and the rows behind each bar */
static void
test_report (Fixture *fixture, gconstpointer data)
{
  kontor_test_server_sql (fixture->server,
    "set session authorization seller_one;"
    "select kontor.save('claim', gen_random_uuid(), 0, jsonb_build_object('partner_id', '" PARTNER "', 'essence', 'Claim ' || n,"
    "  'reason_id', (select id from kontor.claim_reason where name = 'Bad service')), null) from generate_series(1, 3) n;"
    "set session authorization head_a;"
    "select kontor.save('claim', c.id, c.version, jsonb_build_object("
    "  'status', case when c.essence < 'Claim 3' then 'satisfied' else 'not_satisfied' end), null)"
    "  from kontor.claim c where c.essence like 'Claim %';");
  show (fixture, kontor_desk_create_page (fixture->screen->desk, "claims-report", ""));
  g_assert_true (kontor_test_wait (shows_share, fixture->page));
  kontor_test_settle (100);
  kontor_test_picture (fixture->page, "claims-report");

  /* The reasons stand last: the most frequent first. */
  g_string_truncate (fixture->screen->asked, 0);
  {
    GtkWidget *chart = NULL;
    GtkWidget *heading = kontor_test_find_text (fixture->page, "What clients complain about");

    for (GtkWidget *widget = gtk_widget_get_next_sibling (heading); widget != NULL && chart == NULL; widget = gtk_widget_get_next_sibling (widget))
      chart = kontor_test_find_type (widget, KONTOR_TYPE_CHART_VIEW);
    g_assert_nonnull (chart);
    g_signal_emit_by_name (chart, "datum-activated", 0u);
  }
  g_assert_nonnull (strstr (fixture->screen->asked->str, "open-list claim"));
  g_assert_nonnull (strstr (fixture->screen->asked->str, "reason_id"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_claims_register ();

  g_test_add ("/claims/from-client", Fixture, NULL, set_up, test_from_client, tear_down);
  g_test_add ("/claims/closing", Fixture, NULL, set_up, test_closing, tear_down);
  g_test_add ("/claims/report", Fixture, NULL, set_up, test_report, tear_down);
  return g_test_run ();
}
