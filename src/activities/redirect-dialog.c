#include "config.h"

#include "activities/redirect-dialog.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "kit/link-picker.h"

typedef struct
{
  KontorDesk       *desk;
  char             *task;
  AdwMessageDialog *dialog;
  KontorLinkPicker *performer;
  GtkEditable      *reason;
} Redirect;

static void
redirect_free (gpointer data)
{
  Redirect *self = data;

  g_object_unref (self->desk);
  g_free (self->task);
  g_free (self);
}

static void
redirected_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDesk) desk = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows == NULL)
    kontor_desk_report_error (desk, error, _("The task was not redirected"));
  else
    kontor_desk_toast (desk, _("The task was redirected"), NULL);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *answer, Redirect *self)
{
  g_autofree char *operation = NULL;
  const char *params[4];

  if (!g_str_equal (answer, "redirect") || kontor_link_picker_get_identifier (self->performer) == NULL)
    return;
  operation = kontor_identifier_new ();
  params[0] = self->task;
  params[1] = kontor_link_picker_get_identifier (self->performer);
  params[2] = gtk_editable_get_text (self->reason);
  params[3] = operation;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "redirect-task", params, 4,
                               NULL, redirected_cb, g_object_ref (self->desk));
}

static void
picked_cb (Redirect *self)
{
  adw_message_dialog_set_response_enabled (self->dialog, "redirect",
                                           kontor_link_picker_get_identifier (self->performer) != NULL);
}

void
kontor_redirect_dialog_present (KontorDesk *desk, KontorRecord *task)
{
  Redirect *self;
  GtkWidget *dialog;
  GtkWidget *box;
  GtkWidget *performer;
  GtkWidget *reason;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (task));

  dialog = adw_message_dialog_new (kontor_desk_get_window (desk), _("Redirect the task"),
                                   _("It leaves your list and appears in the other's at once."));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  performer = kontor_link_picker_new ("employee");
  reason = gtk_entry_new ();
  self = g_new0 (Redirect, 1);
  self->desk = g_object_ref (desk);
  self->task = g_strdup (kontor_record_get_id (task));
  self->dialog = ADW_MESSAGE_DIALOG (dialog);
  self->performer = KONTOR_LINK_PICKER (performer);
  self->reason = GTK_EDITABLE (reason);
  g_object_set_data_full (G_OBJECT (dialog), "kontor-redirect", self, redirect_free);

  g_object_set (performer, "can-create", FALSE, NULL);
  kontor_link_picker_set_condition (self->performer, "{\"field\": \"active\", \"is\": true}");
  gtk_accessible_update_property (GTK_ACCESSIBLE (performer), GTK_ACCESSIBLE_PROPERTY_LABEL, _("To whom"), -1);
  g_signal_connect_swapped (performer, "picked", G_CALLBACK (picked_cb), self);
  gtk_entry_set_placeholder_text (GTK_ENTRY (reason), _("Why"));
  gtk_entry_set_activates_default (GTK_ENTRY (reason), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why"), -1);
  gtk_box_append (GTK_BOX (box), performer);
  gtk_box_append (GTK_BOX (box), reason);

  adw_message_dialog_set_extra_child (self->dialog, box);
  adw_message_dialog_add_responses (self->dialog, "cancel", _("_Cancel"), "redirect", _("_Redirect"), NULL);
  adw_message_dialog_set_response_appearance (self->dialog, "redirect", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (self->dialog, "redirect", FALSE);
  adw_message_dialog_set_default_response (self->dialog, "redirect");
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}
