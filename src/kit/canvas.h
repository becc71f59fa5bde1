#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_CANVAS (kontor_canvas_get_type ())
G_DECLARE_FINAL_TYPE (KontorCanvas, kontor_canvas, KONTOR, CANVAS, GtkWidget)

/*
 * A large drawing one looks at through a window: wheel and middle button move
 * it, Ctrl and the wheel enlarge it at the pointer, Ctrl with plus, minus and
 * zero do it from the keyboard.  What is drawn is made of items; each is kept
 * as a render node until it changes, and only those in sight are drawn.
 *
 * An item with a label can be reached by Tab and is told to readers of the
 * screen.
 *
 * Signals: "viewport-changed"; "item-focused" (const char *id);
 * "item-activated" (const char *id), by Enter on the focused item.
 */

/**
 * KontorCanvasDraw:
 * @snapshot: takes drawing in the drawing's own coordinates
 * @id: the item; %NULL for what lies above all items
 * @small: so far away that words cannot be read
 */
typedef void (*KontorCanvasDraw) (GtkSnapshot *snapshot, const char *id, gboolean small, gpointer user_data);

GtkWidget *kontor_canvas_new            (const char *label);
void       kontor_canvas_set_draw       (KontorCanvas *self, KontorCanvasDraw draw, gpointer user_data);

/**
 * kontor_canvas_set_item:
 * @layer: items of a higher layer lie above those of a lower one
 * @extents: what the item covers, with all its ornaments
 * @body: the part that is framed when the item has the focus
 * @label: (nullable): how it is told; %NULL: cannot be focused
 *
 * Adds or changes an item.
 */
void       kontor_canvas_set_item       (KontorCanvas *self, const char *id, int layer,
                                         const graphene_rect_t *extents, const graphene_rect_t *body, const char *label);
void       kontor_canvas_remove_item    (KontorCanvas *self, const char *id);
void       kontor_canvas_remove_all     (KontorCanvas *self);
/* Draws an item anew; all of them with NULL. */
void       kontor_canvas_invalidate     (KontorCanvas *self, const char *id);
gboolean   kontor_canvas_focus_item     (KontorCanvas *self, const char *id);

void       kontor_canvas_set_show_grid  (KontorCanvas *self, gboolean show_grid);
/* Whether the first button on empty ground moves the drawing. */
void       kontor_canvas_set_drag_pans  (KontorCanvas *self, gboolean drag_pans);

double     kontor_canvas_get_scale      (KontorCanvas *self);
/* Enlarges around a place of the widget; -1 for its middle. */
void       kontor_canvas_zoom           (KontorCanvas *self, double factor, double x, double y);
void       kontor_canvas_set_scale      (KontorCanvas *self, double scale);
/* Shows everything, never larger than natural size. */
void       kontor_canvas_fit            (KontorCanvas *self);
/* The same once the canvas has got its next size. */
void       kontor_canvas_fit_later      (KontorCanvas *self);
void       kontor_canvas_pan            (KontorCanvas *self, double dx, double dy);
/* Moves as little as needed to bring @area into sight. */
void       kontor_canvas_reveal         (KontorCanvas *self, const graphene_rect_t *area);

void       kontor_canvas_to_drawing     (KontorCanvas *self, double *x, double *y);
void       kontor_canvas_from_drawing   (KontorCanvas *self, double *x, double *y);

G_END_DECLS
