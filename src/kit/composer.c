#include "config.h"

#include "kit/composer.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/record-command.h"
#include "kit/replace-text.h"
#include "kit/wrap-box.h"

struct _KontorComposer
{
  GtkWidget    parent_instance;

  GtkWidget   *content;
  GtkToggleButton *call;
  GtkToggleButton *meeting;
  GtkToggleButton *email;
  GtkToggleButton *interest;
  GtkToggleButton *note;
  GtkEntry    *subject;
  GtkRevealer *revealer;
  GtkTextView *text;
  GtkDropDown *person;
  GtkDropDown *deal;
  GtkDropDown *project;
  GtkCheckButton *incoming;
  GtkEntry    *minutes;
  GtkEntry    *outcome;
  GtkLabel    *error;
  GtkButton   *save;
  GtkMenuButton *then;

  KontorDesk  *desk;
  char        *partner_id;
  char        *partner_name;
  GPtrArray   *persons;
  GPtrArray   *deals;
  GPtrArray   *projects;
  KontorRecord   *only_deal;
  char        *task_id;
  char        *task_deal_id;
  KontorRecord *only_project;
  /* What is being saved: the same record again after a failure. */
  KontorRecord *record;
  gboolean     saving;
  /* What is begun with it when it is written down: a task, an assignment, a process. */
  char        *command;
};

G_DEFINE_FINAL_TYPE (KontorComposer, kontor_composer, GTK_TYPE_WIDGET)

static const char *
get_kind (KontorComposer *self)
{
  if (gtk_toggle_button_get_active (self->meeting))
    return "meeting";
  if (gtk_toggle_button_get_active (self->email))
    return "email";
  if (gtk_toggle_button_get_active (self->interest))
    return "interest";
  if (gtk_toggle_button_get_active (self->note))
    return "note";
  return "call";
}

static char *
dup_text (KontorComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_error (KontorComposer *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static void
clear (KontorComposer *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->subject), "");
  gtk_editable_set_text (GTK_EDITABLE (self->outcome), "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  gtk_drop_down_set_selected (self->person, 0);
  gtk_drop_down_set_selected (self->deal, 0);
  gtk_drop_down_set_selected (self->project, 0);
  gtk_check_button_set_active (self->incoming, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->minutes), "");
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  show_error (self, NULL);
  g_clear_object (&self->record);
}

static void
update_sensitive (KontorComposer *self)
{
  const char *subject = gtk_editable_get_text (GTK_EDITABLE (self->subject));

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), *subject != '\0' && self->partner_id != NULL && !self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->then), gtk_widget_get_sensitive (GTK_WIDGET (self->save)));
  if (*subject != '\0')
    gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
kind_cb (KontorComposer *self)
{
  const char *kind = get_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->incoming), !g_str_equal (kind, "note") && !g_str_equal (kind, "meeting"));
}

static void
link_choice (KontorRecord *record, const char *field, GtkDropDown *choice, GPtrArray *records)
{
  guint selected = gtk_drop_down_get_selected (choice);
  KontorRecord *chosen;

  /* The first entry is "none". */
  if (selected == GTK_INVALID_LIST_POSITION || selected == 0 || records == NULL || selected > records->len)
    {
      kontor_record_set (record, field, NULL);
      return;
    }
  chosen = g_ptr_array_index (records, selected - 1);
  kontor_record_set_link (record, field, kontor_record_get_id (chosen), kontor_record_get_title (chosen));
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autofree char *command = g_steal_pointer (&self->command);

  if (self->desk == NULL)
    return;
  self->saving = FALSE;
  update_sensitive (self);
  if (!kontor_store_save_finish (KONTOR_STORE (store), result, &error))
    {
      g_autofree char *words = kontor_error_describe (error);

      show_error (self, words);
      return;
    }
  record = g_object_ref (self->record);
  clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->subject));
  if (command != NULL)
    kontor_record_command_run (command, self->desk, record);
}

static void
save_cb (KontorComposer *self)
{
  g_autofree char *text = NULL;
  g_autofree char *minutes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (self->partner_id == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->subject)) == '\0' || self->saving)
    return;

  if (self->record == NULL)
    self->record = kontor_record_new (kontor_entity_lookup ("interaction"), NULL);
  text = dup_text (self);
  if (!kontor_field_parse (kontor_entity_find_field (kontor_record_get_entity (self->record), "spent_minutes"),
                           gtk_editable_get_text (GTK_EDITABLE (self->minutes)), &minutes, &error))
    {
      show_error (self, error->message);
      return;
    }
  kontor_record_set (self->record, "spent_minutes", minutes);
  if (self->only_project != NULL)
    kontor_record_set_link (self->record, "project_id", kontor_record_get_id (self->only_project), kontor_record_get_title (self->only_project));
  else
    link_choice (self->record, "project_id", self->project, self->projects);
  kontor_record_set_link (self->record, "partner_id", self->partner_id, self->partner_name);
  kontor_record_set (self->record, "kind", get_kind (self));
  kontor_record_set (self->record, "direction", gtk_check_button_get_active (self->incoming) ? "in" : "out");
  kontor_record_set (self->record, "subject", gtk_editable_get_text (GTK_EDITABLE (self->subject)));
  kontor_record_set (self->record, "text", text);
  kontor_record_set (self->record, "outcome", gtk_editable_get_text (GTK_EDITABLE (self->outcome)));
  link_choice (self->record, "person_id", self->person, self->persons);
  kontor_record_set (self->record, "task_id", self->task_id);
  if (self->task_id != NULL)
    kontor_record_set (self->record, "deal_id", self->task_deal_id);
  else if (self->only_deal != NULL)
    kontor_record_set_link (self->record, "deal_id", kontor_record_get_id (self->only_deal),
                            kontor_record_get_title (self->only_deal));
  else
    link_choice (self->record, "deal_id", self->deal, self->deals);

  records = g_ptr_array_new ();
  g_ptr_array_add (records, self->record);
  self->saving = TRUE;
  update_sensitive (self);
  show_error (self, NULL);
  kontor_store_save_async (kontor_desk_get_store (self->desk), records, _("Written down"), NULL,
                           saved_cb, g_object_ref (self));
}

/* R87: what was said leads to something, and is written down with the same click. */
static void
command_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorComposer *self = KONTOR_COMPOSER (widget);

  if (self->saving)
    return;
  kontor_replace_text (&self->command, g_variant_get_string (parameter, NULL));
  save_cb (self);
  if (!self->saving)
    g_clear_pointer (&self->command, g_free);
}

static void
cancel_cb (KontorComposer *self)
{
  clear (self);
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save_cb (KONTOR_COMPOSER (widget));
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorComposer *self = KONTOR_COMPOSER (widget);

  if (!gtk_revealer_get_reveal_child (self->revealer))
    return FALSE;
  if (kontor_composer_is_dirty (self))
    return FALSE;
  clear (self);
  return TRUE;
}

static void
focus_cb (KontorComposer *self)
{
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
fill_choice (GtkDropDown *choice, GPtrArray *records, const char *none)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, none);
  for (guint i = 0; i < records->len; i++)
    gtk_string_list_append (names, kontor_record_get_title (g_ptr_array_index (records, i)));
  gtk_drop_down_set_model (choice, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (choice), records->len > 0);
}

static void
kontor_composer_dispose (GObject *object)
{
  KontorComposer *self = KONTOR_COMPOSER (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (kontor_composer_parent_class)->dispose (object);
}

static void
kontor_composer_finalize (GObject *object)
{
  KontorComposer *self = KONTOR_COMPOSER (object);

  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  g_free (self->partner_id);
  g_free (self->partner_name);
  g_free (self->command);
  g_free (self->task_id);
  g_free (self->task_deal_id);
  g_clear_object (&self->only_deal);
  g_clear_object (&self->only_project);
  g_clear_pointer (&self->projects, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_composer_parent_class)->finalize (object);
}

static void
kontor_composer_class_init (KontorComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_composer_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_composer_finalize;

  g_type_ensure (KONTOR_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/kit/composer.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, content);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, call);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, meeting);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, email);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, interest);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, note);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, subject);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, revealer);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, text);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, person);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, deal);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, project);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, incoming);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, minutes);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, outcome);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, error);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, save);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, then);
  gtk_widget_class_bind_template_callback (widget_class, update_sensitive);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_cb);
  gtk_widget_class_install_action (widget_class, "composer.command", "s", command_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "composer");
}

static void
kontor_composer_init (KontorComposer *self)
{
  g_autoptr (GMenuModel) commands = kontor_record_command_make_menu (kontor_entity_lookup ("interaction"), "composer.command");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->then, commands);
  gtk_widget_set_visible (GTK_WIDGET (self->then), g_menu_model_get_n_items (commands) > 0);
  update_sensitive (self);
}

GtkWidget *
kontor_composer_new (KontorDesk *desk)
{
  KontorComposer *self = g_object_new (KONTOR_TYPE_COMPOSER, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
kontor_composer_set_partner (KontorComposer *self, const char *partner_id, const char *partner_name)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  g_free (self->partner_id);
  self->partner_id = g_strdup (partner_id);
  g_free (self->partner_name);
  self->partner_name = g_strdup (partner_name);
  update_sensitive (self);
}

void
kontor_composer_set_persons (KontorComposer *self, GPtrArray *persons)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  g_clear_pointer (&self->persons, g_ptr_array_unref);
  if (persons == NULL)
    return;
  self->persons = g_ptr_array_ref (persons);
  fill_choice (self->person, persons, _("With whom"));
}

void
kontor_composer_set_deals (KontorComposer *self, GPtrArray *deals)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  g_clear_pointer (&self->deals, g_ptr_array_unref);
  if (deals == NULL)
    return;
  self->deals = g_ptr_array_ref (deals);
  fill_choice (self->deal, deals, _("No deal"));
}

void
kontor_composer_set_deal (KontorComposer *self, KontorRecord *deal)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  g_set_object (&self->only_deal, deal);
  gtk_widget_set_visible (GTK_WIDGET (self->deal), FALSE);
}

void
kontor_composer_set_task (KontorComposer *self, const char *task_id, const char *deal_id)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  kontor_replace_text (&self->task_id, task_id);
  kontor_replace_text (&self->task_deal_id, deal_id);
  gtk_widget_set_visible (GTK_WIDGET (self->deal), FALSE);
}

void
kontor_composer_set_kind (KontorComposer *self, const char *kind)
{
  GtkToggleButton *button;

  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  button = g_strcmp0 (kind, "meeting") == 0 ? self->meeting : g_strcmp0 (kind, "email") == 0 ? self->email
           : g_strcmp0 (kind, "note") == 0 ? self->note : g_strcmp0 (kind, "interest") == 0 ? self->interest : self->call;
  gtk_toggle_button_set_active (button, TRUE);
}

void
kontor_composer_set_projects (KontorComposer *self, GPtrArray *projects)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  g_clear_pointer (&self->projects, g_ptr_array_unref);
  if (projects == NULL)
    return;
  self->projects = g_ptr_array_ref (projects);
  fill_choice (self->project, projects, _("No project"));
}

void
kontor_composer_set_project (KontorComposer *self, KontorRecord *project)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  g_set_object (&self->only_project, project);
  gtk_widget_set_visible (GTK_WIDGET (self->project), FALSE);
}

void
kontor_composer_start (KontorComposer *self)
{
  g_return_if_fail (KONTOR_IS_COMPOSER (self));

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->subject));
}

gboolean
kontor_composer_is_dirty (KontorComposer *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (KONTOR_IS_COMPOSER (self), FALSE);

  text = dup_text (self);
  return *text != '\0' || *gtk_editable_get_text (GTK_EDITABLE (self->subject)) != '\0' ||
         *gtk_editable_get_text (GTK_EDITABLE (self->outcome)) != '\0' || *gtk_editable_get_text (GTK_EDITABLE (self->minutes)) != '\0';
}
