#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_WATCH (kontor_task_watch_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskWatch, kontor_task_watch, KONTOR, TASK_WATCH, GObject)

/*
 * Notices tasks that arrive for the person (R79): a toast where the window is
 * looked at, a notification of the desktop where it is not.
 *
 * Signal "arrived" (const char *id, const char *name).
 */

/* Holds @desk weakly. */
KontorTaskWatch *kontor_task_watch_new (KontorDesk *desk);

G_END_DECLS
