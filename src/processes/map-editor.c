#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "processes/map-commands.h"
#include "processes/map-comment-list.h"
#include "processes/map-conflicts.h"
#include "processes/map-draft.h"
#include "processes/map-dry-run.h"
#include "processes/map-editor.h"
#include "processes/map-exchange.h"
#include "processes/map-header.h"
#include "processes/map-inspector.h"
#include "processes/map-label.h"
#include "processes/map-link.h"
#include "processes/map-overview.h"
#include "processes/map-palette.h"
#include "processes/map-paper.h"
#include "processes/map-problems.h"
#include "processes/map-search.h"
#include "processes/map-settings.h"
#include "processes/map-template-list.h"
#include "processes/map-tools.h"
#include "processes/map-try-out.h"
#include "processes/map-viewport.h"
#include "processes/zoom-bar.h"
#include "route/map-tidy.h"

struct _KontorMapEditor
{
  KontorPage          parent_instance;

  char               *map_id;
  KontorMapDraft     *draft;
  gboolean            may_edit;
  guint               check_source;
  GCancellable       *cancellable;

  KontorMapEdit      *edit;
  KontorMapView      *view;
  KontorMapViewport  *viewport;
  KontorMapTools     *tools;
  KontorMapCommands  *commands;
  KontorMapInspector *inspector;
  KontorMapChoices   *choices;
  KontorMapProblems  *problems;
  KontorMapSettings  *settings;
  KontorMapTryOut    *try_out;
  KontorMapDryRun    *dry_run;
  KontorMapExchange  *exchange;
  KontorMapTemplates *templates;
  KontorMapComments  *comments;
  KontorMapCommentList *comment_list;

  KontorMapHeader    *header;
  GtkWidget          *palette;
  GtkWidget          *side;
  GtkWidget          *side_stack;
  GtkWidget          *below;
};

G_DEFINE_FINAL_TYPE (KontorMapEditor, kontor_map_editor, KONTOR_TYPE_PAGE)

static gboolean
is_playing (KontorMapEditor *self)
{
  return gtk_toggle_button_get_active (kontor_map_header_get_play (self->header));
}

static void
update_controls (KontorMapEditor *self)
{
  const char *undo = self->edit != NULL ? kontor_map_edit_get_undo_title (self->edit) : NULL;
  const char *redo = self->edit != NULL ? kontor_map_edit_get_redo_title (self->edit) : NULL;
  gboolean editable = self->may_edit && !is_playing (self);

  kontor_map_header_set_history (self->header, undo, redo);
  kontor_map_header_set_may_edit (self->header, self->may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.undo", editable && undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.redo", editable && redo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.tidy", editable);
  gtk_widget_set_visible (self->palette, editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.discard", editable && kontor_map_draft_get_id (self->draft) != NULL);
  kontor_map_tools_set_edit (self->tools, editable ? self->edit : NULL);
  kontor_map_commands_set_edit (self->commands, editable ? self->edit : NULL);
  kontor_map_exchange_set_edit (self->exchange, editable ? self->edit : NULL);
}

static void
show_state (KontorMapEditor *self)
{
  gint64 number = kontor_map_draft_get_number (self->draft);
  g_autofree char *words = NULL;

  if (!self->may_edit)
    words = g_strdup_printf (_("Version %" PRId64 " · only administrators draw"), number);
  else if (!kontor_map_draft_is_kept (self->draft))
    words = g_strdup_printf (_("Draft of version %" PRId64 " · being saved…"), number);
  else if (kontor_map_draft_get_id (self->draft) != NULL)
    words = g_strdup_printf (_("Draft of version %" PRId64 " · saved"), number);
  else if (number > 0)
    words = g_strdup_printf (_("Version %" PRId64 " · published"), number);
  else
    words = g_strdup (_("Not drawn yet"));
  kontor_map_header_set_state (self->header, words);
}

static gboolean
check_cb (gpointer user_data)
{
  KontorMapEditor *self = user_data;
  gboolean sound;

  self->check_source = 0;
  if (is_playing (self))
    return G_SOURCE_REMOVE;
  sound = kontor_map_problems_update (self->problems, kontor_map_settings_get_problems (self->settings));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.publish", self->may_edit && sound
                                 && (kontor_map_draft_get_id (self->draft) != NULL || !kontor_map_draft_is_kept (self->draft)));
  kontor_map_header_set_sound (self->header, sound);
  return G_SOURCE_REMOVE;
}

static void
check_soon (KontorMapEditor *self)
{
  if (self->check_source == 0)
    self->check_source = g_timeout_add (120, check_cb, self);
}

/* The drawing is another one: everything is checked again. */
static void
check_all (KontorMapEditor *self)
{
  check_soon (self);
  if (self->may_edit)
    kontor_map_settings_ask (self->settings, kontor_map_edit_get_map (self->edit));
}

static void
history_cb (KontorMapEditor *self)
{
  kontor_map_comments_pass_over (self->comments);
  update_controls (self);
  check_all (self);
}

static void
selection_cb (KontorMapEditor *self)
{
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);

  if (self->edit != NULL && keys[0] != NULL && keys[1] != NULL)
    kontor_map_inspector_show_several (self->inspector, self->edit, g_strv_length (keys));
  else if (self->edit != NULL)
    kontor_map_inspector_show (self->inspector, self->edit, kontor_map_view_get_single (self->view));
  kontor_map_comment_list_aim (self->comment_list);
}

/* The bubbles at the points. */
static void
comments_cb (KontorMapEditor *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);

  kontor_route_map_picture_clear_comments (picture);
  for (guint i = 0; i < kontor_map_comments_get_count (self->comments); i++)
    {
      const char *point = kontor_map_comments_get (self->comments, i)->point;

      if (point != NULL)
        kontor_route_map_picture_set_comments (picture, point, kontor_map_comments_count_open (self->comments, point));
    }
  kontor_map_header_set_n_comments (self->header, kontor_map_comments_count_open (self->comments, NULL));
  kontor_canvas_invalidate (kontor_map_view_get_canvas (self->view), NULL);
}

/* What stands beside the drawing. */
static void
show_side (KontorMapEditor *self)
{
  gboolean talking = gtk_toggle_button_get_active (kontor_map_header_get_comments (self->header));

  gtk_stack_set_visible_child_name (GTK_STACK (self->side_stack), is_playing (self) ? "play" : talking ? "comments" : "inspector");
}

static void
published_cb (KontorMapEditor *self, gint64 number)
{
  g_autofree char *words = g_strdup_printf (_("Version %" PRId64 " is published; new processes walk it."), number);

  kontor_desk_toast (kontor_page_get_desk (KONTOR_PAGE (self)), words, NULL);
}

static void
refused_cb (KontorMapEditor *self, GError *error)
{
  kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The map was not published"));
}

static void
draft_state_cb (KontorMapEditor *self)
{
  show_state (self);
  update_controls (self);
  check_soon (self);
}

static void
draft_failed_cb (KontorMapEditor *self, GError *error)
{
  kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The draft was not saved"));
}

static void
draft_merged_cb (KontorMapEditor *self, const char *who, GPtrArray *conflicts)
{
  g_autofree char *words = g_strdup_printf (_("%s has changed this map; it is on your drawing now."),
                                            who != NULL && *who != '\0' ? who : _("Somebody else"));

  kontor_map_routes_clear (kontor_map_view_get_routes (self->view));
  kontor_map_view_redraw (self->view);
  selection_cb (self);
  check_all (self);
  if (conflicts->len > 0)
    kontor_map_conflicts_ask (GTK_WIDGET (self), self->edit, self->choices, who, conflicts);
  else
    kontor_desk_toast (kontor_page_get_desk (KONTOR_PAGE (self)), words, NULL);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kontor_map_draft_publish (KONTOR_MAP_EDITOR (widget)->draft);
}

/* A map that was not drawn yet begins with what every map has. */
static KontorMap *
first_map (void)
{
  KontorMap *map = kontor_map_new ();
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autofree char *start = kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_START, 60, 200, _("Start"));
  g_autofree char *action = kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_ACTION, 190, 200, _("New action"));
  g_autofree char *end = kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_END, 320, 200, _("End"));

  g_free (kontor_map_edit_connect (edit, start, action));
  g_free (kontor_map_edit_connect (edit, action, end));
  return map;
}

static void
show_map (KontorMapEditor *self, KontorMap *map)
{
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_clear_object (&self->edit);
  self->edit = kontor_map_edit_new (map);
  g_signal_connect_swapped (self->edit, "history", G_CALLBACK (history_cb), self);
  kontor_map_view_set_map (self->view, map);
  if (!kontor_map_viewport_restore (self->viewport))
    kontor_map_view_show_start (self->view);
  kontor_map_inspector_show (self->inspector, self->edit, NULL);
  update_controls (self);
  show_state (self);
  check_all (self);
}

/* Whoever a field of the record names is called after that field on the drawing. */
static void
take_subject (KontorMapEditor *self, const char *subject)
{
  g_autoptr (KontorMapOptions) performers = NULL;

  kontor_map_choices_set_subject (self->choices, subject);
  kontor_route_map_picture_set_subject (kontor_map_view_get_picture (self->view), subject);
  kontor_map_try_out_set_subject (self->try_out, subject);
  kontor_map_dry_run_set_subject (self->dry_run, subject);
  performers = kontor_map_choices_performers (self->choices, NULL);
  for (guint i = 0; g_ptr_array_index (performers->values, i) != NULL; i++)
    if (g_str_has_prefix (g_ptr_array_index (performers->values, i), "field:"))
      kontor_route_map_picture_set_name (kontor_map_view_get_picture (self->view),
                                         (const char *) g_ptr_array_index (performers->values, i) + strlen ("field:"),
                                         g_ptr_array_index (performers->labels, i));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapEditor) self = user_data;
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr (KontorMap) map = NULL;
  const char *graph;

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL || kontor_result_get_n_rows (answer) == 0)
    {
      kontor_desk_report_error (desk, error, _("The map could not be read"));
      return;
    }
  kontor_page_set_title (KONTOR_PAGE (self), kontor_result_get_by_name (answer, 0, "map_name"));
  kontor_map_header_set_title (self->header, kontor_result_get_by_name (answer, 0, "map_name"));
  take_subject (self, kontor_result_get_by_name (answer, 0, "subject"));
  graph = kontor_result_get_by_name (answer, 0, "graph");
  map = graph != NULL ? kontor_map_new_from_json (graph, &error) : first_map ();
  if (map == NULL)
    {
      kontor_desk_report_error (desk, error, _("The map could not be read"));
      return;
    }
  show_map (self, map);
  kontor_map_draft_begin (self->draft, self->edit, kontor_result_get_by_name (answer, 0, "id"),
                          graph != NULL ? kontor_result_get_integer (answer, 0, kontor_result_find_column (answer, "version")) : 0,
                          g_strcmp0 (kontor_result_get_by_name (answer, 0, "state"), "draft") == 0,
                          graph != NULL ? kontor_result_get_integer (answer, 0, kontor_result_find_column (answer, "number")) : 0, graph);
}

static void
read_map (KontorMapEditor *self)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  const char *params[] = { NULL, self->map_id };

  if (database == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-version", params, G_N_ELEMENTS (params),
                               self->cancellable, read_cb, g_object_ref (self));
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  for (guint i = 0; answer != NULL && i < kontor_result_get_n_rows (answer); i++)
    {
      kontor_map_choices_add (self->choices, kontor_result_get (answer, i, 0), kontor_result_get (answer, i, 1),
                              kontor_result_get (answer, i, 2));
      kontor_route_map_picture_set_name (kontor_map_view_get_picture (self->view), kontor_result_get (answer, i, 1),
                                         kontor_result_get (answer, i, 2));
    }
  read_map (self);
}

static void
discarded_cb (KontorMapEditor *self, GError *error)
{
  if (error != NULL)
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The draft was not thrown away"));
  read_map (self);
}

static void
discard_answered_cb (AdwMessageDialog *dialog, const char *response, KontorMapEditor *self)
{
  if (g_strcmp0 (response, "throw") == 0)
    kontor_map_draft_discard (self->draft);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Throw the draft away?"),
                                              _("Everything drawn since the last published version is lost."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep it"), "throw", _("_Throw away"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "throw", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
play_cb (KontorMapEditor *self)
{
  gboolean playing = is_playing (self);

  kontor_map_view_unselect (self->view);
  kontor_map_dry_run_end (self->dry_run);
  show_side (self);
  gtk_widget_set_visible (self->below, !playing);
  if (playing)
    kontor_map_try_out_begin (self->try_out);
  else
    kontor_map_try_out_end (self->try_out);
  update_controls (self);
  if (!playing)
    check_soon (self);
}

static void
dry_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  gtk_toggle_button_set_active (kontor_map_header_get_play (self->header), FALSE);
  kontor_map_view_unselect (self->view);
  gtk_stack_set_visible_child_name (GTK_STACK (self->side_stack), "dry-run");
}

static void
leave_dry_run (KontorMapEditor *self)
{
  kontor_map_dry_run_end (self->dry_run);
  show_side (self);
  check_soon (self);
}

static void
talk_cb (KontorMapEditor *self)
{
  gboolean talking = gtk_toggle_button_get_active (kontor_map_header_get_comments (self->header));

  if (talking)
    gtk_toggle_button_set_active (kontor_map_header_get_play (self->header), FALSE);
  leave_dry_run (self);
  if (talking)
    kontor_map_comment_list_focus (self->comment_list);
}

static void
comments_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkToggleButton *button = kontor_map_header_get_comments (KONTOR_MAP_EDITOR (widget)->header);

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  if (self->edit != NULL)
    kontor_map_paper_open (widget, kontor_map_edit_get_map (self->edit), self->view, self->choices,
                           kontor_map_header_get_title (self->header), kontor_map_header_get_state (self->header));
}

static void
versions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  kontor_map_draft_keep (self->draft);
  kontor_desk_open_page (kontor_page_get_desk (KONTOR_PAGE (self)), "map-versions", self->map_id);
}

/* The map that the selected point starts; NULL where it starts none. */
static const char *
nested_map (KontorMapEditor *self)
{
  const KontorMapItem *item = kontor_map_view_get_single (self->view);
  JsonNode *nested = item != NULL && item->kind == KONTOR_MAP_KIND_NESTED ? kontor_map_item_get_node (item, "nested") : NULL;
  const char *map = nested != NULL && JSON_NODE_HOLDS_OBJECT (nested)
                    ? json_object_get_string_member_with_default (json_node_get_object (nested), "map", "") : "";

  return *map != '\0' ? map : NULL;
}

static void
open_nested_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  if (nested_map (self) != NULL)
    kontor_desk_open_page (kontor_page_get_desk (KONTOR_PAGE (self)), "map-editor", nested_map (self));
}

static void
open_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kontor_map_link_open (widget, kontor_map_view_get_single (KONTOR_MAP_EDITOR (widget)->view));
}

/* Into it in this tab, where the way back is shown; an editor that stands alone has none. */
static void
open_nested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);
  const char *map = nested_map (self);

  if (map == NULL)
    {
      open_link_action (widget, name, parameter);
      return;
    }
  kontor_map_draft_keep (self->draft);
  if (!gtk_widget_activate_action (widget, "trail.enter", "s", map))
    open_nested_tab_action (widget, name, parameter);
}

static void
name_wanted_cb (KontorMapEditor *self)
{
  if (self->may_edit && !is_playing (self))
    kontor_map_label_popup (self->view, self->edit);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  if (self->edit != NULL && self->may_edit && !is_playing (self)
      && kontor_map_edit_undo (self->edit))
    selection_cb (self);
}

/* The key takes back what was done last: said of the map, or drawn. */
static void
page_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!kontor_map_comments_undo (KONTOR_MAP_EDITOR (widget)->comments))
    undo_action (widget, name, parameter);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  if (kontor_map_edit_redo (self->edit))
    selection_cb (self);
}

static void
tidy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  kontor_map_tidy (self->edit);
  kontor_map_routes_clear (kontor_map_view_get_routes (self->view));
  kontor_map_view_redraw (self->view);
  kontor_map_view_show_start (self->view);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);
  KontorMap *map = kontor_map_view_get_map (self->view);

  kontor_map_view_unselect (self->view);
  for (guint i = 0; map != NULL && i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    kontor_map_view_select (self->view, KONTOR_MAP_POINT, kontor_map_get_item (map, KONTOR_MAP_POINT, i)->key, TRUE);
}

static void
keep_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);

  if (self->may_edit && !is_playing (self))
    kontor_map_template_ask_name (self->templates, self->view);
}

static void
focus_drawing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (widget);
  const KontorMapItem *item = kontor_map_view_get_single (self->view);
  g_autofree char *id = item != NULL ? g_strdup_printf ("%c:%s", item->type == KONTOR_MAP_POINT ? 'p' : 'd', item->key) : NULL;

  if (id == NULL || !kontor_canvas_focus_item (kontor_map_view_get_canvas (self->view), id))
    gtk_widget_grab_focus (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
}

static gboolean
kontor_map_editor_can_close (KontorPage *page)
{
  /* The draft is written while the tab closes; the call keeps the page alive. */
  kontor_map_draft_keep (KONTOR_MAP_EDITOR (page)->draft);
  kontor_map_viewport_keep (KONTOR_MAP_EDITOR (page)->viewport);
  return TRUE;
}

static void
kontor_map_editor_save (KontorPage *page)
{
  kontor_map_draft_keep (KONTOR_MAP_EDITOR (page)->draft);
}

static void
kontor_map_editor_refresh (KontorPage *page)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (page);

  if (kontor_map_draft_is_kept (self->draft))
    read_map (self);
}

static void
kontor_map_editor_find (KontorPage *page)
{
  kontor_map_search_popup (KONTOR_MAP_EDITOR (page)->view);
}

static void
kontor_map_editor_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (kontor_map_view_get_canvas (KONTOR_MAP_EDITOR (page)->view)));
}

static void
kontor_map_editor_dispose (GObject *object)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  if (self->comments != NULL)
    g_signal_handlers_disconnect_by_data (self->comments, self);
  g_clear_object (&self->comments);
  g_clear_handle_id (&self->check_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->view, self);
      kontor_map_view_set_overlay (self->view, NULL, NULL);
      self->view = NULL;
    }
  g_clear_object (&self->edit);
  g_clear_object (&self->exchange);
  g_clear_object (&self->viewport);
  g_clear_object (&self->templates);
  g_clear_object (&self->tools);
  g_clear_object (&self->choices);
  G_OBJECT_CLASS (kontor_map_editor_parent_class)->dispose (object);
}

static void
kontor_map_editor_finalize (GObject *object)
{
  KontorMapEditor *self = KONTOR_MAP_EDITOR (object);

  g_free (self->map_id);
  G_OBJECT_CLASS (kontor_map_editor_parent_class)->finalize (object);
}

static void
kontor_map_editor_class_init (KontorMapEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_map_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_map_editor_finalize;
  page_class->can_close = kontor_map_editor_can_close;
  page_class->save = kontor_map_editor_save;
  page_class->refresh = kontor_map_editor_refresh;
  page_class->find = kontor_map_editor_find;
  page_class->arrive = kontor_map_editor_arrive;
  gtk_widget_class_install_action (widget_class, "map.undo", NULL, undo_action);
  /* The window's key for undoing asks the page first. */
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, page_undo_action);
  gtk_widget_class_install_action (widget_class, "map.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "map.tidy", NULL, tidy_action);
  gtk_widget_class_install_action (widget_class, "map.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "map.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "map.dry-run", NULL, dry_run_action);
  gtk_widget_class_install_action (widget_class, "map.comments", NULL, comments_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "map.comments", NULL);
  gtk_widget_class_install_action (widget_class, "map.paper", NULL, paper_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "map.paper", NULL);
  gtk_widget_class_install_action (widget_class, "map.versions", NULL, versions_action);
  gtk_widget_class_install_action (widget_class, "map.open-nested", NULL, open_nested_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "map.open-nested", NULL);
  gtk_widget_class_install_action (widget_class, "map.open-link", NULL, open_link_action);
  gtk_widget_class_install_action (widget_class, "map.open-nested-tab", NULL, open_nested_tab_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "map.open-nested-tab", NULL);
  gtk_widget_class_install_action (widget_class, "map.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "map.keep-template", NULL, keep_template_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "map.keep-template", NULL);
  gtk_widget_class_install_action (widget_class, "map.focus-drawing", NULL, focus_drawing_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "page.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "map.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "map.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "map.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "map.tidy", NULL);
}

/* The dry run with the way back to drawing. */
static GtkWidget *
make_dry_run (KontorMapEditor *self, KontorDesk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *back = gtk_button_new_with_mnemonic (_("Back to _drawing"));

  self->dry_run = KONTOR_MAP_DRY_RUN (kontor_map_dry_run_new (desk, self->view));
  gtk_widget_set_vexpand (GTK_WIDGET (self->dry_run), TRUE);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (leave_dry_run), self);
  gtk_widget_set_margin_start (back, 12);
  gtk_widget_set_margin_end (back, 12);
  gtk_widget_set_margin_top (back, 12);
  gtk_box_append (GTK_BOX (box), back);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dry_run));
  return box;
}

static void
kontor_map_editor_init (KontorMapEditor *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
build (KontorMapEditor *self, KontorDesk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *palette = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->header = KONTOR_MAP_HEADER (kontor_map_header_new ());
  g_signal_connect_swapped (kontor_map_header_get_play (self->header), "toggled", G_CALLBACK (play_cb), self);
  self->view = KONTOR_MAP_VIEW (kontor_map_view_new (_("Drawing of the map")));
  self->tools = kontor_map_tools_new (self->view);
  self->commands = kontor_map_commands_new (self->view, self->tools);
  self->exchange = kontor_map_exchange_new (KONTOR_PAGE (self), self->view);
  self->templates = kontor_map_templates_new (desk);
  kontor_map_tools_set_templates (self->tools, self->templates);
  self->inspector = KONTOR_MAP_INSPECTOR (kontor_map_inspector_new ());
  self->choices = kontor_map_choices_new ();
  kontor_map_inspector_set_choices (self->inspector, self->choices);
  self->problems = KONTOR_MAP_PROBLEMS (kontor_map_problems_new (self->view));
  self->try_out = KONTOR_MAP_TRY_OUT (kontor_map_try_out_new (desk, self->view, self->choices));
  self->side_stack = gtk_stack_new ();
  kontor_canvas_set_show_grid (kontor_map_view_get_canvas (self->view), TRUE);
  g_signal_connect_swapped (self->view, "selection-changed", G_CALLBACK (selection_cb), self);
  g_signal_connect_swapped (self->view, "point-activated", G_CALLBACK (name_wanted_cb), self);
  g_signal_connect_swapped (self->tools, "name-wanted", G_CALLBACK (name_wanted_cb), self);

  self->palette = palette;
  gtk_box_append (GTK_BOX (palette), kontor_map_palette_new (self->tools, self->view, self->templates));
  gtk_box_append (GTK_BOX (palette), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  self->side = side;
  gtk_box_append (GTK_BOX (side), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_stack_add_named (GTK_STACK (self->side_stack), GTK_WIDGET (self->inspector), "inspector");
  gtk_stack_add_named (GTK_STACK (self->side_stack), GTK_WIDGET (self->try_out), "play");
  gtk_stack_add_named (GTK_STACK (self->side_stack), make_dry_run (self, desk), "dry-run");
  self->comments = kontor_map_comments_new (desk, self->map_id);
  self->comment_list = KONTOR_MAP_COMMENT_LIST (kontor_map_comment_list_new (self->comments, self->view, self->may_edit));
  gtk_stack_add_named (GTK_STACK (self->side_stack), GTK_WIDGET (self->comment_list), "comments");
  g_signal_connect_swapped (self->comments, "changed", G_CALLBACK (comments_cb), self);
  g_signal_connect_swapped (kontor_map_header_get_comments (self->header), "toggled", G_CALLBACK (talk_cb), self);
  gtk_widget_set_hexpand (self->side_stack, TRUE);
  gtk_box_append (GTK_BOX (side), self->side_stack);
  gtk_widget_set_hexpand (side, FALSE);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), kontor_map_overview_new (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), kontor_zoom_bar_new (kontor_map_view_get_canvas (self->view)));
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (body), palette);
  gtk_box_append (GTK_BOX (body), overlay);
  gtk_box_append (GTK_BOX (body), side);

  self->below = GTK_WIDGET (self->problems);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->header));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), body);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->below);
  adw_bin_set_child (ADW_BIN (self), box);
}

KontorPage *
kontor_map_editor_new (KontorDesk *desk, const char *map_id)
{
  KontorMapEditor *self = g_object_new (KONTOR_TYPE_MAP_EDITOR, "desk", desk, NULL);
  KontorDatabase *database = kontor_desk_get_database (desk);
  g_autofree char *key = g_strdup_printf ("page:map-editor:%s", map_id);
  g_autofree char *address = g_strdup_printf ("win.open-page(('map-editor', '%s'))", map_id);

  self->map_id = g_strdup (map_id);
  self->may_edit = database == NULL || g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
  build (self, desk);
  self->draft = kontor_map_draft_new (desk, map_id);
  self->settings = kontor_map_settings_new (desk, map_id);
  self->viewport = kontor_map_viewport_new (desk, map_id, self->view);
  g_signal_connect_swapped (self->settings, "answered", G_CALLBACK (check_soon), self);
  g_signal_connect_swapped (self->draft, "state", G_CALLBACK (draft_state_cb), self);
  g_signal_connect_swapped (self->draft, "published", G_CALLBACK (published_cb), self);
  g_signal_connect_swapped (self->draft, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (self->draft, "discarded", G_CALLBACK (discarded_cb), self);
  g_signal_connect_swapped (self->draft, "failed", G_CALLBACK (draft_failed_cb), self);
  g_signal_connect_swapped (self->draft, "merged", G_CALLBACK (draft_merged_cb), self);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_title (KONTOR_PAGE (self), _("Route map"));
  kontor_page_set_icon_name (KONTOR_PAGE (self), "kontor-maps-symbolic");
  update_controls (self);
  if (database != NULL)
    {
      kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
      kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-choices", NULL, 0,
                                   self->cancellable, choices_cb, g_object_ref (self));
    }
  else
    {
      g_autoptr (KontorMap) map = first_map ();

      show_map (self, map);
    }
  return KONTOR_PAGE (self);
}

KontorMapExchange *
kontor_map_editor_get_exchange (KontorMapEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_MAP_EDITOR (self), NULL);
  return self->exchange;
}

KontorMapHeader *
kontor_map_editor_get_header (KontorMapEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_MAP_EDITOR (self), NULL);
  return self->header;
}

KontorMapTools *
kontor_map_editor_get_tools (KontorMapEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_MAP_EDITOR (self), NULL);
  return self->tools;
}
