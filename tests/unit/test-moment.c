#include "config.h"

#include <glib.h>
#include <locale.h>

#include "base/moment.h"

static char *
offset (GTimeSpan span)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) moment = g_date_time_add (now, span);

  return g_date_time_format (moment, "%Y-%m-%d %H:%M:%S+00");
}

static void
check_near (GTimeSpan span, const char *expected)
{
  g_autofree char *text = offset (span);
  g_autofree char *words = kontor_moment_format (text);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_parse (void)
{
  g_autoptr (GDateTime) moment = kontor_moment_parse ("2026-11-22 23:01:02.123+00");
  g_autoptr (GDateTime) half = kontor_moment_parse ("2026-11-22 23:01:02+05:30");
  g_autoptr (GDateTime) day = kontor_moment_parse ("2026-02-28");

  g_assert_nonnull (moment);
  g_assert_cmpint (g_date_time_to_unix (moment), ==, 1795388462);
  g_assert_cmpint (g_date_time_get_microsecond (moment), ==, 123000);
  g_assert_cmpint (g_date_time_to_unix (half), ==, 1795388462 - 19800);
  g_assert_cmpint (g_date_time_get_day_of_month (day), ==, 28);

  g_assert_null (kontor_moment_parse (NULL));
  g_assert_null (kontor_moment_parse (""));
  g_assert_null (kontor_moment_parse ("2026-02-30"));
  g_assert_null (kontor_moment_parse ("infinity"));
  g_assert_null (kontor_moment_parse ("2026-11-22 25:00:00+00"));
}

static void
test_near (void)
{
  g_autofree char *nothing = kontor_moment_format (NULL);

  g_assert_cmpstr (nothing, ==, "");
  check_near (0, "just now");
  check_near (-G_TIME_SPAN_MINUTE - G_TIME_SPAN_SECOND, "1 minute ago");
  check_near (-10 * G_TIME_SPAN_MINUTE - G_TIME_SPAN_SECOND, "10 minutes ago");
  check_near (15 * G_TIME_SPAN_MINUTE - G_TIME_SPAN_SECOND, "in 15 minutes");
}

static void
test_days (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day_before = g_date_time_add_days (now, -1);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *yesterday = g_date_time_format (day_before, "%Y-%m-%d 00:30:00%:z");
  g_autofree char *today_words = kontor_moment_format (today);
  g_autofree char *yesterday_words = kontor_moment_format (yesterday);
  g_autofree char *far_words = kontor_moment_format ("2001-05-04 10:20:30+00");
  g_autofree char *exact = kontor_moment_format_exact (today);

  g_assert_cmpstr (today_words, ==, "today");
  /* Less than an hour ago is told in minutes even across midnight. */
  if (!g_str_has_suffix (yesterday_words, "ago"))
    g_assert_cmpstr (yesterday_words, ==, "yesterday, 00:30");
  g_assert_true (g_str_has_prefix (far_words, "2001-05-04, "));
  g_assert_cmpstr (exact, ==, today);
}

static void
check_date (const char *text, const char *expected)
{
  g_autofree char *date = kontor_date_parse (text);

  g_assert_cmpstr (date, ==, expected);
}

static void
test_date_parse (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) week = g_date_time_add_days (now, 7);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *in_a_week = g_date_time_format (week, "%Y-%m-%d");
  g_autofree char *this_year = g_date_time_format (now, "%Y-11-22");

  check_date ("2026-11-22", "2026-11-22");
  check_date ("22.11.2026", "2026-11-22");
  check_date ("22.11.26", "2026-11-22");
  check_date (" 2.1.2026 ", "2026-01-02");
  check_date ("22/11/2026", "2026-11-22");
  check_date ("22.11.", this_year);
  check_date ("22.11", this_year);
  check_date ("today", today);
  check_date ("Today", today);
  check_date ("+7", in_a_week);
  check_date ("+0", today);

  check_date ("", NULL);
  check_date ("30.2.2026", NULL);
  check_date ("29.2.2024", "2024-02-29");
  check_date ("1.2.3.4", NULL);
  check_date ("1.2.345", NULL);
  check_date ("soon", NULL);
  check_date ("+", NULL);
  check_date ("99999999999999999999", NULL);
}

static void
test_date_format (void)
{
  g_autofree char *date = kontor_date_format ("2026-11-22");
  g_autofree char *nothing = kontor_date_format (NULL);

  g_assert_cmpstr (date, ==, "2026-11-22");
  g_assert_cmpstr (nothing, ==, "");
}

/* R84: a moment is past at once, a day when it has ended */
static void
test_past (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  g_assert_true (kontor_moment_is_past ("2020-05-06 15:00:00+02"));
  g_assert_true (kontor_moment_is_past ("2020-05-06"));
  g_assert_false (kontor_moment_is_past (today));
  g_assert_false (kontor_moment_is_past ("2999-05-06 15:00:00+02"));
  g_assert_false (kontor_moment_is_past ("2999-05-06"));
  g_assert_false (kontor_moment_is_past (NULL));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moment/parse", test_parse);
  g_test_add_func ("/moment/near", test_near);
  g_test_add_func ("/moment/days", test_days);
  g_test_add_func ("/date/parse", test_date_parse);
  g_test_add_func ("/date/format", test_date_format);
  g_test_add_func ("/moment/past", test_past);
  return g_test_run ();
}
