#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-editor.h"
#include "processes/map-trail.h"

struct _KontorMapTrail
{
  KontorPage  parent_instance;

  GtkStack   *stack;
  /* From the outermost map to the one that is seen; the stack owns them. */
  GPtrArray  *editors;
};

G_DEFINE_FINAL_TYPE (KontorMapTrail, kontor_map_trail, KONTOR_TYPE_PAGE)

static KontorPage *
get_editor (KontorMapTrail *self, guint position)
{
  return g_ptr_array_index (self->editors, position);
}

KontorPage *
kontor_map_trail_get_current (KontorMapTrail *self)
{
  g_return_val_if_fail (KONTOR_IS_MAP_TRAIL (self), NULL);
  return get_editor (self, self->editors->len - 1);
}

/* The tab is called after the map that is seen. */
static void
tell_tab (KontorMapTrail *self)
{
  KontorPage *editor = kontor_map_trail_get_current (self), *page = KONTOR_PAGE (self);

  kontor_page_set_title (page, kontor_page_get_title (editor));
  kontor_page_set_icon_name (page, kontor_page_get_icon_name (editor));
  kontor_page_set_loading (page, kontor_page_get_loading (editor));
  kontor_page_set_key (page, kontor_page_get_key (editor));
  kontor_page_set_address (page, kontor_page_get_address (editor));
}

static void go_back_to (KontorMapTrail *self, guint position);

static void
crumb_cb (GtkButton *button, KontorMapTrail *self)
{
  go_back_to (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position")));
}

static GtkWidget *
make_crumb (KontorMapTrail *self, guint position)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (kontor_page_get_title (get_editor (self, position)));
  gboolean nearest = position + 2 == self->editors->len;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "map-crumb");
  gtk_widget_set_tooltip_text (button, nearest ? _("Back to this map (Alt+Left)") : _("Back to this map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kontor_page_get_title (get_editor (self, position)), -1);
  g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (position));
  g_signal_connect_object (button, "clicked", G_CALLBACK (crumb_cb), self, 0);
  return button;
}

static void
show_way (KontorMapTrail *self)
{
  GtkWidget *way = self->editors->len > 1 ? gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0) : NULL;

  for (guint i = 0; i + 1 < self->editors->len; i++)
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");

      gtk_widget_set_margin_start (arrow, 3);
      gtk_widget_set_margin_end (arrow, 6);
      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_box_append (GTK_BOX (way), make_crumb (self, i));
      gtk_box_append (GTK_BOX (way), arrow);
    }
  kontor_map_header_set_way (kontor_map_editor_get_header (KONTOR_MAP_EDITOR (kontor_map_trail_get_current (self))), way);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trail.back", self->editors->len > 1);
}

static void
show_current (KontorMapTrail *self)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (kontor_map_trail_get_current (self)));
  show_way (self);
  tell_tab (self);
}

static void
editor_changed_cb (KontorMapTrail *self, GParamSpec *pspec, KontorPage *editor)
{
  if (editor == kontor_map_trail_get_current (self))
    tell_tab (self);
}

static void
enter (KontorMapTrail *self, const char *map_id)
{
  KontorPage *editor = kontor_map_editor_new (kontor_page_get_desk (KONTOR_PAGE (self)), map_id);

  /* A map that is on the way already is gone back to. */
  for (guint i = 0; i < self->editors->len; i++)
    if (g_strcmp0 (kontor_page_get_key (get_editor (self, i)), kontor_page_get_key (editor)) == 0)
      {
        g_object_unref (g_object_ref_sink (editor));
        go_back_to (self, i);
        return;
      }
  g_signal_connect_object (editor, "notify::title", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::loading", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->editors, editor);
  gtk_stack_add_child (self->stack, GTK_WIDGET (editor));
  show_current (self);
}

static void
go_back_to (KontorMapTrail *self, guint position)
{
  while (self->editors->len > position + 1)
    {
      KontorPage *editor = kontor_map_trail_get_current (self);

      /* What is drawn is written while it goes. */
      kontor_page_can_close (editor);
      g_signal_handlers_disconnect_by_data (editor, self);
      g_ptr_array_set_size (self->editors, (int) self->editors->len - 1);
      show_current (self);
      gtk_stack_remove (self->stack, GTK_WIDGET (editor));
    }
  kontor_page_arrive (kontor_map_trail_get_current (self));
}

static void
enter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapTrail *self = KONTOR_MAP_TRAIL (widget);

  enter (self, g_variant_get_string (parameter, NULL));
  kontor_page_arrive (kontor_map_trail_get_current (self));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapTrail *self = KONTOR_MAP_TRAIL (widget);

  if (self->editors->len > 1)
    go_back_to (self, self->editors->len - 2);
}

/* The window's key for undoing asks the page. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (kontor_map_trail_get_current (KONTOR_MAP_TRAIL (widget))), name, NULL);
}

static gboolean
kontor_map_trail_can_close (KontorPage *page)
{
  KontorMapTrail *self = KONTOR_MAP_TRAIL (page);

  for (guint i = 0; i < self->editors->len; i++)
    if (!kontor_page_can_close (get_editor (self, i)))
      return FALSE;
  return TRUE;
}

static void
kontor_map_trail_save (KontorPage *page)
{
  kontor_page_save (kontor_map_trail_get_current (KONTOR_MAP_TRAIL (page)));
}

static void
kontor_map_trail_refresh (KontorPage *page)
{
  kontor_page_refresh (kontor_map_trail_get_current (KONTOR_MAP_TRAIL (page)));
}

static void
kontor_map_trail_find (KontorPage *page)
{
  kontor_page_find (kontor_map_trail_get_current (KONTOR_MAP_TRAIL (page)));
}

static void
kontor_map_trail_arrive (KontorPage *page)
{
  kontor_page_arrive (kontor_map_trail_get_current (KONTOR_MAP_TRAIL (page)));
}

static void
kontor_map_trail_finalize (GObject *object)
{
  g_ptr_array_unref (KONTOR_MAP_TRAIL (object)->editors);
  G_OBJECT_CLASS (kontor_map_trail_parent_class)->finalize (object);
}

static void
kontor_map_trail_class_init (KontorMapTrailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_map_trail_finalize;
  page_class->can_close = kontor_map_trail_can_close;
  page_class->save = kontor_map_trail_save;
  page_class->refresh = kontor_map_trail_refresh;
  page_class->find = kontor_map_trail_find;
  page_class->arrive = kontor_map_trail_arrive;
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "trail.enter", "s", enter_action);
  gtk_widget_class_install_action (widget_class, "trail.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "trail.back", NULL);
}

static void
kontor_map_trail_init (KontorMapTrail *self)
{
  self->editors = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

KontorPage *
kontor_map_trail_new (KontorDesk *desk, const char *map_id)
{
  KontorMapTrail *self = g_object_new (KONTOR_TYPE_MAP_TRAIL, "desk", desk, NULL);

  enter (self, map_id);
  return KONTOR_PAGE (self);
}
