#pragma once

#include "kit/page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DASHBOARD (kontor_dashboard_get_type ())
G_DECLARE_FINAL_TYPE (KontorDashboard, kontor_dashboard, KONTOR, DASHBOARD, KontorPage)

/*
 * My day (R286): what is due, how the deals stand, what was won and lost.
 * Every figure opens the list that it counts.  Follows the news.
 */

KontorPage *kontor_dashboard_new (KontorDesk *desk, const char *argument);

G_END_DECLS
