#include "config.h"

#include <locale.h>

#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/side-pane.h"
#include "shell/application.h"
#include "shell/sidebar.h"
#include "shell/window.h"

/* What the window is to a person at it: its size, its rows, its keys, a small screen. */

static KontorApplication *application;

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorDesk       *desk;
  KontorWindow     *window;
} Fixture;

static KontorWindow *
open_window (KontorDesk *desk)
{
  KontorWindow *window = g_object_ref (kontor_window_new (ADW_APPLICATION (application), desk));

  gtk_window_present (GTK_WINDOW (window));
  kontor_test_settle (60);
  return window;
}

static KontorDesk *
sign_in (KontorTestServer *server, const char *login, KontorDatabase **database)
{
  g_autoptr(KontorStore) store = NULL;

  *database = kontor_test_server_open (server, login);
  store = kontor_store_new (*database);
  return kontor_desk_new (store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = kontor_test_server_new ("kontor_empty");
  fixture->desk = sign_in (fixture->server, "seller_one", &fixture->database);
  fixture->window = open_window (fixture->desk);
}

static gboolean
is_unmapped (gpointer window)
{
  return !gtk_widget_get_mapped (window);
}

/* As a person does it, so that it may remember. */
static void
close_window (KontorWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (kontor_test_wait (is_unmapped, window));
  g_object_unref (window);
  kontor_test_settle (20);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    close_window (fixture->window);
  kontor_database_close (fixture->database);
  g_clear_object (&fixture->desk);
  g_clear_object (&fixture->database);
  kontor_test_server_free (fixture->server);
}

static void
activate (Fixture *fixture, const char *action, GVariant *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
  kontor_test_settle (40);
}

static void
check_size (KontorWindow *window, int width, int height)
{
  int seen_width, seen_height;

  gtk_window_get_default_size (GTK_WINDOW (window), &seen_width, &seen_height);
  g_assert_cmpint (seen_width, ==, width);
  g_assert_cmpint (seen_height, ==, height);
}

/* The window has the size that this person gave it, whoever sat here meanwhile. */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr(KontorDatabase) other_database = NULL;
  g_autoptr(KontorDesk) other = sign_in (fixture->server, "seller_two", &other_database);
  KontorWindow *window;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1010, 650);
  kontor_test_settle (60);
  close_window (g_steal_pointer (&fixture->window));

  /* Who is new here finds what was last seen. */
  window = open_window (other);
  check_size (window, 1010, 650);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  kontor_test_settle (60);
  close_window (window);

  fixture->window = open_window (fixture->desk);
  check_size (fixture->window, 1010, 650);
  window = open_window (other);
  check_size (window, 1200, 700);
  close_window (window);
  kontor_database_close (other_database);
}

static gboolean
is_maximized (gpointer window)
{
  return gtk_window_is_maximized (window);
}

/* Closed maximized it comes maximized, and still knows its other size. */
static void
test_maximized (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1010, 650);
  kontor_test_settle (60);
  close_window (fixture->window);
  fixture->window = open_window (fixture->desk);

  gtk_window_maximize (GTK_WINDOW (fixture->window));
  g_assert_true (kontor_test_wait (is_maximized, fixture->window));
  close_window (fixture->window);
  fixture->window = open_window (fixture->desk);
  g_assert_true (kontor_test_wait (is_maximized, fixture->window));
  check_size (fixture->window, 1010, 650);
  gtk_window_unmaximize (GTK_WINDOW (fixture->window));
  kontor_test_settle (60);
}

/* The first row of the list on the page. */
static GtkWidget *
find_row (GtkWidget *widget)
{
  if (g_strcmp0 (gtk_widget_get_css_name (widget), "row") == 0 && gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) != NULL &&
      gtk_widget_get_mapped (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_row (gpointer page)
{
  GtkWidget *row = find_row (page);

  return row != NULL && gtk_widget_get_height (row) > 0;
}

static int
get_row_height (Fixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (kontor_window_get_page (fixture->window));

  g_assert_true (kontor_test_wait (has_row, page));
  return gtk_widget_get_height (find_row (page));
}

static gboolean
is_tall (gpointer page)
{
  return gtk_widget_get_height (find_row (page)) > 32;
}

static gboolean
is_low (gpointer page)
{
  return gtk_widget_get_height (find_row (page)) <= 32;
}

/* Rows of about 28 px show a quarter more of them than comfortable ones, at once. */
static void
test_density (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  int compact, comfortable;

  activate (fixture, "win.open-list", g_variant_new ("(sss)", "region", "", ""));
  page = GTK_WIDGET (kontor_window_get_page (fixture->window));
  compact = get_row_height (fixture);
  g_assert_cmpint (compact, >=, 26);
  g_assert_cmpint (compact, <=, 30);

  activate (fixture, "win.density", g_variant_new_string ("comfortable"));
  g_assert_true (kontor_test_wait (is_tall, page));
  comfortable = get_row_height (fixture);
  g_assert_cmpint (comfortable * 4, >=, compact * 5);
  close_window (fixture->window);
  fixture->window = open_window (fixture->desk);
  g_assert_cmpint (get_row_height (fixture), ==, comfortable);

  activate (fixture, "win.density", g_variant_new_string ("compact"));
  g_assert_true (kontor_test_wait (is_low, GTK_WIDGET (kontor_window_get_page (fixture->window))));
}

/* The window that was opened over the main one. */
static GtkWidget *
find_other_window (Fixture *fixture)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (fixture->window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_other_window (gpointer fixture)
{
  return find_other_window (fixture) != NULL;
}

static gboolean
has_no_other_window (gpointer fixture)
{
  return find_other_window (fixture) == NULL;
}

static void
close_other_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (find_other_window (fixture)));
  g_assert_true (kontor_test_wait (has_no_other_window, fixture));
}

/* Ctrl+? shows the keys of commands, of sections and of what has keys of its own, the board's among them. */
static void
test_map_of_keys (Fixture *fixture, gconstpointer data)
{
  static const char * const some[] = {
    "Search and commands", "Next tab", "New partner", "Partners", "Add a filter", "On the board: carry the deal to the stage beside",
    "New claim of this client", "Choose a day", "Move the line", "Page before, page after", "Append a point", "Lay the map out anew",
  };
  GtkWidget *map;
  int height;

  activate (fixture, "win.show-keys", NULL);
  g_assert_true (kontor_test_wait (has_other_window, fixture));
  map = find_other_window (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    {
      g_test_message ("%s", some[i]);
      g_assert_nonnull (kontor_test_find_text (map, some[i]));
    }
  gtk_widget_measure (map, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 700);
  kontor_test_picture (map, "window-keys");
  close_other_window (fixture);
}

/* What is left of 1366x768 beside a desktop's panel and a title. */
static void
check_fits (GtkWidget *window, const char *what)
{
  int width, height;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_test_message ("%s: %d x %d", what, width, height);
  g_assert_cmpint (width, <=, 1366);
  g_assert_cmpint (height, <=, 700);
}

/* Every section, and the window in which each record is made, is usable at 1366x768. */
static void
test_small_screen (Fixture *fixture, gconstpointer data)
{
  static const char * const made[] = { "partner", "deal", "task", "assignment", "claim", "offer", "product", "region" };

  kontor_test_server_sql (fixture->server, "insert into kontor.partner (id, name, manager_id) values"
                          " ('00000000-0000-7000-8000-000000100001', 'Alfa', '00000000-0000-7000-8000-000000000011');"
                          "insert into kontor.deal (id, name, partner_id, stage_id, manager_id) select '00000000-0000-7000-8000-000000100002',"
                          " 'A deal', '00000000-0000-7000-8000-000000100001', s.id, '00000000-0000-7000-8000-000000000011'"
                          " from kontor.stage s limit 1");
  for (guint i = 1; i <= 10; i++)
    {
      activate (fixture, "win.section", g_variant_new_int32 ((int) i));
      kontor_test_settle (200);
      check_fits (GTK_WIDGET (fixture->window), gtk_window_get_title (GTK_WINDOW (fixture->window)));
    }
  activate (fixture, "win.open-record", g_variant_new ("(ss)", "partner", "00000000-0000-7000-8000-000000100001"));
  kontor_test_settle (300);
  check_fits (GTK_WIDGET (fixture->window), "the card of a partner");
  activate (fixture, "win.open-record", g_variant_new ("(ss)", "deal", "00000000-0000-7000-8000-000000100002"));
  kontor_test_settle (300);
  check_fits (GTK_WIDGET (fixture->window), "the card of a deal");

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      activate (fixture, "win.new-record", g_variant_new_string (made[i]));
      kontor_test_settle (200);
      check_fits (GTK_WIDGET (fixture->window), made[i]);
      if (!has_other_window (fixture))
        continue;
      check_fits (find_other_window (fixture), made[i]);
      close_other_window (fixture);
    }
}

static gboolean
is_folded (gpointer page)
{
  KontorSidePane *pane = KONTOR_SIDE_PANE (kontor_test_find_type (page, KONTOR_TYPE_SIDE_PANE));

  return kontor_side_pane_is_folded (pane);
}

static gboolean
is_unfolded (gpointer page)
{
  return !is_folded (page) && gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (page))) > 1200;
}

static gboolean
has_icons_only (gpointer sidebar)
{
  return kontor_sidebar_get_folded (KONTOR_SIDEBAR (sidebar));
}

static gboolean
has_words (gpointer sidebar)
{
  return !kontor_sidebar_get_folded (KONTOR_SIDEBAR (sidebar));
}

/* A narrow window has the sidebar as icons, F9 shows its words all the same, and a wide one has it as it was. */
static void
test_narrow_sidebar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = kontor_test_find_type (GTK_WIDGET (fixture->window), KONTOR_TYPE_SIDEBAR);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  g_assert_true (kontor_test_wait (has_words, sidebar));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  g_assert_true (kontor_test_wait (has_icons_only, sidebar));
  activate (fixture, "win.fold-sidebar", NULL);
  g_assert_true (kontor_test_wait (has_words, sidebar));
  activate (fixture, "win.fold-sidebar", NULL);
  g_assert_true (kontor_test_wait (has_icons_only, sidebar));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  g_assert_true (kontor_test_wait (has_words, sidebar));
}

/* The window goes down to 800 pixels whatever is open in its tabs; the pane beside a list makes room and comes back. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  int width;

  for (guint i = 1; i <= 10; i++)
    activate (fixture, "win.section", g_variant_new_int32 ((int) i));
  activate (fixture, "win.open-list", g_variant_new ("(sss)", "deal", "", ""));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (kontor_window_get_page (fixture->window)), "list.preview", NULL));
  kontor_test_settle (300);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 800);

  page = GTK_WIDGET (kontor_window_get_page (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  g_assert_true (kontor_test_wait (is_unfolded, page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  g_assert_true (kontor_test_wait (is_folded, page));
  kontor_test_settle (100);
  kontor_test_picture (GTK_WIDGET (fixture->window), "window-narrow");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  g_assert_true (kontor_test_wait (is_unfolded, page));
  kontor_test_settle (100);
  kontor_test_picture (GTK_WIDGET (fixture->window), "window-wide-again");
}

/* Ctrl+N among the directories makes one more of that which the focus is on. */
static void
test_new_in_directory (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  activate (fixture, "win.open-page", g_variant_new ("(ss)", "directories", ""));
  row = gtk_widget_get_ancestor (kontor_test_find_text (GTK_WIDGET (kontor_window_get_page (fixture->window)), "Regions"), GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_grab_focus (row);
  activate (fixture, "win.new", NULL);
  g_assert_cmpstr (kontor_page_get_title (kontor_window_get_page (fixture->window)), ==, "New: Region");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  application = kontor_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  /* Between two windows the program must not end. */
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/window/size of each person", Fixture, NULL, set_up, test_size, tear_down);
  g_test_add ("/window/maximized", Fixture, NULL, set_up, test_maximized, tear_down);
  g_test_add ("/window/density", Fixture, NULL, set_up, test_density, tear_down);
  g_test_add ("/window/map of keys", Fixture, NULL, set_up, test_map_of_keys, tear_down);
  g_test_add ("/window/narrow sidebar", Fixture, NULL, set_up, test_narrow_sidebar, tear_down);
  g_test_add ("/window/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/window/new in a directory", Fixture, NULL, set_up, test_new_in_directory, tear_down);
  g_test_add ("/window/small screen", Fixture, NULL, set_up, test_small_screen, tear_down);
  return g_test_run ();
}
