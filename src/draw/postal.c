#include "config.h"

#include "draw/postal.h"

#include <glib/gi18n.h>
#include <string.h>

#include "draw/language.h"

/*
 * How the countries write an address.  In @order a letter stands for a part:
 * N recipient, A person, S street, Z postcode, C town, R region; '/' ends a
 * line; anything else is itself.  @upper: parts in capitals.  @needed: parts
 * without which a letter does not arrive.  @digits: the postcode's form, 9 a
 * digit, A a letter, '?' before an optional rest.
 */
typedef struct
{
  const char *country;
  const char *order;
  const char *upper;
  const char *needed;
  const char *digits;
} Rule;

static const Rule rules[] = {
  { "AU", "N/A/S/C R Z", "CR", "NSCRZ", "9999" },
  { "AT", "N/A/S/Z C", "", "NSCZ", "9999" },
  { "BA", "N/A/S/Z C", "", "NSCZ", "99999" },
  { "BE", "N/A/S/Z C", "C", "NSCZ", "9999" },
  { "BG", "N/A/S/Z C", "", "NSCZ", "9999" },
  { "BR", "N/A/S/C - R/Z", "", "NSCRZ", "99999-999" },
  { "BY", "N/A/S/Z C/R", "", "NSCZ", "999999" },
  { "CA", "N/A/S/C R Z", "NASCRZ", "NSCRZ", "A9A 9A9" },
  { "CH", "N/A/S/Z C", "", "NSCZ", "9999" },
  { "CN", "N/A/S/Z C/R", "", "NSCZ", "999999" },
  { "CZ", "N/A/S/Z C", "", "NSCZ", "999 99" },
  { "DE", "N/A/S/Z C", "", "NSCZ", "99999" },
  { "DK", "N/A/S/Z C", "", "NSCZ", "9999" },
  { "EE", "N/A/S/Z C", "", "NSCZ", "99999" },
  { "ES", "N/A/S/Z C/R", "C", "NSCZ", "99999" },
  { "FI", "N/A/S/Z C", "C", "NSCZ", "99999" },
  { "FR", "N/A/S/Z C", "SC", "NSCZ", "99999" },
  { "GB", "N/A/S/C/Z", "C", "NSCZ", NULL },
  { "GR", "N/A/S/Z C", "C", "NSCZ", "999 99" },
  { "HR", "N/A/S/Z C", "C", "NSCZ", "99999" },
  { "HU", "N/A/C/S/Z", "C", "NSCZ", "9999" },
  { "IE", "N/A/S/C/Z", "", "NSC", NULL },
  { "IL", "N/A/S/C Z", "", "NSC", NULL },
  { "IN", "N/A/S/C Z/R", "C", "NSCZ", "999999" },
  { "IT", "N/A/S/Z C R", "CR", "NSCZ", "99999" },
  { "JP", "N/A/S/C R Z", "R", "NSCZ", "999-9999" },
  { "KR", "N/A/S/C Z", "", "NSCZ", "99999" },
  { "KZ", "N/A/S/C/R/Z", "", "NSCZ", NULL },
  { "LT", "N/A/S/Z C", "", "NSCZ", NULL },
  { "LV", "N/A/S/C Z", "", "NSCZ", NULL },
  { "ME", "N/A/S/Z C", "", "NSCZ", "99999" },
  { "MK", "N/A/S/Z C", "", "NSCZ", "9999" },
  { "NL", "N/A/S/Z  C", "C", "NSCZ", "9999 AA" },
  { "NO", "N/A/S/Z C", "C", "NSCZ", "9999" },
  { "PL", "N/A/S/Z C", "", "NSCZ", "99-999" },
  { "PT", "N/A/S/Z C", "C", "NSCZ", "9999-999" },
  { "RO", "N/A/S/Z C", "", "NSCZ", "999999" },
  { "RS", "N/A/S/Z C", "", "NSCZ", "99999" },
  { "RU", "N/A/S/C/R/Z", "", "NSCZ", "999999" },
  { "SE", "N/A/S/Z C", "C", "NSCZ", "999 99" },
  { "SG", "N/A/S/C Z", "C", "NSZ", "999999" },
  { "SI", "N/A/S/Z C", "", "NSCZ", "9999" },
  { "SK", "N/A/S/Z C", "", "NSCZ", "999 99" },
  { "TR", "N/A/S/Z C|R", "R", "NSCZ", "99999" },
  { "TW", "N/A/S/C R Z", "", "NSC", NULL },
  { "UA", "N/A/S/C/R/Z", "", "NSCZ", "99999" },
  { "US", "N/A/S/C, R Z", "NASCRZ", "NSCRZ", "99999?-9999" },
};

static const Rule anywhere = { NULL, "N/A/S/Z C/R", "", "NSC", NULL };

static const Rule *
find_rule (const char *country)
{
  if (country != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
      if (g_ascii_strcasecmp (rules[i].country, country) == 0)
        return &rules[i];
  return &anywhere;
}

static const char *
get_part (const KontorPostalAddress *address,
          char                       letter)
{
  const char *part = NULL;

  switch (letter)
    {
    case 'N': part = address->recipient; break;
    case 'A': part = address->attention; break;
    case 'S': part = address->street; break;
    case 'Z': part = address->postcode; break;
    case 'C': part = address->city; break;
    case 'R': part = address->subdivision; break;
    default: break;
    }
  return part != NULL && *part != '\0' ? part : NULL;
}

static gboolean
is_part (char letter)
{
  return strchr ("NASZCR", letter) != NULL;
}

/* Adds a finished line; a street of several lines becomes several. */
static void
add_lines (GPtrArray  *lines,
           const char *text)
{
  g_auto(GStrv) pieces = g_strsplit (text, "\n", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_strstrip (pieces[i]);
      if (*pieces[i] != '\0')
        g_ptr_array_add (lines, g_strdup (pieces[i]));
    }
}

static void
add_country (GPtrArray  *lines,
             const char *country,
             const char *origin)
{
  const char *language = kontor_language_of_country (origin);
  g_autofree char *own = kontor_language_country_name (language, country);
  g_autofree char *own_upper = kontor_language_upper (language, own);
  g_autofree char *known = kontor_language_country_name ("en", country);
  g_autofree char *known_upper = kontor_language_upper ("en", known);

  if (g_str_equal (own_upper, known_upper) || g_str_equal (language, "fr"))
    g_ptr_array_add (lines, g_steal_pointer (&own_upper));
  else
    g_ptr_array_add (lines, g_strdup_printf ("%s / %s", own_upper, known_upper));
}

char **
kontor_postal_address_to_lines (const KontorPostalAddress *address,
                                const char                *origin)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) line = g_string_new (NULL);
  g_autoptr(GString) between = g_string_new (NULL);
  const Rule *rule;
  const char *language;

  g_return_val_if_fail (address != NULL, NULL);

  rule = find_rule (address->country);
  language = kontor_language_of_country (address->country);
  for (const char *at = rule->order;; at++)
    {
      if (*at == '/' || *at == '\0')
        {
          add_lines (lines, line->str);
          g_string_truncate (line, 0);
          g_string_truncate (between, 0);
          if (*at == '\0')
            break;
        }
      else if (is_part (*at))
        {
          const char *part = get_part (address, *at);

          /* What parts two parts is left out with either of them. */
          if (part != NULL)
            {
              g_autofree char *upper = strchr (rule->upper, *at) != NULL ? kontor_language_upper (language, part) : NULL;

              if (line->len > 0)
                g_string_append (line, between->str);
              g_string_append (line, upper != NULL ? upper : part);
              g_string_truncate (between, 0);
            }
        }
      else
        g_string_append_c (between, *at == '|' ? '/' : *at);
    }

  if (address->country != NULL && *address->country != '\0' && origin != NULL && *origin != '\0'
      && g_ascii_strcasecmp (address->country, origin) != 0)
    add_country (lines, address->country, origin);
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

static gboolean
fits (const char *postcode,
      const char *form)
{
  gboolean optional = FALSE;

  for (; *form != '\0'; form++)
    {
      if (*form == '?')
        {
          optional = TRUE;
          if (*postcode == '\0')
            return TRUE;
          continue;
        }
      /* Blanks within a postcode are often left out. */
      if (*form == ' ')
        {
          if (*postcode == ' ')
            postcode++;
          continue;
        }
      if (*form == '9' ? !g_ascii_isdigit (*postcode)
          : *form == 'A' ? !g_ascii_isalpha (*postcode) : *postcode != *form)
        return FALSE;
      postcode++;
    }
  return *postcode == '\0' || (optional && *postcode == '\0');
}

char **
kontor_postal_address_list_faults (const KontorPostalAddress *address)
{
  static const struct
  {
    char        letter;
    const char *label;
  } labels[] = {
    { 'N', N_("recipient") }, { 'S', N_("street") }, { 'Z', N_("postcode") },
    { 'C', N_("town") }, { 'R', N_("region") },
  };
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  const Rule *rule;

  g_return_val_if_fail (address != NULL, NULL);

  rule = find_rule (address->country);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strchr (rule->needed, labels[i].letter) != NULL && get_part (address, labels[i].letter) == NULL)
      g_ptr_array_add (faults, g_strdup (_(labels[i].label)));
  if (address->country == NULL || *address->country == '\0')
    g_ptr_array_add (faults, g_strdup (_("country")));
  if (rule->digits != NULL && get_part (address, 'Z') != NULL && !fits (address->postcode, rule->digits))
    g_ptr_array_add (faults, g_strdup_printf (_("a postcode of the form %s (this is “%s”)"),
                                              rule->digits[0] == '9' && strchr (rule->digits, '?') != NULL
                                              ? "99999" : rule->digits, address->postcode));
  g_ptr_array_add (faults, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&faults), FALSE);
}

gboolean
kontor_postal_country_stamps_postcode (const char *country)
{
  return g_strcmp0 (country, "RU") == 0;
}
