#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-append.h"
#include "processes/map-palette.h"
#include "processes/map-template-list.h"
#include "route/map-piece.h"

static const KontorMapKind kinds[] = {
  KONTOR_MAP_KIND_START, KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_CONDITION, KONTOR_MAP_KIND_CHOICE,
  KONTOR_MAP_KIND_SPLIT, KONTOR_MAP_KIND_MERGE, KONTOR_MAP_KIND_PROCESSING, KONTOR_MAP_KIND_NESTED,
  KONTOR_MAP_KIND_TIMER, KONTOR_MAP_KIND_EVENT, KONTOR_MAP_KIND_END, KONTOR_MAP_KIND_NOTE, KONTOR_MAP_KIND_GROUP,
  KONTOR_MAP_KIND_PICTURE, KONTOR_MAP_KIND_LINK,
};

static void
clicked_cb (GtkButton *button, KontorMapTools *tools)
{
  kontor_map_tools_add (tools, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind")));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer kind)
{
  return gdk_content_provider_new_typed (G_TYPE_UINT, GPOINTER_TO_UINT (kind));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *button)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (button);

  gtk_drag_source_set_icon (source, paintable, 12, 12);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KontorMapTools *tools)
{
  KontorMapPlace place = { x, y };
  double left, top, width, height;

  if (G_VALUE_HOLDS_STRING (value))
    {
      /* Text from elsewhere may be anything. */
      if (!kontor_map_piece_get_bounds (g_value_get_string (value), &left, &top, &width, &height))
        return FALSE;
      kontor_map_tools_add_piece (tools, g_value_get_string (value), &place);
      return TRUE;
    }
  kontor_map_tools_add_at (tools, g_value_get_uint (value), x, y);
  return TRUE;
}

GtkWidget *
kontor_map_palette_new (KontorMapTools *tools, KontorMapView *view, KontorMapTemplates *templates)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType taken[] = { G_TYPE_UINT, G_TYPE_STRING };

  gtk_drop_target_set_gtypes (target, taken, G_N_ELEMENTS (taken));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *button = gtk_button_new ();
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      GtkWidget *label = gtk_label_new (kontor_map_kind_get_label (kinds[i]));
      GtkDragSource *source = gtk_drag_source_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (line), kontor_map_kind_image_new (kinds[i], 26));
      gtk_box_append (GTK_BOX (line), label);
      gtk_button_set_child (GTK_BUTTON (button), line);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "map-kind");
      gtk_widget_set_tooltip_text (button, kontor_map_kind_get_summary (kinds[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, kontor_map_kind_get_label (kinds[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, kontor_map_kind_get_summary (kinds[i]), -1);
      g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kinds[i]));
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), tools, 0);
      g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), GUINT_TO_POINTER (kinds[i]));
      g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), button);
      gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
      gtk_box_append (GTK_BOX (box), button);
      if (kinds[i] == KONTOR_MAP_KIND_END)
        {
          GtkWidget *line_below = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

          gtk_widget_set_margin_top (line_below, 6);
          gtk_widget_set_margin_bottom (line_below, 6);
          gtk_box_append (GTK_BOX (box), line_below);
        }
    }
  gtk_box_append (GTK_BOX (box), kontor_map_template_list_new (templates, tools));
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), tools, 0);
  gtk_widget_add_controller (GTK_WIDGET (kontor_map_view_get_canvas (view)), GTK_EVENT_CONTROLLER (target));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, 170, -1);
  return window;
}
