#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_HISTORY_PAGE (kontor_history_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorHistoryPage, kontor_history_page, KONTOR, HISTORY_PAGE, KontorPage)

/* What was done in the last days, what each step changed, and the way back. */
KontorPage *kontor_history_page_new (KontorDesk *desk, const char *argument);

G_END_DECLS
