#include "config.h"

#include <string.h>

#include "activities/activities.h"
#include "activities/answer-choice.h"
#include "activities/assignment-card.h"
#include "activities/checklist.h"
#include "activities/task-page.h"
#include "activities/task-suggestions.h"
#include "activities/task-watch.h"
#include "fixture/catalogue.h"
#include "fixture/desk.h"
#include "kit/composer.h"
#include "kit/form.h"
#include "kit/list-page.h"
#include "kit/record-command.h"

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define DEAL "00000000-0000-7000-8000-000000000a02"
#define TASK "00000000-0000-7000-8000-000000000a04"

typedef struct
{
  KontorTestDesk  desk;
  char           *arrived;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  kontor_test_desk_begin (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
    "select kontor.save('deal', '" DEAL "', 0, jsonb_build_object('name', 'Doors', 'partner_id', '" PARTNER "', 'kind_id',"
    "  (select id from kontor.deal_kind where name = 'Sale')), null);"
    "select kontor.save('task', '" TASK "', 0, '{\"name\": \"Ring back\", \"partner_id\": \"" PARTNER "\","
    "  \"checklist\": [{\"text\": \"Find the drawing\", \"done\": false}]}', null);",
    "seller_one");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_test_desk_end (&fixture->desk);
  g_free (fixture->arrived);
}

static gboolean
has_two_rows (gpointer page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (kontor_list_page_get_list (page))) == 2;
}

static gboolean
can_complete (gpointer page)
{
  GtkWidget *complete = kontor_test_find_text (page, "_Complete");

  return complete != NULL && gtk_widget_is_sensitive (complete);
}

static gboolean
is_titled_clarify (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Clarify the needs") &&
         kontor_test_find_text (page, "Call the client: what is needed, how much, by when, and who decides. Note it in the deal.") != NULL;
}

static gboolean
is_titled_offer (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Prepare the offer") && kontor_test_find_text (page, "_Make it now") != NULL &&
         kontor_test_find_text (page, "Make first: Offer") != NULL;
}

static gboolean
offer_is_there (gpointer page)
{
  return kontor_test_find_text (page, "Offer: made") != NULL;
}

static gboolean
asks (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Talk the offer over") && kontor_test_find_text (page, "Wants changes") != NULL &&
         kontor_test_find_text (page, "Choose an answer.") != NULL;
}

static gboolean
is_titled_order (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Take the order");
}

static gboolean
is_writing (gpointer page)
{
  return gtk_revealer_get_child_revealed (GTK_REVEALER (kontor_test_find_type (kontor_test_find_type (page, KONTOR_TYPE_COMPOSER), GTK_TYPE_REVEALER)));
}

static gboolean
has_checklist (gpointer page)
{
  GtkWidget *checklist = kontor_test_find_type (page, KONTOR_TYPE_CHECKLIST);

  return checklist != NULL && !kontor_checklist_is_empty (KONTOR_CHECKLIST (checklist));
}

static gboolean
is_done (gpointer page)
{
  return kontor_test_find_text (page, "Done") != NULL;
}

static gboolean
is_ready (gpointer watch)
{
  return kontor_task_watch_is_ready (watch);
}

static gboolean
has_arrived (gpointer data)
{
  return ((Fixture *) data)->arrived != NULL;
}

static void
arrived_cb (KontorTaskWatch *watch, const char *id, const char *name, Fixture *fixture)
{
  fixture->arrived = g_strdup (name);
}

/* R80: what belongs to a task is ticked off before it is complete. */
static void
test_checklist (Fixture *fixture, gconstpointer data)
{
  GtkWidget *complete;
  GtkWidget *check;

  kontor_test_desk_show (&fixture->desk, kontor_task_page_new (fixture->desk.screen->desk, TASK));
  g_assert_true (kontor_test_wait (has_checklist, fixture->desk.page));
  complete = kontor_test_find_text (fixture->desk.page, "_Complete");
  g_assert_nonnull (complete);
  g_assert_false (gtk_widget_is_sensitive (complete));
  g_assert_nonnull (kontor_test_find_text (fixture->desk.page, "Tick everything off first."));

  check = kontor_test_find_type (kontor_test_find_type (fixture->desk.page, KONTOR_TYPE_CHECKLIST), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (gtk_widget_is_sensitive (complete));
  kontor_test_picture (fixture->desk.page, "task");
  kontor_test_click (complete);
  g_assert_true (kontor_test_wait (is_done, fixture->desk.page));
}

/* R99: what might come next is told with its reason, begun by one press, and told anew when it is done */
static void
test_suggestions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page, *suggestions;

  kontor_test_desk_show (&fixture->desk, kontor_task_page_new (fixture->desk.screen->desk, TASK));
  page = fixture->desk.page;
  kontor_test_await_text (page, "Get in touch: nobody has spoken with this client yet");
  suggestions = kontor_test_find_type (page, KONTOR_TYPE_TASK_SUGGESTIONS);
  g_assert_nonnull (kontor_test_find_text (suggestions, "Note who is to be spoken with: this client has no contact person"));
  kontor_test_picture (page, "task-suggestions");
  kontor_test_click (kontor_test_find_text (suggestions, "_Write down"));
  g_assert_true (kontor_test_wait (is_writing, page));

  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('interaction', gen_random_uuid(), 0, jsonb_build_object('partner_id', '" PARTNER "', 'kind', 'email',"
    "  'direction', 'in', 'subject', 'Where is the drawing?', 'at', now() - interval '2 days'), null);");
  kontor_test_await_text (suggestions, "Answer “Where is the drawing?”, which came 2 days ago");
  g_assert_null (kontor_test_find_text (suggestions, "Get in touch: nobody has spoken with this client yet"));
  kontor_test_click (kontor_test_find_text (suggestions, "_Open"));
  g_assert_nonnull (strstr (fixture->desk.screen->asked->str, "open-record interaction"));
  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('interaction', gen_random_uuid(), 0, jsonb_build_object('partner_id', '" PARTNER "', 'kind', 'email',"
    "  'direction', 'out', 'subject', 'Here it is'), null);");
  kontor_test_await_no_text (suggestions, "Answer “Where is the drawing?”, which came 2 days ago");
}

/* R79, R81, R82, R83: a sale is walked in one tab, each step opening the next. */
static void
test_walk (Fixture *fixture, gconstpointer data)
{
  GtkWidget *answers;

  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.start_process((select id from kontor.route_map where name = 'Sale'), 'deal', '" DEAL "', gen_random_uuid());");
  kontor_test_desk_show (&fixture->desk, kontor_desk_create_page (fixture->desk.screen->desk, "tasks", ""));
  g_assert_true (KONTOR_IS_LIST_PAGE (fixture->desk.page));
  g_assert_true (kontor_test_wait (has_two_rows, fixture->desk.page));
  kontor_test_picture (fixture->desk.page, "my-tasks");

  {
    /* The list knows it; here only its id is needed. */
    g_autoptr (KontorRecord) record = g_list_model_get_item (G_LIST_MODEL (kontor_list_page_get_list (KONTOR_LIST_PAGE (fixture->desk.page))), 0);

    g_assert_nonnull (record);
    kontor_test_desk_show (&fixture->desk, kontor_task_page_new (fixture->desk.screen->desk, kontor_record_get_id (record)));
  }
  g_assert_true (kontor_test_wait (is_titled_clarify, fixture->desk.page));
  g_assert_true (kontor_test_wait (can_complete, fixture->desk.page));
  gtk_widget_activate_action (fixture->desk.page, "task.complete", NULL);
  g_assert_true (kontor_test_wait (is_titled_offer, fixture->desk.page));
  kontor_test_picture (fixture->desk.page, "task-offer");

  /* Nothing happens before the offer is there. */
  gtk_widget_activate_action (fixture->desk.page, "task.complete", NULL);
  kontor_test_click (kontor_test_find_text (fixture->desk.page, "_Make it now"));
  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('offer', gen_random_uuid(), 0, '{\"partner_id\": \"" PARTNER "\", \"deal_id\": \"" DEAL "\"}', null);");
  g_assert_true (kontor_test_wait (offer_is_there, fixture->desk.page));

  kontor_test_desk_sql (&fixture->desk,
    "set session authorization head_a;"
    "select kontor.complete_task((select id from kontor.task where point = 'standing'), null, null, gen_random_uuid());");
  g_assert_true (kontor_test_wait (can_complete, fixture->desk.page));
  gtk_widget_activate_action (fixture->desk.page, "task.complete", NULL);
  g_assert_true (kontor_test_wait (asks, fixture->desk.page));
  kontor_test_picture (fixture->desk.page, "task-question");
  answers = kontor_test_find_type (fixture->desk.page, KONTOR_TYPE_ANSWER_CHOICE);
  /* What is asked is where one starts. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->desk.screen->window), answers));
  g_assert_null (kontor_answer_choice_get_answer (KONTOR_ANSWER_CHOICE (answers)));
  kontor_test_click (kontor_test_find_text (answers, "Yes"));
  g_assert_cmpstr (kontor_answer_choice_get_answer (KONTOR_ANSWER_CHOICE (answers)), ==, "yes");
  g_assert_true (kontor_test_wait (can_complete, fixture->desk.page));
  gtk_widget_activate_action (fixture->desk.page, "task.complete", NULL);
  g_assert_true (kontor_test_wait (is_titled_order, fixture->desk.page));
}

static gboolean
is_open_task (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Ring back") && has_checklist (page);
}

static gboolean
is_kept (gpointer record)
{
  return !kontor_record_is_dirty (record);
}

/* What was typed into a task is kept when its tab is closed */
static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRecord) task = NULL;
  KontorCard *card;

  kontor_test_desk_show (&fixture->desk, kontor_task_page_new (fixture->desk.screen->desk, TASK));
  card = KONTOR_CARD (fixture->desk.page);
  g_assert_true (kontor_test_wait (is_open_task, card));
  task = g_object_ref (kontor_card_get_record (card));
  kontor_record_set (task, "result", "He is on holiday");
  g_assert_true (kontor_page_can_close (KONTOR_PAGE (card)));
  g_assert_true (kontor_test_wait (is_kept, task));
  g_assert_cmpstr (kontor_record_get_stored (task, "result"), ==, "He is on holiday");
  g_assert_null (kontor_test_desk_find_dialog (&fixture->desk));
}

/* R79: what another desk gives appears without pressing anything. */
static void
test_arrival (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorTaskWatch) watch = kontor_task_watch_new (fixture->desk.screen->desk);
  gint64 start;

  g_signal_connect (watch, "arrived", G_CALLBACK (arrived_cb), fixture);
  g_assert_true (kontor_test_wait (is_ready, watch));
  g_assert_null (fixture->arrived);
  kontor_test_desk_sql (&fixture->desk,
    "set session authorization head_a;"
    "select kontor.save('task', gen_random_uuid(), 0,"
    "  '{\"name\": \"Call the chamber\", \"manager_id\": \"00000000-0000-7000-8000-000000000011\"}', null);");
  start = g_get_monotonic_time ();
  g_assert_true (kontor_test_wait (has_arrived, fixture));
  g_assert_cmpstr (fixture->arrived, ==, "Call the chamber");
  g_test_message ("arrived after %.2f s", (g_get_monotonic_time () - start) / 1e6);
}

static gboolean
is_refused (gpointer window)
{
  return kontor_test_find_text (window, "Задача «Ring \"back\" 100 %» уже выполнена.") != NULL;
}

static gboolean
is_closed (gpointer card)
{
  return g_strcmp0 (kontor_record_get (kontor_card_get_record (card), "state"), "done") == 0;
}

/* R330 the server's refusal is read in one's own language. */
static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check;

  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('task', '" TASK "', 1, '{\"name\": \"Ring \\\"back\\\" 100 %\"}', null);");
  kontor_test_desk_show (&fixture->desk, kontor_task_page_new (fixture->desk.screen->desk, TASK));
  g_assert_true (kontor_test_wait (has_checklist, fixture->desk.page));
  check = kontor_test_find_type (kontor_test_find_type (fixture->desk.page, KONTOR_TYPE_CHECKLIST), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (kontor_test_wait (can_complete, fixture->desk.page));
  g_assert_true (kontor_test_wait (is_kept, kontor_card_get_record (KONTOR_CARD (fixture->desk.page))));

  kontor_test_catalogue_begin (KONTOR_TEST_DATA "/messages/ru.po");
  /* Another desk was faster, and its news have not come yet. */
  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.complete_task('" TASK "', null, null, gen_random_uuid());");
  gtk_widget_activate_action (fixture->desk.page, "task.complete", NULL);
  g_assert_true (kontor_test_wait (is_refused, fixture->desk.screen->window));
  /* The news that follow show who did it, and leave standing why this one failed. */
  g_assert_true (kontor_test_wait (is_closed, fixture->desk.page));
  g_assert_true (is_refused (fixture->desk.screen->window));
  kontor_test_catalogue_end ();
}

static gboolean
is_told (gpointer data)
{
  return ((Fixture *) data)->arrived != NULL;
}

static void
saved_cb (KontorStore *store, const char *operation, const char *title, Fixture *fixture)
{
  g_free (fixture->arrived);
  fixture->arrived = g_strdup (title);
}

/* R147: a task given from a card keeps what it is about, and its client */
static void
test_about (Fixture *fixture, gconstpointer data)
{
  static const char claim[] = "00000000-0000-7000-8000-000000000a07";
  g_autoptr (KontorRecord) about = NULL;
  KontorRecord *task;
  KontorForm *form;

  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('claim', '00000000-0000-7000-8000-000000000a07', 0,"
    "  '{\"partner_id\": \"" PARTNER "\", \"essence\": \"Scratched\"}', null);");
  about = kontor_test_desk_load (&fixture->desk, "claim", claim);
  g_assert_true (kontor_record_command_run ("new-task", fixture->desk.screen->desk, about));
  form = KONTOR_FORM (kontor_test_find_type (GTK_WIDGET (kontor_test_desk_find_dialog (&fixture->desk)), KONTOR_TYPE_FORM));
  task = kontor_form_get_record (form);
  g_assert_cmpstr (kontor_record_get (task, "subject"), ==, "claim");
  g_assert_cmpstr (kontor_record_get (task, "record_id"), ==, claim);
  g_assert_cmpstr (kontor_record_get (task, "partner_id"), ==, PARTNER);
  kontor_record_set (task, "name", "Fetch the doors");
  g_signal_connect (fixture->desk.store, "saved", G_CALLBACK (saved_cb), fixture);
  kontor_form_save (form);
  g_assert_true (kontor_test_wait (is_told, fixture));
}

static gboolean
shows_reminder (gpointer data)
{
  return ((Fixture *) data)->arrived != NULL && strstr (((Fixture *) data)->arrived, "Ring back") != NULL;
}

/* A deadline that passes is told on the desk of who has the task (R84) */
static void
test_overdue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorTaskWatch) watch = kontor_task_watch_new (fixture->desk.screen->desk);

  g_signal_connect (watch, "noticed", G_CALLBACK (arrived_cb), fixture);
  g_assert_true (kontor_test_wait (is_ready, watch));
  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('task', '" TASK "', 1, jsonb_build_object('due_at', clock_timestamp() + interval '300 milliseconds'), null);"
    "select pg_sleep(0.4);"
    "reset session authorization;"
    "select kontor.run_jobs(20);");
  g_assert_true (kontor_test_wait (shows_reminder, fixture));
}

static void
test_answers (void)
{
  GtkWidget *answers = g_object_ref_sink (g_object_new (KONTOR_TYPE_ANSWER_CHOICE, NULL));

  g_assert_true (kontor_answer_choice_is_empty (KONTOR_ANSWER_CHOICE (answers)));
  kontor_answer_choice_set_answers (KONTOR_ANSWER_CHOICE (answers), "not json", NULL);
  g_assert_true (kontor_answer_choice_is_empty (KONTOR_ANSWER_CHOICE (answers)));
  kontor_answer_choice_set_answers (KONTOR_ANSWER_CHOICE (answers),
                                    "[{\"key\": \"y\", \"text\": \"Yes\"}, {\"key\": \"n\", \"text\": \"No\"}, 7]", "Agreed?");
  g_assert_cmpstr (kontor_answer_choice_get_text (KONTOR_ANSWER_CHOICE (answers), "n"), ==, "No");
  kontor_test_click (kontor_test_find_text (answers, "No"));
  g_assert_cmpstr (kontor_answer_choice_get_answer (KONTOR_ANSWER_CHOICE (answers)), ==, "n");
  kontor_test_click (kontor_test_find_text (answers, "Yes"));
  g_assert_cmpstr (kontor_answer_choice_get_answer (KONTOR_ANSWER_CHOICE (answers)), ==, "y");
  g_object_unref (answers);
}

static gboolean
has_performer_task (gpointer page)
{
  GtkWidget *open = kontor_test_find_text (page, "Open the _task");

  return open != NULL && gtk_widget_get_visible (open) && kontor_test_find_text (page, "To do") != NULL;
}

static gboolean
may_accept (gpointer page)
{
  GtkWidget *accept = kontor_test_find_text (page, "_Accept");

  return accept != NULL && gtk_widget_get_visible (accept) && kontor_test_find_text (page, "To be checked") != NULL;
}

static gboolean
lists_check (gpointer page)
{
  return kontor_test_find_text (page, "Check: Count the doors") != NULL;
}

static gboolean
is_to_do_again (gpointer page)
{
  return !gtk_widget_get_visible (kontor_test_find_text (page, "_Accept")) && kontor_test_find_text (page, "Returned") != NULL;
}

static gboolean
is_accepted (gpointer page)
{
  return !gtk_widget_get_visible (kontor_test_find_text (page, "_Accept")) && kontor_test_find_text (page, "Done") != NULL;
}

#define DO_IT "select kontor.complete_task((select id from kontor.task where subject = 'assignment' and manager_id =" \
  " '00000000-0000-7000-8000-000000000012' and state = 'open'), null, 'Twelve', gen_random_uuid());"

/* R105, R144: whoever gave it accepts or returns it on its card; the performer goes on to the task and deletes nothing. */
static void
test_assignment (Fixture *fixture, gconstpointer data)
{
  const char *id = "00000000-0000-7000-8000-000000000a07";
  GtkWindow *dialog;
  GtkWidget *entry;

  kontor_test_desk_sql (&fixture->desk,
    "set session authorization seller_one;"
    "select kontor.save('assignment', '00000000-0000-7000-8000-000000000a07', 0, '{\"name\": \"Count the doors\","
    "  \"manager_id\": \"00000000-0000-7000-8000-000000000012\", \"due_at\": \"2030-05-06 15:00\"}', null);"
    "select kontor.save('assignment', '00000000-0000-7000-8000-000000000a08', 0, '{\"name\": \"Ask at the chamber\","
    "  \"manager_id\": \"00000000-0000-7000-8000-000000000011\"}', null);");
  kontor_test_desk_show (&fixture->desk, kontor_assignment_card_new (fixture->desk.screen->desk, "00000000-0000-7000-8000-000000000a08"));
  g_assert_true (kontor_test_wait (has_performer_task, fixture->desk.page));
  kontor_test_click (kontor_test_find_text (fixture->desk.page, "Open the _task"));
  g_assert_true (g_str_has_prefix (fixture->desk.screen->asked->str, "open-record task "));

  kontor_test_desk_sql (&fixture->desk, "set session authorization seller_two;" DO_IT);
  kontor_test_desk_show (&fixture->desk, kontor_assignment_card_new (fixture->desk.screen->desk, id));
  g_assert_true (kontor_test_wait (may_accept, fixture->desk.page));
  /* The process is the performer's; how far it is is told all the same. */
  g_assert_true (gtk_widget_get_mapped (kontor_test_find_text (fixture->desk.page, "Done by Seller Two, and not checked yet")));
  g_assert_true (kontor_test_wait (lists_check, fixture->desk.page));
  kontor_test_settle (300);
  kontor_test_picture (fixture->desk.page, "assignment");
  kontor_test_click (kontor_test_find_text (fixture->desk.page, "_Return…"));
  dialog = kontor_test_desk_find_dialog (&fixture->desk);
  g_assert_nonnull (dialog);
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Which of them are broken?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "do");
  g_assert_true (kontor_test_wait (is_to_do_again, fixture->desk.page));
  g_assert_nonnull (kontor_test_find_text (fixture->desk.page, "Returned: Seller Two has to do it once more"));

  kontor_test_desk_sql (&fixture->desk, "set session authorization seller_two;" DO_IT);
  g_assert_true (kontor_test_wait (may_accept, fixture->desk.page));
  gtk_widget_activate_action (fixture->desk.page, "assignment.accept", NULL);
  g_assert_true (kontor_test_wait (is_accepted, fixture->desk.page));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_activities_register ();

  g_test_add_func ("/activities/answers", test_answers);
  g_test_add ("/activities/checklist", Fixture, NULL, set_up, test_checklist, tear_down);
  g_test_add ("/activities/R330-refusal", Fixture, NULL, set_up, test_refusal, tear_down);
  g_test_add ("/activities/leaving", Fixture, NULL, set_up, test_leaving, tear_down);
  g_test_add ("/activities/R99-suggestions", Fixture, NULL, set_up, test_suggestions, tear_down);
  g_test_add ("/activities/walk", Fixture, NULL, set_up, test_walk, tear_down);
  g_test_add ("/activities/about", Fixture, NULL, set_up, test_about, tear_down);
  g_test_add ("/activities/overdue", Fixture, NULL, set_up, test_overdue, tear_down);
  g_test_add ("/activities/assignment", Fixture, NULL, set_up, test_assignment, tear_down);
  g_test_add ("/activities/arrival", Fixture, NULL, set_up, test_arrival, tear_down);
  return g_test_run ();
}
