#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "documents/documents.h"
#include "documents/envelopes-window.h"
#include "draw/document.h"
#include "fixture/desk.h"
#include "kit/export-dialog.h"
#include "kit/list-command.h"
#include "kit/list-page.h"
#include "kit/print-view.h"

/* What can be done with the rows of a list: printed, exported, summed up. */

#define N_COMPLETE 500
#define N_FAULTY 12

/* Five hundred whom a letter reaches and twelve whom it does not: four without
 * an address, four without a street, four with half a postcode. */
static const char office[] =
  "insert into kontor.partner (id, name, country, manager_id, team_id)"
  " select ('00000000-0000-7000-8000-0000001' || lpad(n::text, 5, '0'))::uuid, 'Firm ' || lpad(n::text, 4, '0'), 'BA',"
  "  '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001' from generate_series(1, 512) n;"
  "insert into kontor.address (id, partner_id, street, postcode, city, country)"
  " select ('00000000-0000-7000-8000-0000002' || lpad(n::text, 5, '0'))::uuid,"
  "  ('00000000-0000-7000-8000-0000001' || lpad(n::text, 5, '0'))::uuid,"
  "  case when n not between 501 and 504 then 'Zmaja od Bosne ' || n end, case when n > 504 then '71' else '71000' end, 'Sarajevo', 'BA'"
  " from generate_series(1, 508) n;";

static void
set_up (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk, data != NULL ? data : office, "seller_one");
  kontor_documents_register ();
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

/* Shows the list of an entity and waits until it is read. */
static KontorListPage *
show_list (KontorTestDesk *desk, const char *entity)
{
  KontorListPage *page = KONTOR_LIST_PAGE (kontor_list_page_new (desk->screen->desk, entity, NULL, NULL));

  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
  g_assert_true (kontor_test_wait (is_read, kontor_list_page_get_list (page)));
  return page;
}

typedef struct
{
  KontorPrintView *view;
  guint            n_pages;
} Pages;

static gboolean
has_pages (gpointer data)
{
  Pages *pages = data;
  KontorDocument *document = kontor_print_view_get_document (pages->view);

  return document != NULL && kontor_document_get_n_pages (document) == pages->n_pages;
}

static char *
get_page_text (KontorPrintView *view, guint page)
{
  return kontor_drawing_to_text (kontor_document_get_page (kontor_print_view_get_document (view), page));
}

/* Sorting ------------------------------------------------------------------------------- */

static gboolean
is_at_top (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) == 0;
}

/* R117: whoever sorts or searches sees what comes first, wherever the list was scrolled to */
static void
test_sorted_from_the_top (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "partner");
  KontorRecordList *list = kontor_list_page_get_list (page);
  KontorTable *table = KONTOR_TABLE (kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_TABLE));
  GtkWidget *view = kontor_test_find_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  static const char * const orders[] = { "-name", "city", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (KontorRecord) first = NULL;

      kontor_test_settle (50);
      kontor_table_scroll_to (table, i == 0 ? 100 : 300, FALSE);
      kontor_test_settle (50);
      g_assert_false (is_at_top (adjustment));
      kontor_table_set_order (table, orders[i]);
      g_assert_true (kontor_test_wait (is_read, list));
      g_assert_true (kontor_test_wait (is_at_top, adjustment));
      /* And the rest of the list, which comes after the first screen, changes nothing. */
      kontor_test_settle (100);
      g_assert_true (is_at_top (adjustment));
      first = g_list_model_get_item (G_LIST_MODEL (list), 0);
      if (i == 0)
        g_assert_cmpstr (kontor_record_get (first, "name"), ==, "Firm 0512");
    }
}

/* Jumping ------------------------------------------------------------------------------- */

static void
located_cb (GObject *list, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 *) user_data = kontor_record_list_locate_finish (KONTOR_RECORD_LIST (list), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_located (gpointer position)
{
  return *(gint64 *) position >= 0;
}

static guint
locate (KontorRecordList *list, const char *typed)
{
  gint64 position = -1;

  kontor_record_list_locate_async (list, typed, NULL, located_cb, &position);
  g_assert_true (kontor_test_wait (is_located, &position));
  return position;
}

/* D4: what is typed leads to the first name that begins so, or else to the next one */
static void
test_jump (KontorTestDesk *desk, gconstpointer data)
{
  KontorRecordList *list = kontor_list_page_get_list (show_list (desk, "partner"));

  g_assert_cmpuint (locate (list, "Firm 03"), ==, 299);
  g_assert_cmpuint (locate (list, "firm 0299x"), ==, 299);
  g_assert_cmpuint (locate (list, "zzz"), ==, G_MAXUINT);
}

/* Envelopes ---------------------------------------------------------------------------- */

static GtkWidget *
open_envelopes (KontorTestDesk *desk, KontorListPage *page)
{
  GtkWidget *window;

  gtk_widget_activate_action (GTK_WIDGET (page), "list.command", "s", "envelopes");
  window = GTK_WIDGET (kontor_test_find_window (KONTOR_TYPE_ENVELOPES_WINDOW));
  g_assert_nonnull (window);
  return window;
}

/* R194, D10: what is incomplete is listed first, the others are printed; after a
 * jam one goes on where it was. */
static void
test_envelopes (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "partner");
  GtkWidget *window = open_envelopes (desk, page);
  GtkWidget *spin = kontor_test_find_type (adw_window_get_content (ADW_WINDOW (window)), GTK_TYPE_SPIN_BUTTON);
  Pages pages = { KONTOR_PRINT_VIEW (kontor_test_find_type (window, KONTOR_TYPE_PRINT_VIEW)), N_COMPLETE };
  g_autofree char *text = NULL;

  g_assert_true (kontor_test_wait (has_pages, &pages));
  g_assert_nonnull (kontor_test_find_text (window, "All 512"));
  g_assert_nonnull (kontor_test_find_text (window, "500 of 512 addresses are complete"));
  g_assert_nonnull (kontor_test_find_text (window, "To put right (12)"));
  g_assert_nonnull (kontor_test_find_text (window, "No address"));
  g_assert_nonnull (kontor_test_find_text (window, "Lacks: street"));
  g_assert_nonnull (kontor_test_find_text (window, "_Print 500 Envelopes"));
  text = get_page_text (pages.view, 216);
  g_assert_nonnull (strstr (text, "Firm 0217"));
  kontor_test_settle (100);
  kontor_test_picture (window, "envelopes");

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 217);
  pages.n_pages = 284;
  g_assert_true (kontor_test_wait (has_pages, &pages));
  g_free (text);
  text = get_page_text (pages.view, 0);
  g_assert_nonnull (strstr (text, "Firm 0217"));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (kontor_test_find_type (window, GTK_TYPE_CHECK_BUTTON)), TRUE);
  pages.n_pages = 508;
  g_assert_true (kontor_test_wait (has_pages, &pages));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Sums ------------------------------------------------------------------------------------ */

static const char deals[] =
  "insert into kontor.partner (id, name, manager_id, team_id) values"
  " ('00000000-0000-7000-8000-000000100001', '=cmd|calc', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');"
  "insert into kontor.deal (id, name, partner_id, manager_id, amount, currency)"
  " select ('00000000-0000-7000-8000-0000002' || lpad(n::text, 5, '0'))::uuid, 'Deal ' || lpad(n::text, 4, '0'),"
  "  '00000000-0000-7000-8000-000000100001', '00000000-0000-7000-8000-000000000011', 1000.10, case when n % 10 = 0 then 'USD' else 'EUR' end"
  " from generate_series(1, 3000) n;";


/* R115: the sums of the whole list stand under their columns, of each currency
 * its own; of the selected rows where some are; and they follow what others change. */
static void
test_totals (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "deal");
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (kontor_table_get_selection (kontor_list_page_get_table (page)));

  kontor_test_await_text (GTK_WIDGET (page), "2,700,270.00\302\240EUR\n300,030.00\302\240USD");
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (page), "Total"));
  kontor_test_settle (100);
  kontor_test_picture (GTK_WIDGET (page), "totals");

  gtk_selection_model_select_range (selection, 0, 9, TRUE);
  kontor_test_await_text (GTK_WIDGET (page), "Total of 9 selected");
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (page), "8,000.80\302\240EUR\n1,000.10\302\240USD"));
  gtk_selection_model_select_all (selection);
  kontor_test_await_text (GTK_WIDGET (page), "2,700,270.00\302\240EUR\n300,030.00\302\240USD");

  kontor_test_server_sql (desk->server, "update kontor.deal set amount = 0 where name = 'Deal 0001'");
  kontor_test_await_text (GTK_WIDGET (page), "2,699,269.90\302\240EUR\n300,030.00\302\240USD");
}

/* Export ---------------------------------------------------------------------------------- */

static gboolean
is_gone (gpointer data)
{
  return GTK_WIDGET (kontor_test_find_window (KONTOR_TYPE_EXPORT_DIALOG)) == NULL;
}

static KontorExportDialog *
open_export (KontorListPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "list.export", NULL);
  return KONTOR_EXPORT_DIALOG (GTK_WIDGET (kontor_test_find_window (KONTOR_TYPE_EXPORT_DIALOG)));
}

/* R304: what the list shows becomes a file, in its order and with its columns,
 * and one that is given up leaves what was there before. */
static void
test_export (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "deal");
  KontorTable *table = kontor_list_page_get_table (page);
  static const char * const columns[] = { "name", "partner_id", "amount", "status", NULL };
  g_autofree char *folder = g_dir_make_tmp ("kontor-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "deals.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_auto(GStrv) lines = NULL;
  KontorExportDialog *dialog;

  kontor_table_set_columns (table, columns);
  kontor_table_set_order (table, "-name");
  g_assert_true (kontor_test_wait (is_read, kontor_list_page_get_list (page)));
  dialog = open_export (page);
  kontor_test_settle (100);
  kontor_test_picture (GTK_WIDGET (dialog), "export");
  kontor_export_dialog_write (dialog, file);
  g_assert_true (kontor_test_wait (is_gone, NULL));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3002);
  g_assert_cmpstr (lines[0], ==, "\357\273\277Subject,Client,Amount,Currency,Status");
  g_assert_cmpstr (lines[1], ==, "Deal 3000,\"'=cmd|calc\",1000.10,USD,In progress");
  g_assert_cmpstr (lines[3000], ==, "Deal 0001,\"'=cmd|calc\",1000.10,EUR,In progress");

  /* Given up: the file is what it was, and nothing lies beside it. */
  dialog = open_export (page);
  kontor_export_dialog_write (dialog, file);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (kontor_test_wait (is_gone, NULL));
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
tells_error (gpointer data)
{
  GtkWidget *label = kontor_test_find_style (data, "error");

  return label != NULL && gtk_widget_get_visible (label) && strstr (gtk_label_get_text (GTK_LABEL (label)), "not written") != NULL;
}

/* A folder that cannot be written to: the dialog says so and stays. */
static void
test_export_refused (KontorTestDesk *desk, gconstpointer data)
{
  KontorListPage *page = show_list (desk, "deal");
  KontorExportDialog *dialog = open_export (page);
  g_autoptr(GFile) file = g_file_new_for_path ("/proc/kontor/deals.csv");

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (kontor_table_get_selection (kontor_list_page_get_table (page))), 0, 2, TRUE);
  kontor_export_dialog_write (dialog, file);
  g_assert_true (kontor_test_wait (tells_error, dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  g_test_add ("/lists/R117-sorted-from-the-top", KontorTestDesk, NULL, set_up, test_sorted_from_the_top, tear_down);
  g_test_add ("/lists/jump", KontorTestDesk, NULL, set_up, test_jump, tear_down);
  g_test_add ("/lists/R194-envelopes-for-many", KontorTestDesk, NULL, set_up, test_envelopes, tear_down);
  g_test_add ("/lists/R115-totals", KontorTestDesk, deals, set_up, test_totals, tear_down);
  g_test_add ("/lists/R304-export", KontorTestDesk, deals, set_up, test_export, tear_down);
  g_test_add ("/lists/export-refused", KontorTestDesk, deals, set_up, test_export_refused, tear_down);
  return g_test_run ();
}
