#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Every screen announces its cards, lists and pages; called once at start. */
void kontor_screens_register (void);

/* The actions that screens add to a desk's window. */
void kontor_screens_add_actions (GActionMap *window, KontorDesk *desk);

G_END_DECLS
