#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "fixture/screen.h"
#include "processes/map-editor.h"
#include "processes/map-exchange.h"

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
dialog_is_there (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
file_is_there (gpointer data)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (data, &text, NULL, NULL) && strlen (text) > 100;
}

/* R75: a BPMN file comes into the editor, with a report on what the engine does
 * not run, as one step of undo; and goes out again with all that was in it. */
static void
test_import_and_export (void)
{
  g_autoptr (KontorDesk) desk = kontor_desk_new (NULL);
  KontorPage *page = kontor_map_editor_new (desk, "0199");
  KontorTestScreen *screen = kontor_test_screen_new (g_object_ref (desk), 1280, 760);
  g_autofree char *sample = g_build_filename (KONTOR_TEST_DATA, "bpmn", "A.4.0.bpmn", NULL);
  g_autofree char *folder = g_dir_make_tmp ("kontor-exchange.XXXXXX", NULL);
  g_autofree char *written = g_build_filename (folder, "out.bpmn", NULL);
  g_autofree char *drawn = g_build_filename (folder, "out.svg", NULL);
  g_autofree char *text = NULL;
  KontorMapExchange *exchange;
  KontorMapView *view;
  KontorMap *map;

  kontor_test_screen_show (screen, GTK_WIDGET (page));
  exchange = kontor_map_editor_get_exchange (KONTOR_MAP_EDITOR (page));
  view = KONTOR_MAP_VIEW (kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_MAP_VIEW));
  g_assert_nonnull (exchange);
  map = kontor_map_view_get_map (view);
  g_assert_cmpuint (kontor_map_get_n_items (map, KONTOR_MAP_POINT), ==, 3);

  kontor_map_exchange_open (exchange, sample);
  g_assert_true (kontor_test_wait (dialog_is_there, NULL));
  kontor_test_settle (400);
  kontor_test_picture (gtk_widget_get_first_child (GTK_WIDGET (find_dialog ())), "map-import-report");
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (find_dialog ()), "Import “A.4.0.bpmn”?"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "import");
  kontor_test_settle (600);
  kontor_test_picture (GTK_WIDGET (page), "map-imported");
  g_assert_cmpuint (kontor_map_get_n_items (map, KONTOR_MAP_POINT), ==, 4);
  g_assert_cmpuint (kontor_map_get_n_items (map, KONTOR_MAP_FLOW), ==, 3);

  kontor_map_exchange_save (exchange, written);
  g_assert_true (kontor_test_wait (file_is_there, written));
  g_file_get_contents (written, &text, NULL, NULL);
  g_assert_nonnull (strstr (text, "Message Flow 2"));
  g_assert_nonnull (strstr (text, "Lane 1"));
  kontor_map_exchange_save (exchange, drawn);
  g_assert_true (kontor_test_wait (file_is_there, drawn));

  gtk_widget_activate_action (GTK_WIDGET (page), "map.undo", NULL);
  g_assert_cmpuint (kontor_map_get_n_items (map, KONTOR_MAP_POINT), ==, 3);
  g_remove (written);
  g_remove (drawn);
  g_rmdir (folder);
  kontor_test_screen_free (screen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  g_test_add_func ("/map-exchange/import-and-export", test_import_and_export);
  return g_test_run ();
}
