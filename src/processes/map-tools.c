#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-tools-private.h"
#include "route/map-arrange.h"

G_DEFINE_FINAL_TYPE (KontorMapTools, kontor_map_tools, G_TYPE_OBJECT)

enum
{
  NAME_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void drag_to (KontorMapTools *self, double x, double y);

/* Once the gesture is whole and what was added stands where it stays. */
static gboolean
name_wanted_cb (gpointer user_data)
{
  KontorMapTools *self = user_data;

  self->name_source = 0;
  kontor_map_tools_ask_name (self);
  return G_SOURCE_REMOVE;
}

void
kontor_map_tools_want_name (KontorMapTools *self)
{
  if (self->name_source == 0)
    self->name_source = g_idle_add (name_wanted_cb, self);
}

void
kontor_map_tools_ask_name (KontorMapTools *self)
{
  g_signal_emit (self, signals[NAME_WANTED], 0);
}

static void
redraw (KontorMapTools *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
}

static gboolean
is_changing (Mode mode)
{
  return mode == MODE_MOVE || mode == MODE_BEND || mode == MODE_SPACE || mode == MODE_LABEL || mode == MODE_SIZE;
}

void
kontor_map_tools_finish (KontorMapTools *self)
{
  Mode mode = self->mode;

  self->mode = MODE_NONE;
  if (is_changing (mode))
    kontor_map_edit_end (self->edit);
  /* Lines may find better ways now that everything stands where it stays. */
  if (mode == MODE_SPACE || (mode == MODE_MOVE && (self->moved_x != 0 || self->moved_y != 0)))
    {
      kontor_map_routes_clear (kontor_map_view_get_routes (self->view));
      kontor_map_view_redraw (self->view);
    }
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->space_wanted)
    kontor_map_tools_want_space (self, FALSE);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->moving, g_strfreev);
  g_clear_pointer (&self->bends, g_array_unref);
  self->by_key = FALSE;
  kontor_map_view_set_target (self->view, NULL);
  redraw (self);
}

void
kontor_map_tools_abandon (KontorMapTools *self)
{
  if (is_changing (self->mode))
    {
      self->mode = MODE_NONE;
      kontor_map_edit_abandon (self->edit);
    }
  kontor_map_tools_finish (self);
}

void
kontor_map_tools_make_space (KontorMapTools *self)
{
  double x = self->here_x - self->start_x, y = self->here_y - self->start_y;
  gboolean across = fabs (x) >= fabs (y);
  double dx = across ? round (x / STEP) * STEP : 0, dy = across ? 0 : round (y / STEP) * STEP;

  if (dx == self->moved_x && dy == self->moved_y)
    return;
  /* To another side other things move. */
  if (self->moving == NULL || dx * self->moved_x < 0 || dy * self->moved_y < 0
      || (dx != 0) != (self->moved_x != 0) || (dy != 0) != (self->moved_y != 0))
    {
      kontor_map_edit_abandon (self->edit);
      kontor_map_edit_begin (self->edit, _("Make space"));
      g_strfreev (self->moving);
      self->moving = kontor_map_find_beyond (kontor_map_view_get_map (self->view), self->start_x, self->start_y, dx, dy);
      self->moved_x = self->moved_y = 0;
    }
  kontor_map_edit_move (self->edit, (const char * const *) self->moving, dx - self->moved_x, dy - self->moved_y);
  self->moved_x = dx;
  self->moved_y = dy;
}

/* Dragged to the edge of the window, the drawing comes along. */
static gboolean
scroll_cb (gpointer user_data)
{
  KontorMapTools *self = user_data;
  GtkWidget *widget = GTK_WIDGET (self->view);
  double dx = self->pointer_x < 20 ? 12 : self->pointer_x > gtk_widget_get_width (widget) - 20 ? -12 : 0;
  double dy = self->pointer_y < 20 ? 12 : self->pointer_y > gtk_widget_get_height (widget) - 20 ? -12 : 0;

  if (dx == 0 && dy == 0)
    {
      self->scroll_source = 0;
      return G_SOURCE_REMOVE;
    }
  kontor_canvas_pan (kontor_map_view_get_canvas (self->view), dx, dy);
  drag_to (self, self->pointer_x, self->pointer_y);
  return G_SOURCE_CONTINUE;
}

static void
drag_begin_cb (KontorMapTools *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean add_to = (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);
  const KontorMapItem *item = kontor_map_view_pick (self->view, x, y), *label = NULL;

  if (self->edit == NULL || kontor_map_view_get_map (self->view) == NULL)
    return;
  if (self->mode != MODE_NONE)
    kontor_map_tools_finish (self);
  self->start_x = x;
  self->start_y = y;
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &self->start_x, &self->start_y);
  self->here_x = self->start_x;
  self->here_y = self->start_y;
  self->moved_x = self->moved_y = 0;
  self->guide_x = self->guide_y = NAN;

  if (owner != NULL && hypot (self->start_x - kontor_map_tools_handle_place (self, owner).x, self->start_y - kontor_map_tools_handle_place (self, owner).y) <= (HANDLE + 4) * kontor_map_tools_handle_unit (self))
    {
      self->mode = MODE_CONNECT;
      self->source = g_strdup (owner->key);
    }
  else if (self->space_wanted)
    {
      self->mode = MODE_SPACE;
      kontor_map_edit_begin (self->edit, _("Make space"));
    }
  else if (kontor_map_tools_begin_reconnect (self))
    {
      self->mode = MODE_RECONNECT;
    }
  else if (kontor_map_tools_begin_size (self))
    {
      self->mode = MODE_SIZE;
    }
  else if ((item == NULL || item->type != KONTOR_MAP_POINT) && (label = kontor_map_tools_find_label (self, self->start_x, self->start_y)) != NULL)
    {
      kontor_map_view_select (self->view, KONTOR_MAP_FLOW, label->key, FALSE);
      kontor_map_tools_begin_label (self, kontor_map_view_get_single (self->view));
    }
  else if (item == NULL)
    {
      if (!add_to)
        kontor_map_view_unselect (self->view);
      self->mode = MODE_SELECT;
    }
  else if (item->type == KONTOR_MAP_FLOW)
    {
      kontor_map_view_select (self->view, KONTOR_MAP_FLOW, item->key, FALSE);
      item = kontor_map_view_get_single (self->view);
      if (item != NULL)
        kontor_map_tools_begin_bend (self, item, kontor_map_tools_find_piece (self, item, self->start_x, self->start_y));
    }
  else
    {
      if (add_to || !kontor_map_view_is_selected (self->view, item->type, item->key))
        kontor_map_view_select (self->view, item->type, item->key, add_to);
      self->moving = kontor_map_view_get_selected (self->view);
      if (self->moving[0] != NULL)
        {
          self->mode = MODE_MOVE;
          kontor_map_edit_begin (self->edit, _("Move"));
        }
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Aligned with another point where one is near, else on the grid. */
static void
snap (KontorMapTools *self, double *dx, double *dy)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  const KontorMapItem *first = kontor_map_find (map, KONTOR_MAP_POINT, self->moving[0]);
  double reach = 7 / kontor_canvas_get_scale (kontor_map_view_get_canvas (self->view));
  g_autoptr (GHashTable) moving = g_hash_table_new (g_str_hash, g_str_equal);
  double x, y;

  self->guide_x = self->guide_y = NAN;
  if (first == NULL || self->free_hand)
    {
      *dx = round (*dx);
      *dy = round (*dy);
      return;
    }
  for (guint i = 0; self->moving[i] != NULL; i++)
    g_hash_table_add (moving, self->moving[i]);
  x = first->x + first->width / 2 - self->moved_x;
  y = first->y + first->height / 2 - self->moved_y;
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *other = kontor_map_get_item (map, KONTOR_MAP_POINT, i);
      double other_x = other->x + other->width / 2, other_y = other->y + other->height / 2;

      if (g_hash_table_contains (moving, other->key))
        continue;
      if (isnan (self->guide_x) && fabs (x + *dx - other_x) < reach)
        self->guide_x = other_x;
      if (isnan (self->guide_y) && fabs (y + *dy - other_y) < reach)
        self->guide_y = other_y;
    }
  *dx = isnan (self->guide_x) ? round ((x - first->width / 2 + *dx) / STEP) * STEP - (x - first->width / 2) : self->guide_x - x;
  *dy = isnan (self->guide_y) ? round ((y - first->height / 2 + *dy) / STEP) * STEP - (y - first->height / 2) : self->guide_y - y;
}

static void
drag_to (KontorMapTools *self, double x, double y)
{
  double dx, dy;

  if (self->mode == MODE_CONNECT || self->mode == MODE_RECONNECT)
    {
      const KontorMapItem *below = kontor_map_view_pick (self->view, x, y);
      const char *from = self->source, *to = below != NULL ? below->key : NULL;
      gboolean fits = self->mode == MODE_RECONNECT
                      ? kontor_map_tools_find_reconnection (self, below, &from, &to)
                      : below != NULL && below->type == KONTOR_MAP_POINT && kontor_map_edit_can_connect (self->edit, from, to);

      kontor_map_view_set_target (self->view, fits ? below->key : NULL);
    }
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &x, &y);
  self->here_x = x;
  self->here_y = y;
  if (self->mode == MODE_BEND)
    {
      kontor_map_tools_bend (self);
    }
  else if (self->mode == MODE_SPACE)
    {
      kontor_map_tools_make_space (self);
    }
  else if (self->mode == MODE_LABEL)
    {
      kontor_map_tools_drag_label (self);
    }
  else if (self->mode == MODE_SIZE)
    {
      kontor_map_tools_drag_size (self);
    }
  else if (self->mode == MODE_MOVE)
    {
      dx = x - self->start_x;
      dy = y - self->start_y;
      if (hypot (dx, dy) * kontor_canvas_get_scale (kontor_map_view_get_canvas (self->view)) > 4 || self->moved_x != 0 || self->moved_y != 0)
        {
          snap (self, &dx, &dy);
          kontor_map_edit_move (self->edit, (const char * const *) self->moving, dx - self->moved_x, dy - self->moved_y);
          self->moved_x = dx;
          self->moved_y = dy;
        }
    }
  redraw (self);
}

static void
drag_update_cb (KontorMapTools *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double x, y;

  if (self->mode == MODE_NONE || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  self->free_hand = (state & GDK_ALT_MASK) != 0;
  self->pointer_x = x + offset_x;
  self->pointer_y = y + offset_y;
  drag_to (self, self->pointer_x, self->pointer_y);
  if (self->scroll_source == 0 && !self->by_key && hypot (offset_x, offset_y) > 4)
    self->scroll_source = g_timeout_add (30, scroll_cb, self);
}

static void
select_inside (KontorMapTools *self)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  double left = MIN (self->start_x, self->here_x), right = MAX (self->start_x, self->here_x);
  double top = MIN (self->start_y, self->here_y), bottom = MAX (self->start_y, self->here_y);

  for (guint type = 0; type < 3; type++)
    for (guint i = 0; type != KONTOR_MAP_FLOW && i < kontor_map_get_n_items (map, type); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (map, type, i);

        if (item->x >= left && item->x + item->width <= right && item->y >= top && item->y + item->height <= bottom
            && !kontor_map_view_is_selected (self->view, type, item->key))
          kontor_map_view_select (self->view, type, item->key, TRUE);
      }
}

/* A point without lines that is let go on a line is put into it. */
static void
drop_on_line (KontorMapTools *self, double x, double y)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, self->moving[0]);
  g_autoptr (GPtrArray) incoming = kontor_map_get_incoming (map, self->moving[0]);
  const KontorMapItem *point = kontor_map_find (map, KONTOR_MAP_POINT, self->moving[0]);

  if (self->moving[1] != NULL || outgoing->len > 0 || incoming->len > 0 || point == NULL)
    return;
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);
      const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);

      for (guint s = 1; s < route->len; s++)
        {
          KontorMapPlace a = g_array_index (route, KontorMapPlace, s - 1), b = g_array_index (route, KontorMapPlace, s);
          double middle_x = point->x + point->width / 2, middle_y = point->y + point->height / 2;

          if (middle_x >= MIN (a.x, b.x) - 12 && middle_x <= MAX (a.x, b.x) + 12
              && middle_y >= MIN (a.y, b.y) - 12 && middle_y <= MAX (a.y, b.y) + 12)
            {
              g_autofree char *key = g_strdup (flow->key);

              kontor_map_edit_insert (self->edit, key, self->moving[0]);
              return;
            }
        }
    }
}

static void
drag_end_cb (KontorMapTools *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  x += offset_x;
  y += offset_y;
  if (self->mode == MODE_CONNECT)
    {
      const KontorMapItem *below = kontor_map_view_pick (self->view, x, y);
      g_autofree char *source = g_strdup (self->source);
      g_autofree char *target = below != NULL && below->type == KONTOR_MAP_POINT ? g_strdup (below->key) : NULL;

      kontor_map_tools_finish (self);
      if (hypot (offset_x, offset_y) < 6)
        {
          kontor_map_tools_offer_append (self);
        }
      else if (target != NULL)
        {
          g_autofree char *flow = kontor_map_edit_connect (self->edit, source, target);

          if (flow != NULL)
            kontor_map_view_select (self->view, KONTOR_MAP_FLOW, flow, FALSE);
        }
      else
        {
          kontor_map_tools_offer_drop (self, x, y);
        }
      return;
    }
  if (self->mode == MODE_RECONNECT)
    {
      const char *from, *to;

      if (kontor_map_tools_find_reconnection (self, kontor_map_view_pick (self->view, x, y), &from, &to))
        kontor_map_edit_reconnect (self->edit, self->source, from, to);
    }
  if (self->mode == MODE_SELECT)
    select_inside (self);
  else if (self->mode == MODE_MOVE && (self->moved_x != 0 || self->moved_y != 0))
    drop_on_line (self, x, y);
  if (!self->by_key)
    kontor_map_tools_finish (self);
}

/* Who goes elsewhere has done what was in hand. */
static void
left_cb (KontorMapTools *self)
{
  if (self->by_key && is_changing (self->mode))
    kontor_map_tools_finish (self);
}

static void
kontor_map_tools_finalize (GObject *object)
{
  KontorMapTools *self = KONTOR_MAP_TOOLS (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_handle_id (&self->name_source, g_source_remove);
  g_clear_object (&self->edit);
  g_clear_object (&self->templates);
  g_free (self->source);
  g_free (self->lines_of);
  g_strfreev (self->moving);
  g_clear_pointer (&self->bends, g_array_unref);
  G_OBJECT_CLASS (kontor_map_tools_parent_class)->finalize (object);
}

static void
kontor_map_tools_class_init (KontorMapToolsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_tools_finalize;

  signals[NAME_WANTED] = g_signal_new ("name-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_map_tools_init (KontorMapTools *self)
{
  self->guide_x = self->guide_y = NAN;
}

KontorMapTools *
kontor_map_tools_new (KontorMapView *view)
{
  KontorMapTools *self = g_object_new (KONTOR_TYPE_MAP_TOOLS, NULL);
  GtkWidget *canvas = GTK_WIDGET (kontor_map_view_get_canvas (view));
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = view;
  kontor_map_view_set_overlay (view, kontor_map_tools_draw, self);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (kontor_map_tools_key), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (canvas, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (canvas, focus);
  return self;
}

void
kontor_map_tools_want_space (KontorMapTools *self, gboolean wanted)
{
  self->space_wanted = wanted && self->edit != NULL;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (kontor_map_view_get_canvas (self->view)), self->space_wanted ? "col-resize" : NULL);
}

void
kontor_map_tools_set_edit (KontorMapTools *self, KontorMapEdit *edit)
{
  if (self->mode != MODE_NONE)
    kontor_map_tools_finish (self);
  g_set_object (&self->edit, edit);
  kontor_canvas_set_drag_pans (kontor_map_view_get_canvas (self->view), edit == NULL);
  redraw (self);
}

void
kontor_map_tools_set_templates (KontorMapTools *self, KontorMapTemplates *templates)
{
  g_set_object (&self->templates, templates);
}
