#include <string.h>

#include "tool/demo-names.h"
#include "tool/demo-phrases.h"
#include "tool/demo-tables.h"

/* Partners and what hangs on them: legal entities, persons, addresses, further
 * phones and e-mail addresses. */

#define DAY 86400

static const char *
directory (GPtrArray *ids, guint index)
{
  return ids->len == 0 ? NULL : g_ptr_array_index (ids, MIN (index, ids->len - 1));
}

/* The shipped regions, by their place: the three cities with an office have one
 * of their own. */
static guint
region_of (const KontorDemoCountry *country, const KontorDemoCity *city)
{
  static const struct { const char *code; guint region, capital; } regions[] = {
    { "BA", 1, 0 }, { "RS", 2, 2 }, { "ME", 2, 2 }, { "HR", 2, 2 }, { "RU", 4, 3 }, { "TR", 6, 5 },
    { "DE", 7, 7 }, { "AT", 7, 7 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    if (strcmp (regions[i].code, country->code) == 0)
      return city == &country->cities[0] ? regions[i].capital : regions[i].region;
  return 8;
}

/* New, active, sleeping or lost, by what has happened between us. */
static guint
state_of (const KontorDemoPlan *plan, const KontorDemoPartner *partner)
{
  gint64 today = kontor_demo_calendar_get_today (plan->calendar);

  if (partner->bought == 0)
    return today - partner->created < 90 * DAY ? 0 : today - partner->last_contact < 365 * DAY ? 1 : 4;

  return today - partner->last_contact < 180 * DAY ? 2 : today - partner->last_contact < 700 * DAY ? 3 : 4;
}

gboolean
kontor_demo_write_partner (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  static const char * const relations[] = {
    "{client}", "{client}", "{client}", "{client}", "{client}", "{client}", "{client}", "{client}", "{client}",
    "{client,supplier}", "{supplier}", "{client,partner}", "{agent}", "{competitor}", NULL
  };
  KontorDemoDirectories *directories = plan->directories;
  KontorDemoFirm firm;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "partner", KONTOR_DEMO_BOOKKEEPING
    ", code, name, kind, relations, category_id, state_id, region_id, city, country, phone, email, website, note, "
    "last_contact_at, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  kontor_demo_firm_init (&firm);
  for (guint i = 0; i < plan->size.partners && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoPartner *partner = &plan->partners[i];
      const KontorDemoCountry *country = kontor_demo_plan_country (plan, i);
      const KontorDemoCity *city = kontor_demo_plan_city (plan, i);
      const KontorDemoPhrases *phrases = kontor_demo_phrases_get (country->language);
      g_autoptr (GString) phone = g_string_new (NULL);
      g_autofree char *email = NULL, *website = NULL, *code = NULL;
      KontorDemoRandom random;

      kontor_demo_random_begin (&random, plan->seed, 111, i);
      kontor_demo_names_firm (plan, i, &firm);
      kontor_demo_random_pattern (&random, partner->private_person ? country->mobile : city->phone, phone);
      code = g_strdup_printf ("%06u", i + 1);
      if (partner->private_person)
        email = g_strdup_printf ("%s@mail.example", firm.domain->str);
      else
        {
          email = g_strdup_printf ("%s@%s.example", kontor_demo_random_chance (&random, 0.6) ? "info" : "office",
                                   firm.domain->str);
          website = g_strdup_printf ("https://www.%s.example", firm.domain->str);
        }

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_PARTNER, i, partner->created, partner->manager);
      kontor_demo_rows_text (rows, code);
      kontor_demo_rows_text (rows, firm.name->str);
      kontor_demo_rows_text (rows, partner->private_person ? "private" : "company");
      kontor_demo_rows_text (rows, partner->bought > 0 || partner->private_person
                                   ? "{client}" : kontor_demo_random_pick (&random, relations));
      /* A: bought again and again; C: nothing yet. */
      kontor_demo_rows_text (rows, directory (directories->categories, partner->bought >= 3 ? 0 : partner->bought > 0 ? 1 : 2));
      kontor_demo_rows_text (rows, directory (directories->states, state_of (plan, partner)));
      kontor_demo_rows_text (rows, directory (directories->regions, region_of (country, city)));
      kontor_demo_rows_text (rows, city->name);
      kontor_demo_rows_text (rows, country->code);
      kontor_demo_rows_text (rows, phone->str);
      kontor_demo_rows_text (rows, kontor_demo_random_chance (&random, 0.92) ? email : NULL);
      kontor_demo_rows_text (rows, kontor_demo_random_chance (&random, 0.7) ? website : NULL);
      kontor_demo_rows_text (rows, kontor_demo_random_chance (&random, 0.12)
                                   ? kontor_demo_random_pick (&random, phrases->interests) : NULL);
      if (partner->last_contact > 0)
        kontor_demo_rows_moment (rows, partner->last_contact);
      else
        kontor_demo_rows_null (rows);
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }
  kontor_demo_firm_clear (&firm);

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_legal_entity (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  static const char * const banks[] = { "UniBank", "Raiffeisen Bank", "Union Banka", "Addiko", "Sparkasse", "NLB", "Ziraat Bank", NULL };
  KontorDemoFirm firm;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "legal_entity", KONTOR_DEMO_BOOKKEEPING
    ", partner_id, name, tax_number, registration_number, bank_name, bank_account, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  kontor_demo_firm_init (&firm);
  for (guint i = 0; i < plan->size.partners && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoPartner *partner = &plan->partners[i];
      const KontorDemoCountry *country = kontor_demo_plan_country (plan, i);

      if (partner->n_legal > 0)
        kontor_demo_names_firm (plan, i, &firm);
      for (guint k = 0; k < partner->n_legal; k++)
        {
          g_autoptr (GString) tax = g_string_new (NULL), registration = g_string_new (NULL), account = g_string_new (NULL);
          KontorDemoRandom random;

          kontor_demo_plan_begin (plan, KONTOR_DEMO_LEGAL_ENTITY, partner->first_legal + k, &random);
          kontor_demo_names_tax_number (&random, country, tax);
          kontor_demo_random_pattern (&random, "%#-##-####", registration);
          kontor_demo_names_account (&random, country, account);
          if (k > 0)
            g_string_append (firm.legal, " – Holding");

          kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_LEGAL_ENTITY, partner->first_legal + k,
                                          partner->created, partner->manager);
          kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, i);
          kontor_demo_rows_text (rows, firm.legal->str);
          kontor_demo_rows_text (rows, tax->str);
          kontor_demo_rows_text (rows, registration->str);
          kontor_demo_rows_text (rows, kontor_demo_random_pick (&random, banks));
          kontor_demo_rows_text (rows, account->str);
          kontor_demo_tables_owner (rows, plan, partner->manager);
          kontor_demo_rows_next (rows);
        }
    }
  kontor_demo_firm_clear (&firm);

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_person (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  KontorDemoFirm firm;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "person", KONTOR_DEMO_BOOKKEEPING
    ", partner_id, legal_entity_id, name, position, phone, email, birthday, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  kontor_demo_firm_init (&firm);
  for (guint i = 0; i < plan->size.partners && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoPartner *partner = &plan->partners[i];
      const KontorDemoCountry *country = kontor_demo_plan_country (plan, i);
      const KontorDemoPhrases *phrases = kontor_demo_phrases_get (country->language);
      guint n_positions = g_strv_length ((char **) phrases->positions);

      if (partner->n_persons > 0)
        kontor_demo_names_firm (plan, i, &firm);
      for (guint k = 0; k < partner->n_persons; k++)
        {
          guint index = partner->first_person + k;
          g_autoptr (GString) name = g_string_new (NULL), email = g_string_new (NULL), phone = g_string_new (NULL);
          KontorDemoRandom random;

          kontor_demo_names_contact (plan, i, index, name);
          kontor_demo_random_begin (&random, plan->seed, 112, index);
          kontor_demo_names_latin (name->str, '.', email);
          g_string_append_printf (email, "@%s.example", firm.domain->str);
          kontor_demo_random_pattern (&random, country->mobile, phone);

          kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_PERSON, index, partner->created, partner->manager);
          kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, i);
          if (partner->n_legal == 1)
            kontor_demo_tables_link (rows, plan, KONTOR_DEMO_LEGAL_ENTITY, partner->first_legal);
          else
            kontor_demo_rows_null (rows);
          kontor_demo_rows_text (rows, name->str);
          /* The first one decides, most often. */
          kontor_demo_rows_text (rows, phrases->positions[k == 0 && kontor_demo_random_chance (&random, 0.5)
                                                          ? 0 : kontor_demo_random_below (&random, n_positions)]);
          kontor_demo_rows_text (rows, kontor_demo_random_chance (&random, 0.85) ? phone->str : NULL);
          kontor_demo_rows_text (rows, kontor_demo_random_chance (&random, 0.8) ? email->str : NULL);
          if (kontor_demo_random_chance (&random, 0.15))
            kontor_demo_rows_date (rows, (gint64) kontor_demo_random_between (&random, -4000, 12000) * DAY);
          else
            kontor_demo_rows_null (rows);
          kontor_demo_tables_owner (rows, plan, partner->manager);
          kontor_demo_rows_next (rows);
        }
    }
  kontor_demo_firm_clear (&firm);

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_address (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  guint made = 0;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "address", KONTOR_DEMO_BOOKKEEPING
    ", partner_id, legal_entity_id, kind, street, postcode, city, country, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < plan->size.partners && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoPartner *partner = &plan->partners[i];
      const KontorDemoCountry *country = kontor_demo_plan_country (plan, i);
      KontorDemoRandom random;
      guint further;

      kontor_demo_random_begin (&random, plan->seed, 113, i);
      further = partner->private_person ? 0 : kontor_demo_random_below (&random, 5);
      for (guint k = 0; k < (further == 1 || further == 2 ? 2 : 1); k++)
        {
          const KontorDemoCity *city = k == 0 ? kontor_demo_plan_city (plan, i)
                                              : &country->cities[kontor_demo_random_below (&random, country->n_cities)];
          g_autofree char *number = g_strdup_printf ("%d", kontor_demo_random_between (&random, 1, 140));
          g_autoptr (GString) street = g_string_new (NULL), postcode = g_string_new (NULL);
          const char *values[] = { "{street}", kontor_demo_random_pick (&random, country->streets),
                                   "{number}", number, NULL };

          /* "Industrijska zona bb": a place without numbers. */
          if (g_str_has_suffix (values[1], " bb"))
            g_string_append (street, values[1]);
          else
            kontor_demo_phrases_fill (street, country->address, values);
          kontor_demo_random_pattern (&random, city->postcode, postcode);

          kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_ADDRESS, made++, partner->created, partner->manager);
          kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, i);
          if (k == 1 && further == 1)
            kontor_demo_tables_link (rows, plan, KONTOR_DEMO_LEGAL_ENTITY, partner->first_legal);
          else
            kontor_demo_rows_null (rows);
          kontor_demo_rows_text (rows, k == 0 ? "postal" : further == 1 ? "legal" : "delivery");
          kontor_demo_rows_text (rows, street->str);
          kontor_demo_rows_text (rows, postcode->str);
          kontor_demo_rows_text (rows, city->name);
          kontor_demo_rows_text (rows, country->code);
          kontor_demo_tables_owner (rows, plan, partner->manager);
          kontor_demo_rows_next (rows);
        }
    }

  return kontor_demo_rows_end (rows, count, error);
}

gboolean
kontor_demo_write_channel (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error)
{
  guint made = 0;
  KontorDemoFirm firm;
  KontorDemoRows *rows = kontor_demo_rows_begin (sink, "contact_channel", KONTOR_DEMO_BOOKKEEPING
    ", partner_id, kind, value, " KONTOR_DEMO_OWNER, error);

  if (rows == NULL)
    return FALSE;

  kontor_demo_firm_init (&firm);
  for (guint i = 0; i < plan->size.partners && !kontor_demo_rows_failed (rows); i++)
    {
      const KontorDemoPartner *partner = &plan->partners[i];
      g_autoptr (GString) value = g_string_new (NULL);
      KontorDemoRandom random;
      gboolean phone;

      kontor_demo_random_begin (&random, plan->seed, 114, i);
      if (!kontor_demo_random_chance (&random, 0.25))
        continue;
      phone = kontor_demo_random_chance (&random, 0.6);
      if (phone)
        kontor_demo_random_pattern (&random, kontor_demo_plan_country (plan, i)->mobile, value);
      else
        {
          kontor_demo_names_firm (plan, i, &firm);
          g_string_printf (value, "invoices@%s.example", firm.domain->str);
        }

      kontor_demo_tables_bookkeeping (rows, plan, KONTOR_DEMO_CHANNEL, made++, partner->created, partner->manager);
      kontor_demo_tables_link (rows, plan, KONTOR_DEMO_PARTNER, i);
      kontor_demo_rows_text (rows, phone ? "phone" : "email");
      kontor_demo_rows_text (rows, value->str);
      kontor_demo_tables_owner (rows, plan, partner->manager);
      kontor_demo_rows_next (rows);
    }
  kontor_demo_firm_clear (&firm);

  return kontor_demo_rows_end (rows, count, error);
}
