#pragma once

#include <adwaita.h>

#include "draw/document.h"
#include "kit/paper-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PRINT_VIEW (kontor_print_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorPrintView, kontor_print_view, KONTOR, PRINT_VIEW, AdwBin)

/*
 * The pages of a document exactly as they will be printed, with zoom and
 * steps from page to page.  Actions within it: print-view.print,
 * print-view.save-pdf, print-view.zoom-in, .zoom-out, .zoom-fit,
 * print-view.next-page, .previous-page.
 *
 * Signal "printed" (): after the document was sent to a printer or saved.
 */

GtkWidget      *kontor_print_view_new          (void);

/* Shows other pages, keeping zoom and place; %NULL shows @message instead. */
void            kontor_print_view_set_document (KontorPrintView *self, KontorDocument *document);
/* What is told in place of pages: why there are none. */
void            kontor_print_view_set_message  (KontorPrintView *self, const char *message);
KontorDocument *kontor_print_view_get_document (KontorPrintView *self);

void            kontor_print_view_set_overlay  (KontorPrintView *self, KontorPaperOverlay overlay, gpointer user_data);

/* The dialogs of the same name. */
void            kontor_print_view_print        (KontorPrintView *self);
void            kontor_print_view_save_pdf     (KontorPrintView *self);

G_END_DECLS
