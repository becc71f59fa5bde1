#include "config.h"

#include <string.h>

#include "fixture/desk.h"
#include "kit/list-page.h"
#include "processes/map-view.h"
#include "processes/process-page.h"
#include "processes/process-places.h"
#include "processes/process-play.h"
#include "processes/processes.h"

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define DEAL "00000000-0000-7000-8000-000000000a02"
#define MAP "00000000-0000-7000-8000-000000000a05"
#define VERSION "00000000-0000-7000-8000-000000000a06"

static void
set_up (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk,
    "set session authorization seller_one;"
    "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
    "select kontor.save('deal', '" DEAL "', 0, jsonb_build_object('name', 'Doors', 'partner_id', '" PARTNER "', 'kind_id',"
    "  (select id from kontor.deal_kind where mode = 'process' and name = 'Sale')), null);"
    "select kontor.start_process((select id from kontor.route_map where name = 'Sale'), 'deal', '" DEAL "', gen_random_uuid())"
    "  where not exists (select from kontor.process where record_id = '" DEAL "');"
    "select kontor.complete_task((select id from kontor.task where point = 'clarify'), null, null, gen_random_uuid());",
    "head_a");
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static void
read_id_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);

  g_assert_nonnull (rows);
  *(char **) user_data = g_strdup (kontor_result_get (rows, 0, 0));
}

static gboolean
is_read (gpointer data)
{
  return *(char **) data != NULL;
}

static void
show_process (KontorTestDesk *desk)
{
  const char *params[] = { DEAL };
  char *id = NULL;

  kontor_database_query_async (desk->database, KONTOR_LANE_FRONT, "processes-of-record", params, 1, NULL, read_id_cb, &id);
  g_assert_true (kontor_test_wait (is_read, &id));
  kontor_test_desk_show (desk, KONTOR_PAGE (kontor_process_page_new (desk->screen->desk, id)));
  g_free (id);
}

static gboolean
waits_for_two (gpointer page)
{
  return kontor_test_find_text (page, "Prepare the offer") != NULL && kontor_test_find_text (page, "Check the client's standing") != NULL
         && kontor_test_find_text (page, "Clarify the needs") != NULL;
}

static gboolean
stands_at_order (gpointer page)
{
  GtkWidget *places = kontor_test_find_type (page, KONTOR_TYPE_PROCESS_PLACES);

  return kontor_process_places_find_task (KONTOR_PROCESS_PLACES (places), "order") != NULL;
}

static AdwMessageDialog *
find_dialog (KontorTestDesk *desk)
{
  return ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk));
}

static gboolean
is_stopped (gpointer page)
{
  GtkWidget *go_on = kontor_test_find_text (page, "C_ontinue");

  return go_on != NULL && gtk_widget_get_mapped (go_on);
}

/* R84: who holds it since when; the way so far is played on the map */
static void
test_play (KontorTestDesk *desk, gconstpointer data)
{
  KontorProcessPlay *play;
  guint n_steps;

  show_process (desk);
  g_assert_true (kontor_test_wait (waits_for_two, desk->page));
  kontor_test_settle (100);
  kontor_test_picture (desk->page, "process");
  play = KONTOR_PROCESS_PLAY (kontor_test_find_type (desk->page, KONTOR_TYPE_PROCESS_PLAY));
  n_steps = kontor_process_play_get_n_steps (play);
  g_assert_cmpuint (n_steps, >=, 2);
  g_assert_cmpuint (kontor_process_play_get_position (play), ==, n_steps);
  kontor_process_play_go (play, 1);
  g_assert_null (kontor_test_find_text (desk->page, "Now"));

  /* News leave what one looks at where it is. */
  kontor_page_refresh (KONTOR_PAGE (desk->page));
  kontor_test_settle (200);
  g_assert_cmpuint (kontor_process_play_get_position (play), ==, 1);
}

typedef struct
{
  KontorRecordList *list;
  const char       *step;
  const char       *holder;
} Stand;

static gboolean
stands_so (gpointer data)
{
  Stand *stand = data;
  g_autoptr (KontorRecord) process = g_list_model_get_item (G_LIST_MODEL (stand->list), 0);

  return process != NULL && g_strcmp0 (kontor_record_get (process, "step"), stand->step) == 0 &&
         g_strcmp0 (kontor_record_get (process, "holder"), stand->holder) == 0 && kontor_record_get (process, "held_since") != NULL;
}

/* R84: the list tells where each process stands and in whose hands, and follows its tasks */
static void
test_list (KontorTestDesk *desk, gconstpointer data)
{
  KontorPage *page = kontor_desk_create_list (desk->screen->desk, "process", NULL, NULL);
  Stand stand = { kontor_list_page_get_list (KONTOR_LIST_PAGE (page)), "Prepare the offer, Check the client's standing", "Head A, Seller One" };

  kontor_test_desk_show (desk, page);
  g_assert_true (kontor_test_wait (stands_so, &stand));
  kontor_test_picture (desk->page, "process-list");
  kontor_test_desk_sql (desk,
    "set session authorization head_a;"
    "select kontor.complete_task((select id from kontor.task where name = 'Check the client''s standing'), null, null, gen_random_uuid());");
  stand.step = "Prepare the offer";
  stand.holder = "Seller One";
  g_assert_true (kontor_test_wait (stands_so, &stand));
}

/* Stopping asks why; what was said is kept; continuing goes on */
static void
test_stop (KontorTestDesk *desk, gconstpointer data)
{
  AdwMessageDialog *dialog;

  show_process (desk);
  g_assert_true (kontor_test_wait (waits_for_two, desk->page));
  gtk_widget_grab_focus (kontor_test_find_text (desk->page, "_Stop…"));
  kontor_test_click (kontor_test_find_text (desk->page, "_Stop…"));
  dialog = find_dialog (desk);
  g_assert_nonnull (dialog);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "do"));
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), "The client is on holiday");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "do"));
  adw_message_dialog_response (dialog, "do");
  g_assert_true (kontor_test_wait (is_stopped, desk->page));
  g_assert_nonnull (kontor_test_find_text (desk->page, "The client is on holiday"));
  /* The focus is on what came in the place of the button, and no text is selected. */
  g_assert_true (gtk_window_get_focus (desk->screen->window) == kontor_test_find_text (desk->page, "C_ontinue"));
}

/* Moving: a place is chosen on the map, with a reason */
static void
test_move (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *places;
  KontorMapView *view;
  AdwMessageDialog *dialog;

  show_process (desk);
  g_assert_true (kontor_test_wait (waits_for_two, desk->page));
  places = kontor_test_find_type (desk->page, KONTOR_TYPE_PROCESS_PLACES);
  g_assert_nonnull (kontor_process_places_find_token (KONTOR_PROCESS_PLACES (places), "offer"));
  gtk_widget_activate_action (places, "place.move", "s", kontor_process_places_find_token (KONTOR_PROCESS_PLACES (places), "offer"));
  view = KONTOR_MAP_VIEW (kontor_test_find_type (desk->page, KONTOR_TYPE_MAP_VIEW));
  kontor_map_view_select (view, KONTOR_MAP_POINT, "order", FALSE);
  kontor_test_picture (desk->page, "process-move");
  kontor_test_click (kontor_test_find_text (desk->page, "_Move to “Take the order”…"));
  dialog = find_dialog (desk);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), "Ordered by telephone");
  adw_message_dialog_response (dialog, "do");
  g_assert_true (kontor_test_wait (stands_at_order, desk->page));
  g_assert_nonnull (kontor_test_find_text (desk->page, "Ordered by telephone"));
  /* It was put there: nobody was asked, so the question is not passed on the way. */
  g_assert_cmpint (kontor_route_map_picture_get_mark (kontor_map_view_get_picture (view), "agreed") & KONTOR_MAP_MARK_PASSED, ==, 0);
}

/* A processing step that no amount of trying mends: no deal has a negative amount. */
static void
set_up_trouble (KontorTestDesk *desk, gconstpointer login)
{
  kontor_test_desk_begin (desk,
    "set session authorization seller_one;"
    "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
    "select kontor.save('deal', '" DEAL "', 0, '{\"name\": \"Doors\", \"partner_id\": \"" PARTNER "\"}', null);"
    "reset session authorization;"
    "insert into kontor.route_map (id, name, subject) values ('" MAP "', 'Charging', 'deal');"
    "insert into kontor.route_map_version (id, map_id, number, graph) values ('" VERSION "', '" MAP "', 1, '{\"points\": ["
    "  {\"key\": \"s\", \"kind\": \"start\", \"x\": 0, \"y\": 0},"
    "  {\"key\": \"p\", \"kind\": \"processing\", \"name\": \"Charge\", \"x\": 120, \"y\": 0,"
    "   \"processing\": {\"kind\": \"set_field\", \"field\": \"amount\", \"value\": \"-1\"}},"
    "  {\"key\": \"a\", \"kind\": \"action\", \"name\": \"Thank the client\", \"x\": 320, \"y\": 0},"
    "  {\"key\": \"e\", \"kind\": \"end\", \"x\": 520, \"y\": 0}],"
    "  \"flows\": [{\"key\": \"1\", \"from\": \"s\", \"to\": \"p\"}, {\"key\": \"2\", \"from\": \"p\", \"to\": \"a\"},"
    "  {\"key\": \"3\", \"from\": \"a\", \"to\": \"e\"}]}');"
    "select kontor.engine_publishes('" VERSION "');"
    "select kontor.engine_starts('" MAP "', 'deal', '" DEAL "', '00000000-0000-7000-8000-000000000011');",
    login);
}

#define PUT_RIGHT "alter table kontor.deal drop constraint deal_amount_check;"

static gboolean
has_trouble (gpointer page)
{
  return kontor_page_get_needs_attention (page);
}

static gboolean
has_no_trouble (gpointer page)
{
  return !kontor_page_get_needs_attention (page);
}

/* The line above everything that names what went wrong. */
static GtkWidget *
find_trouble (GtkWidget *page)
{
  GtkWidget *bar = kontor_test_find_style (page, "error-bar");

  return bar != NULL && gtk_widget_get_mapped (bar) ? bar : NULL;
}

static const char *
failed_token (KontorTestDesk *desk)
{
  return kontor_process_places_find_token (KONTOR_PROCESS_PLACES (kontor_test_find_type (desk->page, KONTOR_TYPE_PROCESS_PLACES)), "p");
}

/* R84: what went wrong stands above everything, with the step, the reason and what can be done about it */
static void
test_trouble (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *bar;
  const char *words;

  show_process (desk);
  g_assert_true (kontor_test_wait (has_trouble, desk->page));
  bar = find_trouble (desk->page);
  g_assert_nonnull (bar);
  words = gtk_label_get_text (GTK_LABEL (kontor_test_find_type (bar, GTK_TYPE_LABEL)));
  g_assert_nonnull (strstr (words, "Trouble at “Charge”: "));
  g_assert_nonnull (strstr (words, "deal_amount_check"));
  g_assert_nonnull (kontor_test_find_text (desk->page, "Will be tried again by itself"));
  kontor_test_picture (desk->page, "process-trouble");

  /* Trying again while nothing is mended changes nothing, and says so by what is shown. */
  gtk_widget_activate_action (kontor_test_find_type (desk->page, KONTOR_TYPE_PROCESS_PLACES), "place.retry", "s", failed_token (desk));
  kontor_test_await_text (desk->page, "Tried 2 times");
  g_assert_nonnull (find_trouble (desk->page));
}

/* R84: once the cause is mended, trying again goes on, and the trouble is gone from sight */
static void
test_retry (KontorTestDesk *desk, gconstpointer data)
{
  show_process (desk);
  g_assert_true (kontor_test_wait (has_trouble, desk->page));
  kontor_test_desk_sql (desk, PUT_RIGHT);
  gtk_widget_activate_action (kontor_test_find_type (desk->page, KONTOR_TYPE_PROCESS_PLACES), "place.retry", "s", failed_token (desk));
  g_assert_true (kontor_test_wait (has_no_trouble, desk->page));
  g_assert_null (find_trouble (desk->page));
  kontor_test_await_text (desk->page, "Thank the client");
}

/* R50, R84: who has the right skips the step, with a reason that stays; the process goes on without it */
static void
test_skip (KontorTestDesk *desk, gconstpointer data)
{
  AdwMessageDialog *dialog;

  show_process (desk);
  g_assert_true (kontor_test_wait (has_trouble, desk->page));
  gtk_widget_activate_action (kontor_test_find_type (desk->page, KONTOR_TYPE_PROCESS_PLACES), "place.skip", "s", failed_token (desk));
  dialog = find_dialog (desk);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Skip “Charge”?");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "do"));
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), "Paid in cash");
  adw_message_dialog_response (dialog, "do");
  g_assert_true (kontor_test_wait (has_no_trouble, desk->page));
  kontor_test_await_text (desk->page, "Skipped: Charge");
  g_assert_nonnull (kontor_test_find_text (desk->page, "Paid in cash"));
  g_assert_null (find_trouble (desk->page));
}

static void
set_up_chief (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk, NULL, "chief");
}

static gboolean
is_kept (gpointer desk)
{
  g_autofree char *subject = kontor_test_server_value (((KontorTestDesk *) desk)->server, "select max(subject) from kontor.route_map where name = 'Letters'");

  return g_strcmp0 (subject, "claim") == 0;
}

/* R74: a new map asks for its name and for what walks it */
static void
test_new_map (KontorTestDesk *desk, gconstpointer data)
{
  AdwMessageDialog *dialog;
  GtkDropDown *choice;
  GListModel *labels;

  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "route-maps", ""));
  kontor_test_await_text (desk->page, "Sale");
  kontor_test_click (kontor_test_find_text (desk->page, "_New map"));
  dialog = find_dialog (desk);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "create"));
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_type (GTK_WIDGET (dialog), GTK_TYPE_ENTRY)), "Letters");
  choice = GTK_DROP_DOWN (kontor_test_find_type (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN));
  labels = gtk_drop_down_get_model (choice);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (labels), i), "Claim") == 0)
      gtk_drop_down_set_selected (choice, i);
  adw_message_dialog_response (dialog, "create");
  g_assert_true (kontor_test_wait (is_kept, desk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_processes_register ();

  g_test_add ("/process-page/play", KontorTestDesk, NULL, set_up, test_play, tear_down);
  g_test_add ("/process-page/R84-list", KontorTestDesk, NULL, set_up, test_list, tear_down);
  g_test_add ("/process-page/stop", KontorTestDesk, NULL, set_up, test_stop, tear_down);
  g_test_add ("/process-page/move", KontorTestDesk, NULL, set_up, test_move, tear_down);
  g_test_add ("/process-page/R84-trouble", KontorTestDesk, "seller_one", set_up_trouble, test_trouble, tear_down);
  g_test_add ("/process-page/R84-retry", KontorTestDesk, "seller_one", set_up_trouble, test_retry, tear_down);
  g_test_add ("/process-page/R50-skip", KontorTestDesk, "head_a", set_up_trouble, test_skip, tear_down);
  g_test_add ("/process-page/new-map", KontorTestDesk, NULL, set_up_chief, test_new_map, tear_down);
  return g_test_run ();
}
