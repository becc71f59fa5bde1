#include "tool/demo-processes.h"

#include "db/queries.h"

static gboolean
settle (KontorConnection *connection, const KontorDemoPlan *plan, const char *query, GError **error)
{
  g_autoptr (GString) today = g_string_new (NULL);
  g_autoptr (KontorResult) result = NULL;
  const char *params[1];

  kontor_demo_calendar_append_date (today, kontor_demo_calendar_get_today (plan->calendar));
  params[0] = today->str;
  result = kontor_connection_query (connection, kontor_queries_get (query), params, 1, NULL, error);

  return result != NULL;
}

gboolean
kontor_demo_walk_processes (KontorConnection *connection, KontorConnection *doors, const KontorDemoPlan *plan, guint *running, GError **error)
{
  g_autoptr (KontorDemoAgenda) agenda = kontor_demo_agenda_new ();
  g_autoptr (KontorResult) count = NULL;

  if (!kontor_demo_plan_sales (agenda, plan, connection, error) ||
      !kontor_demo_plan_approvals (agenda, plan, connection, error) ||
      !kontor_demo_plan_claims (agenda, plan, connection, error))
    return FALSE;
  kontor_demo_plan_assignments (agenda, plan);
  kontor_demo_plan_absences (agenda, plan);

  if (!kontor_demo_agenda_run (agenda, connection, doors, error) ||
      !settle (connection, plan, "demo-settle", error) ||
      !settle (connection, plan, "demo-settle-jobs", error) ||
      !settle (connection, plan, "demo-projects", error))
    return FALSE;

  count = kontor_connection_query (connection, kontor_queries_get ("demo-running"), NULL, 0, NULL, error);
  if (count == NULL)
    return FALSE;
  *running = (guint) kontor_result_get_integer (count, 0, 0);

  return TRUE;
}
