#include "config.h"

#include "activities/checklist.h"

#include <json-glib/json-glib.h>

struct _KontorChecklist
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  gboolean   editable;
};

G_DEFINE_FINAL_TYPE (KontorChecklist, kontor_checklist, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
toggled_cb (GtkCheckButton *button, KontorChecklist *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
append (KontorChecklist *self, const char *text, gboolean done)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), done);
  gtk_widget_set_sensitive (button, self->editable);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static const char *
item_text (JsonArray *items, guint i)
{
  JsonNode *item = json_array_get_element (items, i);

  return JSON_NODE_HOLDS_OBJECT (item)
           ? json_object_get_string_member_with_default (json_node_get_object (item), "text", "") : "";
}

static gboolean
item_done (JsonArray *items, guint i)
{
  JsonNode *item = json_array_get_element (items, i);

  return JSON_NODE_HOLDS_OBJECT (item) &&
         json_object_get_boolean_member_with_default (json_node_get_object (item), "done", FALSE);
}

/* Whether it shows these already: the server writes the same list in other words. */
static gboolean
shows (KontorChecklist *self, JsonArray *items)
{
  GtkWidget *child = gtk_widget_get_first_child (self->box);
  guint n_items = items != NULL ? json_array_get_length (items) : 0;

  for (guint i = 0; i < n_items; i++, child = gtk_widget_get_next_sibling (child))
    if (child == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (child), "text"), item_text (items, i)) != 0 ||
        gtk_check_button_get_active (GTK_CHECK_BUTTON (child)) != item_done (items, i))
      return FALSE;
  return child == NULL;
}

static void
kontor_checklist_dispose (GObject *object)
{
  KontorChecklist *self = KONTOR_CHECKLIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_checklist_parent_class)->dispose (object);
}

static void
kontor_checklist_class_init (KontorChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_checklist_dispose;
  signals[CHANGED] = g_signal_new ("changed", KONTOR_TYPE_CHECKLIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "checklist");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_checklist_init (KontorChecklist *self)
{
  self->editable = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
kontor_checklist_set_json (KontorChecklist *self, const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *items = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_CHECKLIST (self));

  /* Ticked boxes keep the focus when their own change comes back. */
  if (shows (self, items))
    return;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    append (self, item_text (items, i), item_done (items, i));
}

char *
kontor_checklist_get_json (KontorChecklist *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (KONTOR_IS_CHECKLIST (self), NULL);

  json_builder_begin_array (builder);
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, g_object_get_data (G_OBJECT (child), "text"));
      json_builder_set_member_name (builder, "done");
      json_builder_add_boolean_value (builder, gtk_check_button_get_active (GTK_CHECK_BUTTON (child)));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  return json_to_string (node, FALSE);
}

gboolean
kontor_checklist_is_empty (KontorChecklist *self)
{
  g_return_val_if_fail (KONTOR_IS_CHECKLIST (self), TRUE);
  return gtk_widget_get_first_child (self->box) == NULL;
}

gboolean
kontor_checklist_is_done (KontorChecklist *self)
{
  g_return_val_if_fail (KONTOR_IS_CHECKLIST (self), TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      return FALSE;
  return TRUE;
}

void
kontor_checklist_set_editable (KontorChecklist *self, gboolean editable)
{
  g_return_if_fail (KONTOR_IS_CHECKLIST (self));

  self->editable = editable;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_sensitive (child, editable);
}
