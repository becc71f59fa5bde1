#include "config.h"

#include "shell/fading-label.h"

#define LEAST_CHARS 7
#define MOST_CHARS 18

struct _KontorFadingLabel
{
  GtkWidget  parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (KontorFadingLabel, kontor_fading_label, GTK_TYPE_WIDGET)

static void
kontor_fading_label_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (KONTOR_FADING_LABEL (widget)->label, orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
kontor_fading_label_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *label = KONTOR_FADING_LABEL (widget)->label;
  int least;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_set_child_visible (label, width >= least);
  if (width >= least)
    gtk_widget_size_allocate (label, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
kontor_fading_label_dispose (GObject *object)
{
  g_clear_pointer (&KONTOR_FADING_LABEL (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_fading_label_parent_class)->dispose (object);
}

static void
kontor_fading_label_class_init (KontorFadingLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_fading_label_dispose;
  widget_class->measure = kontor_fading_label_measure;
  widget_class->size_allocate = kontor_fading_label_size_allocate;
}

static void
kontor_fading_label_init (KontorFadingLabel *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), MOST_CHARS);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

void
kontor_fading_label_set_label (KontorFadingLabel *self, const char *text)
{
  g_return_if_fail (KONTOR_IS_FADING_LABEL (self));

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_label_set_width_chars (GTK_LABEL (self->label), (int) MIN (g_utf8_strlen (text, -1), LEAST_CHARS));
}
