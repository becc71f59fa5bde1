#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A long drop down is narrowed by typing as soon as it is open, and Return takes the
 * first that is left: the toolkit's own search waits to be clicked into first.
 */
void kontor_drop_down_search (GtkDropDown *choice);

G_END_DECLS
