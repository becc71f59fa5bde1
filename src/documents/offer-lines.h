#pragma once

#include <gtk/gtk.h>

#include "draw/offer.h"
#include "kit/desk.h"
#include "model/record.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_LINES (kontor_offer_lines_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferLines, kontor_offer_lines, KONTOR, OFFER_LINES, GtkWidget)

/*
 * The lines of an offer, edited in place wholly by keyboard: Enter goes to the
 * next line or adds one, Alt and the arrows move a line, Alt+Delete removes it
 * (the toast can undo that).  Saves by itself, soon after each change.
 *
 * Signals: "changed": something that is printed changed; "saved": the server
 * has it.
 */

GtkWidget *kontor_offer_lines_new         (KontorDesk *desk);

/* Shows the lines of @offer, read from the server. */
void       kontor_offer_lines_set_offer   (KontorOfferLines *self, KontorRecord *offer);
void       kontor_offer_lines_reload      (KontorOfferLines *self);
void       kontor_offer_lines_set_editable (KontorOfferLines *self, gboolean editable);
/* Puts the lines, as they stand on the screen, into what is printed. */
void       kontor_offer_lines_fill        (KontorOfferLines *self, KontorOffer *offer);
/* Shows the sums that were reckoned for @offer. */
void       kontor_offer_lines_show_sums   (KontorOfferLines *self, KontorOffer *offer);

void       kontor_offer_lines_add         (KontorOfferLines *self);
/* Takes over what is being typed and saves at once. */
void       kontor_offer_lines_save        (KontorOfferLines *self);
gboolean   kontor_offer_lines_is_dirty    (KontorOfferLines *self);
guint      kontor_offer_lines_get_n       (KontorOfferLines *self);

G_END_DECLS
