#include "config.h"

#include <math.h>

#include "kit/canvas.h"
#include "kit/canvas-proxy.h"

#define MIN_SCALE   0.1
#define MAX_SCALE   4.0
#define SMALL_SCALE 0.35
#define TINY_SCALE  0.15
/* So many items have their own place in the focus; of more only those in sight. */
#define MANY        300
/* Milliseconds after the last move of the drawing until those are found anew. */
#define SETTLE      150
#define GRID        20.0

struct _KontorCanvasItem
{
  char            *id;
  int              layer;
  guint            order;
  graphene_rect_t  extents;
  graphene_rect_t  body;
  gboolean         told;
  /* By detail, drawn from the corner of the extents. */
  GskRenderNode   *nodes[3];
  gboolean         drawn[3];
  GtkWidget       *proxy;
};

struct _KontorCanvas
{
  GtkWidget         parent_instance;

  KontorCanvasDraw  draw;
  KontorCanvasLabel label;
  gpointer          draw_data;
  GHashTable       *by_id;
  /* Sorted by layer, then by arrival. */
  GPtrArray        *items;
  gboolean          sorted;
  guint             next_order;
  double            scale;
  double            x;
  double            y;
  double            pointer_x;
  double            pointer_y;
  double            drag_x;
  double            drag_y;
  guint             n_told;
  guint             settle_source;
  gint64            moved_at;
  KontorCanvasDetail detail;
  gboolean          show_grid;
  gboolean          fit_wanted;
  /* This place was brought into the middle and nobody has moved it since: it
   * stays there at any size. */
  gboolean          looking;
  double            look_x;
  double            look_y;
  /* Everything is shown and nobody has moved it since: stay so at any size. */
  gboolean          fitted;
  /* Never smaller than this while it is fitted; then around this place. */
  double            least;
  graphene_rect_t   around;
  int               width;
  int               height;
  GtkGesture       *first_drag;
};

G_DEFINE_FINAL_TYPE (KontorCanvas, kontor_canvas, GTK_TYPE_WIDGET)

enum
{
  VIEWPORT_CHANGED,
  ITEM_FOCUSED,
  ITEM_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void fit (KontorCanvas *self);

static void
forget_nodes (KontorCanvasItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (item->nodes); i++)
    {
      g_clear_pointer (&item->nodes[i], gsk_render_node_unref);
      item->drawn[i] = FALSE;
    }
}

static void
item_free (KontorCanvasItem *item)
{
  forget_nodes (item);
  g_clear_pointer (&item->proxy, gtk_widget_unparent);
  g_free (item->id);
  g_free (item);
}

static gboolean
settle_cb (gpointer user_data)
{
  KontorCanvas *self = user_data;

  if (g_get_monotonic_time () - self->moved_at < SETTLE * 1000)
    return G_SOURCE_CONTINUE;
  self->settle_source = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* While the drawing moves, only the item with the focus is carried along.  A
 * gesture over thousands asks thousands of times: one clock for all. */
static void
settle_later (KontorCanvas *self)
{
  self->moved_at = g_get_monotonic_time ();
  if (self->settle_source == 0)
    self->settle_source = g_timeout_add (SETTLE, settle_cb, self);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
viewport_changed (KontorCanvas *self)
{
  self->detail = self->scale < TINY_SCALE ? KONTOR_CANVAS_TINY : self->scale < SMALL_SCALE ? KONTOR_CANVAS_SMALL : KONTOR_CANVAS_FULL;
  settle_later (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEWPORT_CHANGED], 0);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KontorCanvasItem *left = *(KontorCanvasItem * const *) a, *right = *(KontorCanvasItem * const *) b;

  return left->layer != right->layer ? left->layer - right->layer : (int) left->order - (int) right->order;
}

static void
focus_cb (KontorCanvas *self, GParamSpec *pspec, GtkWidget *proxy)
{
  KontorCanvasItem *item;

  if (!gtk_widget_has_focus (proxy))
    return;
  item = g_hash_table_lookup (self->by_id, kontor_canvas_proxy_get_id (KONTOR_CANVAS_PROXY (proxy)));
  if (item == NULL)
    return;
  kontor_canvas_reveal (self, &item->body);
  g_signal_emit (self, signals[ITEM_FOCUSED], 0, item->id);
}

static void
activated_cb (KontorCanvas *self, GtkWidget *proxy)
{
  g_signal_emit (self, signals[ITEM_ACTIVATED], 0, kontor_canvas_proxy_get_id (KONTOR_CANVAS_PROXY (proxy)));
}

static gboolean
scroll_cb (KontorCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0)
    kontor_canvas_zoom (self, pow (1.15, -dy), self->pointer_x, self->pointer_y);
  else if ((state & GDK_SHIFT_MASK) != 0)
    kontor_canvas_pan (self, -dy * 60, -dx * 60);
  else
    kontor_canvas_pan (self, -dx * 60, -dy * 60);
  return TRUE;
}

static void
motion_cb (KontorCanvas *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
drag_begin_cb (KontorCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  self->drag_x = self->x;
  self->drag_y = self->y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
drag_update_cb (KontorCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  self->fitted = self->looking = FALSE;
  self->x = self->drag_x + dx;
  self->y = self->drag_y + dy;
  viewport_changed (self);
}

static void
drag_end_cb (KontorCanvas *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kontor_canvas_zoom (KONTOR_CANVAS (widget), 1.25, -1, -1);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kontor_canvas_zoom (KONTOR_CANVAS (widget), 0.8, -1, -1);
}

static void
zoom_fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kontor_canvas_fit (KONTOR_CANVAS (widget));
}

static void
zoom_natural_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kontor_canvas_set_scale (KONTOR_CANVAS (widget), 1);
}

static void
draw_grid (KontorCanvas *self, GtkSnapshot *snapshot, int width, int height)
{
  double step = GRID * self->scale;
  GdkRGBA colour;

  while (step < 14)
    step *= 2;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= 0.16;
  gtk_snapshot_push_repeat (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height),
                            &GRAPHENE_RECT_INIT (fmod (self->x, step), fmod (self->y, step), step, step));
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (fmod (self->x, step), fmod (self->y, step), 1.5, 1.5));
  gtk_snapshot_pop (snapshot);
}

static void
draw_item (KontorCanvas *self, KontorCanvasItem *item)
{
  GtkSnapshot *own;

  if (item->drawn[self->detail] || self->draw == NULL)
    return;
  own = gtk_snapshot_new ();
  gtk_snapshot_translate (own, &GRAPHENE_POINT_INIT (-item->extents.origin.x, -item->extents.origin.y));
  self->draw (own, item->id, self->detail, self->draw_data);
  item->nodes[self->detail] = gtk_snapshot_free_to_node (own);
  item->drawn[self->detail] = TRUE;
}

static void
kontor_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KontorCanvas *self = KONTOR_CANVAS (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t sight = GRAPHENE_RECT_INIT (-self->x / self->scale, -self->y / self->scale,
                                              width / self->scale, height / self->scale);
  GtkWidget *focused;

  if (!self->sorted)
    {
      g_ptr_array_sort (self->items, compare_items);
      self->sorted = TRUE;
    }
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->show_grid)
    draw_grid (self, snapshot, width, height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (self->x, self->y));
  gtk_snapshot_scale (snapshot, self->scale, self->scale);
  for (guint i = 0; i < self->items->len; i++)
    {
      KontorCanvasItem *item = g_ptr_array_index (self->items, i);

      if (!graphene_rect_intersection (&item->extents, &sight, NULL))
        continue;
      draw_item (self, item);
      if (item->nodes[self->detail] == NULL)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &item->extents.origin);
      gtk_snapshot_append_node (snapshot, item->nodes[self->detail]);
      gtk_snapshot_restore (snapshot);
    }
  if (self->draw != NULL)
    self->draw (snapshot, NULL, self->detail, self->draw_data);
  gtk_snapshot_restore (snapshot);
  focused = gtk_widget_get_focus_child (widget);
  if (focused != NULL)
    gtk_widget_snapshot_child (widget, focused, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
update_label (KontorCanvas *self, KontorCanvasItem *item)
{
  g_autofree char *label = self->label != NULL ? self->label (item->id, self->draw_data) : NULL;

  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item->proxy), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
make_proxy (KontorCanvas *self, KontorCanvasItem *item)
{
  item->proxy = kontor_canvas_proxy_new (item->id);
  gtk_widget_set_parent (item->proxy, GTK_WIDGET (self));
  g_signal_connect_swapped (item->proxy, "notify::has-focus", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (item->proxy, "activated", G_CALLBACK (activated_cb), self);
  update_label (self, item);
}

/* All of few, of many those in sight. */
static void
find_proxies (KontorCanvas *self)
{
  graphene_rect_t sight = GRAPHENE_RECT_INIT (-self->x / self->scale, -self->y / self->scale,
                                              self->width / self->scale, self->height / self->scale);
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      KontorCanvasItem *item = g_ptr_array_index (self->items, i);
      gboolean wanted = item->told && n < MANY
                        && (self->n_told <= MANY || graphene_rect_intersection (&item->body, &sight, NULL));

      n += wanted;
      if (wanted && item->proxy == NULL)
        make_proxy (self, item);
      else if (!wanted && item->proxy != NULL && !gtk_widget_has_focus (item->proxy))
        g_clear_pointer (&item->proxy, gtk_widget_unparent);
    }
}

static void
kontor_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorCanvas *self = KONTOR_CANVAS (widget);

  if ((self->fit_wanted || (self->fitted && (width != self->width || height != self->height))) && width > 1 && height > 1)
    {
      self->fit_wanted = FALSE;
      fit (self);
    }
  if (self->looking && (width != self->width || height != self->height))
    kontor_canvas_look_at (self, self->look_x, self->look_y, self->scale);
  self->width = width;
  self->height = height;
  if (self->settle_source == 0)
    find_proxies (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      KontorCanvasItem *item = g_ptr_array_index (self->items, i);
      double x = item->body.origin.x, y = item->body.origin.y;

      if (item->proxy == NULL || (self->settle_source != 0 && !gtk_widget_has_focus (item->proxy)))
        continue;
      gtk_widget_measure (item->proxy, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      kontor_canvas_from_drawing (self, &x, &y);
      gtk_widget_size_allocate (item->proxy,
                                &(GtkAllocation) { (int) x - 4, (int) y - 4,
                                                   (int) (item->body.size.width * self->scale) + 8,
                                                   (int) (item->body.size.height * self->scale) + 8 }, -1);
    }
}

/* In a drawing of thousands the next item may have no place in the focus yet. */
static gboolean
kontor_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KontorCanvas *self = KONTOR_CANVAS (widget);
  GtkWidget *focused = gtk_widget_get_focus_child (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  KontorCanvasItem *now, *next = NULL;

  if (self->n_told <= MANY || (!forward && direction != GTK_DIR_TAB_BACKWARD)
      || (focused == NULL && !gtk_widget_has_focus (widget)))
    return GTK_WIDGET_CLASS (kontor_canvas_parent_class)->focus (widget, direction);
  now = focused != NULL ? g_hash_table_lookup (self->by_id, kontor_canvas_proxy_get_id (KONTOR_CANVAS_PROXY (focused))) : NULL;
  for (guint i = 0; i < self->items->len; i++)
    {
      KontorCanvasItem *item = g_ptr_array_index (self->items, i);

      if (!item->told || (now != NULL && (forward ? item->order <= now->order : item->order >= now->order)))
        continue;
      if (next == NULL || (forward ? item->order < next->order : item->order > next->order))
        next = item;
    }
  if (next == NULL || (now == NULL && !forward))
    return FALSE;
  return kontor_canvas_focus_item (self, next->id);
}

static void
kontor_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                       int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 360;
}

static void
kontor_canvas_dispose (GObject *object)
{
  KontorCanvas *self = KONTOR_CANVAS (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->draw = NULL;
  self->label = NULL;
  if (self->items != NULL)
    kontor_canvas_remove_all (self);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_canvas_parent_class)->dispose (object);
}

static void
kontor_canvas_class_init (KontorCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct { guint key; const char *action; } keys[] = {
    { GDK_KEY_plus, "canvas.zoom-in" }, { GDK_KEY_equal, "canvas.zoom-in" }, { GDK_KEY_KP_Add, "canvas.zoom-in" },
    { GDK_KEY_minus, "canvas.zoom-out" }, { GDK_KEY_KP_Subtract, "canvas.zoom-out" },
    { GDK_KEY_0, "canvas.zoom-fit" }, { GDK_KEY_KP_0, "canvas.zoom-fit" },
  };

  G_OBJECT_CLASS (klass)->dispose = kontor_canvas_dispose;
  widget_class->snapshot = kontor_canvas_snapshot;
  widget_class->size_allocate = kontor_canvas_size_allocate;
  widget_class->measure = kontor_canvas_measure;
  widget_class->focus = kontor_canvas_focus;

  signals[VIEWPORT_CHANGED] = g_signal_new ("viewport-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ITEM_FOCUSED] = g_signal_new ("item-focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ITEM_ACTIVATED] = g_signal_new ("item-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "canvas.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-natural", NULL, zoom_natural_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK, keys[i].action, NULL);
  /* With Ctrl it is the window's: the first section. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, 0, "canvas.zoom-natural", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1, 0, "canvas.zoom-natural", NULL);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
add_drag (KontorCanvas *self, guint button, GtkGesture **keep)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  if (keep != NULL)
    *keep = drag;
}

static void
kontor_canvas_init (KontorCanvas *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->scale = 1;
  self->fit_wanted = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  add_drag (self, GDK_BUTTON_MIDDLE, NULL);
  add_drag (self, GDK_BUTTON_PRIMARY, &self->first_drag);
  kontor_canvas_set_drag_pans (self, TRUE);
}

GtkWidget *
kontor_canvas_new (const char *label)
{
  KontorCanvas *self = g_object_new (KONTOR_TYPE_CANVAS, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

void
kontor_canvas_set_draw (KontorCanvas *self, KontorCanvasDraw draw, KontorCanvasLabel label, gpointer user_data)
{
  self->draw = draw;
  self->label = label;
  self->draw_data = user_data;
}

/* Where the item has a place in the focus, that goes along; of many, those that
 * come into sight by it are found once it is quiet. */
static void
arrange_later (KontorCanvas *self, KontorCanvasItem *item)
{
  if (self->n_told > MANY)
    settle_later (self);
  else if (item->told)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kontor_canvas_set_item (KontorCanvas *self, const char *id, int layer,
                        const graphene_rect_t *extents, const graphene_rect_t *body, gboolean told)
{
  KontorCanvasItem *item;

  g_return_if_fail (KONTOR_IS_CANVAS (self) && id != NULL && extents != NULL);

  item = g_hash_table_lookup (self->by_id, id);
  if (item == NULL)
    {
      item = g_new0 (KontorCanvasItem, 1);
      item->id = g_strdup (id);
      item->order = self->next_order++;
      g_ptr_array_add (self->items, item);
      g_hash_table_insert (self->by_id, item->id, item);
      self->sorted = FALSE;
    }
  if (item->layer != layer)
    self->sorted = FALSE;
  item->layer = layer;
  item->extents = *extents;
  item->body = body != NULL ? *body : *extents;
  self->n_told += told - item->told;
  item->told = told;
  if (told && item->proxy == NULL && self->n_told <= MANY)
    make_proxy (self, item);
  else if (item->proxy != NULL)
    update_label (self, item);
  forget_nodes (item);
  arrange_later (self, item);
}

KontorCanvasItem *
kontor_canvas_find_item (KontorCanvas *self, const char *id)
{
  g_return_val_if_fail (KONTOR_IS_CANVAS (self) && id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

void
kontor_canvas_place_item (KontorCanvas *self, KontorCanvasItem *item,
                          const graphene_rect_t *extents, const graphene_rect_t *body)
{
  g_return_if_fail (KONTOR_IS_CANVAS (self) && item != NULL && extents != NULL);

  if (!graphene_size_equal (&item->extents.size, &extents->size))
    forget_nodes (item);
  item->extents = *extents;
  item->body = body != NULL ? *body : *extents;
  arrange_later (self, item);
}

void
kontor_canvas_shift_item (KontorCanvas *self, KontorCanvasItem *item, float dx, float dy)
{
  g_return_if_fail (KONTOR_IS_CANVAS (self) && item != NULL);

  item->extents.origin.x += dx;
  item->extents.origin.y += dy;
  item->body.origin.x += dx;
  item->body.origin.y += dy;
  arrange_later (self, item);
}

void
kontor_canvas_remove_item (KontorCanvas *self, const char *id)
{
  KontorCanvasItem *item = g_hash_table_lookup (self->by_id, id);

  if (item == NULL)
    return;
  if (item->proxy != NULL && gtk_widget_has_focus (item->proxy))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->n_told -= item->told;
  g_hash_table_remove (self->by_id, id);
  g_ptr_array_remove (self->items, item);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kontor_canvas_remove_all (KontorCanvas *self)
{
  self->n_told = 0;
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->items, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kontor_canvas_invalidate (KontorCanvas *self, const char *id)
{
  if (id != NULL)
    {
      KontorCanvasItem *item = g_hash_table_lookup (self->by_id, id);

      if (item != NULL)
        forget_nodes (item);
    }
  else
    {
      for (guint i = 0; i < self->items->len; i++)
        forget_nodes (g_ptr_array_index (self->items, i));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
kontor_canvas_get_focused (KontorCanvas *self)
{
  GtkWidget *proxy;

  g_return_val_if_fail (KONTOR_IS_CANVAS (self), NULL);

  proxy = gtk_widget_get_focus_child (GTK_WIDGET (self));
  return proxy != NULL && gtk_widget_has_focus (proxy) ? kontor_canvas_proxy_get_id (KONTOR_CANVAS_PROXY (proxy)) : NULL;
}

gboolean
kontor_canvas_focus_item (KontorCanvas *self, const char *id)
{
  KontorCanvasItem *item = g_hash_table_lookup (self->by_id, id);

  if (item == NULL || !item->told)
    return FALSE;
  if (item->proxy == NULL)
    make_proxy (self, item);
  return gtk_widget_grab_focus (item->proxy);
}

void
kontor_canvas_set_show_grid (KontorCanvas *self, gboolean show_grid)
{
  self->show_grid = show_grid;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kontor_canvas_set_drag_pans (KontorCanvas *self, gboolean drag_pans)
{
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->first_drag),
                                              drag_pans ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
}

double
kontor_canvas_get_scale (KontorCanvas *self)
{
  return self->scale;
}

void
kontor_canvas_zoom (KontorCanvas *self, double factor, double x, double y)
{
  double scale = CLAMP (self->scale * factor, MIN_SCALE, MAX_SCALE);

  if (x < 0 || y < 0)
    {
      x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
      y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
    }
  self->x = x - (x - self->x) * scale / self->scale;
  self->y = y - (y - self->y) * scale / self->scale;
  self->scale = scale;
  self->fitted = self->looking = FALSE;
  viewport_changed (self);
}

void
kontor_canvas_set_scale (KontorCanvas *self, double scale)
{
  kontor_canvas_zoom (self, scale / self->scale, -1, -1);
}

/* Where a side of the drawing begins in the window: in its middle, or as near to
 * having @wanted in the middle as leaves no empty ground. */
static double
place_side (double window, double start, double length, double wanted)
{
  if (length <= window)
    return (window - length) / 2 - start;
  return CLAMP (window / 2 - wanted, window - (start + length), -start);
}

static void
fit (KontorCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t all;

  self->looking = FALSE;
  if (width <= 1 || height <= 1)
    {
      self->fit_wanted = TRUE;
      return;
    }
  if (self->items->len == 0)
    return;
  all = ((KontorCanvasItem *) g_ptr_array_index (self->items, 0))->extents;
  for (guint i = 1; i < self->items->len; i++)
    graphene_rect_union (&all, &((KontorCanvasItem *) g_ptr_array_index (self->items, i))->extents, &all);
  graphene_rect_inset (&all, -10, -10);
  self->scale = CLAMP (MIN (width / all.size.width, height / all.size.height), MAX (self->least, MIN_SCALE), 1);
  self->x = place_side (width, all.origin.x * self->scale, all.size.width * self->scale,
                        (self->around.origin.x + self->around.size.width / 2) * self->scale);
  self->y = place_side (height, all.origin.y * self->scale, all.size.height * self->scale,
                        (self->around.origin.y + self->around.size.height / 2) * self->scale);
  self->fitted = TRUE;
  viewport_changed (self);
}

void
kontor_canvas_fit (KontorCanvas *self)
{
  self->least = 0;
  fit (self);
}

void
kontor_canvas_open (KontorCanvas *self, const graphene_rect_t *around, double least)
{
  self->around = *around;
  self->least = least;
  fit (self);
}

void
kontor_canvas_fit_later (KontorCanvas *self)
{
  self->least = 0;
  self->fit_wanted = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
kontor_canvas_is_fitted (KontorCanvas *self)
{
  return self->fitted || self->fit_wanted;
}

gboolean
kontor_canvas_shows_all (KontorCanvas *self)
{
  return kontor_canvas_is_fitted (self) && self->least == 0;
}

void
kontor_canvas_get_middle (KontorCanvas *self, double *x, double *y)
{
  if (self->looking)
    {
      *x = self->look_x;
      *y = self->look_y;
      return;
    }
  *x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  *y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  kontor_canvas_to_drawing (self, x, y);
}

void
kontor_canvas_look_at (KontorCanvas *self, double x, double y, double scale)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  self->scale = CLAMP (scale, MIN_SCALE, MAX_SCALE);
  self->fitted = FALSE;
  self->fit_wanted = FALSE;
  self->looking = TRUE;
  self->look_x = x;
  self->look_y = y;
  self->x = width / 2.0 - x * self->scale;
  self->y = height / 2.0 - y * self->scale;
  viewport_changed (self);
}

void
kontor_canvas_pan (KontorCanvas *self, double dx, double dy)
{
  self->x += dx;
  self->y += dy;
  self->fitted = self->looking = FALSE;
  viewport_changed (self);
}

void
kontor_canvas_reveal (KontorCanvas *self, const graphene_rect_t *area)
{
  double left = area->origin.x, top = area->origin.y;
  double right = left + area->size.width, bottom = top + area->size.height;
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double dx = 0, dy = 0;

  if (width <= 1 || height <= 1)
    return;
  kontor_canvas_from_drawing (self, &left, &top);
  kontor_canvas_from_drawing (self, &right, &bottom);
  if (left < 24)
    dx = 24 - left;
  else if (right > width - 24)
    dx = MAX (width - 24 - right, 24 - left);
  if (top < 24)
    dy = 24 - top;
  else if (bottom > height - 24)
    dy = MAX (height - 24 - bottom, 24 - top);
  if (dx != 0 || dy != 0)
    kontor_canvas_pan (self, dx, dy);
}

void
kontor_canvas_to_drawing (KontorCanvas *self, double *x, double *y)
{
  *x = (*x - self->x) / self->scale;
  *y = (*y - self->y) / self->scale;
}

void
kontor_canvas_from_drawing (KontorCanvas *self, double *x, double *y)
{
  *x = *x * self->scale + self->x;
  *y = *y * self->scale + self->y;
}
