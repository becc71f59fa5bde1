#include "config.h"

#include "admin/people-choice.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "kit/link-picker.h"

struct _KontorPeopleChoice
{
  AdwBin            parent_instance;

  GtkListBox       *rows;
  GtkWidget        *label;
  KontorLinkPicker *picker;
  /* ids, in their order */
  GPtrArray        *people;
  /* what everybody is called */
  GHashTable       *names;
  GCancellable     *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorPeopleChoice, kontor_people_choice, ADW_TYPE_BIN)

static guint changed_signal;

static void build (KontorPeopleChoice *self);

static void
change (KontorPeopleChoice *self)
{
  build (self);
  g_signal_emit (self, changed_signal, 0);
}

static guint
place_of (GtkWidget *button)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)));
}

static void
remove_cb (GtkWidget *button, KontorPeopleChoice *self)
{
  g_ptr_array_remove_index (self->people, place_of (button));
  change (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}

static void
up_cb (GtkWidget *button, KontorPeopleChoice *self)
{
  guint place = place_of (button);
  char *id = g_ptr_array_steal_index (self->people, place);

  g_ptr_array_insert (self->people, (int) place - 1, id);
  change (self);
}

static GtkWidget *
make_button (KontorPeopleChoice *self, const char *icon, const char *format, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf (format, name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
append (KontorPeopleChoice *self, guint place)
{
  const char *known = g_hash_table_lookup (self->names, g_ptr_array_index (self->people, place));
  const char *name = known != NULL ? known : _("An employee");
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (line, 9);
  gtk_box_append (GTK_BOX (line), label);
  if (place > 0)
    /* Translators: %s is an employee */
    gtk_box_append (GTK_BOX (line), make_button (self, "go-up-symbolic", _("Move %s up"), name, G_CALLBACK (up_cb)));
  gtk_box_append (GTK_BOX (line), make_button (self, "list-remove-symbolic", _("Take %s out"), name, G_CALLBACK (remove_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->rows, row);
}

static void
build (KontorPeopleChoice *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
  for (guint i = 0; i < self->people->len; i++)
    append (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->people->len > 0);
}

static void
picked_cb (KontorPeopleChoice *self)
{
  const char *id = kontor_link_picker_get_identifier (self->picker);
  g_autofree char *added = g_strdup (id);

  if (id == NULL)
    return;
  g_hash_table_insert (self->names, g_strdup (id), g_strdup (kontor_link_picker_get_label (self->picker)));
  kontor_link_picker_set_value (self->picker, NULL, NULL);
  if (g_ptr_array_find_with_equal_func (self->people, added, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->people, g_steal_pointer (&added));
  change (self);
}

static void
names_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPeopleChoice) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (rows == NULL || self->rows == NULL)
    return;
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    g_hash_table_insert (self->names, g_strdup (kontor_result_get (rows, i, 0)), g_strdup (kontor_result_get (rows, i, 2)));
  build (self);
}

static void
kontor_people_choice_dispose (GObject *object)
{
  KontorPeopleChoice *self = KONTOR_PEOPLE_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  self->rows = NULL;

  G_OBJECT_CLASS (kontor_people_choice_parent_class)->dispose (object);
}

static void
kontor_people_choice_finalize (GObject *object)
{
  KontorPeopleChoice *self = KONTOR_PEOPLE_CHOICE (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->names);

  G_OBJECT_CLASS (kontor_people_choice_parent_class)->finalize (object);
}

static void
kontor_people_choice_class_init (KontorPeopleChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_people_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_people_choice_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_people_choice_init (KontorPeopleChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "css-name", "fieldrow", "spacing", 12, NULL);

  self->people = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Employees"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);

  self->picker = KONTOR_LINK_PICKER (kontor_link_picker_new ("employee"));
  g_object_set (self->picker, "can-create", FALSE, NULL);
  kontor_link_picker_set_condition (self->picker, "{\"field\": \"active\", \"is\": true}");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picker), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add an employee"), -1);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->picker), TRUE);
  self->label = gtk_label_new (_("Add an employee"));
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "field-label");
  gtk_box_append (GTK_BOX (line), self->label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->picker));

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), line);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
kontor_people_choice_set_desk (KontorPeopleChoice *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_PEOPLE_CHOICE (self));

  if (kontor_desk_get_database (desk) != NULL)
    kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "office-people", NULL, 0,
                                 self->cancellable, names_cb, g_object_ref (self));
}

void
kontor_people_choice_set (KontorPeopleChoice *self, const char *people)
{
  g_autoptr (JsonNode) node = people != NULL ? json_from_string (people, NULL) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  g_return_if_fail (KONTOR_IS_PEOPLE_CHOICE (self));

  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (self->people, g_strdup (json_array_get_string_element (array, i)));
  build (self);
}

char *
kontor_people_choice_get (KontorPeopleChoice *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (KONTOR_IS_PEOPLE_CHOICE (self), NULL);

  for (guint i = 0; i < self->people->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (self->people, i));
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

GtkWidget *
kontor_people_choice_get_label (KontorPeopleChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_PEOPLE_CHOICE (self), NULL);
  return self->label;
}
