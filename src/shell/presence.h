#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PRESENCE (kontor_presence_get_type ())
G_DECLARE_FINAL_TYPE (KontorPresence, kontor_presence, KONTOR, PRESENCE, GtkWidget)

/*
 * Who else has the card open that is shown (D5): a few round portraits in the
 * header bar, and the names in the tooltip.  Says to the server which cards
 * this window has open, when they are opened and once a minute.
 */

void kontor_presence_set_desk (KontorPresence *self, KontorDesk *desk);

/**
 * kontor_presence_set_cards:
 * @keys: (element-type utf8): "partner:<id>" of every card that is open; keys
 *   of other pages are passed over
 * @shown: (nullable): the key of the one that is looked at
 */
void kontor_presence_set_cards (KontorPresence *self, GPtrArray *keys, const char *shown);

G_END_DECLS
