#include "config.h"

#include "db/refusal.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "base/error.h"

/*
 * Why no connection came about.  libpq has only words for it, its own and the
 * server's.  Its own are made to be English.  The server's are in the language of
 * the server, which nobody can choose before being let in; but asked to be verbose,
 * libpq puts the SQLSTATE before them and the place in the server behind them.
 */

/* libpq writes a severity before the server's words, a colon and two blanks, and
 * never those in words of its own. */
#define SERVER_SAYS ":  "

PGconn *
kontor_refusal_connect (const char * const *names, const char * const *values)
{
  /* Of this thread only; the language of the desk is another matter. */
  locale_t english = newlocale (LC_MESSAGES_MASK, "C", duplocale (uselocale ((locale_t) 0)));
  locale_t earlier = english != (locale_t) 0 ? uselocale (english) : (locale_t) 0;
  PGconn *native = PQconnectdbParams (names, values, 1);

  /* Only a connection that is there can be made verbose, so the server is asked a
   * second time.  Where it has changed its mind meanwhile, all the better. */
  if (native != NULL && PQstatus (native) != CONNECTION_OK && strstr (PQerrorMessage (native), SERVER_SAYS) != NULL)
    {
      PQsetErrorVerbosity (native, PQERRORS_VERBOSE);
      PQreset (native);
      PQsetErrorVerbosity (native, PQERRORS_DEFAULT);
    }

  if (english != (locale_t) 0)
    {
      uselocale (earlier);
      freelocale (english);
    }
  return native;
}

/* The last of several servers' is the one that ended the search. */
static const char *
find_state (const char *text)
{
  const char *found = NULL;

  for (const char *at = strstr (text, SERVER_SAYS); at != NULL; at = strstr (at + 1, SERVER_SAYS))
    {
      const char *state = at + strlen (SERVER_SAYS);

      if (strspn (state, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5 && state[5] == ':')
        found = state;
    }

  return found;
}

static gboolean
is_state (const char *state, const char *wanted)
{
  return strncmp (state, wanted, strlen (wanted)) == 0;
}

/* 28000 has many reasons. */
static GError *
word_authorisation (PGconn *native, const char *text, const char *host)
{
  /* The file's name is in the words of every language. */
  if (strstr (text, "pg_hba.conf") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_PERMISSION,
                        _("The server “%s” does not let you in from this computer."), host);
  /* Let in, and then not: the login may not sign in; or, where the server trusts and
   * asks for no password, there may be none of this name. */
  if (strstr (text, "InitializeSessionUserId") != NULL)
    {
      if (PQconnectionUsedPassword (native) || strstr (text, "is not permitted to log in") != NULL)
        return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_PERMISSION, _("You may not sign in any more."));
      if (strstr (text, "does not exist") == NULL)
        return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_PERMISSION, _("The server does not let this name sign in."));
    }

  return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_PASSWORD, _("The server refused the name or the password."));
}

static GError *
word_server (PGconn *native, const char *state, const char *text, const char *host)
{
  if (is_state (state, "28P01"))
    return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_PASSWORD, _("The server refused the name or the password."));
  if (is_state (state, "28"))
    return word_authorisation (native, text, host);
  if (is_state (state, "53300"))
    return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CONNECTION,
                                _("The server has no free place for another connection."));
  if (is_state (state, "42501"))
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_PERMISSION, _("You may not use the database “%s”."), PQdb (native));
  if (is_state (state, "3D000"))
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, _("The server has no database “%s”."), PQdb (native));
  if (is_state (state, "57P"))
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("The server “%s” is starting or stopping."), host);

  return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("The server “%s” cannot be reached."), host);
}

static GError *
word_certificate (const char *text, const char *host)
{
  if (strstr (text, "expired") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CERTIFICATE,
                        _("The certificate of the server “%s” has expired."), host);
  if (strstr (text, "does not match host name") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CERTIFICATE,
                        _("The certificate belongs to another server than “%s”."), host);

  return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CERTIFICATE,
                      _("The certificate of the server “%s” could not be verified."), host);
}

/* libpq's words, in English. */
static GError *
word_library (PGconn *native, const char *text, const char *host)
{
  if (strstr (text, "certificate") != NULL || strstr (text, "root.crt") != NULL)
    return word_certificate (text, host);
  if (strstr (text, "does not support SSL") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CERTIFICATE,
                        _("The server “%s” does not offer an encrypted connection."), host);
  if (strstr (text, "SSL") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CERTIFICATE,
                        _("No encrypted connection with the server “%s” came about: %s"), host, text);
  if (PQconnectionNeedsPassword (native))
    return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_PASSWORD, _("The server asks for a password."));
  if (strstr (text, "could not translate host name") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("No computer named “%s” can be found."), host);
  if (strstr (text, "timeout expired") != NULL || strstr (text, "Connection timed out") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("The server “%s” does not answer."), host);
  if (strstr (text, "missing \"=\"") != NULL || strstr (text, "invalid connection option") != NULL ||
      strstr (text, "invalid URI") != NULL || strstr (text, "definition of service") != NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The address of the server cannot be understood: %s"), text);
  if (strstr (text, "read-only") != NULL || strstr (text, "read-write") != NULL)
    return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("No server that may be written to can be reached."));

  return g_error_new (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("The server “%s” cannot be reached."), host);
}

GError *
kontor_refusal_to_error (PGconn *native)
{
  g_autofree char *text = g_strstrip (g_utf8_make_valid (PQerrorMessage (native), -1));
  const char *state = find_state (text);
  const char *host = PQhost (native);

  g_debug ("%s", text);
  if (host == NULL || *host == '\0')
    host = _("this computer");

  return state != NULL ? word_server (native, state, text, host) : word_library (native, text, host);
}
