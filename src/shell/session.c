#include "config.h"

#include "shell/session.h"

static void
memory_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  /* Without memory the desk starts as on the first day; that is no reason to stay outside. */
  if (!kontor_desk_load_memory_finish (KONTOR_DESK (source), result, &error))
    g_warning ("What was remembered could not be read: %s", error->message);
  g_task_return_pointer (task, g_object_ref (source), g_object_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorStore) store = NULL;
  g_autoptr(KontorDesk) desk = NULL;

  if (!kontor_database_open_finish (KONTOR_DATABASE (source), result, &error))
    {
      kontor_database_close (KONTOR_DATABASE (source));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  store = kontor_store_new (KONTOR_DATABASE (source));
  desk = kontor_desk_new (store);
  kontor_desk_load_memory_async (desk, g_task_get_cancellable (task), memory_loaded_cb, g_object_ref (task));
}

void
kontor_session_open_async (const char *uri, const char *password, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(KontorDatabase) database = kontor_database_new ();
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  kontor_database_open_async (database, uri, password, cancellable, opened_cb, task);
}

KontorDesk *
kontor_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kontor_session_warm_up (void)
{
  g_autoptr(PangoLayout) layout = NULL;
  g_autoptr(GObject) context = G_OBJECT (pango_font_map_create_context (pango_cairo_font_map_get_default ()));
  int width, height;

  /* The first line of Cyrillic costs the reading of its fonts. */
  layout = pango_layout_new (PANGO_CONTEXT (context));
  pango_layout_set_text (layout, "Kontor Контор Ğğİıšđčćž 0123456789", -1);
  pango_layout_get_size (layout, &width, &height);
}
