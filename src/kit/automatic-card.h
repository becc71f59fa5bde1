#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_AUTOMATIC_CARD (kontor_automatic_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorAutomaticCard, kontor_automatic_card, KONTOR, AUTOMATIC_CARD, KontorCard)

/**
 * kontor_automatic_card_new:
 * @id: (nullable): %NULL or "" for a new record
 *
 * The card of any entity that has none of its own.
 */
KontorPage *kontor_automatic_card_new (KontorDesk *desk, const char *entity, const char *id);

G_END_DECLS
