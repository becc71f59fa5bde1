#include "config.h"

#include "model/store-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/error.h"
#include "base/identifier.h"
#include "model/record-private.h"

/* How often an operation whose outcome is unknown is sent again. */
#define MAXIMUM_TRIES 6

#define CONFLICTS_KEY "kontor-conflicts"
#define CONFLICT_VERSION_KEY "kontor-conflict-version"

typedef struct
{
  GPtrArray *records; /* those with changes */
  char      *title;
  char      *operation;
  char      *changes;
  guint      n_tries;
  /* nobody has to be told that it went well */
  gboolean   quiet;
} Save;

/* A statement that may be repeated with the same operation. */
typedef struct
{
  KontorRecord *record;
  char         *operation;
  char         *version;  /* to remove */
  char         *undone;   /* to undo: the operation */
  guint         n_tries;
  guint         n_conflicts;
} Step;

static void start_next_save (KontorStore *self);

static void
save_free (Save *save)
{
  g_ptr_array_unref (save->records);
  g_free (save->title);
  g_free (save->operation);
  g_free (save->changes);
  g_free (save);
}

static void
step_free (Step *step)
{
  g_clear_object (&step->record);
  g_free (step->operation);
  g_free (step->version);
  g_free (step->undone);
  g_free (step);
}

static void
conflict_free (KontorConflict *conflict)
{
  g_free (conflict->field);
  g_free (conflict->base);
  g_free (conflict->mine);
  g_free (conflict->theirs);
  g_free (conflict->theirs_label);
  g_free (conflict->author);
  g_free (conflict->at);
  g_free (conflict);
}

/* A member as text in PostgreSQL's form, whatever JSON made of it. */
static char *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_has_member (object, name) ? json_object_get_member (object, name) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "t" : "f");
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      GString *text = g_string_new ("{");

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
            {
              g_string_free (text, TRUE);
              return json_to_string (node, FALSE);
            }
          g_string_append_printf (text, "%s%s", i > 0 ? "," : "", json_node_get_string (element));
        }
      g_string_append_c (text, '}');
      return g_string_free (text, FALSE);
    }
  return json_to_string (node, FALSE);
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_has_member (object, name) ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gint64
get_version (JsonObject *object)
{
  JsonNode *node = json_object_has_member (object, "version") ? json_object_get_member (object, "version") : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static JsonObject *
read_answer (KontorResult *result, GError **error)
{
  const char *text = kontor_result_get_n_rows (result) > 0 ? kontor_result_get (result, 0, 0) : NULL;
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_ref (json_node_get_object (node));

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FAILED, _("The server's answer cannot be understood."));
  return NULL;
}

static gboolean
is_status (JsonObject *object, const char *status)
{
  return json_object_has_member (object, "status") &&
         g_strcmp0 (json_object_get_string_member (object, "status"), status) == 0;
}

static void
note_conflicts (KontorRecord *record, JsonObject *row)
{
  JsonArray *array = get_array (row, "conflicts");
  GPtrArray *conflicts;
  gint64 *version;

  if (array == NULL || json_array_get_length (array) == 0)
    return;

  conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) conflict_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      KontorConflict *conflict = g_new0 (KontorConflict, 1);

      conflict->field = dup_member (object, "field");
      conflict->base = dup_member (object, "base");
      conflict->mine = dup_member (object, "mine");
      conflict->theirs = dup_member (object, "theirs");
      conflict->theirs_label = dup_member (object, "theirs_label");
      conflict->author = dup_member (object, "author");
      conflict->at = dup_member (object, "at");
      g_ptr_array_add (conflicts, conflict);
    }

  version = g_new (gint64, 1);
  *version = get_version (row);
  g_object_set_data_full (G_OBJECT (record), CONFLICTS_KEY, conflicts, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (record), CONFLICT_VERSION_KEY, version, g_free);
}

/* "Partner saved"; where others' changes to other fields were kept, that too. */
static char *
make_title (Save *save, JsonArray *rows)
{
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows) && i < save->records->len; i++)
    {
      KontorRecord *record = g_ptr_array_index (save->records, i);
      JsonArray *merged = get_array (json_array_get_object_element (rows, i), "merged");

      for (guint j = 0; merged != NULL && j < json_array_get_length (merged); j++)
        {
          const KontorField *field = kontor_entity_find_field (kontor_record_get_entity (record),
                                                               json_array_get_string_element (merged, j));

          if (field == NULL)
            continue;
          g_string_append_printf (fields, "%s%s", fields->len > 0 ? ", " : "", _(field->label));
        }
    }

  if (fields->len == 0)
    return g_strdup (save->title);
  save->quiet = FALSE;
  /* Translators: "Partner saved. Meanwhile someone else changed: Phone, City" */
  return g_strdup_printf (_("%s. Meanwhile someone else changed: %s"), save->title, fields->str);
}

/* Saving ---------------------------------------------------------------------- */

static void
save_refreshed (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorStore *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);

  for (guint i = 0; i < save->records->len; i++)
    {
      KontorRecord *record = g_ptr_array_index (save->records, i);

      kontor_store_emit_changed (self, kontor_record_get_entity (record)->name, kontor_record_get_id (record), "update");
    }
  kontor_store_emit_saved (self, save->operation, save->quiet ? "" : save->title);
  g_task_return_boolean (task, TRUE);
}

static void
take_saved (KontorStore *self, GTask *task, JsonArray *rows)
{
  Save *save = g_task_get_task_data (task);
  g_autofree char *title = make_title (save, rows);

  for (guint i = 0; i < save->records->len; i++)
    {
      KontorRecord *record = g_ptr_array_index (save->records, i);
      gint64 version = kontor_record_get_base_version (record) + 1;

      if (rows != NULL && i < json_array_get_length (rows))
        version = get_version (json_array_get_object_element (rows, i));
      g_object_set_data (G_OBJECT (record), CONFLICTS_KEY, NULL);
      kontor_record_mark_saved (record, version);
      kontor_store_hold (self, record);
    }
  g_free (save->title);
  save->title = g_steal_pointer (&title);

  /* What triggers filled (numbers, totals, the owner) is read back first. */
  kontor_store_refresh (self, save->records, G_CALLBACK (save_refreshed), g_object_ref (task));
}

static void
saved_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorStore *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autoptr (JsonObject) answer = NULL;

  if (rows == NULL && g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION) &&
      ++save->n_tries < MAXIMUM_TRIES && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      const char *params[] = { save->changes, save->operation, save->title };

      /* The outcome is unknown; the same operation again is harmless, the
       * server gives the first answer.  The query waits for the connection. */
      g_error_free (error);
      kontor_database_query_async (KONTOR_DATABASE (database), KONTOR_LANE_FRONT, "save-many", params, 3,
                                   g_task_get_cancellable (task), saved_cb, g_object_ref (task));
      return;
    }

  if (rows != NULL)
    answer = read_answer (rows, &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (is_status (answer, "saved"))
    take_saved (self, task, get_array (answer, "rows"));
  else
    {
      JsonArray *array = get_array (answer, "rows");

      for (guint i = 0; array != NULL && i < json_array_get_length (array) && i < save->records->len; i++)
        note_conflicts (g_ptr_array_index (save->records, i), json_array_get_object_element (array, i));
      g_task_return_new_error (task, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
                               _("Someone else changed the same fields meanwhile. Choose which values to keep."));
    }

  g_object_unref (g_queue_pop_head (&self->saves));
  start_next_save (self);
}

static char *
make_changes (GPtrArray *records)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    {
      KontorRecord *record = g_ptr_array_index (records, i);
      g_autofree char *changes = kontor_record_changes_to_json (record);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "entity");
      json_builder_add_string_value (builder, kontor_record_get_entity (record)->name);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, kontor_record_get_id (record));
      json_builder_set_member_name (builder, "version");
      json_builder_add_int_value (builder, kontor_record_get_base_version (record));
      json_builder_set_member_name (builder, "changes");
      json_builder_add_value (builder, json_from_string (changes, NULL));
      json_builder_end_object (builder);
      kontor_record_mark_sent (record);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
start_next_save (KontorStore *self)
{
  GTask *task;

  while ((task = g_queue_peek_head (&self->saves)) != NULL)
    {
      Save *save = g_task_get_task_data (task);
      const char *params[3];

      /* A save before this one may have carried the changes already. */
      for (guint i = save->records->len; i > 0; i--)
        {
          KontorRecord *record = g_ptr_array_index (save->records, i - 1);

          if (kontor_record_get_version (record) > 0 && !kontor_record_is_dirty (record))
            g_ptr_array_remove_index (save->records, i - 1);
        }
      if (save->records->len == 0)
        {
          g_task_return_boolean (task, TRUE);
          g_object_unref (g_queue_pop_head (&self->saves));
          continue;
        }

      save->changes = make_changes (save->records);
      save->operation = kontor_identifier_new ();
      kontor_store_note_operation (self, save->operation);
      params[0] = save->changes;
      params[1] = save->operation;
      params[2] = save->title;
      kontor_database_query_async (self->database, KONTOR_LANE_FRONT, "save-many", params, 3,
                                   g_task_get_cancellable (task), saved_cb, g_object_ref (task));
      return;
    }
}

static void
save_records (KontorStore *self, GPtrArray *records, const char *title, gboolean quiet,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Save *save;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (records != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_save_async);
  /* What the server has done is told even where nobody waits for it any more. */
  g_task_set_check_cancellable (task, FALSE);

  for (guint i = 0; i < records->len; i++)
    {
      GError *error = NULL;

      if (!kontor_record_validate (g_ptr_array_index (records, i), &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }

  save = g_new0 (Save, 1);
  save->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (save->records, g_object_ref (g_ptr_array_index (records, i)));
  save->title = g_strdup (title != NULL ? title : "");
  save->quiet = quiet;
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);

  g_queue_push_tail (&self->saves, g_steal_pointer (&task));
  if (g_queue_get_length (&self->saves) == 1)
    start_next_save (self);
}

gboolean
kontor_store_save_finish (KontorStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kontor_store_save_async (KontorStore *self, GPtrArray *records, const char *title,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (records != NULL);

  save_records (self, records, title, FALSE, cancellable, callback, user_data);
}

static void
save_record (KontorStore *self, KontorRecord *record, gboolean quiet,
             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *title = NULL;

  g_ptr_array_add (records, record);
  /* What is called by a number has none before the server gives it. */
  if (kontor_record_get_version (record) == 0 && kontor_record_get (record, kontor_record_get_entity (record)->title) == NULL)
    title = g_strdup_printf (_("New: %s"), _(kontor_record_get_entity (record)->label));
  else
    /* Translators: "Partner saved: Siemens" */
    title = g_strdup_printf (_("%s saved: %s"), _(kontor_record_get_entity (record)->label), kontor_record_get_title (record));
  save_records (self, records, title, quiet, cancellable, callback, user_data);
}

void
kontor_store_save_record_async (KontorStore *self, KontorRecord *record,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  save_record (self, record, FALSE, cancellable, callback, user_data);
}

void
kontor_store_save_record_quietly_async (KontorStore *self, KontorRecord *record,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  save_record (self, record, TRUE, cancellable, callback, user_data);
}

GPtrArray *
kontor_store_get_conflicts (KontorStore *self, KontorRecord *record)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (KONTOR_IS_RECORD (record), NULL);

  return g_object_get_data (G_OBJECT (record), CONFLICTS_KEY);
}

void
kontor_store_resolve (KontorStore *self, KontorRecord *record, const char * const *keep_mine)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  gint64 *version;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  conflicts = g_object_steal_data (G_OBJECT (record), CONFLICTS_KEY);
  version = g_object_get_data (G_OBJECT (record), CONFLICT_VERSION_KEY);
  if (conflicts == NULL || version == NULL)
    return;

  for (guint i = 0; i < conflicts->len; i++)
    {
      KontorConflict *conflict = g_ptr_array_index (conflicts, i);

      if (keep_mine == NULL || !g_strv_contains (keep_mine, conflict->field))
        kontor_record_take_theirs (record, conflict->field, conflict->theirs, conflict->theirs_label);
    }
  kontor_record_rebase (record, *version);
}

/* Removing and undoing ---------------------------------------------------------- */

static void run_remove (GTask *task);
static void run_undo (GTask *task);

/* The answer to a step, or NULL where it is on its way again or has failed. */
static JsonObject *
finish_step (GTask *task, GObject *database, GAsyncResult *result, void (*again) (GTask *task))
{
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  JsonObject *answer;

  if (rows == NULL && g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION) &&
      ++step->n_tries < MAXIMUM_TRIES && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_error_free (error);
      again (g_object_ref (task));
      return NULL;
    }

  answer = rows != NULL ? read_answer (rows, &error) : NULL;
  if (answer == NULL)
    g_task_return_error (task, error);
  return answer;
}

static void
removed_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KontorStore *self = g_task_get_source_object (task);
  Step *step = g_task_get_task_data (task);
  g_autoptr (JsonObject) answer = finish_step (task, database, result, run_remove);
  g_autofree char *title = NULL;

  if (answer == NULL)
    return;
  if (is_status (answer, "conflict"))
    {
      g_task_return_new_error (task, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
                               _("Someone else changed this record meanwhile. Look at it again before you delete it."));
      return;
    }

  /* Translators: "Partner deleted: Siemens" */
  title = g_strdup_printf (_("%s deleted: %s"), _(kontor_record_get_entity (step->record)->label),
                           kontor_record_get_title (step->record));
  kontor_store_emit_changed (self, kontor_record_get_entity (step->record)->name,
                             kontor_record_get_id (step->record), "delete");
  kontor_store_emit_saved (self, step->operation, title);
  g_task_return_boolean (task, TRUE);
}

static void
run_remove (GTask *task)
{
  KontorStore *self = g_task_get_source_object (task);
  Step *step = g_task_get_task_data (task);
  const char *params[] = { kontor_record_get_entity (step->record)->name, kontor_record_get_id (step->record),
                           step->version, step->operation };

  kontor_database_query_async (self->database, KONTOR_LANE_FRONT, "remove", params, 4,
                               g_task_get_cancellable (task), removed_cb, task);
}

void
kontor_store_remove_async (KontorStore *self, KontorRecord *record,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Step *step;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_remove_async);
  g_task_set_check_cancellable (task, FALSE);
  step = g_new0 (Step, 1);
  step->record = g_object_ref (record);
  step->operation = kontor_identifier_new ();
  step->version = g_strdup_printf ("%" G_GINT64_FORMAT, kontor_record_get_version (record));
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  kontor_store_note_operation (self, step->operation);
  run_remove (task);
}

gboolean
kontor_store_remove_finish (KontorStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
undone_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  g_autoptr (JsonObject) answer = finish_step (task, database, result, run_undo);
  JsonArray *conflicts;

  if (answer == NULL)
    return;
  conflicts = get_array (answer, "conflicts");
  step->n_conflicts = conflicts != NULL ? json_array_get_length (conflicts) : 0;
  kontor_store_emit_undone (g_task_get_source_object (task), step->undone);
  g_task_return_boolean (task, TRUE);
}

static void
run_undo (GTask *task)
{
  KontorStore *self = g_task_get_source_object (task);
  Step *step = g_task_get_task_data (task);
  const char *params[] = { step->undone, step->operation };

  kontor_database_query_async (self->database, KONTOR_LANE_FRONT, "undo", params, 2,
                               g_task_get_cancellable (task), undone_cb, task);
}

void
kontor_store_undo_async (KontorStore *self, const char *operation,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Step *step;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (operation != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_undo_async);
  g_task_set_check_cancellable (task, FALSE);
  step = g_new0 (Step, 1);
  step->undone = g_strdup (operation);
  /* The undoing is an operation of its own. */
  step->operation = kontor_identifier_new ();
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  kontor_store_note_operation (self, step->operation);
  run_undo (task);
}

gboolean
kontor_store_undo_finish (KontorStore *self, GAsyncResult *result, guint *n_conflicts, GError **error)
{
  gboolean undone;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  undone = g_task_propagate_boolean (G_TASK (result), error);
  if (n_conflicts != NULL)
    *n_conflicts = undone ? ((Step *) g_task_get_task_data (G_TASK (result)))->n_conflicts : 0;
  return undone;
}
