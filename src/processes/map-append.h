#pragma once

#include <gtk/gtk.h>

#include "processes/map-templates.h"
#include "route/map.h"

G_BEGIN_DECLS

/* @piece: (nullable): the template that was chosen; else a point of @kind. */
typedef void (*KontorMapAppendFunc) (gpointer object, KontorMapKind kind, const char *piece);

/**
 * kontor_map_append_popup:
 * @templates: (nullable)
 * @object: kept while the menu is open
 *
 * A small menu of what can follow a point, at a place of @widget.
 */
void       kontor_map_append_popup   (GtkWidget *widget, double x, double y, KontorMapTemplates *templates,
                                      KontorMapAppendFunc func, gpointer object);

/* The picture of a kind of point, for the palette and the menu. */
GtkWidget *kontor_map_kind_image_new (KontorMapKind kind, int size);

G_END_DECLS
