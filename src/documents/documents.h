#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the card of an offer. */
void kontor_documents_register (void);

/**
 * kontor_documents_add_actions:
 * @window: where the actions are put; outlives @desk's use of it
 *
 * Adds to a desk's window:
 *   win.new-offer ('(ss)')  entity and id of the record the offer is made from
 *   win.envelope  ('(ss)')  entity and id of the record whose address is printed
 */
void kontor_documents_add_actions (GActionMap *window, KontorDesk *desk);

G_END_DECLS
