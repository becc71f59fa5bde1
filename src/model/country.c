#include "config.h"

#include "model/country.h"

#include <json-glib/json-glib.h>
#include <libintl.h>

#include "base/text.h"

#define ISO_CODES "/usr/share/iso-codes/json"
#define ISO_LOCALE "/usr/share/locale"

typedef struct
{
  GPtrArray  *codes;
  GHashTable *by_code;
  GHashTable *by_folded;
} Codes;

/* How the office says it, where the standard's English is a lawyer's. */
static const char * const short_names[][2] = {
  { "GB", "United Kingdom" },
  { "US", "United States" },
  { NULL }
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const KontorCode *first = *(const KontorCode * const *) a;
  const KontorCode *second = *(const KontorCode * const *) b;

  return g_utf8_collate (first->name, second->name);
}

static const char *
get_member (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_string_member (object, name) : NULL;
}

static void
add_code (Codes *self, const char *code, const char *name, const char *english)
{
  KontorCode *item = g_new0 (KontorCode, 1);

  item->code = g_strdup (code);
  item->name = g_strdup (name);
  g_ptr_array_add (self->codes, item);
  g_hash_table_insert (self->by_code, item->code, item);
  g_hash_table_insert (self->by_folded, kontor_text_fold (english), item);
  g_hash_table_insert (self->by_folded, kontor_text_fold (name), item);
  g_hash_table_insert (self->by_folded, kontor_text_fold (code), item);
}

static Codes *
read_codes (const char *standard, const char *key)
{
  g_autofree char *path = g_strdup_printf (ISO_CODES "/iso_%s.json", standard);
  g_autofree char *domain = g_strdup_printf ("iso_%s", standard);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  Codes *self = g_new0 (Codes, 1);
  JsonArray *array;

  self->codes = g_ptr_array_new ();
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  bindtextdomain (domain, ISO_LOCALE);
  bind_textdomain_codeset (domain, "UTF-8");

  if (!json_parser_load_from_file (parser, path, &error))
    {
      g_warning ("The names of codes are missing: %s", error->message);
      return self;
    }

  array = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), standard);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *code = get_member (object, key);
      const char *english = get_member (object, "name");
      const char *name = get_member (object, "common_name");

      name = dgettext (domain, name != NULL ? name : english);
      for (guint j = 0; short_names[j][0] != NULL; j++)
        if (g_str_equal (code, short_names[j][0]) && g_str_equal (name, english))
          name = short_names[j][1];
      add_code (self, code, name, english);
    }

  g_ptr_array_sort (self->codes, compare_names);
  return self;
}

static Codes *
get_countries (void)
{
  static Codes *countries;

  if (g_once_init_enter (&countries))
    g_once_init_leave (&countries, read_codes ("3166-1", "alpha_2"));
  return countries;
}

static Codes *
get_currencies (void)
{
  static Codes *currencies;

  if (g_once_init_enter (&currencies))
    g_once_init_leave (&currencies, read_codes ("4217", "alpha_3"));
  return currencies;
}

static const char *
find_name (Codes *codes, const char *code)
{
  KontorCode *item = code != NULL ? g_hash_table_lookup (codes->by_code, code) : NULL;

  return item != NULL ? item->name : code;
}

static const char *
find_code (Codes *codes, const char *text)
{
  g_autofree char *folded = kontor_text_fold (text);
  KontorCode *item = g_hash_table_lookup (codes->by_folded, folded);

  return item != NULL ? item->code : NULL;
}

GPtrArray *
kontor_countries (void)
{
  return get_countries ()->codes;
}

GPtrArray *
kontor_currencies (void)
{
  return get_currencies ()->codes;
}

const char *
kontor_country_name (const char *code)
{
  return find_name (get_countries (), code);
}

const char *
kontor_currency_name (const char *code)
{
  return find_name (get_currencies (), code);
}

const char *
kontor_country_find (const char *text)
{
  return find_code (get_countries (), text);
}

const char *
kontor_currency_find (const char *text)
{
  return find_code (get_currencies (), text);
}
