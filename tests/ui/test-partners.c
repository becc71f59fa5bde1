#include "config.h"

#include <locale.h>
#include <string.h>

#include "fixture/desk.h"
#include "kit/composer.h"
#include "kit/field-row.h"
#include "kit/form.h"
#include "partners/partner-card.h"
#include "partners/partner-header.h"
#include "partners/partners.h"
#include "partners/quick-entry.h"

typedef struct
{
  KontorTestDesk  desk;
  char           *id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  kontor_test_desk_begin (&fixture->desk, NULL, "seller_one");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_test_desk_end (&fixture->desk);
  g_free (fixture->id);
}

static KontorRecord *
make (Fixture *fixture, const char *entity, const char *field, ...)
{
  KontorRecord *record = kontor_record_new (kontor_entity_lookup (entity), NULL);
  va_list list;

  if (fixture->id != NULL)
    kontor_record_set (record, "partner_id", fixture->id);
  va_start (list, field);
  for (; field != NULL; field = va_arg (list, const char *))
    kontor_record_set (record, field, va_arg (list, const char *));
  va_end (list);
  kontor_test_desk_save (&fixture->desk, record);
  return record;
}

/* Types as a person does: into the field, then leaving it. */
static void
type (GtkWidget *form, const char *field, const char *text)
{
  KontorFieldRow *row = kontor_form_get_row (KONTOR_FORM (form), field);
  GtkWidget *entry = kontor_test_find_type (GTK_WIDGET (row), GTK_TYPE_EDITABLE);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static gboolean
is_saved (gpointer data)
{
  return !kontor_record_is_dirty (data) && kontor_record_get_version (data) >= 2;
}

static gboolean
has_asked (gpointer data)
{
  return ((KontorTestScreen *) data)->asked->len > 0;
}

static gboolean
has_entry (gpointer unused)
{
  return kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY) != NULL;
}

static gboolean
has_no_entry (gpointer unused)
{
  return kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY) == NULL;
}

/* Once it is drawn: a dialog that nobody has seen yet is not answered. */
static gboolean
is_asking (gpointer unused)
{
  GtkWindow *question = kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG);

  return question != NULL && gtk_widget_get_width (GTK_WIDGET (question)) > 0;
}

static gboolean
is_not_asking (gpointer unused)
{
  return kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL;
}

static void
answer (const char *words)
{
  GtkWidget *label = kontor_test_find_text (GTK_WIDGET (kontor_test_find_window (ADW_TYPE_MESSAGE_DIALOG)), words);

  g_assert_nonnull (label);
  gtk_widget_activate (GTK_IS_BUTTON (label) ? label : gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

static gboolean
is_director (gpointer person)
{
  return g_strcmp0 (kontor_record_get (person, "position"), "Director") == 0;
}

/* What was typed into a new client is not lost by a key: one is asked first, but only where there is something */
static void
test_quick_entry_left (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  kontor_test_screen_show (fixture->desk.screen, gtk_label_new (NULL));
  kontor_quick_entry_present (fixture->desk.screen->desk);
  g_assert_true (kontor_test_wait (has_entry, NULL));
  gtk_window_close (kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY));
  g_assert_true (kontor_test_wait (has_no_entry, NULL));

  kontor_quick_entry_present (fixture->desk.screen->desk);
  g_assert_true (kontor_test_wait (has_entry, NULL));
  dialog = kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY);
  type (kontor_test_find_type (adw_window_get_content (ADW_WINDOW (dialog)), KONTOR_TYPE_FORM), "name", "Half a name");
  for (guint i = 0; i < 2; i++)
    {
      gtk_window_close (dialog);
      g_assert_true (kontor_test_wait (is_asking, NULL));
      g_assert_true (kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY) == dialog);
      answer (i == 0 ? "Go on editing" : "Close and lose it");
      g_assert_true (kontor_test_wait (is_not_asking, NULL));
    }
  g_assert_true (kontor_test_wait (has_no_entry, NULL));
}

/* R4, R21: one dialog, one transaction, with no more than the data. */
static void
test_quick_entry (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;
  GtkWidget *forms[4];
  GtkWidget *content;
  guint n_forms = 0;
  g_autoptr (KontorRecord) known = make (fixture, "partner", "name", "Siemens d.o.o. Sarajevo", NULL);
  g_auto (GStrv) asked = NULL;

  kontor_test_screen_show (fixture->desk.screen, gtk_label_new (NULL));
  kontor_quick_entry_present (fixture->desk.screen->desk);
  dialog = kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY);
  g_assert_nonnull (dialog);
  content = adw_window_get_content (ADW_WINDOW (dialog));
  kontor_test_settle (50);

  /* Without a name it says what is missing and stays. */
  kontor_test_click (kontor_test_find_text (content, "Ctrl+Enter"));
  kontor_test_await_text (GTK_WIDGET (content), "A name is needed");

  forms[n_forms++] = kontor_test_find_type (content, KONTOR_TYPE_FORM);
  for (GtkWidget *child = gtk_widget_get_next_sibling (forms[0]); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (KONTOR_IS_FORM (child))
      forms[n_forms++] = child;
  g_assert_cmpuint (n_forms, ==, 4);

  /* D3: the one that is there already shows while typing. */
  type (forms[0], "name", "Siemens Sarajevo");
  kontor_test_await_text (GTK_WIDGET (content), "Siemens d.o.o. Sarajevo");
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (dialog), "quick-entry-duplicate");

  type (forms[0], "name", "Energoinvest d.d.");
  type (forms[0], "phone", "+387 33 703 000");
  type (forms[1], "name", "Amra Hodžić");
  type (forms[2], "tax_number", "4200225150005");
  type (forms[3], "street", "Hamdije Čemerlića 2");
  type (forms[3], "city", "Sarajevo");
  kontor_test_await_no_text (GTK_WIDGET (content), "Siemens d.o.o. Sarajevo");
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (dialog), "quick-entry");
  kontor_test_click (kontor_test_find_text (content, "Ctrl+Enter"));

  g_assert_true (kontor_test_wait (has_asked, fixture->desk.screen));
  asked = g_strsplit_set (fixture->desk.screen->asked->str, " ;", -1);
  g_assert_cmpstr (asked[0], ==, "open-record");
  g_assert_cmpstr (asked[1], ==, "partner");
  kontor_test_settle (20);
  g_assert_null (kontor_test_find_window (KONTOR_TYPE_QUICK_ENTRY));

  {
    g_autofree char *check = g_strdup_printf (
      "do $$ begin"
      " assert (select count(distinct h.operation) from kontor.history h where h.id = '%s' or h.after->>'partner_id' = '%s') = 1, 'operations';"
      " assert exists (select 1 from kontor.legal_entity where partner_id = '%s' and name = 'Energoinvest d.d.' and tax_number = '4200225150005'), 'legal';"
      " assert exists (select 1 from kontor.person p join kontor.legal_entity l on l.id = p.legal_entity_id where p.partner_id = '%s' and p.phone = '+387 33 703 000'), 'person';"
      " assert exists (select 1 from kontor.address where partner_id = '%s' and city = 'Sarajevo'), 'address';"
      " end $$", asked[2], asked[2], asked[2], asked[2], asked[2]);
    kontor_test_server_sql (fixture->desk.server, check);
  }
}

static KontorPage *
show_card (Fixture *fixture)
{
  KontorPage *page = kontor_partner_card_new (fixture->desk.screen->desk, fixture->id);

  kontor_test_screen_show (fixture->desk.screen, GTK_WIDGET (page));
  return page;
}

static void
make_partner (Fixture *fixture)
{
  g_autoptr (KontorRecord) partner = make (fixture, "partner", "name", "Energoinvest d.d.", "city", "Sarajevo", "country", "BA",
                                           "phone", "+387 33 703 000", "email", "info@energoinvest.ba", NULL);

  fixture->id = g_strdup (kontor_record_get_id (partner));
}

/* R5: one legal entity is shown in place, the split appears with the second. */
static void
test_one_legal_entity (Fixture *fixture, gconstpointer data)
{
  KontorPage *card;

  make_partner (fixture);
  card = show_card (fixture);
  kontor_test_await_text (GTK_WIDGET (card), "Energoinvest d.d.");
  kontor_test_await_text (GTK_WIDGET (card), "Add legal details");

  {
    g_autoptr (KontorRecord) legal = make (fixture, "legal_entity", "name", "Energoinvest d.d. Sarajevo", "tax_number", "4200225150005", NULL);
  }
  kontor_test_await_text (GTK_WIDGET (card), "4200225150005");
  kontor_test_await_text (GTK_WIDGET (card), "Legal details");
  g_assert_true (GTK_IS_EDITABLE (kontor_test_find_text (GTK_WIDGET (card), "4200225150005")));

  {
    g_autoptr (KontorRecord) legal = make (fixture, "legal_entity", "name", "Energoinvest TMS", NULL);
  }
  kontor_test_await_text (GTK_WIDGET (card), "Energoinvest TMS");
  kontor_test_await_no_text (GTK_WIDGET (card), "Legal details");
}

static gboolean
says_no_next_step (gpointer card)
{
  return kontor_test_find_text (card, "No next step agreed") != NULL;
}

/* What the server answers to the first size would undo a second one that is asked for before. */
static gboolean
is_wide (gpointer window)
{
  return gtk_widget_get_width (window) > 680;
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= 680;
}

/* One below the other, where a wide window has them side by side. */
static gboolean
is_folded (gpointer card)
{
  GtkWidget *word = kontor_test_find_text (card, "Category");
  GtkWidget *form = word != NULL ? gtk_widget_get_ancestor (word, KONTOR_TYPE_FORM) : NULL;
  graphene_point_t first, second;

  return form != NULL
         && gtk_widget_compute_point (GTK_WIDGET (kontor_form_get_row (KONTOR_FORM (form), "phone")), form, &GRAPHENE_POINT_INIT (0, 0), &first)
         && gtk_widget_compute_point (GTK_WIDGET (kontor_form_get_row (KONTOR_FORM (form), "category_id")), form, &GRAPHENE_POINT_INIT (0, 0), &second)
         && first.x == second.x && second.y > first.y;
}

/* In a narrow window the form has one column, and what the client is to us can
 * still be read. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const char * const words[] = { "Client", "Supplier", "Competitor", "No next step agreed" };
  GtkWidget *header;
  KontorPage *card;

  {
    g_autoptr (KontorRecord) partner = make (fixture, "partner", "name", "Energoinvest d.d.", "relations", "{client,supplier,competitor}", NULL);

    fixture->id = g_strdup (kontor_record_get_id (partner));
  }
  card = show_card (fixture);
  g_assert_true (kontor_test_wait (says_no_next_step, card));
  g_assert_true (kontor_test_wait (is_wide, fixture->desk.screen->window));
  gtk_window_set_default_size (fixture->desk.screen->window, 680, 700);
  g_assert_true (kontor_test_wait (is_narrow, fixture->desk.screen->window));
  g_assert_true (kontor_test_wait (is_folded, card));

  header = kontor_test_find_type (GTK_WIDGET (card), KONTOR_TYPE_PARTNER_HEADER);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *label = kontor_test_find_text (header, words[i]);

      g_test_message ("%s", words[i]);
      g_assert_true (GTK_IS_LABEL (label));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
    }
  kontor_test_picture (GTK_WIDGET (card), "partners-narrow");
}

/* R23, R24: everything that happened in one feed, and a new call written beside it. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  KontorPage *card;
  GtkWidget *composer;
  GtkWidget *subject;
  g_autoptr (KontorRecord) person = NULL;
  g_autoptr (KontorRecord) address = NULL;
  g_autoptr (KontorRecord) deal = NULL;
  g_autoptr (KontorRecord) task = NULL;

  make_partner (fixture);
  person = make (fixture, "person", "name", "Amra Hodžić", "position", "Head of purchasing", "phone", "+387 61 100 200", NULL);
  address = make (fixture, "address", "street", "Hamdije Čemerlića 2", "postcode", "71000", "city", "Sarajevo", "country", "BA", NULL);
  deal = make (fixture, "deal", "name", "Pumps for Zenica", "amount", "12500", "next_step", "send the drawings", "next_step_on", "2099-01-10", NULL);
  task = make (fixture, "task", "name", "Call about the offer", "due_at", "2020-01-10 10:00:00+00", NULL);

  card = show_card (fixture);
  kontor_test_await_text (GTK_WIDGET (card), "Amra Hodžić");
  kontor_test_await_text (GTK_WIDGET (card), "Pumps for Zenica");
  kontor_test_await_text (GTK_WIDGET (card), "Hamdije Čemerlića 2, 71000, Sarajevo");
  kontor_test_await_text (GTK_WIDGET (card), "Overdue");
  kontor_test_settle (300);

  composer = kontor_test_find_type (GTK_WIDGET (card), KONTOR_TYPE_COMPOSER);
  kontor_test_click (kontor_test_find_text (GTK_WIDGET (card), "New interaction"));
  subject = kontor_test_find_type (composer, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (subject), "Asked for a second price list");
  kontor_test_settle (50);
  kontor_test_picture (GTK_WIDGET (fixture->desk.screen->window), "card-composer");
  kontor_test_click (kontor_test_find_text (composer, "Write down"));
  kontor_test_await_no_text (GTK_WIDGET (composer), "Asked for a second price list");
  kontor_test_await_text (GTK_WIDGET (card), "Asked for a second price list");
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (fixture->desk.screen->window), "card");

  kontor_test_click (kontor_test_find_text (GTK_WIDGET (card), "Print envelope"));
  g_assert_true (g_str_has_prefix (fixture->desk.screen->asked->str, "envelope address "));
  g_assert_nonnull (strstr (fixture->desk.screen->asked->str, kontor_record_get_id (address)));
}

static GtkWindow *
find_above (GtkWindow *below)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == below)
        return window;
    }
  return NULL;
}

/* The line of a list on the card; its rows are made anew with each reading. */
static void
activate_row (GtkWidget *card, const char *text)
{
  GtkWidget *row = gtk_widget_get_ancestor (kontor_test_find_text (card, text), GTK_TYPE_LIST_BOX_ROW);

  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
}

/* R3: the contact persons stand on the card, and are changed without leaving it. */
static gboolean
has_nothing_above (gpointer window)
{
  return find_above (window) == NULL;
}

static void
test_person (Fixture *fixture, gconstpointer data)
{
  KontorPage *card;
  GtkWindow *dialog;
  GtkWidget *entry;
  g_autoptr (KontorRecord) first = NULL;
  g_autoptr (KontorRecord) second = NULL;

  make_partner (fixture);
  first = make (fixture, "person", "name", "Amra Hodžić", "position", "Head of purchasing", NULL);
  second = make (fixture, "person", "name", "Boris Petrović", NULL);
  card = show_card (fixture);
  kontor_test_await_text (GTK_WIDGET (card), "Amra Hodžić");
  kontor_test_await_text (GTK_WIDGET (card), "Boris Petrović");

  activate_row (GTK_WIDGET (card), "Amra Hodžić");
  dialog = find_above (fixture->desk.screen->window);
  g_assert_nonnull (dialog);
  kontor_test_await_text (GTK_WIDGET (dialog), "Head of purchasing");
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (dialog), "person");
  entry = kontor_test_find_text (GTK_WIDGET (dialog), "Head of purchasing");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Director");
  kontor_test_click (kontor_test_find_text (GTK_WIDGET (dialog), "_Save"));
  kontor_test_await_text (GTK_WIDGET (card), "Director");
  g_assert_true (kontor_test_wait (has_nothing_above, fixture->desk.screen->window));
  g_assert_cmpstr (fixture->desk.screen->asked->str, ==, "");

  /* Giving up leaves nothing behind. */
  activate_row (GTK_WIDGET (card), "Amra Hodžić");
  dialog = find_above (fixture->desk.screen->window);
  kontor_test_await_text (GTK_WIDGET (dialog), "Director");
  kontor_record_set (first, "position", "Nobody");
  gtk_window_close (dialog);
  g_assert_true (kontor_test_wait (is_asking, NULL));
  answer ("Close and lose it");
  g_assert_true (kontor_test_wait (is_director, first));
}

/* D5: a field is saved when one leaves it; what others change appears by itself. */
static void
test_edit_in_place (Fixture *fixture, gconstpointer data)
{
  KontorPage *card;
  GtkWidget *entry;
  g_autofree char *sql = NULL;

  make_partner (fixture);
  card = show_card (fixture);
  kontor_test_await_text (GTK_WIDGET (card), "+387 33 703 000");
  entry = kontor_test_find_text (GTK_WIDGET (card), "+387 33 703 000");
  gtk_editable_set_text (GTK_EDITABLE (entry), "+387 33 999 999");
  kontor_page_save (card);
  {
    g_autoptr (KontorRecord) held = kontor_store_get_record (fixture->desk.store, kontor_entity_lookup ("partner"), fixture->id);
    g_assert_true (kontor_test_wait (is_saved, held));
  }
  sql = g_strdup_printf ("do $$ begin assert (select phone from kontor.partner where id = '%s') = '+387 33 999 999'; end $$", fixture->id);
  kontor_test_server_sql (fixture->desk.server, sql);
  g_assert_true (kontor_page_can_close (card));

  {
    g_autofree char *change = g_strdup_printf ("update kontor.partner set city = 'Tuzla' where id = '%s'", fixture->id);
    kontor_test_server_sql (fixture->desk.server, change);
  }
  kontor_test_await_text (GTK_WIDGET (card), "Tuzla");
}

static gboolean
has_conflict_dialog (gpointer data)
{
  return find_above (data) != NULL;
}

/* D5: the same field on two desks: three values side by side on the card. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  KontorPage *card;
  GtkWidget *entry;
  GtkWindow *dialog;
  g_autofree char *change = NULL;

  make_partner (fixture);
  card = show_card (fixture);
  kontor_test_await_text (GTK_WIDGET (card), "+387 33 703 000");
  entry = kontor_test_find_text (GTK_WIDGET (card), "+387 33 703 000");
  gtk_editable_set_text (GTK_EDITABLE (entry), "+387 33 111 111");
  change = g_strdup_printf ("update kontor.partner set phone = '+387 33 222 222' where id = '%s'", fixture->id);
  kontor_test_server_sql (fixture->desk.server, change);
  kontor_page_save (card);
  g_assert_true (kontor_test_wait (has_conflict_dialog, fixture->desk.screen->window));
  kontor_test_settle (300);

  dialog = find_above (fixture->desk.screen->window);
  kontor_test_picture (GTK_WIDGET (dialog), "conflict");
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (dialog), "+387 33 111 111"));
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (dialog), "+387 33 222 222"));
  gtk_window_destroy (dialog);
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (card), "+387 33 111 111"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_partners_register ();
  ADD ("/partners/narrow", test_narrow);
  ADD ("/partners/quick-entry/R4/R21/D3", test_quick_entry);
  ADD ("/partners/quick-entry/left", test_quick_entry_left);
  ADD ("/partners/one-legal-entity/R5", test_one_legal_entity);
  ADD ("/partners/card/R23/R24", test_card);
  ADD ("/partners/person/R3", test_person);
  ADD ("/partners/edit-in-place/D5", test_edit_in_place);
  ADD ("/partners/conflict/D5", test_conflict);
  return g_test_run ();
}
