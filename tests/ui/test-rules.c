#include "config.h"

#include "admin/admin.h"
#include "admin/start-rule-card.h"
#include "fixture/desk.h"
#include "kit/condition-editor.h"
#include "kit/form.h"
#include "kit/performer-choice.h"

#define RULE "00000000-0000-7000-8000-000000000f01"

/* Only the rule of this test; two claims that it would fit, one it would not. */
static void
set_up (KontorTestDesk *desk, gconstpointer login)
{
  kontor_test_desk_begin (desk,
    "set session authorization chief;"
    "select kontor.remove('start_rule', r.id, r.version, gen_random_uuid()) from kontor.start_rule r;"
    "select kontor.save('start_rule', '" RULE "', 0, jsonb_build_object('name', 'Letters are answered', 'entity', 'claim',"
    "  'map_id', (select m.id from kontor.route_map m where m.subject = 'claim' limit 1),"
    "  'condition', '{\"field\": \"channel\", \"is\": \"letter\"}'::jsonb, 'active', false), null);"
    "set session authorization seller_one;"
    "select kontor.save('partner', '00000000-0000-7000-8000-000000000a01', 0, '{\"name\": \"Željezara Zenica\"}', null);"
    "select kontor.save('claim', gen_random_uuid(), 0, jsonb_build_object('partner_id', '00000000-0000-7000-8000-000000000a01',"
    "  'essence', 'Claim ' || n, 'channel', case when n < 3 then 'letter' else 'phone' end), null) from generate_series(1, 3) n;",
    login);
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static gboolean
would_start_two (gpointer page)
{
  return kontor_test_find_text (page, "It would have started 2 processes.") != NULL && kontor_test_find_text (page, "Claim 2") != NULL;
}

static gboolean
would_start_three (gpointer page)
{
  return kontor_test_find_text (page, "It would have started 3 processes.") != NULL;
}

static gboolean
lists_the_rule (gpointer page)
{
  return kontor_test_find_text (page, "Letters are answered") != NULL && kontor_test_find_text (page, "At rest") != NULL;
}

static gboolean
is_proved (gpointer page)
{
  return kontor_test_find_text (page, "Every record that a rule fits has its process or its task.") != NULL;
}

static gboolean
misses_two (gpointer page)
{
  return kontor_test_find_text (page, "2 processes or tasks are missing.") != NULL;
}

static gboolean
is_saved (gpointer record)
{
  return !kontor_record_is_dirty (record);
}

/* R94, D8: a rule tells what it would have started, while its condition is being changed */
static void
test_preview (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *condition;

  kontor_test_desk_show (desk, kontor_start_rule_card_new (desk->screen->desk, RULE));
  g_assert_true (kontor_test_wait (would_start_two, desk->page));
  g_assert_null (kontor_test_find_text (desk->page, "Claim 3"));
  kontor_test_picture (desk->page, "start-rule");

  condition = kontor_test_find_type (desk->page, KONTOR_TYPE_CONDITION_EDITOR);
  g_assert_nonnull (condition);
  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (condition), NULL);
  g_signal_emit_by_name (condition, "changed");
  g_assert_true (kontor_test_wait (would_start_three, desk->page));
}

/* R91, R93: the rule is saved on demand and says that it is at work */
static void
test_save (KontorTestDesk *desk, gconstpointer data)
{
  KontorRecord *record;

  kontor_test_desk_show (desk, kontor_start_rule_card_new (desk->screen->desk, RULE));
  g_assert_true (kontor_test_wait (would_start_two, desk->page));
  record = kontor_form_get_record (KONTOR_FORM (kontor_test_find_type (desk->page, KONTOR_TYPE_FORM)));
  kontor_record_set (record, "active", "t");
  g_assert_true (kontor_record_is_dirty (record));
  g_assert_false (kontor_page_can_close (KONTOR_PAGE (desk->page)));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk)), "stay");
  kontor_page_save (KONTOR_PAGE (desk->page));
  g_assert_true (kontor_test_wait (is_saved, record));
  g_assert_true (kontor_page_can_close (KONTOR_PAGE (desk->page)));
}

static gboolean
would_make_two (gpointer page)
{
  return kontor_test_find_text (page, "It would have made 2 tasks.") != NULL;
}

/* R148: a rule that makes a task instead shows what belongs to it, and is saved with its performer */
static void
test_task (KontorTestDesk *desk, gconstpointer data)
{
  KontorForm *form;
  KontorRecord *record;
  GtkWidget *performer;
  GtkWidget *choice;

  kontor_test_desk_show (desk, kontor_start_rule_card_new (desk->screen->desk, RULE));
  g_assert_true (kontor_test_wait (would_start_two, desk->page));
  form = KONTOR_FORM (kontor_test_find_type (desk->page, KONTOR_TYPE_FORM));
  record = kontor_form_get_record (form);
  performer = kontor_test_find_type (desk->page, KONTOR_TYPE_PERFORMER_CHOICE);
  g_assert_false (gtk_widget_get_mapped (performer));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (kontor_form_get_row (form, "task_name"))));

  kontor_record_set (record, "does", "task");
  kontor_record_set_link (record, "map_id", NULL, NULL);
  kontor_record_set (record, "task_name", "Answer the letter");
  g_assert_true (kontor_test_wait (would_make_two, desk->page));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (kontor_form_get_row (form, "task_name"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (kontor_form_get_row (form, "map_id"))));
  /* Who does it is offered as at a step of a map, without who started it. */
  choice = adw_bin_get_child (ADW_BIN (performer));
  g_assert_true (GTK_IS_DROP_DOWN (choice));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_cmpstr (kontor_record_get (record, "task_performer"), ==, "{\"kind\":\"head\"}");
  kontor_test_picture (desk->page, "start-rule-task");
  kontor_page_save (KONTOR_PAGE (desk->page));
  g_assert_true (kontor_test_wait (is_saved, record));
}

/* D8: the list shows each rule, and proves that none was missed */
static void
test_proof (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "start-rules", ""));
  g_assert_true (kontor_test_wait (lists_the_rule, desk->page));
  kontor_test_click (kontor_test_find_text (desk->page, "_Check now"));
  g_assert_true (kontor_test_wait (is_proved, desk->page));

  /* Somebody goes round the rule: the proof finds what is missing. */
  kontor_test_desk_sql (desk,
    "set session authorization chief;"
    "select kontor.save('start_rule', '" RULE "', 1, '{\"active\": true}', null);"
    "reset session authorization;"
    "alter table kontor.claim disable trigger z_start_rules_insert;"
    "set session authorization seller_one;"
    "select kontor.save('claim', gen_random_uuid(), 0, jsonb_build_object('partner_id', '00000000-0000-7000-8000-000000000a01',"
    "  'essence', 'Late ' || n, 'channel', 'letter'), null) from generate_series(1, 2) n;"
    "reset session authorization;"
    "alter table kontor.claim enable trigger z_start_rules_insert;");
  kontor_test_click (kontor_test_find_text (desk->page, "_Check now"));
  g_assert_true (kontor_test_wait (misses_two, desk->page));
  kontor_test_picture (desk->page, "start-rules");
  kontor_test_click (kontor_test_find_text (desk->page, "_Start what is missing"));
  g_assert_true (kontor_test_wait (is_proved, desk->page));
}

/* A seller reads the rules and changes none */
static void
test_seller (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "start-rules", ""));
  g_assert_true (kontor_test_wait (lists_the_rule, desk->page));
  g_assert_false (gtk_widget_is_visible (gtk_widget_get_parent (kontor_test_find_text (desk->page, "_New rule")))
                  && gtk_widget_get_mapped (kontor_test_find_text (desk->page, "_New rule")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_admin_register ();

  g_test_add ("/rules/preview", KontorTestDesk, "chief", set_up, test_preview, tear_down);
  g_test_add ("/rules/save", KontorTestDesk, "chief", set_up, test_save, tear_down);
  g_test_add ("/rules/task", KontorTestDesk, "chief", set_up, test_task, tear_down);
  g_test_add ("/rules/proof", KontorTestDesk, "chief", set_up, test_proof, tear_down);
  g_test_add ("/rules/seller", KontorTestDesk, "seller_one", set_up, test_seller, tear_down);
  return g_test_run ();
}
