#include "config.h"

#include <glib/gi18n.h>

#include "db/migrations.h"
#include "db/queries.h"
#include "tool/command.h"

static void
print_line (const char *label, const char *value)
{
  g_print ("%s: %s\n", label, value != NULL ? value : "");
}

static int
run (int argc, char **argv)
{
  g_autoptr (KontorConnection) connection = NULL;
  g_autoptr (KontorResult) facts = NULL;
  g_autofree char *server = NULL;
  g_autofree char *schema = NULL;
  GError *error = NULL;
  gboolean pending;
  int version;

  if (!kontor_command_parse (&kontor_command_status, &argc, &argv, _("[OPTION...]"), NULL, 0, 0))
    return KONTOR_COMMAND_MISUSED;
  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;

  server = kontor_connection_describe (connection);
  print_line (_("Database"), server);
  print_line (_("Signed in as"), kontor_connection_get_login (connection));

  if (!kontor_migrations_check (connection, &version, &pending, &error))
    return kontor_command_fail (error);
  if (version == 0)
    {
      print_line (_("Schema"), _("none; “kontor-admin init” makes it"));
      return KONTOR_COMMAND_FAILED;
    }
  schema = g_strdup_printf (pending ? _("%d; not up to date with this program, run “kontor-admin migrate”")
                                    : _("%d, up to date"), version);
  print_line (_("Schema"), schema);

  facts = kontor_connection_query (connection, kontor_queries_get ("server-status"), NULL, 0, NULL, &error);
  if (facts == NULL)
    return kontor_command_fail (error);
  print_line (_("PostgreSQL"), kontor_result_get_by_name (facts, 0, "server"));
  print_line (_("Size"), kontor_result_get_by_name (facts, 0, "size"));
  print_line (_("Desks connected"), kontor_result_get_by_name (facts, 0, "desks"));
  print_line (_("Employees"), kontor_result_get_by_name (facts, 0, "employees"));
  print_line (_("Partners"), kontor_result_get_by_name (facts, 0, "partners"));
  print_line (_("Commits wait for a second server"), kontor_result_get_by_name (facts, 0, "synchronous"));

  return pending ? KONTOR_COMMAND_FAILED : KONTOR_COMMAND_DONE;
}

const KontorCommand kontor_command_status = {
  "status", N_("Tell about a database: schema, size, people"), run,
};
