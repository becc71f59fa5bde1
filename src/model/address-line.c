#include "config.h"

#include "model/address-line.h"

#include <string.h>

#include "model/country.h"

void
kontor_address_line_clear (KontorAddressLine *line)
{
  g_clear_pointer (&line->street, g_free);
  g_clear_pointer (&line->city, g_free);
  g_clear_pointer (&line->subdivision, g_free);
  g_clear_pointer (&line->postcode, g_free);
  g_clear_pointer (&line->country, g_free);
}

static gboolean
is_country (const char *word)
{
  return strlen (word) == 2 && g_ascii_isupper (word[0]) && g_ascii_isupper (word[1]) &&
         g_strcmp0 (kontor_country_find (word), word) == 0;
}

/* Words from @first up to @last, without the empty ones that double blanks leave. */
static char *
join (char  **words,
      guint   first,
      guint   last)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = first; i < last; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, words[i]);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static guint
find_country (char  **words,
              guint   n_words)
{
  /* The postcode behind the country has at most three words. */
  for (guint i = n_words; i > 0 && n_words - i < 4; i--)
    if (is_country (words[i - 1]))
      return i - 1;

  return G_MAXUINT;
}

void
kontor_address_line_parse (const char        *text,
                           KontorAddressLine *line)
{
  g_autofree char *trimmed = NULL;
  g_auto(GStrv) words = NULL;
  guint n_words;
  guint country;
  guint end;

  g_return_if_fail (text != NULL);
  g_return_if_fail (line != NULL);

  memset (line, 0, sizeof *line);
  trimmed = g_strstrip (g_strdup (text));
  words = g_strsplit_set (trimmed, " \t\r\n", -1);
  n_words = g_strv_length (words);
  country = find_country (words, n_words);

  if (country == G_MAXUINT || country == 0)
    {
      line->street = join (words, 0, n_words);
      return;
    }

  line->country = g_strdup (words[country]);
  line->postcode = join (words, country + 1, n_words);

  /* A missing subdivision leaves two blanks before the country. */
  end = country;
  if (words[end - 1][0] != '\0' && end > 2)
    {
      line->subdivision = g_strdup (words[end - 1]);
      end--;
    }
  while (end > 0 && words[end - 1][0] == '\0')
    end--;
  if (end > 1)
    {
      line->city = g_strdup (words[end - 1]);
      end--;
      /* "Yuan,": what ends in a comma belongs to the street. */
      if (g_str_has_suffix (line->city, ","))
        line->city[strlen (line->city) - 1] = '\0';
    }
  line->street = join (words, 0, end);
}
