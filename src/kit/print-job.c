#include "config.h"

#include "kit/print-job.h"

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              KontorDocument    *document)
{
  kontor_document_draw_page (document, gtk_print_context_get_cairo_context (context), (guint) page);
}

static gboolean
end_preview_cb (gpointer user_data)
{
  gtk_print_operation_preview_end_preview (user_data);
  return G_SOURCE_REMOVE;
}

static void
ready_cb (GtkPrintOperation *operation)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, end_preview_cb, g_object_ref (operation), g_object_unref);
}

/* GTK would start another program.  It counts the pages all the same, on a surface that
 * it wants from us, and only then is told that there is nothing more to do; whoever
 * shows the pages waits for "ready". */
static gboolean
preview_cb (GtkPrintOperation        *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext          *context,
            GtkWindow                *parent,
            KontorDocument           *document)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}

GtkPrintOperation *
kontor_print_job_new (KontorDocument *document)
{
  GtkPrintOperation *operation;
  g_autoptr(GtkPageSetup) setup = NULL;
  GtkPaperSize *size;
  const KontorPaper *paper;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (document), NULL);

  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  paper = kontor_document_get_paper (document);
  size = gtk_paper_size_new (paper->print_name);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, paper->width > paper->height
                                         ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  /* Margins are the layout's own; the printer's would move everything. */
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);
  gtk_paper_size_free (size);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) kontor_document_get_n_pages (document));
  gtk_print_operation_set_job_name (operation, kontor_document_get_title (document));
  gtk_print_operation_set_embed_page_setup (operation, FALSE);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), document, 0);
  g_signal_connect_object (operation, "preview", G_CALLBACK (preview_cb), document, 0);
  g_signal_connect (operation, "ready", G_CALLBACK (ready_cb), NULL);
  g_object_set_data_full (G_OBJECT (operation), "kontor-document", g_object_ref (document), g_object_unref);
  return operation;
}
