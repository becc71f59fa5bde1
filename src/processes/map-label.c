#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-label.h"

typedef struct
{
  KontorMapView     *view;
  KontorMapEdit     *edit;
  GtkWidget         *text;
  KontorMapItemType  type;
  char              *key;
  gboolean           given_up;
} Label;

static void
label_free (gpointer data, GClosure *closure)
{
  Label *self = data;

  g_object_unref (self->view);
  g_object_unref (self->edit);
  g_free (self->key);
  g_free (self);
}

const char *
kontor_map_label_property (const KontorMapItem *item)
{
  return item->type == KONTOR_MAP_POINT ? "name" : item->type == KONTOR_MAP_FLOW ? "label" : "text";
}

static char *
get_text (Label *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
keep (Label *self)
{
  const KontorMapItem *item = kontor_map_find (kontor_map_edit_get_map (self->edit), self->type, self->key);
  g_autofree char *text = get_text (self);

  if (item == NULL || g_strcmp0 (text, kontor_map_item_get_text (item, kontor_map_label_property (item))) == 0)
    return;
  kontor_map_edit_begin (self->edit, _("Rename"));
  kontor_map_edit_set_text (self->edit, self->type, self->key, kontor_map_label_property (item), text);
  kontor_map_edit_end (self->edit);
  /* The inspector shows the same words. */
  kontor_map_view_select (self->view, self->type, self->key, FALSE);
}

static gboolean
gone_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover, Label *self)
{
  g_autofree char *id = g_strdup_printf ("%c:%s", self->type == KONTOR_MAP_POINT ? 'p' : 'd', self->key);

  if (!self->given_up)
    keep (self);
  if (self->type == KONTOR_MAP_FLOW || !kontor_canvas_focus_item (kontor_map_view_get_canvas (self->view), id))
    gtk_widget_grab_focus (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, gone_cb, g_object_ref (popover), g_object_unref);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Label *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (self->text, GTK_TYPE_POPOVER);

  if (key == GDK_KEY_Escape)
    {
      self->given_up = TRUE;
      gtk_popover_popdown (GTK_POPOVER (popover));
      return TRUE;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && ((state & GDK_SHIFT_MASK) == 0 || self->type == KONTOR_MAP_FLOW))
    {
      gtk_popover_popdown (GTK_POPOVER (popover));
      return TRUE;
    }
  if (key == GDK_KEY_Tab)
    {
      gtk_popover_popdown (GTK_POPOVER (popover));
      return TRUE;
    }
  return FALSE;
}

/* Where the words stand, in the coordinates of the widget. */
static GdkRectangle
find_place (KontorMapView *view, const KontorMapItem *item)
{
  KontorCanvas *canvas = kontor_map_view_get_canvas (view);
  double scale = kontor_canvas_get_scale (canvas);
  double x = item->x, y = item->y, width = item->width;

  if (item->type == KONTOR_MAP_FLOW)
    {
      KontorMapPlace label = kontor_map_routes_get_label (kontor_map_view_get_routes (view), item,
        kontor_route_map_picture_get_label_width (kontor_map_view_get_picture (view), item));

      x = label.x - 10;
      y = label.y - 4;
      width = 100;
    }
  else if (item->type == KONTOR_MAP_POINT && item->width < 80)
    {
      x = item->x + item->width / 2 - 70;
      y = item->y + item->height;
      width = 140;
    }
  else if (item->kind == KONTOR_MAP_KIND_CONDITION || item->kind == KONTOR_MAP_KIND_CHOICE)
    {
      y += item->height / 4;
    }
  kontor_canvas_from_drawing (canvas, &x, &y);
  return (GdkRectangle) { (int) x, (int) y - 2, MAX (1, (int) (width * scale)), 1 };
}

gboolean
kontor_map_label_popup (KontorMapView *view, KontorMapEdit *edit)
{
  const KontorMapItem *item = kontor_map_view_get_single (view);
  GtkWidget *popover, *text;
  GtkEventController *keys;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  GdkRectangle place;
  Label *self;

  if (item == NULL || edit == NULL)
    return FALSE;
  if (item->type != KONTOR_MAP_FLOW)
    kontor_canvas_reveal (kontor_map_view_get_canvas (view), &GRAPHENE_RECT_INIT (item->x, item->y, item->width, item->height));
  popover = gtk_popover_new ();
  text = gtk_text_view_new ();
  keys = gtk_event_controller_key_new ();
  self = g_new0 (Label, 1);
  self->view = g_object_ref (view);
  self->edit = g_object_ref (edit);
  self->text = text;
  self->type = item->type;
  self->key = g_strdup (item->key);
  place = find_place (view, item);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_set_text (buffer, kontor_map_item_get_text (item, kontor_map_label_property (item)), -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_justification (GTK_TEXT_VIEW (text), item->type == KONTOR_MAP_POINT ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 4);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text), 4);
  gtk_widget_set_size_request (text, MAX (150, place.width), item->kind == KONTOR_MAP_KIND_NOTE ? 60 : 34);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name on the drawing"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (text, keys);

  gtk_popover_set_child (GTK_POPOVER (popover), text);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  gtk_widget_add_css_class (popover, "map-label");
  gtk_widget_set_parent (popover, GTK_WIDGET (view));
  g_signal_connect_data (popover, "closed", G_CALLBACK (closed_cb), self, label_free, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (text);
  return TRUE;
}
