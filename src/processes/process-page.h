#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROCESS_PAGE (kontor_process_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorProcessPage, kontor_process_page, KONTOR, PROCESS_PAGE, KontorPage)

/*
 * Where one process stands: its map with the way walked, what is waited for
 * and for whom, the history as a list.  Stops, continues and cancels it.
 */
KontorPage *kontor_process_page_new (KontorDesk *desk, const char *id);

G_END_DECLS
