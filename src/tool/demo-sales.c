#include <string.h>

#include "db/queries.h"
#include "tool/demo-phrases.h"
#include "tool/demo-processes.h"

/* Sales on their route map, and discounts that wait for an approval. */

#define WORKING_DAY KONTOR_DEMO_WORKING_DAY
#define HOUR 3600

static const KontorDemoPhrases *
phrases_of (const char *country)
{
  for (guint i = 0; i < kontor_demo_country_count (); i++)
    if (g_strcmp0 (kontor_demo_country_get (i)->code, country) == 0)
      return kontor_demo_phrases_get (kontor_demo_country_get (i)->language);

  return kontor_demo_phrases_get (KONTOR_DEMO_ENGLISH);
}

/* How far the sale has come that was begun at @start and offered at @offered (0:
 * not yet), all in working time.  Most were moved on at the end of the last day,
 * so that what is open is due today or later; some have been left lying. */
static void
walk (KontorDemoAgenda *agenda, const char *deal, const KontorDemoPhrases *phrases, gint64 start, gint64 offered,
      gint64 end, gboolean late, KontorDemoRandom *random)
{
  gint64 last = late ? end - (gint64) WORKING_DAY * kontor_demo_random_between (random, 3, 5)
                     : end - 60 * kontor_demo_random_between (random, 10, 150);
  gint64 clarified, checked, sent;
  guint dice = kontor_demo_random_below (random, 100);
  const char *said = kontor_demo_random_pick (random, phrases->outcomes);

  /* Nobody has come to it yet. */
  if (start > last - HOUR)
    return;

  if (offered < start + 2 * HOUR || offered > last - 2 * HOUR)
    {
      /* For an offer there are two days. */
      if (dice >= 40 && !late)
        last = MAX (start + HOUR, last - 60 * kontor_demo_random_between (random, 0, 400));
      clarified = dice < 40 ? last : MAX (start + HOUR / 2, last - 60 * kontor_demo_random_between (random, 120, 300));
      kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (clarified), deal, "clarify", NULL, said);
      if (dice >= 40)
        kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (last), deal, "standing", NULL, NULL);
      return;
    }

  clarified = start + (offered - start) * kontor_demo_random_between (random, 30, 70) / 100;
  checked = clarified + 60 * kontor_demo_random_between (random, 30, 480);
  sent = offered + 60 * kontor_demo_random_between (random, 15, 60);
  if (dice >= 45)
    {
      /* The offer was talked over: an order, changes or a refusal. */
      checked = MIN (checked, last - HOUR);
      sent = MIN (sent, last - HOUR);
    }
  else if (!late)
    /* There are three days to talk it over. */
    sent = MAX (sent, end - 2 * WORKING_DAY + 60 * kontor_demo_random_between (random, 0, 900));
  kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (clarified), deal, "clarify", NULL, said);
  kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (MIN (checked, last)), deal, "standing", NULL, NULL);
  kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (MIN (sent, last)), deal, "offer", NULL, phrases->results[0]);
  if (dice >= 45)
    kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (last), deal, "negotiate",
                                 dice < 75 ? "yes" : dice < 90 ? "changes" : "no", phrases->results[1]);
}

gboolean
kontor_demo_plan_sales (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, KontorConnection *connection, GError **error)
{
  g_autofree char *each = g_strdup_printf ("%u", plan->size.sales_each), *most = g_strdup_printf ("%u", plan->size.sales);
  gint64 today = kontor_demo_calendar_get_today (plan->calendar), end = kontor_demo_calendar_worked (today);
  g_autoptr (GString) day = g_string_new (NULL);
  g_autoptr (KontorResult) deals = NULL;
  const char *params[3] = { each, most, NULL };

  kontor_demo_calendar_append_date (day, today);
  params[2] = day->str;
  deals = kontor_connection_query (connection, kontor_queries_get ("demo-process-deals"), params, 3, NULL, error);
  if (deals == NULL)
    return FALSE;

  for (guint i = 0; i < kontor_result_get_n_rows (deals); i++)
    {
      const char *deal = kontor_result_get (deals, i, 0), *offered = kontor_result_get (deals, i, 6);
      KontorDemoRandom random;
      gint64 start;

      kontor_demo_random_begin (&random, plan->seed, 140, i);
      start = kontor_demo_calendar_worked (kontor_result_get_integer (deals, i, 5)) + 60 * kontor_demo_random_between (&random, 2, 20);
      start = MIN (start, end - 300);
      kontor_demo_agenda_start (agenda, kontor_demo_calendar_when (start), kontor_result_get (deals, i, 1), deal,
                                kontor_result_get (deals, i, 2), kontor_result_get (deals, i, 3));
      walk (agenda, deal, phrases_of (kontor_result_get (deals, i, 4)), start,
            offered != NULL ? kontor_demo_calendar_worked (kontor_result_get_integer (deals, i, 6)) : 0, end, i % 8 == 5, &random);
    }

  return TRUE;
}

gboolean
kontor_demo_plan_approvals (KontorDemoAgenda *agenda, const KontorDemoPlan *plan, KontorConnection *connection, GError **error)
{
  static const char * const discounts[] = { "18", "20", "22" };
  const char *limit[] = { plan->directories->own_company, "15" };
  gint64 end = kontor_demo_calendar_worked (kontor_demo_calendar_get_today (plan->calendar));
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);
  g_autoptr (KontorResult) set =
    kontor_connection_query (connection, kontor_queries_get ("demo-discount-limit"), limit, 2, NULL, error);

  if (set == NULL)
    return FALSE;

  /* The latest offers that have not gone out, one of a seller. */
  for (guint i = plan->size.offers; i > 0 && g_hash_table_size (asked) < G_N_ELEMENTS (discounts); i--)
    {
      const KontorDemoOffer *offer = &plan->offers[i - 1];
      guint manager = plan->partners[offer->partner].manager, place = g_hash_table_size (asked);
      const char *changes[] = { "discount_percent", discounts[place], NULL };
      char id[KONTOR_DEMO_ID_LENGTH];
      gint64 at;

      if (offer->status != KONTOR_DEMO_DRAFT || strcmp (plan->employees[manager].role, "seller") != 0 ||
          kontor_demo_calendar_worked (offer->issued) > end - WORKING_DAY ||
          !g_hash_table_add (asked, GUINT_TO_POINTER (manager + 1)))
        continue;

      kontor_demo_plan_id (plan, KONTOR_DEMO_OFFER, i - 1, id);
      at = end - 1200 - 1800 * place - (place == 0 ? 6 * HOUR : 0);
      kontor_demo_agenda_save (agenda, kontor_demo_calendar_when (at), plan->employees[manager].login, "offer", id, FALSE, changes);
      if (place == 0)
        kontor_demo_agenda_complete (agenda, kontor_demo_calendar_when (at + 5 * HOUR), id, "approve", "yes", NULL);
    }

  return TRUE;
}
