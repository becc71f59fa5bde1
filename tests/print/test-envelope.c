#include <locale.h>
#include <string.h>

#include "draw/envelope.h"
#include "draw/postcode-stamp.h"
#include "paper.h"

static const KontorPostalAddress moscow = {
  .recipient = "ООО «МАРКЕР»", .attention = "Анне Сергеевне Ёлкиной", .street = "ул. Большая Ордынка, д. 12, стр. 3",
  .postcode = "119017", .city = "г. Москва", .country = "RU",
};
static const KontorPostalAddress istanbul = {
  .recipient = "Yıldız Işıklandırma A.Ş.", .street = "Büyükdere Cad. No: 185\nLevent",
  .postcode = "34394", .city = "Şişli", .subdivision = "İstanbul", .country = "TR",
};
static const KontorPostalAddress sarajevo = {
  .recipient = "Kontor d.o.o.", .street = "Zmaja od Bosne 7", .postcode = "71000", .city = "Sarajevo", .country = "BA",
};
static const KontorPostalAddress petersburg = {
  .recipient = "ООО «Контор»", .street = "Невский пр., д. 28", .postcode = "191186",
  .city = "Санкт-Петербург", .country = "RU",
};

static void
check_zones (const KontorEnvelopeFormat *format,
             const KontorPostalAddress  *to,
             const KontorPostalAddress  *from)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorDocument) document = kontor_envelope_layout (format, to, from, NULL, &error);
  g_autoptr(Paper) paper = NULL;
  const KontorPaper *sheet = kontor_paper_lookup (format->name);
  guint n_recipient = 0;
  guint n_sender = 0;

  g_assert_no_error (error);
  paper = paper_read (document);
  g_assert_cmpuint (paper->n_pages, ==, 1);
  g_assert_cmpfloat_with_epsilon (paper->width, sheet->width, 0.05);
  g_assert_cmpfloat_with_epsilon (paper->height, sheet->height, 0.05);
  for (guint i = 0; i < paper->words->len; i++)
    {
      PaperWord *word = g_ptr_array_index (paper->words, i);

      if (paper_word_is_inside (word, &format->recipient))
        n_recipient++;
      else if (paper_word_is_inside (word, &format->sender))
        n_sender++;
      else
        g_error ("“%s” at %.1f, %.1f stands in no zone of %s", word->text, word->box.x, word->box.y, format->name);
      g_assert_false (kontor_rectangle_overlaps (&word->box, &format->stamp));
      g_assert_false (kontor_rectangle_overlaps (&word->box, &format->machine));
    }
  g_assert_cmpuint (n_recipient, >=, 6);
  g_assert_cmpuint (n_sender > 0, ==, from != NULL);
  g_assert_nonnull (strstr (paper->fonts, "PTSans"));
  g_assert_null (strstr (paper->fonts, " no  "));
}

/* R194 every word of the address stands in its zone, in each format */
static void
test_zones (gconstpointer data)
{
  const KontorEnvelopeFormat *format = data;

  check_zones (format, &moscow, &petersburg);
  check_zones (format, &moscow, &sarajevo);
  check_zones (format, &istanbul, &sarajevo);
  check_zones (format, &istanbul, NULL);
}

/* R194 zones are on the paper, and none lies on another that must be clear */
static void
test_formats_are_sound (void)
{
  for (const KontorEnvelopeFormat *format = kontor_envelope_list_formats (); format->name != NULL; format++)
    {
      const KontorPaper *paper = kontor_paper_lookup (format->name);
      const KontorRectangle *clear[] = { &format->stamp, &format->machine, &format->postcode };
      const KontorRectangle *all[] = { &format->recipient, &format->sender, &format->stamp,
                                       &format->window, &format->machine, &format->postcode };

      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        {
          g_assert_cmpfloat (all[i]->x + all[i]->width, <=, paper->width + 0.001);
          g_assert_cmpfloat (all[i]->y + all[i]->height, <=, paper->height + 0.001);
        }
      for (guint i = 0; i < G_N_ELEMENTS (clear); i++)
        {
          g_assert_false (kontor_rectangle_overlaps (&format->recipient, clear[i]));
          g_assert_false (kontor_rectangle_overlaps (&format->sender, clear[i]));
        }
      g_assert_false (kontor_rectangle_overlaps (&format->recipient, &format->sender));
      /* DIN 680: 20 from the left, 15 from the bottom, 90 x 45. */
      if (format->window.width > 0)
        {
          g_assert_cmpfloat (format->window.x, ==, 20);
          g_assert_cmpfloat_with_epsilon (paper->height - format->window.y - format->window.height, 15, 0.001);
        }
      /* The Russian stamp's bars begin 25 above the bottom edge. */
      g_assert_cmpfloat_with_epsilon (paper->height - format->postcode.y, 25, 0.001);
    }
}

/* R194 words stay whole in the text of the file */
static void
test_words_are_whole (void)
{
  g_autoptr(KontorDocument) document = kontor_envelope_layout (kontor_envelope_lookup ("DL"), &moscow, &petersburg, NULL, NULL);
  g_autoptr(Paper) paper = paper_read (document);

  g_assert_cmpuint (paper_count (paper, "«МАРКЕР»"), ==, 1);
  g_assert_cmpuint (paper_count (paper, "Ёлкиной"), ==, 1);
  g_assert_cmpuint (paper_count (paper, "Ордынка,"), ==, 1);
  g_assert_cmpuint (paper_count (paper, "119017"), ==, 1);
  g_assert_cmpuint (paper_count (paper, "Санкт-Петербург"), ==, 1);
}

static char *
join_lines (const KontorPostalAddress *address,
            const char                *origin)
{
  g_auto(GStrv) lines = kontor_postal_address_to_lines (address, origin);

  return g_strjoinv ("|", lines);
}

/* R194 the order of the lines is the country's, abroad its name is added */
static void
test_country_rules (void)
{
  const struct
  {
    KontorPostalAddress address;
    const char         *origin;
    const char         *expected;
  } cases[] = {
    { moscow, "RU", "ООО «МАРКЕР»|Анне Сергеевне Ёлкиной|ул. Большая Ордынка, д. 12, стр. 3|г. Москва|119017" },
    { moscow, "BA", "ООО «МАРКЕР»|Анне Сергеевне Ёлкиной|ул. Большая Ордынка, д. 12, стр. 3|г. Москва|119017"
                    "|RUSKA FEDERACIJA / RUSSIAN FEDERATION" },
    { istanbul, "TR", "Yıldız Işıklandırma A.Ş.|Büyükdere Cad. No: 185|Levent|34394 Şişli/İSTANBUL" },
    { sarajevo, "DE", "Kontor d.o.o.|Zmaja od Bosne 7|71000 Sarajevo|BOSNIEN UND HERZEGOWINA / BOSNIA AND HERZEGOVINA" },
    { sarajevo, "US", "Kontor d.o.o.|Zmaja od Bosne 7|71000 Sarajevo|BOSNIA AND HERZEGOVINA" },
    { { "Acme Inc.", NULL, "1600 Amphitheatre Pkwy", "94043", "Mountain View", "CA", "US" }, "US",
      "ACME INC.|1600 AMPHITHEATRE PKWY|MOUNTAIN VIEW, CA 94043" },
    { { "Société Lumière", "Mme Dupont", "25 rue de l'Église", "75015", "Paris", NULL, "FR" }, "FR",
      "Société Lumière|Mme Dupont|25 RUE DE L'ÉGLISE|75015 PARIS" },
    { { "Siemens AG", NULL, "Werner-von-Siemens-Straße 1", "80333", "München", NULL, "DE" }, "DE",
      "Siemens AG|Werner-von-Siemens-Straße 1|80333 München" },
    { { "Widgets Ltd", NULL, "10 Downing Street", "SW1A 2AA", "London", NULL, "GB" }, "GB",
      "Widgets Ltd|10 Downing Street|LONDON|SW1A 2AA" },
    { { "Kovács Kft.", NULL, "Fő utca 1.", "1011", "Budapest", NULL, "HU" }, "HU",
      "Kovács Kft.|BUDAPEST|Fő utca 1.|1011" },
    { { "Nowhere Ltd", NULL, "Main Street 1", NULL, "Port Vila", NULL, "VU" }, NULL,
      "Nowhere Ltd|Main Street 1|Port Vila" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = join_lines (&cases[i].address, cases[i].origin);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* R194 what an address lacks is listed before it is printed */
static void
test_faults (void)
{
  const struct
  {
    KontorPostalAddress address;
    const char         *expected;
  } cases[] = {
    { moscow, "" },
    { istanbul, "" },
    { { "Firm", NULL, NULL, "71000", NULL, NULL, "BA" }, "street|town" },
    { { "Firm", NULL, "Street 1", NULL, "Town", NULL, "US" }, "postcode|region" },
    { { NULL, NULL, "Street 1", "1", "Town", NULL, NULL }, "recipient|country" },
    { { "Фирма", NULL, "ул. 1", "12345", "Москва", NULL, "RU" }, "a postcode of the form 999999 (this is “12345”)" },
    { { "Firm", NULL, "Street", "94043-1234", "Town", "CA", "US" }, "" },
    { { "Firm", NULL, "Street", "K1A 0B1", "Ottawa", "ON", "CA" }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) faults = kontor_postal_address_list_faults (&cases[i].address);
      g_autofree char *text = g_strjoinv ("|", faults);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* R194 an address that does not fit is refused, never cut */
static void
test_overflow (void)
{
  g_autofree char *street = g_strnfill (90, 'W');
  KontorPostalAddress wide = sarajevo;
  KontorPostalAddress long_one = sarajevo;
  g_autoptr(GError) error = NULL;

  wide.street = street;
  g_assert_null (kontor_envelope_layout (kontor_envelope_lookup ("c6"), &wide, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  long_one.street = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm";
  g_assert_null (kontor_envelope_layout (kontor_envelope_lookup ("dl"), &long_one, NULL, NULL, &error));
  g_assert_nonnull (error);
}

/* R194 a long name is set on several lines and smaller, still in its zone */
static void
test_long_name (void)
{
  KontorPostalAddress address = moscow;

  address.recipient = "Федеральное государственное бюджетное образовательное учреждение высшего образования "
                      "«Московский государственный технический университет»";
  check_zones (kontor_envelope_lookup ("dl"), &address, &petersburg);
  check_zones (kontor_envelope_lookup ("c6"), &address, &petersburg);
}

/* R194 the digits of the Russian postcode are strokes of the standard's shape */
static void
test_postcode_digits (void)
{
  g_autoptr(KontorDrawing) drawing = kontor_drawing_new ();
  guint seen[10];

  for (int i = 0; i < 10; i++)
    {
      seen[i] = kontor_postcode_stamp_get_segments (i);
      for (int j = 0; j < i; j++)
        g_assert_cmpuint (seen[i], !=, seen[j]);
    }
  /* Eight is everything but the slants; one is a slant and the right side. */
  g_assert_cmpuint (seen[8], ==, 0x7f);
  g_assert_cmpuint (seen[1], ==, (1 << 7) | (1 << 4) | (1 << 6));
  g_assert_true (kontor_postcode_stamp_draw (drawing, "119017", 15, 85));
  g_assert_false (kontor_postcode_stamp_draw (drawing, "11901", 15, 85));
  g_assert_false (kontor_postcode_stamp_draw (drawing, "11901A", 15, 85));
  g_assert_false (kontor_postcode_stamp_draw (drawing, NULL, 15, 85));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (const KontorEnvelopeFormat *format = kontor_envelope_list_formats (); format->name != NULL; format++)
    {
      g_autofree char *path = g_strdup_printf ("/print/envelope/%s/R194-zones", format->name);

      g_test_add_data_func (path, format, test_zones);
    }
  g_test_add_func ("/print/envelope/R194-formats-are-sound", test_formats_are_sound);
  g_test_add_func ("/print/envelope/R194-words-are-whole", test_words_are_whole);
  g_test_add_func ("/print/envelope/R194-country-rules", test_country_rules);
  g_test_add_func ("/print/envelope/R194-faults", test_faults);
  g_test_add_func ("/print/envelope/R194-overflow-is-an-error", test_overflow);
  g_test_add_func ("/print/envelope/R194-long-name", test_long_name);
  g_test_add_func ("/print/envelope/R194-postcode-digits", test_postcode_digits);
  return g_test_run ();
}
