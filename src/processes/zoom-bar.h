#pragma once

#include "kit/canvas.h"

G_BEGIN_DECLS

/* The small buttons in the corner of a canvas: smaller, scale, larger, all of it. */
GtkWidget *kontor_zoom_bar_new (KontorCanvas *canvas);

G_END_DECLS
