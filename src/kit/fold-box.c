#include "config.h"

#include "kit/fold-box.h"

struct _KontorFoldBox
{
  GtkWidget parent_instance;
  int       spacing;
  int       fold_width;
};

G_DEFINE_FINAL_TYPE (KontorFoldBox, kontor_fold_box, GTK_TYPE_WIDGET)

enum { PROP_SPACING = 1, PROP_FOLD_WIDTH, N_PROPS };

static GParamSpec *properties[N_PROPS];
static int
count_shown (KontorFoldBox *self)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child) ? 1 : 0;
  return n;
}

static gboolean
is_folded (KontorFoldBox *self, int width, int n)
{
  return width >= 0 && n > 1 && width < n * self->fold_width + (n - 1) * self->spacing;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KontorFoldBox *self = KONTOR_FOLD_BOX (widget);
  int n = count_shown (self);
  gboolean folded = is_folded (self, for_size, n);
  int column = for_size;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (n == 0)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 && !folded)
    column = MAX ((for_size - (n - 1) * self->spacing) / n, 0);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural, child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
      gtk_widget_measure (child, orientation,
                          orientation == GTK_ORIENTATION_VERTICAL && column >= 0 ? MAX (column, child_width) : -1,
                          &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural += MAX (child_natural, self->fold_width);
        }
      else if (folded)
        {
          /* That is what each one gets: with less they would lie over each other. */
          *minimum += child_natural;
          *natural += child_natural;
        }
      else
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural += (n - 1) * self->spacing;
  else if (folded)
    {
      *minimum += (n - 1) * self->spacing / 2;
      *natural += (n - 1) * self->spacing / 2;
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorFoldBox *self = KONTOR_FOLD_BOX (widget);
  int n = count_shown (self);
  gboolean folded = is_folded (self, width, n);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column = folded || n == 0 ? width : (width - (n - 1) * self->spacing) / n;
  int offset = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, 0, column, height };

      if (!gtk_widget_should_layout (child))
        continue;
      if (folded)
        {
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
          place.y = offset;
          offset += place.height + self->spacing / 2;
        }
      else
        {
          place.x = mirrored ? width - offset - column : offset;
          offset += column + self->spacing;
        }
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorFoldBox *self = KONTOR_FOLD_BOX (object);

  if (property == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else
    g_value_set_int (value, self->fold_width);
}

static void
set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorFoldBox *self = KONTOR_FOLD_BOX (object);

  if (property == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else
    self->fold_width = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
dispose (GObject *object)
{
  kontor_fold_box_clear (KONTOR_FOLD_BOX (object));

  G_OBJECT_CLASS (kontor_fold_box_parent_class)->dispose (object);
}

static void
kontor_fold_box_class_init (KontorFoldBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 200, 24,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLD_WIDTH] = g_param_spec_int ("fold-width", NULL, NULL, 0, 10000, 340,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_fold_box_init (KontorFoldBox *self)
{
  self->spacing = 24;
  self->fold_width = 340;
}

GtkWidget *
kontor_fold_box_new (void)
{
  return g_object_new (KONTOR_TYPE_FOLD_BOX, NULL);
}

void
kontor_fold_box_append (KontorFoldBox *self, GtkWidget *child)
{
  g_return_if_fail (KONTOR_IS_FOLD_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
kontor_fold_box_clear (KontorFoldBox *self)
{
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_FOLD_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
