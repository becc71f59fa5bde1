#include "config.h"

#include <glib.h>
#include <locale.h>

#include "base/error.h"
#include "base/money.h"

static void
check (const char *text, int scale, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 minor = 0;

  g_assert_true (kontor_money_parse (text, scale, &minor, &error));
  g_assert_no_error (error);
  g_assert_cmpint (minor, ==, expected);
}

static void
check_refused (const char *text, int scale)
{
  g_autoptr (GError) error = NULL;
  gint64 minor = 0;

  g_assert_false (kontor_money_parse (text, scale, &minor, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_parse (void)
{
  check ("12", 2, 1200);
  check ("0.1", 2, 10);
  check ("1.234,50", 2, 123450);
  check ("1,234.50", 2, 123450);
  check ("1 234.5", 2, 123450);
  check ("1\302\240234\302\240567,89", 2, 123456789);
  check ("1'234.50", 2, 123450);
  check ("1.234.567", 2, 123456700);
  check ("1,234", 2, 123400);
  check ("-12,05", 2, -1205);
  check ("\342\210\22212.05", 2, -1205);
  check ("  7 ", 0, 7);
  check ("0,125", 3, 125);
  check (".5", 2, 50);
  check ("92233720368547758.07", 2, G_MAXINT64);
}

static void
test_refused (void)
{
  check_refused ("", 2);
  check_refused ("-", 2);
  check_refused ("abc", 2);
  check_refused ("12 EUR", 2);
  check_refused ("1.2345", 2);
  check_refused ("1.234", 2);
  check_refused ("1.23.4", 2);
  check_refused ("1,23,4.5", 2);
  check_refused ("1.234,5.6", 2);
  check_refused ("1..2", 2);
  check_refused (".", 2);
  check_refused ("1.5", 0);
  check_refused ("92233720368547758.08", 2);
  check_refused ("99999999999999999999999999", 2);
  check_refused ("1\xff", 2);
}

static void
test_decimal (void)
{
  g_autofree char *plain = kontor_money_to_decimal (-1205, 2);
  g_autofree char *small = kontor_money_to_decimal (5, 2);
  g_autofree char *whole = kontor_money_to_decimal (42, 0);
  g_autofree char *least = kontor_money_to_decimal (G_MININT64, 2);

  g_assert_cmpstr (plain, ==, "-12.05");
  g_assert_cmpstr (small, ==, "0.05");
  g_assert_cmpstr (whole, ==, "42");
  g_assert_cmpstr (least, ==, "-92233720368547758.08");
}

static void
test_format (void)
{
  g_autofree char *nothing = kontor_money_format (NULL, "EUR");
  g_autofree char *grouped = kontor_money_format ("1234567.5", "EUR");
  g_autofree char *hundreds = kontor_money_format ("-123", NULL);
  g_autofree char *exact = kontor_money_format ("0.125", NULL);

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (grouped, ==, "1,234,567.50\302\240EUR");
  g_assert_cmpstr (hundreds, ==, "\342\210\222123.00");
  g_assert_cmpstr (exact, ==, "0.125");
}

/* What is formatted can be typed again, whatever the amount. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      int scale = g_test_rand_int_range (2, 7);
      gint64 amount = (gint64) g_test_rand_int () * (1 << 20) + g_test_rand_int ();
      g_autofree char *decimal = kontor_money_to_decimal (amount, scale);
      g_autofree char *formatted = kontor_money_format (decimal, NULL);

      check (formatted, scale, amount);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/refused", test_refused);
  g_test_add_func ("/money/decimal", test_decimal);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/round-trip", test_round_trip);

  return g_test_run ();
}
