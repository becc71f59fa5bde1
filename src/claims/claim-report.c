#include "config.h"

#include "claims/claim-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/moment.h"

struct _KontorClaimReport
{
  KontorReportPage parent_instance;

  guint            by_month;
};

G_DEFINE_FINAL_TYPE (KontorClaimReport, kontor_claim_report, KONTOR_TYPE_REPORT_PAGE)

static double
percent (gint64 satisfied, gint64 closed)
{
  return closed > 0 ? 100.0 * (double) satisfied / (double) closed : 0;
}

/* What is shown ----------------------------------------------------------------------------- */

static void
show_summary (KontorReportPage *page, gint64 satisfied, gint64 closed)
{
  g_autofree char *words = NULL;

  if (closed > 0)
    /* Translators: a share, and the two numbers it is made of */
    words = g_strdup_printf (_("%.0f %% satisfied: %" PRId64 " of %" PRId64 " closed claims"), percent (satisfied, closed), satisfied, closed);
  else
    words = g_strdup (_("No claim was closed in this time."));
  kontor_report_page_set_summary (page, words);
}

static void
fill_shares (KontorReportPage *page, guint section, KontorResult *rows)
{
  gboolean by_month = section == KONTOR_CLAIM_REPORT (page)->by_month;
  gint64 all_closed = 0, all_satisfied = 0;

  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      const char *key = kontor_result_get (rows, i, 0);
      const char *name = by_month ? NULL : kontor_result_get_by_name (rows, i, "name");
      gint64 closed = kontor_result_get_integer (rows, i, kontor_result_find_column (rows, "closed"));
      gint64 satisfied = kontor_result_get_integer (rows, i, kontor_result_find_column (rows, "satisfied"));
      g_autoptr (GDateTime) day = by_month ? kontor_moment_parse (key) : NULL;
      /* Standing alone, not within a date: "июль", not "июля". */
      g_autofree char *month = day != NULL ? g_date_time_format (day, "%OB %Y") : NULL;
      g_autofree char *text = g_strdup_printf (_("%.0f %%"), percent (satisfied, closed));
      /* Translators: satisfied claims of all that were closed */
      g_autofree char *detail = g_strdup_printf (_("%" PRId64 " of %" PRId64), satisfied, closed);

      kontor_report_page_add_entry (page, section, key, month != NULL ? month : name != NULL && *name != '\0' ? name : _("Nobody"),
                                    percent (satisfied, closed), text, detail);
      all_closed += closed;
      all_satisfied += satisfied;
    }
  if (by_month)
    show_summary (page, all_satisfied, all_closed);
}

static void
fill_reasons (KontorReportPage *page, guint section, KontorResult *rows)
{
  gint64 total = 0;

  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    total += kontor_result_get_integer (rows, i, 2);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      const char *name = kontor_result_get (rows, i, 1);
      gint64 claims = kontor_result_get_integer (rows, i, 2);
      g_autofree char *text = g_strdup_printf ("%" PRId64, claims);
      g_autofree char *detail = g_strdup_printf (_("%.0f %%"), percent (claims, total));

      kontor_report_page_add_entry (page, section, kontor_result_get (rows, i, 0),
                                    name != NULL && *name != '\0' ? name : _("No reason given"), (double) claims, text, detail);
    }
}

/* The rows behind a bar ------------------------------------------------------------------------ */

static void
open_claims (KontorReportPage *page, const char *period, const char *further, const char *title)
{
  g_autofree char *condition = g_strdup_printf (further != NULL ? "{\"all\":[%s,%s]}" : "{\"all\":[%s]}", period, further);

  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (page)), "claim", condition, title);
}

static void
open_month (KontorReportPage *page, const char *key)
{
  g_autoptr (GDateTime) begin = kontor_moment_parse (key);
  g_autoptr (GDateTime) next = g_date_time_add_months (begin, 1);
  g_autoptr (GDateTime) end = g_date_time_add_days (next, -1);
  g_autofree char *last = g_date_time_format (end, "%Y-%m-%d");
  g_autofree char *title = g_date_time_format (begin, "%OB %Y");
  g_autofree char *month = g_strdup_printf ("{\"field\":\"closed_at\",\"at_least\":\"%s\"},{\"field\":\"closed_at\",\"at_most\":\"%s\"}", key, last);
  g_autofree char *period = kontor_report_page_within (page, "closed_at");

  open_claims (page, period, month, title);
}

static void
open_manager (KontorReportPage *page, const char *key)
{
  g_autofree char *manager = kontor_report_page_linked ("manager_id", key);
  g_autofree char *period = kontor_report_page_within (page, "closed_at");

  open_claims (page, period, manager, _("Closed claims of the manager"));
}

static void
open_reason (KontorReportPage *page, const char *key)
{
  g_autofree char *reason = kontor_report_page_linked ("reason_id", key);
  g_autofree char *period = kontor_report_page_within (page, "received_at");

  open_claims (page, period, reason, _("Claims with the reason"));
}

/* The page -------------------------------------------------------------------------------------- */

static const KontorReportSection by_month = {
  N_("Satisfied by month"), N_("No claim was closed in this time."), "claims-by-month", 2, fill_shares, open_month
};
static const KontorReportSection by_manager = {
  N_("Satisfied by manager"), N_("No claim was closed in this time."), "claims-by-manager", 2, fill_shares, open_manager
};
static const KontorReportSection by_reason = {
  N_("What clients complain about"), N_("No claim came in this time."), "claims-by-reason", 1, fill_reasons, open_reason
};

static void
kontor_claim_report_class_init (KontorClaimReportClass *klass)
{
  KONTOR_REPORT_PAGE_CLASS (klass)->entity = "claim";
}

static void
kontor_claim_report_init (KontorClaimReport *self)
{
  KontorReportPage *page = KONTOR_REPORT_PAGE (self);

  kontor_report_page_set_heading (page, _("Claims"));
  self->by_month = kontor_report_page_add_section (page, 0, &by_month);
  kontor_report_page_add_section (page, 0, &by_manager);
  kontor_report_page_add_section (page, 1, &by_reason);
}

KontorPage *
kontor_claim_report_new (KontorDesk *desk, const char *argument)
{
  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  return g_object_new (KONTOR_TYPE_CLAIM_REPORT,
                       "desk", desk,
                       "title", _("Report on claims"),
                       "icon-name", "kontor-reports-symbolic",
                       "key", "page:claims-report",
                       "address", "win.open-page(('claims-report', ''))",
                       NULL);
}
