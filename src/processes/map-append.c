#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "draw/route-map-shapes.h"
#include "processes/map-append.h"

static const KontorMapKind kinds[] = {
  KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_CONDITION, KONTOR_MAP_KIND_CHOICE, KONTOR_MAP_KIND_SPLIT,
  KONTOR_MAP_KIND_MERGE, KONTOR_MAP_KIND_PROCESSING, KONTOR_MAP_KIND_NESTED, KONTOR_MAP_KIND_TIMER,
  KONTOR_MAP_KIND_EVENT, KONTOR_MAP_KIND_END,
};

typedef struct
{
  KontorMapAppendFunc func;
  GObject            *object;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->object);
  g_free (choice);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  g_autoptr (KontorMapItem) item = kontor_map_item_new (KONTOR_MAP_POINT, GPOINTER_TO_UINT (user_data), "sample");
  KontorMapTone tone = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? KONTOR_MAP_TONE_DARK : KONTOR_MAP_TONE_LIGHT;
  double scale;

  if (item->kind == KONTOR_MAP_KIND_ACTION || item->kind == KONTOR_MAP_KIND_PROCESSING || item->kind == KONTOR_MAP_KIND_NESTED)
    item->width = 84;
  else if (item->kind == KONTOR_MAP_KIND_CONDITION || item->kind == KONTOR_MAP_KIND_CHOICE)
    item->height = item->width = 70;
  else if (item->kind == KONTOR_MAP_KIND_SPLIT || item->kind == KONTOR_MAP_KIND_MERGE)
    item->height = 60;
  else if (item->kind == KONTOR_MAP_KIND_NOTE || item->kind == KONTOR_MAP_KIND_GROUP)
    item->width = item->height = 60;
  scale = MIN ((width - 3) / item->width, (height - 3) / item->height);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -item->width / 2, -item->height / 2);
  kontor_map_shape_draw (cr, item, kontor_map_palette_get (tone));
}

GtkWidget *
kontor_map_kind_image_new (KontorMapKind kind, int size)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), size);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), size);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, GUINT_TO_POINTER (kind), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}

static void
clicked_cb (GtkButton *button, Choice *choice)
{
  KontorMapKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  KontorMapAppendFunc func = choice->func;
  g_autoptr (GObject) object = g_object_ref (choice->object);

  gtk_popover_popdown (GTK_POPOVER (popover));
  func (object, kind);
}

static gboolean
gone_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, gone_cb, g_object_ref (popover), g_object_unref);
}

void
kontor_map_append_popup (GtkWidget *widget, double x, double y, KontorMapAppendFunc func, gpointer object)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *button = gtk_button_new ();
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      Choice *choice = g_new0 (Choice, 1);

      choice->func = func;
      choice->object = g_object_ref (object);
      gtk_box_append (GTK_BOX (line), kontor_map_kind_image_new (kinds[i], 22));
      gtk_box_append (GTK_BOX (line), gtk_label_new (kontor_map_kind_get_label (kinds[i])));
      gtk_button_set_child (GTK_BUTTON (button), line);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      kontor_map_kind_get_label (kinds[i]), -1);
      g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kinds[i]));
      g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), choice, choice_free, 0);
      gtk_box_append (GTK_BOX (box), button);
      if (first == NULL)
        first = button;
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_RIGHT);
  gtk_widget_set_parent (popover, widget);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (first);
}
