#include "config.h"

#include "db/server-message.h"
#include "model/import-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/error.h"
#include "base/identifier.h"
#include "base/text.h"
#include "model/import-batch.h"

#define BATCH_SIZE 2000
#define MOST_REJECTS 10000

/* What one run carries from row to row. */
typedef struct
{
  KontorImport         *self;
  gboolean              dry_run;
  KontorImportSend      send;
  gpointer              send_data;
  KontorImportProgress  progress;
  gpointer              progress_data;
  GCancellable         *cancellable;
  KontorImportBatch    *batch;
  /* Titles of earlier batches: a dry run leaves nothing on the server by which
   * it could know them again. */
  GHashTable           *titles;
  gboolean              heading_seen;
  GError               *error;
} Run;

static void
reject_free (gpointer data)
{
  KontorImportReject *reject = data;

  g_free (reject->field);
  g_free (reject->reason);
  g_free (reject);
}

GPtrArray *
kontor_import_new_rejects (void)
{
  return g_ptr_array_new_with_free_func (reject_free);
}

static void
add_reject (KontorImport *self,
            guint64       line,
            const char   *field,
            const char   *reason)
{
  KontorImportReject *reject;

  self->outcome.n_rejected++;
  if (self->outcome.rejects->len >= MOST_REJECTS)
    return;

  reject = g_new0 (KontorImportReject, 1);
  reject->line = line;
  reject->field = g_strdup (field);
  reject->reason = g_strdup (reason);
  g_ptr_array_add (self->outcome.rejects, reject);
}

static int
compare_rejects (gconstpointer a,
                 gconstpointer b)
{
  const KontorImportReject *first = *(KontorImportReject * const *) a;
  const KontorImportReject *second = *(KontorImportReject * const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static gint64
get_count (JsonObject *answer,
           const char *member)
{
  return json_object_get_int_member_with_default (answer, member, 0);
}

static gboolean
take_answer (Run        *run,
             const char *text)
{
  KontorImport *self = run->self;
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *answer;
  JsonArray *rejects;

  if (!json_parser_load_from_data (parser, text != NULL ? text : "null", -1, &run->error))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      run->error = g_error_new (KONTOR_ERROR, KONTOR_ERROR_FAILED, _("The server's answer cannot be understood."));
      return FALSE;
    }

  answer = json_node_get_object (json_parser_get_root (parser));
  self->outcome.n_created += get_count (answer, "created");
  self->outcome.n_updated += get_count (answer, "updated");
  self->outcome.n_unchanged += get_count (answer, "unchanged");

  rejects = json_object_has_member (answer, "rejects") ? json_object_get_array_member (answer, "rejects") : NULL;
  for (guint i = 0; rejects != NULL && i < json_array_get_length (rejects); i++)
    {
      JsonObject *reject = json_array_get_object_element (rejects, i);
      const char *name = json_object_get_string_member_with_default (reject, "field", NULL);
      const KontorField *field = name != NULL ? kontor_entity_find_field (self->entity, name) : NULL;
      g_autofree char *reason = NULL;

      /* A constraint's own words are for programmers. */
      if (json_object_get_string_member_with_default (reject, "constraint", NULL) != NULL)
        reason = g_strdup (_("The value is not allowed: too long, empty, or not one of the known ones."));
      else
        reason = kontor_server_message_translate (json_object_get_string_member_with_default (reject, "reason", ""));
      add_reject (self, get_count (reject, "line"), field != NULL ? _(field->label) : name, reason);
    }

  return TRUE;
}

static gboolean
send_batch (Run *run)
{
  KontorImport *self = run->self;
  g_autoptr(KontorResult) result = NULL;
  g_autofree char *line = NULL;
  const char *params[5];

  if (kontor_import_batch_get_length (run->batch) == 0)
    return TRUE;

  line = g_strdup_printf ("%" G_GUINT64_FORMAT, kontor_import_batch_get_first_line (run->batch));
  params[0] = self->entity->name;
  params[1] = kontor_import_batch_end (run->batch);
  params[2] = self->operation;
  params[3] = line;
  params[4] = run->dry_run ? "true" : "false";
  result = run->send ("import-rows", params, 5, run->send_data, &run->error);
  if (result == NULL || !take_answer (run, kontor_result_get (result, 0, 0)))
    return FALSE;

  kontor_import_batch_clear (run->batch);
  if (run->progress != NULL)
    run->progress (self, run->progress_data);

  return !g_cancellable_set_error_if_cancelled (run->cancellable, &run->error);
}

static gboolean
import_row_cb (const KontorCsvRow *row,
               gpointer            user_data)
{
  Run *run = user_data;
  KontorImport *self = run->self;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;
  const char *field = NULL;
  const char *title;

  if (!run->heading_seen && row->fault == NULL)
    {
      run->heading_seen = TRUE;
      return TRUE;
    }

  self->outcome.n_rows++;
  if (self->file_size > 0)
    self->outcome.fraction = MIN (1.0, (double) row->position / self->file_size);

  if (row->fault != NULL)
    {
      add_reject (self, row->line, NULL, row->fault);
      return TRUE;
    }

  title = kontor_import_batch_find_title (run->batch, row);
  key = kontor_text_fold (title);
  if (key[0] == '\0')
    {
      const KontorField *title_field = kontor_entity_find_field (self->entity, self->entity->title);
      const char *name = title_field != NULL ? _(title_field->label) : self->entity->title;
      g_autofree char *reason = g_strdup_printf ("%s: %s", name, _("The field is empty."));

      add_reject (self, row->line, name, reason);
      return TRUE;
    }
  if (!kontor_import_batch_add (run->batch, row, run->dry_run && g_hash_table_contains (run->titles, key), &field, &error))
    {
      add_reject (self, row->line, field, error->message);
      return TRUE;
    }
  if (run->dry_run)
    g_hash_table_add (run->titles, g_steal_pointer (&key));

  if (kontor_import_batch_get_length (run->batch) < BATCH_SIZE)
    return TRUE;
  return send_batch (run);
}

gboolean
kontor_import_run (KontorImport          *self,
                   gboolean               dry_run,
                   KontorImportSend       send,
                   gpointer               send_data,
                   KontorImportProgress   progress,
                   gpointer               progress_data,
                   GCancellable          *cancellable,
                   GError               **error)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(KontorImportBatch) batch = NULL;
  Run run = {
    .self = self, .dry_run = dry_run, .send = send, .send_data = send_data, .progress = progress,
    .progress_data = progress_data, .cancellable = cancellable, .titles = titles,
  };

  g_return_val_if_fail (KONTOR_IS_IMPORT (self), FALSE);
  g_return_val_if_fail (send != NULL, FALSE);

  if (!kontor_import_check_mapping (self, error))
    return FALSE;

  g_clear_pointer (&self->outcome.rejects, g_ptr_array_unref);
  memset (&self->outcome, 0, sizeof self->outcome);
  self->outcome.rejects = kontor_import_new_rejects ();
  g_free (self->operation);
  self->operation = kontor_identifier_new ();

  run.batch = batch = kontor_import_batch_new (self->entity, self->mapping);
  if (kontor_csv_read (self->path, &self->format, import_row_cb, &run, cancellable, error) && run.error == NULL)
    send_batch (&run);

  g_ptr_array_sort (self->outcome.rejects, compare_rejects);
  if (run.error != NULL)
    {
      g_propagate_error (error, run.error);
      return FALSE;
    }
  if (error != NULL && *error != NULL)
    return FALSE;

  self->outcome.fraction = 1.0;
  return TRUE;
}

/* The import over a desk's database: the file is read on a worker thread, each
 * batch is sent by the main thread, which the worker waits for. */
typedef struct
{
  KontorImport   *self;
  KontorDatabase *database;
  gboolean        dry_run;
  GMutex          mutex;
  GCond           answered;
  const char     *name;
  char          **params;
  guint           n_params;
  KontorResult   *result;
  GError         *error;
  gboolean        done;
} DeskRun;

static void
desk_run_free (gpointer data)
{
  DeskRun *run = data;

  g_object_unref (run->self);
  g_object_unref (run->database);
  g_mutex_clear (&run->mutex);
  g_cond_clear (&run->answered);
  g_free (run);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  DeskRun *run = user_data;

  g_mutex_lock (&run->mutex);
  run->result = kontor_database_query_finish (KONTOR_DATABASE (source), result, &run->error);
  run->done = TRUE;
  g_cond_signal (&run->answered);
  g_mutex_unlock (&run->mutex);
}

static gboolean
send_on_main_thread_cb (gpointer user_data)
{
  DeskRun *run = user_data;

  /* Not cancellable: a batch is short, and its outcome must be known. */
  kontor_database_query_async (run->database, KONTOR_LANE_BACK, run->name,
                               (const char * const *) run->params, run->n_params,
                               NULL, answered_cb, run);
  return G_SOURCE_REMOVE;
}

static KontorResult *
send_by_desk (const char          *name,
              const char * const  *params,
              guint                n_params,
              gpointer             user_data,
              GError             **error)
{
  DeskRun *run = user_data;

  run->name = name;
  run->params = (char **) params;
  run->n_params = n_params;
  run->done = FALSE;
  g_main_context_invoke (NULL, send_on_main_thread_cb, run);

  g_mutex_lock (&run->mutex);
  while (!run->done)
    g_cond_wait (&run->answered, &run->mutex);
  g_mutex_unlock (&run->mutex);

  if (run->error != NULL)
    g_propagate_error (error, g_steal_pointer (&run->error));
  return g_steal_pointer (&run->result);
}

static gboolean
tell_progress_cb (gpointer user_data)
{
  g_signal_emit_by_name (user_data, "progress");
  return G_SOURCE_REMOVE;
}

static void
progress_by_desk (KontorImport *self,
                  gpointer      user_data)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, tell_progress_cb, g_object_ref (self), g_object_unref);
}

static void
run_thread_cb (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  DeskRun *run = task_data;
  GError *error = NULL;

  if (kontor_import_run (run->self, run->dry_run, send_by_desk, run, progress_by_desk, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
kontor_import_run_async (KontorImport        *self,
                         gboolean             dry_run,
                         KontorDatabase      *database,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  DeskRun *run;

  g_return_if_fail (KONTOR_IS_IMPORT (self));
  g_return_if_fail (KONTOR_IS_DATABASE (database));

  run = g_new0 (DeskRun, 1);
  run->self = g_object_ref (self);
  run->database = g_object_ref (database);
  run->dry_run = dry_run;
  g_mutex_init (&run->mutex);
  g_cond_init (&run->answered);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_import_run_async);
  g_task_set_task_data (task, run, desk_run_free);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_run_in_thread (task, run_thread_cb);
}

gboolean
kontor_import_run_finish (KontorImport  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
