#include "config.h"

#include <locale.h>
#include <string.h>

#include "documents/documents.h"
#include "documents/envelope-window.h"
#include "documents/offer-create.h"
#include "documents/offer-line-row.h"
#include "documents/offer-lines.h"
#include "documents/offer-page.h"
#include "draw/document.h"
#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/form.h"
#include "kit/print-view.h"

#define PARTNER "00000000-0000-7000-8000-000000000101"
#define LEGAL_ENTITY "00000000-0000-7000-8000-000000000102"
#define PERSON "00000000-0000-7000-8000-000000000103"
#define DEAL "00000000-0000-7000-8000-000000000104"
#define TASK "00000000-0000-7000-8000-000000000105"
#define OFFER "00000000-0000-7000-8000-000000000106"

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorStore      *store;
  KontorTestScreen *screen;
} Fixture;

static const char office[] =
  "insert into kontor.partner (id, name, country, manager_id, team_id) values ('" PARTNER "', 'Вершина', 'RU',"
  " '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');"
  "insert into kontor.legal_entity (id, partner_id, name, tax_number) values ('" LEGAL_ENTITY "', '" PARTNER "', 'ООО «Вершина»', '7710123456');"
  "insert into kontor.person (id, partner_id, name) values ('" PERSON "', '" PARTNER "', 'Ирина Павлова');"
  "insert into kontor.address (id, partner_id, street, postcode, city, country) values"
  " ('00000000-0000-7000-8000-000000000107', '" PARTNER "', 'Лесная ул., д. 5', '125196', 'Москва', 'RU'),"
  " ('00000000-0000-7000-8000-000000000108', '" PARTNER "', null, '12519', 'Казань', 'RU');"
  "insert into kontor.deal (id, name, partner_id, currency, manager_id, team_id) values ('" DEAL "', 'Desks', '" PARTNER "', 'USD',"
  " '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');"
  "insert into kontor.task (id, name, partner_id, deal_id, manager_id, team_id) values ('" TASK "', 'Make the offer', '" PARTNER "', '" DEAL "',"
  " '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');"
  "insert into kontor.offer (id, partner_id, person_id, deal_id, manager_id, team_id, discount_percent) values ('" OFFER "', '" PARTNER "', '" PERSON "', '" DEAL "',"
  " '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001', 5);";

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = kontor_test_server_new ("kontor_empty");
  kontor_test_server_sql (fixture->server, office);
  fixture->database = kontor_test_server_open (fixture->server, "seller_one");
  fixture->store = kontor_store_new (fixture->database);
  fixture->screen = kontor_test_screen_new (kontor_desk_new (fixture->store), 1280, 760);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  kontor_test_screen_free (fixture->screen);
  kontor_test_settle (20);
  kontor_database_close (fixture->database);
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
  kontor_test_server_free (fixture->server);
}

static gboolean
has_asked (gpointer data)
{
  return ((KontorTestScreen *) data)->asked->len > 0;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(KontorRecord **) user_data = kontor_store_load_finish (KONTOR_STORE (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static KontorRecord *
load_offer (Fixture    *fixture,
            const char *id)
{
  KontorRecord *record = NULL;

  kontor_store_load_async (fixture->store, kontor_entity_lookup ("offer"), id, NULL, loaded_cb, &record);
  g_assert_true (kontor_test_wait (is_set, &record));
  return record;
}

/* The identifier of the offer that the window was asked to open. */
static char *
take_asked_offer (Fixture *fixture)
{
  g_auto(GStrv) parts = NULL;

  g_assert_true (kontor_test_wait (has_asked, fixture->screen));
  parts = g_strsplit_set (fixture->screen->asked->str, " ;", -1);
  g_string_truncate (fixture->screen->asked, 0);
  g_assert_cmpstr (parts[0], ==, "open-record");
  g_assert_cmpstr (parts[1], ==, "offer");
  return g_strdup (parts[2]);
}

/* R82, R163 an offer made from a task or a deal takes over what is known */
static void
test_new_offer (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const sources[][2] = { { "task", TASK }, { "deal", DEAL }, { "partner", PARTNER } };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(KontorRecord) offer = NULL;
      g_autofree char *id = NULL;

      kontor_offer_create (fixture->screen->desk, sources[i][0], sources[i][1]);
      id = take_asked_offer (fixture);
      offer = load_offer (fixture, id);
      g_assert_cmpstr (kontor_record_get (offer, "partner_id"), ==, PARTNER);
      g_assert_cmpstr (kontor_record_get (offer, "legal_entity_id"), ==, LEGAL_ENTITY);
      g_assert_cmpstr (kontor_record_get (offer, "person_id"), ==, PERSON);
      g_assert_cmpstr (kontor_record_get (offer, "deal_id"), ==, i < 2 ? DEAL : NULL);
      g_assert_cmpstr (kontor_record_get (offer, "task_id"), ==, i == 0 ? TASK : NULL);
      if (i < 2)
        g_assert_cmpstr (kontor_record_get (offer, "currency"), ==, "USD");
      g_assert_cmpstr (kontor_record_get (offer, "status"), ==, "draft");
      g_assert_nonnull (kontor_record_get (offer, "number"));
    }
}

static GtkWidget *
find_new_offer (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), "New offer") == 0)
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
asks_for_client (gpointer data)
{
  return find_new_offer () != NULL;
}

/* R163 an offer made from nothing asks for its client first and knows the office's own side */
static void
test_offer_from_nothing (Fixture       *fixture,
                         gconstpointer  data)
{
  KontorRecord *asked;
  GtkWidget *dialog;
  g_autoptr(KontorRecord) offer = NULL;
  g_autofree char *id = NULL;

  kontor_documents_register ();
  g_assert_null (kontor_desk_create_card (fixture->screen->desk, "offer", ""));
  g_assert_true (kontor_test_wait (asks_for_client, NULL));
  dialog = find_new_offer ();
  asked = kontor_form_get_record (KONTOR_FORM (kontor_test_find_type (dialog, KONTOR_TYPE_FORM)));
  kontor_record_set_link (asked, "partner_id", PARTNER, "Вершина");
  kontor_test_click (kontor_test_find_text (dialog, "C_reate"));

  id = take_asked_offer (fixture);
  offer = load_offer (fixture, id);
  g_assert_cmpstr (kontor_record_get (offer, "partner_id"), ==, PARTNER);
  g_assert_nonnull (kontor_record_get (offer, "own_company_id"));
  g_assert_nonnull (kontor_record_get (offer, "valid_until"));
  g_assert_nonnull (kontor_record_get (offer, "number"));
}

static gboolean
has_document (gpointer data)
{
  return kontor_print_view_get_document (data) != NULL;
}

typedef struct
{
  KontorRecord *offer;
  const char   *field;
  const char   *value;
} Expected;

static gboolean
is_so (gpointer data)
{
  Expected *expected = data;

  return g_strcmp0 (kontor_record_get (expected->offer, expected->field), expected->value) == 0;
}

/* Types into a cell of the last line as a person does; the cells are told by their order. */
static void
type (GtkWidget  *lines,
      guint       cell,
      const char *text)
{
  GtkWidget *rows = gtk_widget_get_next_sibling (gtk_widget_get_first_child (gtk_widget_get_first_child (lines)));
  GtkWidget *row = gtk_widget_get_last_child (rows);
  GtkWidget *box = gtk_widget_get_first_child (row);
  GtkWidget *texts = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  GtkWidget *entry = gtk_widget_get_first_child (gtk_widget_get_first_child (texts));

  for (; cell > 0; cell--)
    entry = entry == gtk_widget_get_first_child (gtk_widget_get_first_child (texts))
            ? gtk_widget_get_next_sibling (texts) : gtk_widget_get_next_sibling (entry);
  g_assert_true (GTK_IS_EDITABLE (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static char *
get_page_text (GtkWidget *print_view)
{
  KontorDocument *document = kontor_print_view_get_document (KONTOR_PRINT_VIEW (print_view));

  return kontor_drawing_to_text (kontor_document_get_page (document, 0));
}

/* R163 lines are typed in place; sums on the screen, on the paper and in the database are one */
static void
test_lines (Fixture       *fixture,
            gconstpointer  data)
{
  KontorPage *page = kontor_offer_page_new (fixture->screen->desk, OFFER);
  g_autoptr(KontorRecord) offer = load_offer (fixture, OFFER);
  Expected expected = { offer, "total", "5003.75" };
  GtkWidget *lines;
  GtkWidget *print_view;
  g_autofree char *text = NULL;

  kontor_test_screen_show (fixture->screen, GTK_WIDGET (page));
  print_view = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW);
  g_assert_true (kontor_test_wait (has_document, print_view));
  lines = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_OFFER_LINES);
  kontor_offer_lines_add (KONTOR_OFFER_LINES (lines));
  g_assert_cmpuint (kontor_offer_lines_get_n (KONTOR_OFFER_LINES (lines)), ==, 1);
  type (lines, 0, "Standing desk, oak");
  type (lines, 1, "4");
  type (lines, 3, "1250.5");
  type (lines, 4, "10");
  type (lines, 5, "17");
  kontor_offer_lines_save (KONTOR_OFFER_LINES (lines));
  if (!kontor_test_wait (is_so, &expected))
    {
      kontor_test_picture (GTK_WIDGET (page), "offer-failed");
      g_error ("the total is %s", kontor_record_get (offer, "total"));
    }
  kontor_test_settle (400);
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (page), "4,501.80"));
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (page), "5,003.75\u00a0EUR"));
  text = get_page_text (print_view);
  g_assert_nonnull (strstr (text, "5\u00a0003,75"));
  g_assert_nonnull (strstr (text, "Standing desk, oak"));
  kontor_test_picture (GTK_WIDGET (page), "offer");
}

/* R163 what cannot be understood stays as it was typed and is not saved */
static void
test_wrong_figure (Fixture       *fixture,
                   gconstpointer  data)
{
  KontorPage *page = kontor_offer_page_new (fixture->screen->desk, OFFER);
  g_autoptr(KontorRecord) offer = load_offer (fixture, OFFER);
  GtkWidget *print_view;
  GtkWidget *lines;
  GtkWidget *row;

  kontor_test_screen_show (fixture->screen, GTK_WIDGET (page));
  print_view = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW);
  g_assert_true (kontor_test_wait (has_document, print_view));
  lines = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_OFFER_LINES);
  kontor_offer_lines_add (KONTOR_OFFER_LINES (lines));
  type (lines, 0, "Desk");
  type (lines, 3, "a lot");
  row = kontor_test_find_type (lines, KONTOR_TYPE_OFFER_LINE_ROW);
  g_assert_false (kontor_offer_line_row_commit (KONTOR_OFFER_LINE_ROW (row)));
  g_assert_cmpstr (kontor_record_get (kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row)), "price"), ==, "0");
}

/* R163 an offer that was sent is not changed but revised, and the old one is superseded */
static void
test_sent_and_revised (Fixture       *fixture,
                       gconstpointer  data)
{
  KontorPage *page = kontor_offer_page_new (fixture->screen->desk, OFFER);
  g_autoptr(KontorRecord) offer = load_offer (fixture, OFFER);
  g_autoptr(KontorRecord) next = NULL;
  g_autofree char *id = NULL;
  GtkWidget *print_view;
  Expected sent = { offer, "status", "sent" };
  Expected superseded = { offer, "status", "superseded" };

  kontor_test_screen_show (fixture->screen, GTK_WIDGET (page));
  print_view = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW);
  g_assert_true (kontor_test_wait (has_document, print_view));
  gtk_widget_activate_action (GTK_WIDGET (page), "offer.mark-sent", NULL);
  g_assert_true (kontor_test_wait (is_so, &sent));
  kontor_test_settle (200);
  gtk_widget_activate_action (GTK_WIDGET (page), "offer.revise", NULL);
  id = take_asked_offer (fixture);
  next = load_offer (fixture, id);
  g_assert_cmpstr (kontor_record_get (next, "revision"), ==, "2");
  g_assert_cmpstr (kontor_record_get (next, "supersedes_id"), ==, OFFER);
  g_assert_cmpstr (kontor_record_get (next, "status"), ==, "draft");
  g_assert_true (kontor_test_wait (is_so, &superseded));
}

/* R194 the envelope's window shows the address as it will stand, and what it lacks */
static void
test_envelope (Fixture       *fixture,
               gconstpointer  data)
{
  KontorEnvelopeWindow *window;
  GtkWidget *content;
  GtkWidget *print_view;
  GtkWidget *drop_down;
  g_autofree char *text = NULL;

  kontor_test_screen_show (fixture->screen, gtk_label_new (NULL));
  window = kontor_envelope_window_open (fixture->screen->desk, "partner", PARTNER);
  content = adw_window_get_content (ADW_WINDOW (window));
  print_view = kontor_test_find_type (content, KONTOR_TYPE_PRINT_VIEW);
  g_assert_true (kontor_test_wait (has_document, print_view));
  kontor_test_settle (100);
  text = get_page_text (print_view);
  g_assert_nonnull (strstr (text, "Лесная ул., д. 5"));
  g_assert_cmpstr (kontor_document_get_paper (kontor_print_view_get_document (KONTOR_PRINT_VIEW (print_view)))->name, ==, "dl");
  kontor_test_picture (GTK_WIDGET (window), "envelope");

  drop_down = kontor_test_find_type (content, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1);
  kontor_test_settle (50);
  g_assert_nonnull (kontor_test_find_text (content, "The address lacks: street, a postcode of the form 999999 (this is “12519”)"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  g_test_add ("/documents/R82-R163-new-offer", Fixture, NULL, set_up, test_new_offer, tear_down);
  g_test_add ("/documents/R163-offer-from-nothing", Fixture, NULL, set_up, test_offer_from_nothing, tear_down);
  g_test_add ("/documents/R163-lines", Fixture, NULL, set_up, test_lines, tear_down);
  g_test_add ("/documents/R163-wrong-figure", Fixture, NULL, set_up, test_wrong_figure, tear_down);
  g_test_add ("/documents/R163-sent-and-revised", Fixture, NULL, set_up, test_sent_and_revised, tear_down);
  g_test_add ("/documents/R194-envelope", Fixture, NULL, set_up, test_envelope, tear_down);
  return g_test_run ();
}
