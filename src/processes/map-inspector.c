#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "draw/route-map-picture.h"
#include "kit/condition-editor.h"
#include "model/condition.h"
#include "processes/map-fields.h"
#include "processes/map-inspector.h"

struct _KontorMapInspector
{
  GtkWidget          parent_instance;

  GtkWidget         *window;
  GtkWidget         *box;
  GtkWidget         *name;
  KontorMapEdit     *edit;
  KontorMapItemType  type;
  char              *key;
  KontorMapKind      kind;
  /* Alternately id and name. */
  GPtrArray         *employees;
  GPtrArray         *stages;
};

G_DEFINE_FINAL_TYPE (KontorMapInspector, kontor_map_inspector, GTK_TYPE_WIDGET)

static void
kontor_map_inspector_dispose (GObject *object)
{
  KontorMapInspector *self = KONTOR_MAP_INSPECTOR (object);

  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->employees, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_map_inspector_parent_class)->dispose (object);
}

static void
kontor_map_inspector_class_init (KontorMapInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_inspector_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_inspector_init (KontorMapInspector *self)
{
  self->employees = g_ptr_array_new_with_free_func (g_free);
  self->stages = g_ptr_array_new_with_free_func (g_free);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), 280, -1);
}

GtkWidget *
kontor_map_inspector_new (void)
{
  return g_object_new (KONTOR_TYPE_MAP_INSPECTOR, NULL);
}

void
kontor_map_inspector_add_choice (KontorMapInspector *self, const char *kind, const char *id, const char *name)
{
  GPtrArray *list = g_strcmp0 (kind, "stage") == 0 ? self->stages : self->employees;

  g_ptr_array_add (list, g_strdup (id));
  g_ptr_array_add (list, g_strdup (name));
}

static void
add_heading (KontorMapInspector *self, const char *text, const char *hint)
{
  GtkWidget *heading = gtk_label_new (text);
  GtkWidget *words = gtk_label_new (hint);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self->box), heading);
  if (hint == NULL)
    return;
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 30);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_box_append (GTK_BOX (self->box), words);
}

static void
add_stage (KontorMapInspector *self, const KontorMapItem *item)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new (), labels = g_ptr_array_new ();

  g_ptr_array_add (values, (gpointer) "");
  g_ptr_array_add (labels, _("Stays as it is"));
  for (guint i = 0; i + 1 < self->stages->len; i += 2)
    {
      g_ptr_array_add (values, g_ptr_array_index (self->stages, i));
      g_ptr_array_add (labels, g_ptr_array_index (self->stages, i + 1));
    }
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (labels, NULL);
  kontor_map_fields_add (self->box, _("_Stage of the deal from here on"),
    kontor_map_fields_choice (self->edit, item, "stage", (const char * const *) values->pdata, (const char * const *) labels->pdata));
}

static void
add_performer (KontorMapInspector *self, const KontorMapItem *item, const char *label)
{
  static const char *kinds[] = { "deal_manager", "head", "author", "starter", "role:seller", "role:administrator" };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free), labels = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) parts = g_strsplit (kinds[i], ":", 2);

      g_ptr_array_add (values, g_strdup (kinds[i]));
      g_ptr_array_add (labels, (gpointer) kontor_map_performer_get_label (parts[0], parts[1]));
    }
  for (guint i = 0; i + 1 < self->employees->len; i += 2)
    {
      g_ptr_array_add (values, g_strconcat ("employee:", g_ptr_array_index (self->employees, i), NULL));
      g_ptr_array_add (labels, g_ptr_array_index (self->employees, i + 1));
    }
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (labels, NULL);
  kontor_map_fields_add (self->box, label,
    kontor_map_fields_performer (self->edit, item, (const char * const *) values->pdata, (const char * const *) labels->pdata));
}

static void
add_document (KontorMapInspector *self, const KontorMapItem *item)
{
  const char *values[] = { "", "offer", NULL };
  const char *labels[] = { _("Nothing"), _("An offer"), NULL };

  kontor_map_fields_add (self->box, _("_What must exist in the end"),
                         kontor_map_fields_choice (self->edit, item, "document", values, labels));
}

static void
add_outcome (KontorMapInspector *self, const KontorMapItem *item)
{
  const char *values[] = { "", "won", "lost", NULL };
  const char *labels[] = { _("Stays in progress"), _("Is won"), _("Is lost"), NULL };

  kontor_map_fields_add (self->box, _("The _deal"), kontor_map_fields_choice (self->edit, item, "outcome", values, labels));
}

static void
add_own_question (KontorMapInspector *self, const KontorMapItem *item)
{
  const char *values[] = { "", "loss_reason", NULL };
  const char *labels[] = { _("Nothing"), _("The reason of refusal"), NULL };

  kontor_map_fields_add (self->box, _("_Asks when it is completed"),
                         kontor_map_fields_choice (self->edit, item, "answers_from", values, labels));
}

static void
add_answer_of_flow (KontorMapInspector *self, const KontorMapItem *flow)
{
  const KontorMapItem *from = kontor_map_find (kontor_map_edit_get_map (self->edit), KONTOR_MAP_POINT, flow->from);
  JsonNode *node = from != NULL ? kontor_map_item_get_node (from, "answers") : NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new (), labels = g_ptr_array_new ();
  guint n = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  if (from == NULL || (from->kind != KONTOR_MAP_KIND_CONDITION && from->kind != KONTOR_MAP_KIND_CHOICE))
    return;
  g_ptr_array_add (values, (gpointer) "");
  g_ptr_array_add (labels, _("None"));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *answer = json_array_get_object_element (json_node_get_array (node), i);

      g_ptr_array_add (values, (gpointer) json_object_get_string_member_with_default (answer, "key", ""));
      g_ptr_array_add (labels, (gpointer) json_object_get_string_member_with_default (answer, "text", ""));
    }
  if (n == 0)
    {
      g_ptr_array_add (values, (gpointer) "yes");
      g_ptr_array_add (labels, _("Yes"));
      g_ptr_array_add (values, (gpointer) "no");
      g_ptr_array_add (labels, _("No"));
    }
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (labels, NULL);
  kontor_map_fields_add (self->box, _("Taken at the _answer"),
    kontor_map_fields_choice (self->edit, flow, "answer", (const char * const *) values->pdata, (const char * const *) labels->pdata));
}

/* Not at once: a field must not vanish while it tells that it was changed. */
static gboolean
rebuild_cb (gpointer user_data)
{
  KontorMapInspector *self = user_data;
  g_autofree char *key = g_strdup (self->key);

  if (self->edit != NULL && self->window != NULL)
    kontor_map_inspector_show (self, self->edit, key != NULL
                               ? kontor_map_find (kontor_map_edit_get_map (self->edit), self->type, key) : NULL);
  return G_SOURCE_REMOVE;
}

static void
rebuild_later (KontorMapInspector *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_cb, g_object_ref (self), g_object_unref);
}

/* The rule over the record: words, and a window to change it. */

typedef struct
{
  KontorMapInspector    *inspector;
  KontorConditionEditor *editor;
  char                  *key;
} Rule;

static void
rule_free (gpointer data, GClosure *closure)
{
  Rule *rule = data;

  g_object_unref (rule->inspector);
  g_free (rule->key);
  g_free (rule);
}

static void
rule_closed_cb (AdwMessageDialog *dialog, const char *response, Rule *rule)
{
  KontorMapInspector *self = rule->inspector;
  g_autofree char *json = kontor_condition_editor_get_condition (rule->editor);
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  if (g_strcmp0 (response, "set") != 0 || self->edit == NULL)
    return;
  kontor_map_edit_begin (self->edit, _("Change the rule"));
  kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, rule->key, "condition", g_steal_pointer (&node));
  kontor_map_edit_end (self->edit);
  rebuild_later (self);
}

static void
edit_rule_cb (GtkButton *button, KontorMapInspector *self)
{
  const KontorMapItem *item = self->key != NULL ? kontor_map_find (kontor_map_edit_get_map (self->edit), KONTOR_MAP_POINT, self->key) : NULL;
  const KontorEntity *entity = kontor_entity_lookup ("deal");
  JsonNode *node = item != NULL ? kontor_map_item_get_node (item, "condition") : NULL;
  g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;
  GtkWidget *dialog, *editor;
  Rule *rule;

  if (item == NULL || entity == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Rule over the deal"), NULL);
  editor = kontor_condition_editor_new (entity);
  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (editor), json);
  gtk_widget_set_size_request (editor, 560, 220);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), editor);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _("_Leave as it was"), "set", _("_Set the rule"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "set", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "set");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  rule = g_new0 (Rule, 1);
  rule->inspector = g_object_ref (self);
  rule->editor = KONTOR_CONDITION_EDITOR (editor);
  rule->key = g_strdup (item->key);
  g_signal_connect_data (dialog, "response", G_CALLBACK (rule_closed_cb), rule, rule_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_rule (KontorMapInspector *self, const KontorMapItem *item, const char *label)
{
  JsonNode *node = kontor_map_item_get_node (item, "condition");
  g_autofree char *json = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;
  const KontorEntity *entity = kontor_entity_lookup ("deal");
  g_autofree char *sentence = json != NULL && entity != NULL ? kontor_condition_describe (entity, json) : NULL;
  GtkWidget *button = gtk_button_new_with_label (sentence != NULL && *sentence != '\0' ? sentence : _("Set a rule…"));
  GtkWidget *words = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 26);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  g_signal_connect (button, "clicked", G_CALLBACK (edit_rule_cb), self);
  kontor_map_fields_add (self->box, label, button);
}

/* Who decides at a condition: a person's answer, or a rule over the record. */
static void
decider_cb (GtkDropDown *choice, GParamSpec *pspec, KontorMapInspector *self)
{
  gboolean by_rule = gtk_drop_down_get_selected (choice) == 1;
  g_autofree char *key = g_strdup (self->key);

  kontor_map_edit_begin (self->edit, _("Change a property"));
  if (by_rule)
    {
      kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, key, "answers", NULL);
    }
  else
    {
      g_autoptr (JsonNode) answers = NULL;
      g_autofree char *json = g_strdup_printf ("[{\"key\":\"yes\",\"text\":\"%s\"},{\"key\":\"no\",\"text\":\"%s\"}]", _("Yes"), _("No"));

      answers = json_from_string (json, NULL);
      kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, key, "answers", g_steal_pointer (&answers));
      kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, key, "condition", NULL);
    }
  kontor_map_edit_end (self->edit);
  rebuild_later (self);
}

static void
add_decision (KontorMapInspector *self, const KontorMapItem *item)
{
  JsonNode *answers = kontor_map_item_get_node (item, "answers");
  gboolean by_rule = answers == NULL || !JSON_NODE_HOLDS_ARRAY (answers);
  const char *labels[] = { _("A person’s answer"), _("A rule over the deal"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (labels);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), by_rule ? 1 : 0);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (decider_cb), self);
  kontor_map_fields_add (self->box, _("_Decided by"), choice);
  if (by_rule)
    {
      add_rule (self, item, _("The _rule"));
      return;
    }
  kontor_map_fields_add (self->box, _("_Question"), kontor_map_fields_entry (self->edit, item, "question"));
  kontor_map_fields_add (self->box, _("_Answers, one a line"), kontor_map_fields_answers (self->edit, item));
  add_performer (self, item, _("Who is asked where no action stands _before it"));
}

static void
processing_cb (GtkWidget *widget, GParamSpec *pspec, KontorMapInspector *self)
{
  GtkDropDown *field = g_object_get_data (G_OBJECT (self->box), "field");
  GtkEditable *value = g_object_get_data (G_OBJECT (self->box), "value");
  GtkDropDown *kind = g_object_get_data (G_OBJECT (self->box), "kind");
  char **names = g_object_get_data (G_OBJECT (field), "values");
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  gboolean makes_task = gtk_drop_down_get_selected (kind) == 1;

  json_object_set_string_member (object, "kind", makes_task ? "create_task" : "set_field");
  if (makes_task)
    {
      json_object_set_string_member (object, "name", gtk_editable_get_text (value));
    }
  else
    {
      json_object_set_string_member (object, "field", names[gtk_drop_down_get_selected (field)]);
      json_object_set_string_member (object, "value", gtk_editable_get_text (value));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (field), !makes_task);
  json_node_take_object (node, object);
  kontor_map_edit_begin (self->edit, _("Change a property"));
  kontor_map_edit_tag (self->edit, "processing");
  kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, self->key, "processing", node);
  kontor_map_edit_end (self->edit);
}

static void
processing_text_cb (GtkEditable *value, KontorMapInspector *self)
{
  processing_cb (GTK_WIDGET (value), NULL, self);
}

static void
add_processing (KontorMapInspector *self, const KontorMapItem *item)
{
  static const char *names[] = { "next_step", "next_step_on", "expected_close", "probability", "interest", "note", NULL };
  const char *labels[] = { _("Next step"), _("Next step on"), _("Expected close"), _("Probability"), _("Interest"), _("Note"), NULL };
  const char *kinds[] = { _("Sets a field of the deal"), _("Makes a task"), NULL };
  JsonNode *node = kontor_map_item_get_node (item, "processing");
  JsonObject *now = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean makes_task = now != NULL && g_strcmp0 (json_object_get_string_member_with_default (now, "kind", ""), "create_task") == 0;
  GtkWidget *kind = gtk_drop_down_new_from_strings (kinds);
  GtkWidget *field = gtk_drop_down_new_from_strings (labels);
  GtkWidget *value = gtk_entry_new ();

  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), makes_task);
  for (guint i = 0; now != NULL && names[i] != NULL; i++)
    if (g_strcmp0 (names[i], json_object_get_string_member_with_default (now, "field", "")) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (field), i);
  if (now != NULL)
    gtk_editable_set_text (GTK_EDITABLE (value), json_object_get_string_member_with_default (now, makes_task ? "name" : "value", ""));
  gtk_widget_set_sensitive (field, !makes_task);
  g_object_set_data_full (G_OBJECT (field), "values", g_strdupv ((char **) names), (GDestroyNotify) g_strfreev);
  g_object_set_data (G_OBJECT (self->box), "kind", kind);
  g_object_set_data (G_OBJECT (self->box), "field", field);
  g_object_set_data (G_OBJECT (self->box), "value", value);
  kontor_map_fields_add (self->box, _("What it _does"), kind);
  kontor_map_fields_add (self->box, _("The _field"), field);
  kontor_map_fields_add (self->box, _("Its _value, or what is to be done"), value);
  g_signal_connect (kind, "notify::selected", G_CALLBACK (processing_cb), self);
  g_signal_connect (field, "notify::selected", G_CALLBACK (processing_cb), self);
  g_signal_connect (value, "changed", G_CALLBACK (processing_text_cb), self);
  if (makes_task)
    add_performer (self, item, _("_Performer"));
}

static void
add_point_fields (KontorMapInspector *self, const KontorMapItem *item)
{
  if (item->type == KONTOR_MAP_DECORATION)
    {
      self->name = kontor_map_fields_text (self->edit, item, "text");
      kontor_map_fields_add (self->box, _("_Text"), self->name);
      return;
    }
  self->name = kontor_map_fields_entry (self->edit, item, "name");
  kontor_map_fields_add (self->box, _("_Name"), self->name);
  switch (item->kind)
    {
    case KONTOR_MAP_KIND_ACTION:
      add_performer (self, item, _("_Performer"));
      kontor_map_fields_add (self->box, _("_Text for the performer"), kontor_map_fields_text (self->edit, item, "text"));
      kontor_map_fields_add (self->box, _("_Deadline, hours"), kontor_map_fields_hours (self->edit, item, "due_hours", 24));
      add_stage (self, item);
      add_document (self, item);
      add_own_question (self, item);
      kontor_map_fields_add (self->box, _("_Checklist, one item a line"), kontor_map_fields_lines (self->edit, item, "checklist"));
      break;
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_CHOICE:
      add_decision (self, item);
      break;
    case KONTOR_MAP_KIND_PROCESSING:
      add_processing (self, item);
      break;
    case KONTOR_MAP_KIND_TIMER:
      kontor_map_fields_add (self->box, _("_Waits, hours"), kontor_map_fields_hours (self->edit, item, "wait_hours", 24));
      break;
    case KONTOR_MAP_KIND_EVENT:
      add_rule (self, item, _("Waits _until"));
      break;
    case KONTOR_MAP_KIND_START:
      add_stage (self, item);
      break;
    case KONTOR_MAP_KIND_END:
      add_outcome (self, item);
      break;
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
    case KONTOR_MAP_KIND_NESTED:
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_FLOW:
    default:
      break;
    }
}

void
kontor_map_inspector_show (KontorMapInspector *self, KontorMapEdit *edit, const KontorMapItem *item)
{
  /* The same item, changed by typing into its own fields: the fields stay. */
  g_free (self->key);
  self->key = item != NULL ? g_strdup (item->key) : NULL;
  g_set_object (&self->edit, edit);
  self->name = NULL;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 12);
  if (item == NULL || edit == NULL)
    {
      add_heading (self, _("Nothing is selected"),
                   _("Select a point or a line to see and change what belongs to it. "
                     "The plus beside a selected point appends the next one; drag it onto another point to connect them."));
    }
  else
    {
      self->type = item->type;
      self->kind = item->kind;
      add_heading (self, kontor_map_kind_get_label (item->kind), NULL);
      if (item->type == KONTOR_MAP_FLOW)
        {
          add_answer_of_flow (self, item);
          self->name = kontor_map_fields_entry (edit, item, "label");
          kontor_map_fields_add (self->box, _("_Label"), self->name);
        }
      else
        {
          add_point_fields (self, item);
        }
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), self->box);
}

void
kontor_map_inspector_focus_name (KontorMapInspector *self)
{
  GtkWidget *inner = self->name != NULL && GTK_IS_SCROLLED_WINDOW (self->name)
                     ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->name)) : self->name;

  if (inner == NULL)
    return;
  gtk_widget_grab_focus (inner);
  if (GTK_IS_EDITABLE (inner))
    gtk_editable_select_region (GTK_EDITABLE (inner), 0, -1);
}
