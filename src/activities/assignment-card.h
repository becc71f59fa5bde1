#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ASSIGNMENT_CARD (kontor_assignment_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorAssignmentCard, kontor_assignment_card, KONTOR, ASSIGNMENT_CARD, KontorCard)

/**
 * KontorAssignmentCard:
 *
 * One assignment (R105, R144): who gave it to whom, until when, and how far it
 * is.  Whoever has to check it accepts it or returns it here; the performer
 * goes on to the task.
 */

/**
 * kontor_assignment_card_new:
 * @desk: the desk
 * @id: the assignment's identifier
 *
 * Returns: (transfer floating): the page
 */
KontorPage *kontor_assignment_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
