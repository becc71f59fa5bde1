#include "config.h"

#include "kit/condition-editor.h"

#include <glib/gi18n.h>

#include "kit/comparison-row.h"
#include "kit/replace-text.h"
#include "model/condition.h"

#define ROWS_KEY "kontor-group-rows"
#define KIND_KEY "kontor-group-kind"

/*
 * A group is a box: a line with "All of these" and the buttons, and under it,
 * indented, one box a child, which is a comparison or a group again.
 */

struct _KontorConditionEditor
{
  GtkWidget           parent_instance;
  const KontorEntity *entity;
  GtkWidget          *box;
  GtkWidget          *root;
  GtkWidget          *sentence;
  gboolean            filling;
  char               *empty_words;
};

G_DEFINE_FINAL_TYPE (KontorConditionEditor, kontor_condition_editor, GTK_TYPE_WIDGET)

static guint changed_signal;

static const char * const kinds[] = { "all", "any", "none" };

static GtkWidget *make_group (KontorConditionEditor *self, const char *kind, GtkWidget *parent_rows);

static void
show_sentence (KontorConditionEditor *self, const char *condition)
{
  g_autofree char *words = kontor_condition_describe (self->entity, condition);

  if (*words != '\0')
    gtk_label_set_text (GTK_LABEL (self->sentence), words);
  else
    gtk_label_set_text (GTK_LABEL (self->sentence), self->empty_words != NULL ? self->empty_words : _("Everything is shown"));
}

static void
changed (KontorConditionEditor *self)
{
  g_autofree char *condition = NULL;

  if (self->filling)
    return;
  condition = kontor_condition_editor_get_condition (self);
  show_sentence (self, condition);
  g_signal_emit (self, changed_signal, 0);
}

static void
row_changed_cb (GtkWidget *row, KontorConditionEditor *self)
{
  changed (self);
}

static void
kind_changed_cb (GObject *drop_down, GParamSpec *pspec, KontorConditionEditor *self)
{
  changed (self);
}

static void
remove_cb (GtkButton *button, KontorConditionEditor *self)
{
  GtkWidget *line = g_object_get_data (G_OBJECT (button), "line");

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (line)), line);
  changed (self);
}

static GtkWidget *
make_remove (KontorConditionEditor *self, GtkWidget *line)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Remove this condition"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this condition"), -1);
  g_object_set_data (G_OBJECT (button), "line", line);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static GtkWidget *
add_comparison (KontorConditionEditor *self, GtkWidget *rows, JsonNode *node)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = kontor_comparison_row_new (self->entity);

  if (node != NULL)
    kontor_comparison_row_set_node (KONTOR_COMPARISON_ROW (row), node);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (line), row);
  gtk_box_append (GTK_BOX (line), make_remove (self, line));
  gtk_box_append (GTK_BOX (rows), line);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), self);
  return row;
}

static void
add_comparison_cb (GtkButton *button, KontorConditionEditor *self)
{
  GtkWidget *row = add_comparison (self, g_object_get_data (G_OBJECT (button), ROWS_KEY), NULL);

  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  changed (self);
}

static void
add_group_cb (GtkButton *button, KontorConditionEditor *self)
{
  GtkWidget *group = make_group (self, "any", g_object_get_data (G_OBJECT (button), ROWS_KEY));

  add_comparison (self, g_object_get_data (G_OBJECT (group), ROWS_KEY), NULL);
  changed (self);
}

static GtkWidget *
make_button (const char *label, GCallback callback, GtkWidget *rows, gpointer self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), ROWS_KEY, rows);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

/* Into @parent_rows, or the root where it is NULL. */
static GtkWidget *
make_group (KontorConditionEditor *self, const char *kind, GtkWidget *parent_rows)
{
  const char * const labels[] = { _("All of these"), _("Any of these"), _("None of these"), NULL };
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *choice = gtk_drop_down_new_from_strings (labels);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How they combine"), -1);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (kind_changed_cb), self);
  g_object_set_data (G_OBJECT (group), ROWS_KEY, rows);
  g_object_set_data (G_OBJECT (group), KIND_KEY, choice);

  gtk_box_append (GTK_BOX (head), choice);
  gtk_box_append (GTK_BOX (head), make_button (_("Add _condition"), G_CALLBACK (add_comparison_cb), rows, self));
  gtk_box_append (GTK_BOX (head), make_button (_("Add _group"), G_CALLBACK (add_group_cb), rows, self));
  if (parent_rows != NULL)
    {
      GtkWidget *gap = gtk_label_new (NULL);

      gtk_widget_set_hexpand (gap, TRUE);
      gtk_box_append (GTK_BOX (head), gap);
      gtk_box_append (GTK_BOX (head), make_remove (self, group));
    }
  gtk_widget_add_css_class (rows, "condition-rows");
  gtk_box_append (GTK_BOX (group), head);
  gtk_box_append (GTK_BOX (group), rows);
  if (parent_rows != NULL)
    gtk_box_append (GTK_BOX (parent_rows), group);
  return group;
}

/* JSON ------------------------------------------------------------------------------------- */

static JsonArray *
find_members (JsonNode *node, const char **kind)
{
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  if (json_object_has_member (object, "not"))
    {
      /* {"not": {"any": [...]}} is "none of these". */
      JsonArray *members = find_members (json_object_get_member (object, "not"), kind);

      *kind = "none";
      return members;
    }
  for (guint i = 0; i < 2; i++)
    if (json_object_has_member (object, kinds[i]))
      {
        *kind = kinds[i];
        return json_object_get_array_member (object, kinds[i]);
      }
  return NULL;
}

static void
fill_group (KontorConditionEditor *self, GtkWidget *group, JsonArray *members)
{
  GtkWidget *rows = g_object_get_data (G_OBJECT (group), ROWS_KEY);

  for (guint i = 0; members != NULL && i < json_array_get_length (members); i++)
    {
      JsonNode *member = json_array_get_element (members, i);
      const char *kind = NULL;
      JsonArray *inner = find_members (member, &kind);

      if (inner != NULL)
        fill_group (self, make_group (self, kind, rows), inner);
      else if (JSON_NODE_HOLDS_OBJECT (member) && json_object_has_member (json_node_get_object (member), "field"))
        add_comparison (self, rows, member);
    }
}

static JsonNode *
read_group (GtkWidget *group)
{
  GtkWidget *rows = g_object_get_data (G_OBJECT (group), ROWS_KEY);
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (g_object_get_data (G_OBJECT (group), KIND_KEY)));
  g_autoptr(GPtrArray) children = g_ptr_array_new ();
  JsonNode *node;

  for (GtkWidget *child = gtk_widget_get_first_child (rows); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      JsonNode *member;

      if (g_object_get_data (G_OBJECT (child), ROWS_KEY) != NULL)
        member = read_group (child);
      else
        member = kontor_comparison_row_get_node (KONTOR_COMPARISON_ROW (gtk_widget_get_first_child (child)));
      if (member != NULL)
        g_ptr_array_add (children, member);
    }
  if (children->len == 0)
    return NULL;
  if (kind < 2)
    return kontor_condition_new_group (kinds[kind], children);

  node = kontor_condition_new_group ("any", children);
  {
    JsonObject *object = json_object_new ();
    JsonNode *result = json_node_alloc ();

    json_object_set_member (object, "not", node);
    json_node_init_object (result, object);
    json_object_unref (object);
    return result;
  }
}

static void
kontor_condition_editor_dispose (GObject *object)
{
  KontorConditionEditor *self = KONTOR_CONDITION_EDITOR (object);

  self->filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_condition_editor_parent_class)->dispose (object);
}

static void
kontor_condition_editor_finalize (GObject *object)
{
  g_free (KONTOR_CONDITION_EDITOR (object)->empty_words);

  G_OBJECT_CLASS (kontor_condition_editor_parent_class)->finalize (object);
}

static void
kontor_condition_editor_class_init (KontorConditionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_condition_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_condition_editor_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "conditioneditor");
}

static void
kontor_condition_editor_init (KontorConditionEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  gtk_widget_add_css_class (self->sentence, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->sentence);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_condition_editor_new (const KontorEntity *entity)
{
  KontorConditionEditor *self;

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_CONDITION_EDITOR, NULL);
  self->entity = entity;
  kontor_condition_editor_set_condition (self, NULL);
  return GTK_WIDGET (self);
}

void
kontor_condition_editor_set_empty_words (KontorConditionEditor *self, const char *words)
{
  g_autofree char *condition = NULL;

  g_return_if_fail (KONTOR_IS_CONDITION_EDITOR (self));

  kontor_replace_text (&self->empty_words, words);
  condition = kontor_condition_editor_get_condition (self);
  show_sentence (self, condition);
}

void
kontor_condition_editor_set_condition (KontorConditionEditor *self, const char *condition)
{
  g_autoptr(JsonNode) node = NULL;
  const char *kind = "all";
  JsonArray *members;

  g_return_if_fail (KONTOR_IS_CONDITION_EDITOR (self));

  self->filling = TRUE;
  node = condition != NULL && *condition != '\0' ? json_from_string (condition, NULL) : NULL;
  members = find_members (node, &kind);
  if (self->root != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->root);
  self->root = make_group (self, kind, NULL);
  if (members != NULL)
    fill_group (self, self->root, members);
  else
    add_comparison (self, g_object_get_data (G_OBJECT (self->root), ROWS_KEY), node);
  gtk_box_prepend (GTK_BOX (self->box), self->root);
  show_sentence (self, condition);
  self->filling = FALSE;
}

char *
kontor_condition_editor_get_condition (KontorConditionEditor *self)
{
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (KONTOR_IS_CONDITION_EDITOR (self), NULL);

  node = read_group (self->root);
  return node != NULL ? json_to_string (node, FALSE) : NULL;
}
