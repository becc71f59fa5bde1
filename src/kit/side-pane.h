#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SIDE_PANE (kontor_side_pane_get_type ())
G_DECLARE_FINAL_TYPE (KontorSidePane, kontor_side_pane, KONTOR, SIDE_PANE, GtkWidget)

/*
 * Something and a pane at its side, which folds away where there is no room for
 * both: the window may become as narrow as what stands beside the pane.
 */

/* @content, @pane: (transfer floating).  The pane is not shown at first. */
GtkWidget *kontor_side_pane_new       (GtkWidget *content, GtkWidget *pane);
/* Whether the pane is wanted; where it is too narrow it comes when there is room. */
void       kontor_side_pane_set_shown (KontorSidePane *self, gboolean shown);
/* How much the content has at first; what the window has more goes to both. */
void       kontor_side_pane_set_position (KontorSidePane *self, int position);
/* Wanted, but there is no room. */
gboolean   kontor_side_pane_is_folded (KontorSidePane *self);

G_END_DECLS
