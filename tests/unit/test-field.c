#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/error.h"
#include "model/country.h"
#include "model/entity.h"

static void
assert_format (const char *path, const char *value, const char *currency, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (path, ":", 2);
  g_autofree char *text = kontor_field_format (kontor_entity_find_field (kontor_entity_lookup (parts[0]), parts[1]),
                                               value, NULL, currency);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_parse (const char *path, const char *text, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (path, ":", 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (kontor_field_parse (kontor_entity_find_field (kontor_entity_lookup (parts[0]), parts[1]),
                                     text, &value, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_refused (const char *path, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (path, ":", 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_false (kontor_field_parse (kontor_entity_find_field (kontor_entity_lookup (parts[0]), parts[1]),
                                      text, &value, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_null (value);
}

static void
test_format (void)
{
  assert_format ("deal:amount", "1234.50", "EUR", "1,234.50\302\240EUR");
  assert_format ("deal:probability", "75", NULL, "75%");
  assert_format ("offer:discount_percent", "12.50", NULL, "12.5%");
  assert_format ("offer_line:quantity", "2.000", NULL, "2");
  assert_format ("offer_line:quantity", "-2.125", NULL, "-2.125");
  assert_format ("product:retired", "t", NULL, "Yes");
  assert_format ("deal:status", "won", NULL, "Won");
  assert_format ("partner:relations", "{client,supplier}", NULL, "Client, Supplier");
  assert_format ("partner:country", "BA", NULL, "Bosnia and Herzegovina");
  assert_format ("partner:note", NULL, NULL, "");
}

static void
test_parse (void)
{
  assert_parse ("deal:amount", " 1.234,50 EUR ", "1234.50");
  assert_parse ("deal:probability", "75 %", "75");
  assert_parse ("offer:discount_percent", "12,5", "12.5");
  assert_parse ("offer_line:quantity", "2,12", "2.12");
  assert_parse ("stage:position", "3", "3");
  assert_parse ("product:retired", "yes", "t");
  assert_parse ("deal:status", "In progress", "open");
  assert_parse ("partner:relations", "Client, supplier", "{client,supplier}");
  assert_parse ("partner:country", "bosnia and herzegovina", "BA");
  assert_parse ("partner:country", "tr", "TR");
  assert_parse ("deal:currency", "eur", "EUR");
  assert_parse ("partner:email", "a.b@example.com", "a.b@example.com");
  assert_parse ("partner:phone", "+387 33 123-456", "+387 33 123-456");
  assert_parse ("partner:name", "  two\nlines ", "two lines");
  assert_parse ("partner:name", "   ", NULL);
  assert_parse ("deal:expected_close", "2026-12-24", "2026-12-24");
  assert_parse ("task:due_at", "2026-12-24 14:30", "2026-12-24 14:30:00+00");
}

static void
test_refuse (void)
{
  assert_refused ("deal:amount", "many");
  assert_refused ("stage:position", "1.5");
  assert_refused ("deal:status", "perhaps");
  assert_refused ("partner:relations", "client, enemy");
  assert_refused ("partner:country", "Atlantis");
  assert_refused ("partner:email", "a@b");
  assert_refused ("partner:email", "two@example.com, three@example.com");
  assert_refused ("partner:phone", "call me");
  assert_refused ("task:due_at", "someday 25:00");
  assert_refused ("task:due_at", "2026-12-24 25:00");
  assert_refused ("product:retired", "sometimes");
}

static void
test_codes (void)
{
  g_assert_cmpuint (kontor_countries ()->len, >, 200);
  g_assert_cmpuint (kontor_currencies ()->len, >, 150);
  g_assert_cmpstr (kontor_currency_name ("EUR"), ==, "Euro");
  g_assert_cmpstr (kontor_country_name ("XX"), ==, "XX");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/format", test_format);
  g_test_add_func ("/field/parse", test_parse);
  g_test_add_func ("/field/refuse", test_refuse);
  g_test_add_func ("/field/codes", test_codes);
  return g_test_run ();
}
