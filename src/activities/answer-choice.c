#include "config.h"

#include "activities/answer-choice.h"

#include <json-glib/json-glib.h>

#include "kit/wrap-box.h"

struct _KontorAnswerChoice
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  char      *json;
};

G_DEFINE_FINAL_TYPE (KontorAnswerChoice, kontor_answer_choice, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
toggled_cb (GtkToggleButton *button, KontorAnswerChoice *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
append (KontorAnswerChoice *self, const char *key, const char *text, GtkToggleButton **group)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (text);

  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  if (*group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), *group);
  else
    *group = GTK_TOGGLE_BUTTON (button);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  kontor_wrap_box_append (KONTOR_WRAP_BOX (self->box), button);
}

static GtkWidget *
get_button (KontorAnswerChoice *self, int i)
{
  GtkWidget *child = gtk_widget_get_first_child (self->box);

  while (child != NULL && i-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
kontor_answer_choice_dispose (GObject *object)
{
  KontorAnswerChoice *self = KONTOR_ANSWER_CHOICE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_answer_choice_parent_class)->dispose (object);
}

static void
kontor_answer_choice_finalize (GObject *object)
{
  g_free (KONTOR_ANSWER_CHOICE (object)->json);

  G_OBJECT_CLASS (kontor_answer_choice_parent_class)->finalize (object);
}

static void
kontor_answer_choice_class_init (KontorAnswerChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_answer_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_answer_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", KONTOR_TYPE_ANSWER_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "answerchoice");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_answer_choice_init (KontorAnswerChoice *self)
{
  self->box = kontor_wrap_box_new (6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
kontor_answer_choice_set_answers (KontorAnswerChoice *self, const char *json, const char *label)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *items = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GtkToggleButton *group = NULL;

  g_return_if_fail (KONTOR_IS_ANSWER_CHOICE (self));

  if (g_strcmp0 (json, self->json) == 0)
    return;
  g_free (self->json);
  self->json = g_strdup (json);
  kontor_wrap_box_clear (KONTOR_WRAP_BOX (self->box));
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);

      if (JSON_NODE_HOLDS_OBJECT (item))
        append (self, json_object_get_string_member_with_default (json_node_get_object (item), "key", ""),
                json_object_get_string_member_with_default (json_node_get_object (item), "text", ""), &group);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "", -1);
}

const char *
kontor_answer_choice_get_answer (KontorAnswerChoice *self)
{
  GtkWidget *button;

  g_return_val_if_fail (KONTOR_IS_ANSWER_CHOICE (self), NULL);

  for (int i = 0; (button = get_button (self, i)) != NULL; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      return g_object_get_data (G_OBJECT (button), "key");
  return NULL;
}

gboolean
kontor_answer_choice_is_empty (KontorAnswerChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_ANSWER_CHOICE (self), TRUE);
  return get_button (self, 0) == NULL;
}

const char *
kontor_answer_choice_get_text (KontorAnswerChoice *self, const char *key)
{
  GtkWidget *button;

  g_return_val_if_fail (KONTOR_IS_ANSWER_CHOICE (self), NULL);

  for (int i = 0; (button = get_button (self, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "key"), key) == 0)
      return g_object_get_data (G_OBJECT (button), "text");
  return NULL;
}
