#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the pages "administration", "directories" and "history", and the cards of
 * people and rules. */
void kontor_admin_register    (void);
/* "win.change-password": one's own. */
void kontor_admin_add_actions (GActionMap *window, KontorDesk *desk);

G_END_DECLS
