#include "config.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/map-image.h"
#include "kit/desk.h"
#include "processes/map-pictures.h"
#include "route/map-illustration.h"

struct _KontorMapPictures
{
  GObject        parent_instance;

  /* NULL once it is gone. */
  KontorMapView *view;
  GCancellable  *cancellable;
  /* Hashes that were asked for, and those that wait for a window. */
  GHashTable    *asked;
  GPtrArray     *waiting;
};

G_DEFINE_FINAL_TYPE (KontorMapPictures, kontor_map_pictures, G_TYPE_OBJECT)

static void
kontor_map_pictures_dispose (GObject *object)
{
  KontorMapPictures *self = KONTOR_MAP_PICTURES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (kontor_map_pictures_parent_class)->dispose (object);
}

static void
kontor_map_pictures_finalize (GObject *object)
{
  KontorMapPictures *self = KONTOR_MAP_PICTURES (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->asked);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (kontor_map_pictures_parent_class)->finalize (object);
}

static void
kontor_map_pictures_class_init (KontorMapPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_pictures_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_map_pictures_finalize;
}

static void
kontor_map_pictures_init (KontorMapPictures *self)
{
  self->cancellable = g_cancellable_new ();
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
}

static void
show (KontorMapPictures *self, GBytes *content)
{
  kontor_route_map_picture_set_image (kontor_map_view_get_picture (self->view), content);
  kontor_canvas_invalidate (kontor_map_view_get_canvas (self->view), NULL);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapPictures) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);
  const char *text = answer != NULL && kontor_result_get_n_rows (answer) > 0 ? kontor_result_get (answer, 0, 0) : NULL;
  g_autoptr (GBytes) content = NULL;
  guchar *bytes;
  gsize length;

  /* Without it its words stand in its place. */
  if (text == NULL || self->view == NULL)
    return;
  bytes = g_base64_decode (text, &length);
  content = g_bytes_new_take (bytes, length);
  show (self, content);
}

static KontorDatabase *
get_database (KontorMapPictures *self)
{
  KontorDesk *desk = self->view != NULL ? kontor_desk_from_widget (GTK_WIDGET (self->view)) : NULL;

  return desk != NULL ? kontor_desk_get_database (desk) : NULL;
}

static void
fetch_waiting (KontorMapPictures *self)
{
  KontorDatabase *database = get_database (self);

  if (database == NULL)
    return;
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const char *params[] = { g_ptr_array_index (self->waiting, i) };

      kontor_database_query_async (database, KONTOR_LANE_BACK, "map-picture", params, G_N_ELEMENTS (params),
                                   self->cancellable, fetched_cb, g_object_ref (self));
    }
  g_ptr_array_set_size (self->waiting, 0);
}

KontorMapPictures *
kontor_map_pictures_new (KontorMapView *view)
{
  KontorMapPictures *self = g_object_new (KONTOR_TYPE_MAP_PICTURES, NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "notify::root", G_CALLBACK (fetch_waiting), self, G_CONNECT_SWAPPED);
  return self;
}

void
kontor_map_pictures_need (KontorMapPictures *self, const KontorMapItem *item)
{
  g_autofree char *hash = kontor_map_illustration_get_hash (item);

  if (hash == NULL || self->view == NULL || kontor_route_map_picture_get_image (kontor_map_view_get_picture (self->view), hash) != NULL
      || !g_hash_table_add (self->asked, g_strdup (hash)))
    return;
  g_ptr_array_add (self->waiting, g_steal_pointer (&hash));
  fetch_waiting (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (kontor_result_get (answer, 0, 0)), g_free);
}

void
kontor_map_pictures_store_async (KontorMapPictures *self, GBytes *content, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  KontorDatabase *database = get_database (self);
  g_autofree char *text = NULL;
  const char *params[1];
  cairo_surface_t *surface;
  GError *error = NULL;

  surface = kontor_map_image_decode (content, &error);
  if (surface == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  cairo_surface_destroy (surface);
  show (self, content);
  if (database == NULL)
    {
      g_task_return_pointer (task, kontor_map_image_get_hash (content), g_free);
      return;
    }
  text = g_base64_encode (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  params[0] = text;
  kontor_database_query_async (database, KONTOR_LANE_BACK, "map-picture-store", params, G_N_ELEMENTS (params),
                               NULL, stored_cb, g_steal_pointer (&task));
}

char *
kontor_map_pictures_store_finish (KontorMapPictures *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
