#include "config.h"

#include <glib/gi18n.h>

#include "draw/route-map-shapes.h"
#include "processes/map-overview.h"

#define WIDTH  180
#define HEIGHT 110
#define MARGIN 6.0

typedef struct
{
  double x;
  double y;
  double width;
  double height;
  double scale;
  double left;
  double top;
} Frame;

static gboolean
find_frame (KontorMapView *view, Frame *frame)
{
  KontorMap *map = kontor_map_view_get_map (view);

  if (map == NULL)
    return FALSE;
  kontor_map_get_bounds (map, &frame->x, &frame->y, &frame->width, &frame->height);
  if (frame->width <= 0 || frame->height <= 0)
    return FALSE;
  frame->scale = MIN ((WIDTH - 2 * MARGIN) / frame->width, (HEIGHT - 2 * MARGIN) / frame->height);
  frame->left = (WIDTH - frame->width * frame->scale) / 2;
  frame->top = (HEIGHT - frame->height * frame->scale) / 2;
  return TRUE;
}

/* What is seen of the map, in its own units. */
static void
find_sight (KontorMapView *view, double *left, double *top, double *right, double *bottom)
{
  KontorCanvas *canvas = kontor_map_view_get_canvas (view);

  *left = *top = 0;
  *right = gtk_widget_get_width (GTK_WIDGET (canvas));
  *bottom = gtk_widget_get_height (GTK_WIDGET (canvas));
  kontor_canvas_to_drawing (canvas, left, top);
  kontor_canvas_to_drawing (canvas, right, bottom);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  KontorMapView *view = user_data;
  KontorMap *map = kontor_map_view_get_map (view);
  const KontorMapPalette *palette = kontor_map_palette_get (kontor_route_map_picture_get_tone (kontor_map_view_get_picture (view)));
  double left, top, right, bottom;
  Frame frame;

  if (!find_frame (view, &frame))
    return;
  find_sight (view, &left, &top, &right, &bottom);
  cairo_translate (cr, frame.left, frame.top);
  cairo_scale (cr, frame.scale, frame.scale);
  cairo_translate (cr, -frame.x, -frame.y);
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      kontor_map_use (cr, palette->edge[item->kind], 0.75);
      cairo_fill (cr);
    }
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  kontor_map_use (cr, palette->accent, 0.12);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, palette->accent, 1);
  cairo_set_line_width (cr, 1.5 / frame.scale);
  cairo_stroke (cr);
}

/* The pointed place comes into the middle. */
static void
go (GtkWidget *area, double x, double y)
{
  KontorMapView *view = g_object_get_data (G_OBJECT (area), "view");
  KontorCanvas *canvas = kontor_map_view_get_canvas (view);
  Frame frame;

  if (!find_frame (view, &frame))
    return;
  x = (x - frame.left) / frame.scale + frame.x;
  y = (y - frame.top) / frame.scale + frame.y;
  kontor_canvas_from_drawing (canvas, &x, &y);
  kontor_canvas_pan (canvas, gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0 - x, gtk_widget_get_height (GTK_WIDGET (canvas)) / 2.0 - y);
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, GtkWidget *area)
{
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  go (area, x, y);
}

static void
drag_update_cb (GtkGestureDrag *drag, double offset_x, double offset_y, GtkWidget *area)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  go (area, x + offset_x, y + offset_y);
}

static void
viewport_cb (KontorCanvas *canvas, GtkWidget *area)
{
  KontorMapView *view = g_object_get_data (G_OBJECT (area), "view");
  double left, top, right, bottom;
  Frame frame;

  find_sight (view, &left, &top, &right, &bottom);
  gtk_widget_set_visible (area, find_frame (view, &frame)
                                && (frame.x < left - 1 || frame.y < top - 1
                                    || frame.x + frame.width > right + 1 || frame.y + frame.height > bottom + 1));
  gtk_widget_queue_draw (area);
}

GtkWidget *
kontor_map_overview_new (KontorMapView *view)
{
  GtkWidget *area = gtk_drawing_area_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, view, NULL);
  g_object_set_data (G_OBJECT (area), "view", view);
  gtk_widget_set_halign (area, GTK_ALIGN_START);
  gtk_widget_set_valign (area, GTK_ALIGN_END);
  gtk_widget_set_visible (area, FALSE);
  gtk_widget_add_css_class (area, "zoom-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), area);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), area);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (kontor_map_view_get_canvas (view), "viewport-changed", G_CALLBACK (viewport_cb), area, 0);
  return area;
}
