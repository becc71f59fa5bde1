#include "config.h"

#include "reports/reports.h"

#include "kit/desk.h"
#include "reports/dashboard.h"
#include "reports/step-report.h"

void
kontor_reports_register (void)
{
  kontor_desk_register_page ("dashboard", kontor_dashboard_new);
  kontor_desk_register_page ("step-report", kontor_step_report_new);
}
