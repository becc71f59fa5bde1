#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "draw/route-map-shapes.h"
#include "processes/map-pictures.h"
#include "processes/map-view.h"

struct _KontorMapView
{
  GtkWidget              parent_instance;

  KontorCanvas          *canvas;
  KontorMap             *map;
  KontorMapRoutes       *routes;
  KontorRouteMapPicture *picture;
  KontorMapPictures     *pictures;
  GHashTable            *selected;
  char                  *selected_flow;
  /* What stays selected while the focus goes on, and where that is: ids. */
  GHashTable            *held;
  char                  *focused;
  char                  *target;
  /* What changed since the drawing was last brought up: ids of what looks
   * different, items that only stand elsewhere. */
  GHashTable            *changed;
  GHashTable            *placed;
  /* item -> its item on the canvas, for those that were moved: found once, not with every frame */
  GHashTable            *on_canvas;
  guint                  refresh;
  void                 (*overlay) (cairo_t *cr, gpointer user_data);
  gpointer               overlay_data;
};

G_DEFINE_FINAL_TYPE (KontorMapView, kontor_map_view, GTK_TYPE_WIDGET)

enum
{
  SELECTION_CHANGED,
  POINT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
/* Below this size names cannot be read at arm's length. */
#define READABLE 0.75

static const char letters[] = { 'p', 'f', 'd' };

static char *
make_id (KontorMapItemType type, const char *key)
{
  gsize length = strlen (key);
  char *id = g_malloc (length + 3);

  /* By the thousand while much is moved. */
  id[0] = letters[type];
  id[1] = ':';
  memcpy (id + 2, key, length + 1);
  return id;
}

static const KontorMapItem *
find_by_id (KontorMapView *self, const char *id)
{
  KontorMapItemType type = id[0] == 'p' ? KONTOR_MAP_POINT : id[0] == 'f' ? KONTOR_MAP_FLOW : KONTOR_MAP_DECORATION;

  return self->map != NULL ? kontor_map_find (self->map, type, id + 2) : NULL;
}

static char *
describe (KontorMapView *self, const KontorMapItem *item)
{
  const char *name = kontor_map_item_get_text (item, item->type == KONTOR_MAP_DECORATION ? "text" : "name");
  KontorMapMark mark = kontor_route_map_picture_get_mark (self->picture, item->key);
  g_autofree char *performer = item->kind == KONTOR_MAP_KIND_ACTION
                               ? kontor_route_map_picture_get_performer (self->picture, item) : NULL;
  guint n_comments = item->type == KONTOR_MAP_POINT ? kontor_route_map_picture_get_comments (self->picture, item->key) : 0;
  GString *words = g_string_new (kontor_map_kind_get_label (item->kind));

  if (*name != '\0')
    g_string_append_printf (words, ": %s", name);
  if (performer != NULL)
    g_string_append_printf (words, ", %s", performer);
  if ((mark & KONTOR_MAP_MARK_CURRENT) != 0)
    g_string_append_printf (words, ", %s", _("stands here"));
  else if ((mark & KONTOR_MAP_MARK_PASSED) != 0)
    g_string_append_printf (words, ", %s", _("passed"));
  if ((mark & KONTOR_MAP_MARK_ERROR) != 0)
    g_string_append_printf (words, ", %s", _("has a problem"));
  if (n_comments > 0)
    {
      g_autofree char *comments = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u comment", "%u comments", n_comments), n_comments);

      g_string_append_printf (words, ", %s", comments);
    }
  return g_string_free (words, FALSE);
}

/* What a line and the words beside it can cover, wherever the words come to stand. */
static void
flow_extents (KontorMapView *self, const KontorMapItem *flow, graphene_rect_t *extents)
{
  const GArray *route = kontor_map_routes_get (self->routes, flow);
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE, around = 8;

  for (guint i = 0; i < route->len; i++)
    {
      KontorMapPlace place = g_array_index (route, KontorMapPlace, i);

      left = MIN (left, place.x);
      right = MAX (right, place.x);
      top = MIN (top, place.y);
      bottom = MAX (bottom, place.y);
    }
  if (*kontor_map_item_get_text (flow, "label") != '\0')
    around = kontor_route_map_picture_get_label_width (self->picture, flow) + 24;
  if (kontor_map_item_get_node (flow, "label_x") != NULL)
    {
      /* Moved by hand, they may stand anywhere. */
      double words = kontor_route_map_picture_get_label_width (self->picture, flow);
      KontorMapPlace label = kontor_map_routes_get_label (self->routes, flow, words);

      left = MIN (left, label.x);
      right = MAX (right, label.x + words);
      top = MIN (top, label.y);
      bottom = MAX (bottom, label.y);
    }
  graphene_rect_init (extents, left - around, top - MAX (8, MIN (around, 24)),
                      right - left + 2 * around, bottom - top + 2 * MAX (8, MIN (around, 24)));
}

static void
update_item (KontorMapView *self, const KontorMapItem *item)
{
  g_autofree char *id = make_id (item->type, item->key);
  graphene_rect_t extents, body;
  double x, y, width, height;

  if (item->type == KONTOR_MAP_FLOW)
    {
      flow_extents (self, item, &extents);
      kontor_canvas_set_item (self->canvas, id, 2, &extents, &extents, FALSE);
      return;
    }
  if (item->kind == KONTOR_MAP_KIND_PICTURE)
    kontor_map_pictures_need (self->pictures, item);
  kontor_route_map_picture_get_extents (self->picture, item, &x, &y, &width, &height);
  graphene_rect_init (&extents, x, y, width, height);
  graphene_rect_init (&body, item->x, item->y, item->width, item->height);
  kontor_canvas_set_item (self->canvas, id, item->kind == KONTOR_MAP_KIND_GROUP ? 0 : item->type == KONTOR_MAP_DECORATION ? 1 : 3,
                          &extents, &body, TRUE);
}

static KontorCanvasItem *
find_on_canvas (KontorMapView *self, const KontorMapItem *item)
{
  KontorCanvasItem *found = g_hash_table_lookup (self->on_canvas, item);

  if (found == NULL)
    {
      g_autofree char *id = make_id (item->type, item->key);

      found = kontor_canvas_find_item (self->canvas, id);
      if (found != NULL)
        g_hash_table_insert (self->on_canvas, (gpointer) item, found);
    }
  return found;
}

/* It only stands elsewhere, or has another size. */
static void
place_item (KontorMapView *self, const KontorMapItem *item)
{
  KontorCanvasItem *found = find_on_canvas (self, item);
  graphene_rect_t extents, body;
  double x, y, width, height;

  if (found == NULL)
    return;
  kontor_route_map_picture_get_extents (self->picture, item, &x, &y, &width, &height);
  graphene_rect_init (&extents, x, y, width, height);
  graphene_rect_init (&body, item->x, item->y, item->width, item->height);
  kontor_canvas_place_item (self->canvas, found, &extents, &body);
}

static void
update_all (KontorMapView *self)
{
  static const KontorMapItemType order[] = { KONTOR_MAP_POINT, KONTOR_MAP_DECORATION, KONTOR_MAP_FLOW };

  if (self->map == NULL)
    return;
  for (guint t = 0; t < G_N_ELEMENTS (order); t++)
    for (guint i = 0; i < kontor_map_get_n_items (self->map, order[t]); i++)
      update_item (self, kontor_map_get_item (self->map, order[t], i));
  kontor_map_routes_take_changed (self->routes, NULL, NULL);
}

static void
flow_moved_cb (const KontorMapItem *flow, const KontorMapPlace *by, gpointer user_data)
{
  KontorMapView *self = user_data;
  KontorCanvasItem *found = by != NULL ? find_on_canvas (self, flow) : NULL;

  if (found != NULL)
    kontor_canvas_shift_item (self->canvas, found, (float) by->x, (float) by->y);
  else
    update_item (self, flow);
}

/* A gesture may move thousands: what it did is drawn once, before the next frame. */
static gboolean
refresh_cb (gpointer user_data)
{
  KontorMapView *self = user_data;
  GHashTableIter iter;
  gpointer it;

  self->refresh = 0;
  if (self->map == NULL)
    return G_SOURCE_REMOVE;
  kontor_map_routes_take_changed (self->routes, flow_moved_cb, self);
  g_hash_table_iter_init (&iter, self->placed);
  while (g_hash_table_iter_next (&iter, &it, NULL))
    place_item (self, it);
  g_hash_table_remove_all (self->placed);
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &it, NULL))
    {
      const KontorMapItem *item = find_by_id (self, it);

      if (item != NULL)
        update_item (self, item);
    }
  g_hash_table_remove_all (self->changed);
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (KontorMapView *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, refresh_cb, self, NULL);
}

static void
placed_cb (KontorMapView *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const KontorMapItem *item = g_ptr_array_index (items, i);

      /* A line's corners were set: it looks different. */
      if (item->type == KONTOR_MAP_FLOW)
        g_hash_table_add (self->changed, make_id (item->type, item->key));
      else
        g_hash_table_add (self->placed, (gpointer) item);
    }
  refresh_soon (self);
}

static void
item_changed_cb (KontorMapView *self, guint type, const char *key, const KontorMapItem *before)
{
  char *id = make_id (type, key);

  if (before != NULL)
    {
      g_hash_table_remove (self->placed, before);
      g_hash_table_remove (self->on_canvas, before);
    }
  if (kontor_map_find (self->map, type, key) == NULL)
    {
      kontor_canvas_remove_item (self->canvas, id);
      g_hash_table_remove (self->held, id);
      if (g_hash_table_remove (self->selected, id) || g_strcmp0 (self->selected_flow, key) == 0)
        {
          if (type == KONTOR_MAP_FLOW)
            g_clear_pointer (&self->selected_flow, g_free);
          g_signal_emit (self, signals[SELECTION_CHANGED], 0);
        }
    }
  g_hash_table_add (self->changed, id);
  refresh_soon (self);
}

static GdkRGBA
to_rgba (KontorMapColour colour)
{
  return (GdkRGBA) { colour.red, colour.green, colour.blue, 1 };
}

/* From far away an item is a patch. */
static void
draw_patch (KontorMapView *self, GtkSnapshot *snapshot, const KontorMapItem *item, KontorMapMark mark)
{
  const KontorMapPalette *palette = kontor_map_palette_get (kontor_route_map_picture_get_tone (self->picture));
  KontorMapColour colour = (mark & (KONTOR_MAP_MARK_SELECTED | KONTOR_MAP_MARK_TARGET | KONTOR_MAP_MARK_CURRENT)) != 0 ? palette->accent
                           : (mark & KONTOR_MAP_MARK_ERROR) != 0 ? palette->error : palette->edge[item->kind];
  GdkRGBA rgba = to_rgba (colour);

  if (item->kind == KONTOR_MAP_KIND_GROUP)
    rgba.alpha = 0.15;
  gtk_snapshot_append_color (snapshot, &rgba, &GRAPHENE_RECT_INIT (item->x, item->y, item->width, item->height));
}

/* A piece of a line, level or upright. */
static void
draw_piece (GtkSnapshot *snapshot, const GdkRGBA *rgba, KontorMapPlace a, KontorMapPlace b, double thick)
{
  double half = thick / 2;

  gtk_snapshot_append_color (snapshot, rgba,
                             &GRAPHENE_RECT_INIT (MIN (a.x, b.x) - (a.x == b.x ? half : 0), MIN (a.y, b.y) - (a.y == b.y ? half : 0),
                                                  fabs (a.x - b.x) + (a.x == b.x ? thick : 0), fabs (a.y - b.y) + (a.y == b.y ? thick : 0)));
}

/* Without words, marks or corners a line is rectangles: they are compared and
 * drawn far faster than a path. */
static void
draw_plain_flow (KontorMapView *self, GtkSnapshot *snapshot, const KontorMapItem *flow, KontorCanvasDetail detail)
{
  const KontorMapPalette *palette = kontor_map_palette_get (kontor_route_map_picture_get_tone (self->picture));
  const GArray *route = kontor_map_routes_get (self->routes, flow);
  GdkRGBA rgba = to_rgba (palette->line);
  double thick = detail == KONTOR_CANVAS_TINY ? 5 : detail == KONTOR_CANVAS_SMALL ? 3 : 1.5, corner = detail == KONTOR_CANVAS_FULL ? 7 : 0;
  KontorMapPlace before = g_array_index (route, KontorMapPlace, 0);

  for (guint i = 1; i < route->len; i++)
    {
      KontorMapPlace a = g_array_index (route, KontorMapPlace, i - 1), b = g_array_index (route, KontorMapPlace, i), end = b;
      double length = fabs (a.x - b.x) + fabs (a.y - b.y);
      double x = length > 0 ? (b.x - a.x) / length : 0, y = length > 0 ? (b.y - a.y) / length : 0;

      if (i + 1 < route->len && corner > 0)
        {
          KontorMapPlace next = g_array_index (route, KontorMapPlace, i + 1), start;
          double onward = fabs (next.x - b.x) + fabs (next.y - b.y), radius = MIN (corner, MIN (length, onward) / 2);
          cairo_t *cr;

          end = (KontorMapPlace) { b.x - x * radius, b.y - y * radius };
          start = onward > 0 ? (KontorMapPlace) { b.x + (next.x - b.x) / onward * radius, b.y + (next.y - b.y) / onward * radius } : b;
          cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (MIN (end.x, start.x) - 1, MIN (end.y, start.y) - 1,
                                                                         fabs (end.x - start.x) + 2, fabs (end.y - start.y) + 2));
          gdk_cairo_set_source_rgba (cr, &rgba);
          cairo_set_line_width (cr, thick);
          cairo_move_to (cr, end.x, end.y);
          cairo_curve_to (cr, end.x + (b.x - end.x) * 0.55, end.y + (b.y - end.y) * 0.55,
                          start.x + (b.x - start.x) * 0.55, start.y + (b.y - start.y) * 0.55, start.x, start.y);
          cairo_stroke (cr);
          cairo_destroy (cr);
          draw_piece (snapshot, &rgba, before, end, thick);
          before = start;
          continue;
        }
      if (i + 1 == route->len && detail != KONTOR_CANVAS_TINY)
        {
          cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (b.x - 10, b.y - 10, 20, 20));

          gdk_cairo_set_source_rgba (cr, &rgba);
          cairo_move_to (cr, b.x, b.y);
          cairo_line_to (cr, b.x - 9 * x + 4.5 * y, b.y - 9 * y - 4.5 * x);
          cairo_line_to (cr, b.x - 9 * x - 4.5 * y, b.y - 9 * y + 4.5 * x);
          cairo_close_path (cr);
          cairo_fill (cr);
          cairo_destroy (cr);
          /* The stroke ends in the arrow. */
          end = (KontorMapPlace) { b.x - x * MIN (6, length), b.y - y * MIN (6, length) };
        }
      draw_piece (snapshot, &rgba, before, end, thick);
      before = b;
    }
  if (detail == KONTOR_CANVAS_FULL && *kontor_map_item_get_text (flow, "label") != '\0')
    {
      double width = kontor_route_map_picture_get_label_width (self->picture, flow);
      KontorMapPlace label = kontor_map_routes_get_label (self->routes, flow, width);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (label.x - 3, label.y - 1, width + 6, 22));

      kontor_route_map_picture_draw_flow_label (self->picture, cr, flow, label);
      cairo_destroy (cr);
    }
}

static void
draw_item (KontorMapView *self, GtkSnapshot *snapshot, const char *id, KontorCanvasDetail detail)
{
  const KontorMapItem *item = find_by_id (self, id);
  KontorMapMark mark, shown;
  graphene_rect_t extents;
  double x, y, width, height;
  cairo_t *cr;

  if (item == NULL)
    return;
  mark = shown = kontor_route_map_picture_get_mark (self->picture, item->key);
  if (kontor_map_view_is_selected (self, item->type, item->key))
    shown |= KONTOR_MAP_MARK_SELECTED;
  if (item->type != KONTOR_MAP_DECORATION && g_strcmp0 (self->target, item->key) == 0)
    shown |= KONTOR_MAP_MARK_TARGET;
  if (item->type == KONTOR_MAP_FLOW && shown == KONTOR_MAP_MARK_NONE && kontor_map_item_get_node (item, "color") == NULL)
    {
      draw_plain_flow (self, snapshot, item, detail);
      return;
    }
  if (item->type != KONTOR_MAP_FLOW && detail == KONTOR_CANVAS_TINY)
    {
      draw_patch (self, snapshot, item, shown);
      return;
    }
  kontor_route_map_picture_set_mark (self->picture, item->key, shown);
  if (item->type == KONTOR_MAP_FLOW)
    {
      flow_extents (self, item, &extents);
      cr = gtk_snapshot_append_cairo (snapshot, &extents);
      kontor_route_map_picture_draw_flow (self->picture, cr, item, kontor_map_routes_get (self->routes, item),
                                          kontor_map_routes_get_label (self->routes, item,
                                                                       kontor_route_map_picture_get_label_width (self->picture, item)));
    }
  else
    {
      kontor_route_map_picture_get_extents (self->picture, item, &x, &y, &width, &height);
      graphene_rect_init (&extents, x, y, width, height);
      cr = gtk_snapshot_append_cairo (snapshot, &extents);
      kontor_route_map_picture_draw_item (self->picture, cr, item, detail != KONTOR_CANVAS_FULL);
    }
  cairo_destroy (cr);
  kontor_route_map_picture_set_mark (self->picture, item->key, mark);
}

/* Only where the tools really drew: a surface over everything would have
 * everything drawn again with each frame. */
static void
draw_overlay (KontorMapView *self, GtkSnapshot *snapshot)
{
  double x = 0, y = 0, right = gtk_widget_get_width (GTK_WIDGET (self)), bottom = gtk_widget_get_height (GTK_WIDGET (self));
  double ink_x, ink_y, ink_width, ink_height;
  cairo_surface_t *surface;
  cairo_t *cr;

  kontor_canvas_to_drawing (self->canvas, &x, &y);
  kontor_canvas_to_drawing (self->canvas, &right, &bottom);
  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &(cairo_rectangle_t) { x, y, right - x, bottom - y });
  cr = cairo_create (surface);
  self->overlay (cr, self->overlay_data);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &ink_x, &ink_y, &ink_width, &ink_height);
  if (ink_width > 0 && ink_height > 0)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (ink_x, ink_y, ink_width, ink_height));
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
}

static void
draw_cb (GtkSnapshot *snapshot, const char *id, KontorCanvasDetail detail, gpointer user_data)
{
  KontorMapView *self = user_data;

  if (id != NULL)
    draw_item (self, snapshot, id, detail);
  else if (self->overlay != NULL)
    draw_overlay (self, snapshot);
}

static char *
label_cb (const char *id, gpointer user_data)
{
  const KontorMapItem *item = find_by_id (user_data, id);

  return item != NULL ? describe (user_data, item) : NULL;
}

/* What was selected looks otherwise now. */
static void
invalidate_selected (KontorMapView *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    kontor_canvas_invalidate (self->canvas, id);
  if (self->selected_flow != NULL)
    {
      g_autofree char *flow = make_id (KONTOR_MAP_FLOW, self->selected_flow);

      kontor_canvas_invalidate (self->canvas, flow);
    }
}

/* What is held and where the focus is. */
static void
select_held (KontorMapView *self)
{
  GHashTableIter iter;
  gpointer id;

  invalidate_selected (self);
  g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->selected_flow, g_free);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->selected, g_strdup (id));
  g_hash_table_add (self->selected, g_strdup (self->focused));
  invalidate_selected (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
focused_cb (KontorMapView *self, const char *id)
{
  const KontorMapItem *item = find_by_id (self, id);

  if (item == NULL)
    return;
  g_free (self->focused);
  self->focused = g_strdup (id);
  if (g_hash_table_size (self->held) > 0)
    select_held (self);
  else if (!kontor_map_view_is_selected (self, item->type, item->key))
    kontor_map_view_select (self, item->type, item->key, FALSE);
}

void
kontor_map_view_toggle_held (KontorMapView *self)
{
  g_return_if_fail (KONTOR_IS_MAP_VIEW (self));

  if (self->focused == NULL || find_by_id (self, self->focused) == NULL)
    return;
  if (!g_hash_table_remove (self->held, self->focused))
    g_hash_table_add (self->held, g_strdup (self->focused));
  select_held (self);
}

gboolean
kontor_map_view_select_focused (KontorMapView *self)
{
  const char *id;

  g_return_val_if_fail (KONTOR_IS_MAP_VIEW (self), FALSE);

  id = kontor_canvas_get_focused (self->canvas);
  if (id == NULL || find_by_id (self, id) == NULL || g_hash_table_size (self->selected) > 0 || self->selected_flow != NULL)
    return FALSE;
  focused_cb (self, id);
  return TRUE;
}

static void
activated_cb (KontorMapView *self, const char *id)
{
  g_signal_emit (self, signals[POINT_ACTIVATED], 0, id + 2);
}

static void
pressed_cb (KontorMapView *self, int n_press, double x, double y)
{
  const KontorMapItem *item = kontor_map_view_pick (self, x, y);

  g_hash_table_remove_all (self->held);
  if (item == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
      return;
    }
  if (item->type != KONTOR_MAP_FLOW)
    {
      g_autofree char *id = make_id (item->type, item->key);

      kontor_canvas_focus_item (self->canvas, id);
    }
  if (n_press == 2)
    g_signal_emit (self, signals[POINT_ACTIVATED], 0, item->key);
}

static void
tone_cb (KontorMapView *self)
{
  kontor_route_map_picture_set_tone (self->picture, adw_style_manager_get_dark (adw_style_manager_get_default ())
                                                    ? KONTOR_MAP_TONE_DARK : KONTOR_MAP_TONE_LIGHT);
  kontor_canvas_invalidate (self->canvas, NULL);
}

static void
kontor_map_view_dispose (GObject *object)
{
  KontorMapView *self = KONTOR_MAP_VIEW (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  if (self->canvas != NULL)
    {
      kontor_map_view_set_map (self, NULL);
      kontor_canvas_set_draw (self->canvas, NULL, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->canvas));
      self->canvas = NULL;
    }
  g_clear_object (&self->pictures);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->placed, g_hash_table_unref);
  g_clear_pointer (&self->on_canvas, g_hash_table_unref);
  g_clear_pointer (&self->selected, g_hash_table_unref);
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->focused, g_free);
  g_clear_pointer (&self->selected_flow, g_free);
  g_clear_pointer (&self->target, g_free);
  G_OBJECT_CLASS (kontor_map_view_parent_class)->dispose (object);
}

static void
kontor_map_view_class_init (KontorMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_map_view_dispose;

  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POINT_ACTIVATED] = g_signal_new ("point-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "mapview");
}

static void
kontor_map_view_init (KontorMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->placed = g_hash_table_new (NULL, NULL);
  self->on_canvas = g_hash_table_new (NULL, NULL);
  self->picture = kontor_route_map_picture_new (KONTOR_MAP_TONE_LIGHT);
  self->pictures = kontor_map_pictures_new (self);
  self->canvas = KONTOR_CANVAS (kontor_canvas_new (_("Route map")));
  gtk_widget_add_css_class (GTK_WIDGET (self->canvas), "view");
  gtk_widget_set_parent (GTK_WIDGET (self->canvas), GTK_WIDGET (self));
  kontor_canvas_set_draw (self->canvas, draw_cb, label_cb, self);
  g_signal_connect_swapped (self->canvas, "item-focused", G_CALLBACK (focused_cb), self);
  g_signal_connect_swapped (self->canvas, "item-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (tone_cb), self);
  tone_cb (self);
}

GtkWidget *
kontor_map_view_new (const char *label)
{
  KontorMapView *self = g_object_new (KONTOR_TYPE_MAP_VIEW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

void
kontor_map_view_set_map (KontorMapView *self, KontorMap *map)
{
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->routes);
  g_clear_object (&self->map);
  g_hash_table_remove_all (self->selected);
  g_hash_table_remove_all (self->held);
  g_hash_table_remove_all (self->changed);
  g_hash_table_remove_all (self->placed);
  g_hash_table_remove_all (self->on_canvas);
  g_clear_pointer (&self->selected_flow, g_free);
  kontor_canvas_remove_all (self->canvas);
  if (map == NULL)
    return;
  self->map = g_object_ref (map);
  self->routes = kontor_map_routes_new (map);
  g_signal_connect_swapped (map, "changed", G_CALLBACK (item_changed_cb), self);
  g_signal_connect_swapped (map, "placed", G_CALLBACK (placed_cb), self);
  update_all (self);
  kontor_canvas_fit (self->canvas);
}

static void
open_around (KontorMapView *self, const KontorMapItem *point)
{
  if (point == NULL)
    kontor_canvas_fit (self->canvas);
  else
    kontor_canvas_open (self->canvas, &GRAPHENE_RECT_INIT (point->x, point->y, point->width, point->height), READABLE);
}

void
kontor_map_view_show_start (KontorMapView *self)
{
  g_return_if_fail (KONTOR_IS_MAP_VIEW (self));
  open_around (self, self->map != NULL ? kontor_map_get_start (self->map) : NULL);
}

void
kontor_map_view_show_point (KontorMapView *self, const char *key)
{
  g_return_if_fail (KONTOR_IS_MAP_VIEW (self));
  open_around (self, self->map != NULL && key != NULL ? kontor_map_find (self->map, KONTOR_MAP_POINT, key) : NULL);
}

KontorMap *
kontor_map_view_get_map (KontorMapView *self)
{
  return self->map;
}

KontorCanvas *
kontor_map_view_get_canvas (KontorMapView *self)
{
  return self->canvas;
}

KontorRouteMapPicture *
kontor_map_view_get_picture (KontorMapView *self)
{
  return self->picture;
}

KontorMapPictures *
kontor_map_view_get_pictures (KontorMapView *self)
{
  return self->pictures;
}

KontorMapRoutes *
kontor_map_view_get_routes (KontorMapView *self)
{
  return self->routes;
}

void
kontor_map_view_redraw (KontorMapView *self)
{
  update_all (self);
  kontor_canvas_invalidate (self->canvas, NULL);
}

gboolean
kontor_map_view_is_selected (KontorMapView *self, KontorMapItemType type, const char *key)
{
  g_autofree char *id = NULL;

  if (type == KONTOR_MAP_FLOW)
    return g_strcmp0 (self->selected_flow, key) == 0;
  id = make_id (type, key);
  return g_hash_table_contains (self->selected, id);
}

void
kontor_map_view_select (KontorMapView *self, KontorMapItemType type, const char *key, gboolean add)
{
  g_autofree char *name = g_strdup (key);
  g_autofree char *id = make_id (type, key);

  if (!add || type == KONTOR_MAP_FLOW || self->selected_flow != NULL)
    invalidate_selected (self);
  if (!add || type == KONTOR_MAP_FLOW)
    {
      g_hash_table_remove_all (self->selected);
      g_hash_table_remove_all (self->held);
    }
  g_clear_pointer (&self->selected_flow, g_free);
  kontor_canvas_invalidate (self->canvas, id);
  if (type == KONTOR_MAP_FLOW)
    self->selected_flow = g_steal_pointer (&name);
  else if (add && g_hash_table_contains (self->selected, id))
    g_hash_table_remove (self->selected, id);
  else
    g_hash_table_add (self->selected, g_steal_pointer (&id));
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

void
kontor_map_view_unselect (KontorMapView *self)
{
  if (g_hash_table_size (self->selected) == 0 && self->selected_flow == NULL)
    return;
  invalidate_selected (self);
  g_hash_table_remove_all (self->selected);
  g_hash_table_remove_all (self->held);
  g_clear_pointer (&self->selected_flow, g_free);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

char **
kontor_map_view_get_selected (KontorMapView *self)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (keys, g_strdup ((char *) id + 2));
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}

const KontorMapItem *
kontor_map_view_get_single (KontorMapView *self)
{
  GHashTableIter iter;
  gpointer id;

  if (self->map == NULL)
    return NULL;
  if (self->selected_flow != NULL)
    return kontor_map_find (self->map, KONTOR_MAP_FLOW, self->selected_flow);
  if (g_hash_table_size (self->selected) != 1)
    return NULL;
  g_hash_table_iter_init (&iter, self->selected);
  g_hash_table_iter_next (&iter, &id, NULL);
  return find_by_id (self, id);
}

static gboolean
is_inside (const KontorMapItem *item, double x, double y)
{
  return x >= item->x - 3 && x <= item->x + item->width + 3 && y >= item->y - 3 && y <= item->y + item->height + 3;
}

static gboolean
is_on_flow (KontorMapView *self, const KontorMapItem *flow, double x, double y)
{
  const GArray *route = kontor_map_routes_get (self->routes, flow);

  for (guint i = 1; i < route->len; i++)
    {
      KontorMapPlace a = g_array_index (route, KontorMapPlace, i - 1), b = g_array_index (route, KontorMapPlace, i);

      if (x >= MIN (a.x, b.x) - 6 && x <= MAX (a.x, b.x) + 6 && y >= MIN (a.y, b.y) - 6 && y <= MAX (a.y, b.y) + 6)
        return TRUE;
    }
  return FALSE;
}

const KontorMapItem *
kontor_map_view_pick (KontorMapView *self, double x, double y)
{
  static const KontorMapItemType order[] = { KONTOR_MAP_POINT, KONTOR_MAP_FLOW, KONTOR_MAP_DECORATION };

  if (self->map == NULL)
    return NULL;
  kontor_canvas_to_drawing (self->canvas, &x, &y);
  for (guint t = 0; t < G_N_ELEMENTS (order); t++)
    for (guint i = kontor_map_get_n_items (self->map, order[t]); i-- > 0; )
      {
        const KontorMapItem *item = kontor_map_get_item (self->map, order[t], i);

        if (item->kind == KONTOR_MAP_KIND_GROUP && y > item->y + 26)
          continue;
        if (item->type == KONTOR_MAP_FLOW ? is_on_flow (self, item, x, y) : is_inside (item, x, y))
          return item;
      }
  return NULL;
}

void
kontor_map_view_set_overlay (KontorMapView *self, void (*draw) (cairo_t *cr, gpointer user_data), gpointer user_data)
{
  self->overlay = draw;
  self->overlay_data = user_data;
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

void
kontor_map_view_set_target (KontorMapView *self, const char *key)
{
  g_autofree char *before = self->target;

  if (g_strcmp0 (before, key) == 0)
    {
      before = NULL;
      return;
    }
  self->target = g_strdup (key);
  for (guint i = 0; i < 4; i++)
    {
      const char *which = i < 2 ? before : self->target;
      g_autofree char *id = which != NULL ? make_id (i % 2 == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_FLOW, which) : NULL;

      if (id != NULL)
        kontor_canvas_invalidate (self->canvas, id);
    }
}
