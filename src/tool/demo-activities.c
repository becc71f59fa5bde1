#include <string.h>

#include "tool/demo-names.h"
#include "tool/demo-phrases.h"
#include "tool/demo-products.h"
#include "tool/demo-tables.h"

/* Conversations and tasks. */

#define DAY 86400

/* The names that phrases may have, for one partner. */
typedef struct
{
  GString    *person;
  GString    *day;
  char        quantity[12];
  const char *values[11];
} Words;

static void
words_init (Words *words)
{
  words->person = g_string_new (NULL);
  words->day = g_string_new (NULL);
}

static void
words_clear (Words *words)
{
  g_string_free (words->person, TRUE);
  g_string_free (words->day, TRUE);
}

static void
words_choose (Words *words, const KontorDemoPlan *plan, guint partner, guint person, gint64 at, KontorDemoRandom *random)
{
  const KontorDemoProduct *product =
    kontor_demo_products_get (kontor_demo_random_below (random, kontor_demo_products_count ()));
  GString *date = g_string_sized_new (16);

  g_string_truncate (words->person, 0);
  if (plan->partners[partner].n_persons > 0)
    kontor_demo_names_contact (plan, partner, person, words->person);
  else
    {
      /* A private person speaks for himself. */
      KontorDemoFirm firm;

      kontor_demo_firm_init (&firm);
      kontor_demo_names_firm (plan, partner, &firm);
      g_string_assign (words->person, firm.name->str);
      kontor_demo_firm_clear (&firm);
    }
  /* "2026-03-09" as it is written here: 09.03. */
  kontor_demo_calendar_append_date (date, kontor_demo_calendar_working (
                                      at + (gint64) kontor_demo_random_between (random, 2, 20) * DAY));
  g_string_printf (words->day, "%.2s.%.2s.", date->str + 8, date->str + 5);
  g_string_free (date, TRUE);
  g_snprintf (words->quantity, sizeof words->quantity, "%d",
              kontor_demo_random_between (random, 1, 12) * kontor_demo_random_between (random, 1, 5));

  words->values[0] = "{product}";
  words->values[1] = product->name;
  words->values[2] = "{person}";
  words->values[3] = words->person->str;
  words->values[4] = "{quantity}";
  words->values[5] = words->quantity;
  words->values[6] = "{city}";
  words->values[7] = kontor_demo_plan_city (plan, partner)->name;
  words->values[8] = "{day}";
  words->values[9] = words->day->str;
  words->values[10] = NULL;
}

/* What was said while a client's project went on was for the project, and the time
 * of it was noted; of the rest only sometimes. */
static void
write_effort (KontorDemoRows *rows, const KontorDemoPlan *plan, const KontorDemoPartner *partner, const KontorDemoContact *contact,
              KontorDemoRandom *random)
{
  /* Minutes by the kinds of conversation. */
  static const int least[] = { 5, 45, 10, 10, 5, 15 }, most[] = { 30, 180, 45, 90, 5, 40 };
  const KontorDemoProject *project = partner->project > 0 ? &plan->projects[partner->project - 1] : NULL;
  gboolean within = project != NULL && contact->done && contact->at >= project->begins && contact->at < project->ends + DAY;
  int minutes = kontor_demo_random_between (random, least[contact->kind] / 5, most[contact->kind] / 5) * 5;

  if (within)
    kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PROJECT, partner->project - 1);
  else
    kontor_demo_rows_null (rows);
  if (within || (contact->done && kontor_demo_random_chance (random, 0.1)))
    kontor_demo_rows_number (rows, minutes);
  else
    kontor_demo_rows_null (rows);
}

gboolean
kontor_demo_write_interaction (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  static const char * const kinds[] = { "call", "meeting", "email", "note", "sms", "letter" };
  g_autoptr (GString) subject = g_string_new (NULL), text = g_string_new (NULL);
  Words words;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "interaction", KONTOR_DEMO_BOOKKEEPING
    ", partner_id, person_id, deal_id, kind, direction, at, subject, text, outcome, done, project_id, spent_minutes, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  words_init (&words);
  for (guint i = 0; i < plan->size.interactions && !kontor_demo_rows_failed (rows); i++)
    {
      KontorDemoContact contact;
      const KontorDemoPartner *partner;
      const KontorDemoPhrases *phrases;
      const char * const *subjects;
      KontorDemoRandom random;
      guint kind, person;
      gboolean interest;

      kontor_demo_plan_contact (plan, i, &contact);
      partner = &plan->partners[contact.partner];
      phrases = kontor_demo_phrases_get (kontor_demo_plan_country (plan, contact.partner)->language);
      kontor_demo_random_begin (&random, plan->seed, 130, i);
      person = partner->first_person + (partner->n_persons > 0 ? kontor_demo_random_below (&random, partner->n_persons) : 0);
      words_choose (&words, plan, contact.partner, person, contact.at, &random);

      kind = contact.kind;
      subjects = kind == 0 || kind == 4 ? phrases->calls : kind == 1 ? phrases->meetings
               : kind == KONTOR_DEMO_NOTE ? phrases->notes : phrases->letters;

      g_string_truncate (subject, 0);
      kontor_demo_phrases_fill (subject, kontor_demo_random_pick (&random, subjects), words.values);
      g_string_truncate (text, 0);
      kontor_demo_phrases_fill (text, kontor_demo_random_pick (&random, phrases->openings), words.values);
      if (kontor_demo_random_chance (&random, 0.75))
        {
          g_string_append_c (text, ' ');
          kontor_demo_phrases_fill (text, kontor_demo_random_pick (&random, phrases->middles), words.values);
        }
      g_string_append_c (text, ' ');
      kontor_demo_phrases_fill (text, kontor_demo_random_pick (&random, phrases->closings), words.values);

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_INTERACTION, i,
                                      contact.done ? contact.at + 600 : kontor_demo_calendar_get_today (plan->calendar) - 50000,
                                      partner->manager);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, contact.partner);
      if (partner->n_persons > 0)
        kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PERSON, person);
      else
        kontor_demo_rows_null (rows);
      if (contact.deal > 0)
        kontor_demo_tables_link (rows, plan, KONTOR_DEMO_DEAL, contact.deal - 1);
      else
        kontor_demo_rows_null (rows);
      /* Some ask what we have, and nothing is sold to them yet. */
      interest = contact.done && kind == 0 && contact.deal == 0 && kontor_demo_random_chance (&random, 0.12);
      kontor_demo_rows_text (rows, interest ? "interest" : kinds[kind]);
      kontor_demo_rows_text (rows, contact.done && kontor_demo_random_chance (&random, 0.4) ? "in" : "out");
      kontor_demo_rows_moment (rows, contact.at);
      kontor_demo_rows_text (rows, subject->str);
      kontor_demo_rows_text (rows, contact.done ? text->str : NULL);
      kontor_demo_rows_text (rows, contact.done && kind != KONTOR_DEMO_NOTE && kontor_demo_random_chance (&random, 0.7)
                                   ? kontor_demo_random_pick (&random, phrases->outcomes) : NULL);
      kontor_demo_rows_bool (rows, contact.done);
      write_effort (rows, plan, partner, &contact, &random);
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }
  words_clear (&words);

  return kontor_demo_rows_end (rows, count, error);
}

/* Deals under way now, for the tasks that are open now. */
static GArray *
open_deals (const KontorDemoPlan *plan)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < plan->size.deals; i++)
    if (plan->deals[i].status == KONTOR_DEMO_OPEN)
      g_array_append_val (all, i);

  return all;
}

static guint
head_of (const KontorDemoPlan *plan, guint employee)
{
  for (guint i = 0; i < plan->n_employees; i++)
    if (strcmp (plan->employees[i].role, "head") == 0 && plan->employees[i].team == plan->employees[employee].team)
      return i;

  return employee;
}

/* When the open task number @place of somebody is due.  Everybody has two to four
 * for today, also where today is a Sunday, and one or two that should have been
 * done; all else is ahead. */
static gint64
due (const KontorDemoPlan *plan, KontorDemoRandom *random, guint employee, guint place)
{
  gint64 today = kontor_demo_calendar_get_today (plan->calendar), day;
  guint for_today = 2 + employee % 3, missed = 1 + employee % 2;

  if (place < for_today)
    day = today;
  else if (place < for_today + missed)
    day = kontor_demo_calendar_when (kontor_demo_calendar_worked (today) - 1 -
                                     (gint64) KONTOR_DEMO_WORKING_DAY * kontor_demo_random_between (random, 0, 6));
  else
    day = kontor_demo_calendar_working (today + (gint64) kontor_demo_random_between (random, 1, 16) * DAY);

  /* What is for today has some time until then. */
  return day - day % DAY + 7 * 3600 + 1800 * kontor_demo_random_between (random, day == today ? 8 : 0, 17);
}

gboolean
kontor_demo_write_task (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  /* Which of the results goes with which of the tasks. */
  static const guint8 fitting[] = { 0, 1, 2, 0, 0, 1, 4, 1, 3, 0 };
  static const char * const importances[] = { "normal", "normal", "normal", "normal", "high", "low", NULL };
  gint64 today = kontor_demo_calendar_get_today (plan->calendar);
  gint64 latest = kontor_demo_calendar_when (kontor_demo_calendar_worked (today) - 1800);
  guint open = MIN (plan->size.sellers * 24, plan->size.tasks / 2), done = plan->size.tasks - open;
  g_autoptr (GArray) deals = open_deals (plan);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree guint *places = g_new0 (guint, plan->n_employees);
  Words words;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "task", KONTOR_DEMO_BOOKKEEPING
    ", number, name, partner_id, deal_id, author_id, importance, state, due_at, overdue_at, done_at, done_by, result, checklist, "
    KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  words_init (&words);
  for (guint i = 0; i < plan->size.tasks && !kontor_demo_rows_failed (rows); i++)
    {
      gboolean is_open = i >= done;
      double share = is_open ? 1.0 : (i + 0.5) / done;
      const KontorDemoPartner *partner;
      const KontorDemoPhrases *phrases;
      KontorDemoRandom random;
      gboolean about_deal;
      guint deal = 0, whose, author;
      guint which;
      gint64 created, until, finished;

      kontor_demo_random_begin (&random, plan->seed, 131, i);
      about_deal = kontor_demo_random_chance (&random, 0.7);
      if (about_deal && is_open)
        deal = g_array_index (deals, guint, kontor_demo_random_below (&random, deals->len));
      else if (about_deal)
        deal = kontor_demo_plan_deal_at (plan, &random, share);
      whose = about_deal ? plan->deals[deal].partner : kontor_demo_plan_partner_at (plan, &random, share);
      partner = &plan->partners[whose];
      phrases = kontor_demo_phrases_get (kontor_demo_plan_country (plan, whose)->language);
      author = kontor_demo_random_chance (&random, 0.15) ? head_of (plan, partner->manager) : partner->manager;

      if (is_open)
        {
          until = due (plan, &random, partner->manager, places[partner->manager]++);
          created = MIN (today, until) - (gint64) kontor_demo_random_between (&random, 1, 6) * DAY + 3600 * 9;
          finished = 0;
        }
      else
        {
          created = kontor_demo_calendar_at (plan->calendar, share);
          until = kontor_demo_calendar_working (created + (gint64) kontor_demo_random_between (&random, 1, 10) * DAY);
          /* One in six came late. */
          finished = kontor_demo_calendar_office (until + (kontor_demo_random_chance (&random, 0.16) ? 1 : -1) *
                                                   kontor_demo_random_between (&random, 1, 40) * 3600);
          finished = CLAMP (finished, created + 600, MAX (created + 601, latest));
        }

      words_choose (&words, plan, whose, partner->first_person, created, &random);
      g_string_truncate (name, 0);
      which = kontor_demo_random_below (&random, G_N_ELEMENTS (fitting));
      kontor_demo_phrases_fill (name, phrases->tasks[which], words.values);

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_TASK, i, created, author);
      kontor_demo_rows_number (rows, i + 1);
      kontor_demo_rows_text (rows, name->str);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, whose);
      if (about_deal)
        kontor_demo_tables_link (rows, plan, KONTOR_DEMO_DEAL, deal);
      else
        kontor_demo_rows_null (rows);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_EMPLOYEE, author);
      kontor_demo_rows_text (rows, kontor_demo_random_pick (&random, importances));
      kontor_demo_rows_text (rows, is_open ? "open" : "done");
      kontor_demo_rows_moment (rows, until);
      /* Of what has been late for days, everybody knows. */
      if (is_open && until < today)
        kontor_demo_rows_moment (rows, until);
      else
        kontor_demo_rows_null (rows);
      if (is_open)
        {
          kontor_demo_rows_null (rows);
          kontor_demo_rows_null (rows);
          kontor_demo_rows_null (rows);
        }
      else
        {
          kontor_demo_rows_moment (rows, finished);
          kontor_demo_tables_link (rows, plan, KONTOR_DEMO_EMPLOYEE, partner->manager);
          kontor_demo_rows_text (rows, phrases->results[fitting[which]]);
        }
      kontor_demo_rows_text (rows, "[]");
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }
  words_clear (&words);

  return kontor_demo_rows_end (rows, count, error);
}
