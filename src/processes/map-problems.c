#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-problems.h"
#include "route/map-check.h"

struct _KontorMapProblems
{
  GtkWidget      parent_instance;

  KontorMapView *view;
  GtkWidget     *window;
  GtkListBox    *list;
};

G_DEFINE_FINAL_TYPE (KontorMapProblems, kontor_map_problems, GTK_TYPE_WIDGET)

static void
activated_cb (KontorMapProblems *self, GtkListBoxRow *row)
{
  char **points = g_object_get_data (G_OBJECT (row), "points");
  KontorMap *map = kontor_map_view_get_map (self->view);

  kontor_map_view_unselect (self->view);
  for (guint i = 0; points != NULL && points[i] != NULL; i++)
    {
      const KontorMapItem *point = kontor_map_find (map, KONTOR_MAP_POINT, points[i]);

      if (point == NULL)
        continue;
      kontor_map_view_select (self->view, KONTOR_MAP_POINT, points[i], TRUE);
      kontor_canvas_reveal (kontor_map_view_get_canvas (self->view),
                            &GRAPHENE_RECT_INIT (point->x, point->y, point->width, point->height));
    }
}

static void
kontor_map_problems_dispose (GObject *object)
{
  KontorMapProblems *self = KONTOR_MAP_PROBLEMS (object);

  g_clear_pointer (&self->window, gtk_widget_unparent);
  G_OBJECT_CLASS (kontor_map_problems_parent_class)->dispose (object);
}

static void
kontor_map_problems_class_init (KontorMapProblemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_problems_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_problems_init (KontorMapProblems *self)
{
  self->window = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problems"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->window), 130);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_problems_new (KontorMapView *view)
{
  KontorMapProblems *self = g_object_new (KONTOR_TYPE_MAP_PROBLEMS, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

static void
add_row (KontorMapProblems *self, const char *icon, const char *css_class, const char *text, char **points)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (image, css_class);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 4);
  gtk_widget_set_margin_bottom (line, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), points != NULL && points[0] != NULL);
  if (points != NULL)
    g_object_set_data_full (G_OBJECT (row), "points", g_strdupv (points), (GDestroyNotify) g_strfreev);
  gtk_list_box_append (self->list, row);
}

gboolean
kontor_map_problems_update (KontorMapProblems *self)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  g_autoptr (GPtrArray) problems = NULL;
  gboolean sound = TRUE;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  kontor_route_map_picture_clear_marks (picture);
  if (map == NULL)
    return FALSE;
  problems = kontor_map_check (map);
  g_ptr_array_set_free_func (problems, (GDestroyNotify) kontor_map_problem_free);
  for (guint i = 0; i < problems->len; i++)
    {
      KontorMapProblem *problem = g_ptr_array_index (problems, i);
      gboolean error = problem->severity == KONTOR_MAP_PROBLEM_ERROR;

      sound = sound && !error;
      for (guint p = 0; problem->points[p] != NULL; p++)
        kontor_route_map_picture_set_mark (picture, problem->points[p],
          kontor_route_map_picture_get_mark (picture, problem->points[p]) | (error ? KONTOR_MAP_MARK_ERROR : KONTOR_MAP_MARK_WARNING));
      add_row (self, error ? "dialog-error-symbolic" : "dialog-warning-symbolic", error ? "error" : "warning",
               problem->message, problem->points);
    }
  if (problems->len == 0)
    add_row (self, "object-select-symbolic", "success", _("No problems: the map can be published."), NULL);
  kontor_canvas_invalidate (kontor_map_view_get_canvas (self->view), NULL);
  return sound;
}
