#include "tool/demo-plan.h"

#include <math.h>
#include <string.h>

#include "tool/demo-employees.h"
#include "tool/demo-offer-line.h"

#define DAY 86400

static const KontorDemoSize sizes[] = {
  { "S", 1, 2000, 5000, 30000, 2000, 6000, 30000, 3000, 6, 0, 0, 14, 8, 30, 3, 12 },
  { "M", 10, 50000, 120000, 600000, 40000, 120000, 600000, 60000, 30, 30000, 9000, 60, 24, 200, 4, 60 },
  { "L", 10, 1300000, 2000000, 10000000, 300000, 1500000, 7500000, 450000, 200, 30000, 9000, 250, 80, 200, 4, 200 },
};

/* The partner with the longest history. */
#define BIG 3

/* How many of a kind there are: ids are spread over the whole period. */
static guint
count_of (const KontorDemoPlan *self, KontorDemoKind kind)
{
  switch (kind)
    {
    case KONTOR_DEMO_PARTNER: return self->size.partners;
    case KONTOR_DEMO_LEGAL_ENTITY: return self->size.partners * 2;
    case KONTOR_DEMO_PERSON: return self->size.persons;
    case KONTOR_DEMO_ADDRESS: return self->size.partners * 2;
    case KONTOR_DEMO_CHANNEL: return self->size.partners;
    case KONTOR_DEMO_DEAL: return self->size.deals;
    case KONTOR_DEMO_OFFER: return self->size.offers;
    case KONTOR_DEMO_LINE: return self->size.lines;
    case KONTOR_DEMO_INTERACTION: return self->size.interactions;
    case KONTOR_DEMO_TASK: return self->size.tasks;
    case KONTOR_DEMO_CLAIM: return self->size.claims;
    case KONTOR_DEMO_ASSIGNMENT: return self->size.assignments;
    case KONTOR_DEMO_PROJECT: return self->size.projects;
    default: return 1000;
    }
}

/* How many partners were known at a share of the period: a third came along
 * when the books were opened. */
static guint
partners_at (const KontorDemoPlan *self, double share)
{
  guint known = (guint) (self->size.partners * (0.35 + 0.65 * share));

  return CLAMP (known, 1, self->size.partners);
}

static guint
pick_country (KontorDemoRandom *random)
{
  static int sum = 0;
  int left;

  if (sum == 0)
    {
      int all = 0;

      for (guint i = 0; i < kontor_demo_country_count (); i++)
        all += kontor_demo_country_get (i)->weight;
      sum = all;
    }

  left = (int) kontor_demo_random_below (random, (guint) sum);
  for (guint i = 0;; i++)
    {
      left -= kontor_demo_country_get (i)->weight;
      if (left < 0)
        return i;
    }
}

static guint
pick_city (KontorDemoRandom *random, const KontorDemoCountry *country)
{
  int sum = 0, left;

  for (guint i = 0; i < country->n_cities; i++)
    sum += country->cities[i].weight;
  left = (int) kontor_demo_random_below (random, (guint) sum);
  for (guint i = 0;; i++)
    {
      left -= country->cities[i].weight;
      if (left < 0)
        return i;
    }
}

static guint
pick_manager (KontorDemoPlan *self, KontorDemoRandom *random, KontorDemoTeam team)
{
  /* A head keeps a few clients; everybody else about as many as the next. */
  for (;;)
    {
      guint i = kontor_demo_random_below (random, self->n_employees);
      const KontorDemoEmployee *employee = &self->employees[i];

      if (employee->team != team || strcmp (employee->role, "administrator") == 0)
        continue;
      if (strcmp (employee->role, "seller") == 0 || kontor_demo_random_chance (random, 0.15))
        return i;
    }
}

static void
plan_partners (KontorDemoPlan *self)
{
  gint64 start = kontor_demo_calendar_get_start (self->calendar);
  guint n = self->size.partners, companies = 0, left;
  guint first_person = 0;
  KontorDemoRandom random;

  self->partners = g_new0 (KontorDemoPartner, n);
  for (guint i = 0; i < n; i++)
    {
      KontorDemoPartner *partner = &self->partners[i];
      double share = ((double) i / n - 0.35) / 0.65;
      const KontorDemoCountry *country;

      kontor_demo_plan_begin (self, KONTOR_DEMO_PARTNER, i, &random);
      partner->country = (guint8) pick_country (&random);
      country = kontor_demo_country_get (partner->country);
      partner->city = (guint8) pick_city (&random, country);
      partner->private_person = i != BIG && kontor_demo_random_chance (&random, 0.06);
      partner->manager = (guint16) pick_manager (self, &random, country->team);
      if (share < 0)
        partner->created = kontor_demo_calendar_working (start + (gint64) (share * 2.0 * 365 * DAY)) -
                           kontor_demo_random_below (&random, 6 * 3600);
      else
        partner->created = kontor_demo_calendar_at (self->calendar, share) - 60 -
                           kontor_demo_random_below (&random, 3600);
      if (!partner->private_person)
        {
          partner->n_persons = 1;
          partner->n_legal = kontor_demo_random_chance (&random, 0.06) ? 2 : 1;
          companies++;
        }
      partner->first_legal = self->n_legal;
      self->n_legal += partner->n_legal;
    }

  /* The other contact persons: large clients have many. */
  kontor_demo_random_begin (&random, self->seed, 100, 0);
  left = self->size.persons - companies;
  while (left > 0)
    {
      KontorDemoPartner *partner = &self->partners[kontor_demo_random_below (&random, n)];

      if (!partner->private_person && partner->n_persons < 30)
        {
          guint more = MIN (left, (guint) kontor_demo_random_between (&random, 1, 3));

          partner->n_persons = (guint8) (partner->n_persons + more);
          left -= more;
        }
    }
  for (guint i = 0; i < n; i++)
    {
      self->partners[i].first_person = first_person;
      first_person += self->partners[i].n_persons;
    }
}

static void
plan_deals (KontorDemoPlan *self)
{
  gint64 today = kontor_demo_calendar_get_today (self->calendar);
  guint n = self->size.deals;

  self->deals = g_new0 (KontorDemoDeal, n);
  for (guint i = 0; i < n; i++)
    {
      KontorDemoDeal *deal = &self->deals[i];
      double share = (i + 0.5) / n, days, chance;
      KontorDemoPartner *partner;
      KontorDemoRandom random;

      kontor_demo_plan_begin (self, KONTOR_DEMO_DEAL, i, &random);
      deal->created = kontor_demo_calendar_at (self->calendar, share);
      deal->partner = kontor_demo_plan_partner_at (self, &random, share);
      partner = &self->partners[deal->partner];
      deal->simple = kontor_demo_random_chance (&random, 0.3);

      /* Small sales take days, others weeks, a few half a year. */
      days = (deal->simple ? 6.0 : 38.0) *
             exp (0.8 * (kontor_demo_random_unit (&random) + kontor_demo_random_unit (&random) +
                         kontor_demo_random_unit (&random) - 1.5) * 2.0);
      deal->decided = MAX (deal->created + 1800, kontor_demo_calendar_office (deal->created + (gint64) (days * DAY)));

      /* What the deal is about when no offer says it. */
      deal->amount = (gint64) (40000.0 / pow (1.0 - kontor_demo_random_unit (&random) * 0.9995, 0.8)) / 1000 * 1000;

      /* Who has bought before buys again. */
      chance = (deal->simple ? 0.55 : 0.36) + MIN (partner->bought, 4) * 0.06;
      if (deal->decided > today)
        deal->status = KONTOR_DEMO_OPEN;
      else if (kontor_demo_random_chance (&random, chance))
        {
          deal->status = KONTOR_DEMO_WON;
          partner->bought++;
        }
      else
        deal->status = KONTOR_DEMO_LOST;

      /* Five stages; the further, the longer it has been under way. */
      if (deal->status == KONTOR_DEMO_WON)
        deal->stage = 4;
      else if (deal->status == KONTOR_DEMO_LOST)
        {
          static const guint8 lost_at[] = { 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3 };

          deal->stage = lost_at[kontor_demo_random_below (&random, G_N_ELEMENTS (lost_at))];
        }
      else
        {
          double way = (double) (today - deal->created) / (double) (deal->decided - deal->created);

          deal->stage = (guint8) CLAMP (way * 4.2 + kontor_demo_random_unit (&random) - 0.5, 0.0, 4.0);
        }
    }
}

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const KontorDemoOffer *one = a, *other = b;

  if (one->issued != other->issued)
    return one->issued < other->issued ? -1 : 1;
  if (one->deal != other->deal)
    return one->deal < other->deal ? -1 : 1;
  return one->first_line < other->first_line ? -1 : 1;
}

static void
plan_offers (KontorDemoPlan *self)
{
  gint64 today = kontor_demo_calendar_get_today (self->calendar);
  /* On a weekend the next working day has not come yet. */
  gint64 latest = kontor_demo_calendar_when (kontor_demo_calendar_worked (today) - 1800);
  guint n = self->size.offers, made = 0, line = 0, number = 0, big_every = 0;
  int year = 0;
  KontorDemoRandom random;

  self->offers = g_new0 (KontorDemoOffer, n);

  /* For deals: one to three, each in place of the one before. */
  for (guint i = 0; i < self->size.deals && made < n / 2; i++)
    {
      const KontorDemoDeal *deal = &self->deals[i];
      gint64 until = MIN (deal->decided, today - 3600);
      guint count;

      kontor_demo_random_begin (&random, self->seed, 101, i);
      if ((deal->status == KONTOR_DEMO_OPEN && deal->stage < 2) || kontor_demo_random_chance (&random, 0.25))
        continue;
      count = kontor_demo_random_chance (&random, 0.35) ? (kontor_demo_random_chance (&random, 0.3) ? 3 : 2) : 1;
      for (guint k = 0; k < count && made < n / 2; k++)
        {
          double way = (k + 1.0) / (count + 1.0);

          self->offers[made].issued = MAX (deal->created, MIN (latest, kontor_demo_calendar_office (
            deal->created + (gint64) (way * (double) MAX (0, until - deal->created)))));
          self->offers[made].partner = deal->partner;
          self->offers[made].deal = i + 1;
          self->offers[made].first_line = made;
          made++;
        }
    }

  /* Repeated orders, without a deal. */
  if (self->size.big_offers > 0)
    big_every = MAX (1, (n - made) / self->size.big_offers);
  for (guint i = 0; made < n; i++, made++)
    {
      double share = (i + 0.5) / (n - made + i);

      kontor_demo_random_begin (&random, self->seed, 102, i);
      self->offers[made].issued = kontor_demo_calendar_at (self->calendar, share);
      if (big_every > 0 && i % big_every == 0)
        self->offers[made].partner = BIG;
      else
        self->offers[made].partner = kontor_demo_plan_partner_at (self, &random, share);
      self->offers[made].first_line = made;
    }

  qsort (self->offers, n, sizeof (KontorDemoOffer), compare_offers);

  for (guint i = 0; i < n; i++)
    {
      KontorDemoOffer *offer = &self->offers[i];
      guint pair;

      kontor_demo_random_begin (&random, self->seed, 103, i / 2);
      pair = (guint) kontor_demo_random_between (&random, 1, 9);
      /* Two offers have ten lines together, so that the whole base has exactly five each. */
      offer->n_lines = (guint8) (i % 2 == 0 ? pair : 10 - pair);
      offer->first_line = line;
      line += offer->n_lines;
      if (kontor_demo_calendar_year (offer->issued) != year)
        {
          year = kontor_demo_calendar_year (offer->issued);
          number = 0;
        }
      offer->number = ++number;

      kontor_demo_random_begin (&random, self->seed, 104, i);
      offer->revision = 1;
      if (offer->deal > 0)
        {
          KontorDemoDeal *deal = &self->deals[offer->deal - 1];

          if (deal->last_offer > 0)
            {
              KontorDemoOffer *before = &self->offers[deal->last_offer - 1];

              before->status = KONTOR_DEMO_SUPERSEDED;
              offer->supersedes = deal->last_offer;
              offer->revision = (guint8) (before->revision + 1);
            }
          deal->last_offer = i + 1;
          offer->status = deal->status == KONTOR_DEMO_WON ? KONTOR_DEMO_ACCEPTED
                        : deal->status == KONTOR_DEMO_LOST ? KONTOR_DEMO_REFUSED
                        : today - offer->issued < 2 * DAY ? KONTOR_DEMO_DRAFT : KONTOR_DEMO_SENT;
        }
      else if (today - offer->issued < 30 * DAY)
        offer->status = kontor_demo_random_chance (&random, 0.2) ? KONTOR_DEMO_DRAFT : KONTOR_DEMO_SENT;
      else
        offer->status = kontor_demo_random_chance (&random, 0.6) ? KONTOR_DEMO_ACCEPTED : KONTOR_DEMO_REFUSED;
    }

  for (guint i = 0; i < self->size.deals; i++)
    if (self->deals[i].last_offer > 0)
      {
        gint64 net, vat, total;

        kontor_demo_offer_totals (self, &self->offers[self->deals[i].last_offer - 1], &net, &vat, &total);
        self->deals[i].amount = net;
      }
}

static void
plan_contacts (KontorDemoPlan *self)
{
  for (guint i = 0; i < self->size.interactions; i++)
    {
      KontorDemoContact contact;

      kontor_demo_plan_contact (self, i, &contact);
      /* A note to oneself is no contact. */
      if (contact.done && contact.kind != KONTOR_DEMO_NOTE)
        self->partners[contact.partner].last_contact = MAX (self->partners[contact.partner].last_contact, contact.at);
    }
}

void
kontor_demo_plan_contact (const KontorDemoPlan *self, guint index, KontorDemoContact *contact)
{
  guint n = self->size.interactions, planned = MAX (n / 400, 1);
  gint64 today = kontor_demo_calendar_get_today (self->calendar);
  double share = MIN ((index + 0.5) / (n - planned), 1.0);
  KontorDemoRandom random;
  guint dice;

  kontor_demo_random_begin (&random, self->seed, 105, index);
  contact->deal = 0;
  contact->done = index < n - planned;
  dice = kontor_demo_random_below (&random, 100);
  if (contact->done)
    contact->kind = dice < 52 ? 0 : dice < 64 ? 1 : dice < 90 ? 2 : dice < 96 ? KONTOR_DEMO_NOTE : dice < 99 ? 4 : 5;
  else
    contact->kind = dice < 60 ? 0 : 1;
  if (contact->done)
    contact->at = kontor_demo_calendar_at (self->calendar, share);
  else
    contact->at = kontor_demo_calendar_working (today + DAY * kontor_demo_random_between (&random, 0, 20)) +
                  7 * 3600 + 900 * kontor_demo_random_between (&random, 0, 36);

  if (kontor_demo_random_unit (&random) * n < self->size.big_interactions)
    contact->partner = BIG;
  else if (kontor_demo_random_chance (&random, 0.45))
    {
      guint deal = kontor_demo_plan_deal_at (self, &random, share);

      contact->partner = self->deals[deal].partner;
      /* Later conversations are about other things. */
      if (contact->at >= self->deals[deal].created && contact->at < self->deals[deal].decided + 20 * DAY)
        contact->deal = deal + 1;
    }
  else
    contact->partner = kontor_demo_plan_partner_at (self, &random, share);
}

/* Projects: with clients who are spoken with often, each once. */
static void
plan_projects (KontorDemoPlan *self)
{
  gint64 today = kontor_demo_calendar_get_today (self->calendar);

  self->projects = g_new0 (KontorDemoProject, self->size.projects);
  for (guint i = 0; i < self->size.projects; i++)
    {
      KontorDemoProject *project = &self->projects[i];
      KontorDemoRandom random;
      KontorDemoPartner *partner;

      kontor_demo_random_begin (&random, self->seed, 140, i);
      do
        {
          /* The large ones: one in forty. */
          project->partner = kontor_demo_random_below (&random, self->size.partners / 40) * 40;
          if (kontor_demo_random_chance (&random, 0.2))
            project->partner = kontor_demo_random_below (&random, self->size.partners / 3);
          partner = &self->partners[project->partner];
        }
      while (partner->project > 0 || partner->private_person || project->partner == BIG);
      partner->project = i + 1;

      /* Of six one is to come, three are in work, one is done and one of twelve was given up. */
      project->state = i % 6 == 0 ? KONTOR_DEMO_PLANNED : i % 12 == 11 ? KONTOR_DEMO_GIVEN_UP : i % 6 == 5 ? KONTOR_DEMO_DONE : KONTOR_DEMO_IN_WORK;
      project->begins = kontor_demo_calendar_working (today + DAY * kontor_demo_random_between (&random, project->state == KONTOR_DEMO_PLANNED ? 7 : -160,
                                                                                               project->state == KONTOR_DEMO_PLANNED ? 40 : -90));
      project->ends = kontor_demo_calendar_working (today + DAY * kontor_demo_random_between (&random, project->state >= KONTOR_DEMO_DONE ? -40 : 50,
                                                                                             project->state >= KONTOR_DEMO_DONE ? -10 : 150));
    }
}

guint
kontor_demo_plan_deal_at (const KontorDemoPlan *self, KontorDemoRandom *random, double share)
{
  double fortnights = 26.0 * self->size.years;
  double back = -log (1.0 - kontor_demo_random_unit (random)) * self->size.deals / fortnights;
  double last = share * self->size.deals - 0.5;

  return (guint) CLAMP (last - back, 0.0, self->size.deals - 1.0);
}

guint
kontor_demo_plan_partner_at (const KontorDemoPlan *self, KontorDemoRandom *random, double share)
{
  guint known = partners_at (self, share);
  double unit = kontor_demo_random_unit (random);

  /* One in forty is a large client, and they have a third of all business. */
  if (kontor_demo_random_chance (random, 0.35))
    return (guint) (known / 40 * pow (unit, 1.6)) * 40;

  return (guint) (known * unit);
}

void
kontor_demo_plan_begin (const KontorDemoPlan *self, KontorDemoKind kind, guint index, KontorDemoRandom *random)
{
  kontor_demo_random_begin (random, self->seed, kind, index);
}

void
kontor_demo_plan_id (const KontorDemoPlan *self, KontorDemoKind kind, guint index, char id[KONTOR_DEMO_ID_LENGTH])
{
  gint64 start = kontor_demo_calendar_get_start (self->calendar) * 1000;
  gint64 length = kontor_demo_calendar_get_today (self->calendar) * 1000 - start;
  guint64 moment = (guint64) (start + (gint64) ((double) length / count_of (self, kind) * index));
  KontorDemoRandom random;
  guint64 one, two;

  if (kind == KONTOR_DEMO_EMPLOYEE && self->employees[index].id != NULL)
    {
      g_strlcpy (id, self->employees[index].id, KONTOR_DEMO_ID_LENGTH);
      return;
    }

  kontor_demo_random_begin (&random, self->seed, 200 + kind, index);
  one = kontor_demo_random_next (&random);
  two = kontor_demo_random_next (&random);
  g_snprintf (id, KONTOR_DEMO_ID_LENGTH, "%08x-%04x-7%03x-%04x-%012" G_GINT64_MODIFIER "x",
              (guint) (moment >> 16), (guint) (moment & 0xffff), (guint) (one & 0xfff),
              (guint) (0x8000 | ((one >> 12) & 0x3fff)), two & G_GUINT64_CONSTANT (0xffffffffffff));
}

const KontorDemoCountry *
kontor_demo_plan_country (const KontorDemoPlan *self, guint partner)
{
  return kontor_demo_country_get (self->partners[partner].country);
}

const KontorDemoCity *
kontor_demo_plan_city (const KontorDemoPlan *self, guint partner)
{
  return &kontor_demo_plan_country (self, partner)->cities[self->partners[partner].city];
}

KontorDemoPlan *
kontor_demo_plan_new (const char *label, guint64 seed, gint64 today)
{
  const KontorDemoSize *size = NULL;
  KontorDemoPlan *self;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (g_ascii_strcasecmp (sizes[i].label, label) == 0)
      size = &sizes[i];
  if (size == NULL)
    return NULL;

  self = g_new0 (KontorDemoPlan, 1);
  self->seed = seed;
  self->size = *size;
  self->calendar = kontor_demo_calendar_new (today, size->years);
  self->employees = kontor_demo_employees_new (seed, size->sellers, &self->n_employees);
  plan_partners (self);
  plan_projects (self);
  plan_deals (self);
  plan_offers (self);
  plan_contacts (self);

  return self;
}

void
kontor_demo_plan_free (KontorDemoPlan *self)
{
  g_clear_pointer (&self->directories, kontor_demo_directories_free);
  kontor_demo_employees_free (self->employees, self->n_employees);
  kontor_demo_calendar_free (self->calendar);
  g_free (self->partners);
  g_free (self->deals);
  g_free (self->offers);
  g_free (self->projects);
  g_free (self);
}

void
kontor_demo_directories_free (KontorDemoDirectories *self)
{
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->loss_reasons, g_ptr_array_unref);
  g_free (self->own_company);
  g_free (self->kind_simple);
  g_free (self->kind_stages);
  g_free (self);
}
