#include "config.h"

#include "activities/task-suggestions.h"

#include <glib/gi18n.h>

#include "activities/task-actions.h"
#include "kit/create-dialog.h"

/* News comes in bursts, and of everybody's; they are read once after each. */
#define SETTLE_MILLISECONDS 400

struct _KontorTaskSuggestions
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkWidget    *lines;
  KontorDesk   *desk;
  KontorRecord *task;
  GCancellable *cancellable;
  guint         reload;
};

G_DEFINE_FINAL_TYPE (KontorTaskSuggestions, kontor_task_suggestions, GTK_TYPE_WIDGET)

static guint write_signal;

/* What a line of the server says and leads to. */
typedef struct
{
  const char *kind;
  const char *icon;
  const char *button;
  void      (*begin) (KontorTaskSuggestions *self, const char *kind, const char *entity, const char *id);
  char     *(*say)   (const char *title, int days, int share);
} Suggestion;

/* What is said ------------------------------------------------------------------------ */

static char *
say_answer (const char *title, int days, int share)
{
  if (days <= 0)
    return g_strdup_printf (_("Answer “%s”, which came today"), title);
  return g_strdup_printf (g_dngettext (NULL, "Answer “%s”, which came %d day ago", "Answer “%s”, which came %d days ago", (gulong) days), title, days);
}

static char *
say_appointment (const char *title, int days, int share)
{
  if (days <= 0)
    return g_strdup_printf (_("“%s” was planned for today"), title);
  return g_strdup_printf (g_dngettext (NULL, "“%s” was planned for %d day ago", "“%s” was planned for %d days ago", (gulong) days), title, days);
}

static char *
say_offer (const char *title, int days, int share)
{
  return g_strdup_printf (g_dngettext (NULL, "Ask what becomes of offer %s: sent %d day ago, and nothing was heard since",
                                       "Ask what becomes of offer %s: sent %d days ago, and nothing was heard since", (gulong) days), title, days);
}

static char *
say_contact (const char *title, int days, int share)
{
  if (days <= 0)
    return g_strdup (_("Get in touch: nobody has spoken with this client yet"));
  return g_strdup_printf (g_dngettext (NULL, "Get in touch: the last contact was %d day ago", "Get in touch: the last contact was %d days ago", (gulong) days), days);
}

static char *
say_make_offer (const char *title, int days, int share)
{
  return g_strdup_printf (_("Make an offer: %d %% of the deals like this that were won had one"), share);
}

static char *
say_person (const char *title, int days, int share)
{
  return g_strdup (_("Note who is to be spoken with: this client has no contact person"));
}

static char *
say_next_step (const char *title, int days, int share)
{
  if (title == NULL || days <= 0)
    return g_strdup (_("Plan the deal's next step: none is planned"));
  return g_strdup_printf (g_dngettext (NULL, "The deal's next step “%s” was for %d day ago", "The deal's next step “%s” was for %d days ago", (gulong) days), title, days);
}

static char *
say_call (const char *title, int days, int share)
{
  return g_strdup_printf (_("Call: %d %% of what was said at this step was said by telephone"), share);
}

static char *
say_meeting (const char *title, int days, int share)
{
  return g_strdup_printf (_("Meet: %d %% of what was said at this step was said in a meeting"), share);
}

static char *
say_email (const char *title, int days, int share)
{
  return g_strdup_printf (_("Write: %d %% of what was said at this step was said by e-mail"), share);
}

/* What is begun ------------------------------------------------------------------------ */

static void
begin_open (KontorTaskSuggestions *self, const char *kind, const char *entity, const char *id)
{
  kontor_desk_open_record (kontor_desk_from_widget (GTK_WIDGET (self)), entity, id);
}

static void
begin_writing (KontorTaskSuggestions *self, const char *kind, const char *entity, const char *id)
{
  g_signal_emit (self, write_signal, 0, kind);
}

static void
begin_offer (KontorTaskSuggestions *self, const char *kind, const char *entity, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "task", kontor_record_get_id (self->task));
}

static void
person_made_cb (KontorRecord *record, gpointer user_data)
{
  kontor_task_suggestions_reload (user_data);
}

static void
begin_person (KontorTaskSuggestions *self, const char *kind, const char *entity, const char *id)
{
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_entity_lookup ("person"), NULL);

  kontor_record_set_link (record, "partner_id", id, kontor_record_get_label (self->task, "partner_id"));
  kontor_create_dialog_present (kontor_desk_from_widget (GTK_WIDGET (self)), GTK_WIDGET (self), record, NULL, NULL,
                                person_made_cb, g_object_ref (self), g_object_unref);
}

static const Suggestion known[] = {
  { "answer", "mail-reply-sender-symbolic", N_("_Open"), begin_open, say_answer },
  { "appointment", "x-office-calendar-symbolic", N_("_Open"), begin_open, say_appointment },
  { "offer", "kontor-documents-symbolic", N_("_Open"), begin_open, say_offer },
  { "contact", "call-start-symbolic", N_("_Write down"), begin_writing, say_contact },
  { "make-offer", "kontor-documents-symbolic", N_("_Make it now"), begin_offer, say_make_offer },
  { "person", "kontor-partners-symbolic", N_("_Add"), begin_person, say_person },
  { "next-step", "kontor-deals-symbolic", N_("_Open"), begin_open, say_next_step },
  { "call", "call-start-symbolic", N_("_Write down"), begin_writing, say_call },
  { "meeting", "x-office-calendar-symbolic", N_("_Write down"), begin_writing, say_meeting },
  { "email", "mail-unread-symbolic", N_("_Write down"), begin_writing, say_email },
};

/* The lines ------------------------------------------------------------------------------ */

static void
pressed_cb (GtkButton *button, KontorTaskSuggestions *self)
{
  const Suggestion *suggestion = g_object_get_data (G_OBJECT (button), "suggestion");

  suggestion->begin (self, suggestion->kind, g_object_get_data (G_OBJECT (button), "entity"), g_object_get_data (G_OBJECT (button), "id"));
}

static void
append (KontorTaskSuggestions *self, const Suggestion *suggestion, const char *words, const char *entity, const char *id)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (suggestion->icon);
  GtkWidget *text = gtk_label_new (words);
  GtkWidget *button = gtk_button_new_with_mnemonic (_(suggestion->button));

  gtk_widget_add_css_class (icon, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  g_object_set_data (G_OBJECT (button), "suggestion", (gpointer) suggestion);
  g_object_set_data_full (G_OBJECT (button), "entity", g_strdup (entity), g_free);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (pressed_cb), self);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
clear (KontorTaskSuggestions *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskSuggestions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  /* Nobody waits for them, so nobody is told that they could not be read. */
  if (rows == NULL || self->lines == NULL)
    return;
  clear (self);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    for (guint k = 0; k < G_N_ELEMENTS (known); k++)
      if (g_strcmp0 (kontor_result_get (rows, i, 0), known[k].kind) == 0)
        {
          g_autofree char *words = known[k].say (kontor_result_get_by_name (rows, i, "title"),
                                                 (int) kontor_result_get_integer (rows, i, kontor_result_find_column (rows, "days")),
                                                 (int) kontor_result_get_integer (rows, i, kontor_result_find_column (rows, "share")));

          append (self, &known[k], words, kontor_result_get_by_name (rows, i, "entity"), kontor_result_get_by_name (rows, i, "id"));
        }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->lines) != NULL);
}

static void
kontor_task_suggestions_dispose (GObject *object)
{
  KontorTaskSuggestions *self = KONTOR_TASK_SUGGESTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_object (&self->task);
  g_clear_object (&self->desk);
  self->lines = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_task_suggestions_parent_class)->dispose (object);
}

static void
kontor_task_suggestions_class_init (KontorTaskSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_task_suggestions_dispose;
  write_signal = g_signal_new ("write", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tasksuggestions");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_task_suggestions_init (KontorTaskSuggestions *self)
{
  GtkWidget *heading = gtk_label_new (_("What might come next"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), self->lines);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
read_again (KontorTaskSuggestions *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *params[1];

  g_clear_handle_id (&self->reload, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->task == NULL || !kontor_task_is_open (self->task))
    clear (self);
  else if (database != NULL)
    {
      self->cancellable = g_cancellable_new ();
      params[0] = kontor_record_get_id (self->task);
      kontor_database_query_async (database, KONTOR_LANE_BACK, "task-suggestions", params, 1, self->cancellable,
                                   read_cb, g_object_ref (self));
    }
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorTaskSuggestions *self = user_data;

  self->reload = 0;
  read_again (self);
  return G_SOURCE_REMOVE;
}

void
kontor_task_suggestions_set_task (KontorTaskSuggestions *self, KontorDesk *desk, KontorRecord *task)
{
  g_return_if_fail (KONTOR_IS_TASK_SUGGESTIONS (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (task == NULL || KONTOR_IS_RECORD (task));

  if (self->lines == NULL)
    return;
  g_set_object (&self->desk, desk);
  if (g_set_object (&self->task, task))
    clear (self);
  read_again (self);
}

void
kontor_task_suggestions_reload (KontorTaskSuggestions *self)
{
  g_return_if_fail (KONTOR_IS_TASK_SUGGESTIONS (self));

  if (self->lines != NULL && self->reload == 0)
    self->reload = g_timeout_add (SETTLE_MILLISECONDS, reload_cb, self);
}
