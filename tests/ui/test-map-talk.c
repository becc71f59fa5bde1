#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixture/desk.h"
#include "processes/map-comment-list.h"
#include "processes/map-editor.h"
#include "route/map-illustration.h"

/* The editor of route maps where others have a part: what is said of a map and taken
 * back, and what goes from one office to another. */

#define MAP "00000000-0000-7000-8000-000000000b01"

static const char office[] = "insert into kontor.route_map (id, name, subject) values ('" MAP "', 'Talked of', 'deal');";

static void
set_up (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_begin (desk, office, "chief");
  kontor_test_desk_show (desk, kontor_map_editor_new (desk->screen->desk, MAP));
  kontor_test_await_text (desk->page, "No problems: the map can be published.");
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static KontorMapView *
view_of (KontorTestDesk *desk)
{
  return KONTOR_MAP_VIEW (kontor_test_find_type (desk->page, KONTOR_TYPE_MAP_VIEW));
}

static guint
count_points (KontorTestDesk *desk)
{
  return kontor_map_get_n_items (kontor_map_view_get_map (view_of (desk)), KONTOR_MAP_POINT);
}

static void
press_undo (KontorTestDesk *desk)
{
  g_assert_true (gtk_widget_activate_action (desk->page, "page.undo", NULL));
}

static void
say (KontorTestDesk *desk, const char *words)
{
  GtkWidget *list = kontor_test_find_type (desk->page, KONTOR_TYPE_MAP_COMMENT_LIST);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (kontor_test_find_type (list, GTK_TYPE_TEXT_VIEW)));

  gtk_text_buffer_set_text (buffer, words, -1);
  kontor_test_click (kontor_test_await_text (list, "Co_mment"));
  kontor_test_await_text (list, words);
  /* The key is not to bring the typing back instead. */
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
}

/* D1 the key takes back what was said of a map: made, answered, settled, deleted; but first what was drawn since */
static void
test_undo_of_comments (KontorTestDesk *desk, gconstpointer data)
{
  guint n_points = count_points (desk);

  g_assert_true (gtk_widget_activate_action (desk->page, "map.comments", NULL));
  say (desk, "Why twice?");
  kontor_test_await_text (GTK_WIDGET (desk->screen->window), "Comment written");
  press_undo (desk);
  kontor_test_await_no_text (desk->page, "Why twice?");

  say (desk, "Why twice?");
  kontor_map_tools_add (kontor_map_editor_get_tools (KONTOR_MAP_EDITOR (desk->page)), KONTOR_MAP_KIND_ACTION);
  g_assert_cmpuint (count_points (desk), ==, n_points + 1);
  press_undo (desk);
  g_assert_cmpuint (count_points (desk), ==, n_points);
  kontor_test_await_text (desk->page, "Why twice?");

  kontor_test_click (kontor_test_await_text (desk->page, "Settle"));
  kontor_test_await_no_text (desk->page, "Why twice?");
  press_undo (desk);
  kontor_test_await_text (desk->page, "Why twice?");

  kontor_test_click (kontor_test_await_text (desk->page, "Answer"));
  say (desk, "Because of that.");
  press_undo (desk);
  kontor_test_await_no_text (desk->page, "Because of that.");

  kontor_test_click (kontor_test_await_text (desk->page, "Delete"));
  kontor_test_await_no_text (desk->page, "Why twice?");
  press_undo (desk);
  kontor_test_await_text (desk->page, "Why twice?");
}

/* A red square of 40 by 20 pixels. */
static char *
write_picture (const char *folder)
{
  char *path = g_build_filename (folder, "plan.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.8, 0.1, 0.1);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static gboolean
shows_picture (gpointer view)
{
  KontorMap *map = kontor_map_view_get_map (view);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    {
      g_autofree char *hash = kontor_map_illustration_get_hash (kontor_map_get_item (map, KONTOR_MAP_DECORATION, i));

      if (hash != NULL && kontor_route_map_picture_get_image (kontor_map_view_get_picture (view), hash) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether a map that is kept shows a picture that is kept, beside the map and not in it. */
static gboolean
is_kept (gpointer data)
{
  KontorTestDesk *desk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = NULL;
  g_autofree char *uri = kontor_test_server_get_uri (desk->server, "postgres");
  g_autoptr (KontorConnection) superuser = kontor_connection_open (uri, NULL, &error);

  g_assert_no_error (error);
  answer = kontor_connection_query (superuser,
    "select count(*) from kontor.route_map_version v, jsonb_array_elements(v.graph->'decorations') d"
    "  join kontor.map_picture p on p.hash = d#>>'{picture,hash}' where v.state = 'draft' and v.graph::text not like '%iVBORw0KGgo%'",
    NULL, 0, NULL, &error);
  g_assert_no_error (error);
  return g_str_equal (kontor_result_get (answer, 0, 0), "1");
}

/* R74 a picture that is copied comes to another office with what it shows */
static void
test_picture_elsewhere (KontorTestDesk *desk, gconstpointer data)
{
  KontorTestDesk other = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("kontor-maps-XXXXXX", NULL), *path = write_picture (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  kontor_map_tools_insert_picture (kontor_map_editor_get_tools (KONTOR_MAP_EDITOR (desk->page)), file, (KontorMapPlace) { 200, 420 });
  g_assert_true (kontor_test_wait (shows_picture, view_of (desk)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view_of (desk)), "draw.copy", NULL));

  set_up (&other, NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view_of (&other)), "draw.paste", NULL));
  g_assert_true (kontor_test_wait (shows_picture, view_of (&other)));
  g_assert_true (kontor_test_wait (is_kept, &other));
  tear_down (&other, NULL);
  g_unlink (path);
  g_rmdir (folder);
}

#define ADD(path, function) g_test_add ("/map-talk/" path, KontorTestDesk, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();

  ADD ("D1-undo-of-comments", test_undo_of_comments);
  ADD ("R74-picture-elsewhere", test_picture_elsewhere);
  return g_test_run ();
}
