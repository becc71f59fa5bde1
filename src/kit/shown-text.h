#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Puts what a record says into an entry.  Undoing ends there: Ctrl+Z takes back
 * what was typed since, and does not empty a field that nobody has touched.
 */
static inline void
kontor_show_text (GtkEditable *entry, const char *text)
{
  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text != NULL ? text : "");
  gtk_editable_set_enable_undo (entry, TRUE);
}

G_END_DECLS
