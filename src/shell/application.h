#pragma once

#include <adwaita.h>

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_APPLICATION (kontor_application_get_type ())
G_DECLARE_FINAL_TYPE (KontorApplication, kontor_application, KONTOR, APPLICATION, AdwApplication)

KontorApplication *kontor_application_new         (GApplicationFlags flags);

/* What kontor_application_new() does at start-up, for windows in tests: style, icons, keys, screens. */
void               kontor_application_prepare     (GtkApplication *application);

/* Opens the window of somebody who signed in. */
void               kontor_application_open_window (KontorApplication *self, KontorDesk *desk);

G_END_DECLS
