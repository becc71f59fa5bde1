#pragma once

#include "kit/related-list.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PLAN (kontor_plan_get_type ())
G_DECLARE_FINAL_TYPE (KontorPlan, kontor_plan, KONTOR, PLAN, GtkWidget)

/*
 * The plan of work on a record: its tasks in the order in which they are due,
 * how many of them are done, and a line that adds one more: what, who, until
 * when.
 *
 * Signal "create": the button for a task with everything that can be said of it.
 */

/* A card waits for the list and reads it again with itself. */
KontorRelatedList *kontor_plan_get_list   (KontorPlan *self);
/* Whose plan it is; new tasks are about it, and about its partner and deal. */
void               kontor_plan_set_record (KontorPlan *self, KontorDesk *desk, KontorRecord *record);
/* Whether something is typed that is not added. */
gboolean           kontor_plan_is_dirty   (KontorPlan *self);

G_END_DECLS
