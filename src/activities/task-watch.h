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
 * Signals: "arrived", "noticed" (const char *task, const char *name).
 */

/* Holds @desk weakly. */
KontorTaskWatch *kontor_task_watch_new      (KontorDesk *desk);
/* Whether it knows what was there before, so that it can tell what is new. */
gboolean         kontor_task_watch_is_ready (KontorTaskWatch *self);

G_END_DECLS
