#include "config.h"

#include "kit/create-dialog.h"

#include <glib/gi18n.h>

#include "kit/form.h"
#include "kit/leave-guard.h"

/* Lives as long as its window or its form does: a form that is being saved
 * outlives a window that was closed meanwhile, and still tells how it ended. */
typedef struct
{
  /* NULL once it is closed. */
  GtkWindow        *window;
  KontorForm       *form;
  GtkWidget        *create;
  KontorDesk       *desk;
  gboolean          saving;
  gboolean          saved;
  KontorRecord     *record;
  KontorCreateDone  done;
  gpointer          user_data;
  GDestroyNotify    destroy;
} Dialog;

/* Given up: what was typed does not stay behind on the cards. */
static void
give_up (Dialog *dialog)
{
  if (!dialog->saved && kontor_record_get_version (dialog->record) > 0)
    kontor_record_revert (dialog->record, NULL);
}

static void
dialog_clear (gpointer data)
{
  Dialog *dialog = data;

  g_clear_weak_pointer (&dialog->window);
  give_up (dialog);
  g_clear_object (&dialog->record);
  g_clear_object (&dialog->desk);
  if (dialog->destroy != NULL)
    dialog->destroy (dialog->user_data);
}

static void
dialog_unref (gpointer dialog)
{
  g_rc_box_release_full (dialog, dialog_clear);
}

static void
window_gone_cb (gpointer data)
{
  Dialog *dialog = data;

  if (!dialog->saving)
    give_up (dialog);
  dialog_unref (dialog);
}

static void
forget_dialog_cb (gpointer dialog, GClosure *closure)
{
  dialog_unref (dialog);
}

static void
saved_cb (KontorForm *form, Dialog *dialog)
{
  if (dialog->saved)
    return;
  dialog->saved = TRUE;
  if (dialog->done != NULL)
    dialog->done (dialog->record, dialog->user_data);
  if (dialog->window != NULL)
    gtk_window_destroy (dialog->window);
  /* Typed on while it was being saved, then closed. */
  else if (kontor_record_is_dirty (dialog->record))
    kontor_record_revert (dialog->record, NULL);
}

static void
failed_cb (KontorForm *form, gpointer error, Dialog *dialog)
{
  dialog->saving = FALSE;
  if (dialog->window != NULL)
    gtk_widget_set_sensitive (dialog->create, TRUE);
}

static void
create_cb (GtkButton *button, Dialog *dialog)
{
  gtk_widget_set_sensitive (dialog->create, FALSE);
  dialog->saving = TRUE;
  kontor_form_save (dialog->form);
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDesk) desk = user_data;
  g_autoptr(GError) error = NULL;

  if (!kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_desk_report_error (desk, error, _("Nothing was deleted"));
}

/* No question asked: the toast offers to undo. */
static void
delete_cb (GtkButton *button, Dialog *dialog)
{
  kontor_record_revert (dialog->record, NULL);
  kontor_store_remove_async (kontor_desk_get_store (dialog->desk), dialog->record, NULL,
                             removed_cb, g_object_ref (dialog->desk));
  gtk_window_destroy (dialog->window);
}

static void
add_delete (Dialog *dialog, AdwHeaderBar *header)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, _("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (delete_cb), dialog);
  adw_header_bar_pack_start (header, button);
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  Dialog *dialog = user_data;

  create_cb (NULL, dialog);
  return TRUE;
}

static gboolean
close_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
add_shortcut (GtkWidget *widget, guint key, GdkModifierType modifiers, GtkShortcutFunc func, gpointer data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Ctrl+Enter before the fields, which on a card call or open with it; Escape
   * after them, because it closes their suggestions first. */
  if (modifiers != 0)
    gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_callback_action_new (func, data, NULL)));
  gtk_widget_add_controller (widget, controller);
}

GtkWindow *
kontor_create_dialog_present (KontorDesk *desk, GtkWidget *parent, KontorRecord *record,
                              const char * const *fields, const char *title,
                              KontorCreateDone done, gpointer user_data, GDestroyNotify destroy)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  Dialog *dialog = g_rc_box_new0 (Dialog);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *form = kontor_form_new ();
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  gboolean is_new = kontor_record_get_version (record) == 0;
  g_autofree char *own_title = is_new ? g_strdup_printf (_("New: %s"), _(entity->label))
                                      : g_strdup (kontor_record_get_title (record));

  g_set_weak_pointer (&dialog->window, GTK_WINDOW (window));
  dialog->form = KONTOR_FORM (form);
  dialog->desk = g_object_ref (desk);
  dialog->record = g_object_ref (record);
  dialog->done = done;
  dialog->user_data = user_data;
  dialog->destroy = destroy;
  g_object_set_data_full (G_OBJECT (window), "kontor-dialog", dialog, window_gone_cb);

  gtk_window_set_title (dialog->window, title != NULL ? title : own_title);
  gtk_window_set_modal (dialog->window, TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (dialog->window, GTK_WINDOW (root));
  else if (kontor_desk_get_window (desk) != NULL)
    gtk_window_set_transient_for (dialog->window, kontor_desk_get_window (desk));

  dialog->create = gtk_button_new_with_mnemonic (is_new ? _("C_reate") : _("_Save"));
  gtk_widget_add_css_class (dialog->create, "suggested-action");
  g_signal_connect (dialog->create, "clicked", G_CALLBACK (create_cb), dialog);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->create);
  if (!is_new)
    add_delete (dialog, ADW_HEADER_BAR (header));

  g_object_set (form, "columns", 1, "autosave", FALSE, NULL);
  if (fields != NULL)
    kontor_form_set_fields (KONTOR_FORM (form), fields);
  kontor_form_set_record (KONTOR_FORM (form), record);
  g_signal_connect_data (form, "saved", G_CALLBACK (saved_cb), g_rc_box_acquire (dialog), forget_dialog_cb, 0);
  g_signal_connect_data (form, "failed", G_CALLBACK (failed_cb), g_rc_box_acquire (dialog), forget_dialog_cb, 0);
  gtk_widget_set_margin_start (form, 18);
  gtk_widget_set_margin_end (form, 18);
  gtk_widget_set_margin_top (form, 12);
  gtk_widget_set_margin_bottom (form, 18);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), form);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (dialog->window, 520, -1);

  add_shortcut (window, GDK_KEY_s, GDK_CONTROL_MASK, save_shortcut_cb, dialog);
  add_shortcut (window, GDK_KEY_Return, GDK_CONTROL_MASK, save_shortcut_cb, dialog);
  add_shortcut (window, GDK_KEY_Escape, 0, close_shortcut_cb, dialog);
  kontor_leave_guard_add (dialog->window, KONTOR_FORM (form));
  gtk_window_present (dialog->window);
  kontor_form_focus_field (KONTOR_FORM (form), NULL);
  return dialog->window;
}
