#include "config.h"

#include "activities/task-outcome.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "activities/answer-choice.h"
#include "activities/task-actions.h"
#include "base/error.h"
#include "base/identifier.h"
#include "base/moment.h"

struct _KontorTaskOutcome
{
  AdwBin              parent_instance;

  GtkWidget          *question_box;
  GtkLabel           *question;
  KontorAnswerChoice *answers;
  KontorForm         *result_form;
  GtkWidget          *complete_box;
  GtkLabel           *hindrance;
  GtkLabel           *failure;
  GtkLabel           *done;

  KontorDesk         *desk;
  KontorRecord       *task;
  GCancellable       *cancellable;
  /* of the completion on its way, so that a repeated one does nothing twice */
  char               *operation;
  gboolean            is_completing;
  /* what the failure tells of was saving, so it is over when all is saved */
  gboolean            is_unsaved;
};

G_DEFINE_FINAL_TYPE (KontorTaskOutcome, kontor_task_outcome, ADW_TYPE_BIN)

enum { CHANGED, COMPLETED, NEXT, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_gone (KontorTaskOutcome *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
say_failure (KontorTaskOutcome *self, const GError *error)
{
  g_autofree char *words = error != NULL ? kontor_error_describe (error) : NULL;

  self->is_unsaved = FALSE;
  gtk_label_set_text (self->failure, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), words != NULL);
}

static void
answer_changed_cb (KontorTaskOutcome *self)
{
  say_failure (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_done (KontorTaskOutcome *self, KontorRecord *task)
{
  const char *label = kontor_record_get_label (task, "done_by");
  const char *performer = label != NULL ? label : "?";
  const char *answer = kontor_answer_choice_get_text (self->answers, kontor_record_get (task, "answer"));
  g_autofree char *at = kontor_moment_format (kontor_record_get (task, "done_at"));
  g_autofree char *words = NULL;

  if (g_strcmp0 (kontor_record_get (task, "state"), "cancelled") == 0)
    words = g_strdup (_("This task was cancelled."));
  else if (answer != NULL)
    /* Translators: "Done by Amra, today 14:05: Yes" */
    words = g_strdup_printf (_("Done by %s, %s: %s"), performer, at, answer);
  else
    words = g_strdup_printf (_("Done by %s, %s"), performer, at);
  gtk_label_set_text (self->done, words);
}

/* Completing ----------------------------------------------------------------------- */

static void
next_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskOutcome) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);
  g_autofree char *words = NULL;
  const char *performer;

  if (rows == NULL || kontor_result_get_n_rows (rows) == 0 || is_gone (self))
    return;
  performer = kontor_result_get (rows, 0, 2);
  if (kontor_result_get_boolean (rows, 0, 3))
    {
      words = g_strdup_printf (_("Done. Now: %s"), kontor_result_get (rows, 0, 1));
      g_signal_emit (self, signals[NEXT], 0, kontor_result_get (rows, 0, 0));
    }
  else
    /* Translators: the next task's name and who has to do it */
    words = g_strdup_printf (_("Done. Next: %s (%s)"), kontor_result_get (rows, 0, 1), performer != NULL ? performer : _("nobody yet"));
  kontor_desk_toast (self->desk, words, NULL);
}

/* {"next": ["id", ...]} as an array of the server; (transfer full) (nullable). */
static char *
read_next (KontorResult *rows)
{
  const char *text = kontor_result_get_n_rows (rows) > 0 ? kontor_result_get (rows, 0, 0) : NULL;
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonNode *next = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), "next") : NULL;
  g_autoptr (GString) list = g_string_new ("{");

  if (next == NULL || !JSON_NODE_HOLDS_ARRAY (next) || json_array_get_length (json_node_get_array (next)) == 0)
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (next)); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "," : "", json_array_get_string_element (json_node_get_array (next), i));
  g_string_append_c (list, '}');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
completed_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskOutcome) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *next = NULL;
  const char *params[1];

  if (is_gone (self))
    return;
  self->is_completing = FALSE;
  if (rows == NULL)
    {
      /* Of a lost answer the outcome is unknown: the same operation again is harmless. */
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
        g_clear_pointer (&self->operation, g_free);
      g_signal_emit (self, signals[CHANGED], 0);
      say_failure (self, error);
      return;
    }

  g_clear_pointer (&self->operation, g_free);
  kontor_record_revert (self->task, "result");
  g_signal_emit (self, signals[COMPLETED], 0);
  next = read_next (rows);
  if (next == NULL)
    {
      kontor_desk_toast (self->desk, _("The task is done"), NULL);
      return;
    }
  params[0] = next;
  kontor_database_query_async (KONTOR_DATABASE (database), KONTOR_LANE_FRONT, "next-tasks", params, 1,
                               self->cancellable, next_cb, g_object_ref (self));
}

static void
kontor_task_outcome_dispose (GObject *object)
{
  KontorTaskOutcome *self = KONTOR_TASK_OUTCOME (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (kontor_task_outcome_parent_class)->dispose (object);
}

static void
kontor_task_outcome_finalize (GObject *object)
{
  KontorTaskOutcome *self = KONTOR_TASK_OUTCOME (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);
  g_free (self->operation);

  G_OBJECT_CLASS (kontor_task_outcome_parent_class)->finalize (object);
}

static void
kontor_task_outcome_class_init (KontorTaskOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_task_outcome_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_task_outcome_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPLETED] = g_signal_new ("completed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_ANSWER_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/task-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, question_box);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, question);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, answers);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, result_form);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, complete_box);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, hindrance);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, failure);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskOutcome, done);
  gtk_widget_class_bind_template_callback (widget_class, answer_changed_cb);
}

static void
kontor_task_outcome_init (KontorTaskOutcome *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kontor_task_outcome_set_desk (KontorTaskOutcome *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_TASK_OUTCOME (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_set_object (&self->desk, desk);
}

KontorForm *
kontor_task_outcome_get_form (KontorTaskOutcome *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_OUTCOME (self), NULL);
  return self->result_form;
}

void
kontor_task_outcome_show (KontorTaskOutcome *self, KontorRecord *task)
{
  const char *question;
  KontorFieldRow *result;
  gboolean open;

  g_return_if_fail (KONTOR_IS_TASK_OUTCOME (self));
  g_return_if_fail (KONTOR_IS_RECORD (task));

  /* Why it failed stays beside what has become of the task since. */
  if (self->task == NULL || g_strcmp0 (kontor_record_get_id (self->task), kontor_record_get_id (task)) != 0
      || (self->is_unsaved && !kontor_record_is_dirty (task)))
    say_failure (self, NULL);
  g_set_object (&self->task, task);
  open = kontor_task_is_open (task);
  question = kontor_record_get (task, "question");
  kontor_answer_choice_set_answers (self->answers, kontor_record_get (task, "answers"), question);
  gtk_label_set_text (self->question, question != NULL ? question : _("What is the answer?"));
  gtk_widget_set_visible (self->question_box, open && !kontor_answer_choice_is_empty (self->answers));
  gtk_widget_set_visible (self->complete_box, open);
  gtk_widget_set_visible (GTK_WIDGET (self->done), !open);
  if (!open)
    show_done (self, task);
  result = kontor_form_get_row (self->result_form, "result");
  if (result != NULL)
    kontor_field_row_set_read_only (result, !open && kontor_record_get (task, "process_id") != NULL);
}

void
kontor_task_outcome_focus (KontorTaskOutcome *self)
{
  g_return_if_fail (KONTOR_IS_TASK_OUTCOME (self));

  if (kontor_answer_choice_is_empty (self->answers) || !gtk_widget_get_visible (self->question_box)
      || !gtk_widget_child_focus (GTK_WIDGET (self->answers), GTK_DIR_TAB_FORWARD))
    kontor_form_focus_field (self->result_form, "result");
}

const char *
kontor_task_outcome_get_hindrance (KontorTaskOutcome *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_OUTCOME (self), NULL);
  return !kontor_answer_choice_is_empty (self->answers) && kontor_answer_choice_get_answer (self->answers) == NULL ? _("Choose an answer.") : NULL;
}

void
kontor_task_outcome_set_hindrance (KontorTaskOutcome *self, const char *why)
{
  g_return_if_fail (KONTOR_IS_TASK_OUTCOME (self));

  gtk_label_set_text (self->hindrance, why != NULL ? why : "");
}

void
kontor_task_outcome_show_failure (KontorTaskOutcome *self, const GError *error)
{
  g_return_if_fail (KONTOR_IS_TASK_OUTCOME (self));
  g_return_if_fail (error != NULL);

  say_failure (self, error);
  self->is_unsaved = TRUE;
}

gboolean
kontor_task_outcome_is_completing (KontorTaskOutcome *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_OUTCOME (self), FALSE);
  return self->is_completing;
}

void
kontor_task_outcome_complete (KontorTaskOutcome *self)
{
  const char *params[4];

  g_return_if_fail (KONTOR_IS_TASK_OUTCOME (self));

  if (self->is_completing || self->task == NULL || !kontor_task_is_open (self->task) || !kontor_form_commit (self->result_form))
    return;
  if (self->operation == NULL)
    self->operation = kontor_identifier_new ();
  params[0] = kontor_record_get_id (self->task);
  params[1] = kontor_answer_choice_get_answer (self->answers);
  params[2] = kontor_record_get (self->task, "result");
  params[3] = self->operation;
  self->is_completing = TRUE;
  say_failure (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "complete-task", params, 4,
                               NULL, completed_cb, g_object_ref (self));
}
