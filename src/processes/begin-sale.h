#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Makes a deal of an interaction and begins its route map, in one step that can be
 * undone; opens the deal. */
void kontor_begin_sale (KontorDesk *desk, KontorRecord *interaction);

G_END_DECLS
