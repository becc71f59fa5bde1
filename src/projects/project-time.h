#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROJECT_TIME (kontor_project_time_get_type ())
G_DECLARE_FINAL_TYPE (KontorProjectTime, kontor_project_time, KONTOR, PROJECT_TIME, GtkWidget)

/*
 * What a project took so far, by process and by employee, as far as the person
 * may see it.  Follows the news.
 */

/* @cancellable: cancelled when nobody wants to know any more. */
void kontor_project_time_set_project (KontorProjectTime *self, KontorDesk *desk, const char *id, GCancellable *cancellable);
void kontor_project_time_reload      (KontorProjectTime *self);

G_END_DECLS
