#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The size of the window, for each person on this computer: another screen is
 * another size, and another person likes another one.  Who is new here gets what
 * was last seen.
 */

/* @login: (nullable) */
void kontor_window_size_restore  (GtkWindow *window, const char *login);
void kontor_window_size_remember (GtkWindow *window, const char *login);

G_END_DECLS
