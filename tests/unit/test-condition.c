#include "config.h"

#include <locale.h>

#include "base/error.h"
#include "model/condition.h"

static void
assert_sentence (const char *entity, const char *condition, const char *expected)
{
  g_autofree char *sentence = kontor_condition_describe (kontor_entity_lookup (entity), condition);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentence (void)
{
  assert_sentence ("deal", NULL, "");
  assert_sentence ("deal", "{\"field\":\"manager_id\",\"is\":\"me\"}", "manager is me");
  assert_sentence ("deal", "{\"all\":[{\"field\":\"manager_id\",\"is\":\"me\"},{\"field\":\"amount\",\"above\":\"5000\"}]}",
                   "manager is me and amount is above 5,000.00");
  assert_sentence ("deal", "{\"all\":[{\"field\":\"status\",\"is\":\"open\"},"
                           "{\"any\":[{\"field\":\"partner_id.city\",\"is\":\"Tuzla\"},{\"field\":\"note\",\"empty\":false}]}]}",
                   "status is In progress and (client: city is Tuzla or note is filled in)");
  assert_sentence ("partner", "{\"not\":{\"field\":\"last_contact_at\",\"within\":\"last_30_days\"}}",
                   "not last contact is within the last 30 days");
  assert_sentence ("partner", "{\"field\":\"last_contact_at\",\"older_than_days\":30}", "last contact is more than 30 days ago");
  assert_sentence ("task", "{\"field\":\"done_at\",\"above_field\":\"due_at\"}", "done is later than the field due");
  assert_sentence ("deal", "{\"field\":\"status\",\"in\":[\"won\",\"lost\"]}", "status is one of Won or Lost");
  assert_sentence ("offer_line", "{\"field\":\"vat_rate\",\"between\":[\"5\",\"17\"]}", "VAT rate is between 5% and 17%");

  kontor_condition_remember_title ("00000000-0000-7000-8000-000000000001", "Bosna");
  assert_sentence ("partner", "{\"field\":\"region_id\",\"is\":\"00000000-0000-7000-8000-000000000001\"}", "region is Bosna");
}

static void
test_build (void)
{
  g_autofree char *both = kontor_condition_and ("{\"field\":\"city\",\"is\":\"Tuzla\"}", "{\"search\":\"sie\"}");
  g_autofree char *one = kontor_condition_and (NULL, "{\"search\":\"sie\"}");
  g_autoptr (JsonNode) filled = kontor_condition_new_comparison ("city", "not_empty", NULL);
  g_autoptr (JsonNode) between = kontor_condition_new_comparison ("amount", "between", "[\"1\",\"2\"]");
  g_autofree char *filled_text = json_to_string (filled, FALSE);
  g_autofree char *between_text = json_to_string (between, FALSE);

  g_assert_cmpstr (both, ==, "{\"all\":[{\"field\":\"city\",\"is\":\"Tuzla\"},{\"search\":\"sie\"}]}");
  g_assert_cmpstr (one, ==, "{\"search\":\"sie\"}");
  g_assert_cmpstr (filled_text, ==, "{\"field\":\"city\",\"empty\":false}");
  g_assert_cmpstr (between_text, ==, "{\"field\":\"amount\",\"between\":[\"1\",\"2\"]}");
}

static void
test_valid (void)
{
  const KontorEntity *deal = kontor_entity_lookup ("deal");
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_condition_is_valid (deal, NULL, NULL));
  g_assert_true (kontor_condition_is_valid (deal, "{\"field\":\"partner_id.region_id\",\"empty\":true}", NULL));
  g_assert_true (kontor_condition_is_valid (deal, "{\"field\":\"closed_at\",\"above_field\":\"expected_close\"}", NULL));
  g_assert_false (kontor_condition_is_valid (deal, "{\"field\":\"closed_at\",\"above_field\":\"colour\"}", NULL));
  g_assert_false (kontor_condition_is_valid (deal, "{\"field\":\"colour\",\"is\":\"red\"}", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_false (kontor_condition_is_valid (deal, "{\"field\":\"name\"}", NULL));
  g_assert_false (kontor_condition_is_valid (deal, "{\"all\":{}}", NULL));
  g_assert_false (kontor_condition_is_valid (deal, "nonsense", NULL));
}

static void
test_operators (void)
{
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    for (const KontorField *field = (*entity)->fields; field->name != NULL; field++)
      g_assert_nonnull (kontor_condition_operators (field)->name);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/sentence", test_sentence);
  g_test_add_func ("/condition/build", test_build);
  g_test_add_func ("/condition/valid", test_valid);
  g_test_add_func ("/condition/operators", test_operators);
  return g_test_run ();
}
