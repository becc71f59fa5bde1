#include "config.h"

#include <glib/gstdio.h>

#include "activities/activities.h"
#include "activities/task-list.h"
#include "activities/task-outcome.h"
#include "activities/task-page.h"
#include "activities/task-watch.h"
#include "fixture/desk.h"
#include "kit/file-list.h"
#include "kit/form.h"
#include "kit/link-picker.h"
#include "kit/list-page.h"

/* What is done with tasks beside completing them. */

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define DEAL "00000000-0000-7000-8000-000000000a02"
#define TASK "00000000-0000-7000-8000-000000000a04"
#define MAP "00000000-0000-7000-8000-000000000a05"
#define VERSION "00000000-0000-7000-8000-000000000a06"
#define SELLER_TWO "00000000-0000-7000-8000-000000000012"

static const char office[] =
  "set session authorization seller_one;"
  "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
  "select kontor.save('deal', '" DEAL "', 0, '{\"name\": \"Doors\", \"partner_id\": \"" PARTNER "\"}', null);"
  "select kontor.save('task', '" TASK "', 0, '{\"name\": \"Ring back\", \"partner_id\": \"" PARTNER "\"}', null);"
  "select kontor.save('task', gen_random_uuid(), 0, '{\"name\": \"Send the drawing\", \"due_at\": \"2020-05-06 15:00\"}', null);"
  "select kontor.save('task', gen_random_uuid(), 0, '{\"name\": \"Count the doors\"}', null);"
  "reset session authorization;";

static void
set_up (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk, office, data);
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static gboolean
is_read (gpointer page)
{
  KontorRecordList *list = kontor_list_page_get_list (page);

  return !kontor_record_list_is_loading (list) && kontor_record_list_get_total (list) == 3;
}

static gboolean
is_one_left (gpointer page)
{
  return kontor_record_list_get_total (kontor_list_page_get_list (page)) == 1;
}

/* What is offered under the entry of a picker. */
static void
type_into (GtkWidget *picker, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_type (picker, GTK_TYPE_ENTRY)), text);
}

/* Several tasks go to somebody else at once, and it is said to whom and why. */
static void
test_redirect_many (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page;
  AdwMessageDialog *dialog;
  GtkWidget *picker;

  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "tasks", ""));
  page = KONTOR_LIST_PAGE (desk->page);
  g_assert_true (kontor_test_wait (is_read, page));

  /* What is overdue stands out. */
  g_assert_nonnull (kontor_test_find_style (GTK_WIDGET (page), "late-cell"));

  /* Of nothing there is nothing to redirect. */
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (kontor_table_get_selection (kontor_list_page_get_table (page))));
  gtk_widget_activate_action (GTK_WIDGET (page), "list.command", "s", "redirect");
  g_assert_null (kontor_test_desk_find_dialog (desk));

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (kontor_table_get_selection (kontor_list_page_get_table (page))), 0, 2, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (page), "list.command", "s", "redirect");
  dialog = ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk));
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Redirect 2 tasks");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "redirect"));
  picker = kontor_test_find_type (GTK_WIDGET (dialog), KONTOR_TYPE_LINK_PICKER);
  /* Back out of the picker. */
  gtk_widget_grab_focus (picker);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), picker));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (dialog), GTK_DIR_TAB_BACKWARD));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), picker));
  /* Only who works here is offered; where there is nobody, that is said. */
  kontor_test_desk_sql (desk, "update kontor.employee set active = false where login = 'seller_three'");
  type_into (picker, "seller");
  kontor_test_await_text (picker, "Seller Two");
  g_assert_null (kontor_test_find_text (picker, "Seller Three"));
  type_into (picker, "zzzz");
  kontor_test_await_text (picker, "Nothing found");
  kontor_link_picker_set_value (KONTOR_LINK_PICKER (picker), SELLER_TWO, "Seller Two");
  g_signal_emit_by_name (picker, "picked");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "redirect"));
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_type (adw_message_dialog_get_extra_child (dialog), GTK_TYPE_ENTRY)), " ");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "redirect"));
  for (GtkWidget *each = gtk_widget_get_first_child (adw_message_dialog_get_extra_child (dialog)); each != NULL; each = gtk_widget_get_next_sibling (each))
    if (GTK_IS_ENTRY (each))
      gtk_editable_set_text (GTK_EDITABLE (each), "I am away on Monday");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "redirect"));
  kontor_test_picture (GTK_WIDGET (dialog), "redirect-many");
  adw_message_dialog_response (dialog, "redirect");
  g_assert_true (kontor_test_wait (is_one_left, page));
  kontor_test_await_text (GTK_WIDGET (desk->screen->window), "2 tasks are redirected to Seller Two");
}

/* The way back by Shift+Tab goes on: from the time spent to the result, and out of it. */
static void
test_way_back (KontorTestDesk *desk, gconstpointer data)
{
  GtkWindow *window = desk->screen->window;
  GtkWidget *outcome, *result;

  kontor_test_desk_show (desk, kontor_task_page_new (desk->screen->desk, TASK));
  kontor_test_await_text (desk->page, "Ring back");
  outcome = kontor_test_find_type (desk->page, KONTOR_TYPE_TASK_OUTCOME);
  result = GTK_WIDGET (kontor_form_get_row (kontor_task_outcome_get_form (KONTOR_TASK_OUTCOME (outcome)), "result"));
  kontor_form_focus_field (kontor_task_outcome_get_form (KONTOR_TASK_OUTCOME (outcome)), "spent_minutes");
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), result));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (window), result));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), result));
}

/* A task keeps files: what is attached stands in it, and goes again. */
static void
test_files (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("kontor-files-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "drawing.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), missing = g_file_new_build_filename (folder, "no such file", NULL);
  KontorFileList *files;

  g_assert_true (g_file_set_contents (path, "Door 90 x 210", -1, NULL));
  kontor_test_desk_show (desk, kontor_task_page_new (desk->screen->desk, TASK));
  kontor_test_await_text (desk->page, "Ring back");
  files = KONTOR_FILE_LIST (kontor_test_find_type (desk->page, KONTOR_TYPE_FILE_LIST));

  kontor_file_list_attach (files, file);
  kontor_test_await_text (GTK_WIDGET (files), "drawing.txt");
  kontor_test_await_text (GTK_WIDGET (files), "13 bytes");
  kontor_test_picture (desk->page, "task-files");

  /* On the other page of it, too: it lies at the office. */
  kontor_test_desk_show (desk, kontor_task_page_new (desk->screen->desk, TASK));
  files = KONTOR_FILE_LIST (kontor_test_find_type (desk->page, KONTOR_TYPE_FILE_LIST));
  kontor_test_await_text (GTK_WIDGET (files), "drawing.txt");

  /* What cannot be read is told beside the files, and nothing is lost. */
  kontor_file_list_attach (files, missing);
  g_assert_true (kontor_test_wait ((gboolean (*) (gpointer)) gtk_widget_get_mapped, kontor_test_find_text (GTK_WIDGET (files), "")));
  kontor_test_await_text (GTK_WIDGET (files), "drawing.txt");

  kontor_test_click (kontor_test_find_text (GTK_WIDGET (files), "Delete"));
  kontor_test_await_no_text (GTK_WIDGET (files), "drawing.txt");
  g_remove (path);
  g_rmdir (folder);
}

/* A map whose first step is anybody's who sells */
#define ANYBODY \
  "insert into kontor.route_map (id, name, subject) values ('" MAP "', 'Calling', 'deal');" \
  "insert into kontor.route_map_version (id, map_id, number, graph) values ('" VERSION "', '" MAP "', 1, '{\"points\": [" \
  "  {\"key\": \"s\", \"kind\": \"start\"}, {\"key\": \"a\", \"kind\": \"action\", \"name\": \"Call back\", \"text\": \"Ask for the size\"," \
  "   \"performer\": {\"kind\": \"role\", \"role\": \"seller\"}, \"group\": \"first\"}," \
  "  {\"key\": \"e\", \"kind\": \"end\"}]," \
  "  \"flows\": [{\"key\": \"1\", \"from\": \"s\", \"to\": \"a\"}, {\"key\": \"2\", \"from\": \"a\", \"to\": \"e\"}]}');" \
  "select kontor.engine_publishes('" VERSION "');" \
  "select kontor.engine_starts('" MAP "', 'deal', '" DEAL "', '00000000-0000-7000-8000-000000000012');"
#define TAKE "set session authorization seller_two; select kontor.take_task((select id from kontor.task where name = 'Call back'));" \
  "reset session authorization;"

static void
arrived_cb (KontorTaskWatch *watch, const char *id, const char *name, char **arrived)
{
  *arrived = g_strdup (name);
}

static gboolean
has_arrived (gpointer data)
{
  return *(char **) data != NULL;
}

static gboolean
is_ready (gpointer watch)
{
  return kontor_task_watch_is_ready (watch);
}

/* R79: what the first one takes is told to all who may, counted above their tasks, and gone once it is taken. */
static void
test_anybodys (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorTaskWatch) watch = kontor_task_watch_new (desk->screen->desk);
  g_autofree char *arrived = NULL;

  g_signal_connect (watch, "arrived", G_CALLBACK (arrived_cb), &arrived);
  g_assert_true (kontor_test_wait (is_ready, watch));
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "tasks", ""));
  g_assert_true (kontor_test_wait (is_read, desk->page));
  kontor_test_desk_sql (desk, ANYBODY);
  g_assert_true (kontor_test_wait (has_arrived, &arrived));
  g_assert_cmpstr (arrived, ==, "Call back");
  kontor_test_click (kontor_test_await_text (desk->page, "To _take: 1"));
  g_assert_true (g_str_has_prefix (desk->screen->asked->str, "open-list task "));
  kontor_test_desk_sql (desk, TAKE);
  kontor_test_await_no_text (desk->page, "To _take: 1");
}

static gboolean
is_taken (gpointer page)
{
  GtkWidget *take = kontor_test_find_text (page, "_Take");

  return kontor_test_find_text (page, "Seller Two") != NULL && !gtk_widget_get_mapped (take);
}

/* What a process says is to be done stands in the task once, also when the task was changed elsewhere;
 * taking is offered to who may. */
static void
test_taken_elsewhere (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) task = NULL;
  KontorListPage *page;
  GtkWidget *description;

  kontor_test_desk_sql (desk, ANYBODY);
  kontor_test_desk_show (desk, kontor_list_page_new (desk->screen->desk, "task", "{\"field\": \"process_id\", \"empty\": false}", NULL));
  page = KONTOR_LIST_PAGE (desk->page);
  g_assert_true (kontor_test_wait (is_one_left, page));
  task = g_list_model_get_item (G_LIST_MODEL (kontor_list_page_get_list (page)), 0);
  kontor_test_desk_show (desk, kontor_task_page_new (desk->screen->desk, kontor_record_get_id (task)));
  kontor_test_await_text (desk->page, "Ask for the size");
  /* A seller's to take, and not the head's. */
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (desk->page, "_Take")));
  kontor_test_desk_sql (desk, TAKE);
  g_assert_true (kontor_test_wait (is_taken, desk->page));
  description = kontor_test_find_text (desk->page, "Description");
  g_assert_true (description == NULL || !gtk_widget_get_mapped (description));
}

/* A map that asks for a day before its first step is left */
#define ASKS_AMOUNT \
  "insert into kontor.route_map (id, name, subject) values ('" MAP "', 'Asking', 'deal');" \
  "insert into kontor.route_map_version (id, map_id, number, graph) values ('" VERSION "', '" MAP "', 1, '{\"points\": [" \
  "  {\"key\": \"s\", \"kind\": \"start\"}, {\"key\": \"a\", \"kind\": \"action\", \"name\": \"Ask when it is needed\", \"required_fields\": [\"next_step_on\"]}," \
  "  {\"key\": \"b\", \"kind\": \"action\", \"name\": \"Order it\"}, {\"key\": \"e\", \"kind\": \"end\"}]," \
  "  \"flows\": [{\"key\": \"1\", \"from\": \"s\", \"to\": \"a\"}, {\"key\": \"2\", \"from\": \"a\", \"to\": \"b\"}, {\"key\": \"3\", \"from\": \"b\", \"to\": \"e\"}]}');" \
  "select kontor.engine_publishes('" VERSION "');" \
  "select kontor.engine_starts('" MAP "', 'deal', '" DEAL "', '00000000-0000-7000-8000-000000000011');"

static gboolean
is_at_next_step (gpointer page)
{
  return g_str_equal (kontor_page_get_title (page), "Order it");
}

static gboolean
may_complete (gpointer page)
{
  GtkWidget *complete = kontor_test_find_text (page, "_Complete");

  return complete != NULL && gtk_widget_get_mapped (complete) && gtk_widget_is_sensitive (complete);
}

/* R83: what must be filled before a step is left stands in the task, is named, and is waited for. */
static void
test_required_fields (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) first = NULL;
  KontorListPage *page;
  KontorForm *form;
  KontorRecord *deal;

  kontor_test_desk_sql (desk, ASKS_AMOUNT);
  kontor_test_desk_show (desk, kontor_list_page_new (desk->screen->desk, "task", "{\"field\": \"process_id\", \"empty\": false}", NULL));
  page = KONTOR_LIST_PAGE (desk->page);
  g_assert_true (kontor_test_wait (is_one_left, page));
  first = g_list_model_get_item (G_LIST_MODEL (kontor_list_page_get_list (page)), 0);
  kontor_test_desk_show (desk, kontor_task_page_new (desk->screen->desk, kontor_record_get_id (first)));

  kontor_test_await_text (desk->page, "Fill in first: Next step on");
  g_assert_false (may_complete (desk->page));
  kontor_test_picture (desk->page, "task-required");
  gtk_widget_activate_action (desk->page, "task.complete", NULL);

  form = KONTOR_FORM (kontor_test_find_type (kontor_test_await_text (desk->page, "Deal: Doors"), KONTOR_TYPE_FORM));
  g_assert_null (form);
  deal = kontor_test_desk_load (desk, "deal", DEAL);
  kontor_record_set (deal, "next_step_on", "2030-05-06");
  kontor_test_desk_save (desk, deal);
  g_object_unref (deal);
  g_assert_true (kontor_test_wait (may_complete, desk->page));
  gtk_widget_activate_action (desk->page, "task.complete", NULL);
  g_assert_true (kontor_test_wait (is_at_next_step, desk->page));
}

static void
note_told_cb (KontorStore *store, const char *operation, const char *title, GString *told)
{
  g_string_append_printf (told, "[%s]", title);
}

static gboolean
is_told (gpointer told)
{
  return ((GString *) told)->len > 0;
}

/* What is written on the way to completing a task is saved without a word, and can be undone. */
static void
test_result_is_quiet (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *kept = NULL;
  GtkWidget *outcome;
  KontorForm *form;

  g_signal_connect (desk->store, "saved", G_CALLBACK (note_told_cb), told);
  kontor_test_desk_show (desk, kontor_task_page_new (desk->screen->desk, TASK));
  kontor_test_await_text (desk->page, "Ring back");
  outcome = kontor_test_find_type (desk->page, KONTOR_TYPE_TASK_OUTCOME);
  form = KONTOR_FORM (kontor_test_find_type (outcome, KONTOR_TYPE_FORM));
  kontor_record_set (kontor_form_get_record (form), "result", "They call on Monday");
  kontor_form_save (form);
  g_assert_true (kontor_test_wait (is_told, told));
  g_assert_cmpstr (told->str, ==, "[]");
  kept = kontor_test_server_value (desk->server, "select result from kontor.task where id = '" TASK "'");
  g_assert_cmpstr (kept, ==, "They call on Monday");
}

/* A list that was made for something says so when there is none of it. */
static void
test_nothing_to_do (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *search;

  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "tasks", ""));
  kontor_test_await_text (desk->page, "Nothing to do");
  search = kontor_test_find_type (desk->page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "door");
  kontor_test_await_text (desk->page, "Nothing matches");
  kontor_test_desk_show (desk, kontor_task_list_new (desk->screen->desk,
                                                     "{\"all\": [{\"field\": \"manager_id\", \"is\": \"me\"}, {\"field\": \"due_at\", \"within\": \"today\"}]}",
                                                     "My tasks of today"));
  kontor_test_await_text (desk->page, "Nothing in “My tasks of today”");
  kontor_test_picture (desk->page, "list-empty");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_activities_register ();

  g_test_add ("/task-work/redirect-many", KontorTestDesk, "seller_one", set_up, test_redirect_many, tear_down);
  g_test_add ("/task-work/anybodys", KontorTestDesk, "seller_one", set_up, test_anybodys, tear_down);
  g_test_add ("/task-work/taken-elsewhere", KontorTestDesk, "head_a", set_up, test_taken_elsewhere, tear_down);
  g_test_add ("/task-work/way-back", KontorTestDesk, "seller_one", set_up, test_way_back, tear_down);
  g_test_add ("/task-work/files", KontorTestDesk, "seller_one", set_up, test_files, tear_down);
  g_test_add ("/task-work/required-fields", KontorTestDesk, "seller_one", set_up, test_required_fields, tear_down);
  g_test_add ("/task-work/quiet", KontorTestDesk, "seller_one", set_up, test_result_is_quiet, tear_down);
  g_test_add ("/task-work/nothing", KontorTestDesk, "seller_two", set_up, test_nothing_to_do, tear_down);
  return g_test_run ();
}
