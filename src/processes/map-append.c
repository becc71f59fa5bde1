#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "draw/route-map-shapes.h"
#include "processes/map-append.h"

static const KontorMapKind kinds[] = {
  KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_CONDITION, KONTOR_MAP_KIND_CHOICE, KONTOR_MAP_KIND_SPLIT,
  KONTOR_MAP_KIND_MERGE, KONTOR_MAP_KIND_PROCESSING, KONTOR_MAP_KIND_NESTED, KONTOR_MAP_KIND_TIMER,
  KONTOR_MAP_KIND_EVENT, KONTOR_MAP_KIND_END,
};

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
  else if (item->kind == KONTOR_MAP_KIND_LINK)
    item->width = item->height = 22;
  else if (kontor_map_kind_is_decoration (item->kind))
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

/* What can come next, found by its name or by what it is for. */

typedef struct
{
  KontorMapAppendFunc  func;
  GObject             *object;
  GtkListBox          *list;
  GtkWidget           *popover;
  char                *wanted;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->object);
  g_free (choice->wanted);
  g_free (choice);
}

static void
take (Choice *choice, GtkListBoxRow *row)
{
  KontorMapKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "kind"));
  g_autofree char *piece = g_strdup (g_object_get_data (G_OBJECT (row), "piece"));
  KontorMapAppendFunc func = choice->func;
  g_autoptr (GObject) object = g_object_ref (choice->object);

  gtk_popover_popdown (GTK_POPOVER (choice->popover));
  func (object, kind, piece);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Choice *choice)
{
  take (choice, row);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  Choice *choice = user_data;

  return choice->wanted == NULL || strstr (g_object_get_data (G_OBJECT (row), "words"), choice->wanted) != NULL;
}

static GtkListBoxRow *
find_first (Choice *choice)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (choice->list, i)) != NULL; i++)
    if (filter_cb (row, choice))
      return row;
  return NULL;
}

static void
search_cb (GtkEditable *entry, Choice *choice)
{
  g_free (choice->wanted);
  choice->wanted = g_utf8_casefold (gtk_editable_get_text (entry), -1);
  gtk_list_box_invalidate_filter (choice->list);
  gtk_list_box_select_row (choice->list, find_first (choice));
}

static void
activate_cb (GtkEntry *entry, Choice *choice)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (choice->list);

  if (row == NULL || !filter_cb (row, choice))
    row = find_first (choice);
  if (row != NULL)
    take (choice, row);
}

/* Down from the entry goes through the list while one types. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Choice *choice)
{
  GtkListBoxRow *now = gtk_list_box_get_selected_row (choice->list), *row;
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;

  if (step == 0)
    return FALSE;
  for (int i = (now != NULL ? gtk_list_box_row_get_index (now) : -1) + step;
       (row = i >= 0 ? gtk_list_box_get_row_at_index (choice->list, i) : NULL) != NULL; i += step)
    if (filter_cb (row, choice))
      {
        gtk_list_box_select_row (choice->list, row);
        break;
      }
  return TRUE;
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

/* @hint: what it is for, which is searched as well. */
static GtkWidget *
add_row (Choice *choice, GtkWidget *image, const char *name, const char *hint)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *words = g_strdup_printf ("%s\n%s", name, hint);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_set_margin_start (line, 6);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 4);
  gtk_widget_set_margin_bottom (line, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_set_tooltip_text (row, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  g_object_set_data_full (G_OBJECT (row), "words", g_utf8_casefold (words, -1), g_free);
  gtk_list_box_append (choice->list, row);
  return row;
}

static void
add_kind (Choice *choice, KontorMapKind kind)
{
  GtkWidget *row = add_row (choice, kontor_map_kind_image_new (kind, 22), kontor_map_kind_get_label (kind),
                            kontor_map_kind_get_summary (kind));

  g_object_set_data (G_OBJECT (row), "kind", GUINT_TO_POINTER (kind));
}

static void
add_template (Choice *choice, const char *name, const char *piece)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("kontor-maps-symbolic");
  GtkWidget *row;

  gtk_widget_set_size_request (image, 22, 22);
  row = add_row (choice, image, name, _("A template of the office"));
  g_object_set_data_full (G_OBJECT (row), "piece", g_strdup (piece), g_free);
}

void
kontor_map_append_popup (GtkWidget *widget, double x, double y, KontorMapTemplates *templates,
                         KontorMapAppendFunc func, gpointer object)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  Choice *choice = g_new0 (Choice, 1);

  choice->func = func;
  choice->object = g_object_ref (object);
  choice->popover = popover;
  choice->list = GTK_LIST_BOX (gtk_list_box_new ());
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_kind (choice, kinds[i]);
  for (guint i = 0; templates != NULL && i < kontor_map_templates_get_count (templates); i++)
    add_template (choice, kontor_map_templates_get_name (templates, i), kontor_map_templates_get_piece (templates, i));
  gtk_list_box_set_selection_mode (choice->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (choice->list, TRUE);
  gtk_list_box_set_filter_func (choice->list, filter_cb, choice, NULL);
  gtk_list_box_select_row (choice->list, gtk_list_box_get_row_at_index (choice->list, 0));
  gtk_widget_add_css_class (GTK_WIDGET (choice->list), "map-append");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("What comes next"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What comes next"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), choice);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect (entry, "changed", G_CALLBACK (search_cb), choice);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), choice);
  g_signal_connect_data (choice->list, "row-activated", G_CALLBACK (row_activated_cb), choice, choice_free, 0);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (choice->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 420);
  gtk_box_append (GTK_BOX (box), window);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_RIGHT);
  gtk_widget_set_parent (popover, widget);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}
