#pragma once

#include <gtk/gtk.h>

#include "route/map-item.h"

G_BEGIN_DECLS

/* Opens the page or the letter that a link on a map leads to; (nullable) @item:
 * of another kind nothing happens. */
void kontor_map_link_open (GtkWidget *widget, const KontorMapItem *item);

G_END_DECLS
