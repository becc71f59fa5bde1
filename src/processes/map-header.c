#include "config.h"

#include <glib/gi18n.h>

#include "processes/map-header.h"

struct _KontorMapHeader
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *line;
  GtkWidget *title;
  GtkWidget *state;
  GtkWidget *way;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *tidy;
  GtkWidget *comments;
  GtkWidget *n_comments;
  GtkWidget *play;
  GtkWidget *publish;
};

G_DEFINE_FINAL_TYPE (KontorMapHeader, kontor_map_header, GTK_TYPE_WIDGET)

static void
kontor_map_header_dispose (GObject *object)
{
  KontorMapHeader *self = KONTOR_MAP_HEADER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kontor_map_header_parent_class)->dispose (object);
}

static void
kontor_map_header_class_init (KontorMapHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_header_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_action_button (const char *icon, const char *action, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accelerator != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new (), look = g_menu_new (), out = g_menu_new (), end = g_menu_new ();

  append_item (look, _("Try on _past records…"), "map.dry-run", NULL);
  append_item (look, _("_Versions and how they go"), "map.versions", NULL);
  append_item (out, _("_Import BPMN…"), "exchange.import", "<Control>o");
  append_item (out, _("_Export…"), "exchange.export", "<Control>e");
  append_item (out, _("_Print or document…"), "map.paper", "<Control>p");
  append_item (end, _("Throw _draft away…"), "map.discard", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More about this map"), -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_comments (KontorMapHeader *self)
{
  GtkWidget *button = gtk_toggle_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->n_comments = gtk_label_new ("");
  gtk_widget_add_css_class (self->n_comments, "numeric");
  gtk_widget_set_visible (self->n_comments, FALSE);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("chat-message-new-symbolic"));
  gtk_box_append (GTK_BOX (line), self->n_comments);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Comments (Ctrl+M)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Comments"), -1);
  return button;
}

static void
kontor_map_header_init (KontorMapHeader *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = box;
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->title = make_label ("heading");
  self->state = make_label ("caption");
  gtk_widget_add_css_class (self->state, "dim-label");
  gtk_box_append (GTK_BOX (self->line), self->title);
  gtk_box_append (GTK_BOX (words), self->line);
  gtk_box_append (GTK_BOX (words), self->state);
  gtk_widget_set_hexpand (words, TRUE);
  self->undo = make_action_button ("edit-undo-symbolic", "map.undo", _("Undo (Ctrl+Z)"));
  self->redo = make_action_button ("edit-redo-symbolic", "map.redo", _("Redo (Ctrl+Shift+Z)"));
  self->tidy = gtk_button_new_with_mnemonic (_("Tidy _up"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->tidy), "map.tidy");
  gtk_widget_set_tooltip_text (self->tidy, _("Lay the map out anew (Ctrl+T)"));
  self->comments = make_comments (self);
  self->play = gtk_toggle_button_new_with_mnemonic (_("_Try out"));
  gtk_widget_set_tooltip_text (self->play, _("Play a process on the drawing, without any task for anybody"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Try out"), -1);
  self->publish = gtk_button_new_with_mnemonic (_("_Publish"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->publish), "map.publish");
  gtk_widget_add_css_class (self->publish, "suggested-action");
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->undo);
  gtk_box_append (GTK_BOX (box), self->redo);
  gtk_box_append (GTK_BOX (box), self->comments);
  gtk_box_append (GTK_BOX (box), self->tidy);
  gtk_box_append (GTK_BOX (box), self->play);
  gtk_box_append (GTK_BOX (box), self->publish);
  gtk_box_append (GTK_BOX (box), make_menu ());
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_header_new (void)
{
  return g_object_new (KONTOR_TYPE_MAP_HEADER, NULL);
}

void
kontor_map_header_set_title (KontorMapHeader *self, const char *title)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
}

const char *
kontor_map_header_get_title (KontorMapHeader *self)
{
  return gtk_label_get_text (GTK_LABEL (self->title));
}

void
kontor_map_header_set_state (KontorMapHeader *self, const char *state)
{
  gtk_label_set_text (GTK_LABEL (self->state), state);
}

const char *
kontor_map_header_get_state (KontorMapHeader *self)
{
  return gtk_label_get_text (GTK_LABEL (self->state));
}

void
kontor_map_header_set_way (KontorMapHeader *self, GtkWidget *way)
{
  if (self->way != NULL)
    gtk_box_remove (GTK_BOX (self->line), self->way);
  self->way = way;
  if (way != NULL)
    gtk_box_prepend (GTK_BOX (self->line), way);
}

void
kontor_map_header_set_may_edit (KontorMapHeader *self, gboolean may_edit)
{
  gtk_widget_set_visible (self->undo, may_edit);
  gtk_widget_set_visible (self->redo, may_edit);
  gtk_widget_set_visible (self->tidy, may_edit);
  gtk_widget_set_visible (self->publish, may_edit);
}

void
kontor_map_header_set_history (KontorMapHeader *self, const char *undo, const char *redo)
{
  g_autofree char *undo_words = undo != NULL ? g_strdup_printf (_("Undo: %s (Ctrl+Z)"), undo) : g_strdup (_("Undo (Ctrl+Z)"));
  g_autofree char *redo_words = redo != NULL ? g_strdup_printf (_("Redo: %s (Ctrl+Shift+Z)"), redo) : g_strdup (_("Redo (Ctrl+Shift+Z)"));

  gtk_widget_set_tooltip_text (self->undo, undo_words);
  gtk_widget_set_tooltip_text (self->redo, redo_words);
}

void
kontor_map_header_set_sound (KontorMapHeader *self, gboolean sound)
{
  gtk_widget_set_tooltip_text (self->publish, sound ? _("New processes walk this version from now on")
                                                    : _("First solve the problems that are listed below"));
}

GtkToggleButton *
kontor_map_header_get_play (KontorMapHeader *self)
{
  return GTK_TOGGLE_BUTTON (self->play);
}

GtkToggleButton *
kontor_map_header_get_comments (KontorMapHeader *self)
{
  return GTK_TOGGLE_BUTTON (self->comments);
}

void
kontor_map_header_set_n_comments (KontorMapHeader *self, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open comment", "%u open comments", n), n);

  gtk_label_set_text (GTK_LABEL (self->n_comments), number);
  gtk_widget_set_visible (self->n_comments, n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->comments), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}
