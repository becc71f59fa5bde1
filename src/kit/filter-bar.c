#include "config.h"

#include "kit/filter-bar.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "kit/condition-editor.h"
#include "kit/replace-text.h"
#include "model/condition.h"

struct _KontorFilterBar
{
  GtkWidget           parent_instance;
  const KontorEntity *entity;
  GtkWidget          *box;
  GtkWidget          *add;
  /* JSON texts, combined with "all". */
  GPtrArray          *parts;
  char               *condition;
};

G_DEFINE_FINAL_TYPE (KontorFilterBar, kontor_filter_bar, GTK_TYPE_WIDGET)

/* A part that is being edited: its place, or the end for a new one. */
typedef struct
{
  KontorFilterBar *bar;
  int              index;
} Part;

static guint changed_signal;

static void show_chips (KontorFilterBar *self);

static void
combine (KontorFilterBar *self)
{
  g_autoptr(GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr(JsonNode) group = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      JsonNode *node = json_from_string (g_ptr_array_index (self->parts, i), NULL);

      if (node != NULL)
        g_ptr_array_add (nodes, node);
    }
  g_clear_pointer (&self->condition, g_free);
  if (nodes->len == 1)
    self->condition = g_strdup (g_ptr_array_index (self->parts, 0));
  if (nodes->len > 0)
    group = kontor_condition_new_group ("all", nodes);
  if (group != NULL && self->condition == NULL)
    self->condition = json_to_string (group, FALSE);
}

/* {"all": [X]} with one member is X. */
static char *
simplify (const char *condition)
{
  g_autoptr(JsonNode) node = condition != NULL ? json_from_string (condition, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object != NULL && json_object_has_member (object, "all") &&
      json_array_get_length (json_object_get_array_member (object, "all")) == 1)
    return json_to_string (json_array_get_element (json_object_get_array_member (object, "all"), 0), FALSE);
  return g_strdup (condition);
}

static void
edited_cb (KontorConditionEditor *editor, Part *part)
{
  KontorFilterBar *self = part->bar;
  g_autofree char *whole = kontor_condition_editor_get_condition (editor);
  g_autofree char *condition = simplify (whole);

  if (part->index >= (int) self->parts->len)
    {
      if (condition == NULL)
        return;
      g_ptr_array_add (self->parts, g_steal_pointer (&condition));
    }
  else if (condition != NULL)
    {
      g_free (g_ptr_array_index (self->parts, part->index));
      g_ptr_array_index (self->parts, part->index) = g_steal_pointer (&condition);
    }
  else
    {
      g_ptr_array_remove_index (self->parts, part->index);
    }
  combine (self);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
show_chips_cb (gpointer user_data)
{
  KontorFilterBar *self = user_data;

  if (self->box != NULL)
    show_chips (self);
  return G_SOURCE_REMOVE;
}

/* Not while the popover is open: its button would go away beneath it. */
static void
popover_closed_cb (GtkPopover *popover, KontorFilterBar *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, show_chips_cb, g_object_ref (self), g_object_unref);
}

static void
create_editor (GtkMenuButton *button, gpointer user_data)
{
  Part *part = user_data;
  KontorFilterBar *self = part->bar;
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWidget *editor = kontor_condition_editor_new (self->entity);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (part->index < (int) self->parts->len)
    kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (editor), g_ptr_array_index (self->parts, part->index));
  g_signal_connect (editor, "changed", G_CALLBACK (edited_cb), part);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), editor);
  gtk_widget_set_size_request (editor, 520, -1);

  if (popover == NULL)
    {
      popover = gtk_popover_new ();
      gtk_menu_button_set_popover (button, popover);
      gtk_widget_add_css_class (popover, "filter-popover");
      g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), self);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
}

static void
remove_cb (GtkButton *button, KontorFilterBar *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (index >= self->parts->len)
    return;
  g_ptr_array_remove_index (self->parts, index);
  combine (self);
  show_chips (self);
  gtk_widget_grab_focus (self->add);
  g_signal_emit (self, changed_signal, 0);
}

static Part *
part_new (KontorFilterBar *self, int index)
{
  Part *part = g_new0 (Part, 1);

  part->bar = self;
  part->index = index;
  return part;
}

static GtkWidget *
make_chip (KontorFilterBar *self, guint index)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *label;
  g_autofree char *words = kontor_condition_describe (self->entity, g_ptr_array_index (self->parts, index));
  g_autofree char *name = g_strdup_printf (_("Filter: %s"), words);
  g_autofree char *remove_name = g_strdup_printf (_("Remove the filter: %s"), words);

  label = gtk_label_new (words);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, words);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_editor, part_new (self, index), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_name, -1);
  gtk_widget_set_tooltip_text (remove, _("Remove"));
  g_object_set_data (G_OBJECT (remove), "index", GUINT_TO_POINTER (index));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_add_css_class (chip, "filter-chip");
  gtk_box_append (GTK_BOX (chip), button);
  gtk_box_append (GTK_BOX (chip), remove);
  return chip;
}

static void
show_chips (KontorFilterBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < self->parts->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_chip (self, i));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), create_editor,
                                         part_new (self, self->parts->len), g_free);
}

static void
kontor_filter_bar_dispose (GObject *object)
{
  KontorFilterBar *self = KONTOR_FILTER_BAR (object);
  GtkWidget *child;

  self->box = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kontor_filter_bar_parent_class)->dispose (object);
}

static void
kontor_filter_bar_finalize (GObject *object)
{
  KontorFilterBar *self = KONTOR_FILTER_BAR (object);

  g_ptr_array_unref (self->parts);
  g_free (self->condition);

  G_OBJECT_CLASS (kontor_filter_bar_parent_class)->finalize (object);
}

static void
kontor_filter_bar_class_init (KontorFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_filter_bar_dispose;
  object_class->finalize = kontor_filter_bar_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filterbar");
}

static void
kontor_filter_bar_init (KontorFilterBar *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->add = gtk_menu_button_new ();
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new_with_mnemonic (_("_Filter")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->add), content);
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_tooltip_text (self->add, _("Add a filter (Ctrl+Shift+F)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a filter"), -1);
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
}

GtkWidget *
kontor_filter_bar_new (const KontorEntity *entity)
{
  KontorFilterBar *self;

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_FILTER_BAR, NULL);
  self->entity = entity;
  show_chips (self);
  return GTK_WIDGET (self);
}

void
kontor_filter_bar_set_condition (KontorFilterBar *self, const char *condition)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  g_return_if_fail (KONTOR_IS_FILTER_BAR (self));

  if (condition != NULL && *condition == '\0')
    condition = NULL;
  if (g_strcmp0 (self->condition, condition) == 0)
    return;
  g_ptr_array_set_size (self->parts, 0);
  node = condition != NULL ? json_from_string (condition, NULL) : NULL;
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object != NULL && json_object_has_member (object, "all"))
    {
      JsonArray *members = json_object_get_array_member (object, "all");

      for (guint i = 0; i < json_array_get_length (members); i++)
        g_ptr_array_add (self->parts, json_to_string (json_array_get_element (members, i), FALSE));
    }
  else if (object != NULL)
    {
      g_ptr_array_add (self->parts, g_strdup (condition));
    }
  kontor_replace_text (&self->condition, condition);
  show_chips (self);
}

const char *
kontor_filter_bar_get_condition (KontorFilterBar *self)
{
  g_return_val_if_fail (KONTOR_IS_FILTER_BAR (self), NULL);
  return self->condition;
}

void
kontor_filter_bar_add (KontorFilterBar *self)
{
  g_return_if_fail (KONTOR_IS_FILTER_BAR (self));
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->add));
}
