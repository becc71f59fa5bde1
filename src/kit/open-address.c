#include "config.h"

#include "kit/open-address.h"

#include <glib/gi18n.h>

#include "kit/desk.h"

typedef struct
{
  GtkWidget *widget;
  char      *uri;
} Opening;

static void
shown_cb (GObject *window, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr(GtkWidget) widget = opening->widget;
  g_autofree char *uri = opening->uri;
  g_autoptr(GError) error = NULL;
  KontorDesk *desk = kontor_desk_from_widget (widget);

  if (gtk_show_uri_full_finish (GTK_WINDOW (window), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_debug ("%s: %s", uri, error->message);
  if (desk != NULL)
    {
      g_autofree char *name = g_str_has_prefix (uri, "file:") ? g_path_get_basename (uri) : g_strdup (uri);
      g_autofree char *shown = g_uri_unescape_string (name, NULL);
      g_autofree char *words = g_strdup_printf (_("No program on this computer opens %s"), shown != NULL ? shown : name);

      kontor_desk_toast (desk, words, NULL);
    }
}

void
kontor_open_address (GtkWidget *widget, const char *uri)
{
  Opening *opening;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  opening = g_new0 (Opening, 1);
  opening->widget = g_object_ref (widget);
  opening->uri = g_strdup (uri);
  gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME, NULL, shown_cb, opening);
}
