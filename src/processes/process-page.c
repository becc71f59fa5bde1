#include "config.h"

#include "processes/map-link.h"
#include "processes/process-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "base/moment.h"
#include "db/server-message.h"
#include "kit/chip.h"
#include "kit/create-dialog.h"
#include "kit/related-list.h"
#include "processes/map-view.h"
#include "processes/process-doors.h"
#include "processes/process-places.h"
#include "processes/process-play.h"
#include "processes/process-steps.h"
#include "processes/zoom-bar.h"

/* Several lines of news about one step come together. */
#define NEWS_DELAY_MILLISECONDS 150

struct _KontorProcessPage
{
  KontorPage           parent_instance;

  char                *id;
  char                *subject;
  char                *record;
  char                *map_id;
  char                *version_id;
  char                *parent;
  GCancellable        *cancellable;
  guint                reload;
  /* while a place is being chosen on the map: which token goes there */
  char                *moving;

  KontorMapView       *view;
  KontorProcessPlay   *play;
  GtkLabel            *title;
  AdwBin              *state;
  GtkLabel            *where;
  GtkButton           *parent_button;
  GtkButton           *project_button;
  GtkButton           *record_button;
  GtkButton           *stop;
  GtkButton           *go_on;
  GtkButton           *cancel;
  GtkWidget           *trouble;
  GtkLabel            *trouble_words;
  GtkWidget           *move_bar;
  GtkLabel            *move_words;
  GtkWidget           *move_here;
  KontorProcessPlaces *places;
  GtkWidget           *places_heading;
  GtkListBox          *history;
  GtkLabel            *time;
  KontorRelatedList   *interactions;
  /* whom the process is about, and the project for which it is walked */
  char                *partner;
  char                *project;
};

G_DEFINE_FINAL_TYPE (KontorProcessPage, kontor_process_page, KONTOR_TYPE_PAGE)

static void end_moving (KontorProcessPage *self);

static KontorDesk *
get_desk (KontorProcessPage *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static const char *
name_of_point (KontorProcessPage *self, const char *key)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  const KontorMapItem *point = map != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, key) : NULL;
  const char *name = point != NULL ? kontor_map_item_get_text (point, "name") : "";

  return *name != '\0' ? name : point != NULL ? kontor_map_kind_get_label (point->kind) : key;
}

/* What is shown --------------------------------------------------------------------------- */

static void
take_text (char **place, JsonObject *object, const char *name)
{
  g_free (*place);
  *place = g_strdup (text_of (object, name));
}

static void
show_state (KontorProcessPage *self, JsonObject *process)
{
  static const struct { const char *state, *words, *style; } states[] = {
    { "running", N_("Running"), "accent" }, { "stopped", N_("Stopped"), "warning" },
    { "done", N_("Done"), "success" }, { "cancelled", N_("Cancelled"), NULL },
  };
  const char *state = text_of (process, "state");
  g_autofree char *result = kontor_server_message_translate (text_of (process, "result"));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      {
        g_autofree char *words = result != NULL && i >= 2 ? g_strdup_printf ("%s: %s", _(states[i].words), result)
                                                          : g_strdup (_(states[i].words));

        adw_bin_set_child (self->state, kontor_chip_new (words, states[i].style));
      }
}

/* Where the button that was pressed goes away the focus goes to the one that comes
 * in its place, and not to whatever stands next on the page. */
static void
show_doors (KontorProcessPage *self, gboolean may_stop, gboolean may_continue, gboolean may_cancel)
{
  const struct { GtkWidget *button; gboolean shown; } doors[] = {
    { GTK_WIDGET (self->stop), may_stop }, { GTK_WIDGET (self->go_on), may_continue },
    { GTK_WIDGET (self->cancel), may_cancel }, { GTK_WIDGET (self->record_button), TRUE },
  };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean loses_focus = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      loses_focus = loses_focus || (doors[i].button == focus && !doors[i].shown);
      if (doors[i].shown)
        gtk_widget_set_visible (doors[i].button, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (doors) && loses_focus; i++)
    loses_focus = !(doors[i].shown && gtk_widget_grab_focus (doors[i].button));
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    gtk_widget_set_visible (doors[i].button, doors[i].shown);
}

static void
show_process (KontorProcessPage *self, JsonObject *process)
{
  const char *state = text_of (process, "state"), *manager = text_of (process, "manager_name");
  const char *project = text_of (process, "project_name");
  const KontorEntity *entity = text_of (process, "subject") != NULL ? kontor_entity_lookup (text_of (process, "subject")) : NULL;
  g_autofree char *started = kontor_moment_format (text_of (process, "started_at"));
  g_autofree char *where = NULL;
  g_autofree char *open = NULL;
  gboolean running = g_strcmp0 (state, "running") == 0, stopped = g_strcmp0 (state, "stopped") == 0;
  gboolean may_stop = json_object_get_boolean_member_with_default (process, "may_stop", FALSE);

  take_text (&self->subject, process, "subject");
  kontor_route_map_picture_set_subject (kontor_map_view_get_picture (self->view), self->subject);
  take_text (&self->record, process, "record_id");
  take_text (&self->map_id, process, "map_id");
  take_text (&self->partner, process, "partner_id");
  take_text (&self->project, process, "project_id");
  kontor_page_set_title (KONTOR_PAGE (self), text_of (process, "name"));
  gtk_label_set_text (self->title, text_of (process, "name"));
  show_state (self, process);
  where = g_strdup_printf (_("Map “%s”, version %" PRId64 " · started %s · %s"), text_of (process, "map_name"),
                           json_object_get_int_member_with_default (process, "version_number", 0), started,
                           manager != NULL ? manager : "–");
  gtk_label_set_text (self->where, where);
  /* Translators: opens the record a process is about: "Open: Deal" */
  open = g_strdup_printf (_("Open: %s"), entity != NULL ? _(entity->label) : _("Record"));
  gtk_button_set_label (self->record_button, open);
  show_doors (self, running && may_stop, stopped && may_stop,
              (running || stopped) && json_object_get_boolean_member_with_default (process, "may_cancel", FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->project_button), project != NULL);
  if (project != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("Project: %s"), project);

      gtk_button_set_label (self->project_button, words);
    }
}

static void
show_parent (KontorProcessPage *self, JsonObject *state)
{
  JsonNode *node = json_object_get_member (state, "parent");
  JsonObject *parent = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  g_clear_pointer (&self->parent, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->parent_button), parent != NULL);
  if (parent == NULL)
    return;
  self->parent = g_strdup (text_of (parent, "id"));
  {
    g_autofree char *words = g_strdup_printf (_("Part of: %s"), text_of (parent, "name"));

    gtk_button_set_label (self->parent_button, words);
  }
}

/* What went wrong and waits for somebody stands above everything. */
static void
show_trouble (KontorProcessPage *self, JsonObject *state)
{
  JsonArray *tokens = json_object_get_array_member (state, "tokens");
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);
      g_autofree char *problem = kontor_server_message_translate (text_of (token, "problem"));

      if (problem != NULL)
        /* Translators: the name of a step, and what went wrong there */
        g_string_append_printf (words, _("Trouble at “%s”: %s"), name_of_point (self, text_of (token, "point")), problem);
      if (problem != NULL)
        g_string_append_c (words, '\n');
    }
  if (words->len > 0)
    g_string_append (words, _("Mend the cause and try the step again, or go around it: skip it, or move the process elsewhere."));
  gtk_label_set_text (self->trouble_words, words->str);
  gtk_widget_set_visible (self->trouble, words->len > 0);
  kontor_page_set_needs_attention (KONTOR_PAGE (self), words->len > 0);
}

/* What is going on must be readable; what is over is shown whole. */
static void
show_place (KontorProcessPage *self, JsonObject *state)
{
  JsonArray *tokens = json_object_get_array_member (state, "tokens");

  kontor_map_view_show_point (self->view, json_array_get_length (tokens) > 0
                                            ? text_of (json_array_get_object_element (tokens, 0), "point") : NULL);
}

static void
show (KontorProcessPage *self, const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *state, *process;
  const char *version;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  state = json_node_get_object (root);
  process = json_object_get_object_member (state, "process");
  version = text_of (process, "map_version_id");
  show_process (self, process);
  show_parent (self, state);
  if (g_strcmp0 (version, self->version_id) != 0)
    {
      g_autofree char *graph = json_to_string (json_object_get_member (state, "graph"), FALSE);
      g_autoptr (KontorMap) map = kontor_map_new_from_json (graph, NULL);

      g_free (self->version_id);
      self->version_id = g_strdup (version);
      kontor_map_view_set_map (self->view, map);
      show_place (self, state);
    }
  if (kontor_map_view_get_map (self->view) == NULL)
    return;
  kontor_process_play_set_state (self->play, state);
  kontor_process_places_set_state (self->places, state, kontor_map_view_get_map (self->view));
  kontor_process_steps_fill_history (self->history, state, kontor_map_view_get_map (self->view));
  gtk_widget_set_visible (self->places_heading, !kontor_process_places_is_empty (self->places));
  gtk_widget_set_visible (GTK_WIDGET (self->places), !kontor_process_places_is_empty (self->places));
  show_trouble (self, state);
}

/* Reading ------------------------------------------------------------------------------------ */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorProcessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL)
    kontor_desk_report_error (get_desk (self), error, _("The process could not be read"));
  else if (kontor_result_get_n_rows (answer) > 0)
    show (self, kontor_result_get (answer, 0, 0));
}

static void
time_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorProcessPage) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);
  gint64 minutes = answer != NULL && kontor_result_get_n_rows (answer) > 0 ? kontor_result_get_integer (answer, 0, 0) : 0;
  /* Translators: hours and minutes */
  g_autofree char *words = g_strdup_printf (_("Time spent: %" PRId64 " h %02" PRId64 " min"), minutes / 60, minutes % 60);

  gtk_label_set_text (self->time, words);
  gtk_widget_set_visible (GTK_WIDGET (self->time), minutes > 0);
}

static void
kontor_process_page_refresh (KontorPage *page)
{
  KontorProcessPage *self = KONTOR_PROCESS_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));
  const char *params[] = { self->id };

  if (database == NULL)
    return;
  kontor_page_set_loading (page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "process-state", params, G_N_ELEMENTS (params),
                               self->cancellable, read_cb, g_object_ref (self));
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "process-time", params, G_N_ELEMENTS (params),
                               self->cancellable, time_cb, g_object_ref (self));
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
  if ((g_strcmp0 (entity, "process") == 0 || g_strcmp0 (entity, "task") == 0 || g_strcmp0 (entity, "interaction") == 0) && self->reload == 0)
    self->reload = g_timeout_add (NEWS_DELAY_MILLISECONDS, reload_cb, self);
}

/* Acting -------------------------------------------------------------------------------------- */

static void
stop_cb (KontorProcessPage *self)
{
  kontor_process_door_open (KONTOR_PAGE (self), KONTOR_PROCESS_STOP, self->id, NULL, NULL, NULL);
}

static void
cancel_cb (KontorProcessPage *self)
{
  kontor_process_door_open (KONTOR_PAGE (self), KONTOR_PROCESS_CANCEL, self->id, NULL, NULL, NULL);
}

static void
continue_cb (KontorProcessPage *self)
{
  kontor_process_door_open (KONTOR_PAGE (self), KONTOR_PROCESS_CONTINUE, self->id, NULL, NULL, NULL);
}

static void
retry_cb (KontorProcessPage *self, const char *token, const char *name)
{
  kontor_process_door_open (KONTOR_PAGE (self), KONTOR_PROCESS_RETRY, self->id, token, NULL, name);
}

static void
skip_cb (KontorProcessPage *self, const char *token, const char *name)
{
  kontor_process_door_open (KONTOR_PAGE (self), KONTOR_PROCESS_SKIP, self->id, token, NULL, name);
}

static void
open_record_cb (KontorProcessPage *self)
{
  if (self->subject != NULL)
    kontor_desk_open_record (get_desk (self), self->subject, self->record);
}

/* R88: what was said about it, with the time it took. */
static void
new_interaction_cb (KontorProcessPage *self)
{
  static const char * const fields[] = { "kind", "subject", "text", "outcome", "spent_minutes", "at", "direction", "person_id", NULL };
  g_autoptr (KontorRecord) interaction = NULL;

  if (self->partner == NULL)
    {
      kontor_desk_toast (get_desk (self), _("The process is about no client, so there is nobody to speak with"), NULL);
      return;
    }
  interaction = kontor_record_new (kontor_entity_lookup ("interaction"), NULL);
  kontor_record_set (interaction, "partner_id", self->partner);
  kontor_record_set (interaction, "project_id", self->project);
  kontor_record_set_link (interaction, "process_id", self->id, kontor_page_get_title (KONTOR_PAGE (self)));
  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), interaction, fields, _("New interaction"), NULL, NULL, NULL);
}

static void
open_map_cb (KontorProcessPage *self)
{
  if (self->map_id != NULL)
    kontor_desk_open_page (get_desk (self), "map-editor", self->map_id);
}

static void
open_parent_cb (KontorProcessPage *self)
{
  if (self->parent != NULL)
    kontor_desk_open_record (get_desk (self), "process", self->parent);
}

static void
open_project_cb (KontorProcessPage *self)
{
  if (self->project != NULL)
    kontor_desk_open_record (get_desk (self), "project", self->project);
}

static void
open_process_cb (KontorProcessPage *self, const char *process)
{
  kontor_desk_open_record (get_desk (self), "process", process);
}

static void
open_task_cb (KontorProcessPage *self, const char *task)
{
  kontor_desk_open_record (get_desk (self), "task", task);
}

/* Redirecting is the tasks' screen's work. */
static void
redirect_cb (KontorProcessPage *self, const char *task)
{
  const char *tasks[] = { task };

  gtk_widget_activate_action (GTK_WIDGET (self), "win.redirect-tasks", "@as", g_variant_new_strv (tasks, 1));
}

/* Moving: a place is chosen on the drawing ------------------------------------------------------ */

static const KontorMapItem *
chosen_point (KontorProcessPage *self)
{
  const KontorMapItem *item = kontor_map_view_get_single (self->view);

  return item != NULL && item->type == KONTOR_MAP_POINT && item->kind != KONTOR_MAP_KIND_START ? item : NULL;
}

static void
show_choice (KontorProcessPage *self)
{
  const KontorMapItem *point = chosen_point (self);
  g_autofree char *label = point != NULL ? g_strdup_printf (_("_Move to “%s”…"), name_of_point (self, point->key))
                                         : g_strdup (_("_Move here…"));

  gtk_button_set_label (GTK_BUTTON (self->move_here), label);
  gtk_widget_set_sensitive (self->move_here, point != NULL);
}

static void
move_cb (KontorProcessPage *self, const char *token, const char *name)
{
  g_autofree char *words = g_strdup_printf (_("Where shall “%s” go? Choose a point on the map."), name != NULL ? name : "");

  g_free (self->moving);
  self->moving = g_strdup (token);
  kontor_process_play_go (self->play, kontor_process_play_get_n_steps (self->play));
  kontor_map_view_unselect (self->view);
  gtk_label_set_text (self->move_words, words);
  gtk_widget_set_visible (self->move_bar, TRUE);
  show_choice (self);
  gtk_widget_grab_focus (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
}

static void
end_moving (KontorProcessPage *self)
{
  g_clear_pointer (&self->moving, g_free);
  gtk_widget_set_visible (self->move_bar, FALSE);
}

static void
move_here_cb (KontorProcessPage *self)
{
  const KontorMapItem *point = chosen_point (self);

  if (self->moving == NULL || point == NULL)
    return;
  kontor_process_door_open (KONTOR_PAGE (self), KONTOR_PROCESS_MOVE, self->id, self->moving, point->key, name_of_point (self, point->key));
  end_moving (self);
}

/* Enter on a point where the process stands opens its task. */
static void
point_activated_cb (KontorProcessPage *self, const char *key)
{
  const char *task = kontor_process_places_find_task (self->places, key);

  if (self->moving != NULL)
    move_here_cb (self);
  else if (task != NULL)
    open_task_cb (self, task);
  else
    kontor_map_link_open (GTK_WIDGET (self), kontor_map_view_get_single (self->view));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorProcessPage *self = KONTOR_PROCESS_PAGE (widget);

  if (self->moving == NULL)
    return FALSE;
  end_moving (self);
  return TRUE;
}

static void
step_selected_cb (KontorProcessPage *self, GtkListBoxRow *row)
{
  const char *point = row != NULL ? g_object_get_data (G_OBJECT (row), "point") : NULL;
  guint position = row != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "position")) : 0;

  if (position > 0)
    kontor_process_play_go (self->play, position);
  if (point != NULL && *point != '\0' && kontor_map_view_get_map (self->view) != NULL
      && kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, point) != NULL)
    kontor_map_view_select (self->view, KONTOR_MAP_POINT, point, FALSE);
}

/* The page --------------------------------------------------------------------------------------- */

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
  g_free (self->parent);
  g_free (self->moving);
  g_free (self->partner);
  g_free (self->project);
  G_OBJECT_CLASS (kontor_process_page_parent_class)->finalize (object);
}

static void
kontor_process_page_class_init (KontorProcessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_process_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_process_page_finalize;
  page_class->refresh = kontor_process_page_refresh;
  page_class->arrive = kontor_process_page_arrive;

  g_type_ensure (KONTOR_TYPE_MAP_VIEW);
  g_type_ensure (KONTOR_TYPE_PROCESS_PLACES);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/processes/process-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, title);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, state);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, where);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, parent_button);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, project_button);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, record_button);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, stop);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, go_on);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, trouble_words);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, move_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, move_words);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, move_here);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, places);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, places_heading);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, history);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, time);
  gtk_widget_class_bind_template_child (widget_class, KontorProcessPage, interactions);
  gtk_widget_class_bind_template_child_full (widget_class, "map_place", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "play_place", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_record_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_interaction_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_parent_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_project_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_process_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, redirect_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_here_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_moving);
  gtk_widget_class_bind_template_callback (widget_class, step_selected_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kontor_process_page_init (KontorProcessPage *self)
{
  GtkWidget *overlay;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = KONTOR_MAP_VIEW (kontor_map_view_new (_("The way of the process")));
  self->play = KONTOR_PROCESS_PLAY (kontor_process_play_new (self->view));
  g_signal_connect_swapped (self->view, "point-activated", G_CALLBACK (point_activated_cb), self);
  g_signal_connect_swapped (self->view, "selection-changed", G_CALLBACK (show_choice), self);
  overlay = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), KONTOR_TYPE_PROCESS_PAGE, "map_place"));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), kontor_zoom_bar_new (kontor_map_view_get_canvas (self->view)));
  adw_bin_set_child (ADW_BIN (gtk_widget_get_template_child (GTK_WIDGET (self), KONTOR_TYPE_PROCESS_PAGE, "play_place")),
                     GTK_WIDGET (self->play));
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
  kontor_related_list_set_subject (self->interactions, desk, id);
  kontor_process_page_refresh (KONTOR_PAGE (self));
  return KONTOR_PAGE (self);
}
