#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_PREFERENCES (kontor_preferences_get_type ())
G_DECLARE_FINAL_TYPE (KontorPreferences, kontor_preferences, KONTOR, PREFERENCES, AdwPreferencesWindow)

/* What a person may choose on this computer; every change works at once. */
GtkWindow *kontor_preferences_new (GtkWindow *parent);

G_END_DECLS
