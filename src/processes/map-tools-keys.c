#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-tools-private.h"

/* Everything that the mouse can do, by keyboard. */

/* How far the drawing goes with one key, in pixels. */
#define PAN 60.0

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

/* Space is made from the middle of what is selected, else of what is seen. */
static void
begin_space (KontorMapTools *self)
{
  const KontorMapItem *single = kontor_map_view_get_single (self->view);

  kontor_canvas_get_middle (kontor_map_view_get_canvas (self->view), &self->start_x, &self->start_y);
  if (single != NULL && single->type != KONTOR_MAP_FLOW)
    {
      self->start_x = single->x + single->width / 2;
      self->start_y = single->y + single->height / 2;
    }
  self->here_x = self->start_x;
  self->here_y = self->start_y;
  self->moved_x = self->moved_y = 0;
  self->mode = MODE_SPACE;
  self->by_key = TRUE;
  kontor_map_edit_begin (self->edit, _("Make space"));
}

static gboolean
arrow (KontorMapTools *self, double dx, double dy)
{
  KontorCanvas *canvas = kontor_map_view_get_canvas (self->view);
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);

  if (self->space_wanted && self->mode == MODE_NONE)
    begin_space (self);
  /* Space is made to one side; to another one it is another gesture. */
  if (self->by_key && self->mode == MODE_SPACE && (dx != 0 ? self->here_y != self->start_y : self->here_x != self->start_x))
    {
      kontor_map_tools_finish (self);
      begin_space (self);
    }
  if (self->by_key && (self->mode == MODE_SPACE || self->mode == MODE_BEND || self->mode == MODE_SIZE))
    {
      self->here_x += dx;
      self->here_y += dy;
      if (self->mode == MODE_SPACE)
        kontor_map_tools_make_space (self);
      else if (self->mode == MODE_BEND)
        kontor_map_tools_bend (self);
      else
        kontor_map_tools_drag_size (self);
      gtk_widget_queue_draw (GTK_WIDGET (canvas));
    }
  else if (keys[0] == NULL && kontor_map_view_get_single (self->view) == NULL)
    {
      kontor_canvas_pan (canvas, dx > 0 ? -PAN : dx < 0 ? PAN : 0, dy > 0 ? -PAN : dy < 0 ? PAN : 0);
    }
  else
    {
      nudge (self, dx, dy);
    }
  return TRUE;
}

static gboolean
escape (KontorMapTools *self)
{
  if (self->mode == MODE_NONE && !self->space_wanted)
    kontor_map_view_unselect (self->view);
  kontor_map_tools_abandon (self);
  return TRUE;
}

void
kontor_map_tools_begin_connect (KontorMapTools *self)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);

  if (owner == NULL)
    return;
  if (self->mode != MODE_NONE)
    kontor_map_tools_finish (self);
  self->mode = MODE_KEY_CONNECT;
  self->by_key = TRUE;
  g_free (self->source);
  self->source = g_strdup (owner->key);
  kontor_map_view_set_target (self->view, self->source);
}

/* The selected line is hung to the point that Tab comes to. */
static void
begin_reconnect (KontorMapTools *self, const KontorMapItem *flow, gboolean head)
{
  g_autofree char *key = g_strdup (flow->key);

  if (self->mode != MODE_NONE)
    kontor_map_tools_finish (self);
  self->mode = MODE_KEY_RECONNECT;
  self->by_key = TRUE;
  self->moves_head = head;
  self->source = g_steal_pointer (&key);
  kontor_map_view_set_target (self->view, self->source);
}

static gboolean
enter (KontorMapTools *self)
{
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  g_autofree char *source = g_strdup (self->source);
  g_autofree char *target = single != NULL && single->type == KONTOR_MAP_POINT ? g_strdup (single->key) : NULL;
  const char *from, *to;

  if (self->mode == MODE_KEY_CONNECT)
    {
      kontor_map_tools_finish (self);
      if (target != NULL)
        g_free (kontor_map_edit_connect (self->edit, source, target));
      return TRUE;
    }
  if (self->mode == MODE_KEY_RECONNECT)
    {
      if (target != NULL && kontor_map_tools_find_reconnection (self, single, &from, &to))
        kontor_map_edit_reconnect (self->edit, source, from, to);
      kontor_map_tools_finish (self);
      return TRUE;
    }
  if (self->by_key || self->space_wanted)
    {
      kontor_map_tools_finish (self);
      return TRUE;
    }
  return FALSE;
}

/* After Escape nothing is selected, but the frame still stands around a point: the
 * keys that begin something with a point are meant for that one.  Not those that
 * remove and move: an arrow moves the drawing then. */
static gboolean
is_about_one (guint key)
{
  switch (key)
    {
    case GDK_KEY_a:
    case GDK_KEY_A:
    case GDK_KEY_c:
    case GDK_KEY_C:
    case GDK_KEY_l:
    case GDK_KEY_L:
    case GDK_KEY_r:
    case GDK_KEY_R:
    case GDK_KEY_F2:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
kontor_map_tools_key (KontorMapTools *self, guint key, guint code, GdkModifierType state, GtkEventControllerKey *controller)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? 1 : STEP;
  const KontorMapItem *single;
  gboolean line;

  if (self->edit == NULL)
    return FALSE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    {
      /* Whatever else is asked for, what is in hand is done before. */
      if (self->by_key && self->mode != MODE_KEY_CONNECT && self->mode != MODE_KEY_RECONNECT)
        kontor_map_tools_finish (self);
      return FALSE;
    }
  if (self->mode == MODE_NONE && is_about_one (key))
    kontor_map_view_select_focused (self->view);
  single = kontor_map_view_get_single (self->view);
  line = single != NULL && single->type == KONTOR_MAP_FLOW;
  switch (key)
    {
    case GDK_KEY_Escape:
      return escape (self);
    case GDK_KEY_Left:
      return arrow (self, -step, 0);
    case GDK_KEY_Right:
      return arrow (self, step, 0);
    case GDK_KEY_Up:
      return arrow (self, 0, -step);
    case GDK_KEY_Down:
      return arrow (self, 0, step);
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      kontor_map_tools_finish (self);
      kontor_map_tools_remove_selected (self);
      return TRUE;
    case GDK_KEY_c:
    case GDK_KEY_C:
      if (line)
        begin_reconnect (self, single, (state & GDK_SHIFT_MASK) == 0);
      else
        kontor_map_tools_begin_connect (self);
      return TRUE;
    case GDK_KEY_l:
    case GDK_KEY_L:
      if (self->mode != MODE_NONE)
        kontor_map_tools_finish (self);
      kontor_map_tools_next_line (self, (state & GDK_SHIFT_MASK) != 0);
      return TRUE;
    case GDK_KEY_b:
    case GDK_KEY_B:
      kontor_map_tools_next_piece (self);
      return TRUE;
    case GDK_KEY_r:
    case GDK_KEY_R:
      kontor_map_tools_begin_size_by_key (self);
      return TRUE;
    case GDK_KEY_space:
      kontor_map_view_toggle_held (self->view);
      return TRUE;
    case GDK_KEY_a:
    case GDK_KEY_A:
      kontor_map_tools_offer_append (self);
      return TRUE;
    case GDK_KEY_s:
    case GDK_KEY_S:
      if (self->by_key)
        kontor_map_tools_finish (self);
      else
        kontor_map_tools_want_space (self, !self->space_wanted);
      return TRUE;
    case GDK_KEY_F2:
      kontor_map_tools_ask_name (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return enter (self);
    default:
      return FALSE;
    }
}
