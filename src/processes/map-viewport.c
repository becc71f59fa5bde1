#include "config.h"

#include <json-glib/json-glib.h>

#include "processes/map-viewport.h"

/* Not while the drawing moves. */
#define PAUSE 300

struct _KontorMapViewport
{
  GObject       parent_instance;

  KontorDesk   *desk;
  KontorCanvas *canvas;
  char         *key;
  guint         source;
  /* Until the map is there, what the canvas shows says nothing. */
  gboolean      ready;
};

G_DEFINE_FINAL_TYPE (KontorMapViewport, kontor_map_viewport, G_TYPE_OBJECT)

static void
kontor_map_viewport_dispose (GObject *object)
{
  KontorMapViewport *self = KONTOR_MAP_VIEWPORT (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_clear_object (&self->canvas);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kontor_map_viewport_parent_class)->dispose (object);
}

static void
kontor_map_viewport_class_init (KontorMapViewportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_viewport_dispose;
}

static void
kontor_map_viewport_init (KontorMapViewport *self)
{
}

/* What to remember; NULL where the map lies as it opened. */
static char *
describe (KontorMapViewport *self)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  double x, y;

  if (kontor_canvas_is_fitted (self->canvas) && !kontor_canvas_shows_all (self->canvas))
    return NULL;
  object = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  if (kontor_canvas_shows_all (self->canvas))
    {
      json_object_set_boolean_member (object, "all", TRUE);
      return json_to_string (node, FALSE);
    }
  kontor_canvas_get_middle (self->canvas, &x, &y);
  json_object_set_double_member (object, "x", x);
  json_object_set_double_member (object, "y", y);
  json_object_set_double_member (object, "scale", kontor_canvas_get_scale (self->canvas));
  return json_to_string (node, FALSE);
}

void
kontor_map_viewport_keep (KontorMapViewport *self)
{
  g_autofree char *json = NULL;

  g_return_if_fail (KONTOR_IS_MAP_VIEWPORT (self));

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->ready || gtk_widget_get_width (GTK_WIDGET (self->canvas)) <= 1)
    return;
  json = describe (self);
  kontor_desk_remember (self->desk, self->key, json);
}

static gboolean
keep_cb (gpointer user_data)
{
  KontorMapViewport *self = user_data;

  self->source = 0;
  kontor_map_viewport_keep (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KontorMapViewport *self)
{
  if (self->ready && self->source == 0)
    self->source = g_timeout_add (PAUSE, keep_cb, self);
}

KontorMapViewport *
kontor_map_viewport_new (KontorDesk *desk, const char *map_id, KontorMapView *view)
{
  KontorMapViewport *self = g_object_new (KONTOR_TYPE_MAP_VIEWPORT, NULL);

  self->desk = g_object_ref (desk);
  self->canvas = g_object_ref (kontor_map_view_get_canvas (view));
  self->key = g_strdup_printf ("map/%s", map_id);
  g_signal_connect_swapped (self->canvas, "viewport-changed", G_CALLBACK (changed_cb), self);
  return self;
}

gboolean
kontor_map_viewport_restore (KontorMapViewport *self)
{
  const char *json = kontor_desk_recall (self->desk, self->key);
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  g_return_val_if_fail (KONTOR_IS_MAP_VIEWPORT (self), FALSE);

  self->ready = TRUE;
  if (object == NULL)
    return FALSE;
  if (json_object_get_boolean_member_with_default (object, "all", FALSE))
    kontor_canvas_fit (self->canvas);
  else
    kontor_canvas_look_at (self->canvas, json_object_get_double_member_with_default (object, "x", 0),
                           json_object_get_double_member_with_default (object, "y", 0),
                           json_object_get_double_member_with_default (object, "scale", 1));
  return TRUE;
}
