#include "config.h"

#include "shell/sign-in.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "shell/application.h"
#include "shell/keyring.h"
#include "shell/local-office.h"
#include "shell/migration.h"
#include "shell/server-address.h"
#include "shell/servers.h"
#include "shell/session.h"
#include "shell/settings.h"

/* The first line of the servers; the last one is for another. */
#define LOCAL_POSITION 0

struct _KontorSignIn
{
  AdwWindow      parent_instance;

  AdwComboRow   *server_row;
  GtkWidget     *message;
  GtkLabel      *message_label;
  GtkButton     *message_button;
  GtkStack      *stack;
  GtkSpinner    *spinner;
  GtkLabel      *progress_label;
  GtkListBox    *people;
  /* Who signed in last, or the first of them: Enter is enough. */
  GtkWidget     *likely;
  AdwEntryRow   *address_row;
  AdwEntryRow   *user_row;
  AdwPasswordEntryRow *password_row;
  GtkSwitch     *keep_switch;
  GtkButton     *sign_in_button;
  GtkImage      *security_icon;
  GtkLabel      *security_label;
  GtkWidget     *forget_button;

  GPtrArray     *servers;
  GPtrArray     *persons;
  GCancellable  *cancellable;
  /* What is being tried. */
  char          *address;
  char          *user;
  char          *password;
  /* Asked for on the command line before the people were known. */
  char          *wanted_user;
  guint          password_timeout;
  gboolean       password_from_keyring;
  gboolean       busy;
};

G_DEFINE_FINAL_TYPE (KontorSignIn, kontor_sign_in, ADW_TYPE_WINDOW)

#define ROW_PERSON "kontor-person"

static void try_to_sign_in (KontorSignIn *self, const char *address, const char *user, const char *password);

static KontorServer *
get_chosen_server (KontorSignIn *self)
{
  guint position = adw_combo_row_get_selected (self->server_row);

  if (position == LOCAL_POSITION || position == GTK_INVALID_LIST_POSITION || position > self->servers->len)
    return NULL;
  return g_ptr_array_index (self->servers, position - 1);
}

static gboolean
is_local_chosen (KontorSignIn *self)
{
  return adw_combo_row_get_selected (self->server_row) == LOCAL_POSITION;
}

static void
hide_message (KontorSignIn *self)
{
  gtk_widget_set_visible (self->message, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), FALSE);
}

static void
show_message (KontorSignIn *self, const char *text)
{
  gtk_label_set_label (self->message_label, text);
  gtk_widget_set_visible (self->message, TRUE);
  gtk_window_present (GTK_WINDOW (self));
}

static void
show_progress (KontorSignIn *self, const char *text)
{
  gtk_label_set_label (self->progress_label, text);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "starting");
}

static void
show_input (KontorSignIn *self)
{
  gtk_spinner_stop (self->spinner);
  /* Where there is no form Enter belongs to the person that has the focus. */
  gtk_window_set_default_widget (GTK_WINDOW (self), is_local_chosen (self) ? NULL : GTK_WIDGET (self->sign_in_button));
  if (!is_local_chosen (self))
    gtk_stack_set_visible_child_name (self->stack, "form");
  else if (self->persons != NULL && self->persons->len > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "people");
      gtk_widget_grab_focus (self->likely);
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
}

/* What the person can do about it, beside what happened. */
static char *
word_failure (const GError *error)
{
  g_autofree char *what = kontor_error_describe (error);

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CERTIFICATE))
    return g_strconcat (what, " ", _("Nothing was sent. Ask your administrator for a valid certificate."), NULL);
  return g_steal_pointer (&what);
}

static void
remember (KontorSignIn *self)
{
  GSettings *settings = kontor_settings_get ();

  if (is_local_chosen (self))
    {
      g_settings_set_string (settings, "last-server", "");
      g_settings_set_string (settings, "last-person", self->user != NULL ? self->user : "");
      return;
    }
  if (self->address == NULL || *self->address == '\0')
    return;
  kontor_servers_remember (self->address, self->user != NULL ? self->user : "");
  if (self->password == NULL || *self->password == '\0' || self->user == NULL)
    return;
  if (gtk_switch_get_active (self->keep_switch))
    kontor_keyring_keep (self->address, self->user, self->password);
  else if (self->password_from_keyring)
    kontor_keyring_remove (self->address, self->user);
}

static char *
get_whole_address (KontorSignIn *self)
{
  return kontor_server_address_with_user (self->address, self->user);
}

static void
old_schema_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSignIn) self = user_data;

  if (kontor_migration_check_finish (result) && gtk_window_get_application (GTK_WINDOW (self)) != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->message_button), TRUE);
}

static void
migrated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSignIn) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  if (kontor_migration_run_finish (result, &error))
    {
      g_autofree char *address = g_strdup (self->address);
      g_autofree char *user = g_strdup (self->user);
      g_autofree char *password = g_strdup (self->password);

      try_to_sign_in (self, address, user, password);
      return;
    }
  show_input (self);
  words = kontor_error_describe (error);
  show_message (self, words);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSignIn) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorDesk) desk = kontor_session_open_finish (result, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  self->busy = FALSE;
  if (application == NULL)
    return;
  if (desk == NULL)
    {
      show_input (self);
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_autofree char *words = word_failure (error);

          show_message (self, words);
          if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_PASSWORD))
            gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
          if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_OUTDATED))
            {
              g_autofree char *whole = get_whole_address (self);

              kontor_migration_check_async (whole, self->password, NULL, old_schema_checked_cb, g_object_ref (self));
            }
        }
      return;
    }
  remember (self);
  kontor_application_open_window (KONTOR_APPLICATION (application), desk);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
try_to_sign_in (KontorSignIn *self, const char *address, const char *user, const char *password)
{
  g_autofree char *whole = NULL;

  if (self->busy)
    return;
  self->busy = TRUE;
  hide_message (self);
  g_free (self->address);
  g_free (self->user);
  kontor_keyring_forget_text (self->password);
  self->address = g_strdup (address);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  show_progress (self, _("Signing in…"));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  whole = get_whole_address (self);
  kontor_session_open_async (whole, password != NULL && *password != '\0' ? password : NULL,
                             self->cancellable, opened_cb, g_object_ref (self));
}

static const char *
role_label (const char *role)
{
  if (g_strcmp0 (role, "administrator") == 0)
    return _("Administrator");
  if (g_strcmp0 (role, "head") == 0)
    return _("Head of a team");
  return _("Seller");
}

static GtkWidget *
create_person_row (KontorLocalPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, person->name, TRUE);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *name = g_markup_escape_text (person->name, -1);
  g_autofree char *plain = person->team != NULL && *person->team != '\0'
                             ? g_strdup_printf ("%s · %s", role_label (person->role), person->team)
                             : g_strdup (role_label (person->role));
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);
  g_autofree char *accessible = g_strdup_printf ("%s, %s", person->name, plain);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible, -1);
  g_object_set_data (G_OBJECT (row), ROW_PERSON, person);
  return row;
}

static void
show_people (KontorSignIn *self)
{
  g_autofree char *last = g_settings_get_string (kontor_settings_get (), "last-person");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->people))) != NULL)
    gtk_list_box_remove (self->people, child);
  self->likely = NULL;
  for (guint i = 0; i < self->persons->len; i++)
    {
      KontorLocalPerson *person = g_ptr_array_index (self->persons, i);
      GtkWidget *row = create_person_row (person);

      gtk_list_box_append (self->people, row);
      if (self->likely == NULL || g_strcmp0 (person->login, last) == 0)
        self->likely = row;
    }
}

static KontorLocalPerson *
find_person (KontorSignIn *self, const char *login)
{
  for (guint i = 0; login != NULL && self->persons != NULL && i < self->persons->len; i++)
    {
      KontorLocalPerson *person = g_ptr_array_index (self->persons, i);

      if (g_strcmp0 (person->login, login) == 0)
        return person;
    }
  return NULL;
}

static void
office_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSignIn) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) persons = kontor_local_office_open_finish (result, &error);
  g_autofree char *wanted = g_steal_pointer (&self->wanted_user);
  KontorLocalPerson *person;

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  self->persons = g_steal_pointer (&persons);
  if (self->persons != NULL)
    show_people (self);
  if (!is_local_chosen (self))
    return;
  show_input (self);
  if (self->persons == NULL)
    {
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_autofree char *words = kontor_error_describe (error);

          show_message (self, words);
        }
      return;
    }
  person = find_person (self, wanted);
  if (person != NULL)
    try_to_sign_in (self, person->address, person->login, NULL);
  else if (wanted != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("Nobody here signs in as “%s”. Choose one of these people."), wanted);

      show_message (self, words);
    }
}

static void
open_local_office (KontorSignIn *self)
{
  if (!kontor_local_office_exists ())
    {
      show_input (self);
      if (self->wanted_user != NULL)
        gtk_window_present (GTK_WINDOW (self));
      return;
    }
  if (self->persons != NULL)
    {
      show_input (self);
      return;
    }
  show_progress (self, _("Starting the server on this computer…"));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kontor_local_office_open_async (self->cancellable, office_opened_cb, g_object_ref (self));
}

static void
show_security (KontorSignIn *self)
{
  g_autofree char *typed = kontor_server_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
  KontorServer *server = get_chosen_server (self);
  const char *address = server != NULL ? server->address : typed;
  gboolean local = address != NULL && kontor_server_address_is_local (address);
  gboolean unverified = address != NULL && !local &&
                        g_regex_match_simple ("sslmode\\s*=\\s*'?(disable|allow|prefer|require)", address, 0, 0);

  gtk_image_set_from_icon_name (self->security_icon, unverified ? "channel-insecure-symbolic" : "channel-secure-symbolic");
  gtk_label_set_label (self->security_label,
                       local ? _("On this computer, nothing goes over the network")
                       : unverified ? _("The server's certificate is not verified")
                                    : _("Encrypted; the server's certificate is verified"));
}

static void
password_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSignIn) self = user_data;
  char *password = kontor_keyring_find_finish (result);

  if (password == NULL)
    return;
  if (gtk_window_get_application (GTK_WINDOW (self)) != NULL &&
      *gtk_editable_get_text (GTK_EDITABLE (self->password_row)) == '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password_row), password);
      gtk_switch_set_active (self->keep_switch, TRUE);
      self->password_from_keyring = TRUE;
    }
  kontor_keyring_forget_text (password);
}

static gboolean
find_password_cb (gpointer user_data)
{
  KontorSignIn *self = user_data;
  KontorServer *server = get_chosen_server (self);
  const char *user = gtk_editable_get_text (GTK_EDITABLE (self->user_row));

  self->password_timeout = 0;
  if (server != NULL && *user != '\0')
    kontor_keyring_find_async (server->address, user, NULL, password_found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (KontorSignIn *self)
{
  KontorServer *server = get_chosen_server (self);
  g_autofree char *address = kontor_server_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
  gboolean complete = (server != NULL || address != NULL) && *gtk_editable_get_text (GTK_EDITABLE (self->user_row)) != '\0';

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button), complete);
  if (server == NULL && address == NULL && *gtk_editable_get_text (GTK_EDITABLE (self->address_row)) != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  show_security (self);
}

static void
user_changed_cb (KontorSignIn *self)
{
  if (self->password_from_keyring)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
      self->password_from_keyring = FALSE;
    }
  g_clear_handle_id (&self->password_timeout, g_source_remove);
  self->password_timeout = g_timeout_add (200, find_password_cb, self);
  form_changed_cb (self);
}

static void
server_chosen_cb (KontorSignIn *self)
{
  KontorServer *server;

  if (self->servers == NULL || self->busy)
    return;
  server = get_chosen_server (self);
  hide_message (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), server == NULL);
  gtk_widget_set_visible (self->forget_button, server != NULL);
  if (is_local_chosen (self))
    {
      open_local_office (self);
      return;
    }
  if (server != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->user_row), server->user);
  show_input (self);
  form_changed_cb (self);
  gtk_widget_grab_focus (server == NULL ? GTK_WIDGET (self->address_row)
                         : *server->user == '\0' ? GTK_WIDGET (self->user_row) : GTK_WIDGET (self->password_row));
}

static void
fill_servers (KontorSignIn *self, const char *choose)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = LOCAL_POSITION;

  g_clear_pointer (&self->servers, g_ptr_array_unref);
  gtk_string_list_append (names, _("This computer"));
  /* Not remembered yet while the model changes: the choice comes last. */
  {
    g_autoptr(GPtrArray) servers = kontor_servers_list ();

    for (guint i = 0; i < servers->len; i++)
      {
        KontorServer *server = g_ptr_array_index (servers, i);

        gtk_string_list_append (names, server->name);
        if (choose != NULL && g_strcmp0 (server->address, choose) == 0)
          chosen = i + 1;
      }
    gtk_string_list_append (names, _("Another server…"));
    if (choose != NULL && *choose != '\0' && chosen == LOCAL_POSITION)
      chosen = servers->len + 1;
    adw_combo_row_set_model (self->server_row, G_LIST_MODEL (names));
    adw_combo_row_set_selected (self->server_row, chosen);
    self->servers = g_steal_pointer (&servers);
  }
}

static void
person_activated_cb (KontorSignIn *self, GtkListBoxRow *row)
{
  KontorLocalPerson *person = g_object_get_data (G_OBJECT (row), ROW_PERSON);

  try_to_sign_in (self, person->address, person->login, NULL);
}

static void
sign_in_clicked_cb (KontorSignIn *self)
{
  KontorServer *server = get_chosen_server (self);
  g_autofree char *typed = kontor_server_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->address_row)));

  try_to_sign_in (self, server != NULL ? server->address : typed,
                  gtk_editable_get_text (GTK_EDITABLE (self->user_row)),
                  gtk_editable_get_text (GTK_EDITABLE (self->password_row)));
}

static void
cancel_cb (KontorSignIn *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  show_input (self);
}

static void
forget_cb (KontorSignIn *self)
{
  KontorServer *server = get_chosen_server (self);

  if (server == NULL)
    return;
  kontor_keyring_remove (server->address, server->user);
  kontor_servers_forget (server->address);
  fill_servers (self, NULL);
  server_chosen_cb (self);
}

static void
migrate_cb (KontorSignIn *self)
{
  g_autofree char *whole = get_whole_address (self);

  hide_message (self);
  show_progress (self, _("Bringing the database up to date…"));
  kontor_migration_run_async (whole, self->password, NULL, migrated_cb, g_object_ref (self));
}

static void
kontor_sign_in_dispose (GObject *object)
{
  KontorSignIn *self = KONTOR_SIGN_IN (object);

  if (self->cancellable != NULL && self->busy)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->password_timeout, g_source_remove);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_sign_in_parent_class)->dispose (object);
}

static void
kontor_sign_in_finalize (GObject *object)
{
  KontorSignIn *self = KONTOR_SIGN_IN (object);

  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_free (self->address);
  g_free (self->user);
  g_free (self->wanted_user);
  kontor_keyring_forget_text (self->password);

  G_OBJECT_CLASS (kontor_sign_in_parent_class)->finalize (object);
}

static void
kontor_sign_in_class_init (KontorSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_sign_in_dispose;
  object_class->finalize = kontor_sign_in_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/shell/sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, server_row);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, message);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, message_label);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, message_button);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, spinner);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, progress_label);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, people);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, address_row);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, user_row);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, password_row);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, keep_switch);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, security_icon);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, security_label);
  gtk_widget_class_bind_template_child (widget_class, KontorSignIn, forget_button);
  gtk_widget_class_bind_template_callback (widget_class, server_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, user_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, migrate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static gboolean
warm_up_cb (gpointer user_data)
{
  kontor_session_warm_up ();
  return G_SOURCE_REMOVE;
}

static void
kontor_sign_in_init (KontorSignIn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_idle_add_full (G_PRIORITY_LOW, warm_up_cb, NULL, NULL);
}

KontorSignIn *
kontor_sign_in_new (AdwApplication *application)
{
  KontorSignIn *self;
  g_autofree char *last = NULL;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);

  self = g_object_new (KONTOR_TYPE_SIGN_IN, "application", application, NULL);
  last = g_settings_get_string (kontor_settings_get (), "last-server");
  fill_servers (self, last);
  server_chosen_cb (self);
  return self;
}

void
kontor_sign_in_start (KontorSignIn *self, const char *address, const char *user)
{
  g_return_if_fail (KONTOR_IS_SIGN_IN (self));

  if (address != NULL)
    {
      fill_servers (self, address);
      gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
      if (user != NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->user_row), user);
      try_to_sign_in (self, address, user, NULL);
      return;
    }
  g_free (self->wanted_user);
  self->wanted_user = g_strdup (user);
  fill_servers (self, NULL);
  server_chosen_cb (self);
}
