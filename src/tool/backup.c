#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "db/migrations.h"
#include "db/queries.h"
#include "tool/command.h"

static gboolean prove;
static gboolean yes;

static const GOptionEntry backup_entries[] = {
  { "prove", 0, 0, G_OPTION_ARG_NONE, &prove,
    N_("Restore the backup into a database of its own, compare the number of rows of each table, and drop it again"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry restore_entries[] = {
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("Replace what is in the database"), NULL },
  G_OPTION_ENTRY_NULL,
};

static GPtrArray *
begin_arguments (const char *program)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (argv, g_strdup (program));
  return argv;
}

static void
add (GPtrArray *argv, const char *argument)
{
  g_ptr_array_add (argv, g_strdup (argument));
}

static gboolean
dump (const char *path, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  g_autoptr (GPtrArray) argv = begin_arguments ("pg_dump");

  add (argv, "--format=custom");
  add (argv, "--file");
  add (argv, unfinished);
  kontor_command_add_database (argv);
  add (argv, NULL);

  /* Under its name only when it is whole. */
  if (!kontor_command_spawn (argv, error))
    {
      g_unlink (unfinished);
      return FALSE;
    }
  g_chmod (unfinished, 0600);
  if (g_rename (unfinished, path) == 0)
    return TRUE;

  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, _("“%s” cannot be written."), path);
  return FALSE;
}

static gboolean
restore_into (const char *path, const char *database, gboolean clean, GError **error)
{
  g_autoptr (GPtrArray) argv = begin_arguments ("pg_restore");

  add (argv, "--exit-on-error");
  add (argv, "--single-transaction");
  if (clean)
    {
      add (argv, "--clean");
      add (argv, "--if-exists");
    }
  add (argv, "--dbname");
  add (argv, database);
  add (argv, path);
  add (argv, NULL);
  return kontor_command_spawn (argv, error);
}

/* The tables' rows, one line each, to be compared. */
static char *
count_rows (KontorConnection *connection, GError **error)
{
  g_autoptr (KontorResult) rows = kontor_connection_query (connection, kontor_queries_get ("row-counts"), NULL, 0, NULL, error);
  GString *text;

  if (rows == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    g_string_append_printf (text, "%s %s\n", kontor_result_get (rows, i, 0), kontor_result_get (rows, i, 1));
  return g_string_free (text, FALSE);
}

/* --database with another database in it; libpq takes the last one named. */
static char *
name_database (const char *database)
{
  const char *given = kontor_command_get_database ();
  g_autoptr (GUri) uri = NULL;
  g_autofree char *path = g_strconcat ("/", database, NULL);

  if (given == NULL)
    return g_strdup (database);
  if (strstr (given, "://") == NULL)
    return g_strdup_printf ("%s dbname=%s", strchr (given, '=') != NULL ? given : "", database);

  uri = g_uri_parse (given, G_URI_FLAGS_ENCODED | G_URI_FLAGS_NON_DNS, NULL);
  if (uri == NULL)
    return g_strdup (database);
  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), g_uri_get_userinfo (uri), g_uri_get_host (uri),
                     g_uri_get_port (uri), path, g_uri_get_query (uri), NULL);
}

static gboolean
compare (KontorConnection *connection, const char *path, const char *copy, GError **error)
{
  g_autofree char *target = name_database (copy);
  g_autoptr (KontorConnection) restored = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!restore_into (path, target, FALSE, error))
    return FALSE;
  restored = kontor_connection_open (target, NULL, error);
  if (restored == NULL)
    return FALSE;
  after = count_rows (restored, error);
  before = after != NULL ? count_rows (connection, error) : NULL;
  if (before == NULL)
    return FALSE;
  if (g_str_equal (before, after))
    return TRUE;

  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED,
               _("The restored database has other numbers of rows; was it being written to?\n%s\nagainst\n%s"), before, after);
  return FALSE;
}

static gboolean
prove_backup (const char *path, GError **error)
{
  g_autoptr (KontorConnection) connection = kontor_connection_open (kontor_command_get_database (), NULL, error);
  g_autofree char *copy = g_strdup_printf ("kontor_proof_%u", g_random_int ());
  g_autofree char *make = g_strdup_printf ("create database %s template template0", copy);
  g_autofree char *drop = g_strdup_printf ("drop database if exists %s with (force)", copy);
  gboolean proved;

  if (connection == NULL || !kontor_connection_script (connection, make, error))
    return FALSE;

  proved = compare (connection, path, copy, error);
  kontor_connection_script (connection, drop, NULL);
  return proved;
}

static int
run_backup (int argc, char **argv)
{
  GError *error = NULL;

  if (!kontor_command_parse (&kontor_command_backup, &argc, &argv, _("FILE [OPTION...]"), backup_entries, 1, 1))
    return KONTOR_COMMAND_MISUSED;
  if (!dump (argv[1], &error))
    return kontor_command_fail (error);
  if (!prove)
    return KONTOR_COMMAND_DONE;
  if (!prove_backup (argv[1], &error))
    return kontor_command_fail (error);

  g_print (_("The backup was restored and has every row.\n"));
  return KONTOR_COMMAND_DONE;
}

static int
run_restore (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  g_autoptr (KontorResult) found = NULL;
  GError *error = NULL;
  gboolean occupied;

  if (!kontor_command_parse (&kontor_command_restore, &argc, &argv, _("FILE [OPTION...]"), restore_entries, 1, 1))
    return KONTOR_COMMAND_MISUSED;
  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;

  found = kontor_connection_query (connection, kontor_queries_get ("has-kontor"), NULL, 0, NULL, &error);
  if (found == NULL)
    return kontor_command_fail (error);
  occupied = kontor_result_get_boolean (found, 0, 0);
  if (occupied && !yes)
    {
      g_set_error_literal (&error, KONTOR_ERROR, KONTOR_ERROR_FAILED,
                           _("There is something in this database already; --yes replaces it."));
      return kontor_command_fail (error);
    }
  /* A backup holds no logins; the groups that it grants to must be there. */
  if (!kontor_migrations_make_roles (connection, &error) ||
      !restore_into (argv[1], kontor_command_get_database () != NULL ? kontor_command_get_database ()
                                                                     : kontor_connection_get_database (connection),
                     occupied, &error))
    return kontor_command_fail (error);

  return KONTOR_COMMAND_DONE;
}

const KontorCommand kontor_command_backup = {
  "backup", N_("Write a whole database into a file"), run_backup,
};

const KontorCommand kontor_command_restore = {
  "restore", N_("Put a backup back into a database"), run_restore,
};
