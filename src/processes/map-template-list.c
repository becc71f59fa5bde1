#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "processes/map-template-list.h"
#include "route/map-piece.h"

struct _KontorMapTemplateList
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  KontorMapTemplates *templates;
  KontorMapTools     *tools;
};

G_DEFINE_FINAL_TYPE (KontorMapTemplateList, kontor_map_template_list, GTK_TYPE_WIDGET)

static guint
position_of (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (object), "position"));
}

static void
insert_cb (GtkButton *button, KontorMapTemplateList *self)
{
  kontor_map_tools_add_piece (self->tools, kontor_map_templates_get_piece (self->templates, position_of (button)), NULL);
}

static void
remove_cb (GtkButton *button, KontorMapTemplateList *self)
{
  kontor_map_templates_remove (self->templates, position_of (button));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, KontorMapTemplateList *self)
{
  return gdk_content_provider_new_typed (G_TYPE_STRING, kontor_map_templates_get_piece (self->templates, position_of (source)));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *button)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (button);

  gtk_drag_source_set_icon (source, paintable, 12, 12);
}

static void
add_row (KontorMapTemplateList *self, guint position)
{
  const char *name = kontor_map_templates_get_name (self->templates, position);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *insert = gtk_button_new (), *label = gtk_label_new (name);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *what = g_strdup_printf (_("Insert the template “%s”"), name);
  g_autofree char *words = g_strdup_printf (_("Delete the template “%s”"), name);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (insert), label);
  gtk_widget_set_hexpand (insert, TRUE);
  gtk_widget_add_css_class (insert, "flat");
  gtk_widget_add_css_class (insert, "map-kind");
  gtk_widget_set_tooltip_text (insert, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (insert), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (insert), "position", GUINT_TO_POINTER (position));
  g_object_set_data (G_OBJECT (remove), "position", GUINT_TO_POINTER (position));
  g_object_set_data (G_OBJECT (source), "position", GUINT_TO_POINTER (position));
  g_signal_connect_object (insert, "clicked", G_CALLBACK (insert_cb), self, 0);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), insert);
  gtk_widget_add_controller (insert, GTK_EVENT_CONTROLLER (source));
  gtk_box_append (GTK_BOX (line), insert);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
show (KontorMapTemplateList *self)
{
  guint n = kontor_map_templates_get_count (self->templates);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (n > 0)
    {
      GtkWidget *heading = gtk_label_new (_("Templates"));

      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "dim-label");
      gtk_widget_add_css_class (heading, "caption");
      gtk_widget_set_margin_start (heading, 6);
      gtk_widget_set_margin_top (heading, 9);
      gtk_box_append (GTK_BOX (self->box), heading);
    }
  for (guint i = 0; i < n; i++)
    add_row (self, i);
}

static void
kontor_map_template_list_dispose (GObject *object)
{
  KontorMapTemplateList *self = KONTOR_MAP_TEMPLATE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->templates);
  g_clear_object (&self->tools);
  G_OBJECT_CLASS (kontor_map_template_list_parent_class)->dispose (object);
}

static void
kontor_map_template_list_class_init (KontorMapTemplateListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_template_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_template_list_init (KontorMapTemplateList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_template_list_new (KontorMapTemplates *templates, KontorMapTools *tools)
{
  KontorMapTemplateList *self = g_object_new (KONTOR_TYPE_MAP_TEMPLATE_LIST, NULL);

  self->templates = g_object_ref (templates);
  self->tools = g_object_ref (tools);
  g_signal_connect_object (templates, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

/* The name of a new template ------------------------------------------------------------ */

static void
name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "keep", *text != '\0');
}

static void
named_cb (AdwMessageDialog *dialog, const char *response, KontorMapTemplates *templates)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_strcmp0 (response, "keep") == 0)
    kontor_map_templates_keep (templates, name, g_object_get_data (G_OBJECT (dialog), "piece"));
}

void
kontor_map_template_ask_name (KontorMapTemplates *templates, KontorMapView *view)
{
  g_auto (GStrv) keys = kontor_map_view_get_selected (view);
  KontorMap *map = kontor_map_view_get_map (view);
  GtkWidget *dialog, *entry;
  guint n_points = 0;

  for (guint i = 0; map != NULL && keys[i] != NULL; i++)
    n_points += kontor_map_find (map, KONTOR_MAP_POINT, keys[i]) != NULL;
  if (n_points == 0)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))), _("Keep as a template"),
                                   _("What is selected can then be inserted into every map of the office."));
  entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _("_Not now"), "keep", _("_Keep"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "keep", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  g_object_set_data_full (G_OBJECT (dialog), "piece", kontor_map_piece_copy (map, (const char * const *) keys), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (named_cb), templates, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
