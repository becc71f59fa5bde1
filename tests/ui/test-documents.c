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
#include "fixture/desk.h"
#include "kit/form.h"
#include "kit/print-view.h"

#define PARTNER "00000000-0000-7000-8000-000000000101"
#define LEGAL_ENTITY "00000000-0000-7000-8000-000000000102"
#define PERSON "00000000-0000-7000-8000-000000000103"
#define DEAL "00000000-0000-7000-8000-000000000104"
#define TASK "00000000-0000-7000-8000-000000000105"
#define OFFER "00000000-0000-7000-8000-000000000106"

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
set_up (KontorTestDesk *desk,
        gconstpointer   data)
{
  kontor_test_desk_begin (desk, office, "seller_one");
}

static void
tear_down (KontorTestDesk *desk,
           gconstpointer   data)
{
  kontor_test_desk_end (desk);
}

static gboolean
has_asked (gpointer data)
{
  return ((KontorTestScreen *) data)->asked->len > 0;
}

/* The identifier of the offer that the window was asked to open. */
static char *
take_asked_offer (KontorTestDesk *desk)
{
  g_auto(GStrv) parts = NULL;

  g_assert_true (kontor_test_wait (has_asked, desk->screen));
  parts = g_strsplit_set (desk->screen->asked->str, " ;", -1);
  g_string_truncate (desk->screen->asked, 0);
  g_assert_cmpstr (parts[0], ==, "open-record");
  g_assert_cmpstr (parts[1], ==, "offer");
  return g_strdup (parts[2]);
}

/* R82, R163 an offer made from a task or a deal takes over what is known */
static void
test_new_offer (KontorTestDesk *desk,
                gconstpointer   data)
{
  static const char * const sources[][2] = { { "task", TASK }, { "deal", DEAL }, { "partner", PARTNER } };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(KontorRecord) offer = NULL;
      g_autofree char *id = NULL;

      kontor_offer_create (desk->screen->desk, sources[i][0], sources[i][1]);
      id = take_asked_offer (desk);
      offer = kontor_test_desk_load (desk, "offer", id);
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

static gboolean
asks_for_client (gpointer desk)
{
  return kontor_test_desk_find_dialog (desk) != NULL;
}

/* R163 an offer made from nothing asks for its client first and knows the office's own side */
static void
test_offer_from_nothing (KontorTestDesk *desk,
                         gconstpointer   data)
{
  KontorRecord *asked;
  GtkWidget *dialog;
  g_autoptr(KontorRecord) offer = NULL;
  g_autofree char *id = NULL;

  kontor_documents_register ();
  g_assert_null (kontor_desk_create_card (desk->screen->desk, "offer", ""));
  g_assert_true (kontor_test_wait (asks_for_client, desk));
  dialog = GTK_WIDGET (kontor_test_desk_find_dialog (desk));
  asked = kontor_form_get_record (KONTOR_FORM (kontor_test_find_type (dialog, KONTOR_TYPE_FORM)));
  kontor_record_set_link (asked, "partner_id", PARTNER, "Вершина");
  kontor_test_click (kontor_test_find_text (dialog, "C_reate"));

  id = take_asked_offer (desk);
  offer = kontor_test_desk_load (desk, "offer", id);
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
test_lines (KontorTestDesk *desk,
            gconstpointer   data)
{
  KontorPage *page = kontor_offer_page_new (desk->screen->desk, OFFER);
  g_autoptr(KontorRecord) offer = kontor_test_desk_load (desk, "offer", OFFER);
  Expected expected = { offer, "total", "5003.75" };
  GtkWidget *lines;
  GtkWidget *print_view;
  g_autofree char *text = NULL;

  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
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

/* The place where the next key would arrive, by its accessible role in the line: a cell by its order. */
static GtkWidget *
get_focus (GtkWidget *page)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  return GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;
}

/* R163 a line is written by keyboard alone: Tab goes from name to figure to figure, then to
 * the words below, and never into the suggestions, which go when the name is left */
static void
test_line_by_keyboard (KontorTestDesk *desk,
                       gconstpointer   data)
{
  KontorPage *page = kontor_offer_page_new (desk->screen->desk, OFFER);
  GtkWidget *lines, *row, *name, *cell, *popover;

  kontor_test_server_sql (desk->server, "insert into kontor.product (id, name) values (gen_random_uuid(), 'Desk of oak')");
  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
  g_assert_true (kontor_test_wait (has_document, kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW)));
  lines = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_OFFER_LINES);
  kontor_offer_lines_add (KONTOR_OFFER_LINES (lines));
  row = kontor_test_find_type (lines, KONTOR_TYPE_OFFER_LINE_ROW);
  name = get_focus (GTK_WIDGET (page));
  g_assert_true (gtk_widget_is_ancestor (name, row));
  popover = kontor_test_find_type (row, GTK_TYPE_POPOVER);
  gtk_editable_set_text (GTK_EDITABLE (name), "Desk");
  g_assert_true (kontor_test_wait ((gboolean (*) (gpointer)) gtk_widget_get_visible, popover));
  kontor_test_settle (50);
  kontor_test_picture (GTK_WIDGET (page), "offer-suggestions");

  cell = name;
  for (guint i = 1; i < 6; i++)
    {
      GtkWidget *before = cell;

      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (row)), GTK_DIR_TAB_FORWARD));
      /* The words below the name come into sight with the focus; where they stand changes nothing. */
      kontor_test_settle (50);
      cell = get_focus (GTK_WIDGET (page));
      g_assert_true (GTK_IS_ENTRY (cell) && gtk_widget_get_parent (cell) == gtk_widget_get_first_child (row));
      g_assert_true (i == 1 || gtk_widget_get_next_sibling (before) == cell);
    }
  g_assert_false (gtk_widget_get_visible (popover));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (row)), GTK_DIR_TAB_FORWARD));
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (GTK_WIDGET (page))));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (row)), GTK_DIR_TAB_BACKWARD));
  g_assert_true (get_focus (GTK_WIDGET (page)) == cell);
}

typedef struct
{
  GtkWidget *page;
  GtkWidget *row;
} Shown;

static gboolean
is_in_sight (gpointer data)
{
  Shown *shown = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (shown->row, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  return gtk_widget_get_height (shown->row) > 0 && gtk_widget_compute_bounds (shown->row, viewport, &bounds)
         && bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (viewport);
}

static gboolean
has_price (gpointer data)
{
  return g_strcmp0 (kontor_record_get (data, "price"), "12.5") == 0 || g_strcmp0 (kontor_record_get (data, "price"), "12.50") == 0;
}

/* R163 however many lines there are, the new one is in sight; how many of a product are wanted is
 * typed as soon as it is chosen, before its price has come */
static void
test_many_lines (KontorTestDesk *desk,
                 gconstpointer   data)
{
  KontorPage *page = kontor_offer_page_new (desk->screen->desk, OFFER);
  GtkWidget *lines, *popover;
  Shown shown = { GTK_WIDGET (page) };
  KontorRecord *line;

  kontor_test_server_sql (desk->server, "insert into kontor.product (id, name, price) values (gen_random_uuid(), 'Desk of oak', 12.5)");
  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
  g_assert_true (kontor_test_wait (has_document, kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW)));
  lines = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_OFFER_LINES);
  /* As on a desk, where the view moves to a place instead of being there. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  for (guint i = 0; i < 40; i++)
    {
      kontor_test_settle (i < 36 ? 0 : 80);
      kontor_offer_lines_add (KONTOR_OFFER_LINES (lines));
      type (lines, 0, i < 39 ? "Chair" : "Desk");
    }
  shown.row = gtk_widget_get_ancestor (get_focus (GTK_WIDGET (page)), KONTOR_TYPE_OFFER_LINE_ROW);
  kontor_test_settle (400);
  g_assert_true (is_in_sight (&shown));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  popover = kontor_test_find_type (shown.row, GTK_TYPE_POPOVER);
  g_assert_true (kontor_test_wait ((gboolean (*) (gpointer)) gtk_widget_get_visible, popover));
  g_signal_emit_by_name (kontor_test_find_type (popover, GTK_TYPE_LIST_BOX), "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (kontor_test_find_type (popover, GTK_TYPE_LIST_BOX)), 0));
  gtk_editable_set_text (GTK_EDITABLE (get_focus (GTK_WIDGET (page))), "3");
  line = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (shown.row));
  g_assert_true (kontor_test_wait (has_price, line));
  kontor_offer_line_row_commit (KONTOR_OFFER_LINE_ROW (shown.row));
  g_assert_cmpstr (kontor_record_get (line, "quantity"), ==, "3");
  g_assert_cmpstr (kontor_record_get (line, "name"), ==, "Desk of oak");
}

/* R163 what cannot be understood stays as it was typed and is not saved */
static void
test_wrong_figure (KontorTestDesk *desk,
                   gconstpointer   data)
{
  KontorPage *page = kontor_offer_page_new (desk->screen->desk, OFFER);
  g_autoptr(KontorRecord) offer = kontor_test_desk_load (desk, "offer", OFFER);
  GtkWidget *print_view;
  GtkWidget *lines;
  GtkWidget *row;

  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
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
test_sent_and_revised (KontorTestDesk *desk,
                       gconstpointer   data)
{
  KontorPage *page = kontor_offer_page_new (desk->screen->desk, OFFER);
  g_autoptr(KontorRecord) offer = kontor_test_desk_load (desk, "offer", OFFER);
  g_autoptr(KontorRecord) next = NULL;
  g_autofree char *id = NULL;
  GtkWidget *print_view;
  Expected sent = { offer, "status", "sent" };
  Expected superseded = { offer, "status", "superseded" };

  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
  print_view = kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW);
  g_assert_true (kontor_test_wait (has_document, print_view));
  gtk_widget_activate_action (GTK_WIDGET (page), "offer.mark-sent", NULL);
  g_assert_true (kontor_test_wait (is_so, &sent));
  kontor_test_settle (200);
  gtk_widget_activate_action (GTK_WIDGET (page), "offer.revise", NULL);
  id = take_asked_offer (desk);
  next = kontor_test_desk_load (desk, "offer", id);
  g_assert_cmpstr (kontor_record_get (next, "revision"), ==, "2");
  g_assert_cmpstr (kontor_record_get (next, "supersedes_id"), ==, OFFER);
  g_assert_cmpstr (kontor_record_get (next, "status"), ==, "draft");
  g_assert_true (kontor_test_wait (is_so, &superseded));
}

static gboolean
is_marked_to_be_approved (gpointer page)
{
  return kontor_test_find_text (page, "To be approved") != NULL;
}

/* R103 an offer beyond the limit of discounts says that it waits for approval before anybody tries to send it */
static void
test_waits_for_approval (KontorTestDesk *desk,
                         gconstpointer   data)
{
  KontorPage *page = kontor_offer_page_new (desk->screen->desk, OFFER);

  kontor_test_screen_show (desk->screen, GTK_WIDGET (page));
  g_assert_true (kontor_test_wait (has_document, kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_PRINT_VIEW)));
  g_assert_false (is_marked_to_be_approved (page));
  kontor_test_server_sql (desk->server, "update kontor.own_company set discount_limit = 1");
  kontor_page_refresh (page);
  g_assert_true (kontor_test_wait (is_marked_to_be_approved, page));
}

/* R194 the envelope's window shows the address as it will stand, and what it lacks */
static void
test_envelope (KontorTestDesk *desk,
               gconstpointer   data)
{
  KontorEnvelopeWindow *window;
  GtkWidget *content;
  GtkWidget *print_view;
  GtkWidget *drop_down;
  g_autofree char *text = NULL;

  kontor_test_screen_show (desk->screen, gtk_label_new (NULL));
  window = kontor_envelope_window_open (desk->screen->desk, "partner", PARTNER);
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

/* R194 where there is no address yet nothing is printed or saved, and the window says why */
static void
test_envelope_without_address (KontorTestDesk *desk,
                               gconstpointer   data)
{
  KontorEnvelopeWindow *window;
  GtkWidget *content, *save;

  kontor_test_server_sql (desk->server, "delete from kontor.address");
  kontor_test_screen_show (desk->screen, gtk_label_new (NULL));
  window = kontor_envelope_window_open (desk->screen->desk, "partner", PARTNER);
  content = adw_window_get_content (ADW_WINDOW (window));
  kontor_test_await_text (content, "There is no address yet. Add one on the client's card.");
  save = gtk_widget_get_ancestor (kontor_test_find_text (content, "Save as P_DF"), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  g_test_add ("/documents/R82-R163-new-offer", KontorTestDesk, NULL, set_up, test_new_offer, tear_down);
  g_test_add ("/documents/R163-offer-from-nothing", KontorTestDesk, NULL, set_up, test_offer_from_nothing, tear_down);
  g_test_add ("/documents/R163-lines", KontorTestDesk, NULL, set_up, test_lines, tear_down);
  g_test_add ("/documents/R163-line-by-keyboard", KontorTestDesk, NULL, set_up, test_line_by_keyboard, tear_down);
  g_test_add ("/documents/R163-many-lines", KontorTestDesk, NULL, set_up, test_many_lines, tear_down);
  g_test_add ("/documents/R163-wrong-figure", KontorTestDesk, NULL, set_up, test_wrong_figure, tear_down);
  g_test_add ("/documents/R163-sent-and-revised", KontorTestDesk, NULL, set_up, test_sent_and_revised, tear_down);
  g_test_add ("/documents/R103-waits-for-approval", KontorTestDesk, NULL, set_up, test_waits_for_approval, tear_down);
  g_test_add ("/documents/R194-envelope", KontorTestDesk, NULL, set_up, test_envelope, tear_down);
  g_test_add ("/documents/R194-envelope-without-address", KontorTestDesk, NULL, set_up, test_envelope_without_address, tear_down);
  return g_test_run ();
}
