#include "config.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "db/migrations.h"
#include "tool/command.h"

static gboolean quiet;

static const GOptionEntry entries[] = {
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_("Say nothing but what goes wrong"), NULL },
  G_OPTION_ENTRY_NULL,
};

static void
tell_cb (const char *what, gpointer user_data)
{
  if (!quiet)
    g_print ("%s\n", what);
}

static int
migrate (KontorConnection *connection)
{
  GError *error = NULL;

  if (!kontor_migrations_run (connection, tell_cb, NULL, NULL, &error))
    return kontor_command_fail (error);
  return KONTOR_COMMAND_DONE;
}

/* Connects and looks what there is; (transfer full), NULL and the exit status where that fails. */
static KontorConnection *
open_database (const KontorCommand *command, int argc, char **argv, int *version, gboolean *pending, int *status)
{
  g_autoptr (KontorConnection) connection = NULL;
  GError *error = NULL;

  *status = KONTOR_COMMAND_MISUSED;
  if (!kontor_command_parse (command, &argc, &argv, _("[OPTION...]"), entries, 0, 0))
    return NULL;
  *status = KONTOR_COMMAND_FAILED;
  connection = kontor_command_connect ();
  if (connection == NULL)
    return NULL;
  if (!kontor_migrations_check (connection, version, pending, &error))
    {
      *status = kontor_command_fail (error);
      return NULL;
    }
  return g_steal_pointer (&connection);
}

static int
run_init (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  GError *error = NULL;
  gboolean pending;
  int version;
  int status;

  connection = open_database (&kontor_command_init, argc, argv, &version, &pending, &status);
  if (connection == NULL)
    return status;
  if (version > 0)
    {
      g_set_error_literal (&error, KONTOR_ERROR, KONTOR_ERROR_FAILED,
                           _("Kontor is in this database already; “kontor-admin migrate” brings it up to date."));
      return kontor_command_fail (error);
    }

  return migrate (connection);
}

static int
run_migrate (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  gboolean pending;
  int version;
  int status;

  connection = open_database (&kontor_command_migrate, argc, argv, &version, &pending, &status);
  if (connection == NULL)
    return status;
  if (!pending)
    {
      if (!quiet)
        g_print (_("The database is up to date.\n"));
      return KONTOR_COMMAND_DONE;
    }

  return migrate (connection);
}

const KontorCommand kontor_command_init = {
  "init", N_("Put Kontor's tables and functions into an empty database"), run_init,
};

const KontorCommand kontor_command_migrate = {
  "migrate", N_("Bring a database up to date with this program"), run_migrate,
};
