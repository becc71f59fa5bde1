#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_WATCH (kontor_task_watch_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskWatch, kontor_task_watch, KONTOR, TASK_WATCH, GObject)

/*
 * Notices tasks that arrive for the person (R79), reminders of them and what is
 * escalated to the person: a toast, and a notification of the desktop where the
 * window is not being looked at.
 *
 * Signal "arrived" (const char *id, const char *name).
 */

/* Holds @desk weakly. */
KontorTaskWatch *kontor_task_watch_new (KontorDesk *desk);

G_END_DECLS
