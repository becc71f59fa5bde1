#include "tool/demo-phrases-data.h"

#include <string.h>

const KontorDemoPhrases *
kontor_demo_phrases_get (KontorDemoLanguage language)
{
  switch (language)
    {
    case KONTOR_DEMO_BOSNIAN: return &kontor_demo_phrases_bosnian;
    case KONTOR_DEMO_TURKISH: return &kontor_demo_phrases_turkish;
    case KONTOR_DEMO_RUSSIAN: return &kontor_demo_phrases_russian;
    case KONTOR_DEMO_GERMAN: return &kontor_demo_phrases_german;
    case KONTOR_DEMO_ENGLISH:
    case KONTOR_DEMO_LANGUAGES:
    default: return &kontor_demo_phrases_english;
    }
}

void
kontor_demo_phrases_fill (GString *out, const char *template, const char * const *values)
{
  const char *at = template;

  while (*at != '\0')
    {
      const char *brace = strchr (at, '{');
      gboolean found = FALSE;

      if (brace == NULL)
        {
          g_string_append (out, at);
          return;
        }
      g_string_append_len (out, at, brace - at);
      for (const char * const *pair = values; *pair != NULL && !found; pair += 2)
        if (g_str_has_prefix (brace, pair[0]))
          {
            g_string_append (out, pair[1]);
            at = brace + strlen (pair[0]);
            found = TRUE;
            /* "09.12." and "d.o.o." end the sentence as well. */
            if (*at == '.' && out->len > 0 && out->str[out->len - 1] == '.')
              at++;
          }
      if (!found)
        {
          g_string_append_c (out, '{');
          at = brace + 1;
        }
    }
}
