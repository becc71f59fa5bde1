#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kontor_open_address:
 * @widget: what was clicked
 * @uri: a file, a web page, an address of mail, a number to call
 *
 * Hands @uri to the program that is there for it, and says so where there is none.
 */
void kontor_open_address (GtkWidget *widget, const char *uri);

G_END_DECLS
