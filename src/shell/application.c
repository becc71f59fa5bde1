#include "config.h"

#include "shell/application.h"

#include <glib/gi18n.h>

#include "kit/gallery.h"
#include "kit/kit.h"
#include "kontor-icons.h"
#include "shell/commands.h"
#include "shell/screens.h"
#include "shell/session.h"
#include "shell/settings.h"
#include "shell/sign-in.h"
#include "shell/window.h"

struct _KontorApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorApplication, kontor_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "database", 'd', 0, G_OPTION_ARG_STRING, NULL, N_("Sign in to this server: a libpq connection string or URI"), N_("URI") },
  { "user", 'u', 0, G_OPTION_ARG_STRING, NULL, N_("Sign in as this person"), N_("NAME") },
  { "new-window", 'n', 0, G_OPTION_ARG_NONE, NULL, N_("Ask who signs in, in a window of its own"), NULL },
  { "gallery", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show a page for each widget"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Tell the version and end"), NULL },
  { NULL }
};

static void
ask_who (KontorApplication *self, const char *database, const char *user)
{
  KontorSignIn *sign_in = kontor_sign_in_new (ADW_APPLICATION (self));

  if (database != NULL || user != NULL)
    kontor_sign_in_start (sign_in, database, user);
  else
    gtk_window_present (GTK_WINDOW (sign_in));
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_who (user_data, NULL, NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each window asks for what is unsaved; the program ends with the last one. */
  for (GList *each = windows; each != NULL; each = each->next)
    gtk_window_close (each->data);
  g_list_free (windows);
}

static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/kontor/Kontor/ui/shell/shell.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
kontor_application_prepare (GtkApplication *application)
{
  static gboolean done;

  kontor_commands_set_keys (application);
  if (done)
    return;
  done = TRUE;
  g_resources_register (kontor_icons_get_resource ());
  kontor_kit_init ();
  load_style ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/kontor/Kontor/icons");
  kontor_settings_follow_colour_scheme ();
  kontor_screens_register ();
}

/* Ctrl+Shift+D is a new deal here; in a dialog the toolkit would open its inspector. */
static gboolean
no_inspector_cb (GtkWindow *window, gboolean toggle)
{
  return FALSE;
}

static void
kontor_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "new-window", new_window_cb },
    { "quit", quit_cb },
  };
  g_autoptr(GTypeClass) window_class = NULL;

  G_APPLICATION_CLASS (kontor_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  gtk_window_set_default_icon_name (KONTOR_APPLICATION_ID);
  window_class = g_type_class_ref (GTK_TYPE_WINDOW);
  g_signal_override_class_handler ("enable-debugging", GTK_TYPE_WINDOW, G_CALLBACK (no_inspector_cb));
  kontor_application_prepare (GTK_APPLICATION (application));
}

static void
kontor_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    ask_who (KONTOR_APPLICATION (application), NULL, NULL);
}

static int
kontor_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("Kontor %s\n", KONTOR_VERSION);
      return EXIT_SUCCESS;
    }
  return -1;
}

static int
kontor_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  KontorApplication *self = KONTOR_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  const char *database = NULL;
  const char *user = NULL;

  g_variant_dict_lookup (given, "database", "&s", &database);
  g_variant_dict_lookup (given, "user", "&s", &user);
  if (g_variant_dict_contains (given, "gallery"))
    gtk_window_present (kontor_gallery_new (ADW_APPLICATION (self)));
  else if (database != NULL || user != NULL || g_variant_dict_contains (given, "new-window"))
    ask_who (self, database, user);
  else
    g_application_activate (application);
  return EXIT_SUCCESS;
}

static void
kontor_application_class_init (KontorApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = kontor_application_startup;
  application_class->activate = kontor_application_activate;
  application_class->handle_local_options = kontor_application_handle_local_options;
  application_class->command_line = kontor_application_command_line;
}

static void
kontor_application_init (KontorApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KontorApplication *
kontor_application_new (GApplicationFlags flags)
{
  return g_object_new (KONTOR_TYPE_APPLICATION,
                       "application-id", KONTOR_APPLICATION_ID,
                       "resource-base-path", "/org/kontor/Kontor",
                       "flags", flags | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}

void
kontor_application_open_window (KontorApplication *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_APPLICATION (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  gtk_window_present (GTK_WINDOW (kontor_window_new (ADW_APPLICATION (self), desk)));
}
