#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "base/identifier.h"
#include "base/moment.h"
#include "processes/map-view.h"
#include "processes/process-page.h"
#include "processes/process-steps.h"
#include "processes/zoom-bar.h"

struct _KontorProcessPage
{
  KontorPage     parent_instance;

  char          *id;
  char          *subject;
  char          *record;
  char          *map_id;
  char          *version_id;
  GCancellable  *cancellable;
  guint          reload;
  /* Which door the answered dialog goes through. */
  const char    *query;

  KontorMapView *view;
  GtkLabel      *title;
  GtkLabel      *state;
  GtkLabel      *where;
  GtkButton     *record_button;
  GtkButton     *stop;
  GtkButton     *go_on;
  GtkButton     *cancel;
  GtkListBox    *waiting;
  GtkWidget     *waiting_heading;
  GtkListBox    *history;
};

G_DEFINE_FINAL_TYPE (KontorProcessPage, kontor_process_page, KONTOR_TYPE_PAGE)

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

static void
mark (KontorRouteMapPicture *picture, const char *key, KontorMapMark added)
{
  kontor_route_map_picture_set_mark (picture, key, kontor_route_map_picture_get_mark (picture, key) | added);
}

static void
show_marks (KontorProcessPage *self, JsonObject *state, gboolean stopped)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);
  JsonArray *steps = json_object_get_array_member (state, "steps");
  JsonArray *tokens = json_object_get_array_member (state, "tokens");

  kontor_route_map_picture_clear_marks (picture);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *point = text_of (step, "point"), *action = text_of (step, "action"), *flow = text_of (step, "flow");
      const KontorMapItem *line = flow != NULL ? kontor_map_find (map, KONTOR_MAP_FLOW, flow) : NULL;

      if (flow != NULL)
        kontor_route_map_picture_set_mark (picture, flow, KONTOR_MAP_MARK_PASSED);
      if (line != NULL)
        mark (picture, line->from, KONTOR_MAP_MARK_PASSED);
      if (g_strcmp0 (action, "ended") == 0 || g_strcmp0 (action, "left") == 0)
        mark (picture, point, KONTOR_MAP_MARK_PASSED);
    }
  for (guint i = 0; i < json_array_get_length (tokens); i++)
    kontor_route_map_picture_set_mark (picture, text_of (json_array_get_object_element (tokens, i), "point"),
                                       KONTOR_MAP_MARK_CURRENT | (stopped ? KONTOR_MAP_MARK_STOPPED : 0));
  kontor_map_view_redraw (self->view);
}

static void
show_process (KontorProcessPage *self, JsonObject *process)
{
  static const struct { const char *state, *words, *css_class; } states[] = {
    { "running", N_("Running"), "accent" }, { "stopped", N_("Stopped"), "warning" },
    { "done", N_("Done"), "success" }, { "cancelled", N_("Cancelled"), "dim-label" },
  };
  const char *state = text_of (process, "state"), *result = text_of (process, "result"), *manager = text_of (process, "manager_name");
  g_autofree char *started = kontor_moment_format (text_of (process, "started_at"));
  g_autofree char *where = NULL;
  gboolean running = g_strcmp0 (state, "running") == 0, stopped = g_strcmp0 (state, "stopped") == 0;

  g_free (self->subject);
  g_free (self->record);
  g_free (self->map_id);
  self->subject = g_strdup (text_of (process, "subject"));
  self->record = g_strdup (text_of (process, "record_id"));
  self->map_id = g_strdup (text_of (process, "map_id"));
  kontor_page_set_title (KONTOR_PAGE (self), text_of (process, "name"));
  gtk_label_set_text (self->title, text_of (process, "name"));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->state), states[i].css_class);
      if (g_strcmp0 (states[i].state, state) == 0)
        {
          g_autofree char *words = result != NULL && !running ? g_strdup_printf ("%s: %s", _(states[i].words), result)
                                                               : g_strdup (_(states[i].words));

          gtk_label_set_text (self->state, words);
          gtk_widget_add_css_class (GTK_WIDGET (self->state), states[i].css_class);
        }
    }
  where = g_strdup_printf (_("Map “%s”, version %" PRId64 " · started %s · %s"), text_of (process, "map_name"),
                           json_object_get_int_member_with_default (process, "version_number", 0), started,
                           manager != NULL ? manager : "–");
  gtk_label_set_text (self->where, where);
  gtk_button_set_label (self->record_button, g_strcmp0 (self->subject, "deal") == 0 ? _("Open the deal") : _("Open the record"));
  gtk_widget_set_visible (GTK_WIDGET (self->stop), running && json_object_get_boolean_member_with_default (process, "may_stop", FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), stopped && json_object_get_boolean_member_with_default (process, "may_stop", FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), (running || stopped) && json_object_get_boolean_member_with_default (process, "may_cancel", FALSE));
}

static void
show_state (KontorProcessPage *self, const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *state, *process;
  const char *version;

  if (!json_parser_load_from_data (parser, json, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  state = json_node_get_object (json_parser_get_root (parser));
  process = json_object_get_object_member (state, "process");
  version = text_of (process, "map_version_id");
  show_process (self, process);
  if (g_strcmp0 (version, self->version_id) != 0)
    {
      g_autofree char *graph = json_to_string (json_object_get_member (state, "graph"), FALSE);
      g_autoptr (KontorMap) map = kontor_map_new_from_json (graph, NULL);

      g_free (self->version_id);
      self->version_id = g_strdup (version);
      kontor_map_view_set_map (self->view, map);
    }
  if (kontor_map_view_get_map (self->view) == NULL)
    return;
  show_marks (self, state, g_strcmp0 (text_of (process, "state"), "stopped") == 0);
  kontor_process_steps_fill_waiting (self->waiting, kontor_page_get_desk (KONTOR_PAGE (self)), state, kontor_map_view_get_map (self->view));
  kontor_process_steps_fill_history (self->history, state, kontor_map_view_get_map (self->view));
  gtk_widget_set_visible (self->waiting_heading, gtk_list_box_get_row_at_index (self->waiting, 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), gtk_list_box_get_row_at_index (self->waiting, 0) != NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorProcessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL)
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The process could not be read"));
  else if (kontor_result_get_n_rows (answer) > 0)
    show_state (self, kontor_result_get (answer, 0, 0));
}

static void
kontor_process_page_refresh (KontorPage *page)
{
  KontorProcessPage *self = KONTOR_PROCESS_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));
  const char *params[] = { self->id };

  if (database == NULL)
    return;
  kontor_page_set_loading (page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "process-state", params, G_N_ELEMENTS (params),
                               self->cancellable, read_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorProcessPage *self = user_data;

  self->reload = 0;
  kontor_process_page_refresh (KONTOR_PAGE (self));
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorProcessPage *self, const char *entity, const char *id, const char *action)
{
  if ((g_strcmp0 (entity, "process") == 0 || g_strcmp0 (entity, "task") == 0) && self->reload == 0)
    self->reload = g_timeout_add (150, reload_cb, self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorProcessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The process was not changed"));
  kontor_process_page_refresh (KONTOR_PAGE (self));
}

static void
run (KontorProcessPage *self, const char *query, const char *reason)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { self->id, reason, operation };

  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, query, params, G_N_ELEMENTS (params),
                                 self->cancellable, done_cb, g_object_ref (self));
}

static void
reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "do", *text != '\0');
}

static void
reason_given_cb (AdwMessageDialog *dialog, const char *response, KontorProcessPage *self)
{
  if (g_strcmp0 (response, "do") == 0)
    run (self, self->query, gtk_editable_get_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog))));
}

static void
ask_reason (KontorProcessPage *self, const char *query, const char *heading, const char *body, const char *verb, gboolean destructive)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);
  GtkWidget *entry = gtk_entry_new ();

  self->query = query;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reason"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep it as it is"), "do", verb, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "do");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (reason_given_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
stop_cb (KontorProcessPage *self)
{
  ask_reason (self, "stop-process", _("Stop the process?"), _("Its tasks stay, but nobody can complete them until it is continued."),
              _("_Stop"), FALSE);
}

static void
cancel_cb (KontorProcessPage *self)
{
  ask_reason (self, "cancel-process", _("Cancel the process?"), _("Its open tasks are cancelled. This cannot be undone."),
              _("_Cancel the process"), TRUE);
}

static void
continue_cb (KontorProcessPage *self)
{
  run (self, "continue-process", NULL);
}

static void
open_record_cb (KontorProcessPage *self)
{
  if (self->subject != NULL)
    kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)), self->subject, self->record);
}

static void
open_map_cb (KontorProcessPage *self)
{
  if (self->map_id != NULL)
    kontor_desk_open_page (kontor_page_get_desk (KONTOR_PAGE (self)), "map-editor", self->map_id);
}

static void
task_activated_cb (KontorProcessPage *self, GtkListBoxRow *row)
{
  const char *task = g_object_get_data (G_OBJECT (row), "task");

  if (task != NULL)
    kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)), "task", task);
}

static void
step_selected_cb (KontorProcessPage *self, GtkListBoxRow *row)
{
  const char *point = row != NULL ? g_object_get_data (G_OBJECT (row), "point") : NULL;

  if (point != NULL && *point != '\0' && kontor_map_view_get_map (self->view) != NULL
      && kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, point) != NULL)
    kontor_map_view_select (self->view, KONTOR_MAP_POINT, point, FALSE);
}

/* Enter on a point where the process stands opens its task. */
static void
point_activated_cb (KontorProcessPage *self, const char *key)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->waiting, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "point"), key) == 0)
      task_activated_cb (self, row);
}

static void
kontor_process_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (kontor_map_view_get_canvas (KONTOR_PROCESS_PAGE (page)->view)));
}

static void
kontor_process_page_dispose (GObject *object)
{
  KontorProcessPage *self = KONTOR_PROCESS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);
  G_OBJECT_CLASS (kontor_process_page_parent_class)->dispose (object);
}

static void
kontor_process_page_finalize (GObject *object)
{
  KontorProcessPage *self = KONTOR_PROCESS_PAGE (object);

  g_free (self->id);
  g_free (self->subject);
  g_free (self->record);
  g_free (self->map_id);
  g_free (self->version_id);
  G_OBJECT_CLASS (kontor_process_page_parent_class)->finalize (object);
}

static void
kontor_process_page_class_init (KontorProcessPageClass *klass)
{
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_process_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_process_page_finalize;
  page_class->refresh = kontor_process_page_refresh;
  page_class->arrive = kontor_process_page_arrive;
}

static GtkButton *
make_button (GtkWidget *box, const char *label, const char *css_class, GCallback callback, KontorProcessPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return GTK_BUTTON (button);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_header (KontorProcessPage *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (make_label ("", "title-3"));
  self->state = GTK_LABEL (make_label ("", "heading"));
  self->where = GTK_LABEL (make_label ("", "dim-label"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->where));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (header), words);
  self->record_button = make_button (header, _("Open the deal"), "suggested-action", G_CALLBACK (open_record_cb), self);
  make_button (header, _("Open the _map"), NULL, G_CALLBACK (open_map_cb), self);
  self->stop = make_button (header, _("_Stop…"), NULL, G_CALLBACK (stop_cb), self);
  self->go_on = make_button (header, _("C_ontinue"), NULL, G_CALLBACK (continue_cb), self);
  self->cancel = make_button (header, _("_Cancel…"), NULL, G_CALLBACK (cancel_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
  gtk_widget_set_margin_start (header, 12);
  gtk_widget_set_margin_end (header, 12);
  gtk_widget_set_margin_top (header, 9);
  gtk_widget_set_margin_bottom (header, 9);
  return header;
}

static GtkWidget *
make_side (KontorProcessPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *heading = make_label (_("History"), "heading");

  self->waiting_heading = make_label (_("Waiting for"), "heading");
  self->waiting = GTK_LIST_BOX (gtk_list_box_new ());
  self->history = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->waiting), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Waiting for"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history), GTK_ACCESSIBLE_PROPERTY_LABEL, _("History"), -1);
  gtk_list_box_set_selection_mode (self->waiting, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->waiting), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->history), "process-history");
  g_signal_connect_swapped (self->waiting, "row-activated", G_CALLBACK (task_activated_cb), self);
  g_signal_connect_swapped (self->history, "row-selected", G_CALLBACK (step_selected_cb), self);
  gtk_box_append (GTK_BOX (side), self->waiting_heading);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->waiting));
  gtk_widget_set_margin_top (heading, 6);
  gtk_box_append (GTK_BOX (side), heading);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->history));
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 12);
  gtk_widget_set_margin_top (side, 12);
  gtk_widget_set_margin_bottom (side, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), side);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, 300, -1);
  return window;
}

static void
kontor_process_page_init (KontorProcessPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();

  self->cancellable = g_cancellable_new ();
  self->view = KONTOR_MAP_VIEW (kontor_map_view_new (_("The way of the process")));
  g_signal_connect_swapped (self->view, "point-activated", G_CALLBACK (point_activated_cb), self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), kontor_zoom_bar_new (kontor_map_view_get_canvas (self->view)));
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (body), overlay);
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), make_side (self));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), body);
  adw_bin_set_child (ADW_BIN (self), box);
}

KontorPage *
kontor_process_page_new (KontorDesk *desk, const char *id)
{
  KontorProcessPage *self = g_object_new (KONTOR_TYPE_PROCESS_PAGE, "desk", desk, NULL);
  g_autofree char *key = g_strdup_printf ("process:%s", id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('process', '%s'))", id);
  KontorStore *store = kontor_desk_get_store (desk);

  self->id = g_strdup (id);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_title (KONTOR_PAGE (self), _("Process"));
  kontor_page_set_icon_name (KONTOR_PAGE (self), "kontor-processes-symbolic");
  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  kontor_process_page_refresh (KONTOR_PAGE (self));
  return KONTOR_PAGE (self);
}
