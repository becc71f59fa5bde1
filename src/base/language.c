#include "config.h"

#include "base/language.h"

#include <libintl.h>
#include <locale.h>

void
kontor_language_begin (void)
{
  const char *folder = g_getenv ("KONTOR_LOCALE_DIR");

  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, "C.UTF-8");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && folder[0] != '\0' ? folder : KONTOR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
