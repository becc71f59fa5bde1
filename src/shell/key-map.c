#include "config.h"

#include "shell/key-map.h"

#include <glib/gi18n.h>

#include "shell/commands.h"
#include "shell/sections.h"

typedef struct
{
  /* NULL: this begins a group, or with an icon a page. */
  const char *keys;
  const char *label;
  const char *icon;
} Line;

/* Keys that belong to a part of the window, and not to a command of it. */
static const Line lines[] = {
  { NULL, N_("Lists and cards"), "kontor-partners-symbolic" },
  { NULL, N_("Lists") },
  { "Return", N_("Open the selected record") },
  { "F4", N_("Show the selected record beside the list") },
  { "<Control>c", N_("Copy the selected rows") },
  { "<Control>a", N_("Select all") },
  { "Menu <Shift>F10", N_("Everything that can be done here") },
  { "<Control><Shift>f", N_("Add a filter") },
  { "<Control><Shift>e", N_("Export the list") },
  { "<Alt>r", N_("Give the selected tasks to somebody else") },
  { "<Alt>Up <Alt>Down", N_("In the list of columns: move the column") },
  { "<Alt>Left <Alt>Right", N_("In the list of columns: make the column narrower, wider") },
  { "Left Right", N_("On the board: to the stage beside") },
  { "<Control><Shift>Left <Control><Shift>Right", N_("On the board: carry the deal to the stage beside") },

  { NULL, N_("Cards") },
  { "<Control>s", N_("Save") },
  { "<Control>Return", N_("Done: complete the task, accept the assignment, keep the note, create") },
  { "<Alt>i", N_("Write down a conversation") },
  { "<Alt>k", N_("New task about this record") },
  { "<Alt>g", N_("New assignment about this record") },
  { "<Alt>p", N_("Start a process with this record") },
  { "<Alt>s", N_("Begin a sale with this interaction") },
  { "<Alt>d", N_("New deal with this client") },
  { "<Alt>o", N_("New offer for this deal") },
  { "<Alt>l", N_("New claim of this client") },
  { "<Alt>r", N_("Give the assignment back, the task to somebody else") },

  { NULL, N_("Fields") },
  { "Down", N_("Show what can be chosen") },
  { "<Alt>Down", N_("Choose a day") },
  { "<Control>Return", N_("Open the link, write the mail, call the number") },
  { "Escape", N_("As it was before; close") },

  { NULL, N_("Documents"), "kontor-documents-symbolic" },
  { NULL, N_("Offers") },
  { "<Control>Insert", N_("Add a line") },
  { "<Alt>Up <Alt>Down", N_("Move the line") },
  { "<Alt>Delete", N_("Remove the line") },
  { "<Control>e", N_("Save as PDF") },
  { "<Control>p", N_("Print") },

  { NULL, N_("Pages as they will be printed") },
  { "<Control>minus <Control>plus", N_("Smaller, larger") },
  { "<Control>0", N_("All of it") },
  { "<Control>Page_Up <Control>Page_Down", N_("Page before, page after") },
  { "<Control>p", N_("Print") },

  { NULL, N_("Route maps"), "kontor-maps-symbolic" },
  { NULL, N_("Drawing route maps") },
  { "a", N_("Append a point") },
  { "c", N_("Connect with another point, or hang the end of a line elsewhere; with Shift its beginning") },
  { "F2", N_("Write the name on the drawing") },
  { "Left Right Up Down", N_("Move what is selected; with Shift finely") },
  { "space", N_("Keep it selected while Tab goes on to more") },
  { "l <Shift>l", N_("Select the lines of a point in turn") },
  { "b", N_("Take the pieces of a line in turn; the arrows move the piece") },
  { "s", N_("Make space with the next drag or with the arrows") },
  { "r", N_("Change the size of a frame or note with the arrows") },
  { "Delete BackSpace", N_("Delete what is selected") },
  { "<Control>c <Control>x <Control>v", N_("Copy, cut, paste") },
  { "<Control>d", N_("Duplicate") },
  { "<Control><Shift>s", N_("Keep what is selected as a template") },
  { "<Control>a", N_("Select all") },
  { "<Control>z", N_("Undo") },
  { "<Control><Shift>z <Control>y", N_("Redo") },
  { "Menu <Shift>F10", N_("Everything that can be done here") },

  { NULL, N_("Route maps as a whole") },
  { "<Control>Return", N_("Open the map of a nested process") },
  { "<Control><Shift>Return", N_("Open it in a new tab") },
  { "<Alt>Left", N_("Back to the map around it") },
  { "<Control>m", N_("Comments on the map") },
  { "<Control>t", N_("Lay the map out anew") },
  { "<Control>minus <Control>plus", N_("Smaller, larger") },
  { "<Control>0", N_("All of it") },
  { "1", N_("Natural size") },
  { "<Control>o", N_("Import BPMN") },
  { "<Control>e", N_("Export the map") },
  { "<Control>p", N_("Print or document the map") },
};

static AdwPreferencesPage *
add_page (AdwPreferencesWindow *window, const char *title, const char *icon)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_title (page, title);
  adw_preferences_page_set_icon_name (page, icon);
  adw_preferences_window_add (window, page);
  return page;
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_key (AdwPreferencesGroup *group, const char *label, const char *keys)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *shown = gtk_shortcut_label_new (keys);
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (char **one = each; *one != NULL; one++)
    {
      g_autofree char *name = NULL;
      guint key;
      GdkModifierType modifiers;

      if (!gtk_accelerator_parse (*one, &key, &modifiers))
        continue;
      name = gtk_accelerator_get_label (key, modifiers);
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", name);
    }

  gtk_widget_set_valign (shown, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), shown);
  /* The caps are drawn one by one; who hears them wants them as one. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken->str, -1);
  adw_preferences_group_add (group, row);
}

static void
add_commands (AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = NULL;
  const char *title = NULL;

  for (const KontorCommand *command = kontor_commands_get (); command->action != NULL; command++)
    {
      if (command->keys == NULL)
        continue;
      if (g_strcmp0 (title, command->group) != 0)
        group = add_group (page, _(command->group));
      title = command->group;
      add_key (group, _(command->label), command->keys);
    }
}

static void
add_sections (AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = add_group (page, _("Sections"));
  guint number = 1;

  for (const KontorSection *section = kontor_sections_get (); section->name != NULL && number <= 9; section++, number++)
    {
      g_autofree char *key = g_strdup_printf ("<Control>%u", number);

      add_key (group, _(section->label), key);
    }
}

GtkWindow *
kontor_key_map_new (GtkWindow *parent)
{
  AdwPreferencesWindow *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE,
                                               "title", _("Keyboard shortcuts"), "search-enabled", TRUE,
                                               "default-width", 760, "default-height", 640, NULL);
  AdwPreferencesPage *page = add_page (window, _("Everywhere"), "kontor-day-symbolic");
  AdwPreferencesGroup *group = NULL;

  add_commands (page);
  add_sections (page);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].keys != NULL)
        add_key (group, _(lines[i].label), lines[i].keys);
      else if (lines[i].icon != NULL)
        page = add_page (window, _(lines[i].label), lines[i].icon);
      else
        group = add_group (page, _(lines[i].label));
    }

  return GTK_WINDOW (window);
}
