#include "config.h"

#include "shell/window-size.h"

#include "shell/settings.h"

#define SIZES "window-sizes"

/* Of the person, else the last one of anybody. */
static void
look_up (const char *login, int *width, int *height, gboolean *maximized)
{
  GSettings *settings = kontor_settings_get ();
  g_autoptr (GVariant) sizes = g_settings_get_value (settings, SIZES);

  if (login != NULL && g_variant_lookup (sizes, login, "(iib)", width, height, maximized))
    return;
  *width = g_settings_get_int (settings, "window-width");
  *height = g_settings_get_int (settings, "window-height");
  *maximized = g_settings_get_boolean (settings, "window-maximized");
}

void
kontor_window_size_restore (GtkWindow *window, const char *login)
{
  gboolean maximized;
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  look_up (login, &width, &height, &maximized);
  gtk_window_set_default_size (window, width, height);
  if (maximized)
    gtk_window_maximize (window);
}

static void
remember_for (const char *login, int width, int height, gboolean maximized)
{
  GSettings *settings = kontor_settings_get ();
  g_autoptr (GVariant) sizes = g_settings_get_value (settings, SIZES);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  GVariant *size;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(iib)}"));
  g_variant_iter_init (&iter, sizes);
  while (g_variant_iter_loop (&iter, "{&s@(iib)}", &other, &size))
    {
      if (!g_str_equal (other, login))
        g_variant_builder_add (&builder, "{s@(iib)}", other, size);
    }
  g_variant_builder_add (&builder, "{s(iib)}", login, width, height, maximized);
  g_settings_set_value (settings, SIZES, g_variant_builder_end (&builder));
}

void
kontor_window_size_remember (GtkWindow *window, const char *login)
{
  GSettings *settings = kontor_settings_get ();
  gboolean maximized;
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  maximized = gtk_window_is_maximized (window);
  /* What a maximized window will be when it is not any more. */
  if (maximized)
    look_up (login, &width, &height, &(gboolean) { FALSE });
  else
    gtk_window_get_default_size (window, &width, &height);

  g_settings_set_boolean (settings, "window-maximized", maximized);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  if (login != NULL)
    remember_for (login, width, height, maximized);
}
