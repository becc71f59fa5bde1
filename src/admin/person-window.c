#include "config.h"

#include "admin/person-window.h"

#include <glib/gi18n.h>

#include "admin/password-choice.h"
#include "base/error.h"
#include "base/identifier.h"
#include "base/password.h"
#include "kit/form.h"
#include "kit/leave-guard.h"

struct _KontorPersonWindow
{
  AdwWindow             parent_instance;

  KontorDesk           *desk;
  /* of a new person; NULL where only the password is new */
  KontorRecord         *record;
  char                 *id;
  char                 *name;
  char                 *login;
  gboolean              is_own;
  /* what was sent and is to be shown */
  char                 *password;
  /* a repeated attempt is the same one */
  char                 *operation;

  GtkStack             *stack;
  GtkButton            *cancel;
  GtkButton            *apply;
  GtkWidget            *error_bar;
  GtkLabel             *error;
  KontorForm           *form;
  KontorPasswordChoice *choice;
  GtkLabel             *done_title;
  GtkLabel             *shown;
};

G_DEFINE_FINAL_TYPE (KontorPersonWindow, kontor_person_window, ADW_TYPE_WINDOW)

static gboolean
is_done (KontorPersonWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "done") == 0;
}

static gboolean
is_gone (KontorPersonWindow *self)
{
  return self->stack == NULL;
}

static void
show_error (KontorPersonWindow *self, const GError *error)
{
  g_autofree char *words = error != NULL ? kontor_error_describe (error) : NULL;

  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (self->error_bar, words != NULL);
}

static void
refuse (KontorPersonWindow *self, const GError *error)
{
  if (is_gone (self))
    {
      kontor_desk_report_error (self->desk, error,
                                self->record != NULL ? _("The person was not let in") : _("The password was not set"));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), TRUE);
  show_error (self, error);
}

/* The server has it. */
static void
finish (KontorPersonWindow *self)
{
  g_autofree char *words = self->record != NULL ? g_strdup_printf (_("%s can sign in now"), self->name)
                         : self->is_own ? g_strdup (_("Your password is changed"))
                         : g_strdup_printf (_("%s has a new password"), self->name);

  if (self->record != NULL)
    {
      kontor_store_emit_saved (kontor_desk_get_store (self->desk), self->operation, words);
      kontor_desk_open_record (self->desk, "employee", self->id);
    }
  if (is_gone (self))
    return;
  kontor_leave_guard_remove (GTK_WINDOW (self));
  if (!kontor_password_choice_is_generated (self->choice))
    {
      if (self->record == NULL)
        kontor_desk_toast (self->desk, words, NULL);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_text (self->done_title, words);
  gtk_label_set_text (self->shown, self->password);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
  gtk_button_set_label (self->apply, _("_Done"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "done");
  /* As high as what is left to read. */
  gtk_window_set_default_size (GTK_WINDOW (self), -1, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->apply));
}

static void
written_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPersonWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (answer != NULL)
    {
      finish (self);
      return;
    }
  /* Of a lost answer the outcome is unknown: the same operation again is harmless. */
  if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
    g_clear_pointer (&self->operation, g_free);
  refuse (self, error);
}

static void
scrambled_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPersonWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = kontor_database_scramble_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *person = NULL;

  if (secret == NULL)
    {
      refuse (self, error);
      return;
    }
  if (self->operation == NULL)
    self->operation = kontor_identifier_new ();
  if (self->record != NULL)
    {
      const char *params[4] = { self->id, NULL, secret, self->operation };

      params[1] = person = kontor_record_changes_to_json (self->record);
      kontor_database_query_async (KONTOR_DATABASE (database), KONTOR_LANE_FRONT, "person-add", params, 4,
                                   NULL, written_cb, g_object_ref (self));
    }
  else
    {
      const char *params[] = { self->id, secret, self->operation };

      kontor_database_query_async (KONTOR_DATABASE (database), KONTOR_LANE_FRONT, "person-password", params, G_N_ELEMENTS (params),
                                   NULL, written_cb, g_object_ref (self));
    }
}

static void
apply_cb (KontorPersonWindow *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *login = self->login;

  if (is_done (self))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->apply)) || database == NULL)
    return;
  if (self->record != NULL)
    {
      if (!kontor_form_check (self->form))
        return;
      login = kontor_record_get (self->record, "login");
      g_free (self->name);
      self->name = g_strdup (kontor_record_get (self->record, "name"));
    }
  g_clear_pointer (&self->password, kontor_password_free);
  self->password = kontor_password_choice_take (self->choice, login);
  if (self->password == NULL)
    return;
  show_error (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), FALSE);
  kontor_database_scramble_async (database, login, self->password, NULL, scrambled_cb, g_object_ref (self));
}

static void
copy_cb (KontorPersonWindow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->password);
  kontor_desk_toast (self->desk, _("The password is in the clipboard"), NULL);
}

static void
apply_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  apply_cb (KONTOR_PERSON_WINDOW (widget));
}

static void
add_apply_key (KontorPersonWindow *self, guint key)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the form, which would save without a login. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("person.apply")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
kontor_person_window_dispose (GObject *object)
{
  KontorPersonWindow *self = KONTOR_PERSON_WINDOW (object);

  self->stack = NULL;

  G_OBJECT_CLASS (kontor_person_window_parent_class)->dispose (object);
}

static void
kontor_person_window_finalize (GObject *object)
{
  KontorPersonWindow *self = KONTOR_PERSON_WINDOW (object);

  g_clear_object (&self->record);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->password, kontor_password_free);
  g_free (self->id);
  g_free (self->name);
  g_free (self->login);
  g_free (self->operation);

  G_OBJECT_CLASS (kontor_person_window_parent_class)->finalize (object);
}

static void
kontor_person_window_class_init (KontorPersonWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_person_window_dispose;
  object_class->finalize = kontor_person_window_finalize;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PASSWORD_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/person-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, apply);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, error);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, form);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_destroy);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, choice);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, done_title);
  gtk_widget_class_bind_template_child (widget_class, KontorPersonWindow, shown);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_install_action (widget_class, "person.apply", NULL, apply_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kontor_person_window_init (KontorPersonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_apply_key (self, GDK_KEY_Return);
  add_apply_key (self, GDK_KEY_s);
}

static KontorPersonWindow *
make (KontorDesk *desk, const char *title)
{
  KontorPersonWindow *self = g_object_new (KONTOR_TYPE_PERSON_WINDOW, "title", title, NULL);

  self->desk = g_object_ref (desk);
  gtk_window_set_transient_for (GTK_WINDOW (self), kontor_desk_get_window (desk));
  return self;
}

KontorPersonWindow *
kontor_person_window_new_person (KontorDesk *desk)
{
  KontorPersonWindow *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = make (desk, _("New person"));
  gtk_button_set_label (self->apply, _("_Let in"));
  self->record = kontor_record_new (kontor_entity_lookup ("employee"), NULL);
  self->id = g_strdup (kontor_record_get_id (self->record));
  /* What most people are, and may do least. */
  kontor_record_set (self->record, "role", "seller");
  kontor_form_set_record (self->form, self->record);
  kontor_leave_guard_add (GTK_WINDOW (self), self->form);
  gtk_window_present (GTK_WINDOW (self));
  kontor_form_focus_field (self->form, NULL);
  return self;
}

KontorPersonWindow *
kontor_person_window_new_password (KontorDesk *desk, const char *id, const char *name, const char *login)
{
  KontorPersonWindow *self;
  g_autofree char *title = NULL;
  gboolean is_own;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL && name != NULL && login != NULL, NULL);

  is_own = kontor_desk_get_database (desk) != NULL
        && g_strcmp0 (id, kontor_database_get_employee_id (kontor_desk_get_database (desk))) == 0;
  title = is_own ? g_strdup (_("Change my password")) : g_strdup_printf (_("New password of %s"), name);
  self = make (desk, title);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->login = g_strdup (login);
  self->is_own = is_own;
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  kontor_password_choice_set_may_generate (self->choice, !is_own);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->choice));
  return self;
}
