#include "config.h"

#include "kit/reason-dialog.h"

static void
changed_cb (GtkEditable *entry, AdwMessageDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (self, "do", *words != '\0');
}

AdwMessageDialog *
kontor_reason_dialog_new (GtkWindow *parent, const char *heading, const char *body, const char *label,
                          const char *words, const char *keep, const char *verb)
{
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_editable_set_text (GTK_EDITABLE (entry), words != NULL ? words : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (self, entry);
  adw_message_dialog_add_responses (self, "keep", keep, "do", verb, NULL);
  adw_message_dialog_set_response_appearance (self, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self, "do");
  adw_message_dialog_set_close_response (self, "keep");
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), self);
  changed_cb (GTK_EDITABLE (entry), self);
  return self;
}

const char *
kontor_reason_dialog_get_words (AdwMessageDialog *self)
{
  g_return_val_if_fail (ADW_IS_MESSAGE_DIALOG (self), "");
  return gtk_editable_get_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (self)));
}
