#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-try-out.h"
#include "route/map-walk.h"

struct _KontorMapTryOut
{
  GtkWidget      parent_instance;

  KontorMapView *view;
  GtkWidget     *window;
  KontorMapWalk *walk;
};

G_DEFINE_FINAL_TYPE (KontorMapTryOut, kontor_map_try_out, GTK_TYPE_WIDGET)

static void show (KontorMapTryOut *self);

static gboolean
show_cb (gpointer user_data)
{
  KontorMapTryOut *self = user_data;

  if (self->window != NULL && self->walk != NULL)
    show (self);
  return G_SOURCE_REMOVE;
}

static void
go_on_cb (GtkButton *button, KontorMapTryOut *self)
{
  kontor_map_walk_complete (self->walk, g_object_get_data (G_OBJECT (button), "point"), g_object_get_data (G_OBJECT (button), "way"));
  g_idle_add_full (G_PRIORITY_DEFAULT, show_cb, g_object_ref (self), g_object_unref);
}

static void
again_cb (KontorMapTryOut *self)
{
  kontor_map_try_out_begin (self);
}

static void
add_button (KontorMapTryOut *self, GtkWidget *line, const char *label, const char *point, const char *way, gboolean first)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "point", g_strdup (point), g_free);
  g_object_set_data_full (G_OBJECT (button), "way", g_strdup (way), g_free);
  if (first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (go_on_cb), self);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_waiting (KontorMapTryOut *self, GtkWidget *box, const char *key)
{
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, key);
  g_autoptr (GPtrArray) ways = kontor_map_walk_get_ways (self->walk, key);
  g_autofree char *performer = point != NULL ? kontor_route_map_picture_get_performer (kontor_map_view_get_picture (self->view), point) : NULL;
  g_autofree char *words = NULL;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label;
  const char *name;

  if (point == NULL)
    return;
  name = kontor_map_item_get_text (point, "name");
  if (*name == '\0')
    name = kontor_map_kind_get_label (point->kind);
  words = point->kind == KONTOR_MAP_KIND_ACTION ? g_strdup_printf ("%s · %s", name, performer)
          : point->kind == KONTOR_MAP_KIND_MERGE ? g_strdup_printf (_("%s · waits for the other ways"), name) : g_strdup (name);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      KontorMapItem *flow = g_ptr_array_index (ways, i);
      const char *text = kontor_map_item_get_text (flow, "label");

      add_button (self, line, *text != '\0' ? text : kontor_map_item_get_text (flow, "answer"), key, flow->key, FALSE);
    }
  if (ways == NULL && point->kind != KONTOR_MAP_KIND_MERGE)
    add_button (self, line, point->kind == KONTOR_MAP_KIND_TIMER ? _("Let the time pass") : _("Complete"), key, NULL, TRUE);
  gtk_box_append (GTK_BOX (box), line);
}

static void
show_marks (KontorMapTryOut *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GPtrArray) waiting = kontor_map_walk_get_waiting (self->walk);
  GHashTableIter iter;
  gpointer key;

  kontor_route_map_picture_clear_marks (picture);
  g_hash_table_iter_init (&iter, kontor_map_walk_get_walked (self->walk));
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const KontorMapItem *flow = kontor_map_find (map, KONTOR_MAP_FLOW, key);

      kontor_route_map_picture_set_mark (picture, key, KONTOR_MAP_MARK_PASSED);
      if (flow != NULL)
        kontor_route_map_picture_set_mark (picture, flow->from, KONTOR_MAP_MARK_PASSED);
    }
  for (guint i = 0; i < waiting->len; i++)
    kontor_route_map_picture_set_mark (picture, g_ptr_array_index (waiting, i), KONTOR_MAP_MARK_CURRENT);
  if (kontor_map_walk_get_end (self->walk) != NULL)
    kontor_route_map_picture_set_mark (picture, kontor_map_walk_get_end (self->walk), KONTOR_MAP_MARK_CURRENT);
  kontor_map_view_redraw (self->view);
}

static void
show (KontorMapTryOut *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GPtrArray) waiting = self->walk != NULL ? kontor_map_walk_get_waiting (self->walk) : NULL;

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    add_waiting (self, box, g_ptr_array_index (waiting, i));
  if (waiting == NULL || waiting->len == 0)
    {
      const char *end = self->walk != NULL ? kontor_map_walk_get_end (self->walk) : NULL;
      const KontorMapItem *point = end != NULL ? kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, end) : NULL;
      g_autofree char *words = point != NULL
                               ? g_strdup_printf (_("The process has ended: %s."), kontor_map_item_get_text (point, "name"))
                               : g_strdup (_("There is no start, or nothing follows it."));
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *again = gtk_button_new_with_mnemonic (_("Play _again"));

      g_signal_connect_swapped (again, "clicked", G_CALLBACK (again_cb), self);
      gtk_box_append (GTK_BOX (line), gtk_label_new (words));
      gtk_box_append (GTK_BOX (line), again);
      gtk_box_append (GTK_BOX (box), line);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), box);
  if (self->walk != NULL)
    show_marks (self);
}

static void
kontor_map_try_out_dispose (GObject *object)
{
  KontorMapTryOut *self = KONTOR_MAP_TRY_OUT (object);

  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->walk);
  G_OBJECT_CLASS (kontor_map_try_out_parent_class)->dispose (object);
}

static void
kontor_map_try_out_class_init (KontorMapTryOutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_try_out_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_try_out_init (KontorMapTryOut *self)
{
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->window), 160);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_try_out_new (KontorMapView *view)
{
  KontorMapTryOut *self = g_object_new (KONTOR_TYPE_MAP_TRY_OUT, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

void
kontor_map_try_out_begin (KontorMapTryOut *self)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  g_clear_object (&self->walk);
  if (map != NULL)
    self->walk = kontor_map_walk_new (map);
  show (self);
}

void
kontor_map_try_out_end (KontorMapTryOut *self)
{
  g_clear_object (&self->walk);
  kontor_route_map_picture_clear_marks (kontor_map_view_get_picture (self->view));
  kontor_map_view_redraw (self->view);
}
