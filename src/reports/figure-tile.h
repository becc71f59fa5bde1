#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FIGURE_TILE (kontor_figure_tile_get_type ())
G_DECLARE_FINAL_TYPE (KontorFigureTile, kontor_figure_tile, KONTOR, FIGURE_TILE, GtkWidget)

/*
 * One figure of a dashboard that opens the list behind it.
 *
 * Properties: "caption", "icon-name", "tone" ("", "error", "success", "warning":
 * the colour where the figure is not zero).
 * Signal "activated".
 */

/* @detail is a second, quieter line, or NULL; @calls whether the tone applies. */
void kontor_figure_tile_set (KontorFigureTile *self, const char *figure, const char *detail, gboolean calls);

G_END_DECLS
