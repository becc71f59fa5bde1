#include "config.h"

#include <locale.h>

#include "deals/deal-card.h"
#include "deals/deals.h"
#include "deals/stage-stepper.h"
#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/filter-bar.h"
#include "kit/form.h"
#include "kit/list-page.h"

/* The list and the card of deals, against a server. */

#define KIND_BY_STAGES "00000000-0000-7000-8000-000000001602"
#define KIND_BY_MAP "00000000-0000-7000-8000-0000000a0003"
#define STAGE_NEGOTIATION "00000000-0000-7000-8000-000000001504"

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorStore      *store;
  KontorTestScreen *screen;
  KontorRecord     *partner;
  KontorRecord     *deal;
} Fixture;

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  kontor_store_save_finish (KONTOR_STORE (store), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
save (KontorStore *store, KontorRecord *record)
{
  gboolean done = FALSE;

  kontor_store_save_record_async (store, record, NULL, saved_cb, &done);
  g_assert_true (kontor_test_wait (is_true, &done));
}

static KontorRecord *
make_deal (Fixture *fixture, const char *name, const char *kind)
{
  KontorRecord *deal = kontor_record_new (kontor_entity_lookup ("deal"), NULL);

  kontor_record_set (deal, "name", name);
  kontor_record_set (deal, "kind_id", kind);
  kontor_record_set (deal, "partner_id", kontor_record_get_id (fixture->partner));
  kontor_record_set (deal, "amount", "1200");
  save (fixture->store, deal);
  return deal;
}

static void
set_up (Fixture *fixture, gconstpointer kind)
{
  fixture->server = kontor_test_server_new ("kontor_empty");
  fixture->database = kontor_test_server_open (fixture->server, "seller_one");
  fixture->store = kontor_store_new (fixture->database);
  fixture->screen = kontor_test_screen_new (kontor_desk_new (fixture->store), 1180, 700);
  fixture->partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  kontor_record_set (fixture->partner, "name", "Bosna Papir");
  save (fixture->store, fixture->partner);
  fixture->deal = make_deal (fixture, "Chairs for the hall", kind);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_test_screen_free (fixture->screen);
  kontor_test_settle (20);
  kontor_database_close (fixture->database);
  g_object_unref (fixture->deal);
  g_object_unref (fixture->partner);
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
  kontor_test_server_free (fixture->server);
}

typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Sought;

static gboolean
is_shown (gpointer data)
{
  Sought *sought = data;
  GtkWidget *found = kontor_test_find_text (sought->widget, sought->text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static GtkWidget *
find (GtkWidget *widget, const char *text)
{
  Sought sought = { widget, text };

  if (!kontor_test_wait (is_shown, &sought))
    g_error ("“%s” does not appear", text);
  return kontor_test_find_text (widget, text);
}

static GtkWidget *
show_card (Fixture *fixture)
{
  GtkWidget *card = GTK_WIDGET (kontor_deal_card_new (fixture->screen->desk, kontor_record_get_id (fixture->deal)));

  kontor_test_screen_show (fixture->screen, card);
  find (card, "Chairs for the hall");
  return card;
}

static gboolean
stands_in_negotiation (gpointer data)
{
  return g_strcmp0 (kontor_record_get_stored (data, "stage_id"), STAGE_NEGOTIATION) == 0 && !kontor_record_is_dirty (data);
}

/* R49: the stage of a deal that goes by stages is moved by hand. */
static void
test_stage_by_hand (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = show_card (fixture);

  find (card, "Won");
  kontor_test_click (find (card, "Negotiation"));
  g_assert_true (kontor_test_wait (stands_in_negotiation, fixture->deal));
  kontor_test_picture (card, "deal-by-stages");
}

static gboolean
is_won (gpointer data)
{
  return g_strcmp0 (kontor_record_get_stored (data, "status"), "won") == 0;
}

static void
test_won (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = show_card (fixture);

  kontor_test_click (find (card, "Won"));
  g_assert_true (kontor_test_wait (is_won, fixture->deal));
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (card, "Lost…")));
}

/* R50: a deal that walks a map is moved by its tasks alone, and the card says so. */
static void
test_led_by_map (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = show_card (fixture);
  GtkWidget *start = find (card, "Start Process");
  GtkWidget *step = find (card, "Negotiation");

  g_assert_false (gtk_widget_get_can_target (gtk_widget_get_ancestor (step, GTK_TYPE_BUTTON)));
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (card, "Won")));
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (card, "Lost…")));
  kontor_test_click (start);
  find (card, "Open Map");
  find (card, "Clarify the needs");
  kontor_test_picture (card, "deal-by-map");
}

static gboolean
has_total_two (gpointer list)
{
  return kontor_record_list_get_total (list) == 2;
}

static gboolean
has_total_one (gpointer list)
{
  return kontor_record_list_get_total (list) == 1;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr(KontorRecord) second = make_deal (fixture, "Shelves", KIND_BY_STAGES);
  GtkWidget *page = GTK_WIDGET (kontor_list_page_new (fixture->screen->desk, "deal", NULL, NULL));
  KontorRecordList *list = kontor_list_page_get_list (KONTOR_LIST_PAGE (page));
  GtkWidget *search;

  kontor_test_screen_show (fixture->screen, page);
  g_assert_true (kontor_test_wait (has_total_two, list));
  find (page, "Deals");

  /* What is typed filters at once. */
  search = kontor_test_find_type (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "shel");
  g_assert_true (kontor_test_wait (has_total_one, list));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_assert_true (kontor_test_wait (has_total_two, list));

  kontor_list_page_set_condition (KONTOR_LIST_PAGE (page), "{\"field\":\"name\",\"starts\":\"Chairs\"}");
  g_assert_true (kontor_test_wait (has_total_one, list));
  find (page, "Deals: subject starts with Chairs");

  /* Nothing matches: a way out is offered. */
  gtk_editable_set_text (GTK_EDITABLE (search), "zzz");
  kontor_test_click (find (page, "Show All"));
  g_assert_true (kontor_test_wait (has_total_two, list));
  kontor_test_picture (page, "deal-list");
}

static gboolean
is_stored_one (gpointer data)
{
  return g_strcmp0 (kontor_record_get_stored (data, "next_step"), "Mine") == 0 && !kontor_record_is_dirty (data);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* D5: both wrote the same field; the three values are shown and the person chooses. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = show_card (fixture);
  KontorForm *form = KONTOR_FORM (kontor_test_find_type (card, KONTOR_TYPE_FORM));
  KontorFieldRow *row = kontor_form_get_row (form, "next_step");
  g_autofree char *other = g_strdup_printf (
    "update kontor.deal set next_step = 'Theirs', version = version where id = '%s'", kontor_record_get_id (fixture->deal));
  GtkWidget *entry, *dialog;

  g_assert_nonnull (row);
  entry = kontor_test_find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mine");
  kontor_test_server_sql (fixture->server, other);
  g_assert_true (kontor_field_row_commit (row));
  g_assert_true (kontor_test_wait (has_dialog, NULL));
  dialog = find_dialog ();
  find (dialog, "Mine");
  find (dialog, "Theirs");
  kontor_test_picture (dialog, "conflict");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "save");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (kontor_test_wait (is_stored_one, fixture->deal));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_deals_register ();

  g_test_add ("/deals/R49-stage-by-hand", Fixture, KIND_BY_STAGES, set_up, test_stage_by_hand, tear_down);
  g_test_add ("/deals/R44-won", Fixture, KIND_BY_STAGES, set_up, test_won, tear_down);
  g_test_add ("/deals/R50-led-by-its-map", Fixture, KIND_BY_MAP, set_up, test_led_by_map, tear_down);
  g_test_add ("/deals/R114-list-searched-and-filtered", Fixture, KIND_BY_STAGES, set_up, test_list, tear_down);
  g_test_add ("/deals/D5-the-same-field-offers-a-choice", Fixture, KIND_BY_STAGES, set_up, test_conflict, tear_down);
  return g_test_run ();
}
