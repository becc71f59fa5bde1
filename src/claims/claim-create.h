#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_claim_create_present:
 * @about: (nullable): what the claim is about: a client, a person, a deal, an
 *   offer, an interaction (R248)
 *
 * The small dialog for a new claim; the client and the essence are enough (R97).
 */
void kontor_claim_create_present (KontorDesk *desk, KontorRecord *about);

G_END_DECLS
