#include "config.h"

#include "shell/settings.h"

#include <adwaita.h>

/* A program that was not installed finds its schema beside itself. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchemaSource) built = NULL;
  GSettingsSchema *schema = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, KONTOR_APPLICATION_ID, TRUE);
  if (schema != NULL || program == NULL)
    return schema;

  folder = g_path_get_dirname (program);
  for (guint i = 0; i < 4 && schema == NULL; i++)
    {
      g_autofree char *data = g_build_filename (folder, "data", NULL);
      g_autofree char *above = g_path_get_dirname (folder);

      built = g_settings_schema_source_new_from_directory (data, installed, TRUE, NULL);
      if (built != NULL)
        schema = g_settings_schema_source_lookup (built, KONTOR_APPLICATION_ID, FALSE);
      g_clear_pointer (&built, g_settings_schema_source_unref);
      g_free (folder);
      folder = g_steal_pointer (&above);
    }
  return schema;
}

static void
apply_colour_scheme_cb (GSettings *settings, const char *key, gpointer user_data)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int chosen = g_settings_get_enum (settings, "colour-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (chosen, 0, (int) G_N_ELEMENTS (schemes) - 1)]);
}

GSettings *
kontor_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    {
      g_autoptr(GSettingsSchema) schema = find_schema ();

      if (schema == NULL)
        g_error ("The settings schema %s is missing: the installation is not complete", KONTOR_APPLICATION_ID);
      settings = g_settings_new_full (schema, NULL, NULL);
    }
  return settings;
}

void
kontor_settings_follow_colour_scheme (void)
{
  static gboolean following;

  if (following)
    return;
  following = TRUE;
  g_signal_connect (kontor_settings_get (), "changed::colour-scheme", G_CALLBACK (apply_colour_scheme_cb), NULL);
  apply_colour_scheme_cb (kontor_settings_get (), "colour-scheme", NULL);
}
