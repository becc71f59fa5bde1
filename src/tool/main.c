#include "config.h"

#include "base/language.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/server-names.h"
#include "tool/command.h"

/*
 * kontor-admin: what the server room, scripts and tests do with a Kontor
 * database, without a window.
 */

static const KontorCommand * const commands[] = {
  &kontor_command_init,
  &kontor_command_migrate,
  &kontor_command_status,
  &kontor_command_user,
  &kontor_command_local,
  &kontor_command_demo,
  &kontor_command_import,
  &kontor_command_export,
  &kontor_command_map,
  &kontor_command_print,
  &kontor_command_start_rules,
  &kontor_command_worker,
  &kontor_command_backup,
  &kontor_command_restore,
};

static void
print_overview (void)
{
  gsize width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    width = MAX (width, strlen (commands[i]->name));

  g_print (_("Usage: kontor-admin COMMAND [OPTION...]\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-*s  %s\n", (int) width, commands[i]->name, _(commands[i]->summary));
  g_print (_("\n“kontor-admin COMMAND --help” tells more.  --database URI works everywhere;\n"
             "without it PGHOST, PGDATABASE, PGSERVICE and the like are used.\n"));
}

int
main (int argc, char **argv)
{
  kontor_language_begin ();
  kontor_server_names_begin ();
  g_set_prgname ("kontor-admin");

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_overview ();
      return argc < 2 ? KONTOR_COMMAND_MISUSED : KONTOR_COMMAND_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("kontor-admin %s\n", KONTOR_VERSION);
      return KONTOR_COMMAND_DONE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (argv[1], commands[i]->name))
        return commands[i]->run (argc - 1, argv + 1);
    }

  g_printerr (_("kontor-admin: there is no command “%s”; see “kontor-admin --help”\n"), argv[1]);
  return KONTOR_COMMAND_MISUSED;
}
