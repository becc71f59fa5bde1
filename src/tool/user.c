#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"
#include "base/identifier.h"
#include "base/password.h"
#include "db/queries.h"
#include "tool/command.h"

/*
 * A person is a login of the server, a member of one of Kontor's three roles,
 * and a row in kontor.employee; the database makes and ends all three together,
 * for us as for an administrator at a desk.
 */

static char *name;
static char *role;
static char *team;
static char *password_file;
static gboolean no_password;

static const GOptionEntry entries[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("The person's name"), N_("NAME") },
  { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("seller, head or administrator"), N_("ROLE") },
  { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("The team; made where there is none of this name"), N_("TEAM") },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
    N_("Read the password from the first line of a file; “-” is the standard input"), N_("FILE") },
  { "no-password", 0, 0, G_OPTION_ARG_NONE, &no_password,
    N_("No password: the server knows the person in another way, or trusts"), NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
is_role (const char *text)
{
  return g_strcmp0 (text, "seller") == 0 || g_strcmp0 (text, "head") == 0 || g_strcmp0 (text, "administrator") == 0;
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, words);
  return FALSE;
}

/* Without showing it. */
static char *
ask (const char *question)
{
  struct termios shown, hidden;
  char line[1024] = "";
  gboolean read;

  tcgetattr (STDIN_FILENO, &shown);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  g_print ("%s", question);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  read = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  g_print ("\n");

  return read ? g_strdup (g_strchomp (line)) : NULL;
}

static char *
read_first_line (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (g_str_equal (path, "-"))
    {
      char line[1024] = "";

      if (fgets (line, sizeof line, stdin) == NULL)
        line[0] = '\0';
      text = g_strdup (line);
    }
  else if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  text[strcspn (text, "\r\n")] = '\0';
  return g_steal_pointer (&text);
}

/* From a file, the environment or the person in front; never from the
 * arguments, which everybody on the computer can read. */
static gboolean
get_password (const char *login, char **password, GError **error)
{
  *password = NULL;
  if (no_password)
    return TRUE;

  if (password_file != NULL)
    *password = read_first_line (password_file, error);
  else if (g_getenv ("KONTOR_PASSWORD") != NULL)
    *password = g_strdup (g_getenv ("KONTOR_PASSWORD"));
  else if (isatty (STDIN_FILENO))
    {
      g_autofree char *again = NULL;

      *password = ask (_("Password: "));
      again = ask (_("Once more: "));
      if (g_strcmp0 (*password, again) != 0)
        {
          g_clear_pointer (password, kontor_password_free);
          return refuse (error, _("The two passwords differ."));
        }
    }
  else
    return refuse (error, _("There is no password: give --password-file, KONTOR_PASSWORD or --no-password."));

  if (*password == NULL)
    return FALSE;
  if (!kontor_password_check (login, *password, error))
    {
      g_clear_pointer (password, kontor_password_free);
      return FALSE;
    }
  return TRUE;
}

static KontorResult *
query (KontorConnection *connection, const char *query_name, const char * const *params, guint n_params, GError **error)
{
  return kontor_connection_query (connection, kontor_queries_get (query_name), params, n_params, NULL, error);
}

static gboolean
run (KontorConnection *connection, const char *query_name, const char * const *params, guint n_params, GError **error)
{
  g_autoptr (KontorResult) result = query (connection, query_name, params, n_params, error);

  return result != NULL;
}

static gboolean
save (KontorConnection *connection, const char *login, const char *password, gboolean fresh, GError **error)
{
  g_autofree char *secret = NULL;
  g_autofree char *employee_id = kontor_identifier_new ();
  g_autofree char *team_id = kontor_identifier_new ();
  const char *team_params[] = { team_id, team };
  const char *employee_params[] = { employee_id, login, name, role, team };
  const char *login_params[] = { login, role, NULL };
  g_autoptr (KontorResult) saved = NULL;

  if (password != NULL)
    {
      secret = kontor_connection_scramble (connection, login, password, error);
      if (secret == NULL)
        return FALSE;
      login_params[2] = secret;
    }

  if (team != NULL && !run (connection, "user-team", team_params, 2, error))
    return FALSE;
  /* One that the server has already is given to the office by whoever may run this. */
  if (!run (connection, "user-adopt", &login, 1, error))
    return FALSE;
  saved = query (connection, "user-save", employee_params, 5, error);
  if (saved == NULL)
    return FALSE;
  if (fresh && !kontor_result_get_boolean (saved, 0, 0))
    return refuse (error, _("There is a person with this login already; “user grant” changes the role."));

  return run (connection, "user-login", login_params, 3, error);
}

/* All or nothing. */
static gboolean
save_whole (KontorConnection *connection, const char *login, const char *password, gboolean fresh, GError **error)
{
  if (!kontor_connection_script (connection, "begin", error))
    return FALSE;
  if (save (connection, login, password, fresh, error) && kontor_connection_script (connection, "commit", error))
    return TRUE;

  kontor_connection_script (connection, "rollback", NULL);
  return FALSE;
}

static gboolean
add (KontorConnection *connection, const char *login, GError **error)
{
  char *password = NULL;
  gboolean done;

  if (!is_role (role))
    return refuse (error, _("Say --role seller, head or administrator."));
  if (!get_password (login, &password, error))
    return FALSE;

  done = save_whole (connection, login, password, TRUE, error);
  kontor_password_free (password);
  return done;
}

static gboolean
grant (KontorConnection *connection, const char *login, GError **error)
{
  if (!is_role (role))
    return refuse (error, _("Say --role seller, head or administrator."));

  return save_whole (connection, login, NULL, FALSE, error);
}

static gboolean
deactivate (KontorConnection *connection, const char *login, GError **error)
{
  g_autoptr (KontorResult) ended = NULL;

  if (!run (connection, "user-adopt", &login, 1, error))
    return FALSE;
  ended = query (connection, "user-deactivate", &login, 1, error);
  if (ended == NULL)
    return FALSE;
  if (kontor_result_get_n_rows (ended) == 0)
    return refuse (error, _("There is no such active person."));

  return run (connection, "end-shut-out", NULL, 0, error);
}

static gboolean
list (KontorConnection *connection, GError **error)
{
  g_autoptr (KontorResult) people = query (connection, "user-list", NULL, 0, error);

  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < kontor_result_get_n_rows (people); i++)
    g_print ("%s\t%s\t%s\t%s\t%s\n", kontor_result_get (people, i, 0), kontor_result_get (people, i, 1),
             kontor_result_get (people, i, 2), kontor_result_get (people, i, 3), kontor_result_get (people, i, 4));
  return TRUE;
}

static int
run_command (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  GError *error = NULL;
  const char *what;
  gboolean done;

  if (!kontor_command_parse (&kontor_command_user, &argc, &argv,
                             "add|grant|deactivate LOGIN [OPTION...] | list", entries, 1, 2))
    return KONTOR_COMMAND_MISUSED;

  what = argv[1];
  if ((argc == 3) == g_str_equal (what, "list") ||
      !(g_str_equal (what, "list") || g_str_equal (what, "add") || g_str_equal (what, "grant") ||
        g_str_equal (what, "deactivate")))
    {
      g_printerr (_("Usage: kontor-admin %s\n"), "user add|grant|deactivate LOGIN [OPTION...] | list");
      return KONTOR_COMMAND_MISUSED;
    }

  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;

  if (g_str_equal (what, "add"))
    done = add (connection, argv[2], &error);
  else if (g_str_equal (what, "grant"))
    done = grant (connection, argv[2], &error);
  else if (g_str_equal (what, "deactivate"))
    done = deactivate (connection, argv[2], &error);
  else
    done = list (connection, &error);

  return done ? KONTOR_COMMAND_DONE : kontor_command_fail (error);
}

const KontorCommand kontor_command_user = {
  "user", N_("Let people in, give them a role, shut them out, list them"), run_command,
};
