#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * How the columns of a KontorTable stand: their widths and the order of rows,
 * as they are remembered, and what is made of them to fill the window.
 */

/**
 * kontor_table_layout_to_json:
 * @order: (nullable): "name" or "-name"
 *
 * Returns: (transfer full): {"columns": [{"field": ..., "width": ...}, ...], "order": ...}
 */
char *kontor_table_layout_to_json (GtkColumnView *view, const char *order);
/* The last column takes the space that is left, so that no stripe stays empty. */
void  kontor_table_layout_fill    (GtkColumnView *view);
/* Gives the columns their usual widths, narrowed or widened until they fill @width, unless too much is missing. */
void  kontor_table_layout_fit     (GtkColumnView *view, int width);

G_END_DECLS
