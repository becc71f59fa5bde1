#include "config.h"

#include <string.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/password-choice.h"
#include "admin/person-window.h"
#include "base/moment.h"
#include "fixture/desk.h"
#include "kit/form.h"
#include "kit/link-picker.h"

/* Let in before the test; her login is the server's, so each run has one of its own. */
#define MIA "00000000-0000-7000-8000-000000000f01"
#define CHIEF "00000000-0000-7000-8000-000000000031"

static char *
login_of (const char *name)
{
  return g_strdup_printf ("u%d%s", getpid (), name);
}

static void
set_up (KontorTestDesk *desk, gconstpointer login)
{
  static const char format[] =
    "set session authorization chief;"
    "select kontor.add_person('" MIA "', '{\"name\": \"Mia Marić\", \"login\": \"%s\", \"role\": \"seller\","
    "  \"team_id\": \"00000000-0000-7000-8000-000000000001\"}', null, null);"
    "reset session authorization;"
    "insert into kontor.partner (id, name, manager_id) select gen_random_uuid(), 'Client ' || n, '" MIA "' from generate_series(1, 3) n;";
  g_autofree char *mia = login_of ("mia");
  g_autofree char *office = g_strdup_printf (format, mia);

  kontor_test_desk_begin (desk, office, login);
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  static const char * const names[] = { "mia", "eva", "ivo" };

  /* The next test lets them in anew. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *login = login_of (names[i]);
      g_autofree char *sql = g_strdup_printf ("drop role if exists %s", login);

      kontor_test_desk_sql (desk, sql);
    }
  kontor_test_desk_end (desk);
}

/* The server's own words on a login: "in kontor_seller secret". */
static char *
login_state (KontorTestDesk *desk, const char *login)
{
  g_autofree char *sql =
    g_strdup_printf ("select concat_ws(' ', case when r.rolcanlogin then 'in' else 'out' end,"
                     "  (select string_agg(g.rolname, ',') from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid),"
                     "  case when r.rolpassword like 'SCRAM%%' then 'secret' end) from pg_authid r where r.rolname = '%s'", login);

  return kontor_test_server_value (desk->server, sql);
}

static void
open_card (KontorTestDesk *desk, const char *id)
{
  kontor_test_desk_show (desk, kontor_desk_create_card (desk->screen->desk, "employee", id));
}

static GtkWidget *
get_form (GtkWidget *widget)
{
  return kontor_test_find_type (widget, KONTOR_TYPE_FORM);
}

static void
type_password (GtkWidget *window, const char *first, const char *again)
{
  GtkWidget *choice = kontor_test_find_type (window, KONTOR_TYPE_PASSWORD_CHOICE);
  GtkWidget *box = gtk_widget_get_first_child (choice);
  const char *texts[] = { again, first };
  guint n = 0;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (gtk_widget_get_first_child (box))), TRUE);
  for (GtkWidget *child = gtk_widget_get_last_child (box); child != NULL; child = gtk_widget_get_prev_sibling (child))
    if (GTK_IS_PASSWORD_ENTRY (child))
      gtk_editable_set_text (GTK_EDITABLE (child), texts[n++]);
}

static gboolean
is_closed (gpointer data)
{
  return kontor_test_find_window (KONTOR_TYPE_PERSON_WINDOW) == NULL;
}

static gboolean
is_asking (gpointer data)
{
  return kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gboolean
is_saved (gpointer record)
{
  return !kontor_record_is_dirty (record);
}

static gboolean
is_dialog_there (gpointer desk)
{
  return kontor_test_desk_find_dialog (desk) != NULL;
}

typedef struct
{
  KontorTestDesk *desk;
  const char     *login;
  const char     *state;
} Expected;

static gboolean
is_in_state (gpointer data)
{
  Expected *expected = data;
  g_autofree char *state = login_state (expected->desk, expected->login);

  return g_strcmp0 (state, expected->state) == 0;
}

static void
await_state (KontorTestDesk *desk, const char *login, const char *state)
{
  Expected expected = { desk, login, state };

  if (!kontor_test_wait (is_in_state, &expected))
    {
      g_autofree char *found = login_state (desk, login);

      g_test_message ("%s: %s", login, found);
      g_assert_not_reached ();
    }
}

static void
fill (KontorTestDesk *desk, GtkWidget *window, const char *login)
{
  KontorRecord *record = kontor_form_get_record (KONTOR_FORM (get_form (window)));

  kontor_record_set (record, "name", "Eva Ilić");
  kontor_record_set (record, "login", login);
  kontor_record_set (record, "role", "head");
}

/* R301, R294: a new person is one form, with a password typed twice; what is weak or differs is said there */
static void
test_new_typed (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *eva = login_of ("eva");
  GtkWidget *window;

  g_assert_null (kontor_desk_create_card (desk->screen->desk, "employee", ""));
  window = GTK_WIDGET (kontor_test_find_window (KONTOR_TYPE_PERSON_WINDOW));
  g_assert_nonnull (window);

  /* Nothing is known yet. */
  gtk_widget_activate_action (window, "person.apply", NULL);
  g_assert_nonnull (kontor_test_find_text (window, "This is needed"));
  fill (desk, window, eva);
  /* What was typed is not lost by a key. */
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (kontor_test_wait (is_asking, NULL));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG)), "stay");
  g_assert_false (is_closed (NULL));
  type_password (window, "kurz1", "kurz1");
  gtk_widget_activate_action (window, "person.apply", NULL);
  g_assert_nonnull (kontor_test_find_text (window, "A password needs eight characters at least."));
  type_password (window, "correct horse 7", "correct horse 8");
  gtk_widget_activate_action (window, "person.apply", NULL);
  g_assert_nonnull (kontor_test_find_text (window, "The two passwords differ."));
  kontor_test_picture (window, "person-new-typed");
  type_password (window, "correct horse 7", "correct horse 7");
  gtk_widget_activate_action (window, "person.apply", NULL);
  g_assert_true (kontor_test_wait (is_closed, NULL));
  await_state (desk, eva, "in kontor_head secret");
  g_assert_nonnull (strstr (desk->screen->asked->str, "open-record employee"));
}

/* R301, R294: a password that was made up is shown once, when the server has it */
static void
test_new_generated (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *ivo = login_of ("ivo");
  g_autofree char *known = NULL;
  GtkWidget *window, *shown;

  kontor_desk_create_card (desk->screen->desk, "employee", "");
  window = GTK_WIDGET (kontor_test_find_window (KONTOR_TYPE_PERSON_WINDOW));
  kontor_test_picture (window, "person-new");
  fill (desk, window, "seller_one");
  gtk_widget_activate_action (window, "person.apply", NULL);
  /* Refused: said above the form, and nothing typed is lost. */
  kontor_test_await_text (window, "Somebody with the login “seller_one” is among the employees already.");
  kontor_test_picture (window, "person-new-refused");
  kontor_record_set (kontor_form_get_record (KONTOR_FORM (get_form (window))), "login", ivo);
  gtk_widget_activate_action (window, "person.apply", NULL);
  kontor_test_await_text (window, "Eva Ilić can sign in now");
  kontor_test_settle (250);
  kontor_test_picture (window, "person-new-shown");
  shown = kontor_test_find_style (window, "monospace");
  g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (shown))), ==, 19);
  await_state (desk, ivo, "in kontor_head secret");
  gtk_widget_activate_action (window, "person.apply", NULL);
  g_assert_true (kontor_test_wait (is_closed, NULL));
}

/* R293, R294: an administrator changes the role on the card, and the login has it */
static void
test_role (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *mia = login_of ("mia");
  KontorRecord *record;

  open_card (desk, MIA);
  kontor_test_await_text (desk->page, "Mia Marić");
  g_assert_true (gtk_widget_get_visible (kontor_test_find_text (desk->page, "_Deactivate…")));
  kontor_test_picture (desk->page, "employee-card");
  record = kontor_form_get_record (KONTOR_FORM (get_form (desk->page)));
  kontor_record_set (record, "role", "administrator");
  kontor_page_save (KONTOR_PAGE (desk->page));
  await_state (desk, mia, "in kontor_administrator");
}

/* R38, R39: whoever is deactivated names who takes over, and is shut out; and comes back */
static void
test_leaving (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *mia = login_of ("mia");
  g_autofree char *heir = NULL;
  g_autofree char *begun = NULL;
  AdwMessageDialog *dialog;
  GtkWidget *picker;

  open_card (desk, MIA);
  kontor_test_await_text (desk->page, "Mia Marić");
  gtk_widget_activate_action (desk->page, "employee.deactivate", NULL);
  g_assert_true (kontor_test_wait (is_dialog_there, desk));
  dialog = ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk));
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Deactivate Mia Marić?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "3 partners"));
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (dialog), "“Handover of a leaving colleague” begins by itself; its first task is an administrator's."));
  kontor_test_picture (GTK_WIDGET (dialog), "leaving");
  picker = kontor_test_find_type (GTK_WIDGET (dialog), KONTOR_TYPE_LINK_PICKER);
  kontor_link_picker_set_value (KONTOR_LINK_PICKER (picker), "00000000-0000-7000-8000-000000000011", "Seller One");
  adw_message_dialog_response (dialog, "deactivate");
  gtk_window_destroy (GTK_WINDOW (dialog));
  kontor_test_await_text (desk->page, "Does not work here any more");
  await_state (desk, mia, "out");
  heir = kontor_test_server_value (desk->server, "select s.login from kontor.employee e join kontor.employee s on s.id = e.successor_id where e.id = '" MIA "'");
  g_assert_cmpstr (heir, ==, "seller_one");
  begun = kontor_test_server_value (desk->server, "select count(*) from kontor.process where record_id = '" MIA "'");
  g_assert_cmpstr (begun, ==, "1");
  kontor_test_picture (desk->page, "employee-left");

  g_assert_true (kontor_test_wait (is_saved, kontor_form_get_record (KONTOR_FORM (get_form (desk->page)))));
  gtk_widget_activate_action (desk->page, "employee.activate", NULL);
  await_state (desk, mia, "in kontor_seller");
  kontor_test_await_no_text (desk->page, "Does not work here any more");
}

/* R38: where the map does not begin by itself it is offered */
static void
test_leaving_asks (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *begun = NULL;
  AdwMessageDialog *dialog;

  kontor_test_desk_sql (desk, "update kontor.start_rule set active = false where entity = 'employee'");
  open_card (desk, MIA);
  kontor_test_await_text (desk->page, "Mia Marić");
  gtk_widget_activate_action (desk->page, "employee.deactivate", NULL);
  g_assert_true (kontor_test_wait (is_dialog_there, desk));
  dialog = ADW_MESSAGE_DIALOG (kontor_test_desk_find_dialog (desk));
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (dialog), "Begin “Handover of a leaving colleague”"));
  adw_message_dialog_response (dialog, "deactivate");
  gtk_window_destroy (GTK_WINDOW (dialog));
  kontor_test_await_text (desk->page, "Does not work here any more");
  for (guint i = 0; i < 100 && g_strcmp0 (begun, "1") != 0; i++)
    {
      g_free (begun);
      kontor_test_settle (20);
      begun = kontor_test_server_value (desk->server, "select count(*) from kontor.process where record_id = '" MIA "'");
    }
  g_assert_cmpstr (begun, ==, "1");
}

/* R294: a new password for somebody, and one's own */
static void
test_password (KontorTestDesk *desk, gconstpointer data)
{
  g_autofree char *mia = login_of ("mia");
  GtkWidget *window;

  open_card (desk, MIA);
  kontor_test_await_text (desk->page, "Mia Marić");
  gtk_widget_activate_action (desk->page, "employee.password", NULL);
  window = GTK_WIDGET (kontor_test_find_window (KONTOR_TYPE_PERSON_WINDOW));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "New password of Mia Marić");
  kontor_test_picture (window, "password-new");
  gtk_widget_activate_action (window, "person.apply", NULL);
  kontor_test_await_text (window, "Mia Marić has a new password");
  await_state (desk, mia, "in kontor_seller secret");
  gtk_window_destroy (GTK_WINDOW (window));
  kontor_test_settle (20);

  /* One's own has to be remembered, so it is typed. */
  window = GTK_WIDGET (kontor_person_window_new_password (desk->screen->desk, CHIEF, "Chief", "chief"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Change my password");
  g_assert_false (gtk_widget_get_visible (kontor_test_find_type (window, GTK_TYPE_CHECK_BUTTON)));
  kontor_test_picture (window, "password-own");
  type_password (window, "correct horse 7", "correct horse 7");
  gtk_widget_activate_action (window, "person.apply", NULL);
  /* The login of this test is no login of the office's. */
  kontor_test_await_text (window, "The login “chief” exists on the server and is not this office's; choose another one, or let whoever looks after the server give it with kontor-admin user add.");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* R293: who is no administrator is offered none of it, and nobody changes one's own role */
static void
test_others (KontorTestDesk *desk, gconstpointer data)
{
  open_card (desk, MIA);
  kontor_test_await_text (desk->page, "Mia Marić");
  g_assert_false (gtk_widget_get_visible (kontor_test_find_text (desk->page, "_Deactivate…")));
  g_assert_false (gtk_widget_get_visible (kontor_test_find_text (desk->page, "Set _password…")));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (kontor_form_get_row (KONTOR_FORM (get_form (desk->page)), "name")), "read-only"));
  kontor_desk_create_card (desk->screen->desk, "employee", "");
  g_assert_null (kontor_test_find_window (KONTOR_TYPE_PERSON_WINDOW));
}

static void
test_myself (KontorTestDesk *desk, gconstpointer data)
{
  open_card (desk, CHIEF);
  kontor_test_await_text (desk->page, "Chief");
  g_assert_false (gtk_widget_get_visible (kontor_test_find_text (desk->page, "_Deactivate…")));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (kontor_form_get_row (KONTOR_FORM (get_form (desk->page)), "role")), "read-only"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (kontor_form_get_row (KONTOR_FORM (get_form (desk->page)), "name")), "read-only"));
}

/* R301: from the page of the administration, which shows who came */
static void
test_page (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "administration", ""));
  kontor_test_await_text (desk->page, "Mia Marić");
  kontor_test_picture (desk->page, "administration");
  kontor_test_click (kontor_test_find_text (desk->page, "New _person…"));
  g_assert_nonnull (strstr (desk->screen->asked->str, "open-record employee"));
  kontor_test_desk_sql (desk, "update kontor.employee set name = 'Mia Perić' where id = '" MIA "'");
  kontor_test_await_text (desk->page, "Mia Perić");
}

/* An absence is called by who is away, and when. */
static void
test_absence (KontorTestDesk *desk, gconstpointer data)
{
  g_autoptr (KontorRecord) absence = NULL;
  g_autofree char *begin = kontor_date_format ("2031-12-01");
  g_autofree char *end = kontor_date_format ("2031-12-05");
  g_autofree char *expected = g_strdup_printf ("Mia Marić, %s – %s", begin, end);

  kontor_test_desk_sql (desk, "insert into kontor.absence (id, employee_id, starts_on, ends_on)"
                              " values ('00000000-0000-7000-8000-000000000f21', '" MIA "', '2031-12-01', '2031-12-05')");
  absence = kontor_test_desk_load (desk, "absence", "00000000-0000-7000-8000-000000000f21");
  g_assert_cmpstr (kontor_record_get_title (absence), ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_admin_register ();

  g_test_add ("/people/new-typed", KontorTestDesk, "chief", set_up, test_new_typed, tear_down);
  g_test_add ("/people/new-generated", KontorTestDesk, "chief", set_up, test_new_generated, tear_down);
  g_test_add ("/people/role", KontorTestDesk, "chief", set_up, test_role, tear_down);
  g_test_add ("/people/leaving", KontorTestDesk, "chief", set_up, test_leaving, tear_down);
  g_test_add ("/people/leaving-asks", KontorTestDesk, "chief", set_up, test_leaving_asks, tear_down);
  g_test_add ("/people/password", KontorTestDesk, "chief", set_up, test_password, tear_down);
  g_test_add ("/people/others", KontorTestDesk, "seller_one", set_up, test_others, tear_down);
  g_test_add ("/people/myself", KontorTestDesk, "chief", set_up, test_myself, tear_down);
  g_test_add ("/people/page", KontorTestDesk, "chief", set_up, test_page, tear_down);
  g_test_add ("/people/absence", KontorTestDesk, "chief", set_up, test_absence, tear_down);
  return g_test_run ();
}
