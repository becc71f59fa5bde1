#include "config.h"

#include "base/error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (kontor-error-quark, kontor_error)

/* What a person can do about it; NULL where the message says all. */
static const char *
get_advice (int code)
{
  switch ((KontorError) code)
    {
    case KONTOR_ERROR_CONNECTION:
      return _("What you typed is kept; try again when the server is back.");
    case KONTOR_ERROR_PASSWORD:
      return _("Check the name and the password, and whether Caps Lock is on.");
    case KONTOR_ERROR_CERTIFICATE:
      return _("Do not go on before your administrator has looked at it: somebody may stand between you and the server.");
    case KONTOR_ERROR_CONFLICT:
      return _("Look at both versions and choose.");
    case KONTOR_ERROR_FAILED:
    case KONTOR_ERROR_CONSTRAINT:
    case KONTOR_ERROR_PERMISSION:
    case KONTOR_ERROR_CANCELLED:
    case KONTOR_ERROR_INVALID:
    case KONTOR_ERROR_OUTDATED:
    case KONTOR_ERROR_NOT_FOUND:
    case KONTOR_ERROR_BUSY:
      return NULL;
    }

  return NULL;
}

static char *
as_sentence (const char *message)
{
  g_autofree char *text = g_strstrip (g_utf8_make_valid (message, -1));
  gsize length = strlen (text);
  gunichar last;

  if (length == 0)
    return g_strdup (_("Something went wrong."));

  last = g_utf8_get_char (g_utf8_prev_char (text + length));
  if (g_unichar_ispunct (last) && last != ')' && last != 0x201d && last != '"')
    return g_steal_pointer (&text);

  return g_strconcat (text, ".", NULL);
}

char *
kontor_error_describe (const GError *error)
{
  g_autofree char *sentence = NULL;
  const char *advice;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED))
    return g_strdup (_("Cancelled."));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return g_strdup (_("The disk is full. Make room and try again."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES))
    return g_strdup_printf (_("The file may not be opened here: %s"), error->message);

  sentence = as_sentence (error->message);
  advice = error->domain == KONTOR_ERROR ? get_advice (error->code) : NULL;
  if (advice == NULL)
    return g_steal_pointer (&sentence);

  return g_strconcat (sentence, " ", advice, NULL);
}
