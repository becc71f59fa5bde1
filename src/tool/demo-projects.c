#include "tool/demo-phrases.h"
#include "tool/demo-tables.h"

/* What is done for a client over months. */

gboolean
kontor_demo_write_project (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  static const char * const states[] = { "planned", "in_work", "done", "given_up" };
  g_autoptr (GString) name = g_string_new (NULL);
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "project", KONTOR_DEMO_BOOKKEEPING
    ", name, partner_id, state, begins_on, ends_on, description, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < plan->size.projects && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoProject *project = &plan->projects[i];
      const KontorDemoPartner *partner = &plan->partners[project->partner];
      const KontorDemoPhrases *phrases = kontor_demo_phrases_get (kontor_demo_plan_country (plan, project->partner)->language);
      const char *values[] = { "{city}", kontor_demo_plan_city (plan, project->partner)->name, NULL };
      KontorDemoRandom random;
      guint deals = 0;

      while (phrases->deals[deals] != NULL)
        deals++;
      g_string_truncate (name, 0);
      kontor_demo_phrases_fill (name, phrases->deals[i % deals], values);
      kontor_demo_plan_begin (plan, KONTOR_DEMO_PROJECT, i, &random);

      /* Written down two weeks before it begins, or lately. */
      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_PROJECT, i,
                                      kontor_demo_calendar_office (MIN (project->begins, kontor_demo_calendar_get_today (plan->calendar)) - 14 * 86400),
                                      partner->manager);
      kontor_demo_rows_text (rows, name->str);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, project->partner);
      kontor_demo_rows_text (rows, states[project->state]);
      kontor_demo_rows_date (rows, project->begins);
      kontor_demo_rows_date (rows, project->ends);
      kontor_demo_rows_text (rows, kontor_demo_random_pick (&random, phrases->interests));
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }

  return kontor_demo_rows_end (rows, count, error);
}
