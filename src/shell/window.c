#include "config.h"

#include "shell/window.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/table-column.h"
#include "shell/screens.h"
#include "shell/settings.h"
#include "shell/window-private.h"
#include "shell/window-size.h"

/* Below this a sidebar with words leaves too little to the page, pixels at the usual size of text. */
#define NARROW 960

G_DEFINE_FINAL_TYPE (KontorWindow, kontor_window, ADW_TYPE_APPLICATION_WINDOW)

static void
tabs_changed_cb (KontorWindow *self)
{
  /* A window that closes lets its tabs go one by one, after what stands around them. */
  if (self->desk == NULL || self->restoring)
    return;
  gtk_stack_set_visible_child_name (self->stack, adw_tab_view_get_n_pages (self->tabs) > 0 ? "tabs" : "empty");
  kontor_window_remember_tabs (self);
  kontor_window_tell_presence (self);
}

static void
show_title (KontorWindow *self)
{
  KontorTab *tab = kontor_window_get_current_tab (self);
  const char *title = tab != NULL ? kontor_tab_get_title (tab) : NULL;
  g_autofree char *text = title != NULL && *title != '\0' ? g_strdup_printf ("%s — Kontor", title) : g_strdup ("Kontor");

  gtk_window_set_title (GTK_WINDOW (self), text);
}

static void
tab_changed_cb (KontorWindow *self, KontorTab *tab)
{
  if (tab == kontor_window_get_current_tab (self))
    {
      g_autofree char *key = kontor_tab_key_for_address (kontor_tab_get_address (tab));

      show_title (self);
      kontor_sidebar_set_current (self->sidebar, key);
    }
  kontor_window_remember_tabs (self);
}

static void
tab_close_cb (KontorWindow *self, KontorTab *tab)
{
  self->closing = tab;
  adw_tab_view_close_page (self->tabs, kontor_tab_get_tab_page (tab));
  self->closing = NULL;
}

static gboolean
close_page_cb (AdwTabView *tabs, AdwTabPage *tab_page, KontorWindow *self)
{
  KontorTab *tab = KONTOR_TAB (adw_tab_page_get_child (tab_page));
  KontorPage *page = kontor_tab_get_page (tab);
  gboolean close = tab == self->closing || page == NULL || kontor_page_can_close (page);

  if (close && kontor_tab_get_address (tab) != NULL)
    g_ptr_array_add (self->closed, g_strdup (kontor_tab_get_address (tab)));
  adw_tab_view_close_page_finish (tabs, tab_page, close);
  return GDK_EVENT_STOP;
}

static void
page_detached_cb (KontorWindow *self, AdwTabPage *tab_page)
{
  g_signal_handlers_disconnect_by_data (adw_tab_page_get_child (tab_page), self);
  tabs_changed_cb (self);
}

static void
setup_menu_cb (KontorWindow *self, AdwTabPage *tab_page)
{
  g_set_weak_pointer (&self->menu_tab, tab_page);
}

/* A page that says nothing else begins at its first field.  One that is still
 * being read has none yet: then it takes the focus itself, so that its keys work. */
static void
focus_page (KontorWindow *self, KontorTab *tab)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *page = GTK_WIDGET (kontor_tab_get_page (tab));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (tab)))
    return;
  if (gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    return;
  gtk_widget_set_focusable (page, TRUE);
  gtk_widget_grab_focus (page);
}

static void
selected_page_cb (KontorWindow *self)
{
  KontorTab *tab = kontor_window_get_current_tab (self);
  g_autofree char *key = NULL;

  if (self->restoring)
    return;
  if (tab != NULL)
    {
      if (!kontor_tab_load (tab))
        {
          tab_close_cb (self, tab);
          return;
        }
      key = kontor_tab_key_for_address (kontor_tab_get_address (tab));
      kontor_page_arrive (kontor_tab_get_page (tab));
      focus_page (self, tab);
    }
  kontor_sidebar_set_current (self->sidebar, key);
  show_title (self);
  kontor_window_remember_tabs (self);
  kontor_window_tell_presence (self);
}

static void
show_connection (KontorWindow *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  KontorDatabaseState state = database != NULL ? kontor_database_get_state (database) : KONTOR_DATABASE_CLOSED;
  gboolean online = state == KONTOR_DATABASE_ONLINE;
  const char *server = database != NULL ? kontor_database_get_server (database) : NULL;
  const char *words = online ? _("Connected") : state == KONTOR_DATABASE_CLOSED ? _("Not connected") : _("Not connected, trying again");
  g_autofree char *tooltip = server != NULL ? g_strdup_printf ("%s: %s", words, server) : g_strdup (words);

  gtk_menu_button_set_icon_name (self->connection_button, online ? "kontor-online-symbolic" : "kontor-offline-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->connection_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->connection_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_label_set_label (self->connection_label, words);
  gtk_label_set_label (self->server_label, server != NULL ? server : "");
  if (online)
    gtk_widget_add_css_class (GTK_WIDGET (self->connection_button), "online");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->connection_button), "online");
  gtk_revealer_set_reveal_child (self->banner, self->refused || (database != NULL && !online && state != KONTOR_DATABASE_CLOSED));
  gtk_spinner_set_spinning (self->banner_spinner, !online);
}

/* The rights were taken away, or the password changed: what is open stays to be read. */
static void
refused_cb (KontorWindow *self, const GError *why)
{
  g_autofree char *words = kontor_error_describe (why);

  gtk_label_set_label (self->banner_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_spinner), FALSE);
  self->refused = TRUE;
  show_connection (self);
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

static void
show_person (KontorWindow *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *name = database != NULL ? kontor_database_get_employee_name (database) : NULL;
  const char *login = database != NULL ? kontor_database_get_login (database) : NULL;
  const char *shown = name != NULL ? name : login != NULL ? login : "";
  g_autofree char *tooltip =
    g_strdup_printf (_("Signed in as %s (%s)"), shown, role_label (database != NULL ? kontor_database_get_role (database) : NULL));

  kontor_fading_label_set_label (self->person_label, shown);
  adw_avatar_set_text (self->avatar, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
saved_cb (KontorWindow *self, const char *operation, const char *title)
{
  g_free (self->last_operation);
  self->last_operation = g_strdup (operation);
}

/* By the button of the toast: the key is not to take it back once more. */
static void
undone_cb (KontorWindow *self, const char *operation)
{
  if (g_strcmp0 (operation, self->last_operation) == 0)
    g_clear_pointer (&self->last_operation, g_free);
}

static void
apply_density_cb (KontorWindow *self)
{
  gboolean comfortable = g_settings_get_enum (kontor_settings_get (), "density") == 1;

  if (comfortable)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "comfortable");
      gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
      gtk_widget_remove_css_class (GTK_WIDGET (self), "comfortable");
    }
}

/* (nullable) */
static const char *
get_login (KontorWindow *self)
{
  KontorDatabase *database = self->desk != NULL ? kontor_desk_get_database (self->desk) : NULL;

  return database != NULL ? kontor_database_get_login (database) : NULL;
}

static gboolean
kontor_window_close_request (GtkWindow *window)
{
  KontorWindow *self = KONTOR_WINDOW (window);

  if (!kontor_window_can_close_all (self))
    return GDK_EVENT_STOP;
  kontor_window_size_remember (window, get_login (self));
  if (self->desk != NULL)
    {
      kontor_window_remember_tabs (self);
      kontor_desk_flush_memory (self->desk);
    }
  return GTK_WINDOW_CLASS (kontor_window_parent_class)->close_request (window);
}

static gboolean
narrow_cb (gpointer user_data)
{
  KontorWindow *self = user_data;

  self->narrow_idle = 0;
  kontor_window_show_narrow (self);
  return G_SOURCE_REMOVE;
}

static void
kontor_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorWindow *self = KONTOR_WINDOW (widget);
  gboolean narrow = width < (int) (NARROW * kontor_table_column_get_text_scale ());

  /* What is shown may not change while it is laid out. */
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      if (self->narrow_idle == 0)
        self->narrow_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, narrow_cb, self, NULL);
    }
  GTK_WIDGET_CLASS (kontor_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
kontor_window_dispose (GObject *object)
{
  KontorWindow *self = KONTOR_WINDOW (object);

  g_clear_handle_id (&self->narrow_idle, g_source_remove);
  self->restoring = TRUE;
  g_clear_weak_pointer (&self->menu_tab);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_window_parent_class)->dispose (object);
}

static void
kontor_window_finalize (GObject *object)
{
  KontorWindow *self = KONTOR_WINDOW (object);

  g_ptr_array_unref (self->closed);
  g_free (self->last_operation);

  G_OBJECT_CLASS (kontor_window_parent_class)->finalize (object);
}

static void
kontor_window_class_init (KontorWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_window_dispose;
  object_class->finalize = kontor_window_finalize;
  widget_class->size_allocate = kontor_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = kontor_window_close_request;

  g_type_ensure (KONTOR_TYPE_FADING_LABEL);
  g_type_ensure (KONTOR_TYPE_SIDEBAR);
  g_type_ensure (KONTOR_TYPE_PALETTE);
  g_type_ensure (KONTOR_TYPE_PRESENCE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/shell/window.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, palette);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, presence);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, connection_button);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, connection_label);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, server_label);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, person_button);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, person_label);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, avatar);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, banner_button);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, banner_spinner);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_detached_cb);
  gtk_widget_class_bind_template_callback (widget_class, tabs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
}

static void
kontor_window_init (KontorWindow *self)
{
  GSettings *settings = kontor_settings_get ();

  self->closed = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (settings, "changed::density", G_CALLBACK (apply_density_cb), self, G_CONNECT_SWAPPED);
  apply_density_cb (self);
  kontor_sidebar_set_folded (self->sidebar, g_settings_get_boolean (settings, "sidebar-folded"));
  kontor_window_add_actions (self);
}

KontorWindow *
kontor_window_new (AdwApplication *application, KontorDesk *desk)
{
  KontorWindow *self;
  KontorDatabase *database;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_WINDOW, "application", application, NULL);
  self->desk = g_object_ref (desk);
  kontor_window_size_restore (GTK_WINDOW (self), get_login (self));
  kontor_desk_set_window (desk, GTK_WINDOW (self), self->toasts);
  kontor_screens_add_actions (G_ACTION_MAP (self), desk);
  database = kontor_desk_get_database (desk);
  if (database != NULL)
    {
      g_signal_connect_object (database, "notify::state", G_CALLBACK (show_connection), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (database, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
    }
  if (kontor_desk_get_store (desk) != NULL)
    {
      g_signal_connect_object (kontor_desk_get_store (desk), "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (kontor_desk_get_store (desk), "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
    }
  kontor_sidebar_set_desk (self->sidebar, desk);
  kontor_palette_set_desk (self->palette, desk);
  kontor_presence_set_desk (self->presence, desk);
  show_connection (self);
  show_person (self);
  kontor_window_restore_tabs (self);
  return self;
}

KontorDesk *
kontor_window_get_desk (KontorWindow *self)
{
  g_return_val_if_fail (KONTOR_IS_WINDOW (self), NULL);
  return self->desk;
}

static KontorTab *
find_tab (KontorWindow *self, const char *key)
{
  for (int i = 0; key != NULL && i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      KontorTab *tab = KONTOR_TAB (adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, i)));

      if (kontor_tab_has_key (tab, key))
        return tab;
    }
  return NULL;
}

void
kontor_window_add_tab (KontorWindow *self, KontorTab *tab, gboolean at_end)
{
  AdwTabPage *current = adw_tab_view_get_selected_page (self->tabs);
  AdwTabPage *tab_page = at_end ? adw_tab_view_append (self->tabs, GTK_WIDGET (tab))
                                : adw_tab_view_add_page (self->tabs, GTK_WIDGET (tab), current);

  kontor_tab_attach (tab, tab_page);
  g_signal_connect_object (tab, "changed", G_CALLBACK (tab_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tab, "close", G_CALLBACK (tab_close_cb), self, G_CONNECT_SWAPPED);
}

void
kontor_window_open (KontorWindow *self, const char *address)
{
  g_autofree char *key = NULL;
  g_autoptr(KontorTab) tab = NULL;
  KontorTab *known;

  g_return_if_fail (KONTOR_IS_WINDOW (self));
  g_return_if_fail (address != NULL);

  key = kontor_tab_key_for_address (address);
  known = find_tab (self, key);
  if (known != NULL)
    {
      if (kontor_tab_get_tab_page (known) == adw_tab_view_get_selected_page (self->tabs))
        kontor_page_arrive (kontor_tab_get_page (known));
      else
        adw_tab_view_set_selected_page (self->tabs, kontor_tab_get_tab_page (known));
      return;
    }

  tab = g_object_ref_sink (kontor_tab_new (self->desk, address));
  if (!kontor_tab_load (tab))
    {
      /* A new record without a key of its own is a dialog, which is open by now. */
      if (key != NULL)
        kontor_desk_toast (self->desk, _("This does not exist here"), NULL);
      return;
    }
  kontor_window_add_tab (self, tab, FALSE);
  adw_tab_view_set_selected_page (self->tabs, kontor_tab_get_tab_page (tab));
  tabs_changed_cb (self);
}

KontorPage *
kontor_window_get_page (KontorWindow *self)
{
  KontorTab *tab;

  g_return_val_if_fail (KONTOR_IS_WINDOW (self), NULL);

  tab = kontor_window_get_current_tab (self);
  return tab != NULL ? kontor_tab_get_page (tab) : NULL;
}
