#include "config.h"

#include "shell/preferences.h"

#include <glib/gi18n.h>

#include "shell/settings.h"

struct _KontorPreferences
{
  AdwPreferencesWindow parent_instance;
  AdwComboRow *colour_row;
  AdwComboRow *density_row;
  GtkSwitch   *fold_switch;
  GtkSwitch   *tabs_switch;
  GtkLabel    *language_label;
};

G_DEFINE_FINAL_TYPE (KontorPreferences, kontor_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, const char *key)
{
  if ((int) adw_combo_row_get_selected (row) != g_settings_get_enum (kontor_settings_get (), key))
    g_settings_set_enum (kontor_settings_get (), key, (int) adw_combo_row_get_selected (row));
}

static void
follow_choice (AdwComboRow *row, const char *key)
{
  adw_combo_row_set_selected (row, (guint) g_settings_get_enum (kontor_settings_get (), key));
  g_signal_connect (row, "notify::selected", G_CALLBACK (chosen_cb), (gpointer) key);
}

static void
kontor_preferences_class_init (KontorPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/shell/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPreferences, colour_row);
  gtk_widget_class_bind_template_child (widget_class, KontorPreferences, density_row);
  gtk_widget_class_bind_template_child (widget_class, KontorPreferences, fold_switch);
  gtk_widget_class_bind_template_child (widget_class, KontorPreferences, tabs_switch);
  gtk_widget_class_bind_template_child (widget_class, KontorPreferences, language_label);
}

static void
kontor_preferences_init (KontorPreferences *self)
{
  GSettings *settings = kontor_settings_get ();
  const char * const *languages = g_get_language_names ();

  gtk_widget_init_template (GTK_WIDGET (self));
  follow_choice (self->colour_row, "colour-scheme");
  follow_choice (self->density_row, "density");
  g_settings_bind (settings, "restore-tabs", self->tabs_switch, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_label_set_label (self->language_label, g_str_equal (languages[0], "C") ? "English" : languages[0]);
}

GtkWindow *
kontor_preferences_new (GtkWindow *parent)
{
  KontorPreferences *self = g_object_new (KONTOR_TYPE_PREFERENCES, "transient-for", parent, NULL);

  /* The window's own action: both show the same state. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  return GTK_WINDOW (self);
}
