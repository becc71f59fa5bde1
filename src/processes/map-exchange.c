#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/map-file.h"
#include "kit/desk.h"
#include "processes/map-exchange.h"
#include "processes/map-pictures.h"
#include "route/map-illustration.h"

struct _KontorMapExchange
{
  GObject             parent_instance;

  KontorPage         *page;
  KontorMapView      *view;
  KontorMapEdit      *edit;
  GSimpleActionGroup *actions;
  GCancellable       *cancellable;
  /* Read and not yet agreed to. */
  KontorMap          *arrived;
  GPtrArray          *illustrations;
};

G_DEFINE_FINAL_TYPE (KontorMapExchange, kontor_map_exchange, G_TYPE_OBJECT)

/* What a thread reads or writes. */
typedef struct
{
  char                  *path;
  char                  *name;
  KontorMapFormat        format;
  KontorRouteMapPicture *picture;
  KontorMap             *map;
  GPtrArray             *illustrations;
  GPtrArray             *problems;
} Work;

static void
work_free (Work *work)
{
  g_free (work->path);
  g_free (work->name);
  g_clear_object (&work->picture);
  g_clear_object (&work->map);
  g_clear_pointer (&work->illustrations, g_ptr_array_unref);
  g_clear_pointer (&work->problems, g_ptr_array_unref);
  g_free (work);
}

/* The window the page stands in; NULL where it was closed meanwhile. */
static GtkWindow *
get_window (KontorMapExchange *self)
{
  GtkRoot *root = self->page != NULL ? gtk_widget_get_root (GTK_WIDGET (self->page)) : NULL;

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

/* Import -------------------------------------------------------------------------- */

/* The file is kept beside the map, but what its pictures contain lies on the server. */
static void
lighten (KontorMap *map, KontorBpmn *bpmn)
{
  g_autoptr (GBytes) written = kontor_bpmn_write (bpmn, map);
  g_autoptr (KontorMap) light = kontor_bpmn_make_whole_map (bpmn);

  kontor_map_set_member (map, "bpmn", json_node_copy (kontor_map_get_member (light, "bpmn")));
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (GBytes) content = kontor_map_file_load (work->path, cancellable, &error);
  g_autoptr (KontorBpmn) bpmn = NULL;
  g_autoptr (KontorMap) plain = content != NULL ? kontor_map_file_read (content, KONTOR_BPMN_VIEW_RUN, &bpmn, &error) : NULL;

  if (plain == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  work->map = bpmn != NULL ? kontor_bpmn_make_whole_map (bpmn) : g_object_ref (plain);
  work->illustrations = kontor_map_illustration_unpack (work->map);
  if (bpmn != NULL && work->illustrations->len > 0)
    lighten (work->map, bpmn);
  work->problems = bpmn != NULL ? kontor_bpmn_check (bpmn) : g_ptr_array_new ();
  g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = kontor_map_pictures_store_finish (KONTOR_MAP_PICTURES (source), result, &error);

  if (hash == NULL && page != NULL)
    kontor_desk_report_error (kontor_page_get_desk (page), error, _("A picture of the map was not kept"));
}

/* One gesture: everything that was drawn goes, everything that was read comes. */
static void
take_map (KontorMapExchange *self, KontorMap *arrived)
{
  KontorMap *map = kontor_map_edit_get_map (self->edit);
  g_auto (GStrv) members = kontor_map_list_members (arrived);

  kontor_map_edit_begin (self->edit, _("Import"));
  for (guint pass = 0; pass < 3; pass++)
    {
      static const KontorMapItemType order[] = { KONTOR_MAP_FLOW, KONTOR_MAP_POINT, KONTOR_MAP_DECORATION };
      KontorMapItemType type = order[pass];

      while (kontor_map_get_n_items (map, type) > 0)
        {
          g_autofree char *key = g_strdup (kontor_map_get_item (map, type, kontor_map_get_n_items (map, type) - 1)->key);

          kontor_map_edit_remove (self->edit, type, key);
        }
    }
  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < kontor_map_get_n_items (arrived, type); i++)
      kontor_map_edit_add (self->edit, kontor_map_item_copy (kontor_map_get_item (arrived, type, i)));
  /* The file itself, so that writing it again loses nothing of it. */
  kontor_map_set_member (map, "bpmn", NULL);
  for (guint i = 0; members[i] != NULL; i++)
    kontor_map_set_member (map, members[i], json_node_copy (kontor_map_get_member (arrived, members[i])));
  kontor_map_edit_end (self->edit);
  kontor_map_view_unselect (self->view);
  kontor_map_routes_clear (kontor_map_view_get_routes (self->view));
  kontor_map_view_redraw (self->view);
  kontor_canvas_fit_later (kontor_map_view_get_canvas (self->view));
  for (guint i = 0; self->illustrations != NULL && i < self->illustrations->len; i++)
    kontor_map_pictures_store_async (kontor_map_view_get_pictures (self->view), g_ptr_array_index (self->illustrations, i),
                                     stored_cb, self->page != NULL ? g_object_ref (self->page) : NULL);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, KontorMapExchange *self)
{
  g_autoptr (KontorMap) arrived = g_steal_pointer (&self->arrived);

  if (arrived != NULL && self->edit != NULL && g_strcmp0 (response, "import") == 0)
    take_map (self, arrived);
}

static GtkWidget *
make_list (GPtrArray *problems)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What to look at after the import"), -1);
  for (guint i = 0; i < problems->len && i < 200; i++)
    {
      const KontorMapProblem *problem = g_ptr_array_index (problems, i);
      gboolean serious = problem->severity == KONTOR_MAP_PROBLEM_ERROR;
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *icon = gtk_image_new_from_icon_name (serious ? "dialog-error-symbolic" : "dialog-information-symbolic");
      GtkWidget *label = gtk_label_new (problem->message);

      gtk_widget_add_css_class (icon, serious ? "error" : "dim-label");
      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, serious ? _("Error") : _("Note"), -1);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_margin_start (row, 12);
      gtk_widget_set_margin_end (row, 12);
      gtk_widget_set_margin_top (row, 8);
      gtk_widget_set_margin_bottom (row, 8);
      gtk_box_append (GTK_BOX (row), icon);
      gtk_box_append (GTK_BOX (row), label);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 320);
  gtk_widget_set_size_request (scroll, 520, -1);
  return scroll;
}

static void
ask (KontorMapExchange *self, Work *work)
{
  guint n_points = kontor_map_get_n_items (work->map, KONTOR_MAP_POINT);
  g_autofree char *heading = g_strdup_printf (_("Import “%s”?"), work->name);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The file has a map of %u point.", "The file has a map of %u points.", n_points), n_points);
  g_autofree char *body = g_strdup_printf (work->problems->len > 0
    ? _("%s It takes the place of what is drawn here; Undo brings that back. What follows is kept but not run, or has to be said yet:")
    : _("%s It takes the place of what is drawn here; Undo brings that back."), count);
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), heading, body);

  if (work->problems->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_list (work->problems));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "import", _("_Import"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KontorMapExchange *self = KONTOR_MAP_EXCHANGE (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (self->page != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          kontor_page_set_loading (self->page, FALSE);
          kontor_desk_report_error (kontor_page_get_desk (self->page), error, _("The file was not imported"));
        }
      return;
    }
  if (self->page == NULL || get_window (self) == NULL)
    return;
  kontor_page_set_loading (self->page, FALSE);
  g_set_object (&self->arrived, work->map);
  g_clear_pointer (&self->illustrations, g_ptr_array_unref);
  self->illustrations = g_ptr_array_ref (work->illustrations);
  ask (self, work);
}

void
kontor_map_exchange_open (KontorMapExchange *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (KONTOR_IS_MAP_EXCHANGE (self) && path != NULL);

  if (self->edit == NULL || self->page == NULL)
    return;
  work = g_new0 (Work, 1);
  work->path = g_strdup (path);
  work->name = g_filename_display_basename (path);
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  kontor_page_set_loading (self->page, TRUE);
  g_task_run_in_thread (task, read_thread);
}

static void
file_to_open_cb (KontorMapExchange *self, int response, GtkFileChooserNative *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (g_file_peek_path (file) != NULL)
        kontor_map_exchange_open (self, g_file_peek_path (file));
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (dialog));
  g_object_unref (dialog);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapExchange *self = user_data;
  g_autoptr (GtkFileFilter) maps = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (_("Import a map"), get_window (self),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (maps, _("BPMN and route maps"));
  gtk_file_filter_add_suffix (maps, "bpmn");
  gtk_file_filter_add_suffix (maps, "xml");
  gtk_file_filter_add_suffix (maps, "json");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), maps);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_to_open_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Export -------------------------------------------------------------------------- */

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (work->path);
  g_autoptr (GBytes) bytes = kontor_map_file_write (work->map, NULL, work->format, work->name, work->picture, &error);

  if (bytes != NULL
      && g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KontorMapExchange *self = KONTOR_MAP_EXCHANGE (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->page == NULL)
    return;
  kontor_page_set_loading (self->page, FALSE);
  if (written)
    {
      g_autofree char *base = g_filename_display_basename (work->path);
      g_autofree char *words = g_strdup_printf (_("“%s” is written."), base);

      kontor_desk_toast (kontor_page_get_desk (self->page), words, NULL);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kontor_desk_report_error (kontor_page_get_desk (self->page), error, _("The map was not written"));
}

void
kontor_map_exchange_save (KontorMapExchange *self, const char *path)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GTask) task = NULL;
  g_autofree char *json = NULL;
  Work *work;

  g_return_if_fail (KONTOR_IS_MAP_EXCHANGE (self) && path != NULL);

  if (map == NULL || self->page == NULL)
    return;
  work = g_new0 (Work, 1);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  work->path = g_strdup (path);
  work->name = g_strdup (kontor_page_get_title (self->page));
  if (!kontor_map_format_from_name (path, &work->format))
    work->format = KONTOR_MAP_FORMAT_BPMN;
  /* The thread has a map of its own: drawing goes on meanwhile. */
  json = kontor_map_to_json (map);
  work->map = kontor_map_new_from_json (json, NULL);
  work->picture = kontor_route_map_picture_copy (kontor_map_view_get_picture (self->view), KONTOR_MAP_TONE_LIGHT);
  kontor_page_set_loading (self->page, TRUE);
  g_task_run_in_thread (task, write_thread);
}

static void
file_to_save_cb (KontorMapExchange *self, int response, GtkFileChooserNative *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      const char *path = g_file_peek_path (file);
      GtkFileFilter *filter = gtk_file_chooser_get_filter (GTK_FILE_CHOOSER (dialog));
      KontorMapFormat format, chosen = KONTOR_MAP_FORMAT_BPMN;
      g_autofree char *whole = NULL;

      for (guint i = 0; filter != NULL && i < KONTOR_MAP_N_FORMATS; i++)
        if (g_strcmp0 (gtk_file_filter_get_name (filter), kontor_map_format_get_label (i)) == 0)
          chosen = i;
      /* Who chose "PDF" below and left the name as it was means PDF. */
      if (path != NULL && kontor_map_format_from_name (path, &format) && format == chosen)
        kontor_map_exchange_save (self, path);
      else if (path != NULL)
        {
          g_autofree char *stem = g_strdup (path);
          g_autofree char *base = g_path_get_basename (path);

          if (kontor_map_format_from_name (base, &format) && strrchr (base, '.') != base)
            *strrchr (stem, '.') = '\0';
          whole = g_strconcat (stem, kontor_map_format_get_ending (chosen), NULL);
          kontor_map_exchange_save (self, whole);
        }
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (dialog));
  g_object_unref (dialog);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const KontorMapFormat order[] = { KONTOR_MAP_FORMAT_BPMN, KONTOR_MAP_FORMAT_PDF, KONTOR_MAP_FORMAT_PNG,
                                           KONTOR_MAP_FORMAT_SVG, KONTOR_MAP_FORMAT_JSON };
  KontorMapExchange *self = user_data;
  g_autofree char *name = g_strdup_printf ("%s.bpmn", kontor_page_get_title (self->page));
  GtkFileChooserNative *dialog;

  g_strdelimit (name, "/\\:", '-');
  dialog = gtk_file_chooser_native_new (_("Export the map"), get_window (self),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, kontor_map_format_get_label (order[i]));
      gtk_file_filter_add_suffix (filter, kontor_map_format_get_ending (order[i]) + 1);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_to_save_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---------------------------------------------------------------------------------- */

static void
kontor_map_exchange_dispose (GObject *object)
{
  KontorMapExchange *self = KONTOR_MAP_EXCHANGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->edit);
  g_clear_object (&self->arrived);
  g_clear_pointer (&self->illustrations, g_ptr_array_unref);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (kontor_map_exchange_parent_class)->dispose (object);
}

static void
kontor_map_exchange_class_init (KontorMapExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_exchange_dispose;
}

static void
kontor_map_exchange_init (KontorMapExchange *self)
{
  static const GActionEntry entries[] = {
    { .name = "import", .activate = import_action },
    { .name = "export", .activate = export_action },
  };

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

KontorMapExchange *
kontor_map_exchange_new (KontorPage *page, KontorMapView *view)
{
  KontorMapExchange *self = g_object_new (KONTOR_TYPE_MAP_EXCHANGE, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->view, view);
  /* On the whole page, so that the keys work wherever in it one is. */
  gtk_widget_insert_action_group (GTK_WIDGET (page), "exchange", G_ACTION_GROUP (self->actions));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_o, GDK_CONTROL_MASK), gtk_named_action_new ("exchange.import")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_e, GDK_CONTROL_MASK), gtk_named_action_new ("exchange.export")));
  gtk_widget_add_controller (GTK_WIDGET (page), keys);
  kontor_map_exchange_set_edit (self, NULL);
  return self;
}

void
kontor_map_exchange_set_edit (KontorMapExchange *self, KontorMapEdit *edit)
{
  g_return_if_fail (KONTOR_IS_MAP_EXCHANGE (self));

  g_set_object (&self->edit, edit);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "import")), edit != NULL);
}
