#include "config.h"

#include "tool/command.h"

#include <glib/gi18n.h>

#include "base/error.h"

static char *database;

gboolean
kontor_command_parse (const KontorCommand *command, int *argc, char ***argv, const char *usage,
                      const GOptionEntry *entries, int minimum, int maximum)
{
  const GOptionEntry common[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &database,
      N_("Where to connect to; else PGHOST, PGDATABASE, PGSERVICE and so on"), N_("URI") },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *shown = g_strdup_printf ("%s %s", command->name, usage);
  g_autoptr (GOptionContext) context = g_option_context_new (shown);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  if (g_option_context_parse (context, argc, argv, &error))
    {
      /* Left over from a separating "--". */
      if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
        {
          for (int i = 1; i < *argc; i++)
            (*argv)[i] = (*argv)[i + 1];
          (*argc)--;
        }
      if (*argc - 1 >= minimum && *argc - 1 <= maximum)
        return TRUE;
      g_printerr ("kontor-admin %s: %s\n", command->name,
                  *argc - 1 < minimum ? _("something is missing") : _("too many arguments"));
    }
  else
    g_printerr ("kontor-admin %s: %s\n", command->name, error->message);

  g_printerr (_("Usage: kontor-admin %s\n"), shown);
  return FALSE;
}

const char *
kontor_command_get_database (void)
{
  return database;
}

int
kontor_command_fail (GError *error)
{
  g_autofree char *words = kontor_error_describe (error);

  g_printerr ("kontor-admin: %s\n", words);
  g_error_free (error);
  return KONTOR_COMMAND_FAILED;
}

KontorConnection *
kontor_command_connect (void)
{
  GError *error = NULL;
  KontorConnection *connection = kontor_connection_open (database, NULL, &error);

  if (connection == NULL)
    kontor_command_fail (error);
  return connection;
}

void
kontor_command_add_database (GPtrArray *argv)
{
  if (database == NULL)
    return;

  g_ptr_array_add (argv, g_strdup ("--dbname"));
  g_ptr_array_add (argv, g_strdup (database));
}

gboolean
kontor_command_spawn (GPtrArray *argv, GError **error)
{
  int status;

  return g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN,
                       NULL, NULL, NULL, NULL, &status, error) &&
         g_spawn_check_wait_status (status, error);
}
