#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/error.h"
#include "draw/map-image.h"
#include "kit/desk.h"
#include "processes/map-picture-file.h"
#include "processes/map-pictures.h"
#include "route/map-illustration.h"

/* As large as a new picture may come, in units of the map. */
#define SIDE 320.0

typedef struct
{
  KontorMapView  *view;
  KontorMapEdit  *edit;
  KontorMapPlace  place;
  char           *name;
  GBytes         *content;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->view);
  g_object_unref (work->edit);
  g_free (work->name);
  g_clear_pointer (&work->content, g_bytes_unref);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
fail (Work *work, const GError *error)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (work->view));

  if (desk != NULL)
    kontor_desk_report_error (desk, error, _("The picture was not put on the map"));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = kontor_map_pictures_store_finish (KONTOR_MAP_PICTURES (source), result, &error);
  g_autofree char *key = NULL;
  cairo_surface_t *surface;
  double width, height, scale;

  /* Meanwhile another map may be drawn here. */
  if (hash == NULL || kontor_map_view_get_map (work->view) != kontor_map_edit_get_map (work->edit))
    {
      if (error != NULL)
        fail (work, error);
      return;
    }
  surface = kontor_map_image_decode (work->content, NULL);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  cairo_surface_destroy (surface);
  scale = MIN (1, SIDE / MAX (width, height));
  width = MAX (10, round (width * scale));
  height = MAX (10, round (height * scale));
  kontor_map_edit_begin (work->edit, _("Add a picture"));
  key = kontor_map_edit_add_point (work->edit, KONTOR_MAP_KIND_PICTURE, work->place.x, work->place.y, work->name);
  kontor_map_edit_place (work->edit, KONTOR_MAP_DECORATION, key, round (work->place.x - width / 2), round (work->place.y - height / 2),
                         width, height);
  kontor_map_edit_set (work->edit, KONTOR_MAP_DECORATION, key, "picture", kontor_map_illustration_new (hash, work->name));
  kontor_map_edit_end (work->edit);
  kontor_map_view_select (work->view, KONTOR_MAP_DECORATION, key, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  KontorMapPictures *pictures = kontor_map_view_get_pictures (work->view);
  g_autoptr (GError) error = NULL;
  GBytes *content = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  work->content = content;
  if (content == NULL)
    fail (work, error);
  else if (pictures != NULL)
    kontor_map_pictures_store_async (pictures, content, stored_cb, g_steal_pointer (&work));
}

/* Read only where it can be a picture at all: a film would fill the memory. */
static void
measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info != NULL && g_file_info_get_size (info) > KONTOR_MAP_IMAGE_MOST_BYTES)
    g_set_error_literal (&error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("A picture on a map has at most one megabyte."));
  if (error != NULL)
    fail (work, error);
  else
    g_file_load_bytes_async (G_FILE (source), NULL, loaded_cb, g_steal_pointer (&work));
}

void
kontor_map_picture_file_insert (KontorMapView *view, KontorMapEdit *edit, KontorMapPlace place, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  Work *work = g_new0 (Work, 1);

  work->view = g_object_ref (view);
  work->edit = g_object_ref (edit);
  work->place = place;
  work->name = g_filename_display_name (base);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, measured_cb, work);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Work *work)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    kontor_map_picture_file_insert (work->view, work->edit, work->place, file);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
release_cb (gpointer work, GClosure *closure)
{
  work_free (work);
}

void
kontor_map_picture_file_choose (KontorMapView *view, KontorMapEdit *edit, KontorMapPlace place)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Picture for the map"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();
  Work *work = g_new0 (Work, 1);

  work->view = g_object_ref (view);
  work->edit = g_object_ref (edit);
  work->place = place;
  gtk_file_filter_set_name (pictures, _("Pictures (PNG, JPEG, SVG)"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  gtk_file_filter_add_mime_type (pictures, "image/jpeg");
  gtk_file_filter_add_mime_type (pictures, "image/svg+xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), pictures);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), work, release_cb, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
