#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the screens of deals; called once at start. */
void kontor_deals_register    (void);
/* Adds win.new-deal ('s'): the partner's id, or "" to choose one. */
void kontor_deals_add_actions (GActionMap *window, KontorDesk *desk);

G_END_DECLS
