#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <locale.h>

#include "draw/envelope.h"
#include "draw/offer-document.h"
#include "kit/print-job.h"
#include "paper.h"

/* What GTK's printing makes of @document, measured as any other PDF. */
static Paper *
export (KontorDocument *document)
{
  g_autoptr(GtkPrintOperation) job = kontor_print_job_new (document);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("kontor-job-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  gtk_print_operation_set_export_filename (job, path);
  g_assert_cmpint (gtk_print_operation_run (job, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  return paper_read_file (path);
}

/* R194 the printer gets every envelope at its own size, every word where the file has it */
static void
test_envelopes (void)
{
  const KontorPostalAddress to = { "ООО «МАРКЕР»", NULL, "ул. Большая Ордынка, д. 12", "119017", "Москва", NULL, "RU" };
  const KontorPostalAddress from = { "Kontor d.o.o.", NULL, "Zmaja od Bosne 7", "71000", "Sarajevo", NULL, "BA" };

  for (const KontorEnvelopeFormat *format = kontor_envelope_list_formats (); format->name != NULL; format++)
    {
      g_autoptr(KontorDocument) document = kontor_envelope_layout (format, &to, &from, NULL, NULL);
      g_autoptr(Paper) file = paper_read (document);
      g_autoptr(Paper) printed = export (document);

      g_assert_cmpfloat_with_epsilon (printed->width, file->width, 0.1);
      g_assert_cmpfloat_with_epsilon (printed->height, file->height, 0.1);
      g_assert_cmpuint (printed->words->len, ==, file->words->len);
      for (guint i = 0; i < file->words->len; i++)
        {
          PaperWord *there = g_ptr_array_index (printed->words, i);
          PaperWord *here = g_ptr_array_index (file->words, i);

          g_assert_cmpstr (there->text, ==, here->text);
          g_assert_cmpfloat_with_epsilon (there->box.x, here->box.x, 0.1);
          g_assert_cmpfloat_with_epsilon (there->box.y, here->box.y, 0.1);
        }
    }
}

/* R163 all pages of an offer are sent to the printer */
static void
test_offer (void)
{
  g_autoptr(KontorOffer) offer = kontor_offer_new ();
  g_autoptr(KontorDocument) document = NULL;
  g_autoptr(Paper) printed = NULL;

  offer->number = "O-1";
  for (guint i = 0; i < 60; i++)
    {
      KontorOfferLine *line = kontor_offer_add_line (offer);

      line->name = "Desk";
      line->quantity = "1";
      line->price = "10";
    }
  g_assert_true (kontor_offer_sum (offer, NULL));
  document = kontor_offer_layout (offer);
  printed = export (document);
  g_assert_cmpuint (printed->n_pages, ==, kontor_document_get_n_pages (document));
  g_assert_cmpuint (paper_count (printed, "Desk"), ==, 60);
}

static void
count_cb (GtkPrintOperation *job,
          GtkPrintContext   *context,
          guint             *count)
{
  (*count)++;
}

static void
done_cb (GtkPrintOperation       *job,
         GtkPrintOperationResult  result,
         guint                   *done)
{
  (*done)++;
}

/* R163 "Preview" of the print dialog ends well, and whoever has pages to show is told once */
static void
test_preview (void)
{
  const KontorPostalAddress to = { "ООО «МАРКЕР»", NULL, "ул. Большая Ордынка, д. 12", "119017", "Москва", NULL, "RU" };
  g_autoptr(KontorDocument) document = kontor_envelope_layout (kontor_envelope_list_formats (), &to, NULL, NULL, NULL);
  g_autoptr(GtkPrintOperation) job = kontor_print_job_new (document);
  g_autoptr(GError) error = NULL;
  guint shown = 0, done = 0;

  g_signal_connect (job, "ready", G_CALLBACK (count_cb), &shown);
  g_signal_connect (job, "done", G_CALLBACK (done_cb), &done);
  gtk_print_operation_set_allow_async (job, TRUE);
  gtk_print_operation_run (job, GTK_PRINT_OPERATION_ACTION_PREVIEW, NULL, &error);
  g_assert_no_error (error);
  while (shown == 0 || !gtk_print_operation_is_finished (job))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (shown, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  /* Printing needs no display: servers print too. */
  gtk_init_check ();
  g_test_add_func ("/print/job/R194-envelopes", test_envelopes);
  g_test_add_func ("/print/job/R163-offer", test_offer);
  g_test_add_func ("/print/job/R163-preview", test_preview);
  return g_test_run ();
}
