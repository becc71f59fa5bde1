#include "config.h"

#include "shell/about.h"

#include <glib/gi18n.h>

static char *
make_details (KontorDatabase *database)
{
  return g_strdup_printf ("Kontor %s\nSchema %d\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\n%s: %s\n%s: %s\n",
                          KONTOR_VERSION, KONTOR_SCHEMA_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          _("Server"), database != NULL ? kontor_database_get_server (database) : "–",
                          _("Signed in as"), database != NULL ? kontor_database_get_login (database) : "–");
}

void
kontor_about_show (GtkWindow *parent, KontorDatabase *database)
{
  g_autofree char *details = make_details (database);

  adw_show_about_window (parent,
                         "application-name", "Kontor",
                         "application-icon", KONTOR_APPLICATION_ID,
                         "version", KONTOR_VERSION,
                         "developer-name", _("The Kontor authors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Partners, deals, tasks and documents of an office, on your own PostgreSQL server."),
                         "debug-info", details,
                         "debug-info-filename", "kontor.txt",
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
