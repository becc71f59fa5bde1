#pragma once

#include "kit/report-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CLAIM_REPORT (kontor_claim_report_get_type ())
G_DECLARE_FINAL_TYPE (KontorClaimReport, kontor_claim_report, KONTOR, CLAIM_REPORT, KontorReportPage)

/*
 * The share of satisfied claims by month and by manager (R251) and what clients
 * complain about (R252).  Every bar opens the claims behind it (R286).
 */

KontorPage *kontor_claim_report_new (KontorDesk *desk, const char *argument);

G_END_DECLS
