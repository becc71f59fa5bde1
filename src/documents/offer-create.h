#pragma once

#include "kit/desk.h"
#include "model/record.h"

G_BEGIN_DECLS

/**
 * kontor_offer_create:
 * @entity: (nullable): "deal", "task", "partner" or "person"
 * @id: (nullable): the record the offer is made from
 *
 * Makes a draft with client, legal entity, contact person, deal and task taken
 * over from the record (R82, R163), and opens it. Made from nothing, a small
 * window asks for the client first.
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
