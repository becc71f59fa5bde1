#include <string.h>

#include "tool/demo-employees.h"
#include "tool/demo-phrases.h"
#include "tool/demo-processes.h"

/* What colleagues ask of one another, and who is away. */

#define DAY 86400
#define WORKING_DAY KONTOR_DEMO_WORKING_DAY

typedef enum { LEFT, TAKEN, CHECKING, RETURNED, ACCEPTED } State;

/* Who asks: the team's head, or another seller. */
static const struct { KontorDemoTeam team; gboolean from_head; State state; int due_in; } assignments[] = {
  { KONTOR_DEMO_SARAJEVO, TRUE, TAKEN, 3 }, { KONTOR_DEMO_MOSCOW, TRUE, CHECKING, 1 },
  { KONTOR_DEMO_SARAJEVO, FALSE, ACCEPTED, -2 }, { KONTOR_DEMO_ISTANBUL, TRUE, LEFT, -1 },
  { KONTOR_DEMO_HAMBURG, TRUE, RETURNED, 2 }, { KONTOR_DEMO_SARAJEVO, FALSE, LEFT, 4 },
  { KONTOR_DEMO_MOSCOW, TRUE, ACCEPTED, 0 }, { KONTOR_DEMO_SARAJEVO, TRUE, TAKEN, 1 }
};

/* The seller who is away: the last one of the largest team. */
static guint
who_is_away (const KontorDemoPlan *plan)
{
  guint i = plan->n_employees - 1;

  while (i > 0 && (plan->employees[i].team != KONTOR_DEMO_SARAJEVO || strcmp (plan->employees[i].role, "seller") != 0))
    i--;
  return i;
}

/* The head of @team, or its seller number @place who is not away and not @other. */
static guint
find (const KontorDemoPlan *plan, KontorDemoTeam team, gboolean head, guint place, guint other)
{
  guint away = who_is_away (plan), fitting = 0;

  for (guint pass = 0; pass < 2; pass++)
    {
      guint left = fitting > 0 ? place % fitting : 0;

      for (guint i = 0; i < plan->n_employees; i++)
        if (plan->employees[i].team == team && i != away && i != other &&
            strcmp (plan->employees[i].role, head ? "head" : "seller") == 0)
          {
            if (pass == 0)
              fitting++;
            else if (left-- == 0)
              return i;
          }
    }
  return other;
}

void
kontor_demo_plan_assignments (KontorDemoAgenda *agenda, const KontorDemoPlan *plan)
{
  gint64 end = kontor_demo_calendar_worked (kontor_demo_calendar_get_today (plan->calendar));

  for (guint i = 0; i < plan->size.assignments; i++)
    {
      guint kind = i % G_N_ELEMENTS (assignments), place = i / G_N_ELEMENTS (assignments) * 3 + i % 2;
      KontorDemoTeam team = assignments[kind].team;
      State state = assignments[kind].state;
      guint performer = find (plan, team, FALSE, place, G_MAXUINT);
      guint author = find (plan, team, assignments[kind].from_head, place + 1, performer);
      const KontorDemoPhrases *phrases = kontor_demo_phrases_get (kontor_demo_employees_language (team));
      const KontorDemoOrder *order;
      g_autoptr (GString) due = g_string_new (NULL);
      char id[KONTOR_DEMO_ID_LENGTH], performer_id[KONTOR_DEMO_ID_LENGTH];
      guint orders = 0;
      gint64 given, done;
      KontorDemoRandom random;

      while (phrases->orders[orders].name != NULL)
        orders++;
      /* Neighbours on the list are about different things. */
      order = &phrases->orders[i / 2 % orders];
      kontor_demo_plan_begin (plan, KONTOR_DEMO_ASSIGNMENT, i, &random);
      kontor_demo_plan_id (plan, KONTOR_DEMO_ASSIGNMENT, i, id);
      kontor_demo_plan_id (plan, KONTOR_DEMO_EMPLOYEE, performer, performer_id);
      /* The check is due within two days. */
      done = end - 60 * kontor_demo_random_between (&random, 100, 400) - (state == ACCEPTED ? 3 * WORKING_DAY : 0);
      given = done - (gint64) WORKING_DAY * kontor_demo_random_between (&random, 3, 9);
      kontor_demo_calendar_append_moment (due, kontor_demo_calendar_when (end + (gint64) WORKING_DAY * assignments[kind].due_in +
                                                                          60 * 30 * kontor_demo_random_between (&random, 8, 17)));
      {
        const char *changes[] = { "name", order->name, "description", order->description, "manager_id", performer_id,
                                  "due_at", due->str, "importance", kontor_demo_random_chance (&random, 0.25) ? "high" : NULL, NULL };

        kontor_demo_agenda_save (agenda, kontor_demo_calendar_when (given), plan->employees[author].login, "assignment", id, TRUE, changes);
      }
      if (state != LEFT)
        kontor_demo_agenda_take (agenda, kontor_demo_calendar_when (given + 60 * kontor_demo_random_between (&random, 20, 300)), id, "do");
      if (state >= CHECKING)
        kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (done), id, "do", NULL, order->result);
      if (state >= RETURNED)
        kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (done + 60 * kontor_demo_random_between (&random, 20, 90)), id, "check",
                                     state == ACCEPTED ? "accepted" : "returned", state == ACCEPTED ? NULL : order->missing);
    }
}

static void
be_away (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, guint index, guint employee, guint deputy, gint64 first, gint64 last)
{
  gint64 end = kontor_demo_calendar_worked (kontor_demo_calendar_get_today (plan->calendar));
  g_autoptr (GString) starts = g_string_new (NULL), ends = g_string_new (NULL);
  char id[KONTOR_DEMO_ID_LENGTH], employee_id[KONTOR_DEMO_ID_LENGTH], deputy_id[KONTOR_DEMO_ID_LENGTH];
  const KontorDemoPhrases *phrases = kontor_demo_phrases_get (kontor_demo_employees_language (plan->employees[employee].team));
  const char *changes[] = { "employee_id", employee_id, "starts_on", NULL, "ends_on", NULL, "deputy_id", deputy_id,
                            "note", phrases->leave, NULL };

  kontor_demo_calendar_append_date (starts, first);
  kontor_demo_calendar_append_date (ends, last);
  changes[3] = starts->str;
  changes[5] = ends->str;
  kontor_demo_plan_id (plan, KONTOR_DEMO_ABSENCE, index, id);
  kontor_demo_plan_id (plan, KONTOR_DEMO_EMPLOYEE, employee, employee_id);
  kontor_demo_plan_id (plan, KONTOR_DEMO_EMPLOYEE, deputy, deputy_id);
  kontor_demo_agenda_save (agenda, kontor_demo_calendar_when (end - (8 + index) * WORKING_DAY - 5400),
                           plan->employees[employee].login, "absence", id, TRUE, changes);
}

void
kontor_demo_plan_absences (KontorDemoAgenda *agenda, const KontorDemoPlan *plan)
{
  gint64 today = kontor_demo_calendar_get_today (plan->calendar), monday = kontor_demo_calendar_working (today);
  guint away = who_is_away (plan), goes = find (plan, KONTOR_DEMO_HAMBURG, FALSE, 0, G_MAXUINT);
  /* From the Saturday on where today is one of a weekend, else from today. */
  gint64 first = monday == today ? today : monday - 2 * DAY;

  be_away (agenda, plan, 0, away, find (plan, KONTOR_DEMO_SARAJEVO, FALSE, 1, away), first, first + 10 * DAY);
  be_away (agenda, plan, 1, goes, find (plan, KONTOR_DEMO_HAMBURG, TRUE, 0, goes), monday + 14 * DAY, monday + 25 * DAY);
}
