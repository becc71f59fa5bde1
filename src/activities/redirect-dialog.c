#include "config.h"

#include "activities/redirect-dialog.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "kit/link-picker.h"

typedef struct
{
  KontorDesk       *desk;
  char            **tasks;
  /* a repeated attempt is the same one */
  char             *operation;
  AdwMessageDialog *dialog;
  KontorLinkPicker *performer;
  GtkEditable      *reason;
  /* what was entered, for another attempt */
  char             *employee;
  char             *employee_name;
  char             *why;
} Redirect;

static void present (Redirect *self, const char *body);

static void
redirect_clear (Redirect *self)
{
  g_object_unref (self->desk);
  g_strfreev (self->tasks);
  g_free (self->operation);
  g_free (self->employee);
  g_free (self->employee_name);
  g_free (self->why);
}

static void
redirect_release (gpointer data)
{
  g_rc_box_release_full (data, (GDestroyNotify) redirect_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Redirect, redirect_release)

static void
redirected_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Redirect) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  guint n_tasks = g_strv_length (self->tasks);
  g_autofree char *words = NULL;

  if (rows != NULL)
    {
      /* Translators: how many tasks, and to whom they go now */
      words = g_strdup_printf (ngettext ("%u task is redirected to %s", "%u tasks are redirected to %s", n_tasks),
                               n_tasks, self->employee_name);
      kontor_desk_toast (self->desk, words, NULL);
      return;
    }
  /* Of a lost answer the outcome is unknown: the same operation again is harmless. */
  if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
    {
      g_free (self->operation);
      self->operation = kontor_identifier_new ();
    }
  words = kontor_error_describe (error);
  present (self, words);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *answer, Redirect *self)
{
  g_autofree char *joined = NULL;
  g_autofree char *tasks = NULL;
  const char *params[4];

  if (!g_str_equal (answer, "redirect") || kontor_link_picker_get_identifier (self->performer) == NULL)
    return;
  g_free (self->employee);
  g_free (self->employee_name);
  g_free (self->why);
  self->employee = g_strdup (kontor_link_picker_get_identifier (self->performer));
  self->employee_name = g_strdup (kontor_link_picker_get_label (self->performer));
  self->why = g_strdup (gtk_editable_get_text (self->reason));
  joined = g_strjoinv (",", self->tasks);
  tasks = g_strdup_printf ("{%s}", joined);
  params[0] = tasks;
  params[1] = self->employee;
  params[2] = self->why;
  params[3] = self->operation;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "redirect-tasks", params, 4,
                               NULL, redirected_cb, g_rc_box_acquire (self));
}

static void
show_possibility (Redirect *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  adw_message_dialog_set_response_enabled (self->dialog, "redirect",
                                           kontor_link_picker_get_identifier (self->performer) != NULL && *reason != '\0');
}

static void
append_named (GtkWidget *box, const char *name, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
}

static void
present (Redirect *self, const char *body)
{
  guint n_tasks = g_strv_length (self->tasks);
  g_autofree char *heading = g_strdup_printf (ngettext ("Redirect %u task", "Redirect %u tasks", n_tasks), n_tasks);
  GtkWidget *dialog = adw_message_dialog_new (kontor_desk_get_window (self->desk), heading, body);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *performer = kontor_link_picker_new ("employee");
  GtkWidget *reason = gtk_entry_new ();

  self->dialog = ADW_MESSAGE_DIALOG (dialog);
  self->performer = KONTOR_LINK_PICKER (performer);
  self->reason = GTK_EDITABLE (reason);
  g_object_set_data_full (G_OBJECT (dialog), "kontor-redirect", g_rc_box_acquire (self), redirect_release);

  g_object_set (performer, "can-create", FALSE, NULL);
  kontor_link_picker_set_condition (self->performer, "{\"field\": \"active\", \"is\": true}");
  kontor_link_picker_set_value (self->performer, self->employee, self->employee_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (performer), GTK_ACCESSIBLE_PROPERTY_LABEL, _("To whom"), -1);
  gtk_editable_set_text (self->reason, self->why != NULL ? self->why : "");
  gtk_entry_set_activates_default (GTK_ENTRY (reason), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why"), -1);
  g_signal_connect_swapped (performer, "picked", G_CALLBACK (show_possibility), self);
  g_signal_connect_swapped (reason, "changed", G_CALLBACK (show_possibility), self);
  append_named (box, _("To whom"), performer);
  append_named (box, _("Why"), reason);

  adw_message_dialog_set_extra_child (self->dialog, box);
  adw_message_dialog_add_responses (self->dialog, "cancel", _("_Cancel"), "redirect", _("_Redirect"), NULL);
  adw_message_dialog_set_response_appearance (self->dialog, "redirect", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self->dialog, "redirect");
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  show_possibility (self);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
kontor_redirect_dialog_present (KontorDesk *desk, const char * const *tasks)
{
  g_autoptr (Redirect) self = NULL;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (tasks != NULL && tasks[0] != NULL);

  self = g_rc_box_new0 (Redirect);
  self->desk = g_object_ref (desk);
  self->tasks = g_strdupv ((char **) tasks);
  self->operation = kontor_identifier_new ();
  present (self, _("What is redirected leaves one list and appears in the other's at once."));
}
