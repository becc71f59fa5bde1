#include "tool/demo-names.h"
#include "tool/demo-offer-line.h"
#include "tool/demo-phrases.h"
#include "tool/demo-tables.h"

/* Deals, offers and their lines. */

#define DAY 86400

static void
some_person (KontorDemoRows *rows, const KontorDemoPlan *plan, guint partner, KontorDemoRandom *random)
{
  const KontorDemoPartner *whose = &plan->partners[partner];

  if (whose->n_persons > 0)
    kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PERSON,
                             whose->first_person + kontor_demo_random_below (random, whose->n_persons));
  else
    kontor_demo_rows_null (rows);
}

static void
its_legal_entity (KontorDemoRows *rows, const KontorDemoPlan *plan, guint partner)
{
  if (plan->partners[partner].n_legal > 0)
    kontor_demo_tables_link (rows, plan, KONTOR_DEMO_LEGAL_ENTITY, plan->partners[partner].first_legal);
  else
    kontor_demo_rows_null (rows);
}

gboolean
kontor_demo_write_deal (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  static const char * const statuses[] = { "open", "won", "lost" };
  const KontorDemoDirectories *directories = plan->directories;
  gint64 today = kontor_demo_calendar_get_today (plan->calendar);
  guint number = 0;
  int year = 0;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "deal", KONTOR_DEMO_BOOKKEEPING
    ", number, name, partner_id, person_id, legal_entity_id, kind_id, stage_id, status, loss_reason_id, amount, "
    "currency, probability, expected_close, closed_at, interest, next_step, next_step_on, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < plan->size.deals && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoDeal *deal = &plan->deals[i];
      const KontorDemoPartner *partner = &plan->partners[deal->partner];
      const KontorDemoPhrases *phrases = kontor_demo_phrases_get (kontor_demo_plan_country (plan, deal->partner)->language);
      const char *values[] = { "{city}", kontor_demo_plan_city (plan, deal->partner)->name, NULL };
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *numbered = NULL;
      KontorDemoRandom random;

      if (kontor_demo_calendar_year (deal->created) != year)
        {
          year = kontor_demo_calendar_year (deal->created);
          number = 0;
        }
      numbered = g_strdup_printf ("D-%d-%05u", year, ++number);
      kontor_demo_random_begin (&random, plan->seed, 120, i);
      kontor_demo_phrases_fill (name, kontor_demo_random_pick (&random, phrases->deals), values);

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_DEAL, i, deal->created, partner->manager);
      kontor_demo_rows_text (rows, numbered);
      kontor_demo_rows_text (rows, name->str);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, deal->partner);
      some_person (rows, plan, deal->partner, &random);
      its_legal_entity (rows, plan, deal->partner);
      kontor_demo_rows_text (rows, deal->simple ? directories->kind_simple : directories->kind_stages);
      kontor_demo_rows_text (rows, deal->simple ? NULL : g_ptr_array_index (directories->stages,
                                                                           MIN (deal->stage, directories->stages->len - 1)));
      kontor_demo_rows_text (rows, statuses[deal->status]);
      kontor_demo_rows_text (rows, deal->status == KONTOR_DEMO_LOST
                                   ? g_ptr_array_index (directories->loss_reasons,
                                                        (guint) (kontor_demo_random_unit (&random) * kontor_demo_random_unit (&random) *
                                                                 directories->loss_reasons->len))
                                   : NULL);
      kontor_demo_rows_money (rows, deal->amount);
      kontor_demo_rows_text (rows, "EUR");
      if (deal->status == KONTOR_DEMO_OPEN && kontor_demo_random_chance (&random, 0.2))
        kontor_demo_rows_number (rows, kontor_demo_random_between (&random, 2, 18) * 5);
      else
        kontor_demo_rows_null (rows);
      /* What was hoped for at the beginning; some are overdue. */
      kontor_demo_rows_date (rows, kontor_demo_calendar_working (
                               deal->decided + (gint64) kontor_demo_random_between (&random, -12, 25) * DAY));
      if (deal->status != KONTOR_DEMO_OPEN)
        kontor_demo_rows_moment (rows, deal->decided);
      else
        kontor_demo_rows_null (rows);
      kontor_demo_rows_text (rows, kontor_demo_random_chance (&random, 0.6)
                                   ? kontor_demo_random_pick (&random, phrases->interests) : NULL);
      /* A deal without a next step is one of the things a head looks for. */
      if (deal->status == KONTOR_DEMO_OPEN && kontor_demo_random_chance (&random, 0.8))
        {
          kontor_demo_rows_text (rows, kontor_demo_random_pick (&random, phrases->next_steps));
          kontor_demo_rows_date (rows, kontor_demo_calendar_working (
                                   today + (gint64) kontor_demo_random_between (&random, -3, 14) * DAY));
        }
      else
        {
          kontor_demo_rows_null (rows);
          kontor_demo_rows_null (rows);
        }
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_offer (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  static const char * const statuses[] = { "draft", "sent", "accepted", "refused", "superseded" };
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "offer", KONTOR_DEMO_BOOKKEEPING
    ", number, revision, supersedes_id, partner_id, legal_entity_id, person_id, deal_id, own_company_id, status, "
    "issued_on, valid_until, currency, intro, terms, net_total, vat_total, total, deepest_discount, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < plan->size.offers && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoOffer *offer = &plan->offers[i];
      const KontorDemoPartner *partner = &plan->partners[offer->partner];
      const KontorDemoPhrases *phrases = kontor_demo_phrases_get (kontor_demo_plan_country (plan, offer->partner)->language);
      g_autofree char *number = g_strdup_printf ("O-%d-%05u", kontor_demo_calendar_year (offer->issued), offer->number);
      gint64 net, vat, total;
      KontorDemoRandom random;

      kontor_demo_random_begin (&random, plan->seed, 121, i);
      kontor_demo_offer_totals (plan, offer, &net, &vat, &total);

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_OFFER, i, offer->issued, partner->manager);
      kontor_demo_rows_text (rows, number);
      kontor_demo_rows_number (rows, offer->revision);
      if (offer->supersedes > 0)
        kontor_demo_tables_link (rows, plan, KONTOR_DEMO_OFFER, offer->supersedes - 1);
      else
        kontor_demo_rows_null (rows);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, offer->partner);
      its_legal_entity (rows, plan, offer->partner);
      some_person (rows, plan, offer->partner, &random);
      if (offer->deal > 0)
        kontor_demo_tables_link (rows, plan, KONTOR_DEMO_DEAL, offer->deal - 1);
      else
        kontor_demo_rows_null (rows);
      kontor_demo_rows_text (rows, plan->directories->own_company);
      kontor_demo_rows_text (rows, statuses[offer->status]);
      kontor_demo_rows_date (rows, offer->issued);
      kontor_demo_rows_date (rows, offer->issued + 30 * DAY);
      kontor_demo_rows_text (rows, "EUR");
      kontor_demo_rows_text (rows, kontor_demo_random_pick (&random, phrases->introductions));
      kontor_demo_rows_text (rows, phrases->terms);
      kontor_demo_rows_money (rows, net);
      kontor_demo_rows_money (rows, vat);
      kontor_demo_rows_money (rows, total);
      kontor_demo_rows_money (rows, kontor_demo_offer_deepest_discount (plan, offer));
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_offer_line (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "offer_line", KONTOR_DEMO_BOOKKEEPING
    ", offer_id, position, product_id, name, quantity, unit, price, discount_percent, vat_rate, net, vat, total, "
    KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < plan->size.offers && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoOffer *offer = &plan->offers[i];
      guint manager = plan->partners[offer->partner].manager;

      for (guint k = 0; k < offer->n_lines; k++)
        {
          KontorDemoLine line;

          kontor_demo_offer_line_make (plan, offer, k, &line);
          kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_LINE, offer->first_line + k, offer->issued, manager);
          kontor_demo_tables_link (rows, plan, KONTOR_DEMO_OFFER, i);
          kontor_demo_rows_number (rows, k + 1);
          kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PRODUCT, line.product_index);
          kontor_demo_rows_text (rows, line.product->name);
          kontor_demo_rows_money (rows, line.quantity / 10);
          kontor_demo_rows_text (rows, line.product->unit);
          kontor_demo_rows_money (rows, line.price);
          kontor_demo_rows_money (rows, line.discount);
          kontor_demo_rows_money (rows, line.vat_rate);
          kontor_demo_rows_money (rows, line.net);
          kontor_demo_rows_money (rows, line.vat);
          kontor_demo_rows_money (rows, line.total);
          kontor_demo_tables_owner (rows, plan, manager);
          kontor_demo_rows_next (rows);
        }
    }

  return kontor_demo_rows_end (rows, count, error);
}
