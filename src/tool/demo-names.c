#include "tool/demo-names.h"

#include <string.h>

#include "tool/demo-phrases.h"

/* Cyrillic from а to я. */
static const char * const cyrillic[] = {
  "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
  "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"
};

static const struct { gunichar letter; const char *latin; } marked[] = {
  { 0xe4, "ae" }, { 0xf6, "oe" }, { 0xfc, "ue" }, { 0xdf, "ss" }, { 0x10d, "c" }, { 0x107, "c" }, { 0xe7, "c" },
  { 0x161, "s" }, { 0x15f, "s" }, { 0x17e, "z" }, { 0x111, "dj" }, { 0x11f, "g" }, { 0x131, "i" }, { 0x451, "e" },
  { 0xe2, "a" }, { 0x142, "l" },
};

void
kontor_demo_firm_init (KontorDemoFirm *self)
{
  self->name = g_string_new (NULL);
  self->legal = g_string_new (NULL);
  self->domain = g_string_new (NULL);
}

void
kontor_demo_firm_clear (KontorDemoFirm *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->legal, TRUE);
  g_string_free (self->domain, TRUE);
}

void
kontor_demo_names_person (KontorDemoRandom *random, const KontorDemoCountry *country, GString *out)
{
  gboolean woman = kontor_demo_random_chance (random, 0.48);

  g_string_append (out, kontor_demo_random_pick (random, woman ? country->women : country->men));
  g_string_append_c (out, ' ');
  g_string_append (out, kontor_demo_random_pick (random, woman && country->surnames_of_women != NULL
                                                         ? country->surnames_of_women : country->surnames));
}

void
kontor_demo_names_contact (const KontorDemoPlan *plan, guint partner, guint index, GString *out)
{
  KontorDemoRandom random;

  kontor_demo_plan_begin (plan, KONTOR_DEMO_PERSON, index, &random);
  kontor_demo_names_person (&random, kontor_demo_plan_country (plan, partner), out);
}

void
kontor_demo_names_latin (const char *text, char between, GString *out)
{
  gboolean pending = FALSE, first = TRUE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      const char *latin = NULL;
      char plain[2] = { 0 };

      /* The dotted capital would become two characters. */
      letter = letter == 0x130 ? 'i' : g_unichar_tolower (letter);
      if (letter < 128 && g_ascii_isalnum ((char) letter))
        {
          plain[0] = (char) letter;
          latin = plain;
        }
      else if (letter >= 0x430 && letter <= 0x44f)
        latin = cyrillic[letter - 0x430];
      else
        for (guint i = 0; i < G_N_ELEMENTS (marked) && latin == NULL; i++)
          if (marked[i].letter == letter)
            latin = marked[i].latin;

      if (latin == NULL)
        {
          pending = TRUE;
          continue;
        }
      if (pending && !first && between != '\0')
        g_string_append_c (out, between);
      pending = FALSE;
      if (*latin != '\0')
        first = FALSE;
      g_string_append (out, latin);
    }
}

static void
fill_firm (KontorDemoRandom *random, const KontorDemoCountry *country, const KontorDemoCity *city, GString *out)
{
  g_autofree char *brand = g_strconcat (kontor_demo_random_pick (random, country->brand_heads),
                                        kontor_demo_random_pick (random, country->brand_tails), NULL);
  const char *values[] = {
    "{surname}", kontor_demo_random_pick (random, country->surnames),
    "{other}", kontor_demo_random_pick (random, country->surnames),
    "{branch}", kontor_demo_random_pick (random, country->branches),
    "{brand}", brand,
    "{city}", city->name,
    NULL
  };

  kontor_demo_phrases_fill (out, kontor_demo_random_pick (random, country->firms), values);
}

void
kontor_demo_names_firm (const KontorDemoPlan *plan, guint index, KontorDemoFirm *firm)
{
  const KontorDemoPartner *partner = &plan->partners[index];
  const KontorDemoCountry *country = kontor_demo_plan_country (plan, index);
  const KontorDemoCity *city = kontor_demo_plan_city (plan, index);
  const KontorDemoLegalForm *form;
  g_autoptr (GString) core = g_string_new (NULL);
  KontorDemoRandom random;

  g_string_truncate (firm->name, 0);
  g_string_truncate (firm->legal, 0);
  g_string_truncate (firm->domain, 0);
  kontor_demo_random_begin (&random, plan->seed, 110, index);

  if (partner->private_person)
    {
      kontor_demo_names_person (&random, country, firm->name);
      g_string_append (firm->legal, firm->name->str);
      kontor_demo_names_latin (firm->name->str, '-', firm->domain);
      return;
    }

  fill_firm (&random, country, city, core);
  form = &country->forms[kontor_demo_random_below (&random, country->n_forms)];
  if (form->before)
    {
      g_string_printf (firm->name, "%s %s", form->abbreviated, core->str);
      g_string_printf (firm->legal, "%s %s", form->full, core->str);
    }
  else
    {
      g_string_printf (firm->name, "%s %s", core->str, form->abbreviated);
      g_string_printf (firm->legal, "%s %s", core->str, form->full);
      if (country->language == KONTOR_DEMO_BOSNIAN && strstr (core->str, city->name) == NULL)
        g_string_append_printf (firm->legal, " %s", city->name);
    }
  kontor_demo_names_latin (core->str, '-', firm->domain);
  g_string_append_printf (firm->domain, ".%s", country->domain_word);
}

static void
append_number (GString *out, const int *digits, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append_c (out, (char) ('0' + digits[i]));
}

void
kontor_demo_names_tax_number (KontorDemoRandom *random, const KontorDemoCountry *country, GString *out)
{
  int digits[12];

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    digits[i] = kontor_demo_random_between (random, i == 0 ? 1 : 0, 9);

  if (strcmp (country->code, "RU") == 0)
    {
      static const int weights[] = { 2, 4, 10, 3, 5, 9, 4, 6, 8 };
      int sum = 0;

      for (guint i = 0; i < 9; i++)
        sum += digits[i] * weights[i];
      digits[9] = sum % 11 % 10;
      append_number (out, digits, 10);
    }
  else if (strcmp (country->code, "HR") == 0 || strcmp (country->code, "RS") == 0)
    {
      /* ISO 7064 MOD 11,10, with ten digits before the check digit or eight. */
      guint length = strcmp (country->code, "HR") == 0 ? 10 : 8;
      int rest = 10;

      for (guint i = 0; i < length; i++)
        {
          rest = (rest + digits[i]) % 10;
          rest = (rest == 0 ? 10 : rest) * 2 % 11;
        }
      digits[length] = (11 - rest) % 10;
      append_number (out, digits, length + 1);
    }
  else if (strcmp (country->code, "BA") == 0)
    {
      g_string_append (out, "4");
      append_number (out, digits, 12);
    }
  else if (strcmp (country->code, "TR") == 0)
    append_number (out, digits, 10);
  else if (strcmp (country->code, "AT") == 0)
    {
      g_string_append (out, "ATU");
      append_number (out, digits, 8);
    }
  else
    {
      g_string_append (out, strcmp (country->code, "ME") == 0 ? "" : country->code);
      append_number (out, digits, strcmp (country->code, "ME") == 0 ? 8 : 9);
    }
}

void
kontor_demo_names_account (KontorDemoRandom *random, const KontorDemoCountry *country, GString *out)
{
  static const struct { const char *code; guint length; } lengths[] = {
    { "BA", 16 }, { "RS", 18 }, { "ME", 18 }, { "HR", 17 }, { "TR", 22 }, { "DE", 18 }, { "AT", 16 }
  };
  guint length = 0, rest = 0;
  g_autoptr (GString) number = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (strcmp (lengths[i].code, country->code) == 0)
      length = lengths[i].length;

  if (length == 0)
    {
      kontor_demo_random_pattern (random, strcmp (country->code, "RU") == 0 ? "40702810############" : "########", out);
      return;
    }

  for (guint i = 0; i < length; i++)
    g_string_append_c (number, (char) ('0' + kontor_demo_random_below (random, 10)));
  /* ISO 13616: the country's letters as numbers, 00, modulo 97. */
  for (guint i = 0; i < length; i++)
    rest = (rest * 10 + (guint) (number->str[i] - '0')) % 97;
  for (guint i = 0; i < 2; i++)
    rest = (rest * 100 + (guint) (country->code[i] - 'A' + 10)) % 97;
  rest = rest * 100 % 97;
  g_string_append_printf (out, "%s%02u%s", country->code, 98 - rest, number->str);
}
