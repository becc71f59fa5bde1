#include "config.h"

#include <glib/gi18n.h>

#include "shell/about.h"
#include "shell/commands.h"
#include "shell/key-map.h"
#include "shell/preferences.h"
#include "shell/sections.h"
#include "shell/settings.h"
#include "shell/window-private.h"

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);
  g_autofree char *address = g_action_print_detailed_name (name, parameter);

  kontor_window_open (user_data, address);
}

static void
new_record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;

  kontor_desk_open_record (self->desk, g_variant_get_string (parameter, NULL), "");
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  KontorPage *page = kontor_window_get_page (self);

  if (page != NULL && gtk_widget_activate_action (GTK_WIDGET (page), "list.new", NULL))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-record", "s", "partner");
}

static void
section_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const KontorSection *section =
    kontor_sections_find ((guint) g_variant_get_int32 (parameter), database != NULL ? kontor_database_get_role (database) : NULL);

  if (section != NULL)
    kontor_window_open (self, section->action);
}

static AdwTabPage *
take_menu_tab (KontorWindow *self)
{
  AdwTabPage *tab_page = self->menu_tab != NULL ? self->menu_tab : adw_tab_view_get_selected_page (self->tabs);

  g_clear_weak_pointer (&self->menu_tab);
  return tab_page;
}

static void
close_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  AdwTabPage *tab_page = take_menu_tab (self);

  if (tab_page != NULL)
    adw_tab_view_close_page (self->tabs, tab_page);
}

static void
close_other_tabs_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  AdwTabPage *tab_page = take_menu_tab (self);

  if (tab_page != NULL)
    adw_tab_view_close_other_pages (self->tabs, tab_page);
}

static void
pin_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  AdwTabPage *tab_page = take_menu_tab (self);

  if (tab_page == NULL)
    return;
  adw_tab_view_set_page_pinned (self->tabs, tab_page, !adw_tab_page_get_pinned (tab_page));
  kontor_window_remember_tabs (self);
}

static void
reopen_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  g_autofree char *address = NULL;

  if (self->closed->len == 0)
    return;
  address = g_ptr_array_steal_index (self->closed, self->closed->len - 1);
  kontor_window_open (self, address);
}

static void
next_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;

  if (!adw_tab_view_select_next_page (self->tabs) && adw_tab_view_get_n_pages (self->tabs) > 1)
    adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, 0));
}

static void
previous_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  int n_tabs = adw_tab_view_get_n_pages (self->tabs);

  if (!adw_tab_view_select_previous_page (self->tabs) && n_tabs > 1)
    adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, n_tabs - 1));
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorPage *page = kontor_window_get_page (user_data);

  if (page != NULL)
    kontor_page_refresh (page);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  KontorPage *page = kontor_window_get_page (self);

  if (page != NULL && KONTOR_PAGE_GET_CLASS (page)->find != NULL)
    kontor_page_find (page);
  else
    kontor_palette_open (self->palette);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorPage *page = kontor_window_get_page (user_data);

  if (page != NULL)
    kontor_page_save (page);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;

  kontor_palette_open (self->palette);
}

/* Whether there was typing to take back.  An action that is switched off counts as
 * done with the toolkit, and an entry does not tell what it could undo. */
static gboolean
undo_typing (GtkWidget *focus)
{
  g_autofree char *before = NULL;

  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus))) &&
           gtk_widget_activate_action (focus, "text.undo", NULL);
  if (!GTK_IS_TEXT (focus))
    return FALSE;
  before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  return gtk_widget_activate_action (focus, "text.undo", NULL) &&
         g_strcmp0 (before, gtk_editable_get_text (GTK_EDITABLE (focus))) != 0;
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  KontorPage *page = kontor_window_get_page (self);
  g_autofree char *operation = NULL;

  /* While typing, the same key takes back what was typed. */
  if (undo_typing (focus))
    return;
  /* An editor takes back its own steps. */
  if (page != NULL && gtk_widget_activate_action (GTK_WIDGET (page), "page.undo", NULL))
    return;

  operation = g_steal_pointer (&self->last_operation);
  if (operation == NULL)
    kontor_desk_toast (self->desk, _("Nothing to undo; older changes are under History and undo"), NULL);
  else
    kontor_desk_undo (self->desk, operation);
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;

  kontor_desk_open_page (self->desk, "history", "");
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (kontor_preferences_new (GTK_WINDOW (user_data)));
}

static void
show_keys_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (kontor_key_map_new (GTK_WINDOW (user_data)));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;

  kontor_about_show (GTK_WINDOW (self), kontor_desk_get_database (self->desk));
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  /* The sign-in window first: an application without windows ends. */
  g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
switch_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  KontorPage *page = kontor_window_get_page (self);
  GtkWidget *parts[] = { GTK_WIDGET (self->sidebar), GTK_WIDGET (self->tabs), GTK_WIDGET (self->palette) };
  guint current = 1;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, parts[i]))
      current = i;
  /* First through the parts of the page itself. */
  if (current == 1 && page != NULL && kontor_page_next_area (page))
    return;
  for (guint i = 1; i <= G_N_ELEMENTS (parts); i++)
    if (gtk_widget_child_focus (parts[(current + i) % G_N_ELEMENTS (parts)], GTK_DIR_TAB_FORWARD))
      return;
}

static void
fold_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  KontorWindow *self = user_data;

  g_simple_action_set_state (action, state);
  kontor_sidebar_set_folded (self->sidebar, g_variant_get_boolean (state));
  /* What one needs in a narrow window says nothing about a wide one. */
  if (!self->narrow)
    g_settings_set_boolean (kontor_settings_get (), "sidebar-folded", g_variant_get_boolean (state));
}

void
kontor_window_show_narrow (KontorWindow *self)
{
  gboolean folded = self->narrow || g_settings_get_boolean (kontor_settings_get (), "sidebar-folded");

  kontor_sidebar_set_folded (self->sidebar, folded);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "fold-sidebar")),
                             g_variant_new_boolean (folded));
}

static void
add_setting (KontorWindow *self, const char *key)
{
  g_autoptr(GAction) action = g_settings_create_action (kontor_settings_get (), key);

  g_action_map_add_action (G_ACTION_MAP (self), action);
}

void
kontor_window_add_actions (KontorWindow *self)
{
  static const GActionEntry entries[] = {
    { "open-record", open_cb, "(ss)" },
    { "open-list", open_cb, "(sss)" },
    { "open-page", open_cb, "(ss)" },
    { "new-record", new_record_cb, "s" },
    { "new", new_cb },
    { "section", section_cb, "i" },
    { "close-tab", close_tab_cb },
    { "close-other-tabs", close_other_tabs_cb },
    { "pin-tab", pin_tab_cb },
    { "reopen-tab", reopen_tab_cb },
    { "next-tab", next_tab_cb },
    { "previous-tab", previous_tab_cb },
    { "refresh", refresh_cb },
    { "find", find_cb },
    { "save", save_cb },
    { "undo", undo_cb },
    { "palette", palette_cb },
    { "history", history_cb },
    { "preferences", preferences_cb },
    { "show-keys", show_keys_cb },
    { "about", about_cb },
    { "sign-out", sign_out_cb },
    { "switch-pane", switch_pane_cb },
  };
  GSimpleAction *fold =
    g_simple_action_new_stateful ("fold-sidebar", NULL, g_variant_new_boolean (kontor_sidebar_get_folded (self->sidebar)));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (fold, "change-state", G_CALLBACK (fold_changed_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (fold));
  g_object_unref (fold);
  add_setting (self, "colour-scheme");
  add_setting (self, "density");
}
