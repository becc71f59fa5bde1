#include "config.h"

#include "kit/file-list.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "kit/open-address.h"

/* As the server's table has it. */
#define MOST_BYTES (50 * 1024 * 1024)
#define RELOAD_DELAY_MILLISECONDS 120

struct _KontorFileList
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkLabel     *heading;
  GtkListBox   *list;
  GtkWidget    *busy;
  GtkLabel     *busy_words;
  GtkLabel     *error;

  KontorDesk   *desk;
  char         *entity;
  char         *id;
  GPtrArray    *records;
  GCancellable *cancellable;
  /* of the file on its way to or from the server */
  GCancellable *transfer;
  guint         reload;
};

G_DEFINE_FINAL_TYPE (KontorFileList, kontor_file_list, GTK_TYPE_WIDGET)

static guint loaded_signal;

typedef struct
{
  KontorFileList *self;
  char           *name;
  char           *id;
  GFile          *target;
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  g_object_unref (transfer->self);
  g_free (transfer->name);
  g_free (transfer->id);
  g_clear_object (&transfer->target);
  g_free (transfer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

static void reload (KontorFileList *self);

static void
show_error (KontorFileList *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static void
show_failure (KontorFileList *self, const GError *error, const char *what)
{
  g_autofree char *words = kontor_error_describe (error);
  g_autofree char *line = g_strdup_printf ("%s %s", what, words);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED))
    show_error (self, line);
}

static void
begin_transfer (KontorFileList *self, const char *words)
{
  g_clear_object (&self->transfer);
  self->transfer = g_cancellable_new ();
  gtk_label_set_text (self->busy_words, words);
  gtk_widget_set_visible (self->busy, TRUE);
  show_error (self, NULL);
}

static void
end_transfer (KontorFileList *self)
{
  g_clear_object (&self->transfer);
  if (self->box != NULL)
    gtk_widget_set_visible (self->busy, FALSE);
}

/* PostgreSQL's text of bytes ---------------------------------------------------------- */

static void
encode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static const char digits[] = "0123456789abcdef";
  GBytes *bytes = data;
  gsize size;
  const guchar *content = g_bytes_get_data (bytes, &size);
  char *text = g_malloc (2 * size + 3);

  text[0] = '\\';
  text[1] = 'x';
  for (gsize i = 0; i < size; i++)
    {
      text[2 + 2 * i] = digits[content[i] >> 4];
      text[3 + 2 * i] = digits[content[i] & 15];
    }
  text[2 * size + 2] = '\0';
  g_task_return_pointer (task, text, g_free);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *text = data;
  gsize size = strlen (text) >= 2 ? (strlen (text) - 2) / 2 : 0;
  guchar *content = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    content[i] = (guchar) (g_ascii_xdigit_value (text[2 + 2 * i]) << 4 | g_ascii_xdigit_value (text[3 + 2 * i]));
  g_task_return_pointer (task, g_bytes_new_take (content, size), (GDestroyNotify) g_bytes_unref);
}

/* To the server --------------------------------------------------------------------------- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  end_transfer (transfer->self);
  if (transfer->self->box == NULL)
    return;
  if (answer == NULL)
    show_failure (transfer->self, error, _("The file was not attached."));
  else
    reload (transfer->self);
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  KontorFileList *self = transfer->self;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *operation = kontor_identifier_new ();
  g_autofree char *type = g_content_type_guess (transfer->name, NULL, 0, NULL);
  g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  const char *params[6];

  if (text == NULL || self->box == NULL)
    {
      end_transfer (self);
      return;
    }
  params[0] = self->entity;
  params[1] = self->id;
  params[2] = transfer->name;
  params[3] = mime;
  params[4] = text;
  params[5] = operation;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_BACK, "file-store", params, G_N_ELEMENTS (params),
                               self->transfer, stored_cb, g_steal_pointer (&transfer));
}

static void
read_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  KontorFileList *self = transfer->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (file), result, NULL, &error);
  g_autoptr (GTask) task = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) > MOST_BYTES || self->box == NULL)
    {
      end_transfer (self);
      if (self->box == NULL)
        return;
      if (bytes == NULL)
        show_failure (self, error, _("The file cannot be read."));
      else
        show_error (self, _("The file is larger than 50 MB. Attach a smaller one, or note where it lies."));
      return;
    }
  task = g_task_new (NULL, self->transfer, encoded_cb, g_steal_pointer (&transfer));
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, encode_thread);
}

void
kontor_file_list_attach (KontorFileList *self, GFile *file)
{
  Transfer *transfer;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (KONTOR_IS_FILE_LIST (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->id == NULL || self->desk == NULL || kontor_desk_get_database (self->desk) == NULL || self->transfer != NULL)
    return;
  name = g_file_get_basename (file);
  words = g_strdup_printf (_("Attaching %s…"), name);
  begin_transfer (self, words);
  transfer = g_new0 (Transfer, 1);
  transfer->self = g_object_ref (self);
  transfer->name = g_steal_pointer (&name);
  g_file_load_bytes_async (file, self->transfer, read_cb, transfer);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, KontorFileList *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    kontor_file_list_attach (self, file);
  g_object_unref (dialog);
}

void
kontor_file_list_choose (KontorFileList *self)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (KONTOR_IS_FILE_LIST (self));

  dialog = gtk_file_chooser_native_new (_("Attach a file"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _("_Attach"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, KontorFileList *self)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE) || self->id == NULL)
    return FALSE;
  kontor_file_list_attach (self, g_value_get_object (value));
  return TRUE;
}

/* From the server --------------------------------------------------------------------------- */

static void
written_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  KontorFileList *self = transfer->self;
  g_autoptr (GError) error = NULL;

  end_transfer (self);
  if (self->box == NULL)
    return;
  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    show_failure (self, error, _("The file was not saved."));
  else if (transfer->id != NULL)
    {
      g_autofree char *uri = g_file_get_uri (G_FILE (file));

      kontor_open_address (GTK_WIDGET (self), uri);
    }
  else
    kontor_desk_toast_saved (self->desk, G_FILE (file));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  KontorFileList *self = transfer->self;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  GFile *target = transfer->target;

  if (bytes == NULL || self->box == NULL)
    {
      end_transfer (self);
      return;
    }
  g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, self->transfer,
                                       written_cb, g_steal_pointer (&transfer));
}

static void
content_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  KontorFileList *self = transfer->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  const char *text = answer != NULL && kontor_result_get_n_rows (answer) > 0 ? kontor_result_get (answer, 0, 0) : NULL;
  g_autoptr (GTask) task = NULL;

  if (text == NULL || self->box == NULL)
    {
      end_transfer (self);
      if (self->box != NULL && error != NULL)
        show_failure (self, error, _("The file cannot be opened."));
      return;
    }
  task = g_task_new (NULL, self->transfer, decoded_cb, g_steal_pointer (&transfer));
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, decode_thread);
}

/* Takes @target over; opened afterwards where @opens. */
static void
fetch (KontorFileList *self, KontorRecord *record, GFile *target, gboolean opens)
{
  g_autofree char *words = g_strdup_printf (_("Fetching %s…"), kontor_record_get_title (record));
  const char *params[] = { kontor_record_get_id (record) };
  Transfer *transfer;

  if (self->transfer != NULL)
    {
      g_object_unref (target);
      return;
    }
  begin_transfer (self, words);
  transfer = g_new0 (Transfer, 1);
  transfer->self = g_object_ref (self);
  transfer->id = opens ? g_strdup (kontor_record_get_id (record)) : NULL;
  transfer->target = target;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_BACK, "file-content", params, G_N_ELEMENTS (params),
                               self->transfer, content_cb, transfer);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KontorFileList *self)
{
  KontorRecord *record = g_object_get_data (G_OBJECT (row), "record");
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "kontor", "files", kontor_record_get_id (record), NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fetch (self, record, g_file_new_build_filename (folder, kontor_record_get_title (record), NULL), TRUE);
}

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, KontorFileList *self)
{
  KontorRecord *record = g_object_get_data (G_OBJECT (dialog), "record");
  GFile *file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    fetch (self, record, file, FALSE);
  g_object_unref (dialog);
}

static void
save_cb (GtkButton *button, KontorFileList *self)
{
  KontorRecord *record = g_object_get_data (G_OBJECT (button), "record");
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Save the file"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), kontor_record_get_title (record));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (place_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorFileList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!kontor_store_remove_finish (KONTOR_STORE (store), result, &error) && self->box != NULL)
    show_failure (self, error, _("The file was not deleted."));
}

static void
remove_cb (GtkButton *button, KontorFileList *self)
{
  kontor_store_remove_async (kontor_desk_get_store (self->desk), g_object_get_data (G_OBJECT (button), "record"), NULL,
                             removed_cb, g_object_ref (self));
}

static void
cancel_cb (KontorFileList *self)
{
  if (self->transfer != NULL)
    g_cancellable_cancel (self->transfer);
}

/* The list ----------------------------------------------------------------------------------- */

static GtkWidget *
make_button (KontorFileList *self, KontorRecord *record, const char *icon, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, kontor_record_get_title (record));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "record", g_object_ref (record), g_object_unref);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
append (KontorFileList *self, KontorRecord *record)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *name = gtk_label_new (kontor_record_get_title (record));
  const char *bytes = kontor_record_get (record, "size");
  g_autofree char *size = g_format_size (bytes != NULL ? g_ascii_strtoull (bytes, NULL, 10) : 0);
  GtkWidget *amount = gtk_label_new (size);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, kontor_record_get_title (record));
  gtk_widget_add_css_class (amount, "dim-label");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), amount);
  gtk_box_append (GTK_BOX (line), make_button (self, record, "document-save-symbolic", _("Save elsewhere"), G_CALLBACK (save_cb)));
  gtk_box_append (GTK_BOX (line), make_button (self, record, "user-trash-symbolic", _("Delete"), G_CALLBACK (remove_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_set_tooltip_text (row, _("Open the file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, kontor_record_get_title (record), -1);
  g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorFileList) self = user_data;
  g_autoptr (GPtrArray) records = kontor_store_load_children_finish (KONTOR_STORE (store), result, NULL);
  GtkWidget *row;

  if (records == NULL || self->box == NULL)
    return;
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = g_steal_pointer (&records);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->records->len; i++)
    append (self, g_ptr_array_index (self->records, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->records->len > 0);
  g_signal_emit (self, loaded_signal, 0);
}

static void
reload (KontorFileList *self)
{
  KontorStore *store = self->desk != NULL ? kontor_desk_get_store (self->desk) : NULL;

  if (store == NULL || self->id == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  kontor_store_load_children_async (store, kontor_entity_lookup ("file"), "record_id", self->id, self->cancellable,
                                    loaded_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorFileList *self = user_data;

  self->reload = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorFileList *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, "file") == 0 && self->reload == 0)
    self->reload = g_timeout_add (RELOAD_DELAY_MILLISECONDS, reload_cb, self);
}

static void
kontor_file_list_dispose (GObject *object)
{
  KontorFileList *self = KONTOR_FILE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_file_list_parent_class)->dispose (object);
}

static void
kontor_file_list_finalize (GObject *object)
{
  KontorFileList *self = KONTOR_FILE_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->transfer);
  g_ptr_array_unref (self->records);
  g_free (self->entity);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_file_list_parent_class)->finalize (object);
}

static void
kontor_file_list_class_init (KontorFileListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_file_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_file_list_finalize;
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filelist");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_file_list_init (KontorFileList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->records = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->heading = GTK_LABEL (gtk_label_new (_("Files")));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "group-heading");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_hexpand (add, TRUE);
  gtk_widget_set_halign (add, GTK_ALIGN_END);
  gtk_widget_set_valign (add, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (add, _("Attach a file; or drop one here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attach a file"), -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (kontor_file_list_choose), self);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (head), add);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "related");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Files"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->busy_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->busy_words, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->busy_words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->busy_words), TRUE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_add_css_class (cancel, "flat");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (self->busy), spinner);
  gtk_box_append (GTK_BOX (self->busy), GTK_WIDGET (self->busy_words));
  gtk_box_append (GTK_BOX (self->busy), cancel);
  gtk_widget_set_visible (self->busy, FALSE);
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);

  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), self->busy);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->error));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
kontor_file_list_set_subject (KontorFileList *self, KontorDesk *desk, const char *entity, const char *id)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_FILE_LIST (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  store = kontor_desk_get_store (desk);
  if (self->desk == NULL && store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->desk, desk);
  g_free (self->entity);
  g_free (self->id);
  self->entity = g_strdup (entity);
  self->id = g_strdup (id);
  show_error (self, NULL);
  reload (self);
}
