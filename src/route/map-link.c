#include "config.h"

#include "route/map-link.h"

#include <string.h>

char *
kontor_map_link_resolve (const char *text)
{
  static const char * const schemes[] = { "http", "https", "mailto", NULL };
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *scheme = NULL, *lower = NULL, *whole = NULL;

  if (*trimmed == '\0' || strpbrk (trimmed, " \t\r\n<>\"") != NULL)
    return NULL;
  scheme = g_uri_parse_scheme (trimmed);
  /* "example.org:8080" has no scheme, whatever it looks like. */
  if (scheme != NULL && strchr (scheme, '.') == NULL)
    {
      lower = g_ascii_strdown (scheme, -1);
      if (!g_strv_contains (schemes, lower))
        return NULL;
      whole = g_strdup (trimmed);
    }
  else if (strchr (trimmed, '@') != NULL && strchr (trimmed, '/') == NULL)
    {
      whole = g_strconcat ("mailto:", trimmed, NULL);
    }
  else if (strchr (trimmed, '.') != NULL && *trimmed != '.' && *trimmed != '/')
    {
      whole = g_strconcat ("https://", trimmed, NULL);
    }
  if (whole == NULL || !g_uri_is_valid (whole, G_URI_FLAGS_PARSE_RELAXED, NULL))
    return NULL;
  if (g_ascii_strncasecmp (whole, "http", 4) == 0)
    {
      g_autoptr (GUri) uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED, NULL);

      if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
        return NULL;
    }
  return g_steal_pointer (&whole);
}
