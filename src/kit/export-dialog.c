#include "config.h"

#include "kit/export-dialog.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/error.h"
#include "model/export.h"

#define MARGIN 18

struct _KontorExportDialog
{
  AdwWindow     parent_instance;
  KontorDesk   *desk;
  KontorTable  *table;
  GtkWidget    *rows;
  GtkWidget    *columns;
  GtkWidget    *readers;
  GtkWidget    *choices;
  GtkWidget    *error;
  GtkWidget    *progress;
  GtkWidget    *export_button;
  GtkWidget    *cancel_button;
  GtkFileChooserNative *chooser;
  GFile        *file;
  /* While it is being written. */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorExportDialog, kontor_export_dialog, ADW_TYPE_WINDOW)

static KontorRecordList *
get_list (KontorExportDialog *self)
{
  return KONTOR_RECORD_LIST (kontor_table_get_rows (self->table));
}

static gboolean
is_second_chosen (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row)) == 1;
}

static void
show_error (KontorExportDialog *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->error), words != NULL ? words : "");
  gtk_widget_set_visible (self->error, words != NULL);
}

static void
show_writing (KontorExportDialog *self, gboolean writing)
{
  gtk_widget_set_sensitive (self->choices, !writing);
  gtk_widget_set_sensitive (self->export_button, !writing);
  gtk_widget_set_visible (self->progress, writing);
}

static void
progress_cb (guint n_written, guint n_records, gpointer user_data)
{
  KontorExportDialog *self = user_data;
  g_autofree char *text = g_strdup_printf (_("%'u of %'u"), n_written, n_records);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), n_records > 0 ? (double) n_written / n_records : 1);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
}

static void
exported_cb (GObject *list, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_written = kontor_export_list_finish (KONTOR_RECORD_LIST (list), result, &error);
  gboolean given_up = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  if (n_written < 0 && !given_up)
    {
      g_autofree char *words = kontor_error_describe (error);
      g_autofree char *text = g_strdup_printf (_("The file was not written, and what it held before is still there. %s"), words);

      show_writing (self, FALSE);
      show_error (self, text);
      return;
    }
  if (n_written >= 0)
    {
      g_autofree char *name = g_file_get_basename (self->file);
      g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%'" PRId64 " record exported to “%s”",
                                                            "%'" PRId64 " records exported to “%s”", (gulong) n_written),
                                               n_written, name);

      kontor_desk_toast (self->desk, text, NULL);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

void
kontor_export_dialog_write (KontorExportDialog *self, GFile *file)
{
  g_autoptr(KontorSnapshot) selected = NULL;
  g_auto(GStrv) columns = NULL;
  KontorExportFormat format;

  g_return_if_fail (KONTOR_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->cancellable == NULL);

  g_set_object (&self->file, file);
  show_error (self, NULL);
  show_writing (self, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), _("Asking the server…"));
  gtk_widget_grab_focus (self->cancel_button);

  if (is_second_chosen (self->rows))
    selected = kontor_table_copy_selected (self->table);
  format.for_people = format.for_spreadsheet = !is_second_chosen (self->readers);
  if (!is_second_chosen (self->columns))
    columns = kontor_table_get_columns (self->table);
  format.fields = (const char * const *) columns;
  self->cancellable = g_cancellable_new ();
  kontor_export_list_async (get_list (self), selected, &format, file, progress_cb, self,
                            self->cancellable, exported_cb, g_object_ref (self));
}

static void
file_chosen_cb (KontorExportDialog *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    kontor_export_dialog_write (self, file);
  g_clear_object (&self->chooser);
}

static void
export_cb (KontorExportDialog *self)
{
  g_autofree char *name = g_strconcat (_(kontor_table_get_entity (self->table)->plural), ".csv", NULL);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Export"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* While it writes the button gives up, and the window goes when that has ended. */
static gboolean
close_request_cb (KontorExportDialog *self)
{
  if (self->cancellable == NULL)
    return GDK_EVENT_PROPAGATE;
  g_cancellable_cancel (self->cancellable);
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

/* A choice of two. */
static GtkWidget *
make_choice (const char *title, const char *first, const char *second)
{
  GtkWidget *row = adw_combo_row_new ();
  const char *words[] = { first, second, NULL };
  g_autoptr(GtkStringList) model = gtk_string_list_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  return row;
}

static GtkWidget *
make_choices (KontorExportDialog *self)
{
  guint64 n_selected = kontor_range_selection_get_n_selected (kontor_table_get_selection (self->table));
  gint64 total = kontor_record_list_get_total (get_list (self));
  g_autofree char *all = total >= 0 ? g_strdup_printf (_("All %'" PRId64), total) : g_strdup (_("All"));
  g_autofree char *some = n_selected > 0 ? g_strdup_printf (_("The %'" PRIu64 " selected"), n_selected) : NULL;
  GtkWidget *group = adw_preferences_group_new ();

  self->rows = make_choice (_("Rows"), all, some);
  /* One row is always selected where one stands; more were chosen on purpose. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows), n_selected > 1 ? 1 : 0);
  self->columns = make_choice (_("Columns"), _("Those of the list"), _("All there are"));
  self->readers = make_choice (_("Written for"), _("People and spreadsheets"), _("Other programs"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->columns);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->readers);
  return group;
}

static GtkWidget *
make_header (KontorExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->cancel_button = gtk_button_new_with_mnemonic (_("_Cancel"));
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (gtk_window_close), self);
  self->export_button = gtk_button_new_with_mnemonic (_("_Export…"));
  gtk_widget_add_css_class (self->export_button, "suggested-action");
  g_signal_connect_swapped (self->export_button, "clicked", G_CALLBACK (export_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->export_button);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->export_button);
  return header;
}

static void
build (KontorExportDialog *self)
{
  g_autofree char *title = g_strdup_printf (_("Export %s"), _(kontor_table_get_entity (self->table)->plural));
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_window_set_title (GTK_WINDOW (self), title);
  self->choices = make_choices (self);
  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_widget_set_visible (self->progress, FALSE);
  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);

  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_box_append (GTK_BOX (box), self->choices);
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_box_append (GTK_BOX (outer), make_header (self));
  gtk_box_append (GTK_BOX (outer), box);
  adw_window_set_content (ADW_WINDOW (self), outer);
}

static void
kontor_export_dialog_dispose (GObject *object)
{
  KontorExportDialog *self = KONTOR_EXPORT_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_object (&self->table);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_export_dialog_parent_class)->dispose (object);
}

static void
kontor_export_dialog_class_init (KontorExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_export_dialog_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kontor_export_dialog_init (KontorExportDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, -1);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

KontorExportDialog *
kontor_export_dialog_present (KontorDesk *desk, KontorTable *table)
{
  KontorExportDialog *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (KONTOR_IS_TABLE (table), NULL);
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (kontor_table_get_rows (table)), NULL);

  self = g_object_new (KONTOR_TYPE_EXPORT_DIALOG, "transient-for", kontor_desk_get_window (desk), NULL);
  self->desk = g_object_ref (desk);
  self->table = g_object_ref (table);
  build (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->export_button);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
