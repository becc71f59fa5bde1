#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FOLD_BOX (kontor_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (KontorFoldBox, kontor_fold_box, KONTOR, FOLD_BOX, GtkWidget)

/*
 * Its children side by side in equal widths while there is room, one below the
 * other when there is not.  Children may be written in a .ui file.
 *
 * Properties: "spacing" (24 between columns, half of it between rows),
 * "fold-width" (a column is never narrower; 340).
 */

GtkWidget *kontor_fold_box_new    (void);
void       kontor_fold_box_append (KontorFoldBox *self, GtkWidget *child);
void       kontor_fold_box_clear  (KontorFoldBox *self);

G_END_DECLS
