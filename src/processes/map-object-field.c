#include "config.h"

#include <glib/gi18n.h>

#include "kit/drop-down-search.h"
#include "kit/shown-text.h"
#include "processes/map-object-field.h"

struct _KontorMapObjectField
{
  KontorMapEdit        *edit;
  char                 *key;
  char                 *property;
  KontorMapChoices     *choices;
  KontorMapObjectBuild  build;
  GtkWidget            *box;
  guint                 rebuild_source;
  gboolean              building;
};

/* What one widget writes. */
typedef struct
{
  KontorMapObjectField *field;
  char                 *member;
  gboolean              decides;
} Member;

static void
member_free (gpointer data, GClosure *closure)
{
  Member *member = data;

  g_free (member->member);
  g_free (member);
}

static Member *
member_new (KontorMapObjectField *self, const char *name, gboolean decides)
{
  Member *member = g_new0 (Member, 1);

  member->field = self;
  member->member = g_strdup (name);
  member->decides = decides;
  return member;
}

static void
field_free (KontorMapObjectField *self)
{
  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  g_object_unref (self->edit);
  g_object_unref (self->choices);
  g_free (self->key);
  g_free (self->property);
  g_free (self);
}

static JsonObject *
now (KontorMapObjectField *self)
{
  const KontorMapItem *item = kontor_map_find (kontor_map_edit_get_map (self->edit), KONTOR_MAP_POINT, self->key);
  JsonNode *node = item != NULL ? kontor_map_item_get_node (item, self->property) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
kontor_map_object_field_get (KontorMapObjectField *self, const char *member)
{
  JsonObject *object = now (self);
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

JsonObject *
kontor_map_object_field_get_object (KontorMapObjectField *self, const char *member)
{
  JsonObject *object = now (self);
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

KontorMapChoices *
kontor_map_object_field_get_choices (KontorMapObjectField *self)
{
  return self->choices;
}

void
kontor_map_object_field_set (KontorMapObjectField *self, const char *member, JsonNode *value)
{
  JsonObject *old = now (self);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autoptr (GList) members = old != NULL ? json_object_get_members (old) : NULL;
  g_autofree char *tag = g_strdup_printf ("%s %s %s", self->key, self->property, member);

  for (GList *l = members; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, member) != 0)
      json_object_set_member (object, l->data, json_node_copy (json_object_get_member (old, l->data)));
  if (value != NULL)
    json_object_set_member (object, member, value);
  json_node_take_object (node, object);
  kontor_map_edit_begin (self->edit, _("Change a property"));
  kontor_map_edit_tag (self->edit, tag);
  kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, self->key, self->property, node);
  kontor_map_edit_end (self->edit);
}

static void
build (KontorMapObjectField *self)
{
  GtkWidget *child;

  self->building = TRUE;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->build (self, self->box);
  self->building = FALSE;
}

static gboolean
rebuild_cb (gpointer user_data)
{
  KontorMapObjectField *self = user_data;

  self->rebuild_source = 0;
  build (self);
  return G_SOURCE_REMOVE;
}

void
kontor_map_object_field_rebuild (KontorMapObjectField *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = g_idle_add (rebuild_cb, self);
}

GtkWidget *
kontor_map_object_field_new (KontorMapEdit *edit, const KontorMapItem *item, const char *property,
                             KontorMapChoices *choices, KontorMapObjectBuild builder)
{
  KontorMapObjectField *self = g_new0 (KontorMapObjectField, 1);

  self->edit = g_object_ref (edit);
  self->key = g_strdup (item->key);
  self->property = g_strdup (property);
  self->choices = g_object_ref (choices);
  self->build = builder;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_object_set_data_full (G_OBJECT (self->box), "field", self, (GDestroyNotify) field_free);
  build (self);
  return self->box;
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node = NULL;

  if (text != NULL && *text != '\0')
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, text);
    }
  return node;
}

static const char *
chosen (GtkDropDown *choice)
{
  char **values = g_object_get_data (G_OBJECT (choice), "values");
  guint selected = gtk_drop_down_get_selected (choice);

  return selected < g_strv_length (values) ? values[selected] : "";
}

static void
choice_cb (GtkDropDown *choice, GParamSpec *pspec, Member *member)
{
  if (member->field->building)
    return;
  kontor_map_object_field_set (member->field, member->member, text_node (chosen (choice)));
  if (member->decides)
    kontor_map_object_field_rebuild (member->field);
}

static void
performer_cb (GtkDropDown *choice, GParamSpec *pspec, Member *member)
{
  if (!member->field->building)
    kontor_map_object_field_set (member->field, member->member, kontor_map_performer_from_value (chosen (choice)));
}

static GtkWidget *
make_choice (KontorMapOptions *options, const char *value, GCallback callback, Member *member)
{
  GtkWidget *choice = kontor_narrow_drop_down_new ((const char * const *) options->labels->pdata);

  for (guint i = 0; g_ptr_array_index (options->values, i) != NULL; i++)
    if (g_strcmp0 (g_ptr_array_index (options->values, i), value) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  g_object_set_data_full (G_OBJECT (choice), "values", g_strdupv ((char **) options->values->pdata), (GDestroyNotify) g_strfreev);
  g_signal_connect_data (choice, "notify::selected", callback, member, member_free, 0);
  return choice;
}

void
kontor_map_object_field_add_choice (KontorMapObjectField *self, GtkWidget *box, const char *label,
                                    const char *member, KontorMapOptions *options, gboolean decides)
{
  kontor_map_fields_add (box, label, make_choice (options, kontor_map_object_field_get (self, member), G_CALLBACK (choice_cb),
                                                  member_new (self, member, decides)));
}

void
kontor_map_object_field_add_performer (KontorMapObjectField *self, GtkWidget *box, const char *label, const char *member)
{
  JsonObject *object = now (self);
  g_autofree char *value = kontor_map_performer_to_value (object != NULL ? json_object_get_member (object, member) : NULL);
  g_autoptr (KontorMapOptions) options = kontor_map_choices_performers (self->choices, NULL);
  GtkWidget *choice = make_choice (options, value, G_CALLBACK (performer_cb), member_new (self, member, FALSE));

  kontor_drop_down_search (GTK_DROP_DOWN (choice));
  kontor_map_fields_add (box, label, choice);
}

static void
entry_cb (GtkEditable *entry, Member *member)
{
  kontor_map_object_field_set (member->field, member->member, text_node (gtk_editable_get_text (entry)));
}

void
kontor_map_object_field_add_entry (KontorMapObjectField *self, GtkWidget *box, const char *label, const char *member)
{
  GtkWidget *entry = gtk_entry_new ();

  kontor_show_text (GTK_EDITABLE (entry), kontor_map_object_field_get (self, member));
  g_signal_connect_data (entry, "changed", G_CALLBACK (entry_cb), member_new (self, member, FALSE), member_free, 0);
  kontor_map_fields_add (box, label, entry);
}

static void
hours_cb (GtkSpinButton *spin, Member *member)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (node, gtk_spin_button_get_value_as_int (spin));
  kontor_map_object_field_set (member->field, member->member, node);
}

void
kontor_map_object_field_add_hours (KontorMapObjectField *self, GtkWidget *box, const char *label, const char *member, double otherwise)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 9999, 1);
  JsonObject *object = now (self);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), object != NULL && json_object_has_member (object, member)
                                                     ? json_object_get_double_member (object, member) : otherwise);
  gtk_widget_set_halign (spin, GTK_ALIGN_START);
  g_signal_connect_data (spin, "value-changed", G_CALLBACK (hours_cb), member_new (self, member, FALSE), member_free, 0);
  kontor_map_fields_add (box, label, spin);
}
