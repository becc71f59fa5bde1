#include <string.h>

#include "tool/demo-employees.h"
#include "tool/demo-names.h"
#include "tool/demo-products.h"
#include "tool/demo-tables.h"

/* Teams, employees and goods: the rows that everything else names. */

/* Who entered all of it. */
static guint
administrator (const KontorDemoPlan *plan)
{
  guint i = 0;

  while (strcmp (plan->employees[i].role, "administrator") != 0)
    i++;
  return i;
}

gboolean
kontor_demo_write_team (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  gint64 start = kontor_demo_calendar_get_start (plan->calendar);
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "team", KONTOR_DEMO_BOOKKEEPING ", name", error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < KONTOR_DEMO_TEAMS; i++)
    {
      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_TEAM, i, start, administrator (plan));
      kontor_demo_rows_text (rows, kontor_demo_employees_team_name (i));
      kontor_demo_rows_next (rows);
    }

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_employee (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  gint64 start = kontor_demo_calendar_get_start (plan->calendar);
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "employee", KONTOR_DEMO_BOOKKEEPING
                                                 ", login, name, role, team_id, position, phone, email", error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < plan->n_employees; i++)
    {
      const KontorDemoEmployee *employee = &plan->employees[i];
      g_autofree char *email = g_strdup_printf ("%s@kontor.example", employee->login);
      g_autofree char *phone = g_strdup_printf ("+387 33 555 %03u", 100 + i);

      if (employee->id != NULL)
        continue;

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_EMPLOYEE, i, start, administrator (plan));
      kontor_demo_rows_text (rows, employee->login);
      kontor_demo_rows_text (rows, employee->name);
      kontor_demo_rows_text (rows, employee->role);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_TEAM, employee->team);
      kontor_demo_rows_text (rows, employee->position);
      kontor_demo_rows_text (rows, phone);
      kontor_demo_rows_text (rows, email);
      kontor_demo_rows_next (rows);
    }

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_product (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  gint64 start = kontor_demo_calendar_get_start (plan->calendar);
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "product", KONTOR_DEMO_BOOKKEEPING
                                                 ", code, name, unit, price, currency, vat_rate", error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < kontor_demo_products_count (); i++)
    {
      const KontorDemoProduct *product = kontor_demo_products_get (i);

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_PRODUCT, i, start, administrator (plan));
      kontor_demo_rows_text (rows, product->code);
      kontor_demo_rows_text (rows, product->name);
      kontor_demo_rows_text (rows, product->unit);
      kontor_demo_rows_money (rows, product->price);
      kontor_demo_rows_text (rows, "EUR");
      kontor_demo_rows_money (rows, 1700);
      kontor_demo_rows_next (rows);
    }

  return kontor_demo_rows_end (rows, count, error);
}
