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
  { "win.open-page(('import', 'partner'))", N_("Import partners"), N_("General"), NULL, N_("table file csv spreadsheet addresses") },
  { "win.open-page(('start-rules', ''))", N_("Start rules"), N_("General"), NULL, N_("automatic process begin condition map") },
  { "win.open-page(('distribution-rules', ''))", N_("Distribution rules"), N_("General"), NULL, N_("leads routing assign turn load") },
  { "win.open-list(('absence', '', ''))", N_("Absences"), N_("General"), NULL, NULL },
  { "win.open-list(('calendar', '', ''))", N_("Working calendars"), N_("General"), NULL, NULL },
  { "win.open-page(('claims-report', ''))", N_("Report on claims"), N_("General"), NULL, N_("complaints satisfied reasons share") },
  { "win.open-page(('step-report', ''))", N_("Late and skipped steps"), N_("General"), NULL, N_("report regulation audit overdue process discipline") },
  { "win.preferences", N_("Preferences"), N_("General"), "<Control>comma", N_("settings options density dark light colour") },
  { "win.show-keys", N_("Keyboard shortcuts"), N_("General"), "<Control>question F1", N_("keys help map") },
  { "win.about", N_("About Kontor"), N_("General"), NULL, N_("version licence") },
  { "app.new-window", N_("Sign in as somebody else"), N_("General"), "<Control><Shift>n", N_("user person window server") },
  { "win.change-password", N_("Change my password"), N_("General"), NULL, N_("login secret security") },
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
  { "win.new-record('project')", N_("New project"), N_("Create"), NULL, N_("plan work add") },
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
