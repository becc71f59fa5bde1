#include <locale.h>

#include "draw/label.h"
#include "paper.h"

static const KontorPostalAddress sarajevo = {
  .recipient = "Kontor d.o.o.", .street = "Zmaja od Bosne 7", .postcode = "71000", .city = "Sarajevo", .country = "BA",
};

/* D10 every address stands on its label, on any sheet, and sheets go on where they are full */
static void
test_zones (gconstpointer data)
{
  const KontorLabelFormat *format = data;
  guint on_sheet = format->columns * format->rows;
  g_autoptr(KontorDocument) document = kontor_document_new (kontor_paper_lookup ("a4"), "Labels", NULL);
  g_autoptr(Paper) paper = NULL;
  const char * const words[] = { "Kontor", "Zmaja", "71000" };
  guint found = 0;

  for (guint i = 2; i < on_sheet + 1; i++)
    g_assert_true (kontor_label_add (document, format, i, &sarajevo, "BA", NULL));
  g_assert_cmpuint (kontor_document_get_n_pages (document), ==, 2);

  paper = paper_read (document);
  g_assert_cmpuint (paper->n_pages, ==, 2);
  for (guint i = 0; i < paper->words->len; i++)
    {
      PaperWord *word = g_ptr_array_index (paper->words, i);
      guint n_inside = 0;

      for (guint place = 0; place < on_sheet; place++)
        {
          KontorRectangle zone;

          kontor_label_get_zone (format, place, &zone);
          g_assert_cmpfloat (zone.x + zone.width, <=, 210.001);
          g_assert_cmpfloat (zone.y + zone.height, <=, 297.001);
          n_inside += paper_word_is_inside (word, &zone);
        }
      g_assert_cmpuint (n_inside, ==, 1);
      found += g_strv_contains ((const char * const []) { words[0], words[1], words[2], NULL }, word->text);
    }
  /* The first two were used up, the last one begins the second sheet. */
  g_assert_cmpuint (found, ==, 3 * (on_sheet - 1));
}

/* D10 an address that does not fit is refused, never cut */
static void
test_overflow (void)
{
  g_autoptr(KontorDocument) document = kontor_document_new (kontor_paper_lookup ("a4"), "Labels", NULL);
  g_autoptr(GError) error = NULL;
  KontorPostalAddress long_one = sarajevo;

  long_one.street = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm";
  g_assert_false (kontor_label_add (document, kontor_label_list_formats (), 0, &long_one, "BA", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (kontor_document_get_n_pages (document), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (const KontorLabelFormat *format = kontor_label_list_formats (); format->name != NULL; format++)
    {
      g_autofree char *path = g_strdup_printf ("/print/label/%s", format->name);

      g_test_add_data_func (path, format, test_zones);
    }
  g_test_add_func ("/print/label/overflow-is-an-error", test_overflow);
  return g_test_run ();
}
