#include "config.h"

#include "admin/import-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "model/import.h"

/* What can be said where the detection was wrong; the first entry detects. */
static const char * const encodings[] = { NULL, "UTF-8", "WINDOWS-1251", "WINDOWS-1250", "WINDOWS-1254", "UTF-16" };
static const char separators[] = { '\0', ',', ';', '\t', '|' };
/* How many cells of a column are shown as an example. */
#define SHOWN_SAMPLES 3

struct _KontorImportPage
{
  KontorPage           parent_instance;

  AdwEntryRow         *file_row;
  AdwComboRow         *encoding_row;
  AdwComboRow         *separator_row;
  AdwPreferencesGroup *columns_group;
  GtkLabel            *problem_label;
  GtkWidget           *outcome_box;
  GtkLabel            *outcome_label;
  GtkProgressBar      *progress_bar;
  GtkScrolledWindow   *scroller;
  GtkWidget           *rejects_box;
  GtkListView         *rejects_view;
  GtkWidget           *try_button;
  GtkWidget           *import_button;
  GtkWidget           *cancel_button;
  GtkWidget           *undo_button;

  const KontorEntity  *entity;
  KontorImport        *import;
  /* (element-type AdwComboRow): one a column, in the file's order */
  GPtrArray           *column_rows;
  GtkStringList       *rejects;
  /* Of the run that is under way; NULL between runs. */
  GCancellable        *cancellable;
  gboolean             dry_run;
  guint                scroll_idle;
  /* While rows are filled by the program. */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (KontorImportPage, kontor_import_page, KONTOR_TYPE_PAGE)

static void
tell_problem (KontorImportPage *self, const GError *error)
{
  g_autofree char *words = error != NULL ? kontor_error_describe (error) : NULL;

  gtk_label_set_text (self->problem_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL);
}

static void
update_buttons (KontorImportPage *self)
{
  gboolean running = self->cancellable != NULL;
  gboolean ready = FALSE;

  if (self->import != NULL && kontor_import_get_n_columns (self->import) > 0 && !running)
    {
      g_autoptr (GError) error = NULL;

      ready = kontor_import_check_mapping (self->import, &error);
      tell_problem (self, error);
    }

  gtk_widget_set_sensitive (self->try_button, ready);
  gtk_widget_set_sensitive (self->import_button, ready);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_group), !running);
  /* Not insensitive: it may have the focus. */
  gtk_editable_set_editable (GTK_EDITABLE (self->file_row), !running);
  kontor_page_set_loading (KONTOR_PAGE (self), running);
}

/* The mapping ------------------------------------------------------------------ */

static void
target_chosen_cb (AdwComboRow *row, GParamSpec *pspec, KontorImportPage *self)
{
  GPtrArray *targets;
  guint selected = adw_combo_row_get_selected (row);
  guint column;
  g_autoptr (GError) error = NULL;

  if (self->filling || !g_ptr_array_find (self->column_rows, row, &column))
    return;

  targets = kontor_import_get_targets (self->import);
  if (selected == 0 || selected > targets->len)
    kontor_import_set_target (self->import, column, NULL, &error);
  else
    {
      const KontorImportTarget *target = g_ptr_array_index (targets, selected - 1);

      kontor_import_set_target (self->import, column, target->name, &error);
    }
  update_buttons (self);
  if (error != NULL)
    tell_problem (self, error);
}

static guint
find_target (KontorImportPage *self, guint column)
{
  GPtrArray *targets = kontor_import_get_targets (self->import);
  const char *name = kontor_import_get_target (self->import, column);

  for (guint i = 0; name != NULL && i < targets->len; i++)
    {
      const KontorImportTarget *target = g_ptr_array_index (targets, i);

      if (g_str_equal (target->name, name))
        return i + 1;
    }

  return 0;
}

/* "Siemens AG · Bosch · ...": what the column holds tells more than its heading. */
static char *
make_example (KontorImportPage *self, guint column)
{
  GString *text = g_string_new (NULL);
  guint n = MIN (kontor_import_get_n_samples (self->import), SHOWN_SAMPLES);

  for (guint i = 0; i < n; i++)
    {
      const char *sample = kontor_import_get_sample (self->import, i, column);

      if (sample == NULL || *sample == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      if (g_utf8_strlen (sample, -1) > 60)
        {
          g_autofree char *start = g_utf8_substring (sample, 0, 59);

          g_string_append_printf (text, "%s…", start);
        }
      else
        g_string_append (text, sample);
    }

  return g_string_free (text, FALSE);
}

static void
add_column (KontorImportPage *self, guint column, GtkStringList *labels)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *example = make_example (self, column);
  const char *heading = kontor_import_get_heading (self->import, column);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heading != NULL ? heading : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), example);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_target (self, column));
  g_ptr_array_add (self->column_rows, row);
  adw_preferences_group_add (self->columns_group, row);
  g_signal_connect (row, "notify::selected", G_CALLBACK (target_chosen_cb), self);
}

static void
clear_columns (KontorImportPage *self)
{
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns_group, g_ptr_array_index (self->column_rows, i));
  g_ptr_array_set_size (self->column_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_group), FALSE);
}

static void
show_columns (KontorImportPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GPtrArray *targets = kontor_import_get_targets (self->import);
  const KontorCsvFormat *format = kontor_import_get_format (self->import);
  g_autofree char *encoding = g_strdup_printf (_("Encoding (%s)"), format->encoding);
  g_autofree char *separator = NULL;

  separator = format->separator == '\t' ? g_strdup (_("Cells are parted by (tab)"))
                                        : g_strdup_printf (_("Cells are parted by (%c)"), format->separator);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->encoding_row), encoding);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->separator_row), separator);

  gtk_string_list_append (labels, _("Left out"));
  for (guint i = 0; i < targets->len; i++)
    gtk_string_list_append (labels, ((const KontorImportTarget *) g_ptr_array_index (targets, i))->label);

  self->filling = TRUE;
  for (guint i = 0; i < kontor_import_get_n_columns (self->import); i++)
    add_column (self, i, labels);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->columns_group), TRUE);
}

/* The file ---------------------------------------------------------------------- */

static void
inspect_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kontor_import_inspect (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (source);
  g_autoptr (GError) error = NULL;

  /* Another file was chosen meanwhile. */
  if (g_task_get_task_data (G_TASK (result)) != self->import)
    return;

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  clear_columns (self);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      show_columns (self);
      update_buttons (self);
    }
  else
    {
      g_clear_object (&self->import);
      update_buttons (self);
      tell_problem (self, error);
    }
}

static void
inspect (KontorImportPage *self)
{
  g_autofree char *path = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->file_row))));
  g_autoptr (GTask) task = NULL;
  guint encoding = adw_combo_row_get_selected (self->encoding_row);
  guint separator = adw_combo_row_get_selected (self->separator_row);

  if (*path == '\0' || self->cancellable != NULL)
    return;

  g_clear_object (&self->import);
  self->import = kontor_import_new (self->entity, path);
  if (encoding < G_N_ELEMENTS (encodings) && separator < G_N_ELEMENTS (separators))
    kontor_import_set_format (self->import, encodings[encoding], separators[separator]);
  gtk_widget_set_visible (self->outcome_box, FALSE);
  gtk_widget_set_visible (self->rejects_box, FALSE);
  tell_problem (self, NULL);
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);

  task = g_task_new (self, NULL, inspected_cb, NULL);
  g_task_set_task_data (task, g_object_ref (self->import), g_object_unref);
  g_task_run_in_thread (task, inspect_thread);
}

static void
format_chosen_cb (KontorImportPage *self)
{
  if (self->import != NULL)
    inspect (self);
}

static void
file_chosen_cb (KontorImportPage *self, int response, GtkFileChooserNative *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      kontor_import_page_set_file (self, g_file_peek_path (file));
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (dialog));
  g_object_unref (dialog);
}

static void
choose_file_cb (KontorImportPage *self)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  dialog = gtk_file_chooser_native_new (_("Choose a file"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (tables, _("Separated values (CSV)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* What was refused is mended in the file that it came from, beside this list. */
static void
rejects_chosen_cb (KontorImportPage *self, int response, GtkFileChooserNative *dialog)
{
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));

  if (response == GTK_RESPONSE_ACCEPT && self->import != NULL && desk != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GError) error = NULL;

      if (kontor_import_page_save_rejects (self, file, &error))
        kontor_desk_toast_saved (desk, file);
      else
        kontor_desk_report_error (desk, error, _("The file was not saved."));
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (dialog));
  g_object_unref (dialog);
}

static void
save_rejects_cb (KontorImportPage *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Refused rows"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *name = g_strconcat (_("Refused rows"), ".csv", NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rejects_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The run ------------------------------------------------------------------------- */

static char *
word_outcome (const KontorImportOutcome *outcome, gboolean dry_run)
{
  return g_strdup_printf (dry_run
                          ? _("%'" PRIu64 " rows: %'" PRIu64 " would be new, %'" PRIu64
                              " would complete a known one, %'" PRIu64 " are known already, %'" PRIu64
                              " would be refused.")
                          : _("%'" PRIu64 " rows: %'" PRIu64 " new, %'" PRIu64
                              " completed a known one, %'" PRIu64 " known already, %'" PRIu64
                              " refused."),
                          outcome->n_rows, outcome->n_created, outcome->n_updated, outcome->n_unchanged, outcome->n_rejected);
}

static void
progress_cb (KontorImportPage *self)
{
  const KontorImportOutcome *outcome = kontor_import_get_outcome (self->import);
  g_autofree char *words = word_outcome (outcome, self->dry_run);

  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (outcome->fraction, 0, 1));
  gtk_label_set_text (self->outcome_label, words);
}

/* What was refused stands below the columns, and may be out of sight. */
static gboolean
scroll_cb (gpointer user_data)
{
  KontorImportPage *self = user_data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->scroll_idle = 0;
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  return G_SOURCE_REMOVE;
}

static void
show_rejects (KontorImportPage *self)
{
  const KontorImportOutcome *outcome = kontor_import_get_outcome (self->import);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; outcome->rejects != NULL && i < outcome->rejects->len; i++)
    {
      const KontorImportReject *reject = g_ptr_array_index (outcome->rejects, i);
      g_autofree char *line = g_strdup_printf (_("Line %'" PRIu64 ": %s"), reject->line, reject->reason);

      g_strv_builder_add (lines, line);
    }

  texts = g_strv_builder_end (lines);
  gtk_string_list_splice (self->rejects, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rejects)),
                          (const char * const *) texts);
  gtk_widget_set_visible (self->rejects_box, texts[0] != NULL);
  if (texts[0] != NULL && self->scroll_idle == 0)
    self->scroll_idle = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KontorImport *import = KONTOR_IMPORT (source);
  g_autoptr (KontorImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = kontor_import_run_finish (import, result, &error);
  const KontorImportOutcome *outcome = kontor_import_get_outcome (import);

  g_clear_object (&self->cancellable);
  if (kontor_page_get_desk (KONTOR_PAGE (self)) == NULL)
    return;

  progress_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), FALSE);
  gtk_widget_set_visible (self->undo_button, !self->dry_run && outcome->n_created + outcome->n_updated > 0);
  show_rejects (self);
  update_buttons (self);
  if (!done && (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    kontor_desk_toast (kontor_page_get_desk (KONTOR_PAGE (self)),
                       self->dry_run ? _("Cancelled") : _("Stopped; what was imported so far is there and can be undone"), NULL);
  else if (!done)
    tell_problem (self, error);
  else if (!self->dry_run)
    kontor_desk_toast (kontor_page_get_desk (KONTOR_PAGE (self)), _("Imported"), kontor_import_get_operation (import));
}

static void
run (KontorImportPage *self, gboolean dry_run)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));

  if (database == NULL || self->import == NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->dry_run = dry_run;
  gtk_label_set_text (self->outcome_label, dry_run ? _("Trying…") : _("Importing…"));
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), TRUE);
  gtk_widget_set_visible (self->outcome_box, TRUE);
  gtk_widget_set_visible (self->rejects_box, FALSE);
  gtk_widget_set_visible (self->undo_button, FALSE);
  g_signal_handlers_disconnect_by_func (self->import, progress_cb, self);
  g_signal_connect_object (self->import, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  update_buttons (self);
  kontor_import_run_async (self->import, dry_run, database, self->cancellable, ran_cb, g_object_ref (self));
}

static void
try_cb (KontorImportPage *self)
{
  run (self, TRUE);
}

static void
import_cb (KontorImportPage *self)
{
  run (self, FALSE);
}

static void
cancel_cb (KontorImportPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = user_data;
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint n_conflicts = 0;

  if (!kontor_store_undo_finish (KONTOR_STORE (source), result, &n_conflicts, &error))
    {
      gtk_widget_set_sensitive (self->undo_button, TRUE);
      kontor_desk_report_error (desk, error, _("The import could not be undone"));
      return;
    }

  gtk_widget_set_visible (self->undo_button, FALSE);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Undone, except %u record that was changed since",
                                        "Undone, except %u records that were changed since", n_conflicts), n_conflicts);
  /* How many are new is not true any more. */
  gtk_label_set_text (self->outcome_label, n_conflicts > 0 ? words : _("The import was undone"));
  kontor_desk_toast (desk, gtk_label_get_text (self->outcome_label), NULL);
}

static void
undo_cb (KontorImportPage *self)
{
  KontorStore *store = kontor_desk_get_store (kontor_page_get_desk (KONTOR_PAGE (self)));
  const char *operation = kontor_import_get_operation (self->import);

  if (store == NULL || operation == NULL)
    return;
  gtk_widget_set_sensitive (self->undo_button, FALSE);
  kontor_store_undo_async (store, operation, NULL, undone_cb, g_object_ref (self));
}

/* The page -------------------------------------------------------------------------- */

static void
setup_reject_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_reject_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* An import that is under way is not forgotten by closing its tab. */
static gboolean
kontor_import_page_can_close (KontorPage *page)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (page);

  if (self->cancellable == NULL)
    return TRUE;

  kontor_desk_toast (kontor_page_get_desk (page), _("The import is still running; cancel it first"), NULL);
  return FALSE;
}

static void
kontor_import_page_refresh (KontorPage *page)
{
  inspect (KONTOR_IMPORT_PAGE (page));
}

static void
kontor_import_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_IMPORT_PAGE (page)->file_row));
}

static void
kontor_import_page_dispose (GObject *object)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->scroll_idle, g_source_remove);

  G_OBJECT_CLASS (kontor_import_page_parent_class)->dispose (object);
}

static void
kontor_import_page_finalize (GObject *object)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);

  g_clear_object (&self->import);
  g_clear_object (&self->rejects);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->column_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_import_page_parent_class)->finalize (object);
}

static void
kontor_import_page_class_init (KontorImportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_import_page_dispose;
  object_class->finalize = kontor_import_page_finalize;
  KONTOR_PAGE_CLASS (klass)->can_close = kontor_import_page_can_close;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_import_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_import_page_arrive;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, separator_row);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, columns_group);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, outcome_box);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, rejects_box);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, rejects_view);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, try_button);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, inspect);
  gtk_widget_class_bind_template_callback (widget_class, format_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_reject_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_reject_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_rejects_cb);
}

static void
kontor_import_page_init (KontorImportPage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->column_rows = g_ptr_array_new ();
  self->rejects = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rejects)));
  gtk_list_view_set_model (self->rejects_view, GTK_SELECTION_MODEL (selection));
  update_buttons (self);
}

KontorPage *
kontor_import_page_new (KontorDesk *desk, const char *argument)
{
  const KontorEntity *entity = kontor_entity_lookup (argument != NULL && *argument != '\0' ? argument : "partner");
  g_autofree char *key = NULL;
  g_autofree char *address = NULL;
  g_autofree char *title = NULL;
  KontorImportPage *self;

  g_return_val_if_fail (entity != NULL, NULL);

  key = g_strdup_printf ("page:import:%s", entity->name);
  address = g_strdup_printf ("win.open-page(('import', '%s'))", entity->name);
  title = g_strdup_printf (_("Import: %s"), _(entity->plural));
  self = g_object_new (KONTOR_TYPE_IMPORT_PAGE,
                       "desk", desk,
                       "title", title,
                       "icon-name", "document-open-symbolic",
                       "key", key,
                       "address", address,
                       NULL);
  self->entity = entity;
  return KONTOR_PAGE (self);
}

void
kontor_import_page_set_file (KontorImportPage *self, const char *path)
{
  g_return_if_fail (KONTOR_IS_IMPORT_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->file_row), path != NULL ? path : "");
  inspect (self);
}

gboolean
kontor_import_page_save_rejects (KontorImportPage *self, GFile *file, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (KONTOR_IS_IMPORT_PAGE (self), FALSE);
  g_return_val_if_fail (self->import != NULL, FALSE);

  text = kontor_import_rejects_to_csv (self->import);
  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}
