#pragma once

#include "tool/demo-plan.h"

G_BEGIN_DECLS

/* The people of the office: those everybody knows from the handbook, and as
 * many more sellers as the base needs. */
KontorDemoEmployee *kontor_demo_employees_new  (guint64 seed, guint sellers, guint *count);
void                kontor_demo_employees_free (KontorDemoEmployee *employees, guint count);

const char         *kontor_demo_employees_team_name (KontorDemoTeam team);
/* What colleagues of a team speak with each other. */
KontorDemoLanguage  kontor_demo_employees_language  (KontorDemoTeam team);

G_END_DECLS
