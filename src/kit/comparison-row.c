#include "config.h"

#include "kit/comparison-row.h"

#include <glib/gi18n.h>

#include "kit/drop-down-search.h"
#include "kit/field-editor.h"
#include "kit/link-picker.h"
#include "kit/wrap-box.h"
#include "model/condition.h"

/* Values are edited by the editors of the forms, on a record that nobody saves. */
#define N_VALUES 2

struct _KontorComparisonRow
{
  GtkWidget                parent_instance;
  const KontorEntity      *entity;
  const KontorField       *field;
  const KontorOperator    *operator;
  GPtrArray               *fields;
  GtkWidget               *field_choice;
  GtkWidget               *operator_choice;
  GtkWidget               *values;
  GtkWidget               *editors[N_VALUES];
  KontorRecord            *scratch[N_VALUES];
  /* For links: "me", "my team"; for dates: the period. */
  GtkWidget               *special;
  gboolean                 filling;
};

G_DEFINE_FINAL_TYPE (KontorComparisonRow, kontor_comparison_row, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
emit_changed (KontorComparisonRow *self)
{
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

static gboolean
takes_period (KontorComparisonRow *self)
{
  return self->operator != NULL && g_str_equal (self->operator->name, "within");
}

static gboolean
takes_list (KontorComparisonRow *self)
{
  return self->operator != NULL && g_str_equal (self->operator->name, "in");
}

static gboolean
takes_field (KontorComparisonRow *self)
{
  return self->operator != NULL && g_str_has_suffix (self->operator->name, "_field");
}

/* Whether another field can be compared with the one that was chosen. */
static gboolean
is_comparable (KontorComparisonRow *self, const KontorField *other)
{
  return other != self->field && (other->kind == KONTOR_FIELD_DATE || other->kind == KONTOR_FIELD_MOMENT);
}

/* The @position'th of them, NULL behind the last. */
static const KontorField *
get_comparable (KontorComparisonRow *self, guint position)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (is_comparable (self, g_ptr_array_index (self->fields, i)) && position-- == 0)
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

static const char *
special_value (KontorComparisonRow *self)
{
  if (self->field->kind != KONTOR_FIELD_LINK || self->field->target == NULL)
    return NULL;
  if (g_str_equal (self->field->target, "employee"))
    return "me";
  if (g_str_equal (self->field->target, "team"))
    return "my_team";
  return NULL;
}

static void
scratch_changed_cb (KontorRecord *record, const char *field, KontorComparisonRow *self)
{
  if (self->special != NULL && GTK_IS_TOGGLE_BUTTON (self->special) && !self->filling &&
      kontor_record_get (record, self->field->name) != NULL)
    {
      self->filling = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->special), FALSE);
      self->filling = FALSE;
    }
  emit_changed (self);
}

static void
special_toggled_cb (GtkToggleButton *button, KontorComparisonRow *self)
{
  if (gtk_toggle_button_get_active (button) && self->editors[0] != NULL && !self->filling)
    {
      self->filling = TRUE;
      kontor_record_set (self->scratch[0], self->field->name, NULL);
      kontor_field_editor_find (self->field)->show (self->editors[0], self->field, self->scratch[0]);
      self->filling = FALSE;
    }
  emit_changed (self);
}

static void
item_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, KontorComparisonRow *self)
{
  emit_changed (self);
}

static void
days_changed_cb (GtkSpinButton *button, KontorComparisonRow *self)
{
  emit_changed (self);
}

static void
choice_toggled_cb (GtkToggleButton *button, KontorComparisonRow *self)
{
  emit_changed (self);
}

static void
take_values (KontorComparisonRow *self)
{
  for (guint i = 0; i < N_VALUES; i++)
    if (self->editors[i] != NULL)
      kontor_field_editor_find (self->field)->take (self->editors[i], self->field, self->scratch[i], NULL);
}

/* An editor commits to a field row, which is not here: leaving it and Enter are enough. */
static void
editor_left_cb (GtkEventControllerFocus *controller, KontorComparisonRow *self)
{
  take_values (self);
}

static gboolean
editor_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KontorComparisonRow *self)
{
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    take_values (self);
  return GDK_EVENT_PROPAGATE;
}

static void
decided_cb (GObject *widget, gpointer parameter, KontorComparisonRow *self)
{
  if (!self->filling)
    take_values (self);
}

static void
decided_plain_cb (GObject *widget, KontorComparisonRow *self)
{
  if (!self->filling)
    take_values (self);
}

/* While one types the text is read, not yet put into its usual form. */
static void
typed_cb (GtkEditable *entry, KontorComparisonRow *self)
{
  for (guint i = 0; i < N_VALUES && !self->filling; i++)
    {
      g_autofree char *value = NULL;

      if (self->editors[i] != NULL && gtk_widget_is_ancestor (GTK_WIDGET (entry), self->editors[i]) &&
          kontor_field_parse (self->field, gtk_editable_get_text (entry), &value, NULL))
        kontor_record_set (self->scratch[i], self->field->name, value);
    }
}

/* Each editor has one signal that tells that the person has decided. */
static void
follow_editor (KontorComparisonRow *self, GtkWidget *editor)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *target = kontor_field_editor_find (self->field)->focus (editor);

  g_signal_connect (focus, "leave", G_CALLBACK (editor_left_cb), self);
  gtk_widget_add_controller (editor, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (editor_key_cb), self);
  gtk_widget_add_controller (editor, keys);

  if (KONTOR_IS_LINK_PICKER (editor))
    g_signal_connect_after (editor, "picked", G_CALLBACK (decided_plain_cb), self);
  else if (GTK_IS_DROP_DOWN (editor))
    g_signal_connect_after (editor, "notify::selected", G_CALLBACK (decided_cb), self);
  else if (GTK_IS_CHECK_BUTTON (editor))
    g_signal_connect_after (editor, "notify::active", G_CALLBACK (decided_cb), self);
  else if (GTK_IS_ENTRY (target))
    g_signal_connect_after (target, "changed", G_CALLBACK (typed_cb), self);
  else if (KONTOR_IS_WRAP_BOX (editor))
    for (GtkWidget *child = gtk_widget_get_first_child (editor); child != NULL; child = gtk_widget_get_next_sibling (child))
      g_signal_connect_after (child, "notify::active", G_CALLBACK (decided_cb), self);
  if (target != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Value"), -1);
}

static GtkWidget *
make_list (KontorComparisonRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (const KontorChoice *choice = self->field->choices; choice != NULL && choice->value != NULL; choice++)
    {
      GtkWidget *toggle = gtk_toggle_button_new_with_label (_(choice->label));

      gtk_widget_add_css_class (toggle, "chip-toggle");
      gtk_widget_set_name (toggle, choice->value);
      g_signal_connect (toggle, "toggled", G_CALLBACK (choice_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), toggle);
    }
  return box;
}

static GtkWidget *
make_periods (KontorComparisonRow *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (const KontorChoice *period = kontor_condition_periods (); period->value != NULL; period++)
    gtk_string_list_append (labels, _(period->label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (item_changed_cb), self);
  return drop_down;
}

static GtkWidget *
make_fields (KontorComparisonRow *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const KontorField *field;
  GtkWidget *drop_down;

  for (guint i = 0; (field = get_comparable (self, i)) != NULL; i++)
    gtk_string_list_append (labels, _(field->label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (item_changed_cb), self);
  return drop_down;
}

static void
build_values (KontorComparisonRow *self)
{
  GtkWidget *child;
  const KontorFieldEditor *kind = kontor_field_editor_find (self->field);

  while ((child = gtk_widget_get_first_child (self->values)) != NULL)
    gtk_box_remove (GTK_BOX (self->values), child);
  self->special = NULL;
  for (guint i = 0; i < N_VALUES; i++)
    {
      self->editors[i] = NULL;
      if (self->scratch[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->scratch[i], self);
      g_clear_object (&self->scratch[i]);
    }
  if (self->operator == NULL)
    return;

  if (takes_period (self))
    self->special = make_periods (self);
  else if (takes_field (self))
    self->special = make_fields (self);
  else if (takes_list (self) && self->field->kind == KONTOR_FIELD_CHOICE)
    self->special = make_list (self);
  else if (g_str_equal (self->operator->name, "older_than_days"))
    {
      self->special = gtk_spin_button_new_with_range (1, 9999, 1);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->special), 30);
      g_signal_connect (self->special, "value-changed", G_CALLBACK (days_changed_cb), self);
    }
  if (self->special != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->special), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Value"), -1);
      gtk_box_append (GTK_BOX (self->values), self->special);
      return;
    }

  if (special_value (self) != NULL && self->operator->n_values == 1)
    {
      self->special = gtk_toggle_button_new_with_label (g_str_equal (special_value (self), "me") ? _("Me") : _("My team"));
      gtk_widget_add_css_class (self->special, "chip-toggle");
      g_signal_connect (self->special, "toggled", G_CALLBACK (special_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->values), self->special);
    }
  for (int i = 0; i < self->operator->n_values && i < N_VALUES; i++)
    {
      self->scratch[i] = kontor_record_new (self->entity, NULL);
      kontor_record_set (self->scratch[i], self->field->name, NULL);
      self->editors[i] = kind->create (self->field);
      if (KONTOR_IS_LINK_PICKER (self->editors[i]))
        g_object_set (self->editors[i], "can-create", FALSE, NULL);
      gtk_widget_set_hexpand (self->editors[i], TRUE);
      kind->show (self->editors[i], self->field, self->scratch[i]);
      gtk_box_append (GTK_BOX (self->values), self->editors[i]);
      follow_editor (self, self->editors[i]);
      g_signal_connect (self->scratch[i], "changed", G_CALLBACK (scratch_changed_cb), self);
    }
}

static void
operator_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, KontorComparisonRow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->field == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  self->operator = &kontor_condition_operators (self->field)[selected];
  build_values (self);
  emit_changed (self);
}

static void
show_operators (KontorComparisonRow *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (const KontorOperator *operator = kontor_condition_operators (self->field); operator->name != NULL; operator++)
    gtk_string_list_append (labels, _(operator->label));
  self->operator = kontor_condition_operators (self->field);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->operator_choice), G_LIST_MODEL (labels));
}

static void
field_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, KontorComparisonRow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  gboolean filling = self->filling;

  if (selected >= self->fields->len)
    return;
  self->filling = TRUE;
  self->field = g_ptr_array_index (self->fields, selected);
  show_operators (self);
  build_values (self);
  self->filling = filling;
  emit_changed (self);
}

static void
kontor_comparison_row_dispose (GObject *object)
{
  KontorComparisonRow *self = KONTOR_COMPARISON_ROW (object);
  GtkWidget *child;

  self->filling = TRUE;
  for (guint i = 0; i < N_VALUES; i++)
    {
      self->editors[i] = NULL;
      if (self->scratch[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->scratch[i], self);
      g_clear_object (&self->scratch[i]);
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_comparison_row_parent_class)->dispose (object);
}

static void
kontor_comparison_row_class_init (KontorComparisonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_comparison_row_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparison");
}

static void
kontor_comparison_row_init (KontorComparisonRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->fields = g_ptr_array_new ();
}

GtkWidget *
kontor_comparison_row_new (const KontorEntity *entity)
{
  KontorComparisonRow *self;
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_COMPARISON_ROW, NULL);
  self->entity = entity;
  self->filling = TRUE;
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (field->kind != KONTOR_FIELD_JSON && (field->flags & KONTOR_FIELD_FLAG_RECKONED) == 0)
      {
        g_ptr_array_add (self->fields, (gpointer) field);
        gtk_string_list_append (labels, _(field->label));
      }
  self->field_choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  kontor_drop_down_search (GTK_DROP_DOWN (self->field_choice));
  self->operator_choice = gtk_drop_down_new (NULL, NULL);
  self->values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (self->values, TRUE);
  /* Beside a value of several lines these stay as high as they are. */
  gtk_widget_set_valign (self->field_choice, GTK_ALIGN_START);
  gtk_widget_set_valign (self->operator_choice, GTK_ALIGN_START);
  gtk_widget_set_parent (self->field_choice, GTK_WIDGET (self));
  gtk_widget_set_parent (self->operator_choice, GTK_WIDGET (self));
  gtk_widget_set_parent (self->values, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Field"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->operator_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Comparison"), -1);
  g_signal_connect (self->field_choice, "notify::selected", G_CALLBACK (field_changed_cb), self);
  g_signal_connect (self->operator_choice, "notify::selected", G_CALLBACK (operator_changed_cb), self);
  field_changed_cb (GTK_DROP_DOWN (self->field_choice), NULL, self);
  self->filling = FALSE;
  return GTK_WIDGET (self);
}

/* Reading and writing JSON -------------------------------------------------------------------- */

static char *
node_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "t" : "f");
  return json_to_string (node, FALSE);
}

static void
show_value (KontorComparisonRow *self, guint index, JsonNode *node)
{
  g_autofree char *text = node_text (node);

  if (self->editors[index] == NULL || text == NULL)
    return;
  if (self->field->kind == KONTOR_FIELD_LINK)
    kontor_record_set_link (self->scratch[index], self->field->name, text, kontor_condition_recall_title (text));
  else if ((self->field->flags & KONTOR_FIELD_FLAG_MANY) != 0 && text[0] != '{')
    {
      /* "contains" has one of them, the record an array. */
      g_autofree char *array = g_strdup_printf ("{%s}", text);

      kontor_record_set (self->scratch[index], self->field->name, array);
    }
  else
    kontor_record_set (self->scratch[index], self->field->name, text);
  kontor_field_editor_find (self->field)->show (self->editors[index], self->field, self->scratch[index]);
}

static void
show_values (KontorComparisonRow *self, JsonNode *value)
{
  g_autofree char *text = node_text (value);

  if (takes_period (self))
    {
      const KontorChoice *periods = kontor_condition_periods ();

      for (guint i = 0; periods[i].value != NULL; i++)
        if (g_strcmp0 (periods[i].value, text) == 0)
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->special), i);
    }
  else if (takes_field (self))
    {
      const KontorField *field;

      for (guint i = 0; (field = get_comparable (self, i)) != NULL; i++)
        if (g_strcmp0 (field->name, text) == 0)
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->special), i);
    }
  else if (self->special != NULL && GTK_IS_SPIN_BUTTON (self->special))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->special), text != NULL ? g_ascii_strtod (text, NULL) : 1);
  else if (takes_list (self) && self->special != NULL && JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        for (GtkWidget *child = gtk_widget_get_first_child (self->special); child != NULL;
             child = gtk_widget_get_next_sibling (child))
          if (g_strcmp0 (gtk_widget_get_name (child), json_array_get_string_element (array, i)) == 0)
            gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
    }
  else if (self->special != NULL && text != NULL && g_strcmp0 (special_value (self), text) == 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->special), TRUE);
  else if (JSON_NODE_HOLDS_ARRAY (value))
    for (guint i = 0; i < MIN (N_VALUES, json_array_get_length (json_node_get_array (value))); i++)
      show_value (self, i, json_array_get_element (json_node_get_array (value), i));
  else
    show_value (self, 0, value);
}

void
kontor_comparison_row_set_node (KontorComparisonRow *self, JsonNode *node)
{
  JsonObject *object;
  const char *name;

  g_return_if_fail (KONTOR_IS_COMPARISON_ROW (self));
  g_return_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  object = json_node_get_object (node);
  name = json_object_get_string_member_with_default (object, "field", "");
  self->filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (((const KontorField *) g_ptr_array_index (self->fields, i))->name, name) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->field_choice), i);

  for (guint i = 0; kontor_condition_operators (self->field)[i].name != NULL; i++)
    {
      const char *operator = kontor_condition_operators (self->field)[i].name;
      gboolean filled = g_str_equal (operator, "not_empty");
      JsonNode *value = json_object_get_member (object, filled ? "empty" : operator);

      if (value == NULL || ((filled || g_str_equal (operator, "empty")) && json_node_get_boolean (value) == filled))
        continue;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->operator_choice), i);
      self->operator = &kontor_condition_operators (self->field)[i];
      build_values (self);
      if (self->operator->n_values > 0)
        show_values (self, value);
      break;
    }
  self->filling = FALSE;
}

static char *
list_json (KontorComparisonRow *self)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(JsonNode) node = NULL;

  if (takes_list (self) && self->special != NULL)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (self->special); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
          json_array_add_string_element (array, gtk_widget_get_name (child));
    }
  else
    for (guint i = 0; i < N_VALUES; i++)
      if (self->scratch[i] != NULL && kontor_record_get (self->scratch[i], self->field->name) != NULL)
        json_array_add_string_element (array, kontor_record_get (self->scratch[i], self->field->name));
  if (json_array_get_length (array) < (takes_list (self) ? 1 : 2))
    return NULL;
  node = json_node_init_array (json_node_alloc (), array);
  return json_to_string (node, FALSE);
}

JsonNode *
kontor_comparison_row_get_node (KontorComparisonRow *self)
{
  g_autofree char *owned = NULL;
  const char *value = NULL;

  g_return_val_if_fail (KONTOR_IS_COMPARISON_ROW (self), NULL);

  if (self->field == NULL || self->operator == NULL)
    return NULL;
  if (self->operator->n_values == 0)
    return kontor_condition_new_comparison (self->field->name, self->operator->name, NULL);
  if (takes_period (self))
    value = kontor_condition_periods ()[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->special))].value;
  else if (takes_field (self))
    {
      const KontorField *other = get_comparable (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->special)));

      value = other != NULL ? other->name : NULL;
    }
  else if (self->special != NULL && GTK_IS_SPIN_BUTTON (self->special))
    value = owned = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->special)));
  else if (takes_list (self) || self->operator->n_values == 2)
    value = owned = list_json (self);
  else if (self->special != NULL && GTK_IS_TOGGLE_BUTTON (self->special) &&
           gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->special)))
    value = special_value (self);
  else if (self->scratch[0] != NULL)
    {
      value = kontor_record_get (self->scratch[0], self->field->name);
      if (value != NULL && self->field->kind == KONTOR_FIELD_LINK)
        kontor_condition_remember_title (value, kontor_record_get_label (self->scratch[0], self->field->name));
      /* An array's only element stands for it in "contains". */
      if (value != NULL && value[0] == '{' && (self->field->flags & KONTOR_FIELD_FLAG_MANY) != 0)
        {
          owned = g_strndup (value + 1, strcspn (value + 1, ",}"));
          value = *owned != '\0' ? owned : NULL;
        }
    }
  return value != NULL ? kontor_condition_new_comparison (self->field->name, self->operator->name, value) : NULL;
}
