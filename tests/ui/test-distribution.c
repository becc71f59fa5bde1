#include "config.h"

#include <string.h>

#include "admin/admin.h"
#include "admin/distribution-rule-card.h"
#include "documents/documents.h"
#include "fixture/desk.h"
#include "kit/form.h"
#include "kit/list-command.h"
#include "kit/table.h"
#include "partners/partner-card.h"

#define RULE "00000000-0000-7000-8000-000000000e01"
#define GIVEN "00000000-0000-7000-8000-000000000e21"
#define OFFER "00000000-0000-7000-8000-000000000e31"
#define LEAD "00000000-0000-7000-8000-000000000e11"

/* A rule by turn, and three partners that it has given. */
static void
set_up (KontorTestDesk *desk, gconstpointer login)
{
  kontor_test_desk_begin (desk,
    "set session authorization chief;"
    "select kontor.save('distribution_rule', '" RULE "', 0, jsonb_build_object('name', 'Everybody in turn', 'entity', 'partner', 'way', 'turn',"
    "  'people', (select jsonb_agg(e.id order by e.login) from kontor.employee e where e.login in ('seller_one', 'seller_two'))), null);"
    "select kontor.save('partner', ('00000000-0000-7000-8000-000000000e1' || n)::uuid, 0,"
    "  jsonb_build_object('name', 'Lead ' || n, 'relations', array['lead']), null) from generate_series(1, 3) n;",
    login);
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *tooltip)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
lists_the_rule (gpointer page)
{
  return kontor_test_find_text (page, "Everybody in turn") != NULL
         && kontor_test_find_text (page, "Partners: every one → One after another: Seller One, Seller Two") != NULL;
}

static gboolean
would_go_to_both (gpointer page)
{
  return kontor_test_find_text (page, "Of the last 3: Seller Two 2, Seller One 1") != NULL && kontor_test_find_text (page, "Lead 2") != NULL;
}

static gboolean
names_its_people (gpointer page)
{
  return find_button (page, "Take Seller Two out") != NULL && find_button (page, "Move Seller Two up") != NULL;
}

static gboolean
would_go_to_one (gpointer page)
{
  return kontor_test_find_text (page, "Of the last 3: Seller One 3") != NULL;
}

static gboolean
is_saved (gpointer record)
{
  return !kontor_record_is_dirty (record);
}

static gboolean
is_explained (gpointer page)
{
  return kontor_test_find_text (page, "Given to Seller One by the rule “Everybody in turn”: next in turn") != NULL;
}

/* R101, R102: the rules stand in a list, in words */
static void
test_page (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "distribution-rules", ""));
  g_assert_true (kontor_test_wait (lists_the_rule, desk->page));
  g_assert_nonnull (kontor_test_find_text (desk->page, "_New rule"));
  /* One begins at the first rule, not at the button. */
  kontor_page_arrive (KONTOR_PAGE (desk->page));
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_root_get_focus (gtk_widget_get_root (desk->page)), GTK_TYPE_LIST_BOX));
  kontor_test_picture (desk->page, "distribution-rules");
}

/* R101: a rule tells to whom the last records would have gone, while its people are chosen */
static void
test_card (KontorTestDesk *desk, gconstpointer data)
{
  KontorRecord *record;

  kontor_test_desk_show (desk, kontor_distribution_rule_card_new (desk->screen->desk, RULE));
  g_assert_true (kontor_test_wait (would_go_to_both, desk->page));
  kontor_test_picture (desk->page, "distribution-rule");
  record = kontor_form_get_record (KONTOR_FORM (kontor_test_find_type (desk->page, KONTOR_TYPE_FORM)));

  g_assert_true (kontor_test_wait (names_its_people, desk->page));
  kontor_test_click (find_button (desk->page, "Take Seller Two out"));
  g_assert_true (kontor_record_is_dirty (record));
  g_assert_true (kontor_test_wait (would_go_to_one, desk->page));
  kontor_page_save (KONTOR_PAGE (desk->page));
  g_assert_true (kontor_test_wait (is_saved, record));
  g_assert_null (strstr (kontor_record_get (record, "people"), "000000000012"));
}

/* R101: the record says why it is whose it is */
static void
test_explained (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_partner_card_new (desk->screen->desk, LEAD));
  g_assert_true (kontor_test_wait (is_explained, desk->page));
  kontor_test_picture (desk->page, "distribution-explained");
}

/* R101: an offer that nobody had says so on its page as well */
static void
test_offer (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_sql (desk,
    "set session authorization chief;"
    "select kontor.save('distribution_rule', gen_random_uuid(), 0, jsonb_build_object('name', 'Offers to whoever is there', 'entity', 'offer',"
    "  'way', 'fixed', 'people', (select jsonb_agg(e.id) from kontor.employee e where e.login = 'seller_one')), null);"
    "select kontor.save('offer', '" OFFER "', 0, jsonb_build_object('partner_id', '" LEAD "'), null);");
  kontor_test_desk_show (desk, kontor_desk_create_card (desk->screen->desk, "offer", OFFER));
  kontor_test_await_text (desk->page, "Given to Seller One by the rule “Offers to whoever is there”: first who is there");
  kontor_test_picture (desk->page, "distribution-offer");
}

static gboolean
lists_three (gpointer table)
{
  return g_list_model_get_n_items (kontor_table_get_rows (table)) == 3;
}

static gboolean
is_of_seller_two (gpointer data)
{
  g_autoptr (KontorRecord) lead = kontor_test_desk_load (data, "partner", LEAD);

  return g_strcmp0 (kontor_record_get_label (lead, "manager_id"), "Seller Two") == 0;
}

/* R102: chosen records of a list are given anew, after a question */
static void
test_anew (KontorTestDesk *desk, gconstpointer data)
{
  KontorTable *table;

  kontor_test_desk_show (desk, kontor_desk_create_list (desk->screen->desk, "partner", NULL, NULL));
  table = KONTOR_TABLE (kontor_test_find_type (desk->page, KONTOR_TYPE_TABLE));
  g_assert_true (kontor_test_wait (lists_three, table));
  g_assert_false (is_of_seller_two (desk));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (kontor_table_get_selection (table)));
  g_assert_true (kontor_list_command_run ("redistribute", desk->screen->desk, table));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk)), "distribute");
  g_assert_true (kontor_test_wait (is_of_seller_two, desk));
}

/* What one entered and a rule gave away cannot be seen, but it says where it went */
static void
test_given_away (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_sql (desk,
    "set session authorization chief;"
    "select kontor.save('distribution_rule', '" RULE "', 1, '{\"sellers_too\": true}', null);"
    "set session authorization seller_one;"
    "select kontor.save('partner', '" GIVEN "', 0, '{\"name\": \"Not mine\"}', null);");
  kontor_test_desk_show (desk, kontor_partner_card_new (desk->screen->desk, GIVEN));
  kontor_test_await_text (desk->page, "Given to Seller Two by the rule “Everybody in turn”: next in turn");
}

/* A seller reads the rules and makes none */
static void
test_seller (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *create;

  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "distribution-rules", ""));
  g_assert_true (kontor_test_wait (lists_the_rule, desk->page));
  create = kontor_test_find_text (desk->page, "_New rule");
  g_assert_false (create != NULL && gtk_widget_get_mapped (create));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_admin_register ();
  kontor_documents_register ();

  g_test_add ("/distribution/page", KontorTestDesk, "chief", set_up, test_page, tear_down);
  g_test_add ("/distribution/card", KontorTestDesk, "chief", set_up, test_card, tear_down);
  g_test_add ("/distribution/explained", KontorTestDesk, "seller_one", set_up, test_explained, tear_down);
  g_test_add ("/distribution/offer", KontorTestDesk, "seller_one", set_up, test_offer, tear_down);
  g_test_add ("/distribution/anew", KontorTestDesk, "chief", set_up, test_anew, tear_down);
  g_test_add ("/distribution/given-away", KontorTestDesk, "seller_one", set_up, test_given_away, tear_down);
  g_test_add ("/distribution/seller", KontorTestDesk, "seller_one", set_up, test_seller, tear_down);
  return g_test_run ();
}
