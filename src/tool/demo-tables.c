#include "tool/demo-tables.h"

static const KontorDemoTable people[] = {
  { "team", kontor_demo_write_team },
  { "employee", kontor_demo_write_employee },
  { "product", kontor_demo_write_product },
};

static const KontorDemoTable work[] = {
  { "person", kontor_demo_write_person },
  { "partner", kontor_demo_write_partner },
  { "interaction", kontor_demo_write_interaction },
  { "legal_entity", kontor_demo_write_legal_entity },
  { "offer_line", kontor_demo_write_offer_line },
  { "offer", kontor_demo_write_offer },
  { "address", kontor_demo_write_address },
  { "deal", kontor_demo_write_deal },
  { "task", kontor_demo_write_task },
  { "contact_channel", kontor_demo_write_channel },
  { "project", kontor_demo_write_project },
};

const KontorDemoTable *
kontor_demo_tables_people (guint *count)
{
  *count = G_N_ELEMENTS (people);
  return people;
}

const KontorDemoTable *
kontor_demo_tables_work (guint *count)
{
  *count = G_N_ELEMENTS (work);
  return work;
}

void
kontor_demo_tables_link (KontorDemoRows *rows, const KontorDemoPlan *plan, KontorDemoKind kind, guint index)
{
  char id[KONTOR_DEMO_ID_LENGTH];

  kontor_demo_plan_id (plan, kind, index, id);
  kontor_demo_rows_text (rows, id);
}

void
kontor_demo_tables_bookkeeping (KontorDemoRows *rows, const KontorDemoPlan *plan, KontorDemoKind kind,
                                guint index, gint64 at, guint employee)
{
  kontor_demo_tables_link (rows, plan, kind, index);
  for (guint i = 0; i < 2; i++)
    {
      kontor_demo_rows_moment (rows, at);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_EMPLOYEE, employee);
    }
}

void
kontor_demo_tables_owner (KontorDemoRows *rows, const KontorDemoPlan *plan, guint employee)
{
  kontor_demo_tables_link (rows, plan, KONTOR_DEMO_EMPLOYEE, employee);
  kontor_demo_tables_link (rows, plan, KONTOR_DEMO_TEAM, plan->employees[employee].team);
}
