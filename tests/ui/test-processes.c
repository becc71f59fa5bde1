#include "config.h"

#include <locale.h>

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

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();

  g_test_add_func ("/processes/R75-inspector-is-complete", test_inspector_is_complete);
  g_test_add_func ("/processes/R74-copy-and-paste", test_copy_and_paste);
  g_test_add_func ("/processes/R74-commands", test_commands);
  g_test_add_func ("/processes/R74-lines", test_lines);
  return g_test_run ();
}
