#include "config.h"

#include "processes/process-places.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/moment.h"
#include "db/server-message.h"
#include "kit/chip.h"

struct _KontorProcessPlaces
{
  GtkWidget   parent_instance;

  GtkListBox *list;
  JsonObject *state;
  KontorMap  *map;
};

G_DEFINE_FINAL_TYPE (KontorProcessPlaces, kontor_process_places, GTK_TYPE_WIDGET)

enum { OPEN_TASK, REDIRECT, OPEN_PROCESS, RETRY, SKIP, MOVE, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static gboolean
may (KontorProcessPlaces *self, const char *right)
{
  return json_object_get_boolean_member_with_default (json_object_get_object_member (self->state, "process"), right, FALSE);
}

static gboolean
is_running (KontorProcessPlaces *self)
{
  return g_strcmp0 (text_of (json_object_get_object_member (self->state, "process"), "state"), "running") == 0;
}

/* What a point is called where it has no name of its own. */
static const char *
name_of_point (KontorProcessPlaces *self, const char *key)
{
  const KontorMapItem *point = self->map != NULL && key != NULL ? kontor_map_find (self->map, KONTOR_MAP_POINT, key) : NULL;
  const char *name = point != NULL ? kontor_map_item_get_text (point, "name") : "";

  return *name != '\0' ? name : point != NULL ? kontor_map_kind_get_label (point->kind) : key != NULL ? key : "";
}

/* What a place waits for -------------------------------------------------------------------- */

static const struct { const char *waits_for, *icon, *words; } kinds[] = {
  { "task", "content-loading-symbolic", NULL },
  { "merge", "go-next-symbolic", N_("Waits for the other ways") },
  { "timer", "alarm-symbolic", NULL },
  { "event", "alarm-symbolic", N_("Waits until the rule is fulfilled") },
  { "retry", "view-refresh-symbolic", N_("Will be tried again by itself") },
  { "person", "dialog-warning-symbolic", N_("Waits for somebody's decision") },
  { "nested", "kontor-processes-symbolic", N_("Waits for nested processes") },
};

static guint
find_kind (JsonObject *token)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].waits_for, text_of (token, "waits_for")) == 0)
      return i;
  return 0;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static const char *
describe_holder (JsonObject *holder)
{
  const char *name = text_of (holder, "manager_name"), *role = text_of (holder, "for_role");

  if (name != NULL)
    return name;
  if (g_strcmp0 (role, "head") == 0)
    return _("Any head");
  if (g_strcmp0 (role, "administrator") == 0)
    return _("Any administrator");
  return _("Anybody of the team");
}

static void
add_holder (GtkWidget *box, JsonObject *holder)
{
  const char *due = text_of (holder, "due_at");
  gboolean taken = g_strcmp0 (text_of (holder, "state"), "taken") == 0;
  g_autofree char *since = kontor_moment_format (text_of (holder, "since"));
  /* Translators: who holds a task, and since when */
  g_autofree char *line = g_strdup_printf (taken ? _("%s · in work since %s") : _("%s · since %s"), describe_holder (holder), since);

  gtk_widget_add_css_class (add_label (box, line, "caption"), "dim-label");
  if (due != NULL)
    {
      g_autofree char *when = kontor_moment_format (due);
      g_autofree char *words = g_strdup_printf (kontor_moment_is_past (due) ? _("Overdue since %s") : _("Due %s"), when);

      gtk_widget_add_css_class (add_label (box, words, "caption"), kontor_moment_is_past (due) ? "error" : "dim-label");
    }
}

static void
add_problem (GtkWidget *box, JsonObject *token)
{
  g_autofree char *problem = kontor_server_message_translate (text_of (token, "problem"));
  gint64 tries = json_object_get_int_member_with_default (token, "tries", 0);

  if (problem == NULL)
    return;
  add_label (box, problem, "error");
  if (tries > 1)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("Tried %" PRId64 " time", "Tried %" PRId64 " times", (gulong) tries), tries);

      gtk_widget_add_css_class (add_label (box, words, "caption"), "dim-label");
    }
}

static const char *
first_task (JsonObject *token)
{
  JsonArray *holders = array_of (token, "holders");

  return length_of (holders) > 0 ? text_of (json_array_get_object_element (holders, 0), "task") : NULL;
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (KontorProcessPlaces *self, JsonObject *token)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *id = text_of (token, "id"), *task = first_task (token), *waits_for = text_of (token, "waits_for");
  gboolean failed = g_strcmp0 (waits_for, "retry") == 0 || g_strcmp0 (waits_for, "person") == 0;
  GtkWidget *button;
  g_autofree char *name = g_strdup_printf (_("What can be done: %s"), name_of_point (self, text_of (token, "point")));

  if (task != NULL)
    {
      add_item (menu, _("_Open the task"), "place.open", task);
      add_item (menu, _("_Redirect…"), "place.redirect", task);
    }
  if (id != NULL && is_running (self))
    {
      if (failed && may (self, "may_retry"))
        add_item (menu, _("_Try again"), "place.retry", id);
      if (may (self, "may_move"))
        add_item (menu, _("_Move elsewhere…"), "place.move", id);
      if (may (self, "may_skip"))
        add_item (menu, _("_Skip…"), "place.skip", id);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return NULL;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("What can be done here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
add_row (KontorProcessPlaces *self, const char *icon, const char *css_class, GtkWidget *menu, const char *label, GtkWidget **row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_widget_add_css_class (image, css_class);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_widget_set_margin_start (line, 9);
  gtk_widget_set_margin_end (line, 3);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), words);
  if (menu != NULL)
    gtk_box_append (GTK_BOX (line), menu);
  *row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (*row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->list, *row);
  return words;
}

static void
append_token (KontorProcessPlaces *self, JsonObject *token)
{
  guint kind = find_kind (token);
  JsonArray *holders = array_of (token, "holders");
  const char *name = name_of_point (self, text_of (token, "point"));
  gboolean failed = text_of (token, "problem") != NULL;
  GtkWidget *row;
  GtkWidget *words = add_row (self, failed ? "dialog-warning-symbolic" : kinds[kind].icon, failed ? "error" : "accent",
                              make_menu (self, token), name, &row);

  add_label (words, name, NULL);
  add_problem (words, token);
  if (kinds[kind].words != NULL)
    gtk_widget_add_css_class (add_label (words, _(kinds[kind].words), "caption"), "dim-label");
  for (guint i = 0; i < length_of (holders); i++)
    add_holder (words, json_array_get_object_element (holders, i));
  if (length_of (holders) == 0)
    {
      g_autofree char *since = kontor_moment_format (text_of (token, "arrived_at"));
      g_autofree char *due = kontor_moment_format (text_of (token, "due_at"));
      g_autofree char *line = text_of (token, "due_at") != NULL ? g_strdup_printf (_("Since %s, until %s"), since, due)
                                                                : g_strdup_printf (_("Since %s"), since);

      gtk_widget_add_css_class (add_label (words, line, "caption"), "dim-label");
    }
  g_object_set_data_full (G_OBJECT (row), "task", g_strdup (first_task (token)), g_free);
  g_object_set_data_full (G_OBJECT (row), "point", g_strdup (text_of (token, "point")), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), first_task (token) != NULL);
  if (first_task (token) != NULL)
    gtk_widget_set_tooltip_text (row, _("Open the task"));
}

static void
append_nested (KontorProcessPlaces *self, JsonObject *process)
{
  static const struct { const char *state, *words, *style; } states[] = {
    { "running", N_("Running"), "accent" }, { "stopped", N_("Stopped"), "warning" },
    { "done", N_("Done"), "success" }, { "cancelled", N_("Cancelled"), NULL },
  };
  GtkWidget *row, *chip = NULL;
  GtkWidget *words;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, text_of (process, "state")) == 0)
      chip = kontor_chip_new (_(states[i].words), states[i].style);
  if (chip != NULL)
    {
      gtk_widget_set_valign (chip, GTK_ALIGN_START);
      gtk_widget_set_margin_end (chip, 6);
    }
  words = add_row (self, "kontor-processes-symbolic", "dim-label", chip, text_of (process, "name"), &row);
  add_label (words, text_of (process, "name"), NULL);
  gtk_widget_add_css_class (add_label (words, _("Nested process"), "caption"), "dim-label");
  g_object_set_data_full (G_OBJECT (row), "process", g_strdup (text_of (process, "id")), g_free);
  gtk_widget_set_tooltip_text (row, _("Open the nested process"));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KontorProcessPlaces *self)
{
  const char *task = g_object_get_data (G_OBJECT (row), "task"), *process = g_object_get_data (G_OBJECT (row), "process");

  if (task != NULL)
    g_signal_emit (self, signals[OPEN_TASK], 0, task);
  else if (process != NULL)
    g_signal_emit (self, signals[OPEN_PROCESS], 0, process);
}

static const char *
name_of (KontorProcessPlaces *self, const char *token)
{
  JsonArray *tokens = array_of (self->state, "tokens");

  for (guint i = 0; i < length_of (tokens); i++)
    if (g_strcmp0 (text_of (json_array_get_object_element (tokens, i), "id"), token) == 0)
      return name_of_point (self, text_of (json_array_get_object_element (tokens, i), "point"));
  return NULL;
}

static void
place_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorProcessPlaces *self = KONTOR_PROCESS_PLACES (widget);
  const char *target = g_variant_get_string (parameter, NULL);

  if (g_str_equal (action, "place.open"))
    g_signal_emit (self, signals[OPEN_TASK], 0, target);
  else if (g_str_equal (action, "place.redirect"))
    g_signal_emit (self, signals[REDIRECT], 0, target);
  else if (g_str_equal (action, "place.retry"))
    g_signal_emit (self, signals[RETRY], 0, target, name_of (self, target));
  else if (g_str_equal (action, "place.skip"))
    g_signal_emit (self, signals[SKIP], 0, target, name_of (self, target));
  else
    g_signal_emit (self, signals[MOVE], 0, target, name_of (self, target));
}

static void
kontor_process_places_dispose (GObject *object)
{
  KontorProcessPlaces *self = KONTOR_PROCESS_PLACES (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_pointer (&self->state, json_object_unref);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (kontor_process_places_parent_class)->dispose (object);
}

static void
kontor_process_places_class_init (KontorProcessPlacesClass *klass)
{
  static const char * const actions[] = { "place.open", "place.redirect", "place.retry", "place.skip", "place.move" };
  static const char * const names[N_SIGNALS] = { "open-task", "redirect", "open-process", "retry", "skip", "move" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_process_places_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               i < RETRY ? 1 : 2, G_TYPE_STRING, G_TYPE_STRING);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], "s", place_action);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "processplaces");
}

static void
kontor_process_places_init (KontorProcessPlaces *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Waiting for"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
kontor_process_places_new (void)
{
  return g_object_new (KONTOR_TYPE_PROCESS_PLACES, NULL);
}

void
kontor_process_places_set_state (KontorProcessPlaces *self, JsonObject *state, KontorMap *map)
{
  JsonArray *tokens = array_of (state, "tokens"), *nested = array_of (state, "nested");
  GtkWidget *row;

  g_return_if_fail (KONTOR_IS_PROCESS_PLACES (self));

  g_clear_pointer (&self->state, json_object_unref);
  self->state = json_object_ref (state);
  g_set_object (&self->map, map);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < length_of (tokens); i++)
    append_token (self, json_array_get_object_element (tokens, i));
  for (guint i = 0; i < length_of (nested); i++)
    append_nested (self, json_array_get_object_element (nested, i));
}

gboolean
kontor_process_places_is_empty (KontorProcessPlaces *self)
{
  g_return_val_if_fail (KONTOR_IS_PROCESS_PLACES (self), TRUE);
  return gtk_list_box_get_row_at_index (self->list, 0) == NULL;
}

const char *
kontor_process_places_find_task (KontorProcessPlaces *self, const char *point)
{
  JsonArray *tasks;
  const char *found = NULL;

  g_return_val_if_fail (KONTOR_IS_PROCESS_PLACES (self), NULL);

  tasks = array_of (self->state, "tasks");
  for (guint i = 0; i < length_of (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);
      const char *state = text_of (task, "state");

      if (g_strcmp0 (text_of (task, "point"), point) != 0 || (g_strcmp0 (state, "open") != 0 && g_strcmp0 (state, "taken") != 0))
        continue;
      if (found == NULL || json_object_get_boolean_member_with_default (task, "mine", FALSE))
        found = text_of (task, "id");
    }
  return found;
}

const char *
kontor_process_places_find_token (KontorProcessPlaces *self, const char *point)
{
  JsonArray *tokens;

  g_return_val_if_fail (KONTOR_IS_PROCESS_PLACES (self), NULL);

  tokens = array_of (self->state, "tokens");
  for (guint i = 0; i < length_of (tokens); i++)
    if (g_strcmp0 (text_of (json_array_get_object_element (tokens, i), "point"), point) == 0)
      return text_of (json_array_get_object_element (tokens, i), "id");
  return NULL;
}
