#include "config.h"

#include <locale.h>
#include <math.h>

#include "fixture/screen.h"
#include "processes/map-commands.h"
#include "processes/map-inspector.h"
#include "processes/map-tools-private.h"

static const char sale[] =
  "{\"points\":["
  "{\"key\":\"s\",\"kind\":\"start\",\"name\":\"Start\",\"x\":0,\"y\":80,\"width\":40,\"height\":40},"
  "{\"key\":\"a\",\"kind\":\"action\",\"name\":\"Check\",\"x\":100,\"y\":70,\"width\":140,\"height\":60},"
  "{\"key\":\"b\",\"kind\":\"action\",\"name\":\"Order\",\"x\":300,\"y\":170,\"width\":140,\"height\":60},"
  "{\"key\":\"e\",\"kind\":\"end\",\"name\":\"End\",\"x\":500,\"y\":80,\"width\":40,\"height\":40}],"
  "\"flows\":[{\"key\":\"f1\",\"from\":\"s\",\"to\":\"a\"},{\"key\":\"f2\",\"from\":\"a\",\"to\":\"b\"},"
  "{\"key\":\"f3\",\"from\":\"b\",\"to\":\"e\"}]}";

static void
open_sections (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    open_sections (child);
}

/* R75 whatever the engine can run can be set in the inspector, for every kind of point */
static void
test_inspector_is_complete (void)
{
  for (guint kind = 0; kind <= KONTOR_MAP_KIND_EVENT; kind++)
    {
      g_autoptr (KontorMap) map = kontor_map_new ();
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
      g_autofree char *key = kontor_map_edit_add_point (edit, kind, 100, 100, "Point");
      g_autoptr (GtkWidget) inspector = g_object_ref_sink (kontor_map_inspector_new ());

      for (guint by_rule = 0; by_rule < 2; by_rule++)
        {
          if (by_rule)
            kontor_map_edit_set (edit, KONTOR_MAP_POINT, key, "answers", NULL);
          kontor_map_inspector_show (KONTOR_MAP_INSPECTOR (inspector), edit, kontor_map_find (map, KONTOR_MAP_POINT, key));
          open_sections (inspector);
          for (const KontorMapProperty *property = kontor_map_property_list (); property->name != NULL; property++)
            {
              g_autofree char *title = kontor_map_property_get_title (property);
              gboolean fork = kind == KONTOR_MAP_KIND_CONDITION || kind == KONTOR_MAP_KIND_CHOICE;
              gboolean rule = property->value == KONTOR_MAP_VALUE_RULE;

              /* One who is asked has no rule, and the other way round; the choice has its rules on its lines. */
              if (!kontor_map_property_fits (property, kind)
                  || (fork && property->section != KONTOR_MAP_SECTION_POINT
                      && (rule != (by_rule == 1) || (rule && kind == KONTOR_MAP_KIND_CHOICE))))
                continue;
              if (fork && g_str_equal (property->name, "performer"))
                continue;
              if (property->value == KONTOR_MAP_VALUE_NESTED)
                {
                  g_assert_nonnull (kontor_test_find_text (inspector, "Route map"));
                  g_assert_nonnull (kontor_test_find_text (inspector, "Goes on when"));
                  continue;
                }
              g_test_message ("%s of %s", property->name, kontor_map_kind_to_text (kind));
              g_assert_nonnull (kontor_test_find_text (inspector, title));
            }
        }
    }
}

/* R75 a way out of a choice may be that of all other answers */
static void
test_default_way (void)
{
  g_autoptr (KontorMap) map = kontor_map_new ();
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autofree char *choice = kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_CHOICE, 100, 100, "Which?");
  g_autofree char *action = kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_ACTION, 300, 100, "Do");
  g_autofree char *flow = kontor_map_edit_connect (edit, choice, action);
  g_autoptr (GtkWidget) inspector = g_object_ref_sink (kontor_map_inspector_new ());
  GtkWidget *flag;

  kontor_map_inspector_show (KONTOR_MAP_INSPECTOR (inspector), edit, kontor_map_find (map, KONTOR_MAP_FLOW, flow));
  flag = kontor_test_find_type (inspector, GTK_TYPE_CHECK_BUTTON);
  g_assert_nonnull (flag);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (flag), TRUE);
  g_assert_true (json_node_get_boolean (kontor_map_item_get_node (kontor_map_find (map, KONTOR_MAP_FLOW, flow), "default")));
  kontor_map_edit_undo (edit);
  g_assert_null (kontor_map_item_get_node (kontor_map_find (map, KONTOR_MAP_FLOW, flow), "default"));
}

/* R74 where several are selected the inspector says so, and not that nothing is */
static void
test_several_selected (void)
{
  g_autoptr (KontorMap) map = kontor_map_new ();
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autoptr (GtkWidget) inspector = g_object_ref_sink (kontor_map_inspector_new ());

  kontor_map_inspector_show_several (KONTOR_MAP_INSPECTOR (inspector), edit, 3);
  g_assert_nonnull (kontor_test_find_text (inspector, "3 points are selected"));
  g_assert_null (kontor_test_find_text (inspector, "Nothing is selected"));
}

typedef struct
{
  KontorMap         *map;
  KontorMapEdit     *edit;
  GtkWidget         *window;
  KontorMapView     *view;
  KontorMapTools    *tools;
  KontorMapCommands *commands;
} Drawing;

static void
begin (Drawing *self)
{
  self->map = kontor_map_new_from_json (sale, NULL);
  self->edit = kontor_map_edit_new (self->map);
  self->window = gtk_window_new ();
  self->view = KONTOR_MAP_VIEW (kontor_map_view_new ("Drawing"));
  self->tools = kontor_map_tools_new (self->view);
  self->commands = kontor_map_commands_new (self->view, self->tools);
  kontor_map_view_set_map (self->view, self->map);
  kontor_map_tools_set_edit (self->tools, self->edit);
  kontor_map_commands_set_edit (self->commands, self->edit);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 500);
  gtk_window_present (GTK_WINDOW (self->window));
  kontor_test_settle (50);
}

static void
end (Drawing *self)
{
  kontor_map_view_set_overlay (self->view, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->tools);
  g_object_unref (self->edit);
  g_object_unref (self->map);
  kontor_test_settle (20);
}

static gboolean
has_six (gpointer map)
{
  return kontor_map_get_n_items (map, KONTOR_MAP_POINT) == 6;
}

/* R74 what is copied can be pasted, with its lines, and undone in one step */
static void
test_copy_and_paste (void)
{
  Drawing drawing;

  begin (&drawing);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "a", FALSE);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "b", TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.copy", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.paste", NULL));
  g_assert_true (kontor_test_wait (has_six, drawing.map));
  g_assert_cmpuint (kontor_map_get_n_items (drawing.map, KONTOR_MAP_FLOW), ==, 4);
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpuint (kontor_map_get_n_items (drawing.map, KONTOR_MAP_POINT), ==, 4);
  g_assert_cmpuint (kontor_map_get_n_items (drawing.map, KONTOR_MAP_FLOW), ==, 3);
  end (&drawing);
}

/* R74 points are aligned, coloured and turned into another kind by commands */
static void
test_commands (void)
{
  Drawing drawing;

  begin (&drawing);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "a", FALSE);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "b", TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.arrange", "s", "top"));
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->y, ==, 70);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.colour", "s", "green"));
  g_assert_cmpstr (kontor_map_item_get_text (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "a"), "color"), ==, "green");
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "b", FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.kind", "s", "processing"));
  g_assert_cmpint (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->kind, ==, KONTOR_MAP_KIND_PROCESSING);
  /* Its lines stay. */
  g_assert_cmpuint (kontor_map_get_n_items (drawing.map, KONTOR_MAP_FLOW), ==, 3);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.delete", NULL));
  g_assert_null (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b"));
  while (kontor_map_edit_undo (drawing.edit))
    ;
  {
    g_autoptr (KontorMap) first = kontor_map_new_from_json (sale, NULL);

    g_assert_true (kontor_map_equal (drawing.map, first));
  }
  end (&drawing);
}

static KontorMapPlace
find_words (Drawing *drawing)
{
  const KontorMapItem *flow = kontor_map_find (drawing->map, KONTOR_MAP_FLOW, "f2");

  return kontor_map_routes_get_label (kontor_map_view_get_routes (drawing->view), flow,
                                      kontor_route_map_picture_get_label_width (kontor_map_view_get_picture (drawing->view), flow));
}

/* R74 a line has a colour, and its words stay where they were moved, also when the points move */
static void
test_lines (void)
{
  Drawing drawing;
  KontorMapPlace before, after;

  begin (&drawing);
  kontor_map_edit_set_text (drawing.edit, KONTOR_MAP_FLOW, "f2", "label", "Agreed");
  kontor_map_view_select (drawing.view, KONTOR_MAP_FLOW, "f2", FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.colour", "s", "red"));
  g_assert_cmpstr (kontor_map_item_get_text (kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f2"), "color"), ==, "red");
  before = find_words (&drawing);
  g_assert_nonnull (kontor_map_tools_find_label (drawing.tools, before.x + 3, before.y + 3));
  g_assert_true (kontor_map_tools_nudge_label (drawing.tools, kontor_map_view_get_single (drawing.view), 20, 10));
  after = find_words (&drawing);
  g_assert_cmpfloat_with_epsilon (after.x, before.x + 20, 1);
  g_assert_cmpfloat_with_epsilon (after.y, before.y + 10, 1);
  kontor_map_edit_move (drawing.edit, (const char *[]) { "a", "b", NULL }, 0, 50);
  g_assert_cmpfloat_with_epsilon (find_words (&drawing).y, after.y + 50, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (drawing.view), "draw.label-back", NULL));
  g_assert_cmpfloat_with_epsilon (find_words (&drawing).x, before.x, 1);
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpfloat_with_epsilon (find_words (&drawing).x, after.x, 1);
  end (&drawing);
}

static void
press (Drawing *drawing, guint key, GdkModifierType state)
{
  kontor_map_tools_key (drawing->tools, key, 0, state, NULL);
}

static const char *
selected_line (Drawing *drawing)
{
  const KontorMapItem *single = kontor_map_view_get_single (drawing->view);

  return single != NULL && single->type == KONTOR_MAP_FLOW ? single->key : NULL;
}

static guint
count_corners (Drawing *drawing, const char *flow)
{
  return kontor_map_find (drawing->map, KONTOR_MAP_FLOW, flow)->bends->len;
}

/* R74 after Escape a key is meant for the point that the focus is at, but an arrow moves the drawing */
static void
test_keys_after_escape (void)
{
  Drawing drawing;
  double x;

  begin (&drawing);
  g_assert_true (kontor_canvas_focus_item (kontor_map_view_get_canvas (drawing.view), "p:a"));
  x = kontor_map_find (drawing.map, KONTOR_MAP_POINT, "a")->x;
  press (&drawing, GDK_KEY_Escape, 0);
  press (&drawing, GDK_KEY_Right, 0);
  press (&drawing, GDK_KEY_Delete, 0);
  g_assert_null (kontor_map_view_get_single (drawing.view));
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "a")->x, ==, x);
  press (&drawing, GDK_KEY_l, 0);
  g_assert_cmpstr (selected_line (&drawing), ==, "f2");
  press (&drawing, GDK_KEY_Escape, 0);
  press (&drawing, GDK_KEY_r, 0);
  g_assert_cmpstr (kontor_map_view_get_single (drawing.view)->key, ==, "a");
  press (&drawing, GDK_KEY_Escape, 0);
  end (&drawing);
}

/* R74 lines are reached, moved, hung elsewhere and deleted by keyboard */
static void
test_lines_by_keyboard (void)
{
  Drawing drawing;
  KontorMapPlace before, after;
  const GArray *route;
  gboolean aside = FALSE;

  begin (&drawing);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "a", FALSE);
  press (&drawing, GDK_KEY_l, 0);
  g_assert_cmpstr (selected_line (&drawing), ==, "f2");
  press (&drawing, GDK_KEY_l, 0);
  g_assert_cmpstr (selected_line (&drawing), ==, "f1");
  press (&drawing, GDK_KEY_l, 0);
  g_assert_cmpstr (selected_line (&drawing), ==, "f2");
  press (&drawing, GDK_KEY_L, GDK_SHIFT_MASK);
  g_assert_cmpstr (selected_line (&drawing), ==, "f1");
  press (&drawing, GDK_KEY_l, 0);

  /* A piece goes aside, the ends stay; one step of undo. */
  route = kontor_map_routes_get (kontor_map_view_get_routes (drawing.view), kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f2"));
  before = g_array_index (route, KontorMapPlace, 0);
  press (&drawing, GDK_KEY_b, 0);
  for (guint i = 0; i < 4; i++)
    {
      press (&drawing, GDK_KEY_Down, 0);
      press (&drawing, GDK_KEY_Right, 0);
    }
  press (&drawing, GDK_KEY_Return, 0);
  g_assert_cmpuint (count_corners (&drawing, "f2"), >=, 2);
  route = kontor_map_routes_get (kontor_map_view_get_routes (drawing.view), kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f2"));
  after = g_array_index (route, KontorMapPlace, 0);
  g_assert_cmpfloat (before.x, ==, after.x);
  g_assert_cmpfloat (before.y, ==, after.y);
  for (guint i = 0; i < route->len; i++)
    aside = aside || fabs (g_array_index (route, KontorMapPlace, i).y - before.y - 40) < 6 || fabs (g_array_index (route, KontorMapPlace, i).x - before.x - 40) < 6;
  g_assert_true (aside);
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpuint (count_corners (&drawing, "f2"), ==, 0);
  press (&drawing, GDK_KEY_b, 0);
  press (&drawing, GDK_KEY_b, 0);
  press (&drawing, GDK_KEY_Down, 0);
  press (&drawing, GDK_KEY_Escape, 0);
  g_assert_cmpuint (count_corners (&drawing, "f2"), ==, 0);

  /* Its end to the next point, then its beginning. */
  kontor_map_view_select (drawing.view, KONTOR_MAP_FLOW, "f1", FALSE);
  press (&drawing, GDK_KEY_c, 0);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "b", FALSE);
  press (&drawing, GDK_KEY_Return, 0);
  g_assert_cmpstr (kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f1")->to, ==, "b");
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpstr (kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f1")->to, ==, "a");
  kontor_map_view_select (drawing.view, KONTOR_MAP_FLOW, "f3", FALSE);
  press (&drawing, GDK_KEY_C, GDK_SHIFT_MASK);
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "a", FALSE);
  press (&drawing, GDK_KEY_Return, 0);
  g_assert_cmpstr (kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f3")->from, ==, "a");
  kontor_map_edit_undo (drawing.edit);

  kontor_map_view_select (drawing.view, KONTOR_MAP_FLOW, "f2", FALSE);
  press (&drawing, GDK_KEY_Delete, 0);
  g_assert_null (kontor_map_find (drawing.map, KONTOR_MAP_FLOW, "f2"));
  end (&drawing);
}

/* R74 space is made by the arrows from what is selected, aside and then down, each one step of undo */
static void
test_space_by_keyboard (void)
{
  Drawing drawing;
  double a, b, down;

  begin (&drawing);
  a = kontor_map_find (drawing.map, KONTOR_MAP_POINT, "a")->x;
  b = kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->x;
  down = kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->y;
  kontor_map_view_select (drawing.view, KONTOR_MAP_POINT, "b", FALSE);
  press (&drawing, GDK_KEY_s, 0);
  press (&drawing, GDK_KEY_Right, 0);
  press (&drawing, GDK_KEY_Right, 0);
  press (&drawing, GDK_KEY_Right, 0);
  press (&drawing, GDK_KEY_Left, 0);
  press (&drawing, GDK_KEY_Down, 0);
  press (&drawing, GDK_KEY_Return, 0);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "a")->x, ==, a);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->x, ==, b + 20);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->y, ==, down + 10);
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->y, ==, down);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->x, ==, b + 20);
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->x, ==, b);
  /* Afterwards the arrows move what is selected, and nothing else. */
  press (&drawing, GDK_KEY_Right, 0);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_POINT, "b")->x, ==, b + 10);
  end (&drawing);
}

/* R74 several are selected by keyboard: held ones stay while the focus goes on */
static void
test_hold_by_keyboard (void)
{
  Drawing drawing;
  KontorCanvas *canvas;
  g_auto (GStrv) keys = NULL;

  begin (&drawing);
  canvas = kontor_map_view_get_canvas (drawing.view);
  g_assert_true (kontor_canvas_focus_item (canvas, "p:a"));
  press (&drawing, GDK_KEY_space, 0);
  g_assert_true (kontor_canvas_focus_item (canvas, "p:b"));
  keys = kontor_map_view_get_selected (drawing.view);
  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) keys, "a"));
  g_assert_true (g_strv_contains ((const char * const *) keys, "b"));
  press (&drawing, GDK_KEY_Escape, 0);
  g_assert_true (kontor_canvas_focus_item (canvas, "p:a"));
  g_clear_pointer (&keys, g_strfreev);
  keys = kontor_map_view_get_selected (drawing.view);
  g_assert_cmpuint (g_strv_length (keys), ==, 1);
  end (&drawing);
}

/* R74 a frame is as large as somebody makes it, by keyboard as well, and that is undone in one step */
static void
test_size (void)
{
  Drawing drawing;
  g_autofree char *frame = NULL;
  double width, height;

  begin (&drawing);
  frame = kontor_map_edit_add_point (drawing.edit, KONTOR_MAP_KIND_GROUP, 300, 300, "Together");
  width = kontor_map_find (drawing.map, KONTOR_MAP_DECORATION, frame)->width;
  height = kontor_map_find (drawing.map, KONTOR_MAP_DECORATION, frame)->height;
  kontor_map_view_select (drawing.view, KONTOR_MAP_DECORATION, frame, FALSE);
  press (&drawing, GDK_KEY_r, 0);
  press (&drawing, GDK_KEY_Right, 0);
  press (&drawing, GDK_KEY_Right, 0);
  press (&drawing, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (&drawing, GDK_KEY_Return, 0);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_DECORATION, frame)->width, ==, width + 20);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_DECORATION, frame)->height, ==, height + 1);
  kontor_map_edit_undo (drawing.edit);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_DECORATION, frame)->width, ==, width);
  press (&drawing, GDK_KEY_r, 0);
  for (guint i = 0; i < 100; i++)
    press (&drawing, GDK_KEY_Left, 0);
  press (&drawing, GDK_KEY_Return, 0);
  g_assert_cmpfloat (kontor_map_find (drawing.map, KONTOR_MAP_DECORATION, frame)->width, >=, 60);
  end (&drawing);
}

/* R74 with nothing selected the arrows move the drawing */
static void
test_pan_by_keyboard (void)
{
  Drawing drawing;
  double x = 0, y = 0, now_x = 0, now_y = 0;

  begin (&drawing);
  kontor_map_view_unselect (drawing.view);
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (drawing.view), &x, &y);
  press (&drawing, GDK_KEY_Right, 0);
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (drawing.view), &now_x, &now_y);
  g_assert_cmpfloat (now_x, >, x);
  g_assert_cmpfloat (now_y, ==, y);
  end (&drawing);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();

  g_test_add_func ("/processes/R75-inspector-is-complete", test_inspector_is_complete);
  g_test_add_func ("/processes/R75-way-of-all-others", test_default_way);
  g_test_add_func ("/processes/R74-several-selected", test_several_selected);
  g_test_add_func ("/processes/R74-copy-and-paste", test_copy_and_paste);
  g_test_add_func ("/processes/R74-commands", test_commands);
  g_test_add_func ("/processes/R74-lines", test_lines);
  g_test_add_func ("/processes/R74-lines-by-keyboard", test_lines_by_keyboard);
  g_test_add_func ("/processes/R74-keys-after-escape", test_keys_after_escape);
  g_test_add_func ("/processes/R74-space-by-keyboard", test_space_by_keyboard);
  g_test_add_func ("/processes/R74-several-by-keyboard", test_hold_by_keyboard);
  g_test_add_func ("/processes/R74-size", test_size);
  g_test_add_func ("/processes/R74-pan-by-keyboard", test_pan_by_keyboard);
  return g_test_run ();
}
