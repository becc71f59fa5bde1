#include "config.h"

#include "draw/language.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#define COUNTRIES_FILE "/usr/share/iso-codes/json/iso_3166-1.json"
#define CATALOGUE_MAGIC 0x950412deu

static const char * const months[] = {
  N_("%d January %d"), N_("%d February %d"), N_("%d March %d"), N_("%d April %d"),
  N_("%d May %d"), N_("%d June %d"), N_("%d July %d"), N_("%d August %d"),
  N_("%d September %d"), N_("%d October %d"), N_("%d November %d"), N_("%d December %d"),
};

static const struct
{
  const char *country;
  const char *language;
} countries[] = {
  { "AT", "de" }, { "BA", "bs" }, { "BG", "bg" }, { "BR", "pt" }, { "BY", "ru" }, { "CH", "de" },
  { "CZ", "cs" }, { "DE", "de" }, { "ES", "es" }, { "FI", "fi" }, { "FR", "fr" }, { "GR", "el" },
  { "HR", "hr" }, { "HU", "hu" }, { "IT", "it" }, { "KZ", "ru" }, { "ME", "sr" }, { "MK", "mk" },
  { "NL", "nl" }, { "PL", "pl" }, { "PT", "pt" }, { "RO", "ro" }, { "RS", "sr" }, { "RU", "ru" },
  { "SE", "sv" }, { "SI", "sl" }, { "SK", "sk" }, { "TR", "tr" }, { "UA", "uk" },
};

static GHashTable *catalogues;
static GHashTable *country_names;
static GMutex lock;

static guint32
word_at (const char *data,
         gsize       offset)
{
  guint32 word;

  memcpy (&word, data + offset, sizeof word);
  return word;
}

/* The texts of a compiled catalogue, by source text; empty where there is none. */
static GHashTable *
read_catalogue (const char *language,
                const char *domain)
{
  g_autoptr(GMappedFile) file = NULL;
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *name = g_strconcat (domain, ".mo", NULL);
  g_autofree char *path = g_build_filename (bindtextdomain (domain, NULL), language, "LC_MESSAGES", name, NULL);
  const char *data;
  gsize size;
  guint32 count;
  guint32 sources;
  guint32 translations;

  file = g_mapped_file_new (path, FALSE, NULL);
  if (file == NULL)
    return texts;
  data = g_mapped_file_get_contents (file);
  size = g_mapped_file_get_length (file);
  if (size < 28 || word_at (data, 0) != CATALOGUE_MAGIC)
    return texts;
  count = word_at (data, 8);
  sources = word_at (data, 12);
  translations = word_at (data, 16);
  if ((guint64) sources + 8ull * count > size || (guint64) translations + 8ull * count > size)
    return texts;
  for (guint32 i = 0; i < count; i++)
    {
      guint32 source_length = word_at (data, sources + 8 * i);
      guint32 source = word_at (data, sources + 8 * i + 4);
      guint32 length = word_at (data, translations + 8 * i);
      guint32 start = word_at (data, translations + 8 * i + 4);

      if ((guint64) source + source_length > size || (guint64) start + length > size || length == 0)
        continue;
      g_hash_table_insert (texts, g_strndup (data + source, source_length), g_strndup (data + start, length));
    }
  return texts;
}

const char *
kontor_language_translate (const char *language,
                           const char *domain,
                           const char *text)
{
  g_autofree char *key = NULL;
  GHashTable *texts;
  const char *translation;

  g_return_val_if_fail (language != NULL && domain != NULL, text);
  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_equal (language, "en") || *text == '\0')
    return text;

  key = g_strconcat (domain, "/", language, NULL);
  g_mutex_lock (&lock);
  if (catalogues == NULL)
    catalogues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  texts = g_hash_table_lookup (catalogues, key);
  if (texts == NULL)
    {
      texts = read_catalogue (language, domain);
      g_hash_table_insert (catalogues, g_steal_pointer (&key), texts);
    }
  translation = g_hash_table_lookup (texts, text);
  g_mutex_unlock (&lock);
  return translation != NULL ? translation : text;
}

const char *
kontor_language_of_country (const char *country)
{
  if (country != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
      if (g_ascii_strcasecmp (countries[i].country, country) == 0)
        return countries[i].language;
  return "en";
}

static void
add_country_cb (JsonArray *array,
                guint      index,
                JsonNode  *node,
                gpointer   user_data)
{
  JsonObject *country = json_node_get_object (node);
  const char *name = json_object_get_string_member_with_default (country, "common_name", NULL);

  if (name == NULL)
    name = json_object_get_string_member_with_default (country, "name", NULL);
  g_hash_table_insert (user_data,
                       g_strdup (json_object_get_string_member_with_default (country, "alpha_2", "")),
                       g_strdup (name));
}

static GHashTable *
read_countries (void)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (json_parser_load_from_file (parser, COUNTRIES_FILE, NULL))
    {
      JsonObject *root = json_node_get_object (json_parser_get_root (parser));

      json_array_foreach_element (json_object_get_array_member (root, "3166-1"), add_country_cb, names);
    }
  return names;
}

char *
kontor_language_country_name (const char *language,
                              const char *country)
{
  g_autofree char *code = NULL;
  const char *name;

  g_return_val_if_fail (language != NULL && country != NULL, NULL);

  code = g_ascii_strup (country, -1);
  g_mutex_lock (&lock);
  if (country_names == NULL)
    country_names = read_countries ();
  name = g_hash_table_lookup (country_names, code);
  g_mutex_unlock (&lock);
  return g_strdup (name != NULL ? kontor_language_translate (language, "iso_3166-1", name) : code);
}

char *
kontor_language_format_decimal (const char *language,
                                const char *decimal,
                                int         least)
{
  const char *group = "\u00a0";
  const char *point = ",";
  GString *text = g_string_new (NULL);
  g_autofree char *whole = NULL;
  g_autofree char *fraction = NULL;
  const char *dot;
  gsize length;

  g_return_val_if_fail (language != NULL, NULL);

  if (decimal == NULL || *decimal == '\0')
    return g_string_free (text, FALSE);
  if (g_str_equal (language, "en"))
    {
      group = ",";
      point = ".";
    }
  else if (g_str_equal (language, "bs") || g_str_equal (language, "tr") || g_str_equal (language, "de"))
    group = ".";

  if (*decimal == '-')
    {
      g_string_append (text, "\u2212");
      decimal++;
    }
  dot = strchr (decimal, '.');
  whole = dot != NULL ? g_strndup (decimal, dot - decimal) : g_strdup (decimal);
  fraction = g_strdup (dot != NULL ? dot + 1 : "");
  length = strlen (whole);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, whole[i]);
    }

  length = strlen (fraction);
  while (length > (gsize) least && fraction[length - 1] == '0')
    length--;
  if (length > 0 || least > 0)
    {
      g_string_append (text, point);
      g_string_append_len (text, fraction, length);
      for (; length < (gsize) least; length++)
        g_string_append_c (text, '0');
    }
  return g_string_free (text, FALSE);
}

char *
kontor_language_format_date (const char *language,
                             const char *date)
{
  int year;
  int month;
  int day;

  g_return_val_if_fail (language != NULL, NULL);

  if (date == NULL || sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12)
    return g_strdup (date != NULL ? date : "");
  return g_strdup_printf (kontor_language_translate (language, GETTEXT_PACKAGE, months[month - 1]), day, year);
}

char *
kontor_language_upper (const char *language,
                       const char *text)
{
  gboolean turkish = g_strcmp0 (language, "tr") == 0;
  GString *upper = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == 0xdf)
        g_string_append (upper, "SS");
      else
        g_string_append_unichar (upper, turkish && letter == 'i' ? 0x130 : g_unichar_toupper (letter));
    }
  return g_string_free (upper, FALSE);
}
