#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "tool/commands.h"

static const struct
{
  const char *name;
  const char *what;
  int (*run) (int argc, char **argv);
} commands[] = {
  { "demo", N_("fill an empty base with a demo office"), kontor_command_demo },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: kontor-admin COMMAND [--help] [--database URI] ..."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-12s %s\n", commands[i].name, _(commands[i].what));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KONTOR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc >= 2)
    for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
      if (strcmp (argv[1], commands[i].name) == 0)
        return commands[i].run (argc - 1, argv + 1);

  print_help ();
  return argc >= 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0) ? 0 : 2;
}
