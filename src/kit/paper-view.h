#pragma once

#include <gtk/gtk.h>

#include "draw/document.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PAPER_VIEW (kontor_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorPaperView, kontor_paper_view, KONTOR, PAPER_VIEW, GtkWidget)

/* Draws over a page, in points from its corner: the zones of an envelope. */
typedef void (*KontorPaperOverlay) (cairo_t *cr, gpointer user_data);

/*
 * One page as a sheet of paper on the screen, at a zoom; 1 is its true size on
 * a screen of 96 dots an inch.
 */

GtkWidget *kontor_paper_view_new         (KontorDocument *document, guint page);
void       kontor_paper_view_set_zoom    (KontorPaperView *self, double zoom);
void       kontor_paper_view_set_overlay (KontorPaperView *self, KontorPaperOverlay overlay, gpointer user_data);
/* Whether it is near enough to be looked at; a page far away stays a white sheet that costs nothing. */
void       kontor_paper_view_set_near    (KontorPaperView *self, gboolean is_near);

G_END_DECLS
