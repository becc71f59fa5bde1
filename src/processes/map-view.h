#pragma once

#include <gtk/gtk.h>

#include "draw/route-map-picture.h"
#include "kit/canvas.h"
#include "route/map-routes.h"

G_BEGIN_DECLS

typedef struct _KontorMapPictures KontorMapPictures;

#define KONTOR_TYPE_MAP_VIEW (kontor_map_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapView, kontor_map_view, KONTOR, MAP_VIEW, GtkWidget)

/*
 * A route map on a canvas: looked at, or, with KontorMapTools, drawn.
 *
 * Signals: "selection-changed"; "point-activated" (const char *key): Enter or
 * a double click.
 */

GtkWidget             *kontor_map_view_new         (const char *label);

/* Shows @map (nullable) from its best side. */
void                   kontor_map_view_set_map     (KontorMapView *self, KontorMap *map);
/* All of it where it can be read then, else its beginning. */
void                   kontor_map_view_show_start  (KontorMapView *self);
/* The same around a point; all of it for none. */
void                   kontor_map_view_show_point  (KontorMapView *self, const char *key);
KontorMap             *kontor_map_view_get_map     (KontorMapView *self);
KontorCanvas          *kontor_map_view_get_canvas  (KontorMapView *self);
KontorRouteMapPicture *kontor_map_view_get_picture (KontorMapView *self);
KontorMapRoutes       *kontor_map_view_get_routes  (KontorMapView *self);
/* What fetches the pictures on the map; (transfer none). */
KontorMapPictures     *kontor_map_view_get_pictures (KontorMapView *self);

/* After the marks or names of the picture were changed. */
void                   kontor_map_view_redraw      (KontorMapView *self);

/* What is selected: keys of points and decorations, or one flow. */
gboolean               kontor_map_view_is_selected (KontorMapView *self, KontorMapItemType type, const char *key);
void                   kontor_map_view_select      (KontorMapView *self, KontorMapItemType type, const char *key, gboolean add);
void                   kontor_map_view_unselect    (KontorMapView *self);
/* By keyboard: what has the focus stays selected while the focus goes on, or not any more. */
void                   kontor_map_view_toggle_held (KontorMapView *self);
/* Where nothing is selected, what has the focus: a key is meant for it. */
gboolean               kontor_map_view_select_focused (KontorMapView *self);
/* (transfer full): the selected points and decorations. */
char                 **kontor_map_view_get_selected (KontorMapView *self);
/* The only thing selected, or NULL. */
const KontorMapItem   *kontor_map_view_get_single  (KontorMapView *self);

/**
 * kontor_map_view_pick:
 * @x: in the coordinates of the widget
 *
 * Returns: (transfer none) (nullable): what lies there, points before lines
 */
const KontorMapItem   *kontor_map_view_pick        (KontorMapView *self, double x, double y);

/* What the tools draw above everything. */
void                   kontor_map_view_set_overlay (KontorMapView *self,
                                                    void (*draw) (cairo_t *cr, gpointer user_data), gpointer user_data);
/* A passing mark that is no selection: the target of a line being drawn. */
void                   kontor_map_view_set_target  (KontorMapView *self, const char *key);

G_END_DECLS
