#include "config.h"

#include <locale.h>

#include "deals/deal-card.h"
#include "deals/deals.h"
#include "deals/stage-stepper.h"
#include "fixture/desk.h"
#include "kit/filter-bar.h"
#include "kit/form.h"
#include "kit/list-page.h"

/* The list and the card of deals, against a server. */

#define KIND_BY_STAGES "00000000-0000-7000-8000-000000001602"
#define KIND_BY_MAP "00000000-0000-7000-8000-0000000a0003"
#define STAGE_NEGOTIATION "00000000-0000-7000-8000-000000001504"

typedef struct
{
  KontorTestDesk  desk;
  KontorRecord   *partner;
  KontorRecord   *deal;
} Fixture;

static KontorRecord *
make_deal (Fixture *fixture, const char *name, const char *kind)
{
  KontorRecord *deal = kontor_record_new (kontor_entity_lookup ("deal"), NULL);

  kontor_record_set (deal, "name", name);
  kontor_record_set (deal, "kind_id", kind);
  kontor_record_set (deal, "partner_id", kontor_record_get_id (fixture->partner));
  kontor_record_set (deal, "amount", "1200");
  kontor_test_desk_save (&fixture->desk, deal);
  return deal;
}

static void
set_up (Fixture *fixture, gconstpointer kind)
{
  kontor_test_desk_begin (&fixture->desk, NULL, "seller_one");
  fixture->partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  kontor_record_set (fixture->partner, "name", "Bosna Papir");
  kontor_test_desk_save (&fixture->desk, fixture->partner);
  fixture->deal = make_deal (fixture, "Chairs for the hall", kind);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->deal);
  g_object_unref (fixture->partner);
  kontor_test_desk_end (&fixture->desk);
}

static GtkWidget *
show_card (Fixture *fixture)
{
  GtkWidget *card = GTK_WIDGET (kontor_deal_card_new (fixture->desk.screen->desk, kontor_record_get_id (fixture->deal)));

  kontor_test_screen_show (fixture->desk.screen, card);
  kontor_test_await_text (card, "Chairs for the hall");
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

  kontor_test_await_text (card, "Won");
  kontor_test_click (kontor_test_await_text (card, "Negotiation"));
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

  kontor_test_click (kontor_test_await_text (card, "Won"));
  g_assert_true (kontor_test_wait (is_won, fixture->deal));
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (card, "Lost…")));
}

/* R50: a deal that walks a map is moved by its tasks alone, and the card says so. */
static void
test_led_by_map (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = show_card (fixture);
  GtkWidget *start = kontor_test_await_text (card, "Start process");
  GtkWidget *step = kontor_test_await_text (card, "Negotiation");

  g_assert_false (gtk_widget_get_can_target (gtk_widget_get_ancestor (step, GTK_TYPE_BUTTON)));
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (card, "Won")));
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (card, "Lost…")));
  kontor_test_click (start);
  kontor_test_await_text (card, "Open map");
  kontor_test_await_text (card, "Clarify the needs");
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
  GtkWidget *page = GTK_WIDGET (kontor_list_page_new (fixture->desk.screen->desk, "deal", NULL, NULL));
  KontorRecordList *list = kontor_list_page_get_list (KONTOR_LIST_PAGE (page));
  GtkWidget *search;

  kontor_test_screen_show (fixture->desk.screen, page);
  g_assert_true (kontor_test_wait (has_total_two, list));
  kontor_test_await_text (page, "Deals");

  /* What is typed filters at once. */
  search = kontor_test_find_type (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "shel");
  g_assert_true (kontor_test_wait (has_total_one, list));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_assert_true (kontor_test_wait (has_total_two, list));

  kontor_list_page_set_condition (KONTOR_LIST_PAGE (page), "{\"field\":\"name\",\"starts\":\"Chairs\"}");
  g_assert_true (kontor_test_wait (has_total_one, list));
  kontor_test_await_text (page, "Deals: subject starts with Chairs");

  /* Nothing matches: a way out is offered. */
  gtk_editable_set_text (GTK_EDITABLE (search), "zzz");
  kontor_test_click (kontor_test_await_text (page, "Show all"));
  g_assert_true (kontor_test_wait (has_total_two, list));
  kontor_test_picture (page, "deal-list");
}

static gboolean
is_stored_one (gpointer data)
{
  return g_strcmp0 (kontor_record_get_stored (data, "next_step"), "Mine") == 0 && !kontor_record_is_dirty (data);
}

static gboolean
has_dialog (gpointer data)
{
  return kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
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
  kontor_test_server_sql (fixture->desk.server, other);
  g_assert_true (kontor_field_row_commit (row));
  g_assert_true (kontor_test_wait (has_dialog, NULL));
  dialog = GTK_WIDGET (kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG));
  kontor_test_await_text (dialog, "Mine");
  kontor_test_await_text (dialog, "Theirs");
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
