#include "config.h"

#include "kit/leave-guard.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define GUARD_KEY "kontor-leave-guard"

typedef struct
{
  /* Those of the window, which outlives them. */
  GPtrArray *forms;
  gboolean   touched;
  gboolean   leaves;
} Guard;

static void
guard_free (gpointer data)
{
  Guard *guard = data;

  g_ptr_array_unref (guard->forms);
  g_free (guard);
}

static gboolean
leave_cb (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

/* Afterwards: the question is still there, and belongs to the window. */
static void
answered_cb (GtkWindow *window, const char *answer)
{
  Guard *guard = g_object_get_data (G_OBJECT (window), GUARD_KEY);

  if (!g_str_equal (answer, "discard"))
    return;
  guard->leaves = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, leave_cb, g_object_ref (window), g_object_unref);
}

static gboolean
close_request_cb (GtkWindow *window, Guard *guard)
{
  GtkWidget *dialog;
  gboolean correct = TRUE;

  if (guard->leaves)
    return FALSE;
  /* What is still being typed counts. */
  for (guint i = 0; i < guard->forms->len; i++)
    correct &= kontor_form_commit (g_ptr_array_index (guard->forms, i));
  if (correct && !guard->touched)
    return FALSE;
  dialog = adw_message_dialog_new (window, _("Something here is not saved yet"), NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("Go on editing"), "discard", _("Close and lose it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
touched_cb (GtkWindow *window)
{
  Guard *guard = g_object_get_data (G_OBJECT (window), GUARD_KEY);

  guard->touched = TRUE;
}

void
kontor_leave_guard_add (GtkWindow *window, KontorForm *form)
{
  Guard *guard;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (KONTOR_IS_FORM (form));
  g_return_if_fail (kontor_form_get_record (form) != NULL);

  guard = g_object_get_data (G_OBJECT (window), GUARD_KEY);
  if (guard == NULL)
    {
      guard = g_new0 (Guard, 1);
      guard->forms = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (window), GUARD_KEY, guard, guard_free);
      g_signal_connect (window, "close-request", G_CALLBACK (close_request_cb), guard);
    }
  g_ptr_array_add (guard->forms, form);
  g_signal_connect_object (kontor_form_get_record (form), "changed", G_CALLBACK (touched_cb), window, G_CONNECT_SWAPPED);
}

void
kontor_leave_guard_remove (GtkWindow *window)
{
  Guard *guard;

  g_return_if_fail (GTK_IS_WINDOW (window));

  guard = g_object_get_data (G_OBJECT (window), GUARD_KEY);
  if (guard != NULL)
    guard->leaves = TRUE;
}
