#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the list of tasks and the task's page. */
void kontor_activities_register (void);

/* "win.redirect-tasks" (as): for other screens that show tasks. */
void kontor_activities_add_actions (GActionMap *window, KontorDesk *desk);

/**
 * kontor_activities_watch:
 *
 * Tells the person of tasks that arrive while @desk is open.
 */
void kontor_activities_watch    (KontorDesk *desk);

G_END_DECLS
