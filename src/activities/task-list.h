#pragma once

#include "kit/list-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_LIST (kontor_task_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskList, kontor_task_list, KONTOR, TASK_LIST, KontorListPage)

KontorPage *kontor_task_list_new      (KontorDesk *desk, const char *condition, const char *title);
/* "My tasks": what is open for the person, the most urgent first; the saved
 * views beside it are due today, overdue, given to others. */
KontorPage *kontor_task_list_new_mine (KontorDesk *desk);
/* Announces what can be done with several tasks. */
void        kontor_task_list_register (void);

G_END_DECLS
