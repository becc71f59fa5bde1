#include "config.h"

#include "activities/task-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "activities/checklist.h"
#include "activities/task-actions.h"
#include "activities/task-demands.h"
#include "activities/task-header.h"
#include "activities/task-instructions.h"
#include "activities/task-outcome.h"
#include "activities/task-subject.h"
#include "activities/task-suggestions.h"
#include "kit/composer.h"
#include "kit/desk.h"
#include "kit/feed.h"
#include "kit/file-list.h"

struct _KontorTaskPage
{
  KontorCard              parent_instance;

  KontorTaskHeader       *header;
  KontorTaskInstructions *instructions;
  KontorTaskSubject      *subject;
  KontorTaskDemands      *demands;
  KontorTaskSuggestions  *suggestions;
  KontorChecklist        *checklist;
  KontorTaskOutcome      *outcome;
  KontorFileList         *files;
  KontorForm             *form;
  AdwBin                 *feed_place;
  GtkWidget              *feed;
  KontorComposer         *composer;

  /* what kontor.task_about() told, NULL until then */
  KontorResult           *about;
};

G_DEFINE_FINAL_TYPE (KontorTaskPage, kontor_task_page, KONTOR_TYPE_CARD)

static KontorDesk *
get_desk (KontorTaskPage *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static KontorDatabase *
get_database (KontorTaskPage *self)
{
  return kontor_desk_get_database (get_desk (self));
}

/* What the server tells about the task beside its fields; (transfer none) (nullable). */
static const char *
get_about (KontorTaskPage *self, const char *column)
{
  return self->about != NULL ? kontor_result_get_by_name (self->about, 0, column) : NULL;
}

static KontorRecord *
get_task (KontorTaskPage *self)
{
  return kontor_card_get_record (KONTOR_CARD (self));
}

static const char *
get (KontorTaskPage *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

static gboolean
is_open (KontorTaskPage *self)
{
  return get_task (self) != NULL && kontor_task_is_open (get_task (self));
}

static gboolean
is_mine (KontorTaskPage *self)
{
  return g_strcmp0 (get (self, "manager_id"), kontor_database_get_employee_id (get_database (self))) == 0;
}

/* What is shown ------------------------------------------------------------------ */

static gboolean
may_work (KontorTaskPage *self)
{
  return is_open (self) && (is_mine (self) || get (self, "process_id") == NULL);
}

/* One's own, or one that anybody of the person's role may take. */
static gboolean
may_take (KontorTaskPage *self)
{
  const char *role = get (self, "for_role");

  return is_mine (self) || (get (self, "manager_id") == NULL
                            && (role == NULL || g_strcmp0 (role, kontor_database_get_role (get_database (self))) == 0));
}

/* One's own list is there to be ticked off; that of a map says itself whether it is. */
static gboolean
is_strict (KontorTaskPage *self)
{
  return self->about == NULL || get (self, "process_id") == NULL
         || kontor_result_get_boolean (self->about, 0, kontor_result_find_column (self->about, "checklist_strict"));
}

/* Why the task cannot be completed now; NULL where it can. */
static const char *
find_hindrance (KontorTaskPage *self)
{
  const char *why;

  if (g_strcmp0 (get_about (self, "process_state"), "stopped") == 0)
    return _("The process is stopped.");
  if (get (self, "manager_id") == NULL)
    return _("Nobody has taken this task yet.");
  if (!is_mine (self) && get (self, "process_id") != NULL)
    return _("Somebody else has to do this.");
  if (is_strict (self) && !kontor_checklist_is_done (self->checklist))
    return _("Tick everything off first.");
  why = kontor_task_demands_get_hindrance (self->demands);
  if (why == NULL)
    why = kontor_task_subject_get_hindrance (self->subject);
  return why != NULL ? why : kontor_task_outcome_get_hindrance (self->outcome);
}

static void
show_possibility (KontorTaskPage *self)
{
  gboolean open = is_open (self);
  const char *why = open ? find_hindrance (self) : NULL;

  kontor_task_outcome_set_hindrance (self->outcome, why);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.complete",
                                 open && why == NULL && !kontor_task_outcome_is_completing (self->outcome)
                                   && (self->about != NULL || get (self, "process_id") == NULL));
}

/* Beside Complete, where the person looks. */
static void
refused (KontorCard *card, const GError *error, const char *what)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (card);

  show_possibility (self);
  kontor_task_outcome_show_failure (self->outcome, error);
}

/* What a process brought is the map's; the server refuses the rest, so it is not offered. */
static void
show_rights (KontorTaskPage *self)
{
  static const char * const fixed[] = { "due_at", "manager_id", "partner_id", "deal_id" };
  gboolean of_process = get (self, "process_id") != NULL;
  KontorFieldRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if ((row = kontor_form_get_row (self->form, fixed[i])) != NULL)
      kontor_field_row_set_read_only (row, of_process);
}

static void
show (KontorCard *card)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (card);
  KontorRecord *task = kontor_card_get_record (card);
  gboolean of_process = get (self, "process_id") != NULL;

  KONTOR_CARD_CLASS (kontor_task_page_parent_class)->show (card);
  kontor_task_header_show (self->header, task, get_about (self, "process_state"), may_take (self));
  kontor_task_instructions_set_description (self->instructions, of_process ? get (self, "description") : NULL);
  kontor_task_demands_set (self->demands, task, get_about (self, "requires"), may_work (self));
  kontor_checklist_set_json (self->checklist, get (self, "checklist"));
  kontor_checklist_set_editable (self->checklist, may_work (self));
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), !kontor_checklist_is_empty (self->checklist));
  kontor_task_outcome_show (self->outcome, task);
  show_rights (self);
  kontor_task_actions_enable (card);
  show_possibility (self);
}

static void
about_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (KontorResult) about = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (about == NULL || kontor_result_get_n_rows (about) == 0 || get_task (self) == NULL)
    return;
  g_set_object (&self->about, about);
  kontor_task_instructions_set_texts (self->instructions, get_about (self, "method"), get_about (self, "problem"));
  /* R79: what the task is about opens in it; what nobody may see here is not asked for. */
  kontor_task_subject_set (self->subject, get_task (self), about);
  kontor_task_header_set_process (self->header, get_about (self, "map"), get_about (self, "process"));
  show (KONTOR_CARD (self));
}

/* R79: whoever opens a task need not be told about it any more.  Nothing waits for
 * the answer: what was not marked stays in My day. */
static void
see_notices (KontorTaskPage *self)
{
  const char *params[] = { kontor_card_get_id (KONTOR_CARD (self)) };

  if (get_database (self) != NULL)
    kontor_database_query_async (get_database (self), KONTOR_LANE_BACK, "see-notices-of-task", params, 1, NULL, NULL, NULL);
}

static void
read_about (KontorTaskPage *self)
{
  const char *params[] = { kontor_card_get_id (KONTOR_CARD (self)) };

  kontor_database_query_async (get_database (self), KONTOR_LANE_FRONT, "task-about", params, 1,
                               kontor_card_get_cancellable (KONTOR_CARD (self)), about_cb, g_object_ref (self));
}

/* Where one starts: what is to be ticked off, else what is asked, else the result. */
static void
focus (KontorCard *card)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (card);

  if (is_open (self) && (!gtk_widget_get_visible (GTK_WIDGET (self->checklist))
                         || !gtk_widget_child_focus (GTK_WIDGET (self->checklist), GTK_DIR_TAB_FORWARD)))
    kontor_task_outcome_focus (self->outcome);
}

/* What somebody suggests is written down where everything is. */
static void
write_cb (KontorTaskPage *self, const char *kind)
{
  kontor_composer_set_kind (self->composer, kind);
  kontor_composer_start (self->composer);
}

static void
take (KontorCard *card, KontorRecord *record)
{
  /* What a process says is to be done stands above all, among the instructions. */
  static const char * const fields[] = { "description", "due_at", "manager_id", "importance", "partner_id", "deal_id", "author_id", NULL };
  KontorTaskPage *self = KONTOR_TASK_PAGE (card);
  const char *partner = get (self, "partner_id");
  const char *deal = get (self, "deal_id");

  kontor_form_set_fields (self->form, get (self, "process_id") != NULL ? fields + 1 : fields);
  kontor_file_list_set_subject (self->files, get_desk (self), "task", kontor_record_get_id (record));
  kontor_composer_set_partner (self->composer, partner, kontor_record_get_label (record, "partner_id"));
  kontor_composer_set_task (self->composer, kontor_record_get_id (record), deal);
  gtk_widget_set_visible (GTK_WIDGET (self->composer), partner != NULL);
  kontor_feed_set_subject (KONTOR_FEED (self->feed), partner, partner == NULL ? deal : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->feed_place), partner != NULL || deal != NULL);
  read_about (self);
  kontor_task_suggestions_set_task (self->suggestions, get_desk (self), record);
}

static void
reread (KontorCard *card)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (card);

  read_about (self);
  kontor_task_suggestions_reload (self->suggestions);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

static void
news (KontorCard *card, const char *entity, const char *id, const char *action)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (card);
  const char *requires = get_about (self, "requires");

  if (get_task (self) != NULL
      && (g_strcmp0 (entity, "process") == 0 || (requires != NULL && entity != NULL && strstr (requires, entity) != NULL)))
    read_about (self);
  /* R99: what they say changes with what is done beside the task. */
  if (g_strcmp0 (entity, "interaction") == 0 || g_strcmp0 (entity, "offer") == 0)
    kontor_task_suggestions_reload (self->suggestions);
}

static void
open_task (KontorTaskPage *self, const char *id)
{
  g_clear_object (&self->about);
  kontor_task_instructions_set_texts (self->instructions, NULL, NULL);
  kontor_task_demands_set (self->demands, NULL, NULL, FALSE);
  kontor_task_subject_set (self->subject, NULL, NULL);
  kontor_task_suggestions_set_task (self->suggestions, get_desk (self), NULL);
  kontor_task_header_set_process (self->header, NULL, NULL);
  kontor_card_open (KONTOR_CARD (self), "task", id);
}

/* Completing ----------------------------------------------------------------------- */

static void
completed_cb (KontorTaskPage *self)
{
  kontor_card_reload (KONTOR_CARD (self));
}

static void
next_cb (KontorTaskPage *self, const char *task)
{
  open_task (self, task);
  see_notices (self);
}

static void
complete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTaskPage *self = KONTOR_TASK_PAGE (widget);

  if (is_open (self) && find_hindrance (self) == NULL)
    kontor_task_outcome_complete (self->outcome);
}

static void
choose_file_cb (KontorTaskPage *self)
{
  kontor_file_list_choose (self->files);
}

static void
checklist_saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (store), result, &error) && !kontor_card_is_gone (KONTOR_CARD (self)))
    refused (KONTOR_CARD (self), error, NULL);
}

static void
checklist_changed_cb (KontorTaskPage *self)
{
  g_autofree char *json = kontor_checklist_get_json (self->checklist);

  if (get_task (self) == NULL)
    return;
  kontor_record_set (get_task (self), "checklist", json);
  kontor_store_save_record_async (kontor_desk_get_store (get_desk (self)), get_task (self), NULL,
                                  checklist_saved_cb, g_object_ref (self));
}

/* The page ---------------------------------------------------------------------------------- */

static void
save (KontorPage *page)
{
  KONTOR_PAGE_CLASS (kontor_task_page_parent_class)->save (page);
  kontor_task_subject_save (KONTOR_TASK_PAGE (page)->subject);
}

static gboolean
is_dirty (KontorCard *card)
{
  return kontor_composer_is_dirty (KONTOR_TASK_PAGE (card)->composer);
}

static void
arrive (KontorPage *page)
{
  KONTOR_PAGE_CLASS (kontor_task_page_parent_class)->arrive (page);
  see_notices (KONTOR_TASK_PAGE (page));
}

static void
kontor_task_page_finalize (GObject *object)
{
  g_clear_object (&KONTOR_TASK_PAGE (object)->about);

  G_OBJECT_CLASS (kontor_task_page_parent_class)->finalize (object);
}

static void
kontor_task_page_class_init (KontorTaskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_task_page_finalize;
  page_class->save = save;
  page_class->arrive = arrive;
  card_class->deleted = N_("This task was deleted.");
  card_class->not_deleted = N_("The task was not deleted");
  card_class->keeps_typed = TRUE;
  card_class->take = take;
  card_class->show = show;
  card_class->focus = focus;
  card_class->reread = reread;
  card_class->news = news;
  card_class->refused = refused;
  card_class->is_dirty = is_dirty;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_CHECKLIST);
  g_type_ensure (KONTOR_TYPE_FILE_LIST);
  g_type_ensure (KONTOR_TYPE_TASK_HEADER);
  g_type_ensure (KONTOR_TYPE_TASK_INSTRUCTIONS);
  g_type_ensure (KONTOR_TYPE_TASK_DEMANDS);
  g_type_ensure (KONTOR_TYPE_TASK_OUTCOME);
  g_type_ensure (KONTOR_TYPE_TASK_SUBJECT);
  g_type_ensure (KONTOR_TYPE_TASK_SUGGESTIONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/task-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, header);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, instructions);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, subject);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, demands);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, checklist);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, files);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, form);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskPage, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, read_about);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, checklist_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, completed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_possibility);
  gtk_widget_class_install_action (widget_class, "task.complete", NULL, complete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_ALT_MASK, "task.redirect", NULL);
  kontor_task_actions_install (widget_class);
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

  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (KONTOR_CARD (self), self->form);
  kontor_card_add_form (KONTOR_CARD (self), kontor_task_header_get_form (self->header));
  kontor_card_add_form (KONTOR_CARD (self), kontor_task_outcome_get_form (self->outcome));

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
  self->feed = kontor_feed_new (desk);
  self->composer = KONTOR_COMPOSER (kontor_composer_new (desk));
  kontor_feed_set_composer (KONTOR_FEED (self->feed), GTK_WIDGET (self->composer));
  adw_bin_set_child (self->feed_place, self->feed);
  kontor_task_subject_set_desk (self->subject, desk);
  kontor_task_outcome_set_desk (self->outcome, desk);
  open_task (self, id);
  return KONTOR_PAGE (self);
}
