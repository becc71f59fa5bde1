#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-view.h"

struct _KontorMapView
{
  GtkWidget              parent_instance;

  KontorCanvas          *canvas;
  KontorMap             *map;
  KontorMapRoutes       *routes;
  KontorRouteMapPicture *picture;
  GHashTable            *selected;
  char                  *selected_flow;
  char                  *target;
  guint                  refresh_flows;
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
static const char letters[] = { 'p', 'f', 'd' };

static char *
make_id (KontorMapItemType type, const char *key)
{
  return g_strdup_printf ("%c:%s", letters[type], key);
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
  return g_string_free (words, FALSE);
}

static void
flow_extents (KontorMapView *self, const KontorMapItem *flow, graphene_rect_t *extents)
{
  const GArray *route = kontor_map_routes_get (self->routes, flow);
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  if (*kontor_map_item_get_text (flow, "label") != '\0')
    {
      double width = kontor_route_map_picture_get_label_width (self->picture, flow);
      KontorMapPlace label = kontor_map_routes_get_label (self->routes, flow, width);

      left = label.x - 3;
      right = label.x + width + 3;
      top = label.y - 1;
      bottom = label.y + 19;
    }
  for (guint i = 0; i < route->len; i++)
    {
      KontorMapPlace place = g_array_index (route, KontorMapPlace, i);

      left = MIN (left, place.x - 8);
      right = MAX (right, place.x + 8);
      top = MIN (top, place.y - 8);
      bottom = MAX (bottom, place.y + 8);
    }
  graphene_rect_init (extents, left, top, right - left, bottom - top);
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
      kontor_canvas_set_item (self->canvas, id, 2, &extents, &extents, NULL);
    }
  else
    {
      g_autofree char *label = describe (self, item);

      kontor_route_map_picture_get_extents (self->picture, item, &x, &y, &width, &height);
      graphene_rect_init (&extents, x, y, width, height);
      graphene_rect_init (&body, item->x, item->y, item->width, item->height);
      kontor_canvas_set_item (self->canvas, id, item->kind == KONTOR_MAP_KIND_GROUP ? 0 : item->type == KONTOR_MAP_DECORATION ? 1 : 3,
                              &extents, &body, label);
    }
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
}

/* Lines are traced once after all points of a gesture have moved. */
static gboolean
refresh_flows_cb (gpointer user_data)
{
  KontorMapView *self = user_data;

  self->refresh_flows = 0;
  for (guint i = 0; self->map != NULL && i < kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i++)
    update_item (self, kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i));
  return G_SOURCE_REMOVE;
}

static void
map_changed_cb (KontorMapView *self, guint type, const char *key)
{
  g_autofree char *id = make_id (type, key);
  const KontorMapItem *item = kontor_map_find (self->map, type, key);

  if (item == NULL)
    {
      kontor_canvas_remove_item (self->canvas, id);
      if (g_hash_table_remove (self->selected, id) || g_strcmp0 (self->selected_flow, key) == 0)
        {
          if (type == KONTOR_MAP_FLOW)
            g_clear_pointer (&self->selected_flow, g_free);
          g_signal_emit (self, signals[SELECTION_CHANGED], 0);
        }
    }
  else if (type != KONTOR_MAP_FLOW)
    {
      update_item (self, item);
    }
  if (self->refresh_flows == 0)
    self->refresh_flows = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, refresh_flows_cb, self, NULL);
}

static void
draw_item (KontorMapView *self, GtkSnapshot *snapshot, const char *id, gboolean small)
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
      kontor_route_map_picture_draw_item (self->picture, cr, item, small);
    }
  cairo_destroy (cr);
  kontor_route_map_picture_set_mark (self->picture, item->key, mark);
}

static void
draw_cb (GtkSnapshot *snapshot, const char *id, gboolean small, gpointer user_data)
{
  KontorMapView *self = user_data;

  if (id != NULL)
    {
      draw_item (self, snapshot, id, small);
    }
  else if (self->overlay != NULL)
    {
      double x = 0, y = 0, right = gtk_widget_get_width (GTK_WIDGET (self)), bottom = gtk_widget_get_height (GTK_WIDGET (self));
      cairo_t *cr;

      kontor_canvas_to_drawing (self->canvas, &x, &y);
      kontor_canvas_to_drawing (self->canvas, &right, &bottom);
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, right - x, bottom - y));
      self->overlay (cr, self->overlay_data);
      cairo_destroy (cr);
    }
}

static void
focused_cb (KontorMapView *self, const char *id)
{
  const KontorMapItem *item = find_by_id (self, id);

  if (item != NULL && !kontor_map_view_is_selected (self, item->type, item->key))
    kontor_map_view_select (self, item->type, item->key, FALSE);
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

  g_clear_handle_id (&self->refresh_flows, g_source_remove);
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  if (self->canvas != NULL)
    {
      kontor_map_view_set_map (self, NULL);
      kontor_canvas_set_draw (self->canvas, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->canvas));
      self->canvas = NULL;
    }
  g_clear_object (&self->picture);
  g_clear_pointer (&self->selected, g_hash_table_unref);
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
  self->picture = kontor_route_map_picture_new (KONTOR_MAP_TONE_LIGHT);
  self->canvas = KONTOR_CANVAS (kontor_canvas_new (_("Route map")));
  gtk_widget_add_css_class (GTK_WIDGET (self->canvas), "view");
  gtk_widget_set_parent (GTK_WIDGET (self->canvas), GTK_WIDGET (self));
  kontor_canvas_set_draw (self->canvas, draw_cb, self);
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
  g_clear_pointer (&self->selected_flow, g_free);
  kontor_canvas_remove_all (self->canvas);
  if (map == NULL)
    return;
  self->map = g_object_ref (map);
  self->routes = kontor_map_routes_new (map);
  g_signal_connect_swapped (map, "changed", G_CALLBACK (map_changed_cb), self);
  update_all (self);
  kontor_canvas_fit (self->canvas);
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

  if (!add || type == KONTOR_MAP_FLOW)
    g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->selected_flow, g_free);
  if (type == KONTOR_MAP_FLOW)
    {
      self->selected_flow = g_steal_pointer (&name);
    }
  else
    {
      g_autofree char *id = make_id (type, name);

      if (add && g_hash_table_contains (self->selected, id))
        g_hash_table_remove (self->selected, id);
      else
        g_hash_table_add (self->selected, g_steal_pointer (&id));
    }
  kontor_canvas_invalidate (self->canvas, NULL);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

void
kontor_map_view_unselect (KontorMapView *self)
{
  if (g_hash_table_size (self->selected) == 0 && self->selected_flow == NULL)
    return;
  g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->selected_flow, g_free);
  kontor_canvas_invalidate (self->canvas, NULL);
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
  if (g_strcmp0 (self->target, key) == 0)
    return;
  g_free (self->target);
  self->target = g_strdup (key);
  kontor_canvas_invalidate (self->canvas, NULL);
}
