#include "config.h"

#include <locale.h>

#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/view-switcher.h"
#include "shell/application.h"
#include "shell/sign-in.h"
#include "shell/window.h"

static KontorApplication *application;

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorDesk       *desk;
  KontorWindow     *window;
} Fixture;

static void
open_window (Fixture *fixture)
{
  fixture->window = kontor_window_new (ADW_APPLICATION (application), fixture->desk);
  g_object_ref (fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (fixture->window));
  kontor_test_settle (60);
}

static void
sign_in (Fixture *fixture, const char *login)
{
  g_autoptr(KontorStore) store = NULL;

  fixture->server = kontor_test_server_new ("kontor_empty");
  fixture->database = kontor_test_server_open (fixture->server, login);
  store = kontor_store_new (fixture->database);
  fixture->desk = kontor_desk_new (store);
  open_window (fixture);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  kontor_test_settle (20);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (fixture);
  kontor_database_close (fixture->database);
  g_clear_object (&fixture->desk);
  g_clear_object (&fixture->database);
  kontor_test_server_free (fixture->server);
}

static void
set_up_seller (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "seller_one");
}

static void
set_up_administrator (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "chief");
}

static AdwTabView *
get_tabs (Fixture *fixture)
{
  return ADW_TAB_VIEW (kontor_test_find_type (GTK_WIDGET (fixture->window), ADW_TYPE_TAB_VIEW));
}

static void
activate (Fixture *fixture, const char *action, GVariant *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
  kontor_test_settle (40);
}

static const char *
get_title (Fixture *fixture)
{
  return kontor_page_get_title (kontor_window_get_page (fixture->window));
}

/* One record, one tab. */
static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  int n_before = adw_tab_view_get_n_pages (get_tabs (fixture));

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "region", "", ""));
  g_assert_cmpint (adw_tab_view_get_n_pages (get_tabs (fixture)), ==, n_before + 1);
  g_assert_cmpstr (get_title (fixture), ==, "Regions");
  activate (fixture, "win.open-list", g_variant_new ("(sss)", "product", "", ""));
  activate (fixture, "win.open-list", g_variant_new ("(sss)", "region", "", ""));
  g_assert_cmpint (adw_tab_view_get_n_pages (get_tabs (fixture)), ==, n_before + 2);
  g_assert_cmpstr (get_title (fixture), ==, "Regions");

  activate (fixture, "win.close-tab", NULL);
  g_assert_cmpint (adw_tab_view_get_n_pages (get_tabs (fixture)), ==, n_before + 1);
  activate (fixture, "win.reopen-tab", NULL);
  g_assert_cmpstr (get_title (fixture), ==, "Regions");
  kontor_test_picture (GTK_WIDGET (fixture->window), "shell-window");
}

/* What leads nowhere opens nothing. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  int n_before = adw_tab_view_get_n_pages (get_tabs (fixture));

  activate (fixture, "win.open-page", g_variant_new ("(ss)", "no-such-page", ""));
  activate (fixture, "win.open-record", g_variant_new ("(ss)", "no_such_entity", "x"));
  g_assert_cmpint (adw_tab_view_get_n_pages (get_tabs (fixture)), ==, n_before);
}

/* A second start shows the tabs of the first, and makes only the page that is looked at. */
static void
test_restored (Fixture *fixture, gconstpointer data)
{
  AdwTabView *tabs;
  guint n_made = 0;

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "region", "", ""));
  activate (fixture, "win.open-list", g_variant_new ("(sss)", "product", "", ""));
  close_window (fixture);
  open_window (fixture);

  tabs = get_tabs (fixture);
  g_assert_cmpint (adw_tab_view_get_n_pages (tabs), ==, 3);
  g_assert_cmpstr (get_title (fixture), ==, "Products");
  g_assert_cmpstr (adw_tab_page_get_title (adw_tab_view_get_nth_page (tabs, 1)), ==, "Regions");
  for (int i = 0; i < 3; i++)
    n_made += adw_bin_get_child (ADW_BIN (adw_tab_page_get_child (adw_tab_view_get_nth_page (tabs, i)))) != NULL;
  g_assert_cmpuint (n_made, ==, 1);
}

/* Titles that a former session had in another language come in that of this one. */
static void
test_restored_language (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GString) tabs = NULL;

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "region", "", ""));
  activate (fixture, "win.open-list", g_variant_new ("(sss)", "product", "", ""));
  close_window (fixture);
  tabs = g_string_new (kontor_desk_recall (fixture->desk, "window/tabs"));
  g_assert_cmpuint (g_string_replace (tabs, "\"Regions\"", "\"Регионы\"", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (tabs, "\"language\":\"", "\"language\":\"ru_", 0), ==, 1);
  kontor_desk_remember (fixture->desk, "window/tabs", tabs->str);
  open_window (fixture);
  g_assert_cmpstr (adw_tab_page_get_title (adw_tab_view_get_nth_page (get_tabs (fixture), 1)), ==, "Regions");
}

/* R331 the section of administrators is there for them only. */
static void
test_sections (Fixture *fixture, gconstpointer is_administrator)
{
  GtkWidget *row = kontor_test_find_text (GTK_WIDGET (fixture->window), "Administration");

  g_assert_true ((row != NULL) == (is_administrator != NULL));
  if (is_administrator == NULL)
    return;
  activate (fixture, "win.section", g_variant_new_int32 (12));
  g_assert_cmpstr (get_title (fixture), ==, "Administration");
  kontor_test_settle (300);
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (fixture->window), "seller_one"));
  kontor_test_picture (GTK_WIDGET (fixture->window), "shell-administration");
}

/* A few letters find a command; Enter does it. */
static void
test_palette (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = kontor_test_find_type (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_ENTRY);

  activate (fixture, "win.palette", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "director");
  kontor_test_settle (60);
  g_signal_emit_by_name (entry, "activate");
  kontor_test_settle (60);
  g_assert_cmpstr (get_title (fixture), ==, "Directories");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  /* R84: who is away is not to be looked for among the directories. */
  activate (fixture, "win.palette", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "absen");
  kontor_test_settle (60);
  g_signal_emit_by_name (entry, "activate");
  kontor_test_settle (60);
  g_assert_cmpstr (get_title (fixture), ==, "Absences");

  /* A setting by its name, before what is only about it. */
  activate (fixture, "win.palette", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "dark");
  g_signal_emit_by_name (entry, "activate");
  kontor_test_settle (60);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  kontor_test_picture (GTK_WIDGET (fixture->window), "shell-dark");
  activate (fixture, "win.colour-scheme", g_variant_new_string ("system"));
}

/* Every key of the map belongs to an action that exists. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_auto(GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));

  g_assert_nonnull (actions[0]);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (actions[i], &name, &target, NULL));
      if (g_str_has_prefix (name, "win."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (fixture->window), name + 4));
    }
}

#define PARTNER "00000000-0000-7000-8000-000000100001"
#define OTHER_DESK "00000000-0000-7000-8000-0000000000dd"

static void
say_at_other_desk (KontorDatabase *other, const char *query)
{
  const char *params[] = { "partner", PARTNER, OTHER_DESK };

  kontor_database_query_async (other, KONTOR_LANE_FRONT, query, params, 3, NULL, NULL, NULL);
}

static gboolean
shows_head (gpointer window)
{
  return kontor_test_find_text (window, "Head A has this open too") != NULL;
}

static gboolean
shows_nobody (gpointer window)
{
  return kontor_test_find_text (window, "Head A has this open too") == NULL;
}

/* D5: who has the card open too is seen as long as they have, whoever came
 * first, and not beside another card. */
static void
test_presence (Fixture *fixture, gconstpointer data)
{
  g_autoptr(KontorDatabase) other = kontor_test_server_open (fixture->server, "head_a");

  kontor_test_server_sql (fixture->server, "insert into kontor.partner (id, name, manager_id) values"
                                           " ('" PARTNER "', 'Alfa', '00000000-0000-7000-8000-000000000011')");
  say_at_other_desk (other, "attend");
  activate (fixture, "win.open-record", g_variant_new ("(ss)", "partner", PARTNER));
  g_assert_true (kontor_test_wait (shows_head, fixture->window));
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (fixture->window), "shell-presence");

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "partner", "", ""));
  g_assert_true (shows_nobody (fixture->window));
  activate (fixture, "win.open-record", g_variant_new ("(ss)", "partner", PARTNER));
  g_assert_true (kontor_test_wait (shows_head, fixture->window));

  say_at_other_desk (other, "leave");
  g_assert_true (kontor_test_wait (shows_nobody, fixture->window));
  say_at_other_desk (other, "attend");
  g_assert_true (kontor_test_wait (shows_head, fixture->window));
  kontor_database_close (other);
}

typedef struct
{
  KontorWindow *window;
  const char   *text;
} Shown;

static gboolean
shows_text (gpointer data)
{
  Shown *shown = data;

  return kontor_test_find_text (GTK_WIDGET (shown->window), shown->text) != NULL;
}

static GtkWindow *
find_dialog (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
        return window;
    }
  return NULL;
}

/* "New" makes what the page is about, and says so where nothing is made by hand. */
static void
test_new_here (Fixture *fixture, gconstpointer data)
{
  Shown told = { fixture->window, "These are not entered by hand: they begin on the card of what they are about" };
  int n_tabs;

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "process", "", ""));
  n_tabs = adw_tab_view_get_n_pages (get_tabs (fixture));
  activate (fixture, "win.new", NULL);
  g_assert_true (kontor_test_wait (shows_text, &told));
  g_assert_cmpint (adw_tab_view_get_n_pages (get_tabs (fixture)), ==, n_tabs);

  activate (fixture, "win.open-page", g_variant_new ("(ss)", "route-maps", ""));
  activate (fixture, "win.new", NULL);
  g_assert_nonnull (find_dialog ("New route map"));
  gtk_window_destroy (find_dialog ("New route map"));
}

#define PRODUCT "00000000-0000-7000-8000-000000100002"

static GtkEditable *
find_holding (GtkWidget *widget, const char *text)
{
  GtkEditable *found = NULL;

  if (GTK_IS_TEXT (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_holding (child, text);
  return found;
}

static gboolean
holds_text (gpointer data)
{
  Shown *shown = data;

  return find_holding (GTK_WIDGET (shown->window), shown->text) != NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (kontor_store_save_finish (KONTOR_STORE (source), result, &error));
  g_assert_no_error (error);
}

static void
keep_operation_cb (KontorStore *store, const char *operation, const char *title, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (operation);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(KontorRecord **) user_data = kontor_store_load_finish (KONTOR_STORE (source), result, NULL);
}

static gboolean
is_there (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* Renames the product as another screen of this desk would; returns the operation. */
static char *
rename_product (Fixture *fixture, KontorRecord *product, const char *name)
{
  KontorStore *store = kontor_desk_get_store (fixture->desk);
  char *operation = NULL;
  gulong handler = g_signal_connect (store, "saved", G_CALLBACK (keep_operation_cb), &operation);

  kontor_record_set (product, "name", name);
  kontor_store_save_record_async (store, product, NULL, saved_cb, NULL);
  g_assert_true (kontor_test_wait (is_there, &operation));
  g_signal_handler_disconnect (store, handler);
  return operation;
}

/* D1 Ctrl+Z in a field takes back what was typed there, then what was saved last;
 * it never empties a field that nobody has touched. */
static void
test_undo_in_a_field (Fixture *fixture, gconstpointer data)
{
  KontorStore *store = kontor_desk_get_store (fixture->desk);
  g_autoptr(KontorRecord) product = NULL;
  g_autofree char *first = NULL, *second = NULL;
  Shown before = { fixture->window, "Old desk" };
  Shown after = { fixture->window, "New desk" };
  Shown nothing = { fixture->window, "Nothing to undo; older changes are under History and undo" };
  GtkEditable *unit;

  kontor_test_server_sql (fixture->server, "insert into kontor.product (id, name, unit) values ('" PRODUCT "', 'Old desk', 'dozen')");
  activate (fixture, "win.open-record", g_variant_new ("(ss)", "product", PRODUCT));
  g_assert_true (kontor_test_wait (holds_text, &before));
  kontor_store_load_async (store, kontor_entity_lookup ("product"), PRODUCT, NULL, loaded_cb, &product);
  g_assert_true (kontor_test_wait (is_there, &product));
  first = rename_product (fixture, product, "New desk");
  g_assert_true (kontor_test_wait (holds_text, &after));

  unit = find_holding (GTK_WIDGET (fixture->window), "dozen");
  g_assert_nonnull (unit);
  gtk_widget_grab_focus (GTK_WIDGET (unit));
  gtk_editable_delete_text (unit, 0, -1);
  activate (fixture, "win.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (unit), ==, "dozen");
  g_assert_true (holds_text (&after));
  activate (fixture, "win.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (unit), ==, "dozen");
  g_assert_true (kontor_test_wait (holds_text, &before));

  /* Taken back by the button of the toast: the key has nothing more to do. */
  second = rename_product (fixture, product, "New desk");
  g_assert_true (kontor_test_wait (holds_text, &after));
  kontor_store_undo_async (store, second, NULL, NULL, NULL);
  g_assert_true (kontor_test_wait (holds_text, &before));
  activate (fixture, "win.undo", NULL);
  g_assert_true (kontor_test_wait (shows_text, &nothing));
}

/* F6 goes through the parts of a list, which Tab does not leave, and on to those of the window. */
static void
test_next_part (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page, *views, *table;
  GtkRoot *root = GTK_ROOT (fixture->window);

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "region", "", ""));
  page = GTK_WIDGET (kontor_window_get_page (fixture->window));
  views = kontor_test_find_type (page, KONTOR_TYPE_VIEW_SWITCHER);
  table = kontor_test_find_type (page, GTK_TYPE_COLUMN_VIEW);
  activate (fixture, "win.find", NULL);
  activate (fixture, "win.switch-pane", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (root), views));
  activate (fixture, "win.switch-pane", NULL);
  activate (fixture, "win.switch-pane", NULL);
  g_assert_true (gtk_root_get_focus (root) == table || gtk_widget_is_ancestor (gtk_root_get_focus (root), table) ||
                 gtk_widget_is_ancestor (table, gtk_root_get_focus (root)));
  activate (fixture, "win.switch-pane", NULL);
  g_assert_false (gtk_widget_is_ancestor (gtk_root_get_focus (root), page));
}

static gboolean
shows_message (gpointer window)
{
  return kontor_test_find_text (window, "Sign in") != NULL && gtk_widget_get_visible (window);
}

/* A server that is not there: words, and the form to correct it. */
static void
test_unreachable (void)
{
  KontorSignIn *sign_in_window = kontor_sign_in_new (ADW_APPLICATION (application));

  g_object_ref (sign_in_window);
  kontor_sign_in_start (sign_in_window, "host=/nonexistent dbname=kontor", "amra");
  g_assert_true (kontor_test_wait (shows_message, sign_in_window));
  kontor_test_picture (GTK_WIDGET (sign_in_window), "shell-sign-in");
  gtk_window_destroy (GTK_WINDOW (sign_in_window));
  g_object_unref (sign_in_window);
}

static gboolean
says_refused (gpointer window)
{
  return kontor_test_find_text (window, "The server refused the name or the password."
                                        " Check the name and the password, and whether Caps Lock is on.") != NULL;
}

/* Who is not known is told so, and what to look at, once. */
static void
test_refused (void)
{
  KontorSignIn *sign_in_window = kontor_sign_in_new (ADW_APPLICATION (application));
  g_autofree char *server = g_strdup_printf ("host=%s dbname=kontor_empty", g_getenv ("KONTOR_TEST_HOST"));

  g_object_ref (sign_in_window);
  kontor_sign_in_start (sign_in_window, server, "nobody_known");
  g_assert_true (kontor_test_wait (says_refused, sign_in_window));
  gtk_window_destroy (GTK_WINDOW (sign_in_window));
  g_object_unref (sign_in_window);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  application = kontor_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add ("/shell/tabs", Fixture, NULL, set_up_seller, test_tabs, tear_down);
  g_test_add ("/shell/unknown", Fixture, NULL, set_up_seller, test_unknown, tear_down);
  g_test_add ("/shell/restored", Fixture, NULL, set_up_seller, test_restored, tear_down);
  g_test_add ("/shell/restored in another language", Fixture, NULL, set_up_seller, test_restored_language, tear_down);
  g_test_add ("/shell/sections-seller", Fixture, NULL, set_up_seller, test_sections, tear_down);
  g_test_add ("/shell/sections-administrator", Fixture, GINT_TO_POINTER (TRUE), set_up_administrator, test_sections, tear_down);
  g_test_add ("/shell/palette", Fixture, NULL, set_up_seller, test_palette, tear_down);
  g_test_add ("/shell/keys", Fixture, NULL, set_up_seller, test_keys, tear_down);
  g_test_add ("/shell/D5-presence", Fixture, NULL, set_up_seller, test_presence, tear_down);
  g_test_add ("/shell/new-here", Fixture, NULL, set_up_administrator, test_new_here, tear_down);
  g_test_add ("/shell/D1-undo-in-a-field", Fixture, NULL, set_up_seller, test_undo_in_a_field, tear_down);
  g_test_add ("/shell/next-part", Fixture, NULL, set_up_seller, test_next_part, tear_down);
  g_test_add_func ("/shell/sign-in-unreachable", test_unreachable);
  g_test_add_func ("/shell/sign-in-refused", test_refused);
  return g_test_run ();
}
