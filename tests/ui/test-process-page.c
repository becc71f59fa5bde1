#include "config.h"

#include "fixture/desk.h"
#include "processes/map-view.h"
#include "processes/process-page.h"
#include "processes/process-places.h"
#include "processes/process-play.h"
#include "processes/processes.h"

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define DEAL "00000000-0000-7000-8000-000000000a02"

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
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_processes_register ();

  g_test_add ("/process-page/play", KontorTestDesk, NULL, set_up, test_play, tear_down);
  g_test_add ("/process-page/stop", KontorTestDesk, NULL, set_up, test_stop, tear_down);
  g_test_add ("/process-page/move", KontorTestDesk, NULL, set_up, test_move, tear_down);
  return g_test_run ();
}
