#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "db/local-server.h"
#include "tool/command.h"

static gboolean yes;

static const GOptionEntry entries[] = {
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("Remove without asking"), NULL },
  G_OPTION_ENTRY_NULL,
};

static void
print_address (void)
{
  g_autofree char *uri = kontor_local_server_get_uri (NULL, "postgres");

  g_print ("%s\n", uri);
}

static int
show_status (void)
{
  g_autofree char *folder = kontor_local_server_get_folder ();

  if (!kontor_local_server_exists ())
    {
      g_print (_("There is no local server in %s.\n"), folder);
      return KONTOR_COMMAND_FAILED;
    }
  if (!kontor_local_server_is_running ())
    {
      g_print (_("The local server in %s does not run.\n"), folder);
      return KONTOR_COMMAND_FAILED;
    }

  print_address ();
  return KONTOR_COMMAND_DONE;
}

/* Nothing is lost by a slip of the finger. */
static gboolean
is_wanted (void)
{
  g_autofree char *folder = kontor_local_server_get_folder ();
  char answer[16] = "";

  if (yes)
    return TRUE;
  if (!isatty (STDIN_FILENO))
    {
      g_printerr (_("kontor-admin: removing needs --yes where nobody can be asked\n"));
      return FALSE;
    }

  g_print (_("Everything in %s will be gone. Type “yes” to go on: "), folder);
  return fgets (answer, sizeof answer, stdin) != NULL &&
         (g_str_equal (g_strstrip (answer), "yes") || g_str_equal (answer, _("yes")));
}

static int
run (int argc, char **argv)
{
  GError *error = NULL;
  const char *what;
  gboolean made;

  if (!kontor_command_parse (&kontor_command_local, &argc, &argv, "start|stop|status|uri|remove", entries, 1, 1))
    return KONTOR_COMMAND_MISUSED;

  what = argv[1];
  if (g_str_equal (what, "start"))
    {
      if (!kontor_local_server_start (&error) || !kontor_local_server_make_database (&made, &error))
        return kontor_command_fail (error);
      print_address ();
      return KONTOR_COMMAND_DONE;
    }
  if (g_str_equal (what, "stop"))
    return kontor_local_server_stop (&error) ? KONTOR_COMMAND_DONE : kontor_command_fail (error);
  if (g_str_equal (what, "status"))
    return show_status ();
  if (g_str_equal (what, "uri"))
    {
      print_address ();
      return KONTOR_COMMAND_DONE;
    }
  if (g_str_equal (what, "remove"))
    {
      if (!is_wanted ())
        return KONTOR_COMMAND_FAILED;
      return kontor_local_server_remove (&error) ? KONTOR_COMMAND_DONE : kontor_command_fail (error);
    }

  g_printerr (_("kontor-admin local: “%s” is none of start, stop, status, uri, remove\n"), what);
  return KONTOR_COMMAND_MISUSED;
}

const KontorCommand kontor_command_local = {
  "local", N_("Start, stop or remove the private server on this computer"), run,
};
