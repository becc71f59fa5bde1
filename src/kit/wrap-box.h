#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_WRAP_BOX (kontor_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (KontorWrapBox, kontor_wrap_box, KONTOR, WRAP_BOX, GtkWidget)

/* Its children in their own widths one after the other, in as many lines as it takes.
 * One that expands takes what is left of its line.  Children may be written in a
 * .ui file. */

GtkWidget *kontor_wrap_box_new    (int spacing);
void       kontor_wrap_box_append (KontorWrapBox *self, GtkWidget *child);
void       kontor_wrap_box_clear  (KontorWrapBox *self);

G_END_DECLS
