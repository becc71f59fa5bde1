#include "config.h"

#include "fixture/desk.h"
#include "kit/composer.h"
#include "kit/form.h"
#include "kit/link-picker.h"
#include "kit/plan.h"
#include "kit/record-command.h"
#include "processes/process-page.h"
#include "processes/processes.h"
#include "projects/project-card.h"
#include "projects/projects.h"

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define PROJECT "00000000-0000-7000-8000-000000000a02"
#define TALK "00000000-0000-7000-8000-000000000a03"
#define INTEREST "00000000-0000-7000-8000-000000000a04"
#define SURVEY "00000000-0000-7000-8000-000000000b01"
#define BUILD "00000000-0000-7000-8000-000000000b02"
#define BOUND "00000000-0000-7000-8000-000000000c01"

/* Two maps for clients, of which the survey is bound to the project and is walked. */
static const char office[] =
  "insert into kontor.route_map (id, name, subject) values ('" SURVEY "', 'Survey', 'partner'), ('" BUILD "', 'Building', 'partner');"
  "insert into kontor.route_map_version (id, map_id, number, graph)"
  "  select gen_random_uuid(), m.id, 1, '{\"points\": [{\"key\": \"s\", \"kind\": \"start\", \"x\": 0, \"y\": 0}, {\"key\": \"a\", \"kind\": \"action\","
  "    \"name\": \"Measure\", \"x\": 100, \"y\": 0, \"performer\": {\"kind\": \"deal_manager\"}}, {\"key\": \"e\", \"kind\": \"end\", \"x\": 300, \"y\": 0}],"
  "    \"flows\": [{\"key\": \"f1\", \"from\": \"s\", \"to\": \"a\"}, {\"key\": \"f2\", \"from\": \"a\", \"to\": \"e\"}]}'"
  "  from kontor.route_map m where m.id in ('" SURVEY "', '" BUILD "');"
  "select kontor.engine_publishes(v.id) from kontor.route_map_version v where v.map_id in ('" SURVEY "', '" BUILD "');"
  "set session authorization seller_one;"
  "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
  "select kontor.save('project', '" PROJECT "', 0, '{\"name\": \"New hall\", \"partner_id\": \"" PARTNER "\", \"state\": \"in_work\","
  "  \"begins_on\": \"2026-01-15\", \"ends_on\": \"2026-12-15\"}', null);"
  "select kontor.save('project_map', '" BOUND "', 0, '{\"project_id\": \"" PROJECT "\", \"map_id\": \"" SURVEY "\"}', null);"
  "select kontor.start_process('" SURVEY "', 'partner', '" PARTNER "', null, '" PROJECT "');"
  "select kontor.start_process('" BUILD "', 'partner', '" PARTNER "');"
  "select kontor.save('interaction', '" TALK "', 0, jsonb_build_object('partner_id', '" PARTNER "', 'subject', 'Measured the hall',"
  "  'spent_minutes', 90, 'process_id', (select p.id from kontor.process p where p.map_id = '" SURVEY "')), null);"
  "select kontor.save('interaction', '" INTEREST "', 0, '{\"partner_id\": \"" PARTNER "\", \"subject\": \"Twenty desks\", \"kind\": \"interest\"}', null);";

static void
set_up (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk, office, "seller_one");
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static GtkWidget *
find_maps (KontorTestDesk *desk)
{
  GtkWindow *dialog = kontor_test_desk_find_dialog (desk);

  g_assert_nonnull (dialog);
  return GTK_WIDGET (dialog);
}

/* R89: what belongs to a project is started with the maps that are bound to it, and with no others */
static void
test_bound_maps (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) talk = kontor_test_desk_load (desk, "interaction", TALK);
  GtkWidget *dialog;
  gboolean editable;

  g_assert_true (kontor_record_command_run ("start-process", desk->screen->desk, talk));
  dialog = find_maps (desk);
  kontor_test_await_text (dialog, "Survey");
  g_assert_null (kontor_test_find_text (dialog, "Building"));
  g_assert_nonnull (kontor_test_find_text (dialog, "New hall"));
  g_object_get (kontor_test_find_type (dialog, KONTOR_TYPE_LINK_PICKER), "editable", &editable, NULL);
  g_assert_false (editable);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* R89, R92: with a client all maps are offered, and those of a project once one is chosen */
static void
test_chosen_project (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) partner = kontor_test_desk_load (desk, "partner", PARTNER);
  GtkWidget *dialog;
  KontorLinkPicker *picker;

  g_assert_true (kontor_record_command_run ("start-process", desk->screen->desk, partner));
  dialog = find_maps (desk);
  kontor_test_await_text (dialog, "Building");
  g_assert_nonnull (kontor_test_find_text (dialog, "Survey"));
  picker = KONTOR_LINK_PICKER (kontor_test_find_type (dialog, KONTOR_TYPE_LINK_PICKER));
  kontor_link_picker_set_value (picker, PROJECT, "New hall");
  g_signal_emit_by_name (picker, "picked");
  kontor_test_await_no_text (dialog, "Building");
  kontor_test_await_text (dialog, "Survey");
  kontor_test_picture (dialog, "start-process");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* R89: with a project chosen, an interaction is offered the processes of that project */
static void
test_narrowed (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) talk = kontor_record_new (kontor_entity_lookup ("interaction"), NULL);
  static const char * const fields[] = { "process_id", NULL };
  GtkWidget *form = kontor_form_new ();
  GtkWidget *entry;

  kontor_record_set_link (talk, "partner_id", PARTNER, "Željezara Zenica");
  kontor_form_set_fields (KONTOR_FORM (form), fields);
  kontor_form_set_record (KONTOR_FORM (form), talk);
  kontor_test_screen_show (desk->screen, form);
  kontor_test_settle (50);
  entry = gtk_widget_get_first_child (kontor_test_find_type (form, KONTOR_TYPE_LINK_PICKER));
  gtk_editable_set_text (GTK_EDITABLE (entry), "željezara");
  kontor_test_await_text (form, "Building: Željezara Zenica");
  g_assert_nonnull (kontor_test_find_text (form, "Survey: Željezara Zenica"));
  /* Nobody makes a process by typing its name. */
  g_assert_null (kontor_test_find_text (form, "Create “željezara”"));

  kontor_record_set_link (talk, "project_id", PROJECT, "New hall");
  gtk_editable_set_text (GTK_EDITABLE (entry), "zenica");
  kontor_test_await_no_text (form, "Building: Željezara Zenica");
  g_assert_nonnull (kontor_test_await_text (form, "Survey: Željezara Zenica"));
}

static gboolean
asked_for_deal (gpointer data)
{
  return strstr (((KontorTestDesk *) data)->screen->asked->str, "open-record deal ") != NULL;
}

static gboolean
belongs_to_deal (gpointer interest)
{
  return kontor_record_get (interest, "deal_id") != NULL && kontor_record_get (interest, "process_id") != NULL;
}

static gboolean
belongs_to_none (gpointer interest)
{
  return kontor_record_get (interest, "deal_id") == NULL && kontor_record_get (interest, "process_id") == NULL;
}

/* R87: an interest becomes a sale with one action, which opens it and can be undone */
static void
test_begin_sale (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) interest = kontor_test_desk_load (desk, "interaction", INTEREST);
  GtkWidget *undo;

  kontor_test_desk_show (desk, kontor_desk_create_card (desk->screen->desk, "interaction", INTEREST));
  kontor_test_await_text (desk->page, "Twenty desks");
  gtk_widget_activate_action (desk->page, "card.command", "s", "begin-sale");
  g_assert_true (kontor_test_wait (asked_for_deal, desk));
  g_assert_true (kontor_test_wait (belongs_to_deal, interest));
  undo = kontor_test_await_text (GTK_WIDGET (desk->screen->window), "Undo");
  kontor_test_click (undo);
  g_assert_true (kontor_test_wait (belongs_to_none, interest));
}

/* R87: an interest is written down and becomes a sale with the same click */
static void
test_interest (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *composer = kontor_composer_new (desk->screen->desk);

  kontor_composer_set_partner (KONTOR_COMPOSER (composer), PARTNER, "Željezara Zenica");
  kontor_test_screen_show (desk->screen, composer);
  kontor_test_settle (20);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (kontor_test_find_text (composer, "Interest")), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_type (composer, GTK_TYPE_ENTRY)), "Ten chairs");
  gtk_widget_activate_action (composer, "composer.command", "s", "begin-sale");
  g_assert_true (kontor_test_wait (asked_for_deal, desk));
  {
    const char *deal = strstr (desk->screen->asked->str, "open-record deal ") + strlen ("open-record deal ");
    g_autofree char *id = g_strndup (deal, 36);
    g_autoptr (KontorRecord) record = kontor_test_desk_load (desk, "deal", id);

    g_assert_cmpstr (kontor_record_get_title (record), ==, "Ten chairs");
    g_assert_cmpstr (kontor_record_get (record, "partner_id"), ==, PARTNER);
  }
}

/* R88, R90: a process shows what was said in it, and the time of it */
static void
test_process (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) talk = kontor_test_desk_load (desk, "interaction", TALK);

  kontor_test_desk_show (desk, kontor_process_page_new (desk->screen->desk, kontor_record_get (talk, "process_id")));
  kontor_test_await_text (desk->page, "Measured the hall");
  g_assert_null (kontor_test_find_text (desk->page, "Twenty desks"));
  kontor_test_await_text (desk->page, "Time spent: 1 h 30 min");
  kontor_test_click (kontor_test_await_text (desk->page, "Project: New hall"));
  g_assert_nonnull (strstr (desk->screen->asked->str, "open-record project " PROJECT));
  kontor_test_desk_sql (desk,
    "set session authorization seller_one;"
    "select kontor.save('task', t.id, t.version, '{\"spent_minutes\": 45}', null) from kontor.task t join kontor.process p on p.id = t.process_id"
    "  where p.map_id = '" SURVEY "';");
  kontor_test_await_text (desk->page, "Time spent: 2 h 15 min");
}

static gboolean
is_saved (gpointer project)
{
  return !kontor_record_is_dirty (project);
}

/* R89, R90, R249: the card of a project: whose and until when, its maps, its plan, and the time by process and by employee */
static void
test_card (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) project = kontor_test_desk_load (desk, "project", PROJECT);
  GtkWidget *plan, *name;

  kontor_test_desk_show (desk, kontor_project_card_new (desk->screen->desk, PROJECT));
  kontor_test_await_text (desk->page, "Željezara Zenica");
  kontor_test_await_text (desk->page, "Measured the hall");
  kontor_test_await_text (desk->page, "Survey");
  g_assert_null (kontor_test_find_text (desk->page, "Building"));
  kontor_test_await_text (desk->page, "By process");
  kontor_test_await_text (desk->page, "Seller One");
  kontor_test_await_text (desk->page, "1:30");

  /* A line of the plan, without a dialog. */
  plan = kontor_test_find_type (desk->page, KONTOR_TYPE_PLAN);
  name = kontor_test_find_text (plan, "What is to be done");
  /* One quiet line, until somebody types into it. */
  g_assert_false (gtk_widget_get_mapped (kontor_test_find_text (plan, "Until: a day, “tomorrow”, “+7”")));
  gtk_editable_set_text (GTK_EDITABLE (name), "Order the steel");
  g_assert_true (gtk_widget_get_mapped (kontor_test_find_text (plan, "Until: a day, “tomorrow”, “+7”")));
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_text (plan, "Until: a day, “tomorrow”, “+7”")), "2026-03-01");
  kontor_test_click (kontor_test_find_text (plan, "Add"));
  kontor_test_await_text (plan, "Order the steel");
  kontor_test_await_text (plan, "Plan of work 0 of 1 done");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "");
  kontor_test_desk_sql (desk,
    "set session authorization seller_one;"
    "select kontor.save('task', t.id, t.version, '{\"state\": \"done\", \"spent_minutes\": 30}', null) from kontor.task t"
    "  where t.record_id = '" PROJECT "' and t.subject = 'project' and t.partner_id = '" PARTNER "' and t.due_at::date = '2026-03-01';");
  kontor_test_await_text (plan, "Plan of work 1 of 1 done");
  /* R90: in all, with what the task took. */
  kontor_test_await_text (desk->page, "2:00");
  kontor_test_settle (100);
  kontor_test_picture (desk->page, "project");

  /* What is written down on the card is for the project. */
  {
    GtkWidget *composer = kontor_test_find_type (desk->page, KONTOR_TYPE_COMPOSER);

    gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_type (composer, GTK_TYPE_ENTRY)), "Agreed on the colour");
    gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_text (composer, "Time spent, minutes")), "15");
    kontor_test_click (kontor_test_find_text (composer, "Write down"));
    kontor_test_await_text (desk->page, "2:15");
    kontor_test_await_text (desk->page, "Agreed on the colour");
  }
  g_assert_true (kontor_test_wait (is_saved, project));
}

/* R90: who sees nothing of a project's entries sees none of their time */
static void
test_stranger (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
  kontor_test_desk_begin (desk, office, "seller_three");
  kontor_test_desk_show (desk, kontor_project_card_new (desk->screen->desk, PROJECT));
  kontor_test_await_text (desk->page, "No project to show");
  g_assert_null (kontor_test_find_text (desk->page, "1:30"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_processes_register ();
  kontor_projects_register ();

  g_test_add ("/projects/R89-bound-maps", KontorTestDesk, NULL, set_up, test_bound_maps, tear_down);
  g_test_add ("/projects/R89-chosen-project", KontorTestDesk, NULL, set_up, test_chosen_project, tear_down);
  g_test_add ("/projects/R89-narrowed", KontorTestDesk, NULL, set_up, test_narrowed, tear_down);
  g_test_add ("/projects/R87-begin-sale", KontorTestDesk, NULL, set_up, test_begin_sale, tear_down);
  g_test_add ("/projects/R87-interest", KontorTestDesk, NULL, set_up, test_interest, tear_down);
  g_test_add ("/projects/R88-process", KontorTestDesk, NULL, set_up, test_process, tear_down);
  g_test_add ("/projects/R90-card", KontorTestDesk, NULL, set_up, test_card, tear_down);
  g_test_add ("/projects/R90-stranger", KontorTestDesk, NULL, set_up, test_stranger, tear_down);
  return g_test_run ();
}
