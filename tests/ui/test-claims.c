#include "config.h"

#include "claims/claim-card.h"
#include "claims/claims.h"
#include "fixture/desk.h"
#include "kit/chart-view.h"
#include "kit/form.h"
#include "kit/list-page.h"
#include "kit/plan.h"
#include "kit/record-command.h"

#define PARTNER "00000000-0000-7000-8000-000000000a01"
#define CLAIM "00000000-0000-7000-8000-000000000a09"

static const char office[] =
  "set session authorization seller_one;"
  "select kontor.save('partner', '" PARTNER "', 0, '{\"name\": \"Željezara Zenica\"}', null);"
  "select kontor.save('claim', '" CLAIM "', 0, jsonb_build_object('partner_id', '" PARTNER "', 'essence', 'Scratched doors',"
  "  'reason_id', (select id from kontor.claim_reason where name = 'Defect')), null);";

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

static gboolean
asked_for_claim (gpointer data)
{
  return strstr (((KontorTestDesk *) data)->screen->asked->str, "open-record claim ") != NULL;
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
shows_share (gpointer page)
{
  return kontor_test_find_text (page, "67 % satisfied: 2 of 3 closed claims") != NULL;
}

/* R97, R248: from the client's card a claim needs its essence and nothing more */
static void
test_from_client (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) partner = kontor_test_desk_load (desk, "partner", PARTNER);
  KontorForm *form;
  GtkWindow *dialog;

  g_assert_true (kontor_record_command_run ("new-claim", desk->screen->desk, partner));
  dialog = kontor_test_desk_find_dialog (desk);
  g_assert_nonnull (dialog);
  form = KONTOR_FORM (kontor_test_find_type (GTK_WIDGET (dialog), KONTOR_TYPE_FORM));
  g_assert_cmpstr (kontor_record_get (kontor_form_get_record (form), "partner_id"), ==, PARTNER);
  kontor_record_set (kontor_form_get_record (form), "essence", "Two handles are missing");
  kontor_form_save (form);
  g_assert_true (kontor_test_wait (asked_for_claim, desk));
}

static gboolean
is_guarded (gpointer page)
{
  GtkWidget *satisfied = kontor_test_find_text (page, "Satisfied");

  return !gtk_widget_is_sensitive (satisfied) && !gtk_widget_is_sensitive (kontor_test_find_text (page, "Not satisfied"))
         && g_str_has_prefix (gtk_widget_get_tooltip_text (satisfied), "The claim is still being worked on, and “Claim");
}

static gboolean
may_close (gpointer page)
{
  GtkWidget *satisfied = kontor_test_find_text (page, "Close the claim: the client is content");

  return satisfied != NULL && gtk_widget_get_mapped (satisfied) && gtk_widget_is_sensitive (satisfied);
}

/* R250: a claim is closed as one of the two: while its process runs by a head, after that by anybody; it can be taken up again */
static void
test_closing (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_claim_card_new (desk->screen->desk, CLAIM));
  g_assert_true (kontor_test_wait (shows_claim, desk->page));
  g_assert_true (kontor_test_wait (is_guarded, desk->page));
  kontor_test_picture (desk->page, "claim");

  kontor_test_desk_sql (desk,
    "set session authorization head_a;"
    "select kontor.save('claim', c.id, c.version, '{\"status\": \"not_satisfied\"}', null) from kontor.claim c where c.id = '" CLAIM "'");
  g_assert_true (kontor_test_wait (is_closed, desk->page));
  gtk_widget_activate_action (desk->page, "claim.reopen", NULL);
  g_assert_true (kontor_test_wait (may_close, desk->page));
  gtk_widget_activate_action (desk->page, "claim.satisfied", NULL);
  g_assert_true (kontor_test_wait (is_closed, desk->page));
  g_assert_nonnull (kontor_test_find_text (desk->page, "Satisfied"));
}

/* R250: a head closes it whatever runs, and nothing stands in the way */
static void
test_head (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
  kontor_test_desk_begin (desk, office, "head_a");
  kontor_test_desk_show (desk, kontor_claim_card_new (desk->screen->desk, CLAIM));
  g_assert_true (kontor_test_wait (may_close, desk->page));
  gtk_widget_activate_action (desk->page, "claim.satisfied", NULL);
  g_assert_true (kontor_test_wait (is_closed, desk->page));
}

/* R249: a claim has a plan of work: by day, with who and how far it is, and a line adds to it */
static void
test_plan (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *plan, *name;

  kontor_test_desk_sql (desk,
    "set session authorization seller_one;"
    "select kontor.save('task', gen_random_uuid(), 0, jsonb_build_object('name', 'Send new doors', 'subject', 'claim', 'record_id', '" CLAIM "',"
    "  'due_at', '2031-02-01'), null);"
    "select kontor.save('task', gen_random_uuid(), 0, jsonb_build_object('name', 'Take pictures', 'subject', 'claim', 'record_id', '" CLAIM "',"
    "  'due_at', '2031-01-01', 'state', 'done'), null);");
  kontor_test_desk_show (desk, kontor_claim_card_new (desk->screen->desk, CLAIM));
  g_assert_true (kontor_test_wait (shows_claim, desk->page));
  plan = kontor_test_find_type (desk->page, KONTOR_TYPE_PLAN);
  /* With the first step of its process. */
  kontor_test_await_text (plan, "Plan of work 1 of 3 done");
  g_assert_nonnull (kontor_test_find_text (plan, "Take pictures"));
  g_assert_nonnull (kontor_test_find_text (plan, "Done"));
  {
    GPtrArray *tasks = kontor_related_list_get_records (kontor_plan_get_list (KONTOR_PLAN (plan)));

    g_assert_cmpstr (kontor_record_get_title (g_ptr_array_index (tasks, 1)), ==, "Take pictures");
    g_assert_cmpstr (kontor_record_get_title (g_ptr_array_index (tasks, 2)), ==, "Send new doors");
  }

  name = kontor_test_find_text (plan, "What is to be done");
  gtk_editable_set_text (GTK_EDITABLE (name), "Say sorry");
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_text (plan, "Until: a day, “tomorrow”, “+7”")), "whenever");
  kontor_test_click (kontor_test_find_text (plan, "Add"));
  g_assert_true (kontor_plan_is_dirty (KONTOR_PLAN (plan)));
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_text (plan, "Until: a day, “tomorrow”, “+7”")), "2031-03-01");
  kontor_test_click (kontor_test_find_text (plan, "Add"));
  kontor_test_await_text (plan, "Plan of work 1 of 4 done");
  kontor_test_picture (desk->page, "claim-plan");
}

/* R251, R252, R286: shares and reasons, and the rows behind each bar */
static void
test_report (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_sql (desk,
    "set session authorization seller_one;"
    "select kontor.save('claim', gen_random_uuid(), 0, jsonb_build_object('partner_id', '" PARTNER "', 'essence', 'Claim ' || n,"
    "  'reason_id', (select id from kontor.claim_reason where name = 'Bad service')), null) from generate_series(1, 3) n;"
    "set session authorization head_a;"
    "select kontor.save('claim', c.id, c.version, jsonb_build_object("
    "  'status', case when c.essence < 'Claim 3' then 'satisfied' else 'not_satisfied' end), null)"
    "  from kontor.claim c where c.essence like 'Claim %';");
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "claims-report", ""));
  g_assert_true (kontor_test_wait (shows_share, desk->page));
  kontor_test_settle (100);
  kontor_test_picture (desk->page, "claims-report");

  /* The reasons stand last: the most frequent first. */
  g_string_truncate (desk->screen->asked, 0);
  {
    GtkWidget *chart = NULL;
    GtkWidget *heading = kontor_test_find_text (desk->page, "What clients complain about");

    for (GtkWidget *widget = gtk_widget_get_next_sibling (heading); widget != NULL && chart == NULL; widget = gtk_widget_get_next_sibling (widget))
      chart = kontor_test_find_type (widget, KONTOR_TYPE_CHART_VIEW);
    g_assert_nonnull (chart);
    g_signal_emit_by_name (chart, "datum-activated", 0u);
  }
  g_assert_nonnull (strstr (desk->screen->asked->str, "open-list claim"));
  g_assert_nonnull (strstr (desk->screen->asked->str, "reason_id"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_claims_register ();

  g_test_add ("/claims/from-client", KontorTestDesk, NULL, set_up, test_from_client, tear_down);
  g_test_add ("/claims/closing", KontorTestDesk, NULL, set_up, test_closing, tear_down);
  g_test_add ("/claims/head", KontorTestDesk, NULL, set_up, test_head, tear_down);
  g_test_add ("/claims/plan", KontorTestDesk, NULL, set_up, test_plan, tear_down);
  g_test_add ("/claims/report", KontorTestDesk, NULL, set_up, test_report, tear_down);
  return g_test_run ();
}
