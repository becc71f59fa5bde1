#include "config.h"

#include "kit/process-strip.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/error.h"
#include "base/identifier.h"
#include "base/moment.h"
#include "kit/chip.h"
#include "kit/replace-text.h"

#define NEWS_DELAY_MILLISECONDS 200

struct _KontorProcessStrip
{
  GtkWidget     parent_instance;
  GtkWidget    *box;
  GtkWidget    *tasks;
  GtkWidget    *words;
  GtkWidget    *open;
  GtkWidget    *start;
  KontorDesk   *desk;
  char         *entity;
  char         *id;
  char         *map;
  char         *process;
  char         *state;
  gboolean      running;
  guint         reload_timeout;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorProcessStrip, kontor_process_strip, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
clear_tasks (KontorProcessStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->tasks)) != NULL)
    gtk_box_remove (GTK_BOX (self->tasks), child);
}

static void
task_cb (GtkButton *button, KontorProcessStrip *self)
{
  kontor_desk_open_record (self->desk, "task", g_object_get_data (G_OBJECT (button), "task"));
}

static void
show_task (KontorProcessStrip *self, JsonObject *task)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (json_object_get_string_member_with_default (task, "name", ""));
  const char *who = json_object_get_string_member_with_default (task, "manager_name", NULL);
  const char *due = json_object_get_string_member_with_default (task, "due_at", NULL);
  g_autoptr(GDateTime) moment = kontor_moment_parse (due);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  GString *text = g_string_new (who != NULL ? who : _("nobody yet"));
  GtkWidget *label;

  if (due != NULL)
    {
      g_autofree char *until = kontor_moment_format (due);

      g_string_append_printf (text, " · %s", until);
    }
  gtk_widget_add_css_class (button, "link-button");
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "task",
                          g_strdup (json_object_get_string_member_with_default (task, "id", "")), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (task_cb), self);
  label = gtk_label_new (text->str);
  g_string_free (text, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), label);
  if (moment != NULL && g_date_time_compare (moment, now) < 0)
    gtk_box_append (GTK_BOX (line), kontor_chip_new (_("Overdue"), "error"));
  gtk_box_append (GTK_BOX (self->tasks), line);
}

static void
state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorProcessStrip) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr(JsonNode) root = NULL;
  JsonArray *tasks;
  const char *name;

  if (answer == NULL || self->box == NULL || kontor_result_get_n_rows (answer) == 0)
    return;
  root = json_from_string (kontor_result_get (answer, 0, 0), NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  name = json_object_get_string_member_with_default (
    json_object_get_object_member (json_node_get_object (root), "process"), "map_name", "");
  gtk_label_set_text (GTK_LABEL (self->words), name);
  clear_tasks (self);
  tasks = json_object_get_array_member (json_node_get_object (root), "tasks");
  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);
      const char *state = json_object_get_string_member_with_default (task, "state", "");

      if (g_str_equal (state, "open") || g_str_equal (state, "taken"))
        show_task (self, task);
    }
}

/* All there is to say where no process runs, or none that this person may see. */
static void
show_rest (KontorProcessStrip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->process != NULL || self->map != NULL || self->state != NULL);
  if (self->running)
    return;
  clear_tasks (self);
  gtk_label_set_text (GTK_LABEL (self->words),
                      self->process != NULL ? _("The route map was walked to its end")
                      : self->map != NULL || self->state == NULL ? _("The route map has not been started") : self->state);
}

static void
processes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorProcessStrip) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  const char *state = NULL;

  if (answer == NULL || self->box == NULL)
    return;
  kontor_replace_text (&self->process, NULL);
  if (kontor_result_get_n_rows (answer) > 0)
    {
      kontor_replace_text (&self->process, kontor_result_get (answer, 0, 0));
      state = kontor_result_get_by_name (answer, 0, "state");
    }
  self->running = g_strcmp0 (state, "running") == 0 || g_strcmp0 (state, "stopped") == 0;
  gtk_widget_set_visible (self->open, self->process != NULL);
  gtk_widget_set_visible (self->start, !self->running && self->map != NULL);
  show_rest (self);
  if (self->running)
    {
      const char *params[] = { self->process };

      kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "process-state",
                                   params, G_N_ELEMENTS (params), self->cancellable, state_cb, g_object_ref (self));
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorProcessStrip) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (self->box == NULL)
    return;
  gtk_widget_set_sensitive (self->start, TRUE);
  if (answer == NULL)
    kontor_desk_report_error (self->desk, error, _("The process was not started"));
  else
    kontor_desk_toast (self->desk, _("The process has begun"), NULL);
  kontor_process_strip_reload (self);
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorProcessStrip *self = user_data;

  self->reload_timeout = 0;
  kontor_process_strip_reload (self);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorStore *store, const char *entity, const char *id, const char *action, KontorProcessStrip *self)
{
  if ((g_str_equal (entity, "process") || g_str_equal (entity, "task")) && self->reload_timeout == 0)
    self->reload_timeout = g_timeout_add (NEWS_DELAY_MILLISECONDS, reload_cb, self);
}

static void
start_cb (GtkButton *button, KontorProcessStrip *self)
{
  kontor_process_strip_start (self);
}

static void
open_cb (GtkButton *button, KontorProcessStrip *self)
{
  kontor_desk_open_record (self->desk, "process", self->process);
}

static void
kontor_process_strip_dispose (GObject *object)
{
  KontorProcessStrip *self = KONTOR_PROCESS_STRIP (object);

  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->desk != NULL && kontor_desk_get_store (self->desk) != NULL)
    g_signal_handlers_disconnect_by_data (kontor_desk_get_store (self->desk), self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->entity, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->map, g_free);
  g_clear_pointer (&self->process, g_free);
  g_clear_pointer (&self->state, g_free);

  G_OBJECT_CLASS (kontor_process_strip_parent_class)->dispose (object);
}

static void
kontor_process_strip_class_init (KontorProcessStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_process_strip_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "processstrip");
}

static void
kontor_process_strip_init (KontorProcessStrip *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("network-workgroup-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_widget_add_css_class (self->words, "heading");
  self->tasks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (texts), self->words);
  gtk_box_append (GTK_BOX (texts), self->tasks);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  self->start = gtk_button_new_with_mnemonic (_("_Start process"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  g_signal_connect (self->start, "clicked", G_CALLBACK (start_cb), self);
  self->open = gtk_button_new_with_mnemonic (_("Open _map"));
  g_signal_connect (self->open, "clicked", G_CALLBACK (open_cb), self);
  gtk_widget_set_valign (self->start, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_widget_set_visible (self->open, FALSE);
  gtk_box_append (GTK_BOX (self->box), icon);
  gtk_box_append (GTK_BOX (self->box), texts);
  gtk_box_append (GTK_BOX (self->box), self->start);
  gtk_box_append (GTK_BOX (self->box), self->open);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kontor_process_strip_set_desk (KontorProcessStrip *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_PROCESS_STRIP (self));

  if (g_set_object (&self->desk, desk) && desk != NULL && kontor_desk_get_store (desk) != NULL)
    g_signal_connect (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb), self);
}

void
kontor_process_strip_set_subject (KontorProcessStrip *self, const char *entity, const char *id, const char *map)
{
  g_return_if_fail (KONTOR_IS_PROCESS_STRIP (self));

  kontor_replace_text (&self->entity, entity);
  kontor_replace_text (&self->id, id);
  kontor_replace_text (&self->map, map);
  kontor_process_strip_reload (self);
}

void
kontor_process_strip_set_state (KontorProcessStrip *self, const char *state)
{
  g_return_if_fail (KONTOR_IS_PROCESS_STRIP (self));

  if (kontor_replace_text (&self->state, state))
    show_rest (self);
}

void
kontor_process_strip_reload (KontorProcessStrip *self)
{
  const char *params[1];

  g_return_if_fail (KONTOR_IS_PROCESS_STRIP (self));

  if (self->desk == NULL || kontor_desk_get_database (self->desk) == NULL || self->id == NULL)
    return;
  params[0] = self->id;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "processes-of-record",
                               params, G_N_ELEMENTS (params), self->cancellable, processes_cb, g_object_ref (self));
}

gboolean
kontor_process_strip_is_running (KontorProcessStrip *self)
{
  g_return_val_if_fail (KONTOR_IS_PROCESS_STRIP (self), FALSE);
  return self->running;
}

void
kontor_process_strip_start (KontorProcessStrip *self)
{
  g_autofree char *operation = kontor_identifier_new ();
  /* The project is the record's own. */
  const char *params[5] = { NULL };

  g_return_if_fail (KONTOR_IS_PROCESS_STRIP (self));

  if (self->map == NULL || self->id == NULL || self->running)
    return;
  params[0] = self->map;
  params[1] = self->entity;
  params[2] = self->id;
  params[3] = operation;
  gtk_widget_set_sensitive (self->start, FALSE);
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "start-process",
                               params, G_N_ELEMENTS (params), NULL, started_cb, g_object_ref (self));
}
