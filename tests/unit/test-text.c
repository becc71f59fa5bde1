#include "config.h"

#include <glib.h>

#include "base/text.h"

static void
check (const char *text, const char *expected)
{
  g_autofree char *folded = kontor_text_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_fold (void)
{
  check (NULL, "");
  check ("", "");
  check ("  Siemens   AG ", "siemens ag");
  check ("Čačak, Đurđevik, Žepče, Šćit", "cacak, durdevik, zepce, scit");
  check ("İSTANBUL Işık", "istanbul isik");
  check ("Кёльн Ёлка Йошкар", "кельн елка йошкар");
  check ("Straße Ærø Œuvre", "strasse aero oeuvre");
  check ("ŁÓDŹ", "lodz");
  check ("a\tb\nc", "a b c");
}

static void
test_words (void)
{
  g_assert_true (kontor_text_has_words ("Siemens Schweiz AG", "sie ag"));
  g_assert_true (kontor_text_has_words ("Đorđe Čolić", "colic dor"));
  g_assert_true (kontor_text_has_words ("anything", ""));
  g_assert_false (kontor_text_has_words ("Siemens", "siemens bosch"));
  g_assert_false (kontor_text_has_words (NULL, "a"));
}

static void
test_broken_input (void)
{
  g_autofree char *folded = kontor_text_fold ("a\xff\xfe" "B");

  g_assert_true (g_utf8_validate (folded, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/words", test_words);
  g_test_add_func ("/text/broken-input", test_broken_input);

  return g_test_run ();
}
