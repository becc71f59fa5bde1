#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The "focus" of a widget that hands the focus on to one of its children: it is
 * no place of its own.  GTK's would give it the focus on the way back, and that
 * goes to the child that Shift+Tab was just leaving.
 */
gboolean kontor_focus_children (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
