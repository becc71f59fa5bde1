#include "config.h"

#include <locale.h>
#include <string.h>

#include "documents/documents.h"
#include "documents/envelopes-window.h"
#include "draw/document.h"
#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/list-command.h"
#include "kit/list-page.h"
#include "kit/print-view.h"

/* What can be done with the rows of a list: printed, exported, summed up. */

#define N_COMPLETE 500
#define N_FAULTY 12

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorStore      *store;
  KontorTestScreen *screen;
} Fixture;

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
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = kontor_test_server_new ("kontor_empty");
  kontor_test_server_sql (fixture->server, data != NULL ? data : office);
  fixture->database = kontor_test_server_open (fixture->server, "seller_one");
  fixture->store = kontor_store_new (fixture->database);
  fixture->screen = kontor_test_screen_new (kontor_desk_new (fixture->store), 1280, 700);
  kontor_documents_register ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_test_screen_free (fixture->screen);
  kontor_test_settle (20);
  kontor_database_close (fixture->database);
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
  kontor_test_server_free (fixture->server);
}

static gboolean
is_read (gpointer data)
{
  return !kontor_record_list_is_loading (data) && kontor_record_list_get_total (data) >= 0;
}

/* Shows the list of an entity and waits until it is read. */
static KontorListPage *
show_list (Fixture *fixture, const char *entity)
{
  KontorListPage *page = KONTOR_LIST_PAGE (kontor_list_page_new (fixture->screen->desk, entity, NULL, NULL));

  kontor_test_screen_show (fixture->screen, GTK_WIDGET (page));
  g_assert_true (kontor_test_wait (is_read, kontor_list_page_get_list (page)));
  return page;
}

/* The window that a command of the list opened. */
static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
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

/* Envelopes ---------------------------------------------------------------------------- */

static GtkWidget *
open_envelopes (Fixture *fixture, KontorListPage *page)
{
  GtkWidget *window;

  gtk_widget_activate_action (GTK_WIDGET (page), "list.command", "s", "envelopes");
  window = find_window (KONTOR_TYPE_ENVELOPES_WINDOW);
  g_assert_nonnull (window);
  return window;
}

/* R194, D10: what is incomplete is listed first, the others are printed; after a
 * jam one goes on where it was. */
static void
test_envelopes (Fixture *fixture, gconstpointer data)
{
  KontorListPage *page = show_list (fixture, "partner");
  GtkWidget *window = open_envelopes (fixture, page);
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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  g_test_add ("/lists/R194-envelopes-for-many", Fixture, NULL, set_up, test_envelopes, tear_down);
  return g_test_run ();
}
