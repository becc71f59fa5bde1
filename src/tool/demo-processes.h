#pragma once

#include "db/connection.h"
#include "tool/demo-agenda.h"
#include "tool/demo-plan.h"

G_BEGIN_DECLS

/**
 * kontor_demo_walk_processes:
 * @connection: a superuser's, past triggers and foreign keys
 * @doors: another one, which becomes each of the people
 * @running: how many are under way afterwards
 *
 * Fills the office with what people do one by one: sales on their route map,
 * claims, assignments, absences, discounts that wait for an approval.
 */
gboolean kontor_demo_walk_processes (KontorConnection *connection, KontorConnection *doors, const KontorDemoPlan *plan,
                                     guint *running, GError **error);

/* What each kind adds to the agenda; nothing is done yet. */
gboolean kontor_demo_plan_sales       (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, KontorConnection *connection, GError **error);
gboolean kontor_demo_plan_approvals   (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, KontorConnection *connection, GError **error);
gboolean kontor_demo_plan_claims      (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, KontorConnection *connection, GError **error);
void     kontor_demo_plan_assignments (KontorDemoAgenda *agenda, const KontorDemoPlan *plan);
void     kontor_demo_plan_absences    (KontorDemoAgenda *agenda, const KontorDemoPlan *plan);

G_END_DECLS
