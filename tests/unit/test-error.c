#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"

static char *
describe (GQuark domain, int code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, message);

  return kontor_error_describe (error);
}

static void
test_sentences (void)
{
  g_autofree char *plain = describe (KONTOR_ERROR, KONTOR_ERROR_CONSTRAINT, "An amount may not be negative");
  g_autofree char *whole = describe (KONTOR_ERROR, KONTOR_ERROR_CONSTRAINT, "An amount may not be negative.");
  g_autofree char *quoted = describe (KONTOR_ERROR, KONTOR_ERROR_CONSTRAINT, "There is no “x”");
  g_autofree char *empty = describe (KONTOR_ERROR, KONTOR_ERROR_FAILED, "");

  g_assert_cmpstr (plain, ==, "An amount may not be negative.");
  g_assert_cmpstr (whole, ==, "An amount may not be negative.");
  g_assert_cmpstr (quoted, ==, "There is no “x”.");
  g_assert_cmpstr (empty, ==, "Something went wrong.");
}

static void
test_advice (void)
{
  g_autofree char *lost = describe (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, "The connection was lost.");
  g_autofree char *password = describe (KONTOR_ERROR, KONTOR_ERROR_PASSWORD, "Wrong password.");

  g_assert_true (g_str_has_prefix (lost, "The connection was lost. What you typed is kept"));
  g_assert_nonnull (strstr (password, "Caps Lock"));
}

static void
test_foreign_domains (void)
{
  g_autofree char *cancelled = describe (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
  g_autofree char *full = describe (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "write: ENOSPC");

  g_assert_cmpstr (cancelled, ==, "Cancelled.");
  g_assert_nonnull (strstr (full, "disk is full"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/sentences", test_sentences);
  g_test_add_func ("/error/advice", test_advice);
  g_test_add_func ("/error/foreign-domains", test_foreign_domains);

  return g_test_run ();
}
