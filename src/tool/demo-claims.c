#include <string.h>

#include "db/queries.h"
#include "tool/demo-names.h"
#include "tool/demo-offer-line.h"
#include "tool/demo-phrases.h"
#include "tool/demo-processes.h"

/* Claims, and how far each has come on its route map. */

#define DAY 86400
#define WORKING_DAY KONTOR_DEMO_WORKING_DAY

typedef struct
{
  const char *point;
  const char *answer;
  /* How long the step took: minutes of working time. */
  int         least, most;
  /* Which of the phrases for results, or -1. */
  int         result;
} Step;

static const Step made_good[] = {
  { "look", "yes", 60, 420, -1 }, { "propose", NULL, 60, 240, -1 }, { "agree", "yes", 60, 300, -1 },
  { "carry", NULL, 570, 1700, 2 }, { "tell", "yes", 60, 300, 3 }, { NULL }
};
static const Step asked[] = {
  { "look", "unclear", 60, 300, -1 }, { "ask", NULL, 120, 420, -1 }, { "look", "yes", 60, 240, -1 },
  { "propose", NULL, 60, 240, -1 }, { "agree", "yes", 60, 300, -1 }, { "carry", NULL, 570, 1700, 2 },
  { "tell", "yes", 60, 300, 3 }, { NULL }
};
static const Step unhappy[] = {
  { "look", "yes", 60, 420, -1 }, { "propose", NULL, 60, 240, -1 }, { "agree", "yes", 60, 300, -1 },
  { "carry", NULL, 900, 2400, 2 }, { "tell", "no", 60, 300, 3 }, { "talk", "no", 120, 480, -1 }, { NULL }
};
static const Step refused[] = {
  { "look", "no", 60, 420, -1 }, { "refuse", NULL, 60, 240, -1 }, { "tell", "no", 60, 300, 3 },
  { "talk", "no", 120, 480, -1 }, { NULL }
};

/* Out of fourteen claims, six are closed; the others stand somewhere on the way.
 * Late is one of them. */
static const struct { const Step *steps; guint done; gboolean late; } states[] = {
  { made_good, 5, FALSE }, { unhappy, 6, FALSE }, { made_good, 5, FALSE }, { asked, 7, FALSE }, { refused, 4, FALSE },
  { made_good, 5, FALSE },
  { made_good, 3, FALSE }, { asked, 2, TRUE }, { made_good, 3, FALSE }, { made_good, 2, FALSE }, { made_good, 4, FALSE },
  { refused, 1, FALSE }, { made_good, 1, FALSE }, { made_good, 0, FALSE }
};
#define CLOSED 6

/* When the last step of claim @index was done, in working time. */
static gint64
last_step (const KontorDemoPlan *plan, guint index, guint state, KontorDemoRandom *random)
{
  gint64 end = kontor_demo_calendar_worked (kontor_demo_calendar_get_today (plan->calendar));
  guint round = index / G_N_ELEMENTS (states), rounds = MAX (1, plan->size.claims / G_N_ELEMENTS (states));

  if (state < CLOSED)
    {
      /* Over five months, or over the year where there are many. */
      gint64 span = (gint64) WORKING_DAY * (rounds > 1 ? 240 : 105);

      return end - 2 * WORKING_DAY - span * (round * CLOSED + state) / (rounds * CLOSED) -
             kontor_demo_random_between (random, 0, 2 * WORKING_DAY);
    }
  if (states[state].late)
    return end - (gint64) WORKING_DAY * kontor_demo_random_between (random, 3, 5) - kontor_demo_random_below (random, WORKING_DAY);
  /* What takes a week may have begun days ago. */
  if (states[state].steps[states[state].done].most > 570)
    return end - kontor_demo_random_between (random, 1, 5 * WORKING_DAY / 2);
  return end - 60 * kontor_demo_random_between (random, 10, 150);
}

/* A deal that was won some weeks before @at, plus one; 0: none was found. */
static guint
find_deal (const KontorDemoPlan *plan, gint64 at, GHashTable *used, KontorDemoRandom *random)
{
  for (guint i = 0; i < 50000; i++)
    {
      guint index = kontor_demo_random_below (random, plan->size.deals);
      const KontorDemoDeal *deal = &plan->deals[index];
      const KontorDemoPartner *partner = &plan->partners[deal->partner];

      if (deal->status == KONTOR_DEMO_WON && deal->last_offer > 0 && partner->n_persons > 0 &&
          deal->decided < at - 3 * DAY && deal->decided > at - 60 * DAY &&
          strcmp (plan->employees[partner->manager].role, "seller") == 0 &&
          g_hash_table_add (used, GUINT_TO_POINTER (deal->partner + 1)))
        return index + 1;
    }
  return 0;
}

static char *
fill (const char *template, const char * const *values)
{
  GString *text = g_string_new (NULL);

  kontor_demo_phrases_fill (text, template, values);
  return g_string_free (text, FALSE);
}

/* Writes down claim @index about @deal, received at @received, and what was done of it. */
static void
tell (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, guint index, guint deal, const Step *steps, guint done,
      const gint64 *moments, KontorResult *reasons, KontorDemoRandom *random)
{
  static const char * const channels[] = { "phone", "phone", "email", "email", "letter", "visit", "web", NULL };
  const KontorDemoPartner *partner = &plan->partners[plan->deals[deal].partner];
  guint whose = plan->deals[deal].partner, offer = plan->deals[deal].last_offer - 1;
  const char *login = plan->employees[partner->manager].login;
  const KontorDemoPhrases *phrases = kontor_demo_phrases_get (kontor_demo_plan_country (plan, whose)->language);
  const KontorDemoComplaint *complaint;
  char id[KONTOR_DEMO_ID_LENGTH], partner_id[KONTOR_DEMO_ID_LENGTH], person_id[KONTOR_DEMO_ID_LENGTH],
       deal_id[KONTOR_DEMO_ID_LENGTH], offer_id[KONTOR_DEMO_ID_LENGTH];
  guint person = partner->first_person + kontor_demo_random_below (random, partner->n_persons);
  guint kinds = 0, one, other;
  g_autoptr (GString) name = g_string_new (NULL), received = g_string_new (NULL), due = g_string_new (NULL);
  g_autofree char *quantity = NULL, *essence = NULL, *description = NULL, *answer = NULL;
  const char *reason = NULL;
  /* Some find the reason only when they look. */
  gboolean known_later;
  KontorDemoLine line;

  while (phrases->claims[kinds].essence != NULL)
    kinds++;
  /* What breaks and what comes damaged is the most frequent. */
  one = kontor_demo_random_below (random, kinds);
  other = kontor_demo_random_below (random, kinds + 2);
  complaint = &phrases->claims[steps == refused ? 0 : MIN (one, other)];
  if (complaint->reason < kontor_result_get_n_rows (reasons))
    reason = kontor_result_get (reasons, complaint->reason, 0);
  known_later = kontor_demo_random_chance (random, 0.4);

  kontor_demo_offer_line_make (plan, &plan->offers[offer], 0, &line);
  quantity = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (2, line.quantity / 1000));
  kontor_demo_names_contact (plan, whose, person, name);
  {
    const char *values[] = { "{product}", line.product->name, "{person}", name->str, "{quantity}", quantity,
                             "{city}", kontor_demo_plan_city (plan, whose)->name, NULL };

    essence = fill (complaint->essence, values);
    description = fill (complaint->description, values);
    answer = fill (steps == refused ? phrases->refusal : complaint->answer, values);
  }

  kontor_demo_plan_id (plan, KONTOR_DEMO_CLAIM, index, id);
  kontor_demo_plan_id (plan, KONTOR_DEMO_PARTNER, whose, partner_id);
  kontor_demo_plan_id (plan, KONTOR_DEMO_PERSON, person, person_id);
  kontor_demo_plan_id (plan, KONTOR_DEMO_DEAL, deal, deal_id);
  kontor_demo_plan_id (plan, KONTOR_DEMO_OFFER, offer, offer_id);
  kontor_demo_calendar_append_moment (received, kontor_demo_calendar_when (moments[0] - 60 * kontor_demo_random_between (random, 5, 30)));
  kontor_demo_calendar_append_date (due, kontor_demo_calendar_when (moments[0] + 10 * WORKING_DAY));
  {
    const char *changes[] = {
      "partner_id", partner_id, "essence", essence, "description", description, "wish", complaint->wish,
      "person_id", person_id, "deal_id", deal_id, "offer_id", offer_id, "received_at", received->str, "due_on", due->str,
      "channel", kontor_demo_random_pick (random, channels), "reason_id", known_later ? NULL : reason, NULL
    };

    kontor_demo_agenda_save (agenda, kontor_demo_calendar_when (moments[0]), login, "claim", id, TRUE, changes);
  }

  for (guint i = 0; i < done; i++)
    {
      gint64 at = kontor_demo_calendar_when (moments[i + 1]);
      const char *found[] = { "reason_id", reason, NULL }, *answered[] = { "answer", answer, NULL };

      if (i == 0 && known_later)
        kontor_demo_agenda_save (agenda, at - 120, login, "claim", id, FALSE, found);
      if (strcmp (steps[i].point, "propose") == 0 || strcmp (steps[i].point, "refuse") == 0)
        kontor_demo_agenda_save (agenda, at - 120, login, "claim", id, FALSE, answered);
      kontor_demo_agenda_complete (agenda, at, id, steps[i].point, steps[i].answer,
                                   steps[i].result >= 0 ? phrases->results[steps[i].result] : NULL);
    }
}

gboolean
kontor_demo_plan_claims (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, KontorConnection *connection, GError **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (KontorResult) reasons =
    kontor_connection_query (connection, kontor_queries_get ("demo-claim-reasons"), NULL, 0, NULL, error);

  if (reasons == NULL)
    return FALSE;

  for (guint i = 0; i < plan->size.claims; i++)
    {
      guint state = i % G_N_ELEMENTS (states), deal;
      gint64 moments[G_N_ELEMENTS (asked)];
      KontorDemoRandom random;

      kontor_demo_plan_begin (plan, KONTOR_DEMO_CLAIM, i, &random);
      moments[states[state].done] = last_step (plan, i, state, &random);
      for (guint k = states[state].done; k > 0; k--)
        moments[k - 1] = moments[k] - 60 * kontor_demo_random_between (&random, states[state].steps[k - 1].least,
                                                                       states[state].steps[k - 1].most);
      deal = find_deal (plan, kontor_demo_calendar_when (moments[0]), used, &random);
      if (deal > 0)
        tell (agenda, plan, i, deal - 1, states[state].steps, states[state].done, moments, reasons, &random);
    }

  return TRUE;
}
