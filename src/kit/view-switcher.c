#include "config.h"

#include "kit/view-switcher.h"

#include <glib/gi18n.h>

#include "model/view.h"

#define VIEW_KEY "kontor-view"

struct _KontorViewSwitcher
{
  GtkWidget           parent_instance;
  KontorDesk         *desk;
  const KontorEntity *entity;
  GtkWidget          *button;
  GtkWidget          *label;
  GtkWidget          *popover;
  GtkListBox         *list;
  GtkWidget          *name;
  GPtrArray          *views;
  KontorRecord       *current;
};

G_DEFINE_FINAL_TYPE (KontorViewSwitcher, kontor_view_switcher, GTK_TYPE_WIDGET)

enum { CHOSEN, KEEP, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
show_label (KontorViewSwitcher *self)
{
  g_autofree char *all = g_strdup_printf (_("All %s"), _(self->entity->plural));
  g_autofree char *name = NULL;

  gtk_label_set_text (GTK_LABEL (self->label), self->current != NULL ? kontor_record_get_title (self->current) : _("All"));
  name = g_strdup_printf (_("View: %s"), self->current != NULL ? kontor_record_get_title (self->current) : all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
remove_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorViewSwitcher) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!kontor_store_remove_finish (KONTOR_STORE (source), result, &error))
    kontor_desk_report_error (self->desk, error, _("The view was not deleted"));
  kontor_view_switcher_reload (self);
}

static void
remove_cb (GtkButton *button, KontorViewSwitcher *self)
{
  KontorRecord *view = g_object_get_data (G_OBJECT (button), VIEW_KEY);

  kontor_store_remove_async (kontor_desk_get_store (self->desk), view, NULL, remove_done_cb, g_object_ref (self));
}

static void
add_row (KontorViewSwitcher *self, KontorRecord *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *label = gtk_label_new (view != NULL ? kontor_record_get_title (view) : _("All"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (mark, view == self->current ? 1 : 0);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  /* One's own can be thrown away; those shipped with the product cannot. */
  if (view != NULL && kontor_record_get (view, "manager_id") != NULL)
    {
      GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_tooltip_text (remove, _("Delete this view"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete this view"), -1);
      g_object_set_data_full (G_OBJECT (remove), VIEW_KEY, g_object_ref (view), g_object_unref);
      g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
      gtk_box_append (GTK_BOX (box), remove);
    }
  gtk_list_box_append (self->list, box);
}

static void
show_views (KontorViewSwitcher *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  add_row (self, NULL);
  for (guint i = 0; i < self->views->len; i++)
    add_row (self, g_ptr_array_index (self->views, i));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorViewSwitcher) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *views = kontor_view_load_finish (KONTOR_STORE (source), result, &error);

  if (views == NULL)
    return;
  g_ptr_array_unref (self->views);
  self->views = views;
  if (self->list != NULL)
    show_views (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KontorViewSwitcher *self)
{
  int index = gtk_list_box_row_get_index (row);
  KontorRecord *view = index > 0 ? g_ptr_array_index (self->views, index - 1) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  kontor_view_switcher_set_current (self, view);
  g_signal_emit (self, signals[CHOSEN], 0, view);
}

static void
keep_cb (GtkWidget *widget, KontorViewSwitcher *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  if (*name == '\0')
    {
      gtk_widget_grab_focus (self->name);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  g_signal_emit (self, signals[KEEP], 0, name);
}

static void
shown_cb (GtkPopover *popover, KontorViewSwitcher *self)
{
  show_views (self);
}

static void
kontor_view_switcher_dispose (GObject *object)
{
  KontorViewSwitcher *self = KONTOR_VIEW_SWITCHER (object);

  self->list = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->current);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_view_switcher_parent_class)->dispose (object);
}

static void
kontor_view_switcher_finalize (GObject *object)
{
  g_ptr_array_unref (KONTOR_VIEW_SWITCHER (object)->views);

  G_OBJECT_CLASS (kontor_view_switcher_parent_class)->finalize (object);
}

static void
kontor_view_switcher_class_init (KontorViewSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_view_switcher_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_view_switcher_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, KONTOR_TYPE_RECORD);
  signals[KEEP] = g_signal_new ("keep", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_view_switcher_init (KontorViewSwitcher *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *keep = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keep_button = gtk_button_new_with_mnemonic (_("_Keep"));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->views = g_ptr_array_new_with_free_func (g_object_unref);
  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 24);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("view-list-symbolic"));
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _("Views"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->name = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _("Keep this view as…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the view"), -1);
  gtk_widget_set_hexpand (self->name, TRUE);
  g_signal_connect (self->name, "activate", G_CALLBACK (keep_cb), self);
  g_signal_connect (keep_button, "clicked", G_CALLBACK (keep_cb), self);
  gtk_box_append (GTK_BOX (keep), self->name);
  gtk_box_append (GTK_BOX (keep), keep_button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), keep);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_size_request (box, 280, -1);
  g_signal_connect (self->popover, "show", G_CALLBACK (shown_cb), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
}

GtkWidget *
kontor_view_switcher_new (KontorDesk *desk, const KontorEntity *entity)
{
  KontorViewSwitcher *self;

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_VIEW_SWITCHER, NULL);
  g_set_object (&self->desk, desk);
  self->entity = entity;
  show_label (self);
  kontor_view_switcher_reload (self);
  return GTK_WIDGET (self);
}

KontorRecord *
kontor_view_switcher_get_current (KontorViewSwitcher *self)
{
  g_return_val_if_fail (KONTOR_IS_VIEW_SWITCHER (self), NULL);
  return self->current;
}

void
kontor_view_switcher_set_current (KontorViewSwitcher *self, KontorRecord *view)
{
  g_return_if_fail (KONTOR_IS_VIEW_SWITCHER (self));

  g_set_object (&self->current, view);
  show_label (self);
}

void
kontor_view_switcher_reload (KontorViewSwitcher *self)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_VIEW_SWITCHER (self));

  store = self->desk != NULL ? kontor_desk_get_store (self->desk) : NULL;
  if (store != NULL)
    kontor_view_load_async (store, self->entity, NULL, loaded_cb, g_object_ref (self));
}
