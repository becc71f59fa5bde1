#include "config.h"

#include "db/local-server.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/* "postgres" comes with PostgreSQL on Debian. */
static const char * const unprivileged[] = { "postgres", "nobody" };

static const char *configuration =
  "listen_addresses = ''\n"
  "unix_socket_permissions = 0700\n"
  "max_connections = 60\n"
  "shared_buffers = '256MB'\n"
  "max_wal_size = '1GB'\n"
  "checkpoint_completion_target = 0.9\n"
  "random_page_cost = 1.1\n"
  "client_connection_check_interval = '10s'\n"
  "temp_file_limit = '2GB'\n"
  "log_destination = 'stderr'\n"
  "logging_collector = off\n"
  "log_min_messages = warning\n";

static const char *access_rules =
  "# Only who may enter the folder of the socket gets this far.\n"
  "local all all trust\n";

/* Whom the server runs as when root starts it; NULL for ourselves. */
static const struct passwd *
find_runner (void)
{
  if (geteuid () != 0)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (unprivileged); i++)
    {
      const struct passwd *entry = getpwnam (unprivileged[i]);

      if (entry != NULL)
        return entry;
    }

  return NULL;
}

/* Whether everybody may pass through all folders above @path. */
static gboolean
is_reachable (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  struct stat status;

  if (g_stat (parent, &status) == 0 && (status.st_mode & S_IXOTH) == 0)
    return FALSE;

  return g_str_equal (parent, path) || is_reachable (parent);
}

char *
kontor_local_server_get_folder (void)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "kontor", "server", NULL);

  if (geteuid () == 0 && !is_reachable (own))
    return g_strdup ("/var/lib/kontor/server");

  return g_steal_pointer (&own);
}

static char *
get_data (void)
{
  g_autofree char *folder = kontor_local_server_get_folder ();

  return g_build_filename (folder, "data", NULL);
}

/* The folder of the socket; a unix socket's path may have 107 bytes. */
static char *
get_socket_folder (void)
{
  g_autofree char *folder = kontor_local_server_get_folder ();
  g_autofree char *own = g_build_filename (folder, "socket", NULL);

  if (strlen (own) < 85)
    return g_steal_pointer (&own);

  return g_build_filename (g_get_user_runtime_dir (), "kontor-server", NULL);
}

char *
kontor_local_server_get_uri (const char *database, const char *login)
{
  g_autofree char *sockets = get_socket_folder ();
  g_autofree char *host = g_uri_escape_string (sockets, "/", FALSE);
  g_autofree char *name = g_uri_escape_string (database != NULL ? database : "kontor", NULL, FALSE);

  if (login != NULL)
    {
      g_autofree char *user = g_uri_escape_string (login, NULL, FALSE);

      return g_strdup_printf ("postgresql:///%s?host=%s&user=%s", name, host, user);
    }

  return g_strdup_printf ("postgresql:///%s?host=%s", name, host);
}

/* The programs that fit the cluster, or the newest ones for a new cluster. */
static char *
find_program (const char *name, GError **error)
{
  g_autofree char *data = get_data ();
  g_autofree char *version_file = g_build_filename (data, "PG_VERSION", NULL);
  g_autofree char *version = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autofree char *found = NULL;
  gint64 newest = 0;
  const char *entry;

  g_file_get_contents (version_file, &version, NULL, NULL);
  if (version != NULL)
    g_strstrip (version);

  folder = g_dir_open ("/usr/lib/postgresql", 0, NULL);
  while (folder != NULL && (entry = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/usr/lib/postgresql", entry, "bin", name, NULL);
      gint64 number = g_ascii_strtoll (entry, NULL, 10);

      if (!g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        continue;
      if (version != NULL ? g_str_equal (version, entry) : number > newest)
        {
          newest = number;
          g_free (found);
          found = g_steal_pointer (&path);
        }
    }

  if (found == NULL)
    found = version == NULL ? g_find_program_in_path (name) : NULL;
  if (found == NULL && version != NULL)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                 _("The local data was made by PostgreSQL %s, which is not installed. Install postgresql-%s."),
                 version, version);
  else if (found == NULL)
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                         _("PostgreSQL is not installed on this computer. Install the package “postgresql”."));

  return g_steal_pointer (&found);
}

/* Runs a program of PostgreSQL, as the unprivileged user where we are root. */
static gboolean
run (GError **error, const char *name, ...)
{
  const struct passwd *runner = find_runner ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *program = find_program (name, error);
  g_autofree char *complaint = NULL;
  const char *argument;
  va_list arguments;
  int status;

  if (program == NULL)
    return FALSE;

  if (runner != NULL)
    {
      g_ptr_array_add (argv, g_strdup ("setpriv"));
      g_ptr_array_add (argv, g_strdup_printf ("--reuid=%u", runner->pw_uid));
      g_ptr_array_add (argv, g_strdup_printf ("--regid=%u", runner->pw_gid));
      g_ptr_array_add (argv, g_strdup ("--init-groups"));
      g_ptr_array_add (argv, g_strdup ("--"));
    }
  g_ptr_array_add (argv, g_strdup (program));
  va_start (arguments, name);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, g_strdup (argument));
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  if (!g_spawn_sync ("/", (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                     NULL, &complaint, &status, error))
    return FALSE;
  if (g_spawn_check_wait_status (status, NULL))
    return TRUE;

  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, "%s: %s", name, g_strstrip (complaint));
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  const struct passwd *runner = find_runner ();
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir_with_parents (parent, 0755) != 0 || (g_mkdir (path, 0700) != 0 && errno != EEXIST) ||
      g_chmod (path, 0700) != 0 || (runner != NULL && chown (path, runner->pw_uid, runner->pw_gid) != 0))
    {
      int number = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", path, g_strerror (number));
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_file (const char *name, const char *text, GError **error)
{
  const struct passwd *runner = find_runner ();
  g_autofree char *data = get_data ();
  g_autofree char *path = g_build_filename (data, name, NULL);

  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  if (runner != NULL && chown (path, runner->pw_uid, runner->pw_gid) != 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

static gboolean
make_cluster (GError **error)
{
  g_autofree char *folder = kontor_local_server_get_folder ();
  g_autofree char *data = get_data ();
  g_autofree char *main_file = g_build_filename (data, "postgresql.conf", NULL);
  g_autofree char *shipped = NULL;
  g_autofree char *whole = NULL;

  if (!make_folder (folder, error))
    return FALSE;
  if (!run (error, "initdb", "--pgdata", data, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
            "--username=postgres", "--no-instructions", NULL))
    return FALSE;
  if (!g_file_get_contents (main_file, &shipped, NULL, error))
    return FALSE;

  whole = g_strconcat (shipped, "\n", configuration, NULL);
  return write_file ("postgresql.conf", whole, error) && write_file ("pg_hba.conf", access_rules, error);
}

gboolean
kontor_local_server_exists (void)
{
  g_autofree char *data = get_data ();
  g_autofree char *hba = g_build_filename (data, "PG_VERSION", NULL);

  return g_file_test (hba, G_FILE_TEST_EXISTS);
}

gboolean
kontor_local_server_is_running (void)
{
  g_autofree char *uri = kontor_local_server_get_uri ("postgres", "postgres");

  return PQping (uri) == PQPING_OK;
}

gboolean
kontor_local_server_start (GError **error)
{
  g_autofree char *folder = kontor_local_server_get_folder ();
  g_autofree char *data = get_data ();
  g_autofree char *sockets = get_socket_folder ();
  g_autofree char *log = g_build_filename (folder, "log", NULL);
  g_autofree char *options = NULL;
  g_autoptr (GError) failure = NULL;

  if (kontor_local_server_is_running ())
    return TRUE;
  if (!kontor_local_server_exists () && !make_cluster (error))
    return FALSE;
  if (!make_folder (sockets, error))
    return FALSE;

  options = g_strdup_printf ("-k '%s'", sockets);
  if (run (&failure, "pg_ctl", "--pgdata", data, "--log", log, "--wait", "--options", options, "start", NULL) ||
      /* Two starts at once: the other one won. */
      kontor_local_server_is_running ())
    return TRUE;

  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED,
               _("The private server did not start; “%s” tells why: %s"), log, failure->message);
  return FALSE;
}

gboolean
kontor_local_server_make_database (gboolean *made, GError **error)
{
  g_autofree char *own = kontor_local_server_get_uri (NULL, "postgres");
  g_autofree char *maintenance = kontor_local_server_get_uri ("postgres", "postgres");
  g_autoptr (KontorConnection) connection = NULL;
  g_autoptr (GError) missing = NULL;

  *made = FALSE;
  connection = kontor_connection_open (own, NULL, &missing);
  if (connection != NULL)
    return TRUE;
  if (!g_error_matches (missing, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }

  connection = kontor_connection_open (maintenance, NULL, error);
  *made = connection != NULL && kontor_connection_script (connection, "create database kontor", error);
  return *made;
}

gboolean
kontor_local_server_stop (GError **error)
{
  g_autofree char *data = get_data ();

  if (!kontor_local_server_exists () || !kontor_local_server_is_running ())
    return TRUE;

  return run (error, "pg_ctl", "--pgdata", data, "--wait", "--mode", "fast", "stop", NULL);
}

static gboolean
remove_tree (GFile *file, GError **error)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY)
    children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL)
    {
      if (!g_file_enumerator_iterate (children, NULL, &child, NULL, error))
        return FALSE;
      if (child == NULL)
        break;
      if (!remove_tree (child, error))
        return FALSE;
    }

  return g_file_delete (file, NULL, error);
}

gboolean
kontor_local_server_remove (GError **error)
{
  g_autofree char *path = kontor_local_server_get_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  if (!kontor_local_server_stop (error))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  return remove_tree (folder, error);
}
