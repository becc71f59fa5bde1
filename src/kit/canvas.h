#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_CANVAS (kontor_canvas_get_type ())
G_DECLARE_FINAL_TYPE (KontorCanvas, kontor_canvas, KONTOR, CANVAS, GtkWidget)

typedef struct _KontorCanvasItem KontorCanvasItem;

/*
 * A large drawing one looks at through a window: wheel and middle button move
 * it, Ctrl and the wheel enlarge it at the pointer, Ctrl with plus, minus and
 * zero do it from the keyboard.  What is drawn is made of items; each is kept
 * as a render node until it changes, wherever it moves, and only those in sight
 * are drawn.
 *
 * An item that is told can be reached by Tab and is told to readers of the
 * screen: all of them in a drawing of a few hundred, in a larger one those in
 * sight.
 *
 * Signals: "viewport-changed"; "item-focused" (const char *id);
 * "item-activated" (const char *id), by Enter on the focused item.
 */

/**
 * KontorCanvasDetail:
 * @KONTOR_CANVAS_FULL: everything
 * @KONTOR_CANVAS_SMALL: so far away that words cannot be read
 * @KONTOR_CANVAS_TINY: so far away that shapes cannot be told
 */
typedef enum
{
  KONTOR_CANVAS_FULL,
  KONTOR_CANVAS_SMALL,
  KONTOR_CANVAS_TINY,
} KontorCanvasDetail;

/**
 * KontorCanvasDraw:
 * @snapshot: takes drawing in the drawing's own coordinates
 * @id: the item; %NULL for what lies above all items
 * @detail: how near it is looked at
 */
typedef void (*KontorCanvasDraw) (GtkSnapshot *snapshot, const char *id, KontorCanvasDetail detail, gpointer user_data);

/**
 * KontorCanvasLabel:
 *
 * Returns: (transfer full): how an item is told to who cannot see it
 */
typedef char *(*KontorCanvasLabel) (const char *id, gpointer user_data);

GtkWidget *kontor_canvas_new            (const char *label);
void       kontor_canvas_set_draw       (KontorCanvas *self, KontorCanvasDraw draw, KontorCanvasLabel label, gpointer user_data);

/**
 * kontor_canvas_set_item:
 * @layer: items of a higher layer lie above those of a lower one
 * @extents: what the item covers, with all its ornaments
 * @body: the part that is framed when the item has the focus
 * @told: whether it can be focused and is told; it is asked for its label when
 *   it comes into sight
 *
 * Adds or changes an item.
 */
void       kontor_canvas_set_item       (KontorCanvas *self, const char *id, int layer,
                                         const graphene_rect_t *extents, const graphene_rect_t *body, gboolean told);
/* (nullable): the item, as long as it is not removed: for what is moved with every frame. */
KontorCanvasItem *kontor_canvas_find_item (KontorCanvas *self, const char *id);
/* Moves an item that looks as before; drawn anew where its size changed. */
void       kontor_canvas_place_item     (KontorCanvas *self, KontorCanvasItem *item,
                                         const graphene_rect_t *extents, const graphene_rect_t *body);
/* The same where it goes aside as it is. */
void       kontor_canvas_shift_item     (KontorCanvas *self, KontorCanvasItem *item, float dx, float dy);
void       kontor_canvas_remove_item    (KontorCanvas *self, const char *id);
void       kontor_canvas_remove_all     (KontorCanvas *self);
/* Draws an item anew; all of them with NULL. */
void       kontor_canvas_invalidate     (KontorCanvas *self, const char *id);
gboolean   kontor_canvas_focus_item     (KontorCanvas *self, const char *id);
/* (nullable) (transfer none): the item that has the focus of the keyboard */
const char *kontor_canvas_get_focused   (KontorCanvas *self);

void       kontor_canvas_set_show_grid  (KontorCanvas *self, gboolean show_grid);
/* Whether the first button on empty ground moves the drawing. */
void       kontor_canvas_set_drag_pans  (KontorCanvas *self, gboolean drag_pans);

double     kontor_canvas_get_scale      (KontorCanvas *self);
/* Enlarges around a place of the widget; -1 for its middle. */
void       kontor_canvas_zoom           (KontorCanvas *self, double factor, double x, double y);
void       kontor_canvas_set_scale      (KontorCanvas *self, double scale);
/* Shows everything, never larger than natural size. */
void       kontor_canvas_fit            (KontorCanvas *self);
/* The same, but never smaller than @least: then around @around, so that it can be read. */
void       kontor_canvas_open           (KontorCanvas *self, const graphene_rect_t *around, double least);
/* As kontor_canvas_fit(), once the canvas has got its next size. */
void       kontor_canvas_fit_later      (KontorCanvas *self);
/* Whether it was opened or fitted and nobody has moved it since. */
gboolean   kontor_canvas_is_fitted      (KontorCanvas *self);
/* The same, with everything in sight. */
gboolean   kontor_canvas_shows_all      (KontorCanvas *self);
/* The place of the drawing in the middle of the window. */
void       kontor_canvas_get_middle     (KontorCanvas *self, double *x, double *y);
/* Brings a place of the drawing into the middle, once the canvas has got its size. */
void       kontor_canvas_look_at        (KontorCanvas *self, double x, double y, double scale);
void       kontor_canvas_pan            (KontorCanvas *self, double dx, double dy);
/* Moves as little as needed to bring @area into sight. */
void       kontor_canvas_reveal         (KontorCanvas *self, const graphene_rect_t *area);

void       kontor_canvas_to_drawing     (KontorCanvas *self, double *x, double *y);
void       kontor_canvas_from_drawing   (KontorCanvas *self, double *x, double *y);

G_END_DECLS
