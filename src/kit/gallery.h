#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A window with a page for each widget, in light, dark, large text and right-to-left. */
GtkWindow *kontor_gallery_new (AdwApplication *application);

/**
 * kontor_gallery_add:
 *
 * Adds a page; @create returns (transfer floating) what is shown.  Called
 * before kontor_gallery_new(), from anywhere that has a widget to show.
 */
void       kontor_gallery_add (const char *name, GtkWidget *(*create) (void));

G_END_DECLS
