#include "config.h"

#include "shell/screens.h"

#include "activities/activities.h"
#include "admin/admin.h"
#include "claims/claims.h"
#include "deals/deals.h"
#include "documents/documents.h"
#include "partners/partners.h"
#include "processes/processes.h"
#include "projects/projects.h"
#include "reports/reports.h"

void
kontor_screens_register (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;

  kontor_activities_register ();
  kontor_admin_register ();
  kontor_claims_register ();
  kontor_deals_register ();
  kontor_documents_register ();
  kontor_partners_register ();
  kontor_processes_register ();
  kontor_projects_register ();
  kontor_reports_register ();
}

void
kontor_screens_add_actions (GActionMap *window, KontorDesk *desk)
{
  kontor_admin_add_actions (window, desk);
  kontor_deals_add_actions (window, desk);
  kontor_documents_add_actions (window, desk);
  kontor_activities_add_actions (window, desk);
  kontor_activities_watch (desk);
}
