#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-problems.h"
#include "route/map-check.h"

struct _KontorMapProblems
{
  GtkWidget         parent_instance;

  KontorMapView    *view;
  GtkWidget        *box;
  GtkListBox       *list;
  GPtrArray        *problems;

  /* The way to a problem that is shown on the drawing, of @problems. */
  GtkWidget        *way;
  GtkWidget        *words;
  GtkWidget        *previous;
  GtkWidget        *next;
  KontorMapProblem *shown;
  guint             step;
};

G_DEFINE_FINAL_TYPE (KontorMapProblems, kontor_map_problems, GTK_TYPE_WIDGET)

static void
mark_problems (KontorMapProblems *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);

  kontor_route_map_picture_clear_marks (picture);
  for (guint i = 0; i < self->problems->len; i++)
    {
      KontorMapProblem *problem = g_ptr_array_index (self->problems, i);

      for (guint p = 0; problem->points[p] != NULL; p++)
        kontor_route_map_picture_set_mark (picture, problem->points[p],
          kontor_route_map_picture_get_mark (picture, problem->points[p])
          | (problem->severity == KONTOR_MAP_PROBLEM_ERROR ? KONTOR_MAP_MARK_ERROR : KONTOR_MAP_MARK_WARNING));
    }
  kontor_canvas_invalidate (kontor_map_view_get_canvas (self->view), NULL);
}

static void
reveal (KontorMapProblems *self, const char *key)
{
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, key);

  if (point != NULL)
    kontor_canvas_reveal (kontor_map_view_get_canvas (self->view),
                          &GRAPHENE_RECT_INIT (point->x, point->y, point->width, point->height));
}

/* The way to a problem ------------------------------------------------------------------ */

/* Green: walked; blue: where somebody stands after this step. */
static void
mark_way (KontorMapProblems *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  gboolean last = self->step + 1 == self->shown->path->len;
  KontorMapStep *step = NULL;

  kontor_route_map_picture_clear_marks (picture);
  for (guint i = 0; i <= self->step; i++)
    {
      step = g_ptr_array_index (self->shown->path, i);
      for (guint f = 0; step->taken != NULL && step->taken[f] != NULL; f++)
        kontor_route_map_picture_set_mark (picture, step->taken[f], KONTOR_MAP_MARK_PASSED);
      for (guint f = 0; step->placed != NULL && step->placed[f] != NULL; f++)
        kontor_route_map_picture_set_mark (picture, step->placed[f], KONTOR_MAP_MARK_TARGET);
      kontor_route_map_picture_set_mark (picture, step->point, i < self->step ? KONTOR_MAP_MARK_PASSED : KONTOR_MAP_MARK_CURRENT);
    }
  for (guint p = 0; last && self->shown->points[p] != NULL; p++)
    kontor_route_map_picture_set_mark (picture, self->shown->points[p], KONTOR_MAP_MARK_ERROR);
  for (guint p = 0; self->shown->pair != NULL && self->shown->pair[p] != NULL; p++)
    kontor_route_map_picture_set_mark (picture, self->shown->pair[p],
                                       kontor_route_map_picture_get_mark (picture, self->shown->pair[p]) | KONTOR_MAP_MARK_TARGET);
  kontor_canvas_invalidate (kontor_map_view_get_canvas (self->view), NULL);
  reveal (self, last && self->shown->points[0] != NULL ? self->shown->points[0] : step->point);
}

static void
show_step (KontorMapProblems *self)
{
  KontorMapStep *step = g_ptr_array_index (self->shown->path, self->step);
  gboolean last = self->step + 1 == self->shown->path->len;
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, step->point);
  const char *name = point != NULL ? kontor_map_item_get_text (point, "name") : "";
  g_autofree char *words = NULL;

  if (*name == '\0' && point != NULL)
    name = kontor_map_kind_get_label (point->kind);
  words = g_strdup_printf (_("Step %u of %u: %s"), self->step + 1, self->shown->path->len, last ? self->shown->message : name);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_widget_set_sensitive (self->previous, self->step > 0);
  gtk_widget_set_sensitive (self->next, !last);
  gtk_widget_set_visible (self->way, TRUE);
  mark_way (self);
}

static void
previous_cb (KontorMapProblems *self)
{
  if (self->shown == NULL || self->step == 0)
    return;
  self->step--;
  show_step (self);
}

static void
next_cb (KontorMapProblems *self)
{
  if (self->shown == NULL || self->step + 1 >= self->shown->path->len)
    return;
  self->step++;
  show_step (self);
}

static void
end_way (KontorMapProblems *self)
{
  self->shown = NULL;
  gtk_widget_set_visible (self->way, FALSE);
}

static void
leave_cb (KontorMapProblems *self)
{
  end_way (self);
  mark_problems (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
show_way_cb (GtkWidget *button, KontorMapProblems *self)
{
  self->shown = g_object_get_data (G_OBJECT (button), "problem");
  self->step = 0;
  kontor_map_view_unselect (self->view);
  show_step (self);
  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->next) ? self->next : self->previous);
}

static GtkWidget *
make_way (KontorMapProblems *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *leave = gtk_button_new_with_mnemonic (_("_Done"));

  self->previous = gtk_button_new_with_mnemonic (_("_Back"));
  self->next = gtk_button_new_with_mnemonic (_("_Next"));
  self->words = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_tooltip_text (self->next, _("The next step of the way to this problem"));
  gtk_widget_set_tooltip_text (self->previous, _("One step back"));
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (leave_cb), self);
  gtk_box_append (GTK_BOX (line), self->previous);
  gtk_box_append (GTK_BOX (line), self->next);
  gtk_box_append (GTK_BOX (line), self->words);
  gtk_box_append (GTK_BOX (line), leave);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_widget_set_visible (line, FALSE);
  return line;
}

/* The list ------------------------------------------------------------------------------ */

static void
activated_cb (KontorMapProblems *self, GtkListBoxRow *row)
{
  KontorMapProblem *problem = g_object_get_data (G_OBJECT (row), "problem");
  KontorMap *map = kontor_map_view_get_map (self->view);

  kontor_map_view_unselect (self->view);
  for (guint i = 0; problem != NULL && problem->points[i] != NULL; i++)
    if (kontor_map_find (map, KONTOR_MAP_POINT, problem->points[i]) != NULL)
      {
        kontor_map_view_select (self->view, KONTOR_MAP_POINT, problem->points[i], TRUE);
        reveal (self, problem->points[i]);
      }
}

static void
kontor_map_problems_dispose (GObject *object)
{
  KontorMapProblems *self = KONTOR_MAP_PROBLEMS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
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
  GtkWidget *window = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problems"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 130);
  self->problems = g_ptr_array_new ();
  self->way = make_way (self);
  gtk_box_append (GTK_BOX (self->box), self->way);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_problems_new (KontorMapView *view)
{
  KontorMapProblems *self = g_object_new (KONTOR_TYPE_MAP_PROBLEMS, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

static void
add_row (KontorMapProblems *self, const char *icon, const char *css_class, const char *text, KontorMapProblem *problem)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (image, css_class);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  if (problem != NULL && problem->path->len > 0)
    {
      GtkWidget *how = gtk_button_new_with_mnemonic (_("Show _how"));

      gtk_widget_add_css_class (how, "flat");
      gtk_widget_set_tooltip_text (how, _("Show on the drawing, step by step, how it comes to this"));
      g_object_set_data (G_OBJECT (how), "problem", problem);
      g_signal_connect_object (how, "clicked", G_CALLBACK (show_way_cb), self, 0);
      gtk_box_append (GTK_BOX (line), how);
    }
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 4);
  gtk_widget_set_margin_bottom (line, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), problem != NULL && problem->points[0] != NULL);
  g_object_set_data (G_OBJECT (row), "problem", problem);
  gtk_list_box_append (self->list, row);
}

/* Whether one of the first @n, which the map itself tells, is the same of the same point. */
static gboolean
is_told (GPtrArray *problems, guint n, const KontorMapProblem *setting)
{
  for (guint i = 0; i < n; i++)
    {
      KontorMapProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->code, setting->code) == 0 && g_strcmp0 (problem->points[0], setting->points[0]) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_settings (KontorMapProblems *self, KontorMap *map, GPtrArray *settings)
{
  guint n_own = self->problems->len;

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    {
      KontorMapProblem *setting = g_ptr_array_index (settings, i), *problem;

      /* It may have been told of a point that is gone since. */
      if ((setting->points[0] != NULL && kontor_map_find (map, KONTOR_MAP_POINT, setting->points[0]) == NULL)
          || is_told (self->problems, n_own, setting))
        continue;
      problem = g_new0 (KontorMapProblem, 1);
      problem->severity = setting->severity;
      problem->code = setting->code;
      problem->message = g_strdup (setting->message);
      problem->points = g_strdupv (setting->points);
      problem->path = g_ptr_array_new ();
      g_ptr_array_add (self->problems, problem);
    }
}

/* The row that has the focus, or -1. */
static int
find_focused (KontorMapProblems *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return focus != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
}

gboolean
kontor_map_problems_update (KontorMapProblems *self, GPtrArray *settings)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  gboolean sound = TRUE;
  int focused = find_focused (self);
  GtkWidget *row;

  end_way (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->problems, 0);
  if (map == NULL)
    {
      kontor_route_map_picture_clear_marks (kontor_map_view_get_picture (self->view));
      return FALSE;
    }
  g_ptr_array_unref (self->problems);
  self->problems = kontor_map_check (map);
  add_settings (self, map, settings);
  for (guint i = 0; i < self->problems->len; i++)
    {
      KontorMapProblem *problem = g_ptr_array_index (self->problems, i);
      gboolean error = problem->severity == KONTOR_MAP_PROBLEM_ERROR;

      sound = sound && !error;
      add_row (self, error ? "dialog-error-symbolic" : "dialog-warning-symbolic", error ? "error" : "warning", problem->message, problem);
    }
  if (self->problems->len == 0)
    add_row (self, "object-select-symbolic", "success", _("No problems: the map can be published."), NULL);
  if (focused >= 0)
    {
      GtkListBoxRow *there = gtk_list_box_get_row_at_index (self->list, MIN (focused, MAX ((int) self->problems->len, 1) - 1));

      gtk_widget_grab_focus (GTK_WIDGET (there));
    }
  mark_problems (self);
  return sound;
}
