/*
 * Completing tasks, beside plain transactions of one update and one insert on the
 * same server: at 1, 4 and 16 clients, each another person's connection with
 * processes of its own, as desks are.
 *
 * What is measured is a connection that has been open for a while: each, ours and
 * the yardstick's, does WARM rounds before the clock starts, because a desk signs in
 * once a day and the first call of every function is planned then.
 *
 *   completed-tasks-N-clients        a step done, the next one's task made
 *   completed-tasks-N-clients-cpu    processor time of the server's processes for one
 *   forked-tasks-4-clients           a step done that begins two, of two people
 *
 * Leaves its deals and its map behind: for a base of its own only.
 * Usage: bench-tasks DATABASE [TASKS [OPEN]]; so many tasks a figure, beside so many
 * open ones of others.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/identifier.h"
#include "db/queries.h"
#include "measure.h"

#define MOST_CLIENTS 16
/* Processes of others that are under way meanwhile: with next to none PostgreSQL would
 * plan for tables of one page. */
#define OTHERS 600
#define STEPS 40
#define WARM STEPS

typedef struct
{
  PGconn    *connection;
  guint      number;
  /* First tasks of processes, walked one after another. */
  GPtrArray *tasks;
  guint      next;
  /* The task that the last one led to. */
  char      *at;
  guint      rounds;
  guint      failed;
} Client;

typedef gboolean (*Round) (Client *self);

/* Completes a task; its successor comes next. */
static gboolean
complete (Client *self)
{
  g_autofree char *operation = kontor_identifier_new (), *task = g_steal_pointer (&self->at);
  const char *params[4] = { NULL, NULL, NULL, operation };
  const char *next;
  PGresult *result;
  gboolean done;

  if (task == NULL && self->next < self->tasks->len)
    task = g_strdup (g_ptr_array_index (self->tasks, self->next++));
  params[0] = task;
  result = PQexecParams (self->connection, kontor_queries_get ("complete-task"), 4, NULL, params, NULL, NULL, 0);
  done = PQresultStatus (result) == PGRES_TUPLES_OK;
  if (!done && self->failed++ == 0)
    fprintf (stderr, "%s", PQerrorMessage (self->connection));
  /* One successor is ours; of several, some are other people's. */
  next = done ? strstr (PQgetvalue (result, 0, 0), "\"next\": [\"") : NULL;
  if (next != NULL && next[strlen ("\"next\": [\"") + 37] == ']')
    self->at = g_strndup (next + strlen ("\"next\": [\""), 36);
  PQclear (result);
  return done;
}

static gboolean
plain (Client *self)
{
  g_autofree char *row = g_strdup_printf ("%u", self->number * 1000 + self->next++ % 1000);
  const char *params[] = { row };

  PQclear (PQexec (self->connection, "begin"));
  bench_bare_run (self->connection, "update bench_row set value = value + 1 where id = $1", params, 1);
  bench_bare_run (self->connection, "insert into bench_log (row) values ($1)", params, 1);
  PQclear (PQexec (self->connection, "commit"));
  return TRUE;
}

static Round work;

static gpointer
rounds_cb (gpointer data)
{
  Client *self = data;

  for (guint i = 0; i < self->rounds; i++)
    work (self);
  return NULL;
}

/* All clients at once; seconds. */
static double
run (Client *clients, guint n, guint rounds)
{
  GThread *threads[MOST_CLIENTS];
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      clients[i].rounds = rounds;
      threads[i] = g_thread_new ("client", rounds_cb, &clients[i]);
    }
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

/* Seconds of processor time that the servers of these connections have had; -1
 * where the server is on another machine, or does not tell. */
static double
server_time (Client *clients, guint n)
{
  double seconds = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/schedstat", PQbackendPID (clients[i].connection));
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        return -1;
      seconds += g_ascii_strtod (text, NULL) / 1e9;
    }
  return seconds;
}

static Client *
clients_new (const char *database, PGconn *superuser, guint n, gboolean people)
{
  Client *clients = g_new0 (Client, n);
  g_autofree char *text = bench_bare_value (superuser,
    /* Tasks of those who are away go to their deputies. */
    "select string_agg(login, ',' order by login) from kontor.employee e where role = 'seller' and active"
    " and not exists (select from kontor.absence a where a.employee_id = e.id)", NULL, 0);
  g_auto (GStrv) logins = g_strsplit (text, ",", -1);

  for (guint i = 0; i < n; i++)
    {
      clients[i].connection = bench_bare_open (database, people ? logins[i % g_strv_length (logins)] : "postgres");
      clients[i].number = i;
      clients[i].tasks = g_ptr_array_new_with_free_func (g_free);
    }
  return clients;
}

static guint
clients_free (Client *clients, guint n)
{
  guint failed = 0;

  for (guint i = 0; i < n; i++)
    {
      failed += clients[i].failed;
      PQfinish (clients[i].connection);
      g_ptr_array_unref (clients[i].tasks);
      g_free (clients[i].at);
    }
  g_free (clients);
  return failed;
}

/* Deals of the client's employee begin to walk a map: each has one task then. */
static void
begin_processes (PGconn *superuser, Client *self, const char *map, guint count)
{
  g_autofree char *number = g_strdup_printf ("%u", count), *processes = NULL, *tasks = NULL;
  g_auto (GStrv) list = NULL;

  bench_bare_run (superuser,
    "insert into kontor.deal (id, name, partner_id, kind_id, manager_id)"
    " select gen_random_uuid(), 'Bench ' || n, (select id from kontor.partner p where p.manager_id = e.id order by id limit 1),"
    " (select id from kontor.deal_kind where mode = 'simple' and not retired order by id limit 1), e.id"
    " from generate_series(1, $1::integer) n, kontor.employee e where e.login = $2",
    (const char *[]) { number, PQuser (self->connection) }, 2);
  PQclear (PQexec (self->connection, "set statement_timeout = 0"));
  processes = bench_bare_value (self->connection,
    "select string_agg(kontor.start_process(m.id, 'deal', d.id)::text, ',') from kontor.deal d, kontor.route_map m"
    " where d.name like 'Bench %' and d.manager_id = (select kontor.me()) and m.name = $1"
    " and not exists (select from kontor.process p where p.deal_id = d.id)",
    (const char *[]) { map }, 1);
  PQclear (PQexec (self->connection, "reset statement_timeout"));
  tasks = bench_bare_value (superuser,
    "select string_agg(id::text, ',') from kontor.task where process_id = any (string_to_array($1, ',')::uuid[]) and state = 'open'",
    (const char *[]) { processes }, 1);
  list = g_strsplit (tasks != NULL ? tasks : "", ",", -1);
  for (guint i = 0; list[i] != NULL; i++)
    g_ptr_array_add (self->tasks, g_strdup (list[i]));
}

static void
measure (const char *database, PGconn *superuser, const char *figure, const char *map, guint steps, guint n, guint each)
{
  g_autofree char *name = g_strdup_printf ("%s-%u-clients", figure, n), *cpu = g_strdup_printf ("%s-cpu", name);
  Client *clients;
  double ours, yardstick, spent, plain_spent;
  guint failed;

  clients = clients_new (database, superuser, n, TRUE);
  for (guint i = 0; i < n; i++)
    begin_processes (superuser, &clients[i], map, (WARM + each + steps - 1) / steps);
  /* None comes in between. */
  PQclear (PQexec (superuser, "checkpoint"));
  work = complete;
  run (clients, n, WARM);
  spent = server_time (clients, n);
  ours = n * each / run (clients, n, each);
  spent = 1e6 * (server_time (clients, n) - spent) / (n * each);
  failed = clients_free (clients, n);

  clients = clients_new (database, superuser, n, FALSE);
  PQclear (PQexec (superuser, "checkpoint"));
  work = plain;
  run (clients, n, WARM);
  plain_spent = server_time (clients, n);
  yardstick = n * each / run (clients, n, each);
  plain_spent = 1e6 * (server_time (clients, n) - plain_spent) / (n * each);
  clients_free (clients, n);

  bench_print (name, ours, "tasks/s", yardstick);
  if (spent > 0 && plain_spent > 0)
    bench_print (cpu, spent, "µs", plain_spent);
  if (failed > 0)
    fprintf (stderr, "%s: %u of %u tasks failed\n", name, failed, n * (each + WARM));
}

/* A map of STEPS steps one after another, each the deal's manager's. */
static void
publish_line (PGconn *superuser)
{
  g_autofree char *steps = g_strdup_printf ("%u", STEPS), *version = NULL;

  PQclear (PQexec (superuser, "set session authorization admin"));
  version = bench_bare_value (superuser,
    "select kontor.save_map_draft(kontor.copy_map(null, 'Bench'), jsonb_build_object("
    " 'points', '[{\"key\": \"start\", \"kind\": \"start\", \"name\": \"Start\"}, {\"key\": \"end\", \"kind\": \"end\", \"name\": \"Done\"}]'::jsonb"
    "   || (select jsonb_agg(jsonb_build_object('key', 's' || n, 'kind', 'action', 'name', 'Step ' || n || ' of the bench',"
    "        'text', 'What has to be done at this step, in a sentence.', 'due_hours', 8)) from generate_series(1, $1::integer) n),"
    " 'flows', (select jsonb_agg(jsonb_build_object('key', 'f' || n, 'from', case n when 0 then 'start' else 's' || n end,"
    "        'to', case n when $1::integer then 'end' else 's' || n + 1 end)) from generate_series(0, $1::integer) n)))",
    (const char *[]) { steps }, 1);
  bench_bare_run (superuser, "select kontor.publish_map($1::uuid)", (const char *[]) { version }, 1);
  PQclear (PQexec (superuser, "reset session authorization"));
}

/* Open tasks of everybody's, as an office of thousands has: written past the triggers,
 * and the indexes built afterwards. */
static void
fill (PGconn *superuser, const char *open)
{
  g_autofree char *building = bench_bare_value (superuser,
    "select string_agg(pg_get_indexdef(i.indexrelid), '; ') from pg_index i"
    " where i.indrelid = 'kontor.task'::regclass and not i.indisunique", NULL, 0);
  g_autofree char *dropping = bench_bare_value (superuser,
    "select 'drop index ' || string_agg(i.indexrelid::regclass::text, ', ') from pg_index i"
    " where i.indrelid = 'kontor.task'::regclass and not i.indisunique", NULL, 0);

  PQclear (PQexec (superuser, "set session_replication_role = replica; set maintenance_work_mem = '256MB'"));
  PQclear (PQexec (superuser, dropping));
  /* Numbered first: what a row is joined by must not depend on the rows it is joined to. */
  bench_bare_run (superuser,
    "with e as materialized (select id, team_id, row_number() over (order by id) as place from kontor.employee where active),"
    " p as materialized (select id, row_number() over (order by id) as place from kontor.partner)"
    " insert into kontor.task (id, created_at, name, manager_id, team_id, author_id, partner_id, due_at)"
    " select kontor.new_id(), now(), 'Task ' || n || ' of the bench', e.id, e.team_id, e.id, p.id, now() + n * interval '1 minute'"
    " from generate_series(1, $1::integer) n join e on e.place = n % (select count(*) from e) + 1"
    " join p on p.place = n % (select count(*) from p) + 1",
    (const char *[]) { open }, 1);
  PQclear (PQexec (superuser, building));
  PQclear (PQexec (superuser, "reset session_replication_role; reset maintenance_work_mem"));
  PQclear (PQexec (superuser, "vacuum analyze kontor.task"));
}

static void
begin_others (const char *database, PGconn *superuser)
{
  Client *others = clients_new (database, superuser, 6, TRUE);

  for (guint i = 0; i < 6; i++)
    begin_processes (superuser, &others[i], "Bench", OTHERS / 6);
  clients_free (others, 6);
  PQclear (PQexec (superuser, "vacuum analyze"));
}

int
main (int argc, char **argv)
{
  static const guint clients[] = { 1, 4, 16 };
  guint tasks = argc > 2 ? (guint) atoi (argv[2]) : 4000;
  PGconn *superuser;

  if (argc < 2)
    return 2;
  superuser = bench_bare_open (argv[1], "postgres");
  bench_bare_run (superuser, "set client_min_messages = warning", NULL, 0);
  bench_bare_run (superuser, "drop table if exists bench_row, bench_log", NULL, 0);
  bench_bare_run (superuser, "create table bench_row (id integer primary key, value integer)", NULL, 0);
  bench_bare_run (superuser, "create table bench_log (seq bigint generated always as identity primary key, row integer)", NULL, 0);
  bench_bare_run (superuser, "insert into bench_row select n, 0 from generate_series(0, 16000) n", NULL, 0);
  if (argc > 3 && atoi (argv[3]) > 0)
    fill (superuser, argv[3]);
  publish_line (superuser);
  begin_others (argv[1], superuser);

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    measure (argv[1], superuser, "completed-tasks", "Bench", STEPS, clients[i], tasks / clients[i]);
  measure (argv[1], superuser, "forked-tasks", "Sale", 1, 4, tasks / 16);

  bench_bare_run (superuser, "drop table bench_row, bench_log", NULL, 0);
  PQfinish (superuser);
  return 0;
}
