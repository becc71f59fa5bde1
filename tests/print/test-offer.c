#include <gio/gio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "draw/offer-document.h"
#include "paper.h"

static KontorOffer *
create_offer (const char *language)
{
  KontorOffer *offer = kontor_offer_new ();

  offer->language = language;
  offer->number = "P-2026-0117";
  offer->issued_on = "2026-11-22";
  offer->valid_until = "2026-12-22";
  offer->currency = "EUR";
  offer->sender = (KontorPostalAddress) { .recipient = "Kontor d.o.o.", .street = "Zmaja od Bosne 7",
                                          .postcode = "71000", .city = "Sarajevo", .country = "BA" };
  offer->sender_phone = "+387 33 555 120";
  offer->sender_email = "office@kontor.example";
  offer->sender_website = "www.kontor.example";
  offer->sender_tax_number = "4200123450007";
  offer->sender_bank = "Privredna banka Sarajevo";
  offer->sender_account = "BA39 1290 0794 0102 8494";
  offer->sender_bic = "PBSABA22";
  offer->recipient = (KontorPostalAddress) { .recipient = "ООО «Вершина»", .attention = "Ирине Павловой",
                                             .street = "Лесная ул., д. 5, офис 301", .postcode = "125196",
                                             .city = "Москва", .country = "RU" };
  offer->recipient_tax_number = "7710123456";
  offer->author = "Amra Hadžić";
  offer->author_position = "Sales";
  offer->author_phone = "+387 33 555 121";
  offer->author_email = "amra@kontor.example";
  offer->intro = "Thank you for your enquiry. We are pleased to offer you the following, delivered and "
                 "installed at your premises.";
  offer->terms = "Delivery within four weeks of your order. Payment 30 days net.\n"
                 "Warranty 24 months from the date of delivery.";
  return offer;
}

static void
add_line (KontorOffer *offer,
          const char  *name,
          const char  *quantity,
          const char  *price,
          const char  *discount,
          const char  *rate)
{
  KontorOfferLine *line = kontor_offer_add_line (offer);

  line->name = kontor_offer_keep (offer, name);
  line->quantity = kontor_offer_keep (offer, quantity);
  line->unit = "pcs";
  line->price = kontor_offer_keep (offer, price);
  line->discount_percent = kontor_offer_keep (offer, discount);
  line->vat_rate = kontor_offer_keep (offer, rate);
}

static Paper *
print_offer (KontorOffer *offer)
{
  g_autoptr(KontorDocument) document = kontor_offer_layout (offer);
  const char *keep = g_getenv ("KONTOR_TEST_KEEP");

  if (keep != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/offer-%s-%u.pdf", keep, offer->language, offer->lines->len);

      kontor_document_save_pdf (document, path, NULL);
    }
  return paper_read (document);
}

/* All text keeps to the margins; nothing stands below the foot or on another page's edge. */
static void
check_margins (Paper *paper)
{
  static const KontorRectangle printable = { 24.5, 14, 166, 270 };

  g_assert_cmpfloat_with_epsilon (paper->width, 210, 0.05);
  g_assert_cmpfloat_with_epsilon (paper->height, 297, 0.05);
  for (guint i = 0; i < paper->words->len; i++)
    if (!paper_word_is_inside (g_ptr_array_index (paper->words, i), &printable))
      {
        PaperWord *word = g_ptr_array_index (paper->words, i);

        g_error ("“%s” at %.1f, %.1f on page %u leaves the margins", word->text, word->box.x, word->box.y, word->page);
      }
  g_assert_nonnull (strstr (paper->fonts, "PTSans"));
  g_assert_null (strstr (paper->fonts, " no  "));
}

/* R163 sums are exact: the line to the cent, halves up, discount and tax */
static void
test_sums (void)
{
  static const struct
  {
    const char *quantity;
    const char *price;
    const char *discount;
    const char *rate;
    gboolean    included;
    const char *net;
    const char *vat;
    const char *total;
  } cases[] = {
    { "1", "100.00", "0", "17", FALSE, "100.00", "17.00", "117.00" },
    { "3", "0.335", NULL, NULL, FALSE, NULL, NULL, NULL },
    { "1.5", "0.01", "0", "0", FALSE, "0.02", "0.00", "0.02" },
    { "0.333", "10.00", "0", "20", FALSE, "3.33", "0.67", "4.00" },
    { "7", "19.99", "12.5", "17", FALSE, "122.44", "20.81", "143.25" },
    { "1", "-5.05", "50", "0", FALSE, "-2.53", "0.00", "-2.53" },
    { "1", "117.00", "0", "17", TRUE, "100.00", "17.00", "117.00" },
    { "1", "100.00", "0", "17", TRUE, "85.47", "14.53", "100.00" },
    { "999999999999.999", "9999999999999.99", "0", "17", FALSE, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KontorOffer) offer = kontor_offer_new ();
      g_autoptr(GError) error = NULL;

      offer->prices_include_vat = cases[i].included;
      add_line (offer, "Thing", cases[i].quantity, cases[i].price, cases[i].discount, cases[i].rate);
      g_assert_cmpint (kontor_offer_sum (offer, &error), ==, cases[i].net != NULL);
      if (cases[i].net == NULL)
        {
          g_assert_nonnull (error);
          continue;
        }
      g_assert_cmpstr (kontor_offer_get_line (offer, 0)->net, ==, cases[i].net);
      g_assert_cmpstr (kontor_offer_get_line (offer, 0)->vat, ==, cases[i].vat);
      g_assert_cmpstr (offer->total, ==, cases[i].total);
    }
}

static gint64
cents (const char *decimal)
{
  return (gint64) (g_ascii_strtod (decimal, NULL) * 100 + (*decimal == '-' ? -0.5 : 0.5));
}

/* R163 the tax by rate adds up to the totals, whatever the discount on the whole */
static void
test_vat_by_rate (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (117);

  for (int n = 0; n < 500; n++)
    {
      g_autoptr(KontorOffer) offer = kontor_offer_new ();
      g_autoptr(GPtrArray) rates = NULL;
      g_autofree char *discount = g_strdup_printf ("%d.%d", g_rand_int_range (random, 0, 60), g_rand_int_range (random, 0, 9));
      static const char *choices[] = { "17", "17.00", "20", "0", "5.5" };
      gint64 net = 0;
      gint64 vat = 0;

      offer->discount_percent = n % 3 != 0 ? discount : NULL;
      for (int i = g_rand_int_range (random, 1, 9); i > 0; i--)
        {
          g_autofree char *quantity = g_strdup_printf ("%d.%03d", g_rand_int_range (random, 0, 40), g_rand_int_range (random, 1, 999));
          g_autofree char *price = g_strdup_printf ("%d.%02d", g_rand_int_range (random, 0, 900), g_rand_int_range (random, 0, 99));

          add_line (offer, "Thing", quantity, price, "3.33", choices[g_rand_int_range (random, 0, 5)]);
        }
      g_assert_true (kontor_offer_sum (offer, NULL));
      rates = kontor_offer_list_vat (offer);
      for (guint i = 0; i < rates->len; i++)
        {
          KontorVatSum *rate = g_ptr_array_index (rates, i);

          net += cents (rate->net);
          vat += cents (rate->vat);
        }
      g_assert_cmpint (net, ==, cents (offer->net_total));
      g_assert_cmpint (vat, ==, cents (offer->vat_total));
      g_assert_cmpint (net + vat, ==, cents (offer->total));
    }
}

/* R163 an offer without lines still is a sheet of paper */
static void
test_no_lines (void)
{
  g_autoptr(KontorOffer) offer = create_offer ("en");
  g_autoptr(Paper) paper = NULL;
  g_autofree char *text = NULL;

  g_assert_true (kontor_offer_sum (offer, NULL));
  paper = print_offer (offer);
  check_margins (paper);
  g_assert_cmpuint (paper->n_pages, ==, 1);
  text = paper_get_text (paper, 0);
  g_assert_nonnull (strstr (text, "Page 1 of 1"));
  g_assert_nonnull (strstr (text, "Offer P-2026-0117"));
}

/* R163 one line: address in the window's field, figures on one right edge, sums as reckoned */
static void
test_one_line (void)
{
  static const KontorRectangle window = { 20, 45, 85, 45 };
  g_autoptr(KontorOffer) offer = create_offer ("en");
  g_autoptr(Paper) paper = NULL;
  PaperWord *word;

  add_line (offer, "Standing desk, oak", "4", "1250.5", "10", "17");
  offer->discount_percent = "5";
  g_assert_true (kontor_offer_sum (offer, NULL));
  g_assert_cmpstr (offer->net_total, ==, "4276.71");
  paper = print_offer (offer);
  check_margins (paper);
  g_assert_cmpuint (paper->n_pages, ==, 1);
  word = paper_find (paper, "«Вершина»", 0);
  g_assert_nonnull (word);
  g_assert_true (paper_word_is_inside (word, &window));
  g_assert_true (paper_word_is_inside (paper_find (paper, "125196", 0), &window));
  g_assert_true (paper_word_is_inside (paper_find (paper, "FEDERATION", 0), &window));
  g_assert_nonnull (paper_find (paper, "1,250.50", 0));
  g_assert_nonnull (paper_find (paper, "\u2212225.09", 0));
  for (guint i = 0; i < 4; i++)
    {
      static const char *amounts[] = { "4,501.80", "4,276.71", "727.04", "5,003.75" };

      word = paper_find (paper, amounts[i], 0);
      g_assert_nonnull (word);
      g_assert_cmpfloat_with_epsilon (word->box.x + word->box.width, 190, 0.2);
    }
}

/* R163 two hundred lines: heading on each page, all numbers there once, the sums with two rows */
static void
test_many_lines (void)
{
  g_autoptr(KontorOffer) offer = create_offer ("en");
  g_autoptr(Paper) paper = NULL;
  g_autofree char *last = NULL;
  guint last_page;

  for (guint i = 1; i <= 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Article-%03u", i);

      add_line (offer, name, "2", "10.15", "0", i % 2 == 0 ? "17" : "5");
    }
  g_assert_true (kontor_offer_sum (offer, NULL));
  paper = print_offer (offer);
  check_margins (paper);
  g_assert_cmpuint (paper->n_pages, >, 3);
  last_page = paper->n_pages - 1;
  for (guint page = 0; page <= last_page; page++)
    {
      g_autofree char *text = paper_get_text (paper, page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page + 1, paper->n_pages);

      g_assert_nonnull (strstr (text, number));
      g_assert_cmpint (strstr (text, "Description") != NULL, ==, strstr (text, "Article-") != NULL);
    }
  for (guint i = 1; i <= 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Article-%03u", i);

      g_assert_cmpuint (paper_count (paper, name), ==, 1);
    }
  last = paper_get_text (paper, paper_find (paper, "4,060.00", 0)->page);
  g_assert_nonnull (strstr (last, "Article-199"));
  g_assert_nonnull (strstr (last, "Article-200"));
}

/* R163 however many the rows, the sums never stand alone on a page */
static void
test_totals_keep_company (void)
{
  for (guint n = 12; n < 30; n++)
    {
      g_autoptr(KontorOffer) offer = create_offer ("en");
      g_autoptr(Paper) paper = NULL;
      g_autofree char *name = g_strdup_printf ("Article-%u", n - 1);

      for (guint i = 1; i <= n; i++)
        {
          g_autofree char *each = g_strdup_printf ("Article-%u", i);

          add_line (offer, each, "1", "10", "0", "17");
        }
      g_assert_true (kontor_offer_sum (offer, NULL));
      paper = print_offer (offer);
      check_margins (paper);
      g_assert_cmpuint (paper_find (paper, name, 0)->page, ==, paper_find (paper, "Total", 0)->page);
    }
}

/* R163 a description longer than a page goes on upon the next, every line once */
static void
test_long_description (void)
{
  g_autoptr(KontorOffer) offer = create_offer ("en");
  g_autoptr(GString) text = g_string_new ("Detail-1");
  g_autoptr(Paper) paper = NULL;
  guint second = 0;

  for (guint i = 2; i <= 40; i++)
    g_string_append_printf (text, "\nDetail-%u", i);
  for (guint i = 0; i < 3; i++)
    {
      add_line (offer, "Server room", "1", "84000", "0", "17");
      kontor_offer_get_line (offer, i)->description = kontor_offer_keep (offer, text->str);
    }
  g_assert_true (kontor_offer_sum (offer, NULL));
  paper = print_offer (offer);
  check_margins (paper);
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *word = g_strdup_printf ("Detail-%u", i);

      g_assert_cmpuint (paper_count (paper, word), ==, 3);
    }
  for (guint i = 0; i < paper->words->len; i++)
    second += ((PaperWord *) g_ptr_array_index (paper->words, i))->page == 1;
  /* No page is left half empty because a row did not fit whole. */
  g_assert_cmpuint (second, >, 45);
}

/* A catalogue of its own, so that the test does not hang on the words of a translator. */
static void
write_catalogue (const char *folder,
                 const char *language,
                 const char *text)
{
  g_autofree char *directory = g_build_filename (folder, language, "LC_MESSAGES", NULL);
  g_autofree char *source = g_build_filename (folder, "source.po", NULL);
  g_autofree char *target = g_build_filename (directory, GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_file_set_contents (source, text, -1, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "msgfmt", "-o", target, source, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* R163 the document speaks the reader's language, with its figures and dates */
static void
test_languages (void)
{
  static const struct
  {
    const char *language;
    const char *title;
    const char *amount;
    const char *date;
  } cases[] = {
    { "en", "Offer P-2026-0117", "12,345.60", "22 November 2026" },
    { "ru", "Предложение P-2026-0117", "12 345,60", "22 ноября 2026 г." },
    { "bs", "Ponuda P-2026-0117", "12.345,60", "22. novembra 2026." },
    { "tr", "Teklif P-2026-0117", "12.345,60", "22 Kasım 2026" },
  };
  static const char *catalogues[][2] = {
    { "ru", "msgid \"Offer %s\"\nmsgstr \"Предложение %s\"\n"
            "msgid \"%d November %d\"\nmsgstr \"%d ноября %d г.\"\n" },
    { "bs", "msgid \"Offer %s\"\nmsgstr \"Ponuda %s\"\n"
            "msgid \"%d November %d\"\nmsgstr \"%d. novembra %d.\"\n" },
    { "tr", "msgid \"Offer %s\"\nmsgstr \"Teklif %s\"\n"
            "msgid \"%d November %d\"\nmsgstr \"%d Kasım %d\"\n" },
  };
  g_autofree char *folder = g_dir_make_tmp ("kontor-print-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (catalogues); i++)
    {
      g_autofree char *text = g_strconcat ("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n",
                                           catalogues[i][1], NULL);

      write_catalogue (folder, catalogues[i][0], text);
    }
  bindtextdomain (GETTEXT_PACKAGE, folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KontorOffer) offer = create_offer (cases[i].language);
      g_autoptr(Paper) paper = NULL;
      g_autofree char *text = NULL;

      add_line (offer, "Ёлка, šđčćž, ığüşöç İ", "1", "12345.6", "0", "17");
      g_assert_true (kontor_offer_sum (offer, NULL));
      paper = print_offer (offer);
      check_margins (paper);
      text = paper_get_text (paper, 0);
      g_assert_nonnull (strstr (text, cases[i].title));
      g_assert_nonnull (strstr (text, cases[i].amount));
      g_assert_nonnull (strstr (text, cases[i].date));
      g_assert_nonnull (strstr (text, "Ёлка, šđčćž, ığüşöç İ"));
    }
}

/* R163 what does not fit is the words after the totals: a page is not left half empty for their sake,
 * and still no signature stands alone */
static void
test_signature_takes_words (void)
{
  double lowest = 0;

  for (guint n = 5; n < 30; n++)
    {
      g_autoptr(KontorOffer) offer = create_offer ("en");
      g_autoptr(Paper) paper = NULL;
      PaperWord *total, *signature;

      for (guint i = 1; i <= n; i++)
        add_line (offer, "Article", "1", "10", "0", "17");
      g_assert_true (kontor_offer_sum (offer, NULL));
      paper = print_offer (offer);
      total = paper_find (paper, "Total", 0);
      signature = paper_find (paper, "faithfully", 0);
      g_assert_true (signature->page == total->page || paper_find (paper, "Warranty", 0)->page == signature->page);
      if (total->page == paper_find (paper, "Article", 0)->page)
        lowest = MAX (lowest, total->box.y);
    }
  g_assert_cmpfloat (lowest, >, 240);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/offer/R163-sums", test_sums);
  g_test_add_func ("/print/offer/R163-vat-by-rate", test_vat_by_rate);
  g_test_add_func ("/print/offer/R163-no-lines", test_no_lines);
  g_test_add_func ("/print/offer/R163-one-line", test_one_line);
  g_test_add_func ("/print/offer/R163-many-lines", test_many_lines);
  g_test_add_func ("/print/offer/R163-totals-keep-company", test_totals_keep_company);
  g_test_add_func ("/print/offer/R163-signature-takes-words", test_signature_takes_words);
  g_test_add_func ("/print/offer/R163-long-description", test_long_description);
  g_test_add_func ("/print/offer/R163-languages", test_languages);
  return g_test_run ();
}
