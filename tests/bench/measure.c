#include "measure.h"

#include <stdio.h>
#include <stdlib.h>

BenchTimes *
bench_times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_times_add (BenchTimes *self, gint64 began)
{
  double took = (double) (g_get_monotonic_time () - began) / 1000.0;

  g_array_append_val (self, took);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

double
bench_times_percentile (BenchTimes *self, guint percent)
{
  if (self->len == 0)
    return -1;
  g_array_sort (self, compare);
  return g_array_index (self, double, MIN (self->len - 1, self->len * percent / 100));
}

void
bench_print (const char *figure, double value, const char *unit, double yardstick)
{
  if (yardstick > 0)
    printf ("%-44s %10.1f %-8s %10.1f %7.2f\n", figure, value, unit, yardstick, value / yardstick);
  else
    printf ("%-44s %10.1f %-8s %10s %7s\n", figure, value, unit, "-", "-");
  fflush (stdout);
}

void
bench_print_times (const char *figure, BenchTimes *ours, BenchTimes *yardstick)
{
  static const guint percents[] = { 50, 95 };

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-p%u", figure, percents[i]);

      bench_print (name, bench_times_percentile (ours, percents[i]), "ms",
                   yardstick != NULL ? bench_times_percentile (yardstick, percents[i]) : -1);
    }
  g_array_unref (ours);
  if (yardstick != NULL)
    g_array_unref (yardstick);
}

PGconn *
bench_bare_open (const char *database, const char *login)
{
  const char *keys[] = { "dbname", "user", NULL };
  const char *values[] = { database, login, NULL };
  PGconn *connection = PQconnectdbParams (keys, values, 1);

  if (PQstatus (connection) != CONNECTION_OK)
    {
      fprintf (stderr, "%s: %s", login, PQerrorMessage (connection));
      exit (1);
    }
  return connection;
}

static PGresult *
run (PGconn *connection, const char *sql, const char * const *params, guint n_params)
{
  PGresult *result = PQexecParams (connection, sql, (int) n_params, NULL, params, NULL, NULL, 0);

  if (PQresultStatus (result) != PGRES_TUPLES_OK && PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      fprintf (stderr, "%s\n%s\n", PQerrorMessage (connection), sql);
      exit (1);
    }
  return result;
}

guint
bench_bare_run (PGconn *connection, const char *sql, const char * const *params, guint n_params)
{
  PGresult *result = run (connection, sql, params, n_params);
  guint rows = (guint) PQntuples (result), bytes = 0;

  for (guint row = 0; row < rows; row++)
    for (int column = 0; column < PQnfields (result); column++)
      bytes += (guint) PQgetlength (result, (int) row, column);
  PQclear (result);

  return bytes > 0 ? rows : 0;
}

char *
bench_bare_value (PGconn *connection, const char *sql, const char * const *params, guint n_params)
{
  PGresult *result = run (connection, sql, params, n_params);
  char *value = PQntuples (result) > 0 ? g_strdup (PQgetvalue (result, 0, 0)) : NULL;

  PQclear (result);
  return value;
}
