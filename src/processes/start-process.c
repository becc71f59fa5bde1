#include "config.h"

#include "processes/start-process.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "kit/chip.h"
#include "kit/link-picker.h"

/* In the order in which a new map offers them. */
const char * const kontor_start_process_subjects[] = {
  "deal", "partner", "claim", "offer", "project", "interaction", "person", "legal_entity", "product", NULL
};

typedef struct
{
  GtkWindow  *window;
  KontorDesk *desk;
  GtkWidget  *start;
  GtkListBox *maps;
  GtkStack   *stack;
  GtkLabel   *error;
  AdwStatusPage *none;
  KontorLinkPicker *project;
  /* what a process would walk with: entity names and ids, and their titles */
  GPtrArray  *subjects;
  GPtrArray  *ids;
  GPtrArray  *titles;
  /* a repeated attempt is the same one */
  char       *operation;
  guint       n_reading;
  gboolean    asked_before;
} Dialog;

#define ROW_MAP "kontor-map"
#define ROW_SUBJECT "kontor-subject"
#define ROW_RECORD "kontor-record"
#define ROW_RUNNING "kontor-running"

static void
dialog_clear (Dialog *dialog)
{
  g_clear_weak_pointer (&dialog->start);
  g_clear_object (&dialog->desk);
  g_ptr_array_unref (dialog->subjects);
  g_ptr_array_unref (dialog->ids);
  g_ptr_array_unref (dialog->titles);
  g_free (dialog->operation);
}

static void
dialog_release (gpointer data)
{
  g_rc_box_release_full (data, (GDestroyNotify) dialog_clear);
}

static void
window_gone_cb (gpointer data)
{
  ((Dialog *) data)->window = NULL;
  dialog_release (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dialog, dialog_release)

static void
add_subject (Dialog *dialog, const char *entity, const char *id, const char *title)
{
  if (id == NULL)
    return;
  g_ptr_array_add (dialog->subjects, g_strdup (entity));
  g_ptr_array_add (dialog->ids, g_strdup (id));
  g_ptr_array_add (dialog->titles, g_strdup (title != NULL ? title : ""));
}

/* What is started from an interaction or an offer may be the client's or the deal's. */
static void
add_linked (Dialog *dialog, KontorRecord *record, const char *field, const char *entity)
{
  if (!g_str_equal (kontor_record_get_entity (record)->name, entity) &&
      kontor_entity_find_field (kontor_record_get_entity (record), field) != NULL)
    add_subject (dialog, entity, kontor_record_get (record, field), kontor_record_get_label (record, field));
}

static void
show_error (Dialog *dialog, const GError *error)
{
  g_autofree char *words = kontor_error_describe (error);

  gtk_label_set_text (dialog->error, words);
  gtk_widget_set_visible (GTK_WIDGET (dialog->error), TRUE);
}

/* Starting ------------------------------------------------------------------------------- */

static void
task_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDesk) desk = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);

  if (rows != NULL && kontor_result_get_n_rows (rows) > 0)
    kontor_desk_open_record (desk, "task", kontor_result_get (rows, 0, 0));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Dialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  const char *params[1];

  if (answer == NULL)
    {
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
        g_clear_pointer (&dialog->operation, g_free);
      if (dialog->window == NULL)
        kontor_desk_report_error (dialog->desk, error, _("The process was not started"));
      else
        {
          show_error (dialog, error);
          gtk_widget_set_sensitive (dialog->start, TRUE);
        }
      return;
    }
  params[0] = kontor_result_get (answer, 0, 0);
  kontor_desk_toast (dialog->desk, _("The process has begun"), NULL);
  kontor_database_query_async (KONTOR_DATABASE (source), KONTOR_LANE_FRONT, "my-task-of-process", params, 1, NULL,
                               task_found_cb, g_object_ref (dialog->desk));
  if (dialog->window != NULL)
    gtk_window_close (dialog->window);
}

static void
start (Dialog *dialog, GtkListBoxRow *row)
{
  const char *running = row != NULL ? g_object_get_data (G_OBJECT (row), ROW_RUNNING) : NULL;
  const char *params[5];

  if (row == NULL || !gtk_widget_get_sensitive (dialog->start))
    return;
  if (running != NULL)
    {
      kontor_desk_open_record (dialog->desk, "process", running);
      gtk_window_close (dialog->window);
      return;
    }
  if (dialog->operation == NULL)
    dialog->operation = kontor_identifier_new ();
  params[0] = g_object_get_data (G_OBJECT (row), ROW_MAP);
  params[1] = g_object_get_data (G_OBJECT (row), ROW_SUBJECT);
  params[2] = g_object_get_data (G_OBJECT (row), ROW_RECORD);
  params[3] = dialog->operation;
  params[4] = kontor_link_picker_get_identifier (dialog->project);
  gtk_widget_set_sensitive (dialog->start, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (dialog->error), FALSE);
  kontor_database_query_async (kontor_desk_get_database (dialog->desk), KONTOR_LANE_FRONT, "start-process", params, G_N_ELEMENTS (params), NULL,
                               started_cb, g_rc_box_acquire (dialog));
}

static void
start_cb (Dialog *dialog)
{
  start (dialog, gtk_list_box_get_selected_row (dialog->maps));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Dialog *dialog)
{
  start (dialog, row);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, Dialog *dialog)
{
  gboolean running = row != NULL && g_object_get_data (G_OBJECT (row), ROW_RUNNING) != NULL;

  /* The list lets its row go when all of the window goes. */
  if (dialog->start == NULL)
    return;
  g_clear_pointer (&dialog->operation, g_free);
  gtk_widget_set_sensitive (dialog->start, row != NULL);
  gtk_button_set_label (GTK_BUTTON (dialog->start), running ? _("_Open") : _("_Start"));
}

/* The maps ---------------------------------------------------------------------------------- */

static const char *
title_of (Dialog *dialog, const char *record)
{
  for (guint i = 0; i < dialog->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (dialog->ids, i), record) == 0)
      return g_ptr_array_index (dialog->titles, i);
  return "";
}

static void
append_map (Dialog *dialog, KontorResult *maps, guint i)
{
  const KontorEntity *entity = kontor_entity_lookup (kontor_result_get_by_name (maps, i, "subject"));
  const char *description = kontor_result_get_by_name (maps, i, "description");
  const char *running = kontor_result_get_by_name (maps, i, "running");
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (kontor_result_get_by_name (maps, i, "name"), -1);
  /* Translators: what a process would be walked with: "Client: Željezara Zenica" */
  g_autofree char *about = g_strdup_printf (_("%s: %s"), entity != NULL ? _(entity->label) : "",
                                            title_of (dialog, kontor_result_get_by_name (maps, i, "record_id")));
  g_autofree char *words = description != NULL ? g_strdup_printf ("%s\n%s", about, description) : g_strdup (about);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (running != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), kontor_chip_new (_("Running"), "accent"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ROW_MAP, g_strdup (kontor_result_get_by_name (maps, i, "id")), g_free);
  g_object_set_data_full (G_OBJECT (row), ROW_SUBJECT, g_strdup (kontor_result_get_by_name (maps, i, "subject")), g_free);
  g_object_set_data_full (G_OBJECT (row), ROW_RECORD, g_strdup (kontor_result_get_by_name (maps, i, "record_id")), g_free);
  g_object_set_data_full (G_OBJECT (row), ROW_RUNNING, g_strdup (running), g_free);
  gtk_list_box_append (dialog->maps, row);
}

static void
maps_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Dialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) maps = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  GtkListBoxRow *first;

  if (dialog->window == NULL)
    return;
  if (maps == NULL)
    {
      dialog->n_reading = 0;
      show_error (dialog, error);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (dialog->error), FALSE);
  /* Another project was chosen meanwhile. */
  if (dialog->n_reading > 1)
    {
      dialog->n_reading--;
      return;
    }
  dialog->n_reading = 0;
  while ((first = gtk_list_box_get_row_at_index (dialog->maps, 0)) != NULL)
    gtk_list_box_remove (dialog->maps, GTK_WIDGET (first));
  for (guint i = 0; i < kontor_result_get_n_rows (maps); i++)
    append_map (dialog, maps, i);
  adw_status_page_set_description (dialog->none, kontor_link_picker_get_identifier (dialog->project) != NULL
    ? _("None of the maps that the project binds is walked by records of this kind: a sale, for instance, begins with its deal.")
    : _("No published map is walked by records of this kind. An administrator draws one under Route maps."));
  gtk_stack_set_visible_child_name (dialog->stack, kontor_result_get_n_rows (maps) > 0 ? "maps" : "none");
  first = gtk_list_box_get_row_at_index (dialog->maps, 0);
  if (first == NULL)
    return;
  gtk_list_box_select_row (dialog->maps, first);
  if (!dialog->asked_before)
    gtk_widget_grab_focus (GTK_WIDGET (first));
  dialog->asked_before = TRUE;
}

/* As PostgreSQL reads an array; nothing in it needs quoting. */
static char *
make_array (GPtrArray *texts)
{
  g_autoptr (GString) array = g_string_new ("{");

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (array, "%s%s", i > 0 ? "," : "", (const char *) g_ptr_array_index (texts, i));
  g_string_append_c (array, '}');
  return g_string_free (g_steal_pointer (&array), FALSE);
}

static void
read_maps (Dialog *dialog)
{
  g_autofree char *subjects = make_array (dialog->subjects);
  g_autofree char *ids = make_array (dialog->ids);
  const char *params[] = { subjects, ids, kontor_link_picker_get_identifier (dialog->project) };

  dialog->n_reading++;
  g_clear_pointer (&dialog->operation, g_free);
  kontor_database_query_async (kontor_desk_get_database (dialog->desk), KONTOR_LANE_FRONT, "maps-for-records",
                               params, G_N_ELEMENTS (params), NULL, maps_read_cb, g_rc_box_acquire (dialog));
}

/* R89: the maps that are bound to a project, where one is chosen or the record has one. */
static GtkWidget *
make_project (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_("Project"));
  GtkWidget *picker = kontor_link_picker_new ("project");

  dialog->project = KONTOR_LINK_PICKER (picker);
  g_object_set (picker, "can-create", FALSE, NULL);
  gtk_widget_set_hexpand (picker, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (gtk_widget_get_first_child (picker)), _("None"));
  gtk_widget_set_tooltip_text (picker, _("Then only the maps that are bound to it may be started"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (picker)), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Project"), -1);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (read_maps), dialog);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), picker);
  gtk_widget_set_margin_start (row, 18);
  gtk_widget_set_margin_end (row, 18);
  gtk_widget_set_margin_top (row, 12);
  return row;
}

static void
show_project (Dialog *dialog, KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  const char *partner = NULL;
  g_autofree char *offered = NULL;

  if (g_str_equal (entity->name, "project"))
    kontor_link_picker_set_value (dialog->project, kontor_record_get_id (record), kontor_record_get_title (record));
  else if (kontor_entity_find_field (entity, "project_id") != NULL)
    kontor_link_picker_set_value (dialog->project, kontor_record_get (record, "project_id"), kontor_record_get_label (record, "project_id"));
  g_object_set (dialog->project, "editable", kontor_link_picker_get_identifier (dialog->project) == NULL, NULL);

  for (guint i = 0; i < dialog->subjects->len; i++)
    if (g_str_equal (g_ptr_array_index (dialog->subjects, i), "partner"))
      partner = g_ptr_array_index (dialog->ids, i);
  if (partner != NULL)
    offered = g_strdup_printf ("{\"all\":[{\"field\":\"state\",\"in\":[\"planned\",\"in_work\"]},"
                               "{\"any\":[{\"field\":\"partner_id\",\"is\":\"%s\"},{\"field\":\"partner_id\",\"empty\":true}]}]}", partner);
  else
    offered = g_strdup ("{\"field\":\"state\",\"in\":[\"planned\",\"in_work\"]}");
  kontor_link_picker_set_condition (dialog->project, offered);
}

static gboolean
close_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static GtkWidget *
make_content (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_set_weak_pointer (&dialog->start, gtk_button_new_with_mnemonic (_("_Start")));
  gtk_widget_add_css_class (dialog->start, "suggested-action");
  gtk_widget_set_sensitive (dialog->start, FALSE);
  g_signal_connect_swapped (dialog->start, "clicked", G_CALLBACK (start_cb), dialog);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->start);

  dialog->maps = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (dialog->maps), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (dialog->maps), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->maps), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Route maps"), -1);
  g_signal_connect (dialog->maps, "row-activated", G_CALLBACK (row_activated_cb), dialog);
  g_signal_connect (dialog->maps, "row-selected", G_CALLBACK (row_selected_cb), dialog);
  /* One press chooses, two start. */
  gtk_list_box_set_activate_on_single_click (dialog->maps, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (dialog->maps));
  dialog->none = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (dialog->none), "compact");
  adw_status_page_set_icon_name (dialog->none, "kontor-maps-symbolic");
  adw_status_page_set_title (dialog->none, _("No route map for this"));

  dialog->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (dialog->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "waiting");
  gtk_stack_add_named (dialog->stack, scroller, "maps");
  gtk_stack_add_named (dialog->stack, GTK_WIDGET (dialog->none), "none");
  gtk_widget_set_vexpand (GTK_WIDGET (dialog->stack), TRUE);
  dialog->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (dialog->error, TRUE);
  gtk_label_set_xalign (dialog->error, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (dialog->error), 9);
  gtk_widget_add_css_class (GTK_WIDGET (dialog->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (dialog->error), FALSE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_project (dialog));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->error));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->stack));
  gtk_widget_set_margin_start (GTK_WIDGET (dialog->stack), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (dialog->stack), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (dialog->stack), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (dialog->stack), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (dialog->error), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (dialog->error), 18);
  return box;
}

void
kontor_start_process_present (KontorDesk *desk, KontorRecord *record)
{
  GtkWidget *window;
  GtkEventController *keys;
  Dialog *dialog;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  window = adw_window_new ();
  dialog = g_rc_box_new0 (Dialog);
  dialog->window = GTK_WINDOW (window);
  dialog->desk = g_object_ref (desk);
  dialog->subjects = g_ptr_array_new_with_free_func (g_free);
  dialog->ids = g_ptr_array_new_with_free_func (g_free);
  dialog->titles = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (window), "kontor-start-process", dialog, window_gone_cb);
  add_subject (dialog, kontor_record_get_entity (record)->name, kontor_record_get_id (record), kontor_record_get_title (record));
  add_linked (dialog, record, "deal_id", "deal");
  add_linked (dialog, record, "partner_id", "partner");

  gtk_window_set_title (dialog->window, _("Start a process"));
  gtk_window_set_modal (dialog->window, TRUE);
  gtk_window_set_transient_for (dialog->window, kontor_desk_get_window (desk));
  gtk_window_set_default_size (dialog->window, 520, 420);
  adw_window_set_content (ADW_WINDOW (window), make_content (dialog));
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (close_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  show_project (dialog, record);
  gtk_window_present (dialog->window);
  read_maps (dialog);
}
