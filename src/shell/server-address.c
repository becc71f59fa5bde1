#include "config.h"

#include "shell/server-address.h"

#include <string.h>

#define DEFAULT_DATABASE "kontor"

static gboolean
is_uri (const char *address)
{
  return g_str_has_prefix (address, "postgresql://") || g_str_has_prefix (address, "postgres://");
}

/* A value of a connection string, in quotes. */
static char *
quote (const char *value)
{
  g_autoptr(GString) text = g_string_new ("'");

  for (const char *each = value; *each != '\0'; each++)
    {
      if (*each == '\'' || *each == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *each);
    }
  g_string_append_c (text, '\'');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The value of a key in a connection string or URI, as far as a label needs it. */
static char *
find_value (const char *address, const char *key)
{
  g_autofree char *pattern = g_strdup_printf ("(?:^|[\\s?&])%s\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|[^\\s&]*)", key);
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *value = NULL;
  gsize length;

  if (!g_regex_match (regex, address, 0, &match))
    return NULL;
  value = g_match_info_fetch (match, 1);
  length = strlen (value);
  if (length >= 2 && value[0] == '\'')
    {
      value[length - 1] = '\0';
      return g_strcompress (value + 1);
    }
  return g_steal_pointer (&value);
}

char *
kontor_server_address_with_user (const char *address, const char *user)
{
  g_autofree char *quoted = NULL;

  if (user == NULL || *user == '\0')
    return g_strdup (address != NULL ? address : "");
  if (address != NULL && is_uri (address))
    {
      g_autofree char *escaped = g_uri_escape_string (user, NULL, FALSE);

      return g_strconcat (address, strchr (address, '?') != NULL ? "&" : "?", "user=", escaped, NULL);
    }
  quoted = quote (user);
  return g_strconcat (address != NULL ? address : "", address != NULL && *address != '\0' ? " " : "", "user=", quoted, NULL);
}

char *
kontor_server_address_parse (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr(GRegex) regex = NULL;
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  g_autofree char *database = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *quoted_database = NULL;

  if (*stripped == '\0')
    return NULL;
  if (is_uri (stripped) || strchr (stripped, '=') != NULL)
    return g_steal_pointer (&stripped);
  if (*stripped == '/')
    {
      database = g_path_get_basename (stripped);
      host = g_path_get_dirname (stripped);
    }
  else
    {
      regex = g_regex_new ("^(\\[[0-9a-fA-F:.]+\\]|[^\\s/:]+)(?::([0-9]{1,5}))?(?:/([^\\s/]+))?/?$", 0, 0, NULL);
      if (!g_regex_match (regex, stripped, 0, &match))
        return NULL;
      host = g_match_info_fetch (match, 1);
      port = g_match_info_fetch (match, 2);
      database = g_match_info_fetch (match, 3);
      if (*host == '[')
        {
          memmove (host, host + 1, strlen (host));
          host[strlen (host) - 1] = '\0';
        }
    }
  quoted = quote (host);
  quoted_database = quote (database != NULL && *database != '\0' ? database : DEFAULT_DATABASE);
  return g_strconcat ("host=", quoted, port != NULL && *port != '\0' ? " port=" : "",
                      port != NULL ? port : "", " dbname=", quoted_database, NULL);
}

char *
kontor_server_address_describe (const char *address)
{
  g_autofree char *host = NULL;
  g_autofree char *database = NULL;

  if (address == NULL || *address == '\0')
    return g_strdup ("");
  if (is_uri (address))
    {
      g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

      if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
        return g_strconcat (g_uri_get_host (uri), g_uri_get_path (uri), NULL);
    }
  host = find_value (address, "host");
  database = find_value (address, "dbname");
  if (host == NULL)
    return g_strdup (database != NULL ? database : address);
  return database != NULL ? g_strconcat (host, "/", database, NULL) : g_strdup (host);
}

gboolean
kontor_server_address_is_local (const char *address)
{
  g_autofree char *host = NULL;

  if (address == NULL)
    return TRUE;
  if (is_uri (address))
    {
      g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

      if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
        return FALSE;
    }
  host = find_value (address, "host");
  return host == NULL || *host == '/' || *host == '\0';
}
