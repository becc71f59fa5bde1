#include "config.h"

#include "activities/assignment-card.h"

#include <glib/gi18n.h>

#include "activities/due.h"
#include "base/error.h"
#include "base/identifier.h"
#include "base/moment.h"
#include "kit/chip.h"
#include "kit/desk.h"
#include "kit/field-row.h"
#include "kit/process-strip.h"
#include "kit/reason-dialog.h"
#include "kit/record-command.h"
#include "kit/replace-text.h"

struct _KontorAssignmentCard
{
  KontorCard          parent_instance;

  KontorForm         *title_form;
  AdwBin             *status_place;
  GtkLabel           *people;
  GtkLabel           *due;
  GtkWidget          *accept;
  GtkWidget          *give_back;
  GtkWidget          *open_task;
  KontorProcessStrip *process;
  KontorForm         *form;
  KontorRelatedList  *tasks;
  GMenu              *assignment_menu;

  /* the task that is mine to do now, NULL where there is none */
  char               *task;
  gboolean            checks;
  /* of the answer on its way, so that a repeated one does nothing twice */
  char               *operation;
  /* what is missing, for another attempt */
  char               *missing_words;
};

G_DEFINE_FINAL_TYPE (KontorAssignmentCard, kontor_assignment_card, KONTOR_TYPE_CARD)

static void ask_what_is_missing (KontorAssignmentCard *self, const char *body);

static KontorDesk *
get_desk (KontorAssignmentCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static KontorDatabase *
get_database (KontorAssignmentCard *self)
{
  return kontor_desk_get_database (get_desk (self));
}

static const char *
get (KontorAssignmentCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

static const char *
get_label (KontorAssignmentCard *self, const char *field)
{
  const char *label = kontor_record_get_label (kontor_card_get_record (KONTOR_CARD (self)), field);

  return label != NULL ? label : "–";
}

/* What is shown ------------------------------------------------------------------------ */

static gboolean
is_over (KontorAssignmentCard *self)
{
  return g_strcmp0 (get (self, "status"), "done") == 0 || g_strcmp0 (get (self, "status"), "cancelled") == 0;
}

static void
show_people (KontorAssignmentCard *self)
{
  g_autofree char *words = NULL;

  if (g_strcmp0 (get (self, "author_id"), get (self, "manager_id")) == 0)
    /* Translators: %s gave the assignment to himself or herself */
    words = g_strdup_printf (_("%s, for oneself"), get_label (self, "manager_id"));
  else
    /* Translators: who gave the assignment, and who has to do it */
    words = g_strdup_printf (_("%s → %s"), get_label (self, "author_id"), get_label (self, "manager_id"));
  gtk_label_set_text (self->people, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->people), _("Who gave it, and who has to do it"));
}

/* R105: whoever gave it knows how far it is, even where its process is another's and not for him to see. */
static void
show_state (KontorAssignmentCard *self)
{
  const char *status = get (self, "status");
  g_autofree char *words = NULL;

  if (g_strcmp0 (status, "open") == 0)
    words = g_strdup_printf (_("Not done yet: %s has to do it"), get_label (self, "manager_id"));
  else if (g_strcmp0 (status, "returned") == 0)
    words = g_strdup_printf (_("Returned: %s has to do it once more"), get_label (self, "manager_id"));
  else if (g_strcmp0 (status, "checking") == 0)
    words = g_strdup_printf (_("Done by %s, and not checked yet"), get_label (self, "manager_id"));
  kontor_process_strip_set_state (self->process, words);
}

static void
show_due (KontorAssignmentCard *self)
{
  g_autofree char *moment = kontor_moment_format (get (self, "done_at"));
  g_autofree char *words = NULL;

  kontor_due_show (self->due, is_over (self) ? NULL : get (self, "due_at"), TRUE);
  if (!is_over (self) || get (self, "done_at") == NULL)
    return;
  words = g_strdup_printf (_("Done %s"), moment);
  gtk_label_set_text (self->due, words);
}

static void
show (KontorCard *card)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (card);
  const KontorField *status = kontor_entity_find_field (kontor_card_get_entity (card), "status");
  const char *me = kontor_database_get_employee_id (get_database (self));
  gboolean author = g_strcmp0 (get (self, "author_id"), me) == 0;
  gboolean administrator = g_strcmp0 (kontor_database_get_role (get_database (self)), "administrator") == 0;
  gboolean head = g_strcmp0 (kontor_database_get_role (get_database (self)), "head") == 0 && g_strcmp0 (get (self, "manager_id"), me) != 0;

  KONTOR_CARD_CLASS (kontor_assignment_card_parent_class)->show (card);
  adw_bin_set_child (self->status_place, kontor_chip_new_choice (status, get (self, "status")));
  show_people (self);
  show_due (self);
  show_state (self);
  /* Whoever only does it writes into the result of the task; the server refuses the rest, so it is not offered. */
  g_object_set (self->form, "read-only", is_over (self) || !(author || administrator || head), NULL);
  g_object_set (self->title_form, "read-only", is_over (self) || !(author || administrator || head), NULL);
  gtk_widget_set_visible (self->accept, self->task != NULL && self->checks && self->operation == NULL);
  gtk_widget_set_visible (self->give_back, self->task != NULL && self->checks && self->operation == NULL);
  gtk_widget_set_visible (self->open_task, self->task != NULL && !self->checks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assignment.call-off", !is_over (self) && (author || administrator || head));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.delete",
                                 administrator || ((author || head) && g_strcmp0 (get (self, "status"), "done") != 0));
}

static void
tasks_read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (rows == NULL || kontor_card_is_gone (KONTOR_CARD (self)))
    return;
  g_clear_pointer (&self->task, g_free);
  self->checks = FALSE;
  for (guint i = 0; self->task == NULL && i < kontor_result_get_n_rows (rows); i++)
    if (kontor_result_get_boolean (rows, i, 1))
      {
        self->task = g_strdup (kontor_result_get (rows, i, 0));
        self->checks = kontor_result_get_boolean (rows, i, 2);
      }
  show (KONTOR_CARD (self));
}

/* The strip tells of it when its process went on. */
static void
read_tasks (KontorAssignmentCard *self)
{
  const char *params[] = { kontor_card_get_id (KONTOR_CARD (self)) };

  kontor_database_query_async (get_database (self), KONTOR_LANE_FRONT, "tasks-of-assignment", params, 1,
                               kontor_card_get_cancellable (KONTOR_CARD (self)), tasks_read_cb, g_object_ref (self));
}

static void
take (KontorCard *card, KontorRecord *record)
{
  kontor_process_strip_set_subject (KONTOR_ASSIGNMENT_CARD (card)->process, "assignment", kontor_record_get_id (record), NULL);
}

static void
reread (KontorCard *card)
{
  kontor_process_strip_reload (KONTOR_ASSIGNMENT_CARD (card)->process);
}

/* Accepting and returning ---------------------------------------------------------------- */

static void
answered_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *words = NULL;

  if (kontor_card_is_gone (KONTOR_CARD (self)))
    return;
  if (rows != NULL)
    {
      kontor_desk_toast (get_desk (self), self->missing_words != NULL ? _("The assignment is returned") : _("The assignment is accepted"), NULL);
      g_clear_pointer (&self->operation, g_free);
      g_clear_pointer (&self->missing_words, g_free);
      kontor_card_reload (KONTOR_CARD (self));
      return;
    }
  /* Of a lost answer the outcome is unknown: the same operation again is harmless. */
  if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
    g_clear_pointer (&self->operation, g_free);
  if (self->missing_words != NULL)
    {
      words = kontor_error_describe (error);
      ask_what_is_missing (self, words);
    }
  else
    kontor_desk_report_error (get_desk (self), error, _("The assignment was not accepted"));
  read_tasks (self);
}

static void
answer (KontorAssignmentCard *self, const char *key)
{
  const char *params[4];

  if (self->task == NULL || !self->checks)
    return;
  if (self->operation == NULL)
    self->operation = kontor_identifier_new ();
  params[0] = self->task;
  params[1] = key;
  params[2] = self->missing_words;
  params[3] = self->operation;
  show (KONTOR_CARD (self));
  kontor_database_query_async (get_database (self), KONTOR_LANE_FRONT, "complete-task", params, 4, NULL, answered_cb, g_object_ref (self));
}

static void
accept_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (widget);

  g_clear_pointer (&self->missing_words, g_free);
  answer (self, "accepted");
}

static void
missing_answered_cb (AdwMessageDialog *dialog, const char *response, KontorAssignmentCard *self)
{
  kontor_replace_text (&self->missing_words, kontor_reason_dialog_get_words (dialog));
  if (g_str_equal (response, "do"))
    answer (self, "returned");
}

/* R144: returned with what is missing; what was typed is there again after a failure. */
static void
ask_what_is_missing (KontorAssignmentCard *self, const char *body)
{
  AdwMessageDialog *dialog = kontor_reason_dialog_new (kontor_desk_get_window (get_desk (self)), _("What is missing?"), body,
                                                       _("What is missing?"), self->missing_words, _("_Cancel"), _("_Return it"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (missing_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
return_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (widget);

  if (self->task != NULL && self->checks)
    ask_what_is_missing (self, _("The assignment goes back with these words to whoever has to do it."));
}

/* The other things one does with it ------------------------------------------------------ */

static void
open_task_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (widget);

  if (self->task != NULL)
    kontor_desk_open_record (get_desk (self), "task", self->task);
}

static void
call_off_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_card_change (KONTOR_CARD (widget), "status", "cancelled", NULL, _("Assignment called off"), _("The assignment was not called off"));
}

static void
new_task_cb (KontorAssignmentCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-task");
}

/* The page ------------------------------------------------------------------------------- */

static void
kontor_assignment_card_finalize (GObject *object)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (object);

  g_free (self->task);
  g_free (self->operation);
  g_free (self->missing_words);

  G_OBJECT_CLASS (kontor_assignment_card_parent_class)->finalize (object);
}

static void
kontor_assignment_card_class_init (KontorAssignmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_assignment_card_finalize;
  card_class->deleted = N_("This assignment was deleted.");
  card_class->not_deleted = N_("The assignment was not deleted");
  card_class->keeps_typed = TRUE;
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PROCESS_STRIP);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/assignment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, title_form);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, status_place);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, people);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, due);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, accept);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, give_back);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, open_task);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, process);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, tasks);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, assignment_menu);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_tasks);
  gtk_widget_class_install_action (widget_class, "assignment.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "assignment.return", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "assignment.open-task", NULL, open_task_action);
  gtk_widget_class_install_action (widget_class, "assignment.call-off", NULL, call_off_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "assignment.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_ALT_MASK, "assignment.return", NULL);
  kontor_record_command_install (widget_class, "assignment");
}

static void
kontor_assignment_card_init (KontorAssignmentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (KONTOR_CARD (self), self->form);
  kontor_card_add_form (KONTOR_CARD (self), self->title_form);
  kontor_card_add_list (KONTOR_CARD (self), self->tasks);
  kontor_record_command_extend (self->assignment_menu, kontor_entity_lookup ("assignment"));
}

KontorPage *
kontor_assignment_card_new (KontorDesk *desk, const char *id)
{
  KontorAssignmentCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_ASSIGNMENT_CARD, "desk", desk, NULL);
  kontor_process_strip_set_desk (self->process, desk);
  kontor_card_open (KONTOR_CARD (self), "assignment", id);
  return KONTOR_PAGE (self);
}
