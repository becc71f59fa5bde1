#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_CANVAS_PROXY (kontor_canvas_proxy_get_type ())
G_DECLARE_FINAL_TYPE (KontorCanvasProxy, kontor_canvas_proxy, KONTOR, CANVAS_PROXY, GtkWidget)

/*
 * An invisible widget over an item of a canvas: what has the focus and what a
 * reader of the screen finds, since only widgets can be told to it.
 * Signal "activated": Enter.
 */

GtkWidget  *kontor_canvas_proxy_new    (const char *id);
const char *kontor_canvas_proxy_get_id (KontorCanvasProxy *self);

G_END_DECLS
