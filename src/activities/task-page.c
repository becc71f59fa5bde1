#include "config.h"

#include "activities/task-page.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "activities/answer-choice.h"
#include "activities/checklist.h"
#include "activities/redirect-dialog.h"
#include "activities/task-demands.h"
#include "activities/task-subject.h"
#include "base/error.h"
#include "base/identifier.h"
#include "base/moment.h"
#include "db/server-message.h"
#include "kit/chip.h"
#include "kit/composer.h"
#include "kit/create-dialog.h"
#include "kit/feed.h"
#include "kit/file-list.h"
#include "kit/form.h"
#include "kit/replace-text.h"

struct _KontorTaskPage
{
  KontorPage          parent_instance;

  GtkStack           *stack;
  AdwStatusPage      *missing;
  KontorForm         *title_form;
  GtkBox             *chips;
  GtkLabel           *due;
  GtkLabel           *process;
  GtkWidget          *take;
  GtkWidget          *open_deal;
  GtkWidget          *open_process;
  GtkLabel           *what;
  GtkWidget          *method_place;
  GtkLabel           *method;
  GtkWidget          *problem_place;
  GtkLabel           *problem;
  KontorTaskDemands  *demands;
  KontorTaskSubject  *subject;
  KontorFileList     *files;
  KontorChecklist    *checklist;
  GtkWidget          *question_box;
  GtkLabel           *question;
  KontorAnswerChoice *answers;
  KontorForm         *result_form;
  GtkWidget          *complete_box;
  GtkLabel           *hindrance;
  GtkLabel           *done;
  KontorForm         *form;
  AdwBin             *feed_place;
  GtkWidget          *feed;
  KontorComposer     *composer;

  char               *id;
  KontorRecord       *record;
  GCancellable       *cancellable;
  /* what kontor.task_about() told */
  char               *requires;
  char               *process_state;
  gboolean            is_told;
  gboolean            is_strict;
  /* why it cannot be completed, where that names something */
  char               *reason;
  /* the page is looked at and its task is not there yet */
  gboolean            wants_focus;
  /* of the completion on its way, so that a repeated one does nothing twice */
  char               *operation;
};

G_DEFINE_FINAL_TYPE (KontorTaskPage, kontor_task_page, KONTOR_TYPE_PAGE)

static void set_task (KontorTaskPage *self, const char *id);

static KontorDesk *
get_desk (KontorTaskPage *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get (KontorTaskPage *self, const char *field)
{
  return kontor_record_get (self->record, field);
}

static gboolean
is_open (KontorTaskPage *self)
{
  const char *state = get (self, "state");

  return g_strcmp0 (state, "open") == 0 || g_strcmp0 (state, "taken") == 0;
}

static gboolean
is_mine (KontorTaskPage *self)
{
  return g_strcmp0 (get (self, "manager_id"), kontor_database_get_employee_id (kontor_desk_get_database (get_desk (self)))) == 0;
}

/* What is shown ------------------------------------------------------------------ */

static void
show_line (KontorTaskPage *self)
{
  const char *importance = get (self, "importance");
  g_autoptr (GDateTime) due = kontor_moment_parse (get (self, "due_at"));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *moment = kontor_moment_format (get (self, "due_at"));
  g_autofree char *words = NULL;
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, chip);
  gtk_box_append (self->chips, kontor_chip_new_choice (kontor_entity_find_field (kontor_record_get_entity (self->record), "state"),
                                                       get (self, "state")));
  if (g_strcmp0 (importance, "high") == 0)
    gtk_box_append (self->chips, kontor_chip_new (_("Important"), "error"));
  if (g_strcmp0 (self->process_state, "stopped") == 0)
    gtk_box_append (self->chips, kontor_chip_new (_("Process stopped"), "warning"));

  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
  if (due != NULL && is_open (self) && g_date_time_compare (due, now) < 0)
    {
      /* Translators: %s is a moment such as "yesterday, 14:00" */
      words = g_strdup_printf (_("Overdue since %s"), moment);
      gtk_widget_add_css_class (GTK_WIDGET (self->due), "error");
    }
  else if (due != NULL)
    words = g_strdup_printf (_("Due %s"), moment);
  gtk_label_set_text (self->due, words != NULL ? words : "");
}

static gboolean
may_work (KontorTaskPage *self)
{
  return is_open (self) && (is_mine (self) || get (self, "process_id") == NULL);
}

/* Why the task cannot be completed now; NULL where it can. */
static const char *
find_hindrance (KontorTaskPage *self)
{
  if (g_strcmp0 (self->process_state, "stopped") == 0)
    return _("The process is stopped.");
  if (get (self, "manager_id") == NULL)
    return _("Nobody has taken this task yet.");
  if (!is_mine (self) && get (self, "process_id") != NULL)
    return _("Somebody else has to do this.");
  if (self->is_strict && !kontor_checklist_is_done (self->checklist))
    return _("Tick everything off first.");
  g_clear_pointer (&self->reason, g_free);
  if (kontor_task_demands_get_missing (self->demands) != NULL)
    {
      const KontorEntity *entity = kontor_entity_lookup (kontor_task_demands_get_missing (self->demands));

      /* Translators: a kind of record, "Offer" */
      self->reason = g_strdup_printf (_("Make first: %s"), entity != NULL ? _(entity->label) : kontor_task_demands_get_missing (self->demands));
      return self->reason;
    }
  if (kontor_task_subject_get_missing (self->subject) != NULL)
    {
      /* Translators: the label of a field */
      self->reason = g_strdup_printf (_("Fill in first: %s"), kontor_task_subject_get_missing (self->subject));
      return self->reason;
    }
  if (!kontor_answer_choice_is_empty (self->answers) && kontor_answer_choice_get_answer (self->answers) == NULL)
    return _("Choose an answer.");
  return NULL;
}

static void
show_possibility (KontorTaskPage *self)
{
  const char *why = self->record != NULL && is_open (self) ? find_hindrance (self) : NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->hindrance), "task-hindrance");
  gtk_label_set_text (self->hindrance, why != NULL ? why : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.complete",
                                 self->record != NULL && is_open (self) && why == NULL && self->operation == NULL
                                   && (self->is_told || get (self, "process_id") == NULL));
}

static void
show_failure (KontorTaskPage *self, const GError *error)
{
  g_autofree char *words = kontor_error_describe (error);

  show_possibility (self);
  gtk_label_set_text (self->hindrance, words);
  gtk_widget_add_css_class (GTK_WIDGET (self->hindrance), "task-hindrance");
}

static void
show_outcome (KontorTaskPage *self)
{
  const char *performer = kontor_record_get_label (self->record, "done_by");
  const char *answer = kontor_answer_choice_get_text (self->answers, get (self, "answer"));
  g_autofree char *at = kontor_moment_format (get (self, "done_at"));
  g_autofree char *words = NULL;

  if (g_strcmp0 (get (self, "state"), "cancelled") == 0)
    words = g_strdup (_("This task was cancelled."));
  else if (answer != NULL)
    /* Translators: "Done by Amra, today 14:05: Yes" */
    words = g_strdup_printf (_("Done by %s, %s: %s"), performer != NULL ? performer : "?", at, answer);
  else
    words = g_strdup_printf (_("Done by %s, %s"), performer != NULL ? performer : "?", at);
  gtk_label_set_text (self->done, words);
}

/* What a process brought is the map's; the server refuses the rest, so it is not offered. */
static void
show_rights (KontorTaskPage *self)
{
  static const char * const fixed[] = { "description", "due_at", "manager_id", "partner_id", "deal_id" };
  gboolean of_process = get (self, "process_id") != NULL;
  KontorFieldRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if ((row = kontor_form_get_row (self->form, fixed[i])) != NULL)
      kontor_field_row_set_read_only (row, of_process);
  if ((row = kontor_form_get_row (self->form, "description")) != NULL)
    gtk_widget_set_visible (GTK_WIDGET (row), !of_process);
  if ((row = kontor_form_get_row (self->title_form, "name")) != NULL)
    kontor_field_row_set_read_only (row, of_process);
  if ((row = kontor_form_get_row (self->result_form, "result")) != NULL)
    kontor_field_row_set_read_only (row, of_process && !is_open (self));
}

/* What the map says about the step and, under it, why it came to somebody else
 * than the map says: the words of the server. */
static char *
word_description (const char *description)
{
  const char *paragraph = g_strrstr (description, "\n\n");
  const char *last = paragraph != NULL ? paragraph + strlen ("\n\n") : description;
  g_autofree char *before = g_strndup (description, (gsize) (last - description));
  g_autofree char *said = kontor_server_message_translate (last);

  return g_strconcat (before, said, NULL);
}

static void
show_record (KontorTaskPage *self)
{
  gboolean open = is_open (self);
  gboolean of_process = get (self, "process_id") != NULL;
  const char *question = get (self, "question");
  g_autofree char *description = word_description (get (self, "description") != NULL ? get (self, "description") : "");

  kontor_page_set_title (KONTOR_PAGE (self), kontor_record_get_title (self->record));
  show_line (self);
  gtk_label_set_text (self->what, description);
  gtk_widget_set_visible (GTK_WIDGET (self->what), of_process && *description != '\0');
  kontor_task_demands_set (self->demands, self->requires, may_work (self));
  kontor_checklist_set_json (self->checklist, get (self, "checklist"));
  kontor_checklist_set_editable (self->checklist, may_work (self));
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), !kontor_checklist_is_empty (self->checklist));
  kontor_answer_choice_set_answers (self->answers, get (self, "answers"), question);
  gtk_label_set_text (self->question, question != NULL ? question : _("What is the answer?"));
  gtk_widget_set_visible (self->question_box, open && !kontor_answer_choice_is_empty (self->answers));
  gtk_widget_set_visible (self->complete_box, open);
  gtk_widget_set_visible (GTK_WIDGET (self->done), !open);
  if (!open)
    show_outcome (self);
  show_rights (self);
  gtk_widget_set_visible (self->take, open && (g_strcmp0 (get (self, "state"), "open") == 0 || get (self, "manager_id") == NULL));
  gtk_widget_set_visible (self->open_deal, get (self, "deal_id") != NULL);
  gtk_widget_set_visible (self->open_process, of_process);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.give-back", open && g_strcmp0 (get (self, "state"), "taken") == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.redirect", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.delete", !of_process);
  show_possibility (self);
}

static void
record_changed_cb (KontorTaskPage *self)
{
  if (self->record != NULL)
    show_record (self);
}

static void
show_texts (KontorTaskPage *self, const char *method, const char *what_failed)
{
  g_autofree char *problem = kontor_server_message_translate (what_failed);

  gtk_label_set_text (self->method, method != NULL ? method : "");
  gtk_widget_set_visible (self->method_place, method != NULL);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_place, problem != NULL);
}

/* R79: what the task is about opens in it; what nobody may see here is not asked for. */
static void
show_subject (KontorTaskPage *self, KontorResult *about)
{
  const char *subject = kontor_result_get_by_name (about, 0, "subject");
  const char *record = kontor_result_get_by_name (about, 0, "record_id");

  if (subject == NULL)
    {
      subject = get (self, "subject");
      record = get (self, "record_id");
    }
  if (subject == NULL && get (self, "deal_id") != NULL)
    {
      subject = "deal";
      record = get (self, "deal_id");
    }
  kontor_task_subject_set (self->subject, subject, record, kontor_result_get_by_name (about, 0, "form"),
                           kontor_result_get_by_name (about, 0, "shown_fields"), kontor_result_get_by_name (about, 0, "locked_fields"),
                           kontor_result_get_by_name (about, 0, "required_fields"), !is_open (self));
}

static void
about_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);
  g_autofree char *process = NULL;

  if (rows == NULL || kontor_result_get_n_rows (rows) == 0 || self->record == NULL)
    return;
  kontor_replace_text (&self->requires, kontor_result_get_by_name (rows, 0, "requires"));
  kontor_replace_text (&self->process_state, kontor_result_get_by_name (rows, 0, "process_state"));
  self->is_told = TRUE;
  /* One's own list is there to be ticked off; that of a map says itself whether it is. */
  self->is_strict = get (self, "process_id") == NULL ||
                    kontor_result_get_boolean (rows, 0, kontor_result_find_column (rows, "checklist_strict"));
  show_texts (self, kontor_result_get_by_name (rows, 0, "method"), kontor_result_get_by_name (rows, 0, "problem"));
  show_subject (self, rows);
  if (kontor_result_get_by_name (rows, 0, "process") != NULL)
    process = g_strdup_printf ("%s · %s", kontor_result_get_by_name (rows, 0, "map"), kontor_result_get_by_name (rows, 0, "process"));
  gtk_label_set_text (self->process, process != NULL ? process : "");
  show_record (self);
}

static void
read_about (KontorTaskPage *self)
{
  const char *params[] = { self->id };

  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_FRONT, "task-about", params, 1,
                               self->cancellable, about_cb, g_object_ref (self));
}

/* Where one starts: what is to be ticked off, else the result. */
static void
focus (KontorTaskPage *self)
{
  if (self->record == NULL || !is_open (self))
    return;
  self->wants_focus = FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->checklist)) ||
      !gtk_widget_child_focus (GTK_WIDGET (self->checklist), GTK_DIR_TAB_FORWARD))
    kontor_form_focus_field (self->result_form, "result");
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || self->stack == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (record == NULL)
    {
      words = kontor_error_describe (error);
      adw_status_page_set_description (self->missing, words);
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  if (g_strcmp0 (kontor_record_get_id (record), self->id) != 0)
    return;

  if (g_set_object (&self->record, record))
    {
      g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      kontor_form_set_record (self->title_form, record);
      kontor_form_set_record (self->result_form, record);
      kontor_form_set_record (self->form, record);
      kontor_file_list_set_subject (self->files, get_desk (self), "task", self->id);
      kontor_composer_set_partner (self->composer, get (self, "partner_id"), kontor_record_get_label (record, "partner_id"));
      kontor_composer_set_task (self->composer, self->id, get (self, "deal_id"));
      gtk_widget_set_visible (GTK_WIDGET (self->composer), get (self, "partner_id") != NULL);
      if (get (self, "partner_id") != NULL)
        kontor_feed_set_subject (KONTOR_FEED (self->feed), get (self, "partner_id"), NULL);
      else
        kontor_feed_set_subject (KONTOR_FEED (self->feed), NULL, get (self, "deal_id"));
      gtk_widget_set_visible (GTK_WIDGET (self->feed_place), get (self, "partner_id") != NULL || get (self, "deal_id") != NULL);
    }
  show_record (self);
  gtk_stack_set_visible_child_name (self->stack, "task");
  if (self->wants_focus)
    focus (self);
  read_about (self);
}

static void
load (KontorTaskPage *self)
{
  KontorStore *store = kontor_desk_get_store (get_desk (self));

  if (store == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (store, kontor_entity_lookup ("task"), self->id, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
entity_changed_cb (KontorTaskPage *self, const char *entity, const char *id, const char *action)
{
  if (self->record == NULL)
    return;
  if (g_strcmp0 (entity, "task") == 0 && g_strcmp0 (id, self->id) == 0 && g_strcmp0 (action, "delete") == 0)
    {
      adw_status_page_set_description (self->missing, _("This task was deleted."));
      gtk_stack_set_visible_child_name (self->stack, "missing");
    }
  else if (g_strcmp0 (entity, "process") == 0 || (self->requires != NULL && entity != NULL && strstr (self->requires, entity) != NULL))
    read_about (self);
}

/* Completing ----------------------------------------------------------------------- */

static void
next_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);
  g_autofree char *words = NULL;

  if (rows == NULL || kontor_result_get_n_rows (rows) == 0 || self->stack == NULL)
    return;
  if (kontor_result_get_boolean (rows, 0, 3))
    {
      words = g_strdup_printf (_("Done. Now: %s"), kontor_result_get (rows, 0, 1));
      self->wants_focus = TRUE;
      set_task (self, kontor_result_get (rows, 0, 0));
    }
  else
    /* Translators: the next task's name and who has to do it */
    words = g_strdup_printf (_("Done. Next: %s (%s)"), kontor_result_get (rows, 0, 1),
                             kontor_result_get (rows, 0, 2) != NULL ? kontor_result_get (rows, 0, 2) : _("nobody yet"));
  kontor_desk_toast (get_desk (self), words, NULL);
}

/* {"next": ["id", ...]} as an array of the server; (transfer full) (nullable). */
static char *
read_next (KontorResult *rows)
{
  const char *text = rows != NULL && kontor_result_get_n_rows (rows) > 0 ? kontor_result_get (rows, 0, 0) : NULL;
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
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *next = NULL;
  const char *params[1];

  if (self->stack == NULL)
    return;
  if (rows == NULL)
    {
      /* Of a lost answer the outcome is unknown: the same operation again is harmless. */
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
        g_clear_pointer (&self->operation, g_free);
      show_failure (self, error);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.complete", TRUE);
      return;
    }

  g_clear_pointer (&self->operation, g_free);
  kontor_record_revert (self->record, "result");
  load (self);
  next = read_next (rows);
  if (next == NULL)
    {
      kontor_desk_toast (get_desk (self), _("The task is done"), NULL);
      return;
    }
  params[0] = next;
  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_FRONT, "next-tasks", params, 1,
                               self->cancellable, next_cb, g_object_ref (self));
}

static void
complete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (widget);
  const char *params[4];

  if (self->record == NULL || !kontor_form_commit (self->result_form) || !is_open (self) || find_hindrance (self) != NULL)
    return;
  if (self->operation == NULL)
    self->operation = kontor_identifier_new ();
  params[0] = self->id;
  params[1] = kontor_answer_choice_get_answer (self->answers);
  params[2] = get (self, "result");
  params[3] = self->operation;
  gtk_widget_action_set_enabled (widget, "task.complete", FALSE);
  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_FRONT, "complete-task", params, 4,
                               NULL, completed_cb, g_object_ref (self));
}

/* The other things one does with a task ------------------------------------------------ */

static void
changed_state_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (self->stack == NULL)
    return;
  if (rows == NULL)
    show_failure (self, error);
  else
    load (self);
}

static void
call (KontorTaskPage *self, const char *query)
{
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { self->id, operation };

  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_FRONT, query, params, 2,
                               NULL, changed_state_cb, g_object_ref (self));
}

static void
take_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  call (KONTOR_TASK_PAGE (widget), "take-task");
}

static void
give_back_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  call (KONTOR_TASK_PAGE (widget), "give-back-task");
}

static void
redirect_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (widget);

  if (self->record != NULL)
    kontor_redirect_dialog_present (get_desk (self), (const char *[]) { self->id, NULL });
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (get_desk (self), error, _("The task was not deleted"));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (widget);

  if (self->record != NULL)
    kontor_store_remove_async (kontor_desk_get_store (get_desk (self)), self->record, NULL, removed_cb, g_object_ref (self));
}

static void
open_deal_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (widget);

  if (self->record != NULL && get (self, "deal_id") != NULL)
    kontor_desk_open_record (get_desk (self), "deal", get (self, "deal_id"));
}

static void
open_process_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (widget);

  if (self->record != NULL && get (self, "process_id") != NULL)
    kontor_desk_open_record (get_desk (self), "process", get (self, "process_id"));
}

static void
open_demand_cb (KontorTaskPage *self, const char *entity, const char *id)
{
  kontor_desk_open_record (get_desk (self), entity, id);
}

static void
made_cb (KontorRecord *record, gpointer user_data)
{
  read_about (user_data);
}

/* A new record of any kind, with what the task knows taken over (R98). */
static void
make_record (KontorTaskPage *self, const KontorEntity *entity)
{
  static const char * const links[] = { "partner_id", "deal_id" };
  g_autoptr (KontorRecord) record = kontor_record_new (entity, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (kontor_entity_find_field (entity, links[i]) != NULL && get (self, links[i]) != NULL)
      kontor_record_set_link (record, links[i], get (self, links[i]), kontor_record_get_label (self->record, links[i]));
  if (kontor_entity_find_field (entity, "task_id") != NULL)
    kontor_record_set_link (record, "task_id", self->id, kontor_record_get_title (self->record));
  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), record, NULL, NULL, made_cb, g_object_ref (self), g_object_unref);
}

static void
make_demand_cb (KontorTaskPage *self, const char *name)
{
  const KontorEntity *entity = kontor_entity_lookup (name);

  if (self->record == NULL || entity == NULL)
    return;
  /* The documents' screen makes offers, with client, deal and this task taken over. */
  if (g_str_equal (name, "offer"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "task", self->id);
  else if (g_str_equal (name, "file"))
    kontor_file_list_choose (self->files);
  else
    make_record (self, entity);
}

static void
checklist_saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (store), result, &error) && self->stack != NULL)
    show_failure (self, error);
}

static void
checklist_changed_cb (KontorTaskPage *self)
{
  g_autofree char *json = kontor_checklist_get_json (self->checklist);

  if (self->record == NULL)
    return;
  kontor_record_set (self->record, "checklist", json);
  kontor_store_save_record_async (kontor_desk_get_store (get_desk (self)), self->record, NULL,
                                  checklist_saved_cb, g_object_ref (self));
}

/* The page ---------------------------------------------------------------------------------- */

static void
set_task (KontorTaskPage *self, const char *id)
{
  g_autofree char *key = g_strdup_printf ("task:%s", id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('task', '%s'))", id);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
  g_clear_object (&self->record);
  g_clear_pointer (&self->requires, g_free);
  g_clear_pointer (&self->process_state, g_free);
  self->is_told = FALSE;
  self->is_strict = TRUE;
  show_texts (self, NULL, NULL);
  kontor_task_demands_set (self->demands, NULL, FALSE);
  kontor_task_subject_set (self->subject, NULL, NULL, NULL, NULL, NULL, NULL, TRUE);
  g_free (self->id);
  self->id = g_strdup (id);
  gtk_label_set_text (self->process, "");
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  load (self);
}

static void
save (KontorPage *page)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (page);

  if (self->record == NULL)
    return;
  kontor_form_commit (self->title_form);
  kontor_form_commit (self->result_form);
  kontor_form_save (self->form);
  kontor_task_subject_save (self->subject);
}

static gboolean
can_close (KontorPage *page)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (page);

  /* What was typed is saved, as it is when the focus leaves a field. */
  if (self->record != NULL && kontor_form_commit (self->result_form) && kontor_record_is_dirty (self->record))
    save (page);
  return TRUE;
}

static void
arrive (KontorPage *page)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (page);

  self->wants_focus = TRUE;
  focus (self);
}

static void
refresh (KontorPage *page)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (page);

  load (self);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

static void
kontor_task_page_dispose (GObject *object)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  self->stack = NULL;

  G_OBJECT_CLASS (kontor_task_page_parent_class)->dispose (object);
}

static void
kontor_task_page_finalize (GObject *object)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (object);

  g_clear_object (&self->record);
  g_clear_object (&self->cancellable);
  g_free (self->id);
  g_free (self->requires);
  g_free (self->reason);
  g_free (self->process_state);
  g_free (self->operation);

  G_OBJECT_CLASS (kontor_task_page_parent_class)->finalize (object);
}

static void
kontor_task_page_class_init (KontorTaskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_task_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_task_page_finalize;
  page_class->can_close = can_close;
  page_class->save = save;
  page_class->refresh = refresh;
  page_class->arrive = arrive;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_CHECKLIST);
  g_type_ensure (KONTOR_TYPE_ANSWER_CHOICE);
  g_type_ensure (KONTOR_TYPE_FILE_LIST);
  g_type_ensure (KONTOR_TYPE_TASK_DEMANDS);
  g_type_ensure (KONTOR_TYPE_TASK_SUBJECT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/task-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, missing);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, title_form);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, chips);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, due);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, process);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, take);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, open_deal);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, open_process);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, what);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, method_place);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, method);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, problem_place);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, problem);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, demands);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, subject);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, files);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, checklist);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, question_box);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, question);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, answers);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, result_form);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, complete_box);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, hindrance);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, done);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, form);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, make_demand_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_demand_cb);
  gtk_widget_class_bind_template_callback (widget_class, checklist_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_possibility);
  gtk_widget_class_install_action (widget_class, "task.complete", NULL, complete_action);
  gtk_widget_class_install_action (widget_class, "task.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "task.give-back", NULL, give_back_action);
  gtk_widget_class_install_action (widget_class, "task.redirect", NULL, redirect_action);
  gtk_widget_class_install_action (widget_class, "task.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "task.open-deal", NULL, open_deal_action);
  gtk_widget_class_install_action (widget_class, "task.open-process", NULL, open_process_action);
}

static gboolean
complete_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_widget_activate_action (widget, "task.complete", NULL);
  return TRUE;
}

static void
kontor_task_page_init (KontorTaskPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the text of the result makes a new line of it. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                                                          gtk_callback_action_new (complete_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

KontorPage *
kontor_task_page_new (KontorDesk *desk, const char *id)
{
  KontorTaskPage *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_TASK_PAGE, "desk", desk, NULL);
  kontor_page_set_icon_name (KONTOR_PAGE (self), kontor_entity_lookup ("task")->icon);
  kontor_page_set_title (KONTOR_PAGE (self), _("Task"));
  self->feed = kontor_feed_new (desk);
  self->composer = KONTOR_COMPOSER (kontor_composer_new (desk));
  kontor_feed_set_composer (KONTOR_FEED (self->feed), GTK_WIDGET (self->composer));
  adw_bin_set_child (self->feed_place, self->feed);
  kontor_task_subject_set_desk (self->subject, desk);
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb),
                             self, G_CONNECT_SWAPPED);
  set_task (self, id);
  return KONTOR_PAGE (self);
}
