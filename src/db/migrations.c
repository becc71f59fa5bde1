#include "config.h"

#include "db/migrations.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "db/seed-words.h"
#include "kontor-sql.h"

#define SQL "/org/kontor/Kontor/sql/"
#define LOCK "5420, 2"
#define LOCK_TIMEOUT "2s"
/* A table that people work with is free for a moment sooner or later; waiting
 * for it longer than that would make everybody else wait behind. */
#define MOST_TRIES 30

typedef struct
{
  char *name;
  char *text;
  char *checksum;
  int number;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_free (file->text);
  g_free (file->checksum);
  g_free (file);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const File *first = *(File * const *) a;
  const File *second = *(File * const *) b;

  return strcmp (first->name, second->name);
}

/* The files of one folder of data/sql, in the order of their names. */
static GPtrArray *
read_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);
  g_autofree char *path = g_strconcat (SQL, folder, NULL);
  g_auto (GStrv) names = NULL;

  g_resources_register (kontor_sql_get_resource ());
  names = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *whole = g_strconcat (path, "/", *name, NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (whole, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      File *file = g_new0 (File, 1);
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);

      file->name = g_strdup (*name);
      file->text = g_strndup (data, length);
      file->checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      file->number = atoi (*name);
      g_ptr_array_add (files, file);
    }

  g_ptr_array_sort (files, compare_files);
  return files;
}

static void
tell (KontorMigrationsFunc func, gpointer user_data, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  if (func == NULL)
    return;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  func (what, user_data);
}

static gboolean
query_boolean (KontorConnection *connection, const char *sql, gboolean *value, GError **error)
{
  g_autoptr (KontorResult) result = kontor_connection_query (connection, sql, NULL, 0, NULL, error);

  if (result == NULL)
    return FALSE;
  *value = kontor_result_get_boolean (result, 0, 0);
  return TRUE;
}

/* Name or number -> checksum of what was applied; empty before the first step. */
static GHashTable *
read_applied (KontorConnection *connection, const char *table, const char *sql, GError **error)
{
  g_autoptr (GHashTable) applied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (KontorResult) rows = NULL;
  g_autofree char *exists = g_strdup_printf ("select to_regclass('%s') is not null", table);
  gboolean there;

  if (!query_boolean (connection, exists, &there, error))
    return NULL;
  if (!there)
    return g_steal_pointer (&applied);

  rows = kontor_connection_query (connection, sql, NULL, 0, NULL, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    g_hash_table_insert (applied, g_strdup (kontor_result_get (rows, i, 0)), g_strdup (kontor_result_get (rows, i, 1)));

  return g_steal_pointer (&applied);
}

static GHashTable *
read_steps (KontorConnection *connection, GError **error)
{
  return read_applied (connection, "kontor.schema_step",
                       "select number::text, checksum from kontor.schema_step", error);
}

/* What lets people in has to be applied once more by a superuser where it was applied
 * by somebody who may not make its owner. */
static GHashTable *
read_code (KontorConnection *connection, GError **error)
{
  return read_applied (connection, "kontor.code_file",
                       "select c.name, c.checksum from kontor.code_file c "
                       "where c.name <> '63-people.sql' "
                       "or not (select r.rolsuper from pg_roles r where r.rolname = current_user) "
                       "or exists (select from pg_proc p join pg_roles r on r.oid = p.proowner and r.rolcreaterole "
                       "where p.oid = to_regprocedure('kontor.write_login(text,text,text)'))", error);
}

static gboolean
is_code_current (GPtrArray *files, GHashTable *applied)
{
  if (g_hash_table_size (applied) != files->len)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const File *file = g_ptr_array_index (files, i);

      if (g_strcmp0 (g_hash_table_lookup (applied, file->name), file->checksum) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
record (KontorConnection *connection, const char *sql, const char * const *params, guint n_params, GError **error)
{
  g_autoptr (KontorResult) result = kontor_connection_query (connection, sql, params, n_params, NULL, error);

  return result != NULL;
}

static gboolean
apply_step (KontorConnection *connection, const File *step, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", step->number);
  const char *params[] = { number, step->name, step->checksum };

  return kontor_connection_script (connection, step->text, error) &&
         record (connection,
                 "insert into kontor.schema_step (number, name, checksum) values ($1::integer, $2, $3)",
                 params, 3, error) &&
         record (connection, "update kontor.schema_meta set version = greatest(version, $1::integer)", params, 1, error);
}

/* A new base speaks the language of whoever makes it. */
static gboolean
take_words (KontorConnection *connection, GError **error)
{
  g_autofree char *all = NULL;
  g_autofree char *words = NULL;
  const char *params[2];

  kontor_seed_words_get (&all, &words);
  params[0] = all;
  params[1] = words;
  return record (connection, "select kontor.take_words($1::text[], $2::text[])", params, 2, error);
}

static gboolean
apply_code (KontorConnection *connection, GPtrArray *files, GError **error)
{
  gboolean has_seed;

  if (!kontor_connection_script (connection, "delete from kontor.code_file", error))
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = g_ptr_array_index (files, i);
      const char *params[] = { file->name, file->checksum };

      if (!kontor_connection_script (connection, file->text, error) ||
          !record (connection, "insert into kontor.code_file (name, checksum) values ($1, $2)", params, 2, error))
        {
          g_prefix_error (error, "%s: ", file->name);
          return FALSE;
        }
    }

  /* What the product brings along: stages, reasons, maps; only what is missing. */
  if (!query_boolean (connection, "select to_regprocedure('kontor.seed()') is not null", &has_seed, error))
    return FALSE;
  return !has_seed || (take_words (connection, error) && kontor_connection_script (connection, "select kontor.seed()", error));
}

typedef struct
{
  const File *step;
  GPtrArray *code;
} Work;

static gboolean
try_work (KontorConnection *connection, const Work *work, GError **error)
{
  if (!kontor_connection_script (connection,
                                 "begin; set local lock_timeout = '" LOCK_TIMEOUT "'; set local statement_timeout = 0; "
                                 "set local role kontor_owner", error))
    return FALSE;
  if ((work->step != NULL ? apply_step (connection, work->step, error)
                          : apply_code (connection, work->code, error)) &&
      kontor_connection_script (connection, "commit", error))
    return TRUE;

  kontor_connection_script (connection, "rollback", NULL);
  return FALSE;
}

/* In a transaction of its own; again where a table was not free. */
static gboolean
do_work (KontorConnection *connection, const Work *work, GCancellable *cancellable, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (try_work (connection, work, &failure))
        return TRUE;
      /* 55P03 and a deadlock have words of their own; all else is final. */
      if (i >= MOST_TRIES || kontor_connection_is_broken (connection) || g_cancellable_is_cancelled (cancellable) ||
          !(g_error_matches (failure, KONTOR_ERROR, KONTOR_ERROR_BUSY)))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_usleep (200000 + (gulong) g_random_int_range (0, 300000));
    }
}

static gboolean
run_file (KontorConnection *connection, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_resources_register (kontor_sql_get_resource ());
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return bytes != NULL && kontor_connection_script (connection, g_bytes_get_data (bytes, NULL), error);
}

static gboolean
prepare (KontorConnection *connection, KontorMigrationsFunc func, gpointer user_data, GError **error)
{
  gboolean there;

  if (!query_boolean (connection,
                      "select exists (select 1 from pg_namespace where nspname = 'kontor') "
                      "and (select count(*) from pg_roles where rolname in "
                      "('kontor_owner', 'kontor_seller', 'kontor_head', 'kontor_administrator', 'kontor_registrar', "
                      "'kontor_worker', 'kontor_engine')) = 7",
                      &there, error))
    return FALSE;
  if (there)
    return TRUE;

  tell (func, user_data, _("Preparing the database"));
  return kontor_migrations_make_roles (connection, error) && run_file (connection, SQL "prepare.sql", error);
}

static gboolean
run_steps (KontorConnection *connection, KontorMigrationsFunc func, gpointer user_data,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) steps = read_files ("schema");
  g_autoptr (GHashTable) applied = read_steps (connection, error);

  if (applied == NULL)
    return FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const File *step = g_ptr_array_index (steps, i);
      g_autofree char *number = g_strdup_printf ("%d", step->number);
      const char *checksum = g_hash_table_lookup (applied, number);

      if (checksum != NULL && !g_str_equal (checksum, step->checksum))
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_OUTDATED,
                       _("The step %s of this database is another one than this program's; "
                         "they come from different versions of Kontor."), step->name);
          return FALSE;
        }
      if (checksum == NULL)
        {
          Work work = { .step = step };

          tell (func, user_data, _("Step %s"), step->name);
          if (!do_work (connection, &work, cancellable, error))
            {
              g_prefix_error (error, "%s: ", step->name);
              return FALSE;
            }
        }
    }

  return TRUE;
}

static gboolean
run_code (KontorConnection *connection, KontorMigrationsFunc func, gpointer user_data,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = read_files ("code");
  g_autoptr (GHashTable) applied = read_code (connection, error);
  Work work = { .code = files };

  if (applied == NULL)
    return FALSE;
  if (is_code_current (files, applied))
    return TRUE;

  tell (func, user_data, _("Functions, triggers and policies"));
  /* A newer version may want more of the server than an older one; who may not give
   * it goes on with what is there. */
  if (!kontor_migrations_make_roles (connection, NULL) || !run_file (connection, SQL "prepare.sql", NULL))
    g_debug ("the server's roles stay as they are");
  return do_work (connection, &work, cancellable, error) &&
         kontor_connection_script (connection, "select kontor.adopt_logins()", error);
}

static gboolean
take_turn (KontorConnection *connection, KontorMigrationsFunc func, gpointer user_data,
           GCancellable *cancellable, GError **error)
{
  gboolean told = FALSE;
  gboolean mine = FALSE;

  while (!g_cancellable_is_cancelled (cancellable))
    {
      if (!query_boolean (connection, "select pg_try_advisory_lock(" LOCK ")", &mine, error))
        return FALSE;
      if (mine)
        return TRUE;
      if (!told)
        tell (func, user_data, _("Waiting: somebody else is bringing this database up to date"));
      told = TRUE;
      g_usleep (200000);
    }

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED, _("Cancelled."));
  return FALSE;
}

gboolean
kontor_migrations_make_roles (KontorConnection *connection, GError **error)
{
  g_return_val_if_fail (KONTOR_IS_CONNECTION (connection), FALSE);

  return run_file (connection, SQL "roles.sql", error);
}

gboolean
kontor_migrations_run (KontorConnection *connection, KontorMigrationsFunc func, gpointer user_data,
                       GCancellable *cancellable, GError **error)
{
  gboolean done;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (connection), FALSE);

  if (!take_turn (connection, func, user_data, cancellable, error))
    return FALSE;

  done = prepare (connection, func, user_data, error) &&
         run_steps (connection, func, user_data, cancellable, error) &&
         run_code (connection, func, user_data, cancellable, error);
  kontor_connection_script (connection, "select pg_advisory_unlock(" LOCK ")", NULL);
  return done;
}

gboolean
kontor_migrations_check (KontorConnection *connection, int *version, gboolean *pending, GError **error)
{
  g_autoptr (GPtrArray) steps = read_files ("schema");
  g_autoptr (GPtrArray) code = read_files ("code");
  g_autoptr (GHashTable) applied_steps = NULL;
  g_autoptr (GHashTable) applied_code = NULL;
  gboolean changed = FALSE;
  int highest = 0;

  g_return_val_if_fail (KONTOR_IS_CONNECTION (connection), FALSE);

  applied_steps = read_steps (connection, error);
  if (applied_steps == NULL)
    return FALSE;
  applied_code = read_code (connection, error);
  if (applied_code == NULL)
    return FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const File *step = g_ptr_array_index (steps, i);
      g_autofree char *number = g_strdup_printf ("%d", step->number);
      const char *checksum = g_hash_table_lookup (applied_steps, number);

      if (checksum != NULL)
        highest = MAX (highest, step->number);
      changed |= g_strcmp0 (checksum, step->checksum) != 0;
    }

  *version = highest;
  *pending = changed || !is_code_current (code, applied_code);
  return TRUE;
}
