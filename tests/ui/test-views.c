#include "config.h"

#include <locale.h>
#include <string.h>

#include "fixture/desk.h"
#include "kit/kit.h"
#include "kit/list-page.h"
#include "kit/totals-bar.h"
#include "kit/view-switcher.h"

/* How a person arranges a list for oneself: views that are kept, columns, order. */

#define HERS "{\"all\":[{\"field\":\"name\",\"contains\":\"Alfa\"}]}"

static const char office[] =
  "insert into kontor.partner (id, name, manager_id, team_id) values"
  " ('00000000-0000-7000-8000-000000100001', 'Alfa', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001'),"
  " ('00000000-0000-7000-8000-000000100002', 'Beta', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');"
  "insert into kontor.deal (id, name, partner_id, manager_id, amount, currency)"
  " select ('00000000-0000-7000-8000-0000002' || lpad(n::text, 5, '0'))::uuid, 'Deal ' || lpad(n::text, 4, '0'),"
  "  '00000000-0000-7000-8000-000000100001', '00000000-0000-7000-8000-000000000011', 1000.10, 'EUR' from generate_series(1, 200) n;";

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
is_read (gpointer data)
{
  return !kontor_record_list_is_loading (data) && kontor_record_list_get_total (data) >= 0;
}

static KontorListPage *
show_list (KontorTestDesk *desk, const char *entity, const char *condition, const char *title)
{
  KontorListPage *page = KONTOR_LIST_PAGE (kontor_list_page_new (desk->screen->desk, entity, condition, title));

  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
  g_assert_true (kontor_test_wait (is_read, kontor_list_page_get_list (page)));
  kontor_test_settle (100);
  return page;
}

static KontorViewSwitcher *
get_switcher (KontorListPage *page)
{
  return KONTOR_VIEW_SWITCHER (kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_VIEW_SWITCHER));
}

static void
check_columns (KontorListPage *page, const char *expected)
{
  g_auto(GStrv) columns = kontor_table_get_columns (kontor_list_page_get_table (page));
  g_autofree char *text = g_strjoinv (" ", columns);

  g_assert_cmpstr (text, ==, expected);
}

typedef struct
{
  KontorTestDesk *desk;
  const char     *sql;
  const char     *value;
} Expected;

static gboolean
is_value (gpointer data)
{
  Expected *expected = data;
  g_autofree char *value = kontor_test_server_value (expected->desk->server, expected->sql);

  return g_strcmp0 (value, expected->value) == 0;
}

static void
await_value (KontorTestDesk *desk, const char *sql, const char *value)
{
  Expected expected = { desk, sql, value };

  g_assert_true (kontor_test_wait (is_value, &expected));
}

/* The row of a view in the opened list of them. */
static GtkWidget *
find_view_row (KontorListPage *page, const char *name)
{
  GtkWidget *list = kontor_test_find_type (GTK_WIDGET (get_switcher (page)), GTK_TYPE_LIST_BOX);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (kontor_test_find_text (row, name) != NULL)
      return row;
  return NULL;
}

typedef struct
{
  KontorListPage *page;
  const char     *name;
} Sought;

static gboolean
has_view (gpointer data)
{
  Sought *sought = data;

  return find_view_row (sought->page, sought->name) != NULL;
}

static void
choose (KontorListPage *page, const char *name)
{
  Sought sought = { page, name };
  GtkWidget *row;

  g_assert_true (kontor_test_wait (has_view, &sought));
  row = find_view_row (page, name);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_true (kontor_test_wait (is_read, kontor_list_page_get_list (page)));
}

/* What the button of the views says, and not the list below it. */
static gboolean
is_on_button (KontorListPage *page, const char *words)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (get_switcher (page)));
  GtkWidget *content = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));

  return g_strcmp0 (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (content))), words) == 0;
}

/* R117: what is kept under a name has its condition, its order and its columns, and
 * "All" has those from before; a start later the same is there. */
static void
test_keep (KontorTestDesk *desk, gconstpointer data)
{
  static const char * const chosen[] = { "country", "name", NULL };
  KontorListPage *page = show_list (desk, "partner", NULL, NULL);
  g_auto(GStrv) before = kontor_table_get_columns (kontor_list_page_get_table (page));
  g_autofree char *usual = g_strjoinv (" ", before);
  g_autofree char *address = NULL;

  kontor_list_page_set_condition (page, HERS);
  kontor_table_set_columns (kontor_list_page_get_table (page), chosen);
  kontor_table_set_order (kontor_list_page_get_table (page), "-name");
  g_signal_emit_by_name (get_switcher (page), "keep", "Hers");
  await_value (desk, "select definition ->> 'order' from kontor.view where name = 'Hers' and not shared", "-name");
  kontor_test_await_text (GTK_WIDGET (page), "Hers");
  address = g_strdup (kontor_page_get_address (KONTOR_PAGE (page)));
  g_assert_nonnull (strstr (address, "Hers"));
  g_assert_nonnull (strstr (address, "Alfa"));

  choose (page, "All");
  g_assert_cmpint (kontor_record_list_get_total (kontor_list_page_get_list (page)), ==, 2);
  choose (page, "Hers");
  check_columns (page, "country name");
  g_assert_cmpstr (kontor_table_get_order (kontor_list_page_get_table (page)), ==, "-name");
  g_assert_cmpint (kontor_record_list_get_total (kontor_list_page_get_list (page)), ==, 1);

  /* As the tab of the former session is opened. */
  page = show_list (desk, "partner", HERS, "Hers");
  g_assert_true (kontor_test_wait (has_view, &(Sought) { page, "Hers" }));
  g_assert_nonnull (kontor_view_switcher_get_current (get_switcher (page)));
  check_columns (page, "country name");

  /* Another filter is not the view any more, and is not called so. */
  kontor_list_page_set_condition (page, "{\"all\":[{\"field\":\"name\",\"contains\":\"Beta\"}]}");
  g_assert_cmpstr (kontor_page_get_title (KONTOR_PAGE (page)), ==, "Partners");
  g_assert_true (is_on_button (page, "Hers: changed"));
  /* Nor is everything. */
  kontor_list_page_set_condition (page, NULL);
  g_assert_false (is_on_button (page, "Hers"));
  g_assert_true (is_on_button (page, "All"));
  kontor_list_page_set_condition (page, "{\"all\":[{\"field\":\"name\",\"contains\":\"Beta\"}]}");
  /* Kept under the same name it is the view again, and not a second one. */
  g_signal_emit_by_name (get_switcher (page), "keep", "Hers");
  await_value (desk, "select count(*) || ' ' || bool_and(definition::text like '%Beta%') from kontor.view where name = 'Hers'", "1 true");
  g_assert_cmpstr (kontor_page_get_title (KONTOR_PAGE (page)), ==, "Hers");
  g_assert_true (is_on_button (page, "Hers"));
}

/* The columns of a view are not those of the list. */
static void
test_own_columns (KontorTestDesk *desk, gconstpointer data)
{
  static const char * const chosen[] = { "country", "name", NULL };
  KontorListPage *page = show_list (desk, "partner", NULL, NULL);
  g_auto(GStrv) before = kontor_table_get_columns (kontor_list_page_get_table (page));
  g_autofree char *usual = g_strjoinv (" ", before);

  g_signal_emit_by_name (get_switcher (page), "keep", "Short");
  await_value (desk, "select count(*)::text from kontor.view where name = 'Short'", "1");
  kontor_table_set_columns (kontor_list_page_get_table (page), chosen);
  kontor_test_settle (50);
  choose (page, "All");
  check_columns (page, usual);
  choose (page, "Short");
  check_columns (page, "country name");
  /* "Reset" goes back to what the view was kept with. */
  gtk_widget_activate_action (GTK_WIDGET (kontor_list_page_get_table (page)), "table.reset-columns", NULL);
  check_columns (page, usual);
}

static gboolean
has_dialog (gpointer desk)
{
  return kontor_test_desk_find_dialog (desk) != NULL;
}

/* One's own view gets another name and is given to everybody; that of somebody else
 * is chosen from and not changed. */
static void
test_shared (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "partner", NULL, NULL);
  GtkWidget *dialog;

  kontor_test_desk_sql (desk, "insert into kontor.view (id, entity, name, manager_id, shared, definition) values"
                        " ('00000000-0000-7000-8000-000000300001', 'partner', 'Theirs', '00000000-0000-7000-8000-000000000012', true, '{}'),"
                        " ('00000000-0000-7000-8000-000000300002', 'partner', 'Secret', '00000000-0000-7000-8000-000000000012', false, '{}')");
  g_assert_true (kontor_test_wait (has_view, &(Sought) { page, "Theirs" }));
  g_assert_null (find_view_row (page, "Secret"));
  g_assert_null (kontor_test_find_text (find_view_row (page, "Theirs"), "Delete this view"));

  g_signal_emit_by_name (get_switcher (page), "keep", "Mine");
  g_assert_true (kontor_test_wait (has_view, &(Sought) { page, "Mine" }));
  kontor_test_click (kontor_test_find_text (find_view_row (page, "Mine"), "Rename or share this view"));
  g_assert_true (kontor_test_wait (has_dialog, desk));
  dialog = GTK_WIDGET (kontor_test_desk_find_dialog (desk));
  kontor_test_settle (50);
  kontor_test_picture (dialog, "view-dialog");
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (dialog))), "Ours");
  kontor_test_click (kontor_test_find_text (dialog, "_Save"));
  await_value (desk, "select count(*)::text from kontor.view where name = 'Ours'", "1");
  g_assert_true (kontor_test_wait (has_view, &(Sought) { page, "Ours" }));
  kontor_test_await_text (GTK_WIDGET (page), "Ours");
  g_assert_cmpstr (kontor_page_get_title (KONTOR_PAGE (page)), ==, "Ours");
}

static GtkWidget *
open_chooser (KontorTable *table)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "table.choose-columns", NULL);
  kontor_test_settle (100);
  return kontor_test_find_text (GTK_WIDGET (table), "Columns");
}

/* R117: columns are moved in the list of them, as well as by dragging their headings. */
static void
test_columns_moved (KontorTestDesk *desk, gconstpointer data)
{
  static const char * const chosen[] = { "name", "country", NULL };
  KontorTable *table = kontor_list_page_get_table (show_list (desk, "partner", NULL, NULL));
  GtkWidget *chooser;

  kontor_table_set_columns (table, chosen);
  chooser = gtk_widget_get_parent (open_chooser (table));
  kontor_test_picture (chooser, "column-chooser");
  kontor_test_click (kontor_test_find_text (chooser, "Move to the back"));
  check_columns (KONTOR_LIST_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (table), KONTOR_TYPE_LIST_PAGE)), "country name");
  /* In the list it stands where it stands in the table. */
  kontor_test_click (kontor_test_find_text (chooser, "Move to the back"));
  check_columns (KONTOR_LIST_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (table), KONTOR_TYPE_LIST_PAGE)), "name country");
  kontor_test_settle (50);
  await_value (desk, "select value -> 'columns' -> 0 ->> 'field' from kontor.desk_state where key = 'table/list:partner'", "name");
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (chooser, GTK_TYPE_POPOVER)));
  kontor_test_settle (50);
}

/* What a click on a heading does is in the menu of the keyboard, too. */
static void
test_sort (KontorTestDesk *desk, gconstpointer data)
{
  KontorTable *table = kontor_list_page_get_table (show_list (desk, "deal", NULL, NULL));

  gtk_widget_activate_action (GTK_WIDGET (table), "table.sort", "s", "-name");
  g_assert_cmpstr (kontor_record_list_get_order (KONTOR_RECORD_LIST (kontor_table_get_rows (table))), ==, "-name");
  await_value (desk, "select value ->> 'order' from kontor.desk_state where key = 'table/list:deal'", "-name");
}

static GtkWidget *
find_menu (KontorTable *table)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (table)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return child;
  return NULL;
}

/* The menu that a key opens is at the row with the focus, however many are selected. */
static void
test_menu_place (KontorTestDesk *desk, gconstpointer data)
{
  KontorTable *table = kontor_list_page_get_table (show_list (desk, "deal", NULL, NULL));
  GdkRectangle place;

  gtk_widget_grab_focus (GTK_WIDGET (table));
  gtk_widget_activate_action (GTK_WIDGET (table), "table.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (table), "table.popup", NULL);
  kontor_test_settle (50);
  g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (find_menu (table)), &place));
  g_assert_cmpint (place.y, <, 150);

  /* The row with the focus was left behind: at the first one that is seen. */
  kontor_table_scroll_to (table, 150, FALSE);
  kontor_test_settle (100);
  gtk_widget_activate_action (GTK_WIDGET (table), "table.popup", NULL);
  g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (find_menu (table)), &place));
  g_assert_cmpint (place.y, >, 0);
  g_assert_cmpint (place.y, <, gtk_widget_get_height (GTK_WIDGET (table)));
  gtk_popover_popdown (GTK_POPOVER (find_menu (table)));
  kontor_test_settle (50);
}

static gboolean
shows_sum (gpointer data)
{
  GtkWidget *label = kontor_test_find_text (data, "Amount: 200,020.00\302\240EUR");

  return label != NULL && gtk_widget_get_mapped (label);
}

/* R115: the sum of a column that is out of sight stands at the end, with its name. */
static void
test_sum_out_of_sight (KontorTestDesk *desk, gconstpointer data)
{
  static const char * const chosen[] = { "name", "partner_id", "stage_id", "manager_id", "created_at", "changed_at", "amount", NULL };
  KontorListPage *page = show_list (desk, "deal", NULL, NULL);
  KontorTable *table = kontor_list_page_get_table (page);
  GtkWidget *label;
  graphene_rect_t bounds;

  kontor_table_set_columns (table, chosen);
  for (guint i = 0; i < 6; i++)
    kontor_table_widen_column (table, chosen[i], 200);
  /* The sums are read anew for other columns. */
  kontor_test_settle (400);
  g_assert_true (kontor_test_wait (shows_sum, page));
  label = kontor_test_find_text (GTK_WIDGET (page), "Amount: 200,020.00\302\240EUR");
  g_assert_true (gtk_widget_compute_bounds (label, GTK_WIDGET (table), &bounds));
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (GTK_WIDGET (table)));
  kontor_test_picture (GTK_WIDGET (page), "sum-out-of-sight");
}

/* An empty view was worked off; "Nothing matches" is for what was sought in vain. */
static void
test_empty (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "assignment", "{\"field\":\"status\",\"is\":\"open\"}", "Given to me");

  kontor_test_await_text (GTK_WIDGET (page), "Nothing in “Given to me”");
  gtk_editable_set_text (GTK_EDITABLE (kontor_test_find_type (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY)), "whatever");
  kontor_test_await_text (GTK_WIDGET (page), "Nothing matches");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  g_test_add ("/views/R117-keep", KontorTestDesk, NULL, set_up, test_keep, tear_down);
  g_test_add ("/views/R117-own-columns", KontorTestDesk, NULL, set_up, test_own_columns, tear_down);
  g_test_add ("/views/shared", KontorTestDesk, NULL, set_up, test_shared, tear_down);
  g_test_add ("/views/R117-columns-moved", KontorTestDesk, NULL, set_up, test_columns_moved, tear_down);
  g_test_add ("/views/sort", KontorTestDesk, NULL, set_up, test_sort, tear_down);
  g_test_add ("/views/menu-place", KontorTestDesk, NULL, set_up, test_menu_place, tear_down);
  g_test_add ("/views/R115-sum-out-of-sight", KontorTestDesk, NULL, set_up, test_sum_out_of_sight, tear_down);
  g_test_add ("/views/empty", KontorTestDesk, NULL, set_up, test_empty, tear_down);
  return g_test_run ();
}
