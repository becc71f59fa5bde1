#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/zoom-bar.h"

static void
zoom_cb (GtkButton *button, KontorCanvas *canvas)
{
  int direction = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "direction"));

  if (direction == 0)
    kontor_canvas_fit (canvas);
  else if (direction == 2)
    kontor_canvas_set_scale (canvas, 1);
  else
    kontor_canvas_zoom (canvas, direction > 0 ? 1.25 : 0.8, -1, -1);
}

static void
viewport_cb (KontorCanvas *canvas, GtkButton *scale)
{
  g_autofree char *text = g_strdup_printf ("%.0f %%", kontor_canvas_get_scale (canvas) * 100);

  gtk_button_set_label (scale, text);
}

static GtkWidget *
add_button (GtkWidget *box, KontorCanvas *canvas, const char *icon, const char *label, int direction)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label ("100 %");

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "direction", GINT_TO_POINTER (direction));
  g_signal_connect_object (button, "clicked", G_CALLBACK (zoom_cb), canvas, 0);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

GtkWidget *
kontor_zoom_bar_new (KontorCanvas *canvas)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scale;

  gtk_widget_add_css_class (box, "zoom-bar");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  add_button (box, canvas, "zoom-out-symbolic", _("Smaller (Ctrl+−)"), -1);
  scale = add_button (box, canvas, NULL, _("Natural size (1)"), 2);
  gtk_widget_add_css_class (scale, "numeric");
  add_button (box, canvas, "zoom-in-symbolic", _("Larger (Ctrl++)"), 1);
  add_button (box, canvas, "zoom-fit-best-symbolic", _("All of it (Ctrl+0)"), 0);
  g_signal_connect_object (canvas, "viewport-changed", G_CALLBACK (viewport_cb), scale, 0);
  return box;
}
