#pragma once

#include <gtk/gtk.h>

#include "route/map.h"

G_BEGIN_DECLS

typedef void (*KontorMapAppendFunc) (gpointer object, KontorMapKind kind);

/* A small menu of what can follow a point, at a place of @widget; @object is kept while it is open. */
void       kontor_map_append_popup   (GtkWidget *widget, double x, double y, KontorMapAppendFunc func, gpointer object);

/* The picture of a kind of point, for the palette and the menu. */
GtkWidget *kontor_map_kind_image_new (KontorMapKind kind, int size);

G_END_DECLS
