#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "db/connection.h"
#include "fixture/screen.h"
#include "fixture/server.h"
#include "kit/link-picker.h"
#include "kit/print-view.h"
#include "processes/map-comment-list.h"
#include "processes/map-editor.h"
#include "processes/map-exchange.h"
#include "processes/map-problems.h"
#include "processes/map-trail.h"
#include "processes/map-versions-page.h"
#include "route/map-illustration.h"

/* The editor of route maps and the page of their versions, on the demo office. */

typedef struct
{
  KontorTestServer *server;
  KontorDatabase   *database;
  KontorStore      *store;
  KontorTestScreen *screen;
  KontorConnection *superuser;
  char             *map;
} Fixture;

static char *
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_connection_query (fixture->superuser, sql, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kontor_result_get_n_rows (answer), >, 0);
  return g_strdup (kontor_result_get (answer, 0, 0));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = kontor_test_server_new ("kontor_demo");
  fixture->database = kontor_test_server_open (fixture->server, "admin");
  fixture->store = kontor_store_new (fixture->database);
  fixture->screen = kontor_test_screen_new (kontor_desk_new (fixture->store), 1280, 720);
  uri = kontor_test_server_get_uri (fixture->server, "postgres");
  fixture->superuser = kontor_connection_open (uri, NULL, &error);
  g_assert_no_error (error);
  fixture->map = ask (fixture, "select id from kontor.route_map where name = 'Sale'");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_test_screen_free (fixture->screen);
  kontor_test_settle (50);
  kontor_database_close (fixture->database);
  g_object_unref (fixture->superuser);
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
  kontor_test_server_free (fixture->server);
  g_free (fixture->map);
}

/* Any window of the program, the newest first. */
static GtkWidget *
find_anywhere (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *found = kontor_test_find_text (window, text);

      if (found != NULL && gtk_widget_get_mapped (found))
        return found;
    }
  return NULL;
}

static gboolean
is_anywhere (gpointer text)
{
  return find_anywhere (text) != NULL;
}

static GtkWidget *
find (const char *text)
{
  if (!kontor_test_wait (is_anywhere, (gpointer) text))
    g_error ("“%s” does not appear", text);
  return find_anywhere (text);
}

/* A label that says so somewhere in it. */
static GtkWidget *
find_words (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GtkWidget  *widget;
  const char *words;
} Sought;

static gboolean
is_said (gpointer data)
{
  Sought *sought = data;

  return find_words (sought->widget, sought->words) != NULL;
}

static gboolean
is_not_said (gpointer data)
{
  return !is_said (data);
}

static void
wait_for_words (GtkWidget *widget, const char *words)
{
  Sought sought = { widget, words };

  if (!kontor_test_wait (is_said, &sought))
    g_error ("“%s” is not said", words);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static gboolean
has_rows (gpointer widget)
{
  return count_rows (widget) > 0;
}

static GtkWidget *
show_editor (Fixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (kontor_map_editor_new (fixture->screen->desk, fixture->map));

  kontor_test_screen_show (fixture->screen, page);
  wait_for_words (page, "No problems: the map can be published.");
  return page;
}

/* What the page says of the map in the database becomes a new version, in force. */
static void
publish_second (Fixture *fixture)
{
  kontor_test_server_sql (fixture->server,
    "set session authorization admin;"
    "select kontor.publish_map(kontor.save_map_draft(m.id, replace(v.graph::text, 'Take the order', 'Take the order in')::jsonb))"
    "  from kontor.route_map m join kontor.route_map_version v on v.map_id = m.id and v.state = 'published' where m.name = 'Sale';"
    "reset session authorization;");
}

/* R74 a map opens so that it can be read, from its start, and everything the editor offers stands in one menu */
static void
test_opens_readable (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  KontorCanvas *canvas = kontor_map_view_get_canvas (view);
  const KontorMapItem *start = kontor_map_get_start (kontor_map_view_get_map (view));
  double x = start->x, y = start->y;
  g_autoptr (GString) offered = g_string_new (NULL);
  GMenuModel *menu;

  g_assert_cmpfloat (kontor_canvas_get_scale (canvas), >=, 0.75);
  kontor_canvas_from_drawing (canvas, &x, &y);
  g_assert_cmpfloat (x, >, 0);
  g_assert_cmpfloat (y, >, 0);
  g_assert_cmpfloat (x, <, gtk_widget_get_width (GTK_WIDGET (canvas)));
  g_assert_cmpfloat (y, <, gtk_widget_get_height (GTK_WIDGET (canvas)));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (kontor_test_find_text (page, "More")));
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      for (int k = 0; k < g_menu_model_get_n_items (section); k++)
        {
          g_autofree char *action = NULL;

          g_assert_true (g_menu_model_get_item_attribute (section, k, "action", "s", &action));
          g_string_append_printf (offered, "%s ", action);
        }
    }
  g_assert_cmpstr (offered->str, ==, "map.dry-run map.versions exchange.import exchange.export map.paper map.discard ");
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-editor");
}

static gboolean
is_remembered (gpointer data)
{
  g_autofree char *kept = ask (data, "select coalesce(max(value->>'scale'), '') from kontor.desk_state where key like 'map/%'");

  return g_str_equal (kept, "1.5");
}

/* R74 a map opens where the person looked last, as near as then; whole where it was seen whole */
static void
test_viewport (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  KontorCanvas *canvas = kontor_map_view_get_canvas (KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW)));
  double x, y, x_again, y_again;

  g_assert_true (kontor_canvas_is_fitted (canvas));
  kontor_canvas_set_scale (canvas, 1.5);
  kontor_canvas_pan (canvas, -120, 40);
  kontor_canvas_get_middle (canvas, &x, &y);
  if (!kontor_test_wait (is_remembered, fixture))
    g_error ("the place is not remembered");

  page = show_editor (fixture);
  canvas = kontor_map_view_get_canvas (KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW)));
  kontor_canvas_get_middle (canvas, &x_again, &y_again);
  g_assert_cmpfloat (kontor_canvas_get_scale (canvas), ==, 1.5);
  g_assert_cmpfloat_with_epsilon (x_again, x, 0.01);
  g_assert_cmpfloat_with_epsilon (y_again, y, 0.01);

  /* Left at once, nothing is lost. */
  kontor_canvas_fit (canvas);
  g_assert_true (kontor_page_can_close (KONTOR_PAGE (page)));
  page = show_editor (fixture);
  canvas = kontor_map_view_get_canvas (KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW)));
  g_assert_true (kontor_canvas_shows_all (canvas));
}

/* A draft of the sale in which a point starts the claim. */
static char *
nest_claim (Fixture *fixture)
{
  char *other = ask (fixture, "select id from kontor.route_map where name = 'Claim'");
  g_autofree char *sql = g_strdup_printf (
    "set session authorization admin;"
    "select kontor.save_map_draft(m.id, '{\"points\": ["
    "  {\"key\": \"s\", \"kind\": \"start\", \"name\": \"Start\", \"x\": 0, \"y\": 100, \"width\": 40, \"height\": 40},"
    "  {\"key\": \"n\", \"kind\": \"nested\", \"name\": \"The claim\", \"nested\": {\"map\": \"%s\"}, \"x\": 100, \"y\": 90, \"width\": 140, \"height\": 60},"
    "  {\"key\": \"e\", \"kind\": \"end\", \"name\": \"Done\", \"x\": 300, \"y\": 100, \"width\": 40, \"height\": 40}],"
    " \"flows\": [{\"key\": \"1\", \"from\": \"s\", \"to\": \"n\"}, {\"key\": \"2\", \"from\": \"n\", \"to\": \"e\"}]}'::jsonb)"
    "  from kontor.route_map m where m.name = 'Sale';"
    "reset session authorization;", other);

  kontor_test_server_sql (fixture->server, sql);
  return other;
}

static KontorMapView *
view_of (KontorMapTrail *trail)
{
  return KONTOR_MAP_VIEW (kontor_test_find_type (GTK_WIDGET (kontor_map_trail_get_current (trail)), KONTOR_TYPE_MAP_VIEW));
}

/* R74 from a nested process one comes to its map in the same tab, sees the way, and finds the outer map as it was left */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = nest_claim (fixture);
  KontorPage *page = kontor_map_trail_new (fixture->screen->desk, fixture->map);
  KontorMapTrail *trail = KONTOR_MAP_TRAIL (page);
  KontorPage *outer = kontor_map_trail_get_current (trail), *inner;
  KontorCanvas *canvas;
  double x = 0, y = 0, x_now = 0, y_now = 0;

  kontor_test_screen_show (fixture->screen, GTK_WIDGET (page));
  wait_for_words (GTK_WIDGET (page), "Draft of version 2");
  canvas = kontor_map_view_get_canvas (view_of (trail));
  kontor_canvas_set_scale (canvas, 1.7);
  kontor_canvas_pan (canvas, -33, 21);
  kontor_canvas_to_drawing (canvas, &x, &y);
  kontor_map_view_select (view_of (trail), KONTOR_MAP_POINT, "n", FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (outer), "map.open-nested", NULL));
  inner = kontor_map_trail_get_current (trail);
  g_assert_true (inner != outer);
  g_assert_null (strstr (fixture->screen->asked->str, other));
  wait_for_words (GTK_WIDGET (inner), "No problems: the map can be published.");
  g_assert_cmpstr (kontor_page_get_title (page), ==, "Claim");
  g_assert_nonnull (strstr (kontor_page_get_address (page), other));
  g_assert_nonnull (find_words (GTK_WIDGET (inner), "Sale"));
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-trail");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (inner), "trail.back", NULL));
  g_assert_true (kontor_map_trail_get_current (trail) == outer);
  g_assert_cmpstr (kontor_page_get_title (page), ==, "Sale");
  g_assert_cmpfloat (kontor_canvas_get_scale (canvas), ==, 1.7);
  kontor_canvas_to_drawing (canvas, &x_now, &y_now);
  g_assert_cmpfloat (x_now, ==, x);
  g_assert_cmpfloat (y_now, ==, y);
  g_assert_cmpstr (kontor_map_view_get_single (view_of (trail))->key, ==, "n");

  /* By the way above the drawing as well. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (outer), "map.open-nested", NULL));
  kontor_test_click (find_words (GTK_WIDGET (kontor_map_trail_get_current (trail)), "Sale"));
  g_assert_true (kontor_map_trail_get_current (trail) == outer);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (outer), "map.open-nested-tab", NULL));
  g_assert_true (kontor_map_trail_get_current (trail) == outer);
  g_assert_nonnull (strstr (fixture->screen->asked->str, other));
}

static guint
count_points (KontorMapView *view)
{
  return kontor_map_get_n_items (kontor_map_view_get_map (view), KONTOR_MAP_POINT);
}

static const KontorMapItem *
find_point (KontorMapView *view, const char *name)
{
  KontorMap *map = kontor_map_view_get_map (view);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    if (g_str_equal (kontor_map_item_get_text (kontor_map_get_item (map, KONTOR_MAP_POINT, i), "name"), name))
      return kontor_map_get_item (map, KONTOR_MAP_POINT, i);
  return NULL;
}

/* R74 what is selected is kept as a template of the office, inserted into a line as one step of undo, and deleted; another desk sees it */
static void
test_templates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = nest_claim (fixture);
  GtkWidget *page = GTK_WIDGET (kontor_map_editor_new (fixture->screen->desk, fixture->map));
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  g_autofree char *kept = NULL, *gone = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  GtkWidget *entry;
  Sought sought;
  guint n;

  kontor_test_screen_show (fixture->screen, page);
  wait_for_words (page, "Draft of version 2");
  g_assert_true (gtk_widget_activate_action (page, "map.keep-template", NULL));
  g_assert_null (find_anywhere ("Keep as a template"));
  kontor_map_view_select (view, KONTOR_MAP_POINT, "n", FALSE);
  g_assert_true (gtk_widget_activate_action (page, "map.keep-template", NULL));
  find ("Keep as a template");
  entry = kontor_test_find_type (GTK_WIDGET (gtk_widget_get_root (find ("Keep as a template"))), GTK_TYPE_ENTRY);
  g_assert_false (gtk_widget_is_sensitive (find ("_Keep")));
  gtk_editable_set_text (GTK_EDITABLE (entry), " Our claim ");
  kontor_test_click (find ("_Keep"));
  find ("Insert the template “Our claim”");
  kept = ask (fixture, "select name || ' ' || jsonb_array_length(piece->'points') from kontor.map_template");
  g_assert_cmpstr (kept, ==, "Our claim 1");

  /* It is offered where one appends. */
  kontor_map_view_select (view, KONTOR_MAP_POINT, "s", FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "draw.append", NULL));
  g_assert_nonnull (kontor_test_find_text (GTK_WIDGET (view), "A template of the office"));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (kontor_test_find_text (GTK_WIDGET (view), "A template of the office"), GTK_TYPE_POPOVER)));

  /* Behind the start, into its line. */
  n = count_points (view);
  kontor_map_view_select (view, KONTOR_MAP_POINT, "s", FALSE);
  kontor_test_click (find ("Insert the template “Our claim”"));
  g_assert_cmpuint (count_points (view), ==, n + 1);
  lines = kontor_map_get_outgoing (kontor_map_view_get_map (view), "s");
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (((KontorMapItem *) g_ptr_array_index (lines, 0))->to, !=, "n");
  g_assert_cmpstr (kontor_map_view_get_single (view)->key, ==, ((KontorMapItem *) g_ptr_array_index (lines, 0))->to);
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-templates");
  g_assert_true (gtk_widget_activate_action (page, "map.undo", NULL));
  g_assert_cmpuint (count_points (view), ==, n);
  g_assert_nonnull (find_point (view, "The claim"));

  kontor_test_click (find ("Delete the template “Our claim”"));
  sought = (Sought) { page, "Our claim" };
  g_assert_true (kontor_test_wait (is_not_said, &sought));
  gone = ask (fixture, "select count(*) from kontor.map_template");
  g_assert_cmpstr (gone, ==, "0");
}

static gboolean
is_written (gpointer path)
{
  GStatBuf found;

  return g_stat (path, &found) == 0 && found.st_size > 0;
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
has_illustration (gpointer view)
{
  KontorMap *map = kontor_map_view_get_map (view);

  for (guint i = 0; map != NULL && i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    {
      g_autofree char *hash = kontor_map_illustration_get_hash (kontor_map_get_item (map, KONTOR_MAP_DECORATION, i));

      if (hash != NULL && kontor_route_map_picture_get_image (kontor_map_view_get_picture (view), hash) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_drawn_on_server (gpointer fixture)
{
  g_autofree char *n = ask (fixture, "select count(*) from kontor.route_map_version v, jsonb_array_elements(v.graph->'decorations') d"
                                     "  join kontor.map_picture p on p.hash = d#>>'{picture,hash}' where v.state = 'draft'");

  return g_str_equal (n, "1");
}

/* R74 a picture from a file stands on the map, on every desk, in every file, and goes with one undo */
static void
test_picture (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  g_autofree char *folder = g_dir_make_tmp ("kontor-maps-XXXXXX", NULL);
  g_autofree char *path = write_picture (folder), *written = g_build_filename (folder, "sale.bpmn", NULL), *content = NULL, *light = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  KontorMapPlace place = { 200, 420 };
  const KontorMapItem *item;

  kontor_map_tools_insert_picture (kontor_map_editor_get_tools (KONTOR_MAP_EDITOR (page)), file, place);
  g_assert_true (kontor_test_wait (has_illustration, view));
  item = kontor_map_view_get_single (view);
  g_assert_cmpint (item->kind, ==, KONTOR_MAP_KIND_PICTURE);
  g_assert_cmpfloat (item->width / item->height, ==, 2);
  g_assert_true (kontor_test_wait (is_drawn_on_server, fixture));
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-picture");

  /* Out of the office it takes its content along. */
  kontor_map_exchange_save (kontor_map_editor_get_exchange (KONTOR_MAP_EDITOR (page)), written);
  g_assert_true (kontor_test_wait (is_written, written));
  g_assert_true (g_file_get_contents (written, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "iVBORw0KGgo"));

  /* And brings it back, to be kept beside the map and not in it. */
  kontor_map_exchange_open (kontor_map_editor_get_exchange (KONTOR_MAP_EDITOR (page)), written);
  kontor_test_click (find ("_Import"));
  g_assert_true (has_illustration (view));
  wait_for_words (page, "Draft of version 2 · saved");
  g_assert_true (kontor_test_wait (is_drawn_on_server, fixture));
  light = ask (fixture, "select count(*) from kontor.route_map_version v where v.state = 'draft' and v.graph ? 'bpmn' and v.graph::text not like '%iVBORw0KGgo%'");
  g_assert_cmpstr (light, ==, "1");

  /* Another desk fetches it. */
  page = GTK_WIDGET (kontor_map_editor_new (fixture->screen->desk, fixture->map));
  kontor_test_screen_show (fixture->screen, page);
  view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  g_assert_true (kontor_test_wait (has_illustration, view));

  /* What is no picture is told, and nothing is drawn. */
  g_assert_true (g_file_set_contents (path, "MZ", -1, NULL));
  kontor_map_tools_insert_picture (kontor_map_editor_get_tools (KONTOR_MAP_EDITOR (page)), file, place);
  wait_for_words (GTK_WIDGET (fixture->screen->window), "The picture was not put on the map");
  g_unlink (path);
  g_unlink (written);
  g_rmdir (folder);
}

/* R74 people discuss a draft: a comment stands at its point, is answered on another desk, settled, and opens again */
static void
test_comments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = nest_claim (fixture);
  GtkWidget *page = GTK_WIDGET (kontor_map_editor_new (fixture->screen->desk, fixture->map));
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  KontorMapCommentList *list = KONTOR_MAP_COMMENT_LIST (kontor_test_find_type (page, KONTOR_TYPE_MAP_COMMENT_LIST));
  GtkWidget *text = kontor_test_find_type (GTK_WIDGET (list), GTK_TYPE_TEXT_VIEW);
  g_autofree char *kept = NULL;
  Sought sought;

  kontor_test_screen_show (fixture->screen, page);
  wait_for_words (page, "Draft of version 2");
  g_assert_true (gtk_widget_activate_action (page, "map.comments", NULL));
  wait_for_words (page, "Nobody has said anything of this map yet.");
  wait_for_words (page, "About the whole map");
  kontor_map_view_select (view, KONTOR_MAP_POINT, "n", FALSE);
  wait_for_words (page, "About “The claim”");
  g_assert_false (gtk_widget_is_sensitive (find ("Co_mment")));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Why here?\n", -1);
  kontor_test_click (find ("Co_mment"));
  wait_for_words (page, "Why here?");
  g_assert_cmpuint (kontor_route_map_picture_get_comments (kontor_map_view_get_picture (view), "n"), ==, 1);
  kept = ask (fixture, "select point || ' ' || text from kontor.map_comment");
  g_assert_cmpstr (kept, ==, "n Why here?");

  /* What somebody says elsewhere appears by itself. */
  kontor_test_server_sql (fixture->server,
    "insert into kontor.map_comment (id, map_id, answers, text, created_by)"
    "  select kontor.new_id(), c.map_id, c.id, 'Because of the guarantee.', e.id"
    "    from kontor.map_comment c, kontor.employee e where e.role = 'seller' and e.active order by e.id limit 1;");
  wait_for_words (page, "Because of the guarantee.");
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-comments");

  kontor_test_click (find ("Settle"));
  sought = (Sought) { page, "Why here?" };
  g_assert_true (kontor_test_wait (is_not_said, &sought));
  g_assert_cmpuint (kontor_route_map_picture_get_comments (kontor_map_view_get_picture (view), "n"), ==, 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (find ("Those that are settled as well"), GTK_TYPE_CHECK_BUTTON)), TRUE);
  wait_for_words (page, "Settled by");
  kontor_test_click (find ("Open again"));
  sought = (Sought) { page, "Settled by" };
  g_assert_true (kontor_test_wait (is_not_said, &sought));
  g_assert_cmpuint (kontor_route_map_picture_get_comments (kontor_map_view_get_picture (view), "n"), ==, 1);

  /* A click shows the point. */
  kontor_map_view_unselect (view);
  text = gtk_widget_get_ancestor (find_words (page, "Why here?"), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (text), "row-activated", text);
  g_assert_cmpstr (kontor_map_view_get_single (view)->key, ==, "n");
}

/* D7 the dry run walks the deals of the past and changes nothing */
static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  g_autofree char *before = ask (fixture, "select (select count(*) from kontor.process) + (select count(*) from kontor.task)");
  g_autofree char *after = NULL;

  g_assert_true (gtk_widget_activate_action (page, "map.dry-run", NULL));
  kontor_test_settle (50);
  kontor_test_click (find ("_Run"));
  wait_for_words (page, "past records would have made");
  g_assert_cmpuint (count_rows (page), >, 3);
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-dry-run");
  after = ask (fixture, "select (select count(*) from kontor.process) + (select count(*) from kontor.task)");
  g_assert_cmpstr (before, ==, after);
  kontor_test_click (find ("Back to _drawing"));
  wait_for_words (page, "No problems: the map can be published.");
}

/* D7 the heat of a version: what went through each point, what waits, how long it takes */
static void
test_heat (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (kontor_map_versions_page_new (fixture->screen->desk, fixture->map));

  kontor_test_screen_show (fixture->screen, page);
  kontor_test_click (find ("How it goes"));
  if (!kontor_test_wait (has_rows, page))
    g_error ("no point has a figure");
  wait_for_words (page, "went through");
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-heat");
}

static guint
count_type (GtkWidget *widget, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);
  return n;
}

/* D7 what is different between two versions is told and marked; running processes go over to the new one */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  g_autofree char *old = ask (fixture, "select count(*) from kontor.process p join kontor.route_map m on m.id = p.map_id"
                                       " where m.name = 'Sale' and p.state = 'running'");
  g_autofree char *moved = NULL;
  guint n_choices;

  g_assert_cmpstr (old, !=, "0");
  page = GTK_WIDGET (kontor_map_versions_page_new (fixture->screen->desk, fixture->map));
  kontor_test_screen_show (fixture->screen, page);
  /* One alone has nothing to differ from: how it goes is shown. */
  wait_for_words (page, "went through");
  /* What is published elsewhere is there at once. */
  publish_second (fixture);
  kontor_test_click (find ("Differences"));
  wait_for_words (page, "Take the order in");
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-differences");
  kontor_test_click (find ("Move processes"));
  wait_for_words (page, " go over, ");
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-migration");
  /* Read anew, each point is asked about once all the same. */
  n_choices = count_type (page, GTK_TYPE_DROP_DOWN);
  kontor_page_refresh (KONTOR_PAGE (page));
  kontor_test_settle (600);
  g_assert_cmpuint (count_type (page, GTK_TYPE_DROP_DOWN), ==, n_choices);
  kontor_test_click (find ("_Move the processes…"));
  find ("Move these processes?");
  kontor_test_click (find ("_Move"));
  wait_for_words (GTK_WIDGET (fixture->screen->window), " went over, ");
  moved = ask (fixture, "select count(*) from kontor.process p join kontor.route_map_version v on v.id = p.map_version_id"
                        " join kontor.route_map m on m.id = p.map_id where m.name = 'Sale' and p.state = 'running' and v.number = 2");
  g_assert_cmpstr (moved, ==, old);
}

/* D7 a map goes into a file of every form, and comes back from those that can be read */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *name, *begins; } files[] = {
    { "sale.json", "{" }, { "sale.bpmn", "<?xml" }, { "sale.svg", "<?xml" }, { "sale.png", "\x89PNG" }, { "sale.pdf", "%PDF" },
  };
  KontorPage *page = KONTOR_PAGE (show_editor (fixture));
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (GTK_WIDGET (page), KONTOR_TYPE_MAP_VIEW));
  g_autoptr (KontorMapExchange) exchange = kontor_map_exchange_new (page, view);
  g_autofree char *folder = g_dir_make_tmp ("kontor-maps-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_autofree char *content = NULL;

      kontor_map_exchange_save (exchange, path);
      if (!kontor_test_wait (is_written, path))
        g_error ("%s is not written", files[i].name);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, files[i].begins));
      g_unlink (path);
    }
  g_rmdir (folder);
}

static GtkWidget *
find_in_windows (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *found = kontor_test_find_type (window, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* D7 the map on paper: one page, many pages, the written documentation */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  GtkWidget *paper, *what;
  int one, written;

  g_assert_true (gtk_widget_activate_action (page, "map.paper", NULL));
  find ("_Print…");
  paper = find_in_windows (KONTOR_TYPE_PRINT_VIEW);
  g_assert_nonnull (paper);
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (gtk_widget_get_root (paper)), "map-paper");
  one = kontor_document_get_n_pages (kontor_print_view_get_document (KONTOR_PRINT_VIEW (paper)));
  g_assert_cmpint (one, ==, 1);
  what = kontor_test_find_type (GTK_WIDGET (gtk_widget_get_root (paper)), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (what), 2);
  written = kontor_document_get_n_pages (kontor_print_view_get_document (KONTOR_PRINT_VIEW (paper)));
  g_assert_cmpint (written, >, 1);
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (gtk_widget_get_root (paper)), "map-documentation");
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (paper)));
}

/* R85 tried out with a record, the rules decide; a rule that cannot be tried is told, and time goes on by the hour and by the day */
static void
test_try_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deal = ask (fixture, "select id from kontor.deal where amount > 1000 order by id limit 1");
  GtkWidget *page, *picker;

  kontor_test_server_sql (fixture->server,
    "set session authorization admin;"
    "select kontor.save_map_draft(m.id, '{\"points\": ["
    "  {\"key\": \"s\", \"kind\": \"start\", \"name\": \"Start\", \"x\": 0, \"y\": 100, \"width\": 40, \"height\": 40},"
    "  {\"key\": \"c\", \"kind\": \"condition\", \"name\": \"Large?\", \"condition\": {\"field\": \"amount\", \"above\": 1000}, \"x\": 100, \"y\": 90, \"width\": 60, \"height\": 60},"
    "  {\"key\": \"t\", \"kind\": \"timer\", \"name\": \"Wait a day\", \"wait_hours\": 24, \"x\": 240, \"y\": 100, \"width\": 40, \"height\": 40},"
    "  {\"key\": \"d\", \"kind\": \"condition\", \"name\": \"Odd?\", \"condition\": {\"field\": \"no_such_field\", \"is\": 1}, \"x\": 340, \"y\": 90, \"width\": 60, \"height\": 60},"
    "  {\"key\": \"e\", \"kind\": \"end\", \"name\": \"Done\", \"x\": 500, \"y\": 100, \"width\": 40, \"height\": 40},"
    "  {\"key\": \"n\", \"kind\": \"end\", \"name\": \"Small\", \"x\": 240, \"y\": 250, \"width\": 40, \"height\": 40},"
    "  {\"key\": \"o\", \"kind\": \"end\", \"name\": \"Not odd\", \"x\": 500, \"y\": 250, \"width\": 40, \"height\": 40}],"
    " \"flows\": [{\"key\": \"1\", \"from\": \"s\", \"to\": \"c\"}, {\"key\": \"2\", \"from\": \"c\", \"to\": \"t\", \"answer\": \"yes\"},"
    "  {\"key\": \"3\", \"from\": \"c\", \"to\": \"n\", \"answer\": \"no\"}, {\"key\": \"4\", \"from\": \"t\", \"to\": \"d\"},"
    "  {\"key\": \"5\", \"from\": \"d\", \"to\": \"e\", \"answer\": \"yes\"}, {\"key\": \"6\", \"from\": \"d\", \"to\": \"o\", \"answer\": \"no\"}]}'::jsonb)"
    "  from kontor.route_map m where m.name = 'Sale';"
    "reset session authorization;");
  page = GTK_WIDGET (kontor_map_editor_new (fixture->screen->desk, fixture->map));
  kontor_test_screen_show (fixture->screen, page);
  wait_for_words (page, "Draft of version 2");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find ("_Try out")), TRUE);
  kontor_test_settle (100);
  picker = find_in_windows (KONTOR_TYPE_LINK_PICKER);
  g_assert_nonnull (picker);
  kontor_link_picker_set_value (KONTOR_LINK_PICKER (picker), deal, "The deal");
  g_signal_emit_by_name (picker, "picked");
  /* The first condition answers itself: the process waits at the timer. */
  find ("Let the time pass");
  wait_for_words (page, "The rule of “Odd?” cannot be tried");
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-try-out");
  kontor_test_click (find ("+1 _h"));
  kontor_test_settle (50);
  find ("Let the time pass");
  kontor_test_click (find ("+1 d_ay"));
  /* What no rule says is asked. */
  kontor_test_click (find ("Yes"));
  wait_for_words (page, "The process has ended: Done.");
}

/* R78 how a process comes to a problem is played on the drawing, step by step */
static void
test_problem_path (Fixture *fixture, gconstpointer data)
{
  static const char hangs[] =
    "{\"points\":[{\"key\":\"s\",\"kind\":\"start\",\"name\":\"Start\",\"x\":0,\"y\":100,\"width\":40,\"height\":40},"
    "{\"key\":\"w\",\"kind\":\"split\",\"x\":100,\"y\":90,\"width\":60,\"height\":60},"
    "{\"key\":\"a\",\"kind\":\"action\",\"name\":\"Offer\",\"performer\":{\"kind\":\"author\"},\"x\":220,\"y\":40,\"width\":140,\"height\":60},"
    "{\"key\":\"b\",\"kind\":\"action\",\"name\":\"Check\",\"performer\":{\"kind\":\"author\"},\"x\":220,\"y\":160,\"width\":140,\"height\":60},"
    "{\"key\":\"e\",\"kind\":\"end\",\"name\":\"End\",\"x\":420,\"y\":100,\"width\":40,\"height\":40}],"
    "\"flows\":[{\"key\":\"1\",\"from\":\"s\",\"to\":\"w\"},{\"key\":\"2\",\"from\":\"w\",\"to\":\"a\"},{\"key\":\"3\",\"from\":\"w\",\"to\":\"b\"},"
    "{\"key\":\"4\",\"from\":\"a\",\"to\":\"e\"},{\"key\":\"5\",\"from\":\"b\",\"to\":\"e\"}]}";
  g_autoptr (KontorMap) map = kontor_map_new_from_json (hangs, NULL);
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_map_view_new ("Drawing"));
  KontorMapProblems *problems = KONTOR_MAP_PROBLEMS (kontor_map_problems_new (view));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint steps = 0;

  gtk_widget_set_vexpand (GTK_WIDGET (view), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (problems));
  kontor_map_view_set_map (view, map);
  kontor_test_screen_show (fixture->screen, box);
  g_assert_false (kontor_map_problems_update (problems, NULL));
  kontor_test_click (find ("Show _how"));
  wait_for_words (box, "Step 1 of ");
  g_assert_true ((kontor_route_map_picture_get_mark (kontor_map_view_get_picture (view), "s") & KONTOR_MAP_MARK_CURRENT) != 0);
  while (gtk_widget_get_sensitive (find ("_Next")) && steps++ < 50)
    kontor_test_click (find ("_Next"));
  g_assert_cmpuint (steps, >, 0);
  kontor_test_settle (100);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-problem-path");
  g_assert_true ((kontor_route_map_picture_get_mark (kontor_map_view_get_picture (view), "s") & KONTOR_MAP_MARK_PASSED) != 0);
  kontor_test_click (find ("_Back"));
  kontor_test_click (find ("_Done"));
  g_assert_cmpint (kontor_route_map_picture_get_mark (kontor_map_view_get_picture (view), "s"), ==, KONTOR_MAP_MARK_NONE);
}

static gboolean
can_be_pressed (gpointer button)
{
  return gtk_widget_is_sensitive (button);
}

/* R75 what was drawn a moment ago is kept before it is published; the last draft is thrown away after a question */
static void
test_publish (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  g_autofree char *colours = NULL, *drafts = NULL;

  kontor_map_view_select (view, KONTOR_MAP_POINT, find_point (view, "Take the order")->key, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "draw.colour", "s", "green"));
  g_assert_true (kontor_test_wait (can_be_pressed, find ("_Publish")));
  kontor_test_click (find ("_Publish"));
  wait_for_words (GTK_WIDGET (fixture->screen->window), "Version 2 is published; new processes walk it.");
  wait_for_words (page, "Version 2 · published");
  colours = ask (fixture, "select count(*) from kontor.route_map_version v, jsonb_array_elements(v.graph->'points') p"
                          " where v.state = 'published' and v.number = 2 and p->>'color' = 'green'");
  g_assert_cmpstr (colours, ==, "1");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "draw.colour", "s", "red"));
  wait_for_words (page, "Draft of version 3 · saved");
  g_assert_true (gtk_widget_activate_action (page, "map.discard", NULL));
  kontor_test_click (find ("_Throw away"));
  wait_for_words (page, "Version 2 · published");
  g_assert_cmpstr (kontor_map_item_get_text (find_point (view, "Take the order"), "color"), ==, "green");
  drafts = ask (fixture, "select count(*) from kontor.route_map_version v where v.state = 'draft'");
  g_assert_cmpstr (drafts, ==, "0");
}

/* R78 settings that cannot run are told while one draws, with the point they are about, and not when one publishes only */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const char told[] = "The performer of “Call the client” is a field that names no employee.";
  GtkWidget *page, *row;
  KontorMapView *view;
  Sought sought;

  kontor_test_server_sql (fixture->server,
    "set session authorization admin;"
    "select kontor.save_map_draft(m.id, '{\"points\": ["
    "  {\"key\": \"s\", \"kind\": \"start\", \"name\": \"Start\", \"x\": 0, \"y\": 100, \"width\": 40, \"height\": 40},"
    "  {\"key\": \"a\", \"kind\": \"action\", \"name\": \"Call the client\", \"performer\": {\"kind\": \"field\", \"path\": \"partner_id.region_id\"}, \"x\": 100, \"y\": 90, \"width\": 140, \"height\": 60},"
    "  {\"key\": \"e\", \"kind\": \"end\", \"name\": \"Done\", \"x\": 300, \"y\": 100, \"width\": 40, \"height\": 40}],"
    " \"flows\": [{\"key\": \"1\", \"from\": \"s\", \"to\": \"a\"}, {\"key\": \"2\", \"from\": \"a\", \"to\": \"e\"}]}'::jsonb)"
    "  from kontor.route_map m where m.name = 'Sale';"
    "reset session authorization;");
  page = GTK_WIDGET (kontor_map_editor_new (fixture->screen->desk, fixture->map));
  kontor_test_screen_show (fixture->screen, page);
  wait_for_words (page, told);
  view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  g_assert_false (gtk_widget_is_sensitive (find ("_Publish")));
  g_assert_cmpint (kontor_route_map_picture_get_mark (kontor_map_view_get_picture (view), "a") & KONTOR_MAP_MARK_ERROR, !=, 0);
  kontor_test_settle (200);
  kontor_test_picture (GTK_WIDGET (fixture->screen->window), "map-settings");
  row = gtk_widget_get_ancestor (find_words (page, told), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_nonnull (kontor_map_view_get_single (view));
  g_assert_cmpstr (kontor_map_view_get_single (view)->key, ==, "a");
  /* It goes with its point, and comes back with it. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "draw.delete", NULL));
  sought = (Sought) { page, told };
  g_assert_true (kontor_test_wait (is_not_said, &sought));
  g_assert_true (gtk_widget_activate_action (page, "map.undo", NULL));
  wait_for_words (page, told);
}

static gboolean
is_red_again (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *colour = ask (fixture, "select coalesce(max(p->>'color'), '') from kontor.route_map_version v,"
                                          " jsonb_array_elements(v.graph->'points') p where v.state = 'draft' and p->>'name' = 'Take the order'");
  GtkWidget *view = kontor_test_find_type (GTK_WIDGET (fixture->screen->window), KONTOR_TYPE_MAP_VIEW);
  const KontorMapItem *item = kontor_map_view_get_single (KONTOR_MAP_VIEW (view));

  return g_str_equal (colour, "red") && item != NULL && g_str_equal (kontor_map_item_get_text (item, "color"), "red");
}

/* R74 where two people changed the same thing, the second one is asked, and can take what the first one did */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_editor (fixture);
  KontorMapView *view = KONTOR_MAP_VIEW (kontor_test_find_type (page, KONTOR_TYPE_MAP_VIEW));
  KontorMap *map = kontor_map_view_get_map (view);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    if (g_str_equal (kontor_map_item_get_text (kontor_map_get_item (map, KONTOR_MAP_POINT, i), "name"), "Take the order"))
      kontor_map_view_select (view, KONTOR_MAP_POINT, kontor_map_get_item (map, KONTOR_MAP_POINT, i)->key, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "draw.colour", "s", "green"));
  /* Before that is kept, somebody else keeps the same point in red. */
  kontor_test_server_sql (fixture->server,
    "set session authorization admin;"
    "select kontor.save_map_draft(m.id, jsonb_set(v.graph, '{points}', (select jsonb_agg(case when p->>'name' = 'Take the order'"
    "    then p || '{\"color\": \"red\"}' else p end) from jsonb_array_elements(v.graph->'points') p)))"
    "  from kontor.route_map m join kontor.route_map_version v on v.map_id = m.id and v.state = 'published' where m.name = 'Sale';"
    "reset session authorization;");
  find ("Both of you changed this");
  kontor_test_settle (300);
  kontor_test_picture (GTK_WIDGET (gtk_widget_get_root (find ("Both of you changed this"))), "map-conflict");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (find ("Theirs: Red"), GTK_TYPE_CHECK_BUTTON)), TRUE);
  kontor_test_click (find ("_Take as chosen"));
  g_assert_true (kontor_test_wait (is_red_again, fixture));
}

#define ADD(path, function) g_test_add ("/maps/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();

  ADD ("R74-opens-readable", test_opens_readable);
  ADD ("R74-viewport", test_viewport);
  ADD ("R74-nested", test_nested);
  ADD ("R74-templates", test_templates);
  ADD ("R74-picture", test_picture);
  ADD ("R74-comments", test_comments);
  ADD ("D7-dry-run", test_dry_run);
  ADD ("D7-heat", test_heat);
  ADD ("D7-versions", test_versions);
  ADD ("D7-export", test_export);
  ADD ("D7-paper", test_paper);
  ADD ("R85-try-out", test_try_out);
  ADD ("R78-problem-path", test_problem_path);
  ADD ("R75-publish", test_publish);
  ADD ("R78-settings", test_settings);
  ADD ("R74-conflict", test_conflict);
  return g_test_run ();
}
