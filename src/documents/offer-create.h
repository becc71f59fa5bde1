#pragma once

#include "kit/desk.h"
#include "model/record.h"

G_BEGIN_DECLS

/**
 * kontor_offer_create:
 * @entity: "deal", "task", "partner" or "person"
 * @id: the record the offer is made from
 *
 * Makes a draft with client, legal entity, contact person, deal and task taken
 * over from the record (R82, R163), and opens it.
 */
void kontor_offer_create (KontorDesk *desk, const char *entity, const char *id);

/**
 * kontor_offer_revise:
 * @lines: (element-type KontorRecord): its lines
 *
 * Copies an offer as its next revision, marks the old one superseded, in one
 * operation, and opens the new one.
 */
void kontor_offer_revise (KontorDesk *desk, KontorRecord *offer, GPtrArray *lines);

G_END_DECLS
