#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "processes/map-search.h"

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static gboolean
matches (KontorMapView *view, const KontorMapItem *item, const char *wanted)
{
  g_autofree char *performer = item->kind == KONTOR_MAP_KIND_ACTION
                               ? kontor_route_map_picture_get_performer (kontor_map_view_get_picture (view), item) : NULL;
  g_autofree char *all = g_strjoin ("\n", kontor_map_item_get_text (item, "name"), kontor_map_item_get_text (item, "text"),
                                    performer != NULL ? performer : "", NULL);
  g_autofree char *folded = fold (all);

  return strstr (folded, wanted) != NULL;
}

static guint
find_all (KontorMapView *view, const char *wanted, GPtrArray *found)
{
  KontorMap *map = kontor_map_view_get_map (view);

  for (guint t = 0; map != NULL && *wanted != '\0' && t < 2; t++)
    for (guint i = 0; i < kontor_map_get_n_items (map, t == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (map, t == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION, i);

        if (matches (view, item, wanted))
          g_ptr_array_add (found, (gpointer) item);
      }
  return found->len;
}

static void
show (GtkWidget *popover, guint number)
{
  KontorMapView *view = g_object_get_data (G_OBJECT (popover), "view");
  GtkWidget *entry = g_object_get_data (G_OBJECT (popover), "entry");
  GtkLabel *state = g_object_get_data (G_OBJECT (popover), "state");
  g_autofree char *wanted = fold (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint n = find_all (view, wanted, found);
  g_autofree char *words = NULL;
  const KontorMapItem *item;

  g_object_set_data (G_OBJECT (popover), "number", GUINT_TO_POINTER (n > 0 ? number % n : 0));
  if (n == 0)
    {
      gtk_label_set_text (state, *wanted != '\0' ? _("Nothing found") : "");
      return;
    }
  item = g_ptr_array_index (found, number % n);
  words = g_strdup_printf (_("%u of %u"), number % n + 1, n);
  gtk_label_set_text (state, words);
  kontor_map_view_select (view, item->type, item->key, FALSE);
  kontor_canvas_reveal (kontor_map_view_get_canvas (view), &GRAPHENE_RECT_INIT (item->x, item->y, item->width, item->height));
}

static void
changed_cb (GtkWidget *popover)
{
  show (popover, 0);
}

static void
next_cb (GtkWidget *popover)
{
  show (popover, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (popover), "number")) + 1);
}

static gboolean
gone_cb (gpointer popover)
{
  KontorMapView *view = g_object_get_data (G_OBJECT (popover), "view");
  const KontorMapItem *item = kontor_map_view_get_single (view);

  gtk_widget_unparent (popover);
  if (item != NULL && item->type != KONTOR_MAP_FLOW)
    {
      g_autofree char *id = g_strdup_printf ("%c:%s", item->type == KONTOR_MAP_POINT ? 'p' : 'd', item->key);

      kontor_canvas_focus_item (kontor_map_view_get_canvas (view), id);
    }
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, gone_cb, g_object_ref (popover), g_object_unref);
}

void
kontor_map_search_popup (KontorMapView *view)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *state = gtk_label_new ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search on the map"), -1);
  g_object_set (entry, "placeholder-text", _("Search on the map"), NULL);
  gtk_widget_set_size_request (entry, 240, -1);
  gtk_label_set_width_chars (GTK_LABEL (state), 14);
  gtk_widget_add_css_class (state, "dim-label");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), state);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { gtk_widget_get_width (GTK_WIDGET (view)) / 2, 0, 1, 1 });
  gtk_widget_set_parent (popover, GTK_WIDGET (view));
  g_object_set_data (G_OBJECT (popover), "view", view);
  g_object_set_data (G_OBJECT (popover), "entry", entry);
  g_object_set_data (G_OBJECT (popover), "state", state);
  g_signal_connect_swapped (entry, "search-changed", G_CALLBACK (changed_cb), popover);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (next_cb), popover);
  g_signal_connect_swapped (entry, "next-match", G_CALLBACK (next_cb), popover);
  g_signal_connect_swapped (entry, "stop-search", G_CALLBACK (gtk_popover_popdown), popover);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}
