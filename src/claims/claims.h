#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the list, the card, the report of claims, and "New claim" on what a
 * claim can be about (R248). */
void kontor_claims_register (void);

G_END_DECLS
