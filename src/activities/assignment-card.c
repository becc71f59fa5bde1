#include "config.h"

#include "activities/assignment-card.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "base/moment.h"
#include "kit/chip.h"
#include "kit/form.h"
#include "kit/process-strip.h"
#include "kit/record-command.h"
#include "kit/related-list.h"
#include "kit/replace-text.h"

struct _KontorAssignmentCard
{
  KontorPage          parent_instance;

  GtkStack           *stack;
  AdwStatusPage      *missing;
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

  char               *id;
  KontorRecord       *record;
  GCancellable       *cancellable;
  /* the task that is mine to do now, NULL where there is none */
  char               *task;
  gboolean            checks;
  /* of the answer on its way, so that a repeated one does nothing twice */
  char               *operation;
  /* what is missing, for another attempt */
  char               *missing_words;
};

G_DEFINE_FINAL_TYPE (KontorAssignmentCard, kontor_assignment_card, KONTOR_TYPE_PAGE)

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

static KontorRecord *
get_record (GtkWidget *card)
{
  return KONTOR_ASSIGNMENT_CARD (card)->record;
}

static const char *
get (KontorAssignmentCard *self, const char *field)
{
  return kontor_record_get (self->record, field);
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
  const char *author = kontor_record_get_label (self->record, "author_id");
  const char *performer = kontor_record_get_label (self->record, "manager_id");
  g_autofree char *words = NULL;

  if (g_strcmp0 (get (self, "author_id"), get (self, "manager_id")) == 0)
    /* Translators: %s gave the assignment to himself or herself */
    words = g_strdup_printf (_("%s, for oneself"), performer != NULL ? performer : "–");
  else
    /* Translators: who gave the assignment, and who has to do it */
    words = g_strdup_printf (_("%s → %s"), author != NULL ? author : "–", performer != NULL ? performer : "–");
  gtk_label_set_text (self->people, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->people), _("Who gave it, and who has to do it"));
}

static void
show_due (KontorAssignmentCard *self)
{
  g_autoptr (GDateTime) due = kontor_moment_parse (get (self, "due_at"));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *moment = kontor_moment_format (is_over (self) && get (self, "done_at") != NULL ? get (self, "done_at") : get (self, "due_at"));
  g_autofree char *words = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
  if (is_over (self))
    words = get (self, "done_at") != NULL ? g_strdup_printf (_("Done %s"), moment) : NULL;
  else if (due != NULL && g_date_time_compare (due, now) < 0)
    {
      words = g_strdup_printf (_("Overdue since %s"), moment);
      gtk_widget_add_css_class (GTK_WIDGET (self->due), "error");
    }
  else if (due != NULL)
    words = g_strdup_printf (_("Due %s"), moment);
  gtk_label_set_text (self->due, words != NULL ? words : "");
}

static void
show_record (KontorAssignmentCard *self)
{
  const char *me = kontor_database_get_employee_id (get_database (self));
  gboolean author = g_strcmp0 (get (self, "author_id"), me) == 0;
  gboolean administrator = g_strcmp0 (kontor_database_get_role (get_database (self)), "administrator") == 0;
  gboolean head = g_strcmp0 (kontor_database_get_role (get_database (self)), "head") == 0 && g_strcmp0 (get (self, "manager_id"), me) != 0;

  kontor_page_set_title (KONTOR_PAGE (self), kontor_record_get_title (self->record));
  adw_bin_set_child (self->status_place,
                     kontor_chip_new_choice (kontor_entity_find_field (kontor_record_get_entity (self->record), "status"), get (self, "status")));
  show_people (self);
  show_due (self);
  /* Whoever only does it writes into the result of the task; the server refuses the rest, so it is not offered. */
  g_object_set (self->form, "read-only", is_over (self) || !(author || administrator || head), NULL);
  g_object_set (self->title_form, "read-only", is_over (self) || !(author || administrator || head), NULL);
  gtk_widget_set_visible (self->accept, self->task != NULL && self->checks && self->operation == NULL);
  gtk_widget_set_visible (self->give_back, self->task != NULL && self->checks && self->operation == NULL);
  gtk_widget_set_visible (self->open_task, self->task != NULL && !self->checks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assignment.call-off", !is_over (self) && (author || administrator || head));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assignment.delete",
                                 administrator || ((author || head) && g_strcmp0 (get (self, "status"), "done") != 0));
}

static void
record_changed_cb (KontorAssignmentCard *self)
{
  if (self->record != NULL && self->stack != NULL)
    show_record (self);
}

static void
tasks_read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (rows == NULL || self->stack == NULL)
    return;
  g_clear_pointer (&self->task, g_free);
  self->checks = FALSE;
  for (guint i = 0; self->task == NULL && i < kontor_result_get_n_rows (rows); i++)
    if (kontor_result_get_boolean (rows, i, 1))
      {
        self->task = g_strdup (kontor_result_get (rows, i, 0));
        self->checks = kontor_result_get_boolean (rows, i, 2);
      }
  if (self->record != NULL)
    show_record (self);
}

static void
read_tasks (KontorAssignmentCard *self)
{
  const char *params[] = { self->id };

  if (get_database (self) != NULL)
    kontor_database_query_async (get_database (self), KONTOR_LANE_FRONT, "tasks-of-assignment", params, 1,
                                 self->cancellable, tasks_read_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->stack == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (record == NULL)
    {
      words = kontor_error_describe (error);
      adw_status_page_set_description (self->missing, words);
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  if (g_set_object (&self->record, record))
    {
      g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      kontor_form_set_record (self->title_form, record);
      kontor_form_set_record (self->form, record);
      kontor_process_strip_set_subject (self->process, "assignment", self->id, NULL);
      kontor_related_list_set_subject (self->tasks, get_desk (self), self->id);
    }
  show_record (self);
  gtk_stack_set_visible_child_name (self->stack, "assignment");
}

static void
load (KontorAssignmentCard *self)
{
  if (kontor_desk_get_store (get_desk (self)) == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (kontor_desk_get_store (get_desk (self)), kontor_entity_lookup ("assignment"), self->id,
                           self->cancellable, loaded_cb, g_object_ref (self));
  read_tasks (self);
}

static void
entity_changed_cb (KontorAssignmentCard *self, const char *entity, const char *id, const char *action)
{
  if (self->stack == NULL)
    return;
  if (g_strcmp0 (entity, "task") == 0)
    read_tasks (self);
  else if (g_strcmp0 (action, "delete") == 0 && g_strcmp0 (id, self->id) == 0)
    {
      adw_status_page_set_description (self->missing, _("This assignment was deleted."));
      gtk_stack_set_visible_child_name (self->stack, "missing");
    }
}

/* Accepting and returning ---------------------------------------------------------------- */

static void
answered_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *words = NULL;

  if (self->stack == NULL)
    return;
  if (rows != NULL)
    {
      kontor_desk_toast (get_desk (self), self->missing_words != NULL ? _("The assignment is returned") : _("The assignment is accepted"), NULL);
      g_clear_pointer (&self->operation, g_free);
      g_clear_pointer (&self->missing_words, g_free);
      load (self);
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
  show_record (self);
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
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  kontor_replace_text (&self->missing_words, gtk_editable_get_text (entry));
  if (g_str_equal (response, "return"))
    answer (self, "returned");
}

static void
missing_typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "return", *text != '\0');
}

/* R144: returned with what is missing; what was typed is there again after a failure. */
static void
ask_what_is_missing (KontorAssignmentCard *self, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (kontor_desk_get_window (get_desk (self)), _("What is missing?"), body);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), self->missing_words != NULL ? self->missing_words : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is missing?"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "return", _("_Return it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "return", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "return");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  missing_typed_cb (GTK_EDITABLE (entry), ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect (entry, "changed", G_CALLBACK (missing_typed_cb), dialog);
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
status_saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_save_finish (KONTOR_STORE (store), result, &error) || self->stack == NULL)
    return;
  kontor_record_revert (self->record, "status");
  kontor_desk_report_error (get_desk (self), error, _("The assignment was not called off"));
}

static void
call_off_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (widget);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  if (self->record == NULL || !kontor_form_commit (self->form) || !kontor_form_commit (self->title_form))
    return;
  kontor_record_set (self->record, "status", "cancelled");
  g_ptr_array_add (records, self->record);
  kontor_store_save_async (kontor_desk_get_store (get_desk (self)), records, _("Assignment called off"), NULL,
                           status_saved_cb, g_object_ref (self));
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorAssignmentCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (get_desk (self), error, _("The assignment was not deleted"));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (widget);

  if (self->record != NULL)
    kontor_store_remove_async (kontor_desk_get_store (get_desk (self)), self->record, NULL, removed_cb, g_object_ref (self));
}

static void
new_task_cb (KontorAssignmentCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-task");
}

/* The page ------------------------------------------------------------------------------- */

static void
save (KontorPage *page)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (page);

  if (self->record == NULL)
    return;
  kontor_form_commit (self->title_form);
  kontor_form_save (self->form);
}

static gboolean
can_close (KontorPage *page)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (page);

  /* What was typed is saved, as it is when the focus leaves a field. */
  if (self->record != NULL && kontor_form_commit (self->form) && kontor_record_is_dirty (self->record))
    save (page);
  return TRUE;
}

static void
refresh (KontorPage *page)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (page);

  load (self);
  kontor_process_strip_reload (self->process);
  kontor_related_list_reload (self->tasks);
}

static void
kontor_assignment_card_dispose (GObject *object)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (object);

  g_cancellable_cancel (self->cancellable);
  self->stack = NULL;

  G_OBJECT_CLASS (kontor_assignment_card_parent_class)->dispose (object);
}

static void
kontor_assignment_card_finalize (GObject *object)
{
  KontorAssignmentCard *self = KONTOR_ASSIGNMENT_CARD (object);

  g_clear_object (&self->record);
  g_clear_object (&self->cancellable);
  g_free (self->id);
  g_free (self->task);
  g_free (self->operation);
  g_free (self->missing_words);

  G_OBJECT_CLASS (kontor_assignment_card_parent_class)->finalize (object);
}

static void
kontor_assignment_card_class_init (KontorAssignmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_assignment_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_assignment_card_finalize;
  page_class->can_close = can_close;
  page_class->save = save;
  page_class->refresh = refresh;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PROCESS_STRIP);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/assignment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorAssignmentCard, missing);
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
  gtk_widget_class_install_action (widget_class, "assignment.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "assignment.return", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "assignment.open-task", NULL, open_task_action);
  gtk_widget_class_install_action (widget_class, "assignment.call-off", NULL, call_off_action);
  gtk_widget_class_install_action (widget_class, "assignment.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "assignment.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_ALT_MASK, "assignment.return", NULL);
  kontor_record_command_install (widget_class, "assignment", get_record);
}

static void
kontor_assignment_card_init (KontorAssignmentCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_record_command_extend (self->assignment_menu, kontor_entity_lookup ("assignment"));
}

KontorPage *
kontor_assignment_card_new (KontorDesk *desk, const char *id)
{
  KontorAssignmentCard *self;
  g_autofree char *key = g_strdup_printf ("assignment:%s", id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('assignment', '%s'))", id);

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_ASSIGNMENT_CARD, "desk", desk, NULL);
  self->id = g_strdup (id);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_icon_name (KONTOR_PAGE (self), kontor_entity_lookup ("assignment")->icon);
  kontor_page_set_title (KONTOR_PAGE (self), _("Assignment"));
  kontor_process_strip_set_desk (self->process, desk);
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return KONTOR_PAGE (self);
}
