#include "config.h"

#include "base/language.h"
#include "shell/application.h"

int
main (int argc, char *argv[])
{
  g_autoptr(KontorApplication) application = NULL;

  kontor_language_begin ();
  g_set_application_name ("Kontor");

  application = kontor_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
