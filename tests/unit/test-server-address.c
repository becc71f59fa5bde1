#include "config.h"

#include "shell/server-address.h"

static void
check_parsed (const char *typed, const char *expected)
{
  g_autofree char *address = kontor_server_address_parse (typed);

  g_assert_cmpstr (address, ==, expected);
}

static void
test_parse (void)
{
  check_parsed ("crm.firm.ba", "host='crm.firm.ba' dbname='kontor'");
  check_parsed ("  crm.firm.ba:5433 ", "host='crm.firm.ba' port=5433 dbname='kontor'");
  check_parsed ("crm.firm.ba/sales", "host='crm.firm.ba' dbname='sales'");
  check_parsed ("[::1]:5433/sales", "host='::1' port=5433 dbname='sales'");
  check_parsed ("/run/postgresql/kontor", "host='/run/postgresql' dbname='kontor'");
  check_parsed ("postgresql://db.firm/kontor", "postgresql://db.firm/kontor");
  check_parsed ("host=db dbname=x", "host=db dbname=x");
  check_parsed ("", NULL);
  check_parsed ("two words", NULL);
  check_parsed ("a/b/c", NULL);
}

static void
test_user (void)
{
  g_autofree char *words = kontor_server_address_with_user ("host=db", "o'neil");
  g_autofree char *uri = kontor_server_address_with_user ("postgresql://db/kontor", "am ra");
  g_autofree char *more = kontor_server_address_with_user ("postgresql://db/kontor?sslmode=require", "amra");
  g_autofree char *none = kontor_server_address_with_user (NULL, "amra");

  g_assert_cmpstr (words, ==, "host=db user='o\\'neil'");
  g_assert_cmpstr (uri, ==, "postgresql://db/kontor?user=am%20ra");
  g_assert_cmpstr (more, ==, "postgresql://db/kontor?sslmode=require&user=amra");
  g_assert_cmpstr (none, ==, "user='amra'");
}

static void
test_describe (void)
{
  g_autofree char *words = kontor_server_address_describe ("host='crm.firm.ba' port=5433 dbname='kontor'");
  g_autofree char *uri = kontor_server_address_describe ("postgresql://db.firm/kontor?sslmode=require");

  g_assert_cmpstr (words, ==, "crm.firm.ba/kontor");
  g_assert_cmpstr (uri, ==, "db.firm/kontor");
}

/* R331: what goes over the network is told apart from what does not. */
static void
test_local (void)
{
  g_assert_true (kontor_server_address_is_local ("host=/run/postgresql dbname=kontor"));
  g_assert_true (kontor_server_address_is_local ("dbname=kontor"));
  g_assert_false (kontor_server_address_is_local ("host=crm.firm.ba"));
  g_assert_false (kontor_server_address_is_local ("postgresql://db.firm/kontor"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-address/parse", test_parse);
  g_test_add_func ("/server-address/user", test_user);
  g_test_add_func ("/server-address/describe", test_describe);
  g_test_add_func ("/server-address/R331-local", test_local);
  return g_test_run ();
}
