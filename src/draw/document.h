#pragma once

#include <glib-object.h>

#include "draw/drawing.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DOCUMENT (kontor_document_get_type ())
G_DECLARE_FINAL_TYPE (KontorDocument, kontor_document, KONTOR, DOCUMENT, GObject)

/*
 * Pages that are laid out once and then shown, printed and saved from the same
 * numbers: an envelope, an offer.  What makes one (kontor_envelope_layout(),
 * kontor_offer_layout()) adds its pages; nothing changes afterwards.
 */

/**
 * kontor_document_new:
 * @paper: the paper of all pages
 * @title: for the PDF's properties and the print queue
 * @author: (nullable): likewise
 */
KontorDocument    *kontor_document_new (const KontorPaper *paper, const char *title, const char *author);

/* For those who lay out: a new page; fill what it returns. (transfer none) */
KontorDrawing     *kontor_document_add_page    (KontorDocument *self);

/* Likewise: a page that is there already, to put more upon it. (transfer none) */
KontorDrawing     *kontor_document_edit_page   (KontorDocument *self, guint page);

guint              kontor_document_get_n_pages (KontorDocument *self);
const KontorPaper *kontor_document_get_paper   (KontorDocument *self);
const char        *kontor_document_get_title   (KontorDocument *self);
/* (transfer none) */
const KontorDrawing *kontor_document_get_page  (KontorDocument *self, guint page);

/**
 * kontor_document_draw_page:
 * @cr: counts points from the page's top left corner
 * @page: from 0
 *
 * The one way a page gets onto a screen, a printer or into a file.
 */
void               kontor_document_draw_page   (KontorDocument *self, cairo_t *cr, guint page);

/**
 * kontor_document_to_pdf:
 *
 * Returns: (transfer full): the document as a PDF
 */
GBytes            *kontor_document_to_pdf      (KontorDocument *self, GError **error);

/**
 * kontor_document_save_pdf:
 * @path: the file; replaced whole or not at all
 */
gboolean           kontor_document_save_pdf    (KontorDocument *self, const char *path, GError **error);

G_END_DECLS
