#include "config.h"

#include "kit/wrap-box.h"

struct _KontorWrapBox
{
  GtkWidget parent_instance;
  int       spacing;
};

enum
{
  PROP_SPACING = 1,
};

G_DEFINE_FINAL_TYPE (KontorWrapBox, kontor_wrap_box, GTK_TYPE_WIDGET)

/* As wide as it wants to be, but within the box. */
static int
get_child_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (MIN (natural, width), minimum);
}

/* Where the line that begins with a child ends, and the room that it leaves. */
static GtkWidget *
find_end (KontorWrapBox *self, GtkWidget *child, int width, int *rest)
{
  int x = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      wanted = get_child_width (child, width);
      if (x > 0 && x + wanted > width)
        break;
      x += wanted + self->spacing;
    }
  *rest = width < G_MAXINT / 2 ? MAX (width + self->spacing - x, 0) : 0;
  return child;
}

/* Sets one line, or only measures its height. */
static int
set_line (KontorWrapBox *self, GtkWidget *first, GtkWidget *end, int width, int rest, int y, int line)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0, highest = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int wanted, height;

      if (!gtk_widget_should_layout (child))
        continue;
      wanted = get_child_width (child, width);
      /* The first one of a line that expands takes what is left of it. */
      if (rest > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          wanted += rest;
          rest = 0;
        }
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wanted, NULL, &height, NULL, NULL);
      highest = MAX (highest, height);
      /* One that says so stands in the middle of its line. */
      if (line > 0 && gtk_widget_get_valign (child) != GTK_ALIGN_FILL)
        height = line;
      if (line > 0)
        gtk_widget_size_allocate (child, &(GtkAllocation) { mirrored ? width - x - wanted : x, y, wanted, height }, -1);
      x += wanted + self->spacing;
    }
  return highest;
}

/* Sets the children into @width, or only measures the height that takes. */
static int
set_children (KontorWrapBox *self, int width, gboolean allocate)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      int rest;
      GtkWidget *end = find_end (self, child, width, &rest);
      int line = set_line (self, child, end, width, rest, y, 0);

      if (allocate)
        set_line (self, child, end, width, rest, y, MAX (line, 1));
      y += line + (line > 0 ? self->spacing : 0);
      child = end;
    }
  return MAX (y - self->spacing, 0);
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
  KontorWrapBox *self = KONTOR_WRAP_BOX (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = set_children (self, for_size >= 0 ? for_size : G_MAXINT / 2, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  set_children (KONTOR_WRAP_BOX (widget), width, TRUE);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorWrapBox *self = KONTOR_WRAP_BOX (object);

  if (id != PROP_SPACING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, KONTOR_WRAP_BOX (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
dispose (GObject *object)
{
  kontor_wrap_box_clear (KONTOR_WRAP_BOX (object));

  G_OBJECT_CLASS (kontor_wrap_box_parent_class)->dispose (object);
}

static void
kontor_wrap_box_class_init (KontorWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = set_property;
  G_OBJECT_CLASS (klass)->get_property = get_property;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_SPACING,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
}

static void
kontor_wrap_box_init (KontorWrapBox *self)
{
}

GtkWidget *
kontor_wrap_box_new (int spacing)
{
  return g_object_new (KONTOR_TYPE_WRAP_BOX, "spacing", spacing, NULL);
}

void
kontor_wrap_box_append (KontorWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (KONTOR_IS_WRAP_BOX (self));
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
kontor_wrap_box_clear (KontorWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
