#include "config.h"

#include "base/password.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#include "base/error.h"

#define SHORTEST 8
/* Four times four letters of 32: 80 bits. */
#define GROUPS 4
#define GROUP 4

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, words);
  return FALSE;
}

gboolean
kontor_password_check (const char *login, const char *password, GError **error)
{
  g_autofree char *folded = NULL;
  gboolean has_letter = FALSE;
  gboolean has_other = FALSE;

  g_return_val_if_fail (login != NULL, FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  if (!g_utf8_validate (password, -1, NULL))
    return refuse (error, _("The password is not written in UTF-8."));
  folded = g_utf8_casefold (password, -1);
  if (g_utf8_strlen (password, -1) < SHORTEST)
    return refuse (error, _("A password needs eight characters at least."));
  if (*login != '\0' && strstr (folded, login) != NULL)
    return refuse (error, _("A password must not hold the login."));

  for (const char *letter = password; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      if (g_unichar_isalpha (g_utf8_get_char (letter)))
        has_letter = TRUE;
      else
        has_other = TRUE;
    }
  if (!has_letter || !has_other)
    return refuse (error, _("A password needs letters, and something else than letters."));

  return TRUE;
}

char *
kontor_password_generate (void)
{
  /* None that looks like another one, and as many as divide 256. */
  static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789+";
  guint8 dice[GROUPS * GROUP];
  GString *password = g_string_sized_new (GROUPS * (GROUP + 1));

  G_STATIC_ASSERT (sizeof letters == 32 + 1);
  while (getrandom (dice, sizeof dice, 0) != (gssize) sizeof dice)
    g_assert (errno == EINTR);
  for (guint i = 0; i < sizeof dice; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (password, '-');
      g_string_append_c (password, letters[dice[i] % 32]);
    }
  explicit_bzero (dice, sizeof dice);
  return g_string_free (password, FALSE);
}

void
kontor_password_free (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}
