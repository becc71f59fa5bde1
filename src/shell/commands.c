#include "config.h"

#include "shell/commands.h"

#include <glib/gi18n.h>

#include "shell/sections.h"

static const KontorCommand commands[] = {
  { "win.palette", N_("Search and commands"), N_("General"), "<Control>k", NULL, TRUE },
  { "win.new", N_("New record here"), N_("General"), "<Control>n", N_("create add") },
  { "win.find", N_("Search in this list"), N_("General"), "<Control>f", N_("find filter") },
  { "win.save", N_("Save"), N_("General"), "<Control>s", NULL, TRUE },
  { "win.refresh", N_("Read again"), N_("General"), "F5 <Control>r", N_("reload refresh") },
  { "win.undo", N_("Undo the last change"), N_("General"), "<Control>z <Control><Alt>z", N_("take back") },
  { "win.history", N_("History and undo"), N_("General"), "<Control>h", N_("changes log audit") },
  { "win.open-page(('start-rules', ''))", N_("Start rules"), N_("General"), NULL, N_("automatic process begin condition map") },
  { "win.open-page(('claims-report', ''))", N_("Report on claims"), N_("General"), NULL, N_("complaints satisfied reasons share") },
  { "win.preferences", N_("Preferences"), N_("General"), "<Control>comma", N_("settings options density dark light colour") },
  { "win.show-keys", N_("Keyboard shortcuts"), N_("General"), "<Control>question F1", N_("keys help map") },
  { "win.about", N_("About Kontor"), N_("General"), NULL, N_("version licence") },
  { "app.new-window", N_("Sign in as somebody else"), N_("General"), "<Control><Shift>n", N_("user person window server") },
  { "win.sign-out", N_("Sign out"), N_("General"), NULL, N_("leave user") },
  { "app.quit", N_("Quit"), N_("General"), "<Control>q", N_("exit") },

  { "win.next-tab", N_("Next tab"), N_("Tabs"), "<Control>Page_Down", NULL, TRUE },
  { "win.previous-tab", N_("Previous tab"), N_("Tabs"), "<Control>Page_Up", NULL, TRUE },
  { "win.close-tab", N_("Close the tab"), N_("Tabs"), "<Control>w" },
  { "win.close-other-tabs", N_("Close the other tabs"), N_("Tabs"), NULL },
  { "win.reopen-tab", N_("Open the closed tab again"), N_("Tabs"), "<Control><Shift>t", N_("restore") },
  { "win.fold-sidebar", N_("Fold the sidebar to icons"), N_("Tabs"), "F9", N_("narrow wide") },
  { "win.switch-pane", N_("Next part of the window"), N_("Tabs"), "F6", NULL, TRUE },

  { "win.new-record('partner')", N_("New partner"), N_("Create"), "<Control><Shift>p", N_("client company add") },
  { "win.new-record('deal')", N_("New deal"), N_("Create"), "<Control><Shift>d", N_("sale opportunity add") },
  { "win.new-record('task')", N_("New task"), N_("Create"), "<Control><Shift>k", N_("to do add") },
  { "win.new-record('assignment')", N_("New assignment"), N_("Create"), "<Control><Shift>g", N_("give delegate order check add") },
  { "win.new-record('claim')", N_("New claim"), N_("Create"), "<Control><Shift>l", N_("complaint add") },
  { "win.new-record('offer')", N_("New offer"), N_("Create"), "<Control><Shift>o", N_("quote document add") },

  { "win.colour-scheme('system')", N_("Colours as the desktop has them"), N_("Settings"), NULL, N_("light dark theme") },
  { "win.colour-scheme('light')", N_("Light colours"), N_("Settings"), NULL, N_("bright theme") },
  { "win.colour-scheme('dark')", N_("Dark colours"), N_("Settings"), NULL, N_("night theme") },
  { "win.density('compact')", N_("Compact rows"), N_("Settings"), NULL, N_("dense list height") },
  { "win.density('comfortable')", N_("Comfortable rows"), N_("Settings"), NULL, N_("list height") },
  { NULL }
};

const KontorCommand *
kontor_commands_get (void)
{
  return commands;
}

void
kontor_commands_set_keys (GtkApplication *application)
{
  for (const KontorCommand *command = commands; command->action != NULL; command++)
    {
      g_auto(GStrv) keys = NULL;

      if (command->keys == NULL)
        continue;
      keys = g_strsplit (command->keys, " ", -1);
      gtk_application_set_accels_for_action (application, command->action, (const char * const *) keys);
    }
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.section(%u)", i);
      g_autofree char *key = g_strdup_printf ("<Control>%u", i);
      const char *keys[] = { key, NULL };

      gtk_application_set_accels_for_action (application, action, keys);
    }
}

static void
append_shortcut (GString *ui, const char *label, const char *keys)
{
  g_autofree char *escaped_label = g_markup_escape_text (label, -1);
  g_autofree char *escaped_keys = g_markup_escape_text (keys, -1);

  g_string_append_printf (ui,
                          "<child><object class='GtkShortcutsShortcut'>"
                          "<property name='title'>%s</property><property name='accelerator'>%s</property>"
                          "</object></child>", escaped_label, escaped_keys);
}

static void
begin_group (GString *ui, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_string_append_printf (ui, "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", escaped);
}

/* The children of a shortcuts window can only be given by a builder in this
 * version of the toolkit, hence the markup. */
GtkShortcutsWindow *
kontor_commands_create_map (void)
{
  g_autoptr(GString) ui = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                        "<property name='modal'>1</property><property name='section-name'>all</property>"
                                        "<child><object class='GtkShortcutsSection'>"
                                        "<property name='section-name'>all</property>"
                                        "<property name='max-height'>16</property>");
  g_autoptr(GtkBuilder) builder = NULL;
  const char *group = NULL;
  guint number = 1;

  for (const KontorCommand *command = commands; command->action != NULL; command++)
    {
      if (command->keys == NULL)
        continue;
      if (group == NULL || g_strcmp0 (group, command->group) != 0)
        {
          if (group != NULL)
            g_string_append (ui, "</object></child>");
          group = command->group;
          begin_group (ui, _(group));
        }
      append_shortcut (ui, _(command->label), command->keys);
    }
  g_string_append (ui, "</object></child>");

  begin_group (ui, _("Sections"));
  for (const KontorSection *section = kontor_sections_get (); section->name != NULL && number <= 9; section++, number++)
    {
      g_autofree char *key = g_strdup_printf ("<Control>%u", number);

      append_shortcut (ui, _(section->label), key);
    }
  g_string_append (ui, "</object></child>");

  begin_group (ui, _("Lists and cards"));
  append_shortcut (ui, _("Open the selected record"), "Return");
  append_shortcut (ui, _("Show the selected record beside the list"), "F4");
  append_shortcut (ui, _("Copy the selected rows"), "<Control>c");
  append_shortcut (ui, _("Select all"), "<Control>a");
  append_shortcut (ui, _("Add a filter"), "<Control><Shift>f");
  append_shortcut (ui, _("Export the list"), "<Control><Shift>e");
  g_string_append (ui, "</object></child>");

  begin_group (ui, _("Drawing route maps"));
  append_shortcut (ui, _("Append a point"), "a");
  append_shortcut (ui, _("Connect with another point"), "c");
  append_shortcut (ui, _("Write the name on the drawing"), "F2");
  append_shortcut (ui, _("Move what is selected; with Shift finely"), "Left Right Up Down");
  append_shortcut (ui, _("Make space with the next drag"), "s");
  append_shortcut (ui, _("Delete what is selected"), "Delete");
  append_shortcut (ui, _("Duplicate"), "<Control>d");
  append_shortcut (ui, _("Keep what is selected as a template"), "<Control><Shift>s");
  append_shortcut (ui, _("Everything that can be done here"), "Menu <Shift>F10");
  append_shortcut (ui, _("Open the map of a nested process"), "<Control>Return");
  append_shortcut (ui, _("Open it in a new tab"), "<Control><Shift>Return");
  append_shortcut (ui, _("Back to the map around it"), "<Alt>Left");
  append_shortcut (ui, _("Comments on the map"), "<Control>m");
  append_shortcut (ui, _("Lay the map out anew"), "<Control>t");
  append_shortcut (ui, _("Smaller, larger"), "<Control>minus <Control>plus");
  append_shortcut (ui, _("All of it"), "<Control>0");
  append_shortcut (ui, _("Natural size"), "1");
  append_shortcut (ui, _("Import BPMN"), "<Control>o");
  append_shortcut (ui, _("Export the map"), "<Control>e");
  append_shortcut (ui, _("Print or document the map"), "<Control>p");
  g_string_append (ui, "</object></child></object></child></object></interface>");

  builder = gtk_builder_new_from_string (ui->str, ui->len);
  return GTK_SHORTCUTS_WINDOW (g_object_ref (gtk_builder_get_object (builder, "window")));
}
