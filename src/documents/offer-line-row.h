#pragma once

#include <gtk/gtk.h>

#include "model/store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_LINE_ROW (kontor_offer_line_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferLineRow, kontor_offer_line_row, KONTOR, OFFER_LINE_ROW, GtkWidget)

/*
 * One line of an offer, edited in place.  While the name is typed, products of
 * the price list are offered; choosing one fills the line.
 *
 * Signals: "changed": the record took a value over; "next": Enter;
 * "move" (int step): Alt and an arrow; "removed": Alt+Delete or the button.
 */

GtkWidget    *kontor_offer_line_row_new         (KontorStore *store, KontorRecord *line);

KontorRecord *kontor_offer_line_row_get_record  (KontorOfferLineRow *self);
void          kontor_offer_line_row_set_number  (KontorOfferLineRow *self, guint number);
/* The sum of the line, reckoned by whoever knows the offer. */
void          kontor_offer_line_row_set_amount  (KontorOfferLineRow *self, const char *amount);
void          kontor_offer_line_row_set_editable (KontorOfferLineRow *self, gboolean editable);
/* Whether a product that is chosen leaves the tax as it is: the other lines have it so. */
void          kontor_offer_line_row_keep_rate (KontorOfferLineRow *self, gboolean keep);
void          kontor_offer_line_row_focus       (KontorOfferLineRow *self);
/* Takes over what is being typed; FALSE where something cannot be understood. */
gboolean      kontor_offer_line_row_commit      (KontorOfferLineRow *self);

#define KONTOR_OFFER_LINE_AMOUNT 96

/* The widths of the columns, which the heading shares: from the quantity on. */
extern const int kontor_offer_line_widths[5];

G_END_DECLS
