#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kit/condition-editor.h"
#include "model/condition.h"
#include "processes/map-rule-field.h"

typedef struct
{
  const KontorEntity *entity;
  char               *rule;
  KontorMapRuleFunc   changed;
  gpointer            user_data;
  GDestroyNotify      destroy;
} Rule;

static void
rule_free (Rule *self)
{
  g_free (self->rule);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

static void
tell (GtkWidget *button)
{
  Rule *self = g_object_get_data (G_OBJECT (button), "rule");
  g_autofree char *sentence = self->rule != NULL ? kontor_condition_describe (self->entity, self->rule) : NULL;

  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                      sentence != NULL && *sentence != '\0' ? sentence : _("Set a rule…"));
}

static void
closed_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *button)
{
  Rule *self = g_object_get_data (G_OBJECT (button), "rule");

  if (g_strcmp0 (response, "set") != 0)
    return;
  g_free (self->rule);
  self->rule = kontor_condition_editor_get_condition (KONTOR_CONDITION_EDITOR (adw_message_dialog_get_extra_child (dialog)));
  self->changed (self->rule, self->user_data);
  tell (button);
}

static void
clicked_cb (GtkWidget *button)
{
  Rule *self = g_object_get_data (G_OBJECT (button), "rule");
  g_autofree char *heading = g_strdup_printf (_("Rule over: %s"), _(self->entity->label));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (button)), heading, NULL);
  GtkWidget *editor = kontor_condition_editor_new (self->entity);

  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (editor), self->rule);
  gtk_widget_set_size_request (editor, 560, 220);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), editor);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _("_Leave as it was"), "set", _("_Set the rule"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "set", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "set");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  g_signal_connect_object (dialog, "response", G_CALLBACK (closed_cb), button, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWidget *
kontor_map_rule_field_new (const KontorEntity *entity, const char *rule, KontorMapRuleFunc changed,
                           gpointer user_data, GDestroyNotify destroy)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_label_new (NULL);
  Rule *self = g_new0 (Rule, 1);

  self->entity = entity;
  self->rule = g_strdup (rule);
  self->changed = changed;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 26);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_button_set_child (GTK_BUTTON (button), words);
  g_object_set_data_full (G_OBJECT (button), "rule", self, (GDestroyNotify) rule_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  tell (button);
  return button;
}
