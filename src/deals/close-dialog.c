#include "config.h"

#include "deals/close-dialog.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/conflict-dialog.h"
#include "kit/link-picker.h"

typedef struct
{
  KontorDesk   *desk;
  KontorRecord *deal;
} Closing;

static void
closing_free (Closing *closing)
{
  g_object_unref (closing->desk);
  g_object_unref (closing->deal);
  g_free (closing);
}

static Closing *
closing_new (KontorDesk *desk, KontorRecord *deal)
{
  Closing *closing = g_new (Closing, 1);

  closing->desk = g_object_ref (desk);
  closing->deal = g_object_ref (deal);
  return closing;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Closing *closing = user_data;
  g_autoptr(GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (source), result, &error))
    {
      /* The deal stays as it was: what was tried is told, not left half done. */
      kontor_record_revert (closing->deal, "status");
      kontor_record_revert (closing->deal, "loss_reason_id");
      kontor_record_revert (closing->deal, "stage_id");
      kontor_desk_report_error (closing->desk, error, _("The deal was not changed"));
    }
  closing_free (closing);
}

static void
save (KontorDesk *desk, KontorRecord *deal, const char *title)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, deal);
  kontor_store_save_async (kontor_desk_get_store (desk), records, title, NULL, saved_cb, closing_new (desk, deal));
}

static void
picked_cb (KontorLinkPicker *picker, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "lost", kontor_link_picker_get_identifier (picker) != NULL);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Closing *closing)
{
  KontorLinkPicker *picker = KONTOR_LINK_PICKER (adw_message_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "lost") && kontor_link_picker_get_identifier (picker) != NULL)
    {
      kontor_record_set (closing->deal, "status", "lost");
      kontor_record_set_link (closing->deal, "loss_reason_id", kontor_link_picker_get_identifier (picker),
                              kontor_link_picker_get_label (picker));
      save (closing->desk, closing->deal, _("Deal lost"));
    }
  closing_free (closing);
}

void
kontor_close_dialog_lose (KontorDesk *desk, GtkWidget *parent, KontorRecord *deal)
{
  GtkRoot *root;
  GtkWidget *dialog, *picker;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (deal));

  root = gtk_widget_get_root (parent);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Why was it lost?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _("The reason for “%s” goes into the reports."),
                                  kontor_record_get_title (deal));
  picker = kontor_link_picker_new ("loss_reason");
  g_object_set (picker, "can-create", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (picker)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Loss reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), picker);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Keep it open"), "lost", _("_Lost"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "lost", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "lost", FALSE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (picker, "picked", G_CALLBACK (picked_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), closing_new (desk, deal));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (picker);
}

void
kontor_close_dialog_win (KontorDesk *desk, KontorRecord *deal)
{
  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (deal));

  kontor_record_set (deal, "status", "won");
  save (desk, deal, _("Deal won"));
}

void
kontor_close_dialog_reopen (KontorDesk *desk, KontorRecord *deal)
{
  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (deal));

  kontor_record_set (deal, "status", "open");
  kontor_record_set (deal, "loss_reason_id", NULL);
  save (desk, deal, _("Deal reopened"));
}
