#include "tool/demo-processes.h"

#include "base/identifier.h"
#include "db/queries.h"
#include "tool/demo-random.h"

static gboolean
become (KontorConnection *connection, const char *login, GError **error)
{
  g_autofree char *name = login != NULL ? kontor_connection_quote_name (connection, login) : g_strdup ("default");
  g_autofree char *script = g_strdup_printf ("set session authorization %s", name);

  return kontor_connection_script (connection, script, error);
}

/* Runs a named query as @login; its first value, or %NULL. */
static KontorResult *
as_person (KontorConnection *connection, const char *login, const char *query,
           const char * const *params, guint n_params, GError **error)
{
  g_autoptr (KontorResult) result = NULL;

  if (!become (connection, login, error))
    return NULL;
  result = kontor_connection_query (connection, kontor_queries_get (query), params, n_params, NULL, error);
  if (!become (connection, NULL, result != NULL ? error : NULL))
    return NULL;

  return g_steal_pointer (&result);
}

/* Carries out what stands open in @process. */
static gboolean
step (KontorConnection *connection, const char *process, GError **error)
{
  g_autoptr (KontorResult) tasks =
    kontor_connection_query (connection, kontor_queries_get ("demo-process-tasks"), &process, 1, NULL, error);

  if (tasks == NULL)
    return FALSE;
  for (guint i = 0; i < kontor_result_get_n_rows (tasks); i++)
    {
      g_autofree char *operation = kontor_identifier_new ();
      const char *params[] = { kontor_result_get (tasks, i, 0), kontor_result_get (tasks, i, 2), NULL, operation };
      g_autoptr (GError) refused = NULL;
      g_autoptr (KontorResult) answer =
        as_person (connection, kontor_result_get (tasks, i, 1), "complete-task", params, 4, &refused);

      /* A task that demands more (a document, say) stays open, as in life. */
      if (answer == NULL && kontor_connection_is_broken (connection))
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kontor_demo_start_processes (KontorConnection *connection, guint64 seed, guint each, guint most, guint *started, GError **error)
{
  g_autofree char *each_text = g_strdup_printf ("%u", each), *most_text = g_strdup_printf ("%u", most);
  const char *limits[] = { each_text, most_text };
  g_autoptr (KontorResult) deals =
    kontor_connection_query (connection, kontor_queries_get ("demo-process-deals"), limits, 2, NULL, error);

  *started = 0;
  if (deals == NULL)
    return FALSE;

  for (guint i = 0; i < kontor_result_get_n_rows (deals); i++)
    {
      const char *deal = kontor_result_get (deals, i, 0), *login = kontor_result_get (deals, i, 1);
      const char *kind[] = { deal, kontor_result_get (deals, i, 3) };
      g_autofree char *operation = kontor_identifier_new (), *process = NULL;
      const char *start[] = { kontor_result_get (deals, i, 2), "deal", deal, operation };
      g_autoptr (KontorResult) changed = NULL, answer = NULL;
      KontorDemoRandom random;
      guint steps;

      changed = kontor_connection_query (connection, kontor_queries_get ("demo-process-kind"), kind, 2, NULL, error);
      if (changed == NULL)
        return FALSE;
      answer = as_person (connection, login, "start-process", start, 4, error);
      if (answer == NULL)
        return FALSE;
      process = g_strdup (kontor_result_get (answer, 0, 0));

      kontor_demo_random_begin (&random, seed, 140, i);
      steps = kontor_demo_random_below (&random, 4);
      for (guint k = 0; k < steps; k++)
        if (!step (connection, process, error))
          return FALSE;
      (*started)++;
    }

  return TRUE;
}
