#pragma once

#include "kit/list-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROCESS_LIST (kontor_process_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorProcessList, kontor_process_list, KONTOR, PROCESS_LIST, KontorListPage)

/* The list of processes, with the report on how they are kept to (R106). */

KontorPage *kontor_process_list_new (KontorDesk *desk, const char *condition, const char *title);

G_END_DECLS
