#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_PAGE (kontor_task_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskPage, kontor_task_page, KONTOR, TASK_PAGE, KontorCard)

/*
 * One task, to be done: what to do, what to tick off, what to make, the
 * question with its answers, Complete.  When a process goes on with a task of
 * the same person, that opens in the same tab.
 */

KontorPage *kontor_task_page_new (KontorDesk *desk, const char *id);

G_END_DECLS
