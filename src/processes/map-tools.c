#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-append.h"
#include "processes/map-picture-file.h"
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

const char *
kontor_map_tools_first_name (KontorMapKind kind)
{
  switch (kind)
    {
    case KONTOR_MAP_KIND_ACTION:
      return _("New action");
    case KONTOR_MAP_KIND_CONDITION:
      return _("Does it hold?");
    case KONTOR_MAP_KIND_CHOICE:
      return _("Which one?");
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      return NULL;
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_PROCESSING:
    case KONTOR_MAP_KIND_NESTED:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      return kontor_map_kind_get_label (kind);
    }
}

static void
redraw (KontorMapTools *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
}

static void
finish (KontorMapTools *self)
{
  Mode mode = self->mode;

  self->mode = MODE_NONE;
  if (mode == MODE_MOVE || mode == MODE_BEND || mode == MODE_SPACE || mode == MODE_LABEL)
    kontor_map_edit_end (self->edit);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->space_wanted)
    kontor_map_tools_want_space (self, FALSE);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->moving, g_strfreev);
  g_clear_pointer (&self->bends, g_array_unref);
  kontor_map_view_set_target (self->view, NULL);
  redraw (self);
}

static gboolean
is_free (KontorMapTools *self, double x, double y, double width, double height)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (x < item->x + item->width + 15 && item->x < x + width + 15
          && y < item->y + item->height + 15 && item->y < y + height + 15)
        return FALSE;
    }
  return TRUE;
}

/* A free place to the right of a point, else below that. */
static KontorMapPlace
place_behind (KontorMapTools *self, const KontorMapItem *item, KontorMapKind kind)
{
  double width, height;
  KontorMapPlace place;

  kontor_map_kind_get_size (kind, &width, &height);
  place.x = item->x + item->width + (kontor_map_kind_is_fork (item->kind) ? 60 : 40) + width / 2;
  place.y = item->y + item->height / 2;
  for (guint try = 0; try < 12 && !is_free (self, place.x - width / 2, place.y - height / 2, width, height); try++)
    place.y += 100;
  return place;
}

/* Once the gesture is whole and what was added stands where it stays. */
static gboolean
name_wanted_cb (gpointer user_data)
{
  KontorMapTools *self = user_data;

  self->name_source = 0;
  g_signal_emit (self, signals[NAME_WANTED], 0);
  return G_SOURCE_REMOVE;
}

static void
add (KontorMapTools *self, KontorMapKind kind, KontorMapPlace place, const char *behind, const char *flow)
{
  g_autofree char *key = NULL;
  KontorMapItemType type = kontor_map_kind_is_decoration (kind) ? KONTOR_MAP_DECORATION : KONTOR_MAP_POINT;

  kontor_map_edit_begin (self->edit, _("Add a point"));
  key = kontor_map_edit_add_point (self->edit, kind, place.x, place.y, kontor_map_tools_first_name (kind));
  if (behind != NULL && type == KONTOR_MAP_POINT)
    g_free (kontor_map_edit_connect (self->edit, behind, key));
  if (flow != NULL && type == KONTOR_MAP_POINT)
    kontor_map_edit_insert (self->edit, flow, key);
  kontor_map_edit_end (self->edit);
  kontor_map_view_select (self->view, type, key, FALSE);
  if (kontor_map_tools_first_name (kind) != NULL && self->name_source == 0)
    self->name_source = g_idle_add (name_wanted_cb, self);
}

/* Everything to the right of a point goes on by as much as a new one needs. */
static void
make_room (KontorMapTools *self, const KontorMapItem *item, KontorMapKind kind)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  double width, height, right = item->x + item->width;

  kontor_map_kind_get_size (kind, &width, &height);
  if (is_free (self, right + 40, item->y + item->height / 2 - height / 2, width, height))
    return;
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (point->x >= right)
        g_ptr_array_add (keys, g_strdup (point->key));
    }
  g_ptr_array_add (keys, NULL);
  kontor_map_edit_move (self->edit, (const char * const *) keys->pdata, width + 40, 0);
}

void
kontor_map_tools_add (KontorMapTools *self, KontorMapKind kind)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);
  KontorMapPlace place;

  if (self->edit == NULL)
    return;
  if (owner != NULL && kind != KONTOR_MAP_KIND_START && !kontor_map_kind_is_decoration (kind))
    {
      g_autofree char *behind = g_strdup (owner->key);
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (kontor_map_view_get_map (self->view), behind);

      /* A point that goes on already gets the new one put into its line. */
      if (outgoing->len > 0 && !kontor_map_kind_is_fork (owner->kind))
        {
          g_autofree char *flow = g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, 0))->key);

          kontor_map_edit_begin (self->edit, _("Add a point"));
          make_room (self, owner, kind);
          owner = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, behind);
          add (self, kind, place_behind (self, owner, kind), NULL, flow);
          kontor_map_edit_end (self->edit);
        }
      else
        {
          add (self, kind, place_behind (self, owner, kind), behind, NULL);
        }
      return;
    }
  place.x = gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0;
  place.y = gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0;
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &place.x, &place.y);
  if (kind == KONTOR_MAP_KIND_PICTURE)
    kontor_map_picture_file_choose (self->view, self->edit, place);
  else
    add (self, kind, place, NULL, NULL);
}

void
kontor_map_tools_add_at (KontorMapTools *self, KontorMapKind kind, double x, double y)
{
  const KontorMapItem *below = kontor_map_view_pick (self->view, x, y);
  g_autofree char *flow = below != NULL && below->type == KONTOR_MAP_FLOW ? g_strdup (below->key) : NULL;
  KontorMapPlace place = { x, y };

  if (self->edit == NULL)
    return;
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &place.x, &place.y);
  place.x = round (place.x / STEP) * STEP;
  place.y = round (place.y / STEP) * STEP;
  if (kind == KONTOR_MAP_KIND_PICTURE)
    {
      kontor_map_picture_file_choose (self->view, self->edit, place);
      return;
    }
  kontor_map_edit_begin (self->edit, _("Add a point"));
  if (flow != NULL && !kontor_map_kind_is_decoration (kind))
    {
      KontorMap *map = kontor_map_view_get_map (self->view);
      g_autofree char *tail = g_strdup (kontor_map_find (map, KONTOR_MAP_FLOW, flow)->from);
      double width, height;

      /* Where the line is too short for it, what follows moves on. */
      kontor_map_kind_get_size (kind, &width, &height);
      if (!is_free (self, place.x - width / 2, place.y - height / 2, width, height))
        {
          make_room (self, kontor_map_find (map, KONTOR_MAP_POINT, tail), kind);
          place = place_behind (self, kontor_map_find (map, KONTOR_MAP_POINT, tail), kind);
        }
    }
  add (self, kind, place, NULL, flow);
  kontor_map_edit_end (self->edit);
}

void
kontor_map_tools_remove_selected (KontorMapTools *self)
{
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);

  if (self->edit == NULL)
    return;
  kontor_map_edit_begin (self->edit, _("Delete"));
  if (single != NULL && single->type == KONTOR_MAP_FLOW)
    kontor_map_edit_remove (self->edit, KONTOR_MAP_FLOW, single->key);
  for (guint i = 0; keys[i] != NULL; i++)
    kontor_map_edit_remove (self->edit, kontor_map_find (map, KONTOR_MAP_POINT, keys[i]) != NULL
                                        ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION, keys[i]);
  kontor_map_edit_end (self->edit);
  kontor_map_view_unselect (self->view);
}

void
kontor_map_tools_begin_connect (KontorMapTools *self)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);

  if (owner == NULL)
    return;
  self->mode = MODE_KEY_CONNECT;
  g_free (self->source);
  self->source = g_strdup (owner->key);
  kontor_map_view_set_target (self->view, self->source);
}

static void
append_chosen_cb (KontorMapTools *self, KontorMapKind kind, const char *piece)
{
  if (piece != NULL)
    kontor_map_tools_add_piece (self, piece, NULL);
  else
    kontor_map_tools_add (self, kind);
}

void
kontor_map_tools_offer_append (KontorMapTools *self)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);
  KontorMapPlace place;

  if (owner == NULL)
    return;
  place = kontor_map_tools_handle_place (self, owner);
  kontor_canvas_from_drawing (kontor_map_view_get_canvas (self->view), &place.x, &place.y);
  kontor_map_append_popup (GTK_WIDGET (self->view), place.x, place.y, self->templates,
                           (KontorMapAppendFunc) append_chosen_cb, self);
}

static void
drop_chosen_cb (KontorMapTools *self, KontorMapKind kind, const char *piece)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);

  if (piece != NULL)
    kontor_map_tools_add_piece (self, piece, NULL);
  else if (owner != NULL)
    {
      g_autofree char *behind = g_strdup (owner->key);

      add (self, kind, (KontorMapPlace) { round (self->here_x / STEP) * STEP, round (self->here_y / STEP) * STEP }, behind, NULL);
    }
}

/* Which piece of a line lies at a place; only pieces between two corners can be moved. */
static gboolean
find_segment (KontorMapTools *self, const KontorMapItem *flow, double x, double y, guint *segment)
{
  const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);

  for (guint i = 2; i + 1 < route->len; i++)
    {
      KontorMapPlace a = g_array_index (route, KontorMapPlace, i - 1), b = g_array_index (route, KontorMapPlace, i);

      if (x >= MIN (a.x, b.x) - 6 && x <= MAX (a.x, b.x) + 6 && y >= MIN (a.y, b.y) - 6 && y <= MAX (a.y, b.y) + 6)
        {
          *segment = i - 2;
          return TRUE;
        }
    }
  return FALSE;
}

static void
begin_bend (KontorMapTools *self, const KontorMapItem *flow)
{
  const GArray *route = kontor_map_routes_get (kontor_map_view_get_routes (self->view), flow);

  self->mode = MODE_BEND;
  self->source = g_strdup (flow->key);
  self->bends = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  for (guint i = 1; i + 1 < route->len; i++)
    g_array_append_val (self->bends, g_array_index (route, KontorMapPlace, i));
  kontor_map_edit_begin (self->edit, _("Move the line"));
}

static gboolean
begin_reconnect (KontorMapTools *self)
{
  const KontorMapItem *flow = kontor_map_view_get_single (self->view);

  if (flow == NULL || flow->type != KONTOR_MAP_FLOW)
    return FALSE;
  for (guint head = 0; head < 2; head++)
    {
      KontorMapPlace place = kontor_map_tools_flow_end (self, flow, head);

      if (hypot (place.x - self->start_x, place.y - self->start_y) <= 8 * kontor_map_tools_handle_unit (self))
        {
          self->source = g_strdup (flow->key);
          self->moves_head = head;
          return TRUE;
        }
    }
  return FALSE;
}

/* The other end of the line that is being hung elsewhere, and where it would hang. */
static gboolean
find_reconnection (KontorMapTools *self, const KontorMapItem *below, const char **from, const char **to)
{
  const KontorMapItem *flow = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_FLOW, self->source);

  if (flow == NULL || below == NULL || below->type != KONTOR_MAP_POINT)
    return FALSE;
  *from = self->moves_head ? flow->from : below->key;
  *to = self->moves_head ? below->key : flow->to;
  return kontor_map_edit_can_connect (self->edit, *from, *to);
}

static void
make_space (KontorMapTools *self)
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
    finish (self);
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
  else if (begin_reconnect (self))
    {
      self->mode = MODE_RECONNECT;
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
      if (item != NULL && find_segment (self, item, self->start_x, self->start_y, &self->segment))
        begin_bend (self, item);
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
bend (KontorMapTools *self)
{
  g_autoptr (GArray) bends = g_array_copy (self->bends);
  KontorMapPlace *a = &g_array_index (bends, KontorMapPlace, self->segment);
  KontorMapPlace *b = &g_array_index (bends, KontorMapPlace, self->segment + 1);

  if (fabs (a->y - b->y) < 0.5)
    a->y = b->y = round ((a->y + self->here_y - self->start_y) / STEP) * STEP;
  else
    a->x = b->x = round ((a->x + self->here_x - self->start_x) / STEP) * STEP;
  kontor_map_edit_set_bends (self->edit, self->source, bends);
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
                      ? find_reconnection (self, below, &from, &to)
                      : below != NULL && below->type == KONTOR_MAP_POINT && kontor_map_edit_can_connect (self->edit, from, to);

      kontor_map_view_set_target (self->view, fits ? below->key : NULL);
    }
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &x, &y);
  self->here_x = x;
  self->here_y = y;
  if (self->mode == MODE_BEND)
    {
      bend (self);
    }
  else if (self->mode == MODE_SPACE)
    {
      make_space (self);
    }
  else if (self->mode == MODE_LABEL)
    {
      kontor_map_tools_drag_label (self);
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
  if (self->scroll_source == 0 && self->mode != MODE_KEY_CONNECT && hypot (offset_x, offset_y) > 4)
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

      finish (self);
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
          kontor_map_append_popup (GTK_WIDGET (self->view), x, y, self->templates,
                                   (KontorMapAppendFunc) drop_chosen_cb, self);
        }
      return;
    }
  if (self->mode == MODE_RECONNECT)
    {
      const char *from, *to;

      if (find_reconnection (self, kontor_map_view_pick (self->view, x, y), &from, &to))
        kontor_map_edit_reconnect (self->edit, self->source, from, to);
    }
  if (self->mode == MODE_SELECT)
    select_inside (self);
  else if (self->mode == MODE_SPACE)
    {
      kontor_map_routes_clear (kontor_map_view_get_routes (self->view));
      kontor_map_view_redraw (self->view);
    }
  else if (self->mode == MODE_MOVE && (self->moved_x != 0 || self->moved_y != 0))
    {
      drop_on_line (self, x, y);
      kontor_map_routes_clear (kontor_map_view_get_routes (self->view));
      kontor_map_view_redraw (self->view);
    }
  if (self->mode != MODE_KEY_CONNECT)
    finish (self);
}

static void
nudge (KontorMapTools *self, double dx, double dy)
{
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  const KontorMapItem *single = kontor_map_view_get_single (self->view);

  if (single != NULL && single->type == KONTOR_MAP_FLOW)
    kontor_map_tools_nudge_label (self, single, dx, dy);
  if (keys[0] == NULL)
    return;
  kontor_map_edit_begin (self->edit, _("Move"));
  kontor_map_edit_tag (self->edit, "nudge");
  kontor_map_edit_move (self->edit, (const char * const *) keys, dx, dy);
  kontor_map_edit_end (self->edit);
}

static gboolean
escape (KontorMapTools *self)
{
  if (self->mode == MODE_MOVE || self->mode == MODE_BEND || self->mode == MODE_SPACE || self->mode == MODE_LABEL)
    {
      self->mode = MODE_NONE;
      kontor_map_edit_abandon (self->edit);
    }
  else if (self->mode == MODE_NONE && !self->space_wanted)
    {
      kontor_map_view_unselect (self->view);
    }
  finish (self);
  return TRUE;
}

static gboolean
key_cb (KontorMapTools *self, guint key, guint code, GdkModifierType state, GtkEventControllerKey *controller)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? 1 : STEP;
  const KontorMapItem *single = kontor_map_view_get_single (self->view);

  if (self->edit == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Escape:
      return escape (self);
    case GDK_KEY_Left:
      nudge (self, -step, 0);
      return TRUE;
    case GDK_KEY_Right:
      nudge (self, step, 0);
      return TRUE;
    case GDK_KEY_Up:
      nudge (self, 0, -step);
      return TRUE;
    case GDK_KEY_Down:
      nudge (self, 0, step);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      kontor_map_tools_remove_selected (self);
      return TRUE;
    case GDK_KEY_c:
    case GDK_KEY_C:
      kontor_map_tools_begin_connect (self);
      return TRUE;
    case GDK_KEY_a:
    case GDK_KEY_A:
      kontor_map_tools_offer_append (self);
      return TRUE;
    case GDK_KEY_s:
    case GDK_KEY_S:
      kontor_map_tools_want_space (self, !self->space_wanted);
      return TRUE;
    case GDK_KEY_F2:
      g_signal_emit (self, signals[NAME_WANTED], 0);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->mode == MODE_KEY_CONNECT)
        {
          g_autofree char *source = g_strdup (self->source);
          g_autofree char *target = single != NULL && single->type == KONTOR_MAP_POINT ? g_strdup (single->key) : NULL;

          finish (self);
          if (target != NULL)
            g_free (kontor_map_edit_connect (self->edit, source, target));
          return TRUE;
        }
      return FALSE;
    default:
      return FALSE;
    }
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

  self->view = view;
  kontor_map_view_set_overlay (view, kontor_map_tools_draw, self);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (canvas, keys);
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
    finish (self);
  g_set_object (&self->edit, edit);
  kontor_canvas_set_drag_pans (kontor_map_view_get_canvas (self->view), edit == NULL);
  redraw (self);
}

void
kontor_map_tools_set_templates (KontorMapTools *self, KontorMapTemplates *templates)
{
  g_set_object (&self->templates, templates);
}

void
kontor_map_tools_insert_picture (KontorMapTools *self, GFile *file, KontorMapPlace place)
{
  if (self->edit != NULL)
    kontor_map_picture_file_insert (self->view, self->edit, place, file);
}
