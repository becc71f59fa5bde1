#include "config.h"

#include "fixture/desk.h"
#include "kit/automatic-card.h"
#include "kit/form.h"
#include "kit/open-address.h"

#define PERSON "00000000-0000-7000-8000-000000000b02"
#define LATER "00000000-0000-7000-8000-000000000b03"
#define OPERATION "00000000-0000-7000-8000-000000000b04"

#define MAKE(id, name) \
  "select kontor.save('person', '" id "', 0, '{\"partner_id\": \"00000000-0000-7000-8000-000000000b01\", \"name\": \"" name "\"}', null);"

static void
set_up (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk,
    "set session authorization seller_one;"
    "select kontor.save('partner', '00000000-0000-7000-8000-000000000b01', 0, '{\"name\": \"Željezara Zenica\"}', null);"
    MAKE (PERSON, "Amra Hodžić"),
    "seller_one");
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static KontorCard *
show (KontorTestDesk *desk, const char *id)
{
  kontor_test_desk_show (desk, kontor_automatic_card_new (desk->screen->desk, "person", id));
  return KONTOR_CARD (desk->page);
}

static gboolean
says (gpointer page, const char *text)
{
  GtkWidget *found = kontor_test_find_text (page, text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static gboolean
shows_amra (gpointer page)
{
  return says (page, "Amra Hodžić");
}

static gboolean
shows_later (gpointer page)
{
  return says (page, "Later Comer");
}

static gboolean
has_address (gpointer page)
{
  return kontor_page_get_address (page) != NULL;
}

static gboolean
is_deleted (gpointer page)
{
  return says (page, "It was deleted.");
}

static gboolean
is_missing (gpointer page)
{
  return says (page, "_Try again");
}

static gboolean
has_dialog (gpointer desk)
{
  return kontor_test_desk_find_dialog (desk) != NULL;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
close_cb (KontorPage *page, gboolean *closed)
{
  *closed = TRUE;
}

static AdwMessageDialog *
find_dialog (KontorTestDesk *desk)
{
  g_assert_true (kontor_test_wait (has_dialog, desk));
  return ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk));
}

/* R50: what somebody else deletes is told of where it is looked at, and comes back when that is undone */
static void
test_deleted (KontorTestDesk *desk, gconstpointer data)
{
  show (desk, PERSON);
  g_assert_true (kontor_test_wait (shows_amra, desk->page));
  kontor_test_desk_sql (desk,
    "set session authorization head_a;"
    "select kontor.remove('person', p.id, p.version, '" OPERATION "') from kontor.person p where p.id = '" PERSON "';");
  g_assert_true (kontor_test_wait (is_deleted, desk->page));
  g_assert_false (is_missing (desk->page));
  kontor_test_desk_sql (desk, "set session authorization head_a; select kontor.undo('" OPERATION "', gen_random_uuid());");
  g_assert_true (kontor_test_wait (shows_amra, desk->page));
}

/* What cannot be shown can be tried again */
static void
test_missing (KontorTestDesk *desk, gconstpointer data)
{
  show (desk, LATER);
  g_assert_true (kontor_test_wait (is_missing, desk->page));
  g_assert_cmpstr (kontor_page_get_key (KONTOR_PAGE (desk->page)), ==, "person:" LATER);
  kontor_test_desk_sql (desk, "set session authorization seller_one;" MAKE (LATER, "Later Comer"));
  if (is_missing (desk->page))
    kontor_test_click (kontor_test_find_text (desk->page, "_Try again"));
  g_assert_true (kontor_test_wait (shows_later, desk->page));
}

/* D1: nothing typed is lost by closing the tab, unless the person says so */
static void
test_leaving (KontorTestDesk *desk, gconstpointer data)
{
  KontorCard *card = show (desk, PERSON);
  gboolean closed = FALSE;

  g_signal_connect (card, "close", G_CALLBACK (close_cb), &closed);
  g_assert_true (kontor_test_wait (shows_amra, desk->page));
  g_assert_true (kontor_page_can_close (KONTOR_PAGE (card)));
  kontor_record_set (kontor_card_get_record (card), "position", "Director");
  g_assert_false (kontor_page_can_close (KONTOR_PAGE (card)));
  adw_message_dialog_response (find_dialog (desk), "stay");
  g_assert_cmpstr (kontor_card_get (card, "position"), ==, "Director");
  g_assert_false (closed);

  g_assert_false (kontor_page_can_close (KONTOR_PAGE (card)));
  adw_message_dialog_response (find_dialog (desk), "discard");
  g_assert_true (closed);
  g_assert_null (kontor_card_get (card, "position"));
  g_assert_true (kontor_page_can_close (KONTOR_PAGE (card)));
}

/* What the server refuses is told, and the field has its old value again */
static void
test_refused (KontorTestDesk *desk, gconstpointer data)
{
  KontorCard *card = show (desk, PERSON);

  g_assert_true (kontor_test_wait (shows_amra, desk->page));
  g_assert_true (kontor_card_change (card, "partner_id", "00000000-0000-7000-8000-00000000dead", "Nobody", "Moved", "The person was not moved"));
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (find_dialog (desk)), "The person was not moved"));
  g_assert_cmpstr (kontor_card_get (card, "partner_id"), ==, "00000000-0000-7000-8000-000000000b01");
  g_assert_false (kontor_record_is_dirty (kontor_card_get_record (card)));
}

/* D1: a deleted record closes its tab; no question before, for it can be undone */
static void
test_remove (KontorTestDesk *desk, gconstpointer data)
{
  KontorCard *card = show (desk, PERSON);
  gboolean closed = FALSE;

  g_signal_connect (card, "close", G_CALLBACK (close_cb), &closed);
  g_assert_true (kontor_test_wait (shows_amra, desk->page));
  gtk_widget_activate_action (desk->page, "card.delete", NULL);
  g_assert_true (kontor_test_wait (is_set, &closed));
  g_assert_false (has_dialog (desk));
}

/* A new record has no address until it is saved */
static void
test_new (KontorTestDesk *desk, gconstpointer data)
{
  KontorCard *card = show (desk, NULL);

  g_assert_true (kontor_card_is_new (card));
  g_assert_null (kontor_card_get_id (card));
  g_assert_null (kontor_page_get_address (KONTOR_PAGE (card)));
  g_assert_cmpstr (kontor_page_get_title (KONTOR_PAGE (card)), ==, "New: Contact person");
  kontor_record_set (kontor_card_get_record (card), "name", "Later Comer");
  kontor_record_set_link (kontor_card_get_record (card), "partner_id", "00000000-0000-7000-8000-000000000b01", "Željezara Zenica");
  kontor_page_save (KONTOR_PAGE (card));
  g_assert_true (kontor_test_wait (has_address, desk->page));
  g_assert_true (g_str_has_prefix (kontor_page_get_address (KONTOR_PAGE (card)), "win.open-record(('person', '"));
  g_assert_cmpstr (kontor_page_get_title (KONTOR_PAGE (card)), ==, "Later Comer");
  g_assert_true (kontor_page_can_close (KONTOR_PAGE (card)));
}

static gboolean
shows_colleague (gpointer page)
{
  return says (page, "Seller Two");
}

static gboolean
is_read_only (KontorForm *form, const char *field)
{
  return gtk_widget_has_css_class (GTK_WIDGET (kontor_form_get_row (form, field)), "read-only");
}

/* What is given with a new record and nowhere else is not offered for change on its card, where
 * the refusal would keep all else from being saved: the login of a colleague. */
static void
test_given (KontorTestDesk *desk, gconstpointer data)
{
  KontorForm *form;

  kontor_test_desk_show (desk, kontor_automatic_card_new (desk->screen->desk, "employee", "00000000-0000-7000-8000-000000000012"));
  g_assert_true (kontor_test_wait (shows_colleague, desk->page));
  form = KONTOR_FORM (kontor_test_find_type (desk->page, KONTOR_TYPE_FORM));
  g_assert_true (is_read_only (form, "login"));
  g_assert_false (is_read_only (form, "role"));
  g_assert_false (is_read_only (form, "position"));

  kontor_test_desk_show (desk, kontor_automatic_card_new (desk->screen->desk, "employee", ""));
  kontor_test_settle (100);
  form = KONTOR_FORM (kontor_test_find_type (desk->page, KONTOR_TYPE_FORM));
  g_assert_false (is_read_only (form, "login"));
}

/* What no program opens is said to be so, and not silently ignored */
static void
test_nothing_opens (KontorTestDesk *desk, gconstpointer data)
{
  GtkWidget *label = gtk_label_new ("Call");

  kontor_test_screen_show (desk->screen, label);
  kontor_open_address (label, "kontor-nobody:12%2034");
  kontor_test_await_text (GTK_WIDGET (desk->screen->window), "No program on this computer opens kontor-nobody:12 34");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();

  g_test_add ("/card/deleted", KontorTestDesk, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/card/missing", KontorTestDesk, NULL, set_up, test_missing, tear_down);
  g_test_add ("/card/leaving", KontorTestDesk, NULL, set_up, test_leaving, tear_down);
  g_test_add ("/card/refused", KontorTestDesk, NULL, set_up, test_refused, tear_down);
  g_test_add ("/card/remove", KontorTestDesk, NULL, set_up, test_remove, tear_down);
  g_test_add ("/card/given", KontorTestDesk, NULL, set_up, test_given, tear_down);
  g_test_add ("/card/new", KontorTestDesk, NULL, set_up, test_new, tear_down);
  g_test_add ("/card/nothing-opens", KontorTestDesk, NULL, set_up, test_nothing_opens, tear_down);
  return g_test_run ();
}
