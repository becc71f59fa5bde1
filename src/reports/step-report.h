#pragma once

#include "kit/report-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_STEP_REPORT (kontor_step_report_get_type ())
G_DECLARE_FINAL_TYPE (KontorStepReport, kontor_step_report, KONTOR, STEP_REPORT, KontorReportPage)

/*
 * Which steps of route maps were done late or passed over, by manager and by
 * step (R106), of all maps or of one.  Every bar opens the tasks behind it, every
 * step that was passed over its process (R286).
 */

KontorPage *kontor_step_report_new (KontorDesk *desk, const char *argument);

G_END_DECLS
