#include "config.h"

#include "kit/side-pane.h"

#include "kit/table-column.h"

/* What the content has beside the pane at least, pixels at the usual size of text. */
#define LEAST_CONTENT 400
#define HANDLE 12

struct _KontorSidePane
{
  GtkWidget  parent_instance;
  GtkWidget *paned;
  GtkWidget *content;
  GtkWidget *pane;
  /* What the pane needed when it was last seen: a hidden widget tells nothing. */
  int        pane_width;
  gboolean   shown;
  gboolean   folded;
  guint      fold_idle;
};

G_DEFINE_FINAL_TYPE (KontorSidePane, kontor_side_pane, GTK_TYPE_WIDGET)

static int
get_needed_width (KontorSidePane *self)
{
  int content;

  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &content, NULL, NULL, NULL);
  if (gtk_widget_get_visible (self->pane))
    gtk_widget_measure (self->pane, GTK_ORIENTATION_HORIZONTAL, -1, &self->pane_width, NULL, NULL, NULL);
  return MAX (content, (int) (LEAST_CONTENT * kontor_table_column_get_text_scale ())) + HANDLE + self->pane_width;
}

static void
show_pane (KontorSidePane *self)
{
  gtk_widget_set_visible (self->pane, self->shown && !self->folded);
}

static gboolean
fold_cb (gpointer user_data)
{
  KontorSidePane *self = user_data;

  self->fold_idle = 0;
  show_pane (self);
  return G_SOURCE_REMOVE;
}

static void
kontor_side_pane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KontorSidePane *self = KONTOR_SIDE_PANE (widget);
  int own;

  gtk_widget_measure (self->paned, orientation, -1, minimum, natural, NULL, NULL);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation != GTK_ORIENTATION_HORIZONTAL)
    return;
  gtk_widget_measure (self->content, orientation, -1, &own, NULL, NULL, NULL);
  *minimum = own;
}

static void
kontor_side_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorSidePane *self = KONTOR_SIDE_PANE (widget);
  gboolean folded = width < get_needed_width (self);
  int least;

  /* What is shown may not change while it is laid out. */
  if (folded != self->folded)
    {
      self->folded = folded;
      if (self->fold_idle == 0)
        self->fold_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, fold_cb, self, NULL);
    }
  gtk_widget_measure (self->paned, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->paned, &(GtkAllocation) { 0, 0, MAX (width, least), height }, baseline);
}

static void
kontor_side_pane_dispose (GObject *object)
{
  KontorSidePane *self = KONTOR_SIDE_PANE (object);

  g_clear_handle_id (&self->fold_idle, g_source_remove);
  g_clear_pointer (&self->paned, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_side_pane_parent_class)->dispose (object);
}

static void
kontor_side_pane_class_init (KontorSidePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_side_pane_dispose;
  widget_class->measure = kontor_side_pane_measure;
  widget_class->size_allocate = kontor_side_pane_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "sidepane");
}

static void
kontor_side_pane_init (KontorSidePane *self)
{
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_resize_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
kontor_side_pane_new (GtkWidget *content, GtkWidget *pane)
{
  KontorSidePane *self;

  g_return_val_if_fail (GTK_IS_WIDGET (content), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (pane), NULL);

  self = g_object_new (KONTOR_TYPE_SIDE_PANE, NULL);
  self->content = content;
  self->pane = pane;
  gtk_widget_set_visible (pane, FALSE);
  gtk_paned_set_start_child (GTK_PANED (self->paned), content);
  gtk_paned_set_end_child (GTK_PANED (self->paned), pane);
  return GTK_WIDGET (self);
}

void
kontor_side_pane_set_shown (KontorSidePane *self, gboolean shown)
{
  g_return_if_fail (KONTOR_IS_SIDE_PANE (self));

  self->shown = shown;
  show_pane (self);
}

void
kontor_side_pane_set_position (KontorSidePane *self, int position)
{
  g_return_if_fail (KONTOR_IS_SIDE_PANE (self));

  gtk_paned_set_resize_end_child (GTK_PANED (self->paned), TRUE);
  gtk_paned_set_position (GTK_PANED (self->paned), position);
}

gboolean
kontor_side_pane_is_folded (KontorSidePane *self)
{
  g_return_val_if_fail (KONTOR_IS_SIDE_PANE (self), FALSE);
  return self->shown && self->folded;
}
