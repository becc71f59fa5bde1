#include "config.h"

#include "tool/demo-load.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "db/connection.h"
#include "db/queries.h"
#include "tool/demo-processes.h"
#include "tool/demo-tables.h"

/* What is done on each connection before rows are sent: triggers and foreign
 * keys are not asked, and the disk need not have it before the next statement. */
#define FAST "set session_replication_role = replica; set synchronous_commit = off; " \
             "set statement_timeout = 0; set lock_timeout = 0"

/* Jobs that two connections take in turns: tables to fill, statements to run. */
typedef struct
{
  const KontorDemoPlan  *plan;
  const char            *uri;
  const KontorDemoTable *tables;
  GPtrArray             *statements;
  guint                  count;
  gint                   next;
  GMutex                 mutex;
  GError                *error;
} Jobs;

static void
progress (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
progress (const char *format, ...)
{
  static gint64 started = 0;
  g_autofree char *text = NULL;
  va_list list;

  if (started == 0)
    started = g_get_monotonic_time ();
  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_printerr ("%7.1f s  %s\n", (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC, text);
}

static gboolean
copy_begin (gpointer self, const char *table, const char *columns, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("copy kontor.%s (%s) from stdin", table, columns);

  return kontor_connection_copy_in (self, sql, error);
}

static gboolean
copy_put (gpointer self, const char *data, gsize length, GError **error)
{
  return kontor_connection_put (self, data, length, error);
}

static gboolean
copy_end (gpointer self, GError **error)
{
  return kontor_connection_copy_end (self, NULL, error);
}

static gboolean
write_table (KontorConnection *connection, const KontorDemoPlan *plan, const KontorDemoTable *table, GError **error)
{
  KontorDemoSink sink = { copy_begin, copy_put, copy_end, connection };
  guint64 count = 0;

  if (!table->write (plan, &sink, &count, error))
    return FALSE;
  progress (_("%s: %" PRIu64 " rows"), table->table, count);

  return TRUE;
}

static gpointer
work_cb (gpointer data)
{
  Jobs *jobs = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorConnection) connection = kontor_connection_open (jobs->uri, NULL, &error);
  gboolean fine = connection != NULL && kontor_connection_script (connection, FAST "; set maintenance_work_mem = '512MB'", &error);

  while (fine)
    {
      guint job = (guint) g_atomic_int_add (&jobs->next, 1);

      if (job >= jobs->count)
        break;
      if (jobs->tables != NULL)
        fine = write_table (connection, jobs->plan, &jobs->tables[job], &error);
      else
        fine = kontor_connection_script (connection, g_ptr_array_index (jobs->statements, job), &error);
    }

  if (!fine)
    {
      g_mutex_lock (&jobs->mutex);
      if (jobs->error == NULL)
        jobs->error = g_steal_pointer (&error);
      g_mutex_unlock (&jobs->mutex);
      /* The other one has no more to do either. */
      g_atomic_int_set (&jobs->next, (gint) jobs->count);
    }
  return NULL;
}

static gboolean
run_jobs (Jobs *jobs, guint n_threads, GError **error)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  g_mutex_init (&jobs->mutex);
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("demo", work_cb, jobs));
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_mutex_clear (&jobs->mutex);

  if (jobs->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&jobs->error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_base (KontorConnection *connection, GError **error)
{
  g_autoptr (KontorResult) base =
    kontor_connection_query (connection, kontor_queries_get ("demo-base"), NULL, 0, NULL, error);

  if (base == NULL)
    return FALSE;
  if (kontor_result_get_boolean (base, 0, 0))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                           _("This base has partners already; a demo office goes into an empty one."));
      return FALSE;
    }
  if (!kontor_result_get_boolean (base, 0, 1))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_PERMISSION,
                           _("Only a superuser of the server may make a demo office: it makes logins."));
      return FALSE;
    }
  /* What an empty base begins with may not have been put there yet. */
  return !kontor_result_get_boolean (base, 0, 2) || kontor_connection_script (connection, "select kontor.seed()", error);
}

static void
take_id (KontorDemoDirectories *directories, const char *which, const char *id)
{
  const struct { const char *name; GPtrArray *ids; } lists[] = {
    { "region", directories->regions }, { "category", directories->categories }, { "state", directories->states },
    { "stage", directories->stages }, { "reason", directories->loss_reasons }
  };
  const struct { const char *name; char **id; } single[] = {
    { "company", &directories->own_company }, { "simple", &directories->kind_simple }, { "stages", &directories->kind_stages }
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].name, which) == 0)
      g_ptr_array_add (lists[i].ids, g_strdup (id));
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    if (strcmp (single[i].name, which) == 0 && *single[i].id == NULL)
      *single[i].id = g_strdup (id);
}

static gboolean
read_directories (KontorConnection *connection, KontorDemoPlan *plan, GError **error)
{
  g_autoptr (KontorResult) rows =
    kontor_connection_query (connection, kontor_queries_get ("demo-directories"), NULL, 0, NULL, error);
  KontorDemoDirectories *directories;

  if (rows == NULL)
    return FALSE;

  directories = plan->directories = g_new0 (KontorDemoDirectories, 1);
  directories->regions = g_ptr_array_new_with_free_func (g_free);
  directories->categories = g_ptr_array_new_with_free_func (g_free);
  directories->states = g_ptr_array_new_with_free_func (g_free);
  directories->stages = g_ptr_array_new_with_free_func (g_free);
  directories->loss_reasons = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    take_id (directories, kontor_result_get (rows, i, 0), kontor_result_get (rows, i, 1));

  if (directories->stages->len == 0 || directories->loss_reasons->len == 0 || directories->own_company == NULL ||
      directories->kind_simple == NULL || directories->kind_stages == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                           _("This base has no stages, reasons of loss, kinds of deal or own company yet."));
      return FALSE;
    }
  return TRUE;
}

/* "{a,b}" of all employees' logins or roles; logins need no quoting. */
static char *
employees_array (const KontorDemoPlan *plan, gboolean roles)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < plan->n_employees; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", roles ? plan->employees[i].role : plan->employees[i].login);
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

static gboolean
employ (KontorConnection *connection, KontorDemoPlan *plan, GError **error)
{
  g_autofree char *logins = employees_array (plan, FALSE), *roles = employees_array (plan, TRUE);
  const char *params[] = { logins, roles };
  g_autoptr (KontorResult) statements = NULL, known = NULL;

  statements = kontor_connection_query (connection, kontor_queries_get ("demo-roles"), params, 2, NULL, error);
  if (statements == NULL)
    return FALSE;
  for (guint i = 0; i < kontor_result_get_n_rows (statements); i++)
    if (!kontor_connection_script (connection, kontor_result_get (statements, i, 0), error))
      return FALSE;

  known = kontor_connection_query (connection, kontor_queries_get ("demo-employees"), params, 1, NULL, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < kontor_result_get_n_rows (known); i++)
    for (guint k = 0; k < plan->n_employees; k++)
      if (strcmp (plan->employees[k].login, kontor_result_get (known, i, 0)) == 0)
        plan->employees[k].id = g_strdup (kontor_result_get (known, i, 1));

  return TRUE;
}

/* Who was employed before sits in the demo's teams from now on. */
static gboolean
place_employees (KontorConnection *connection, const KontorDemoPlan *plan, GError **error)
{
  for (guint i = 0; i < plan->n_employees; i++)
    if (plan->employees[i].id != NULL)
      {
        char team[KONTOR_DEMO_ID_LENGTH];
        const char *params[] = { plan->employees[i].id, team, plan->employees[i].role };
        g_autoptr (KontorResult) placed = NULL;

        kontor_demo_plan_id (plan, KONTOR_DEMO_TEAM, plan->employees[i].team, team);
        placed = kontor_connection_query (connection, kontor_queries_get ("demo-place-employee"), params, 3, NULL, error);
        if (placed == NULL)
          return FALSE;
      }
  return TRUE;
}

static GPtrArray *
work_names (void)
{
  GPtrArray *names = g_ptr_array_new ();
  guint count;
  const KontorDemoTable *tables = kontor_demo_tables_work (&count);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (names, (gpointer) tables[i].table);
  return names;
}

static char *
names_array (GPtrArray *names)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (names, i));
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* The work of a small office: one transaction, all or nothing. */
static gboolean
load_at_once (KontorConnection *connection, const KontorDemoPlan *plan, GError **error)
{
  guint count;
  const KontorDemoTable *tables = kontor_demo_tables_work (&count);

  for (guint i = 0; i < count; i++)
    if (!write_table (connection, plan, &tables[i], error))
      return FALSE;
  return TRUE;
}

/* The work of a large one: without its indexes, over two connections.  What
 * fails half-way is emptied again. */
static gboolean
load_in_parts (KontorConnection *connection, const KontorDemoPlan *plan, const char *uri, GError **error)
{
  g_autoptr (GPtrArray) names = work_names (), building = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *array = names_array (names);
  const char *params[] = { array };
  g_autoptr (KontorResult) indexes =
    kontor_connection_query (connection, kontor_queries_get ("demo-indexes"), params, 1, NULL, error);
  g_autoptr (GError) failure = NULL;
  Jobs filling = { .plan = plan, .uri = uri }, indexing = { .plan = plan, .uri = uri };

  if (indexes == NULL)
    return FALSE;
  for (guint i = 0; i < kontor_result_get_n_rows (indexes); i++)
    {
      if (!kontor_connection_script (connection, kontor_result_get (indexes, i, 0), error))
        return FALSE;
      g_ptr_array_add (building, g_strdup (kontor_result_get (indexes, i, 1)));
    }

  filling.tables = kontor_demo_tables_work (&filling.count);
  if (!run_jobs (&filling, 2, &failure))
    for (guint i = 0; i < names->len; i++)
      {
        g_autofree char *script = g_strdup_printf ("truncate kontor.%s cascade", (char *) g_ptr_array_index (names, i));

        kontor_connection_script (connection, script, NULL);
      }

  progress (_("building %u indexes"), building->len);
  indexing.statements = building;
  indexing.count = building->len;
  if (!run_jobs (&indexing, 2, failure == NULL ? &failure : NULL) || failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Numbers, news, and statistics for the planner. */
static gboolean
finish (KontorConnection *connection, const KontorDemoPlan *plan, const char *uri, GError **error)
{
  g_autoptr (GPtrArray) names = work_names (), statements = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) day = g_string_new (NULL);
  const char *day_params[1];
  g_autoptr (KontorResult) series = NULL, number = NULL;
  Jobs jobs = { .plan = plan, .uri = uri };

  kontor_demo_calendar_append_date (day, kontor_demo_calendar_get_today (plan->calendar));
  day_params[0] = day->str;
  series = kontor_connection_query (connection, kontor_queries_get ("demo-series"), day_params, 1, NULL, error);
  if (series == NULL)
    return FALSE;
  number = kontor_connection_query (connection, kontor_queries_get ("demo-task-number"), NULL, 0, NULL, error);
  if (number == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (KontorResult) news =
        kontor_connection_query (connection, kontor_queries_get ("demo-news"), &name, 1, NULL, error);

      if (news == NULL)
        return FALSE;
      g_ptr_array_add (statements, g_strdup_printf ("vacuum (analyze) kontor.%s", name));
    }
  g_ptr_array_add (statements, g_strdup ("analyze kontor.employee"));
  g_ptr_array_add (statements, g_strdup ("analyze kontor.product"));

  progress (_("gathering statistics"));
  jobs.statements = statements;
  jobs.count = statements->len;

  return run_jobs (&jobs, 2, error);
}

/* For what comes in from now on. */
static gboolean
make_rules (KontorConnection *connection, GError **error)
{
  const char *params[] = { _("Leads go round"), _("Claims from the web site"), _("Every lead is called"), _("Call the new lead") };
  g_autoptr (KontorResult) made = NULL;

  /* Their triggers make them work. */
  if (!kontor_connection_script (connection, "set session_replication_role = origin", error))
    return FALSE;
  made = kontor_connection_query (connection, kontor_queries_get ("demo-rules"), params, G_N_ELEMENTS (params), NULL, error);
  return made != NULL;
}

gboolean
kontor_demo_load_base (KontorDemoPlan *plan, const char *uri, GError **error)
{
  g_autoptr (KontorConnection) connection = NULL, doors = NULL;
  const KontorDemoTable *people;
  gboolean small = strcmp (plan->size.label, "S") == 0;
  guint count, running = 0;

  progress (_("planned %u partners"), plan->size.partners);
  connection = kontor_connection_open (uri, NULL, error);
  if (connection == NULL || !kontor_connection_script (connection, FAST, error) || !check_base (connection, error))
    return FALSE;

  /* An error leaves the transaction open; the connection's end rolls it back. */
  if (!kontor_connection_script (connection, "begin", error) ||
      !read_directories (connection, plan, error) ||
      !employ (connection, plan, error))
    return FALSE;
  people = kontor_demo_tables_people (&count);
  for (guint i = 0; i < count; i++)
    if (!write_table (connection, plan, &people[i], error))
      return FALSE;
  if (!place_employees (connection, plan, error) ||
      (small && !load_at_once (connection, plan, error)) ||
      !kontor_connection_script (connection, "commit", error) ||
      (!small && !load_in_parts (connection, plan, uri, error)) ||
      !finish (connection, plan, uri, error))
    return FALSE;

  /* Each keeps its plans of statements: changing between the two ways would throw them away. */
  doors = kontor_connection_open (uri, NULL, error);
  if (doors == NULL ||
      !kontor_connection_script (doors, "set synchronous_commit = off; set statement_timeout = 0; set lock_timeout = 0", error) ||
      !kontor_demo_walk_processes (connection, doors, plan, &running, error) ||
      !make_rules (connection, error))
    return FALSE;
  progress (_("%u processes are under way; ready"), running);

  return TRUE;
}
