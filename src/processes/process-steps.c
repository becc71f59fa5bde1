#include "config.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "processes/process-steps.h"

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static const char *
point_name (KontorMap *map, const char *key)
{
  const KontorMapItem *point = map != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, key) : NULL;
  const char *name = point != NULL ? kontor_map_item_get_text (point, "name") : "";

  return *name != '\0' ? name : point != NULL ? kontor_map_kind_get_label (point->kind) : "";
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

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (list, row);
}

static GtkWidget *
add_row (GtkListBox *list, const char *icon, const char *css_class, GtkWidget **row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  if (css_class != NULL)
    gtk_widget_add_css_class (image, css_class);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_widget_set_margin_start (line, 6);
  gtk_widget_set_margin_end (line, 6);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), words);
  *row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (*row), line);
  gtk_list_box_append (list, *row);
  return words;
}

static gboolean
is_past (const char *moment)
{
  g_autoptr (GDateTime) time = kontor_moment_parse (moment);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return time != NULL && g_date_time_compare (time, now) < 0;
}

void
kontor_process_steps_fill_waiting (GtkListBox *list, KontorDesk *desk, JsonObject *state, KontorMap *map)
{
  JsonArray *tasks = json_object_get_array_member (state, "tasks");
  JsonArray *tokens = json_object_get_array_member (state, "tokens");

  clear (list);
  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);
      const char *task_state = text_of (task, "state"), *due = text_of (task, "due_at"), *who = text_of (task, "manager_name");
      g_autofree char *when = NULL;
      g_autofree char *line = NULL;
      GtkWidget *row, *words, *label;

      if (g_strcmp0 (task_state, "open") != 0 && g_strcmp0 (task_state, "taken") != 0)
        continue;
      words = add_row (list, g_strcmp0 (task_state, "taken") == 0 ? "media-playback-start-symbolic" : "content-loading-symbolic",
                       "accent", &row);
      add_label (words, text_of (task, "name"), NULL);
      when = kontor_moment_format (due);
      line = g_strdup_printf (is_past (due) ? _("%s · overdue since %s") : _("%s · due %s"),
                              who != NULL ? who : _("Anybody of the team"), when);
      label = add_label (words, line, "caption");
      gtk_widget_add_css_class (label, is_past (due) ? "error" : "dim-label");
      g_object_set_data_full (G_OBJECT (row), "task", g_strdup (text_of (task, "id")), g_free);
      g_object_set_data_full (G_OBJECT (row), "point", g_strdup (text_of (task, "point")), g_free);
      gtk_widget_set_tooltip_text (row, _("Open the task"));
    }
  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);
      const KontorMapItem *point = map != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, text_of (token, "point")) : NULL;
      g_autofree char *when = NULL;
      GtkWidget *row, *words;

      if (point == NULL || (point->kind != KONTOR_MAP_KIND_MERGE && point->kind != KONTOR_MAP_KIND_TIMER
                            && point->kind != KONTOR_MAP_KIND_EVENT))
        continue;
      words = add_row (list, "alarm-symbolic", "dim-label", &row);
      add_label (words, point_name (map, point->key), NULL);
      when = kontor_moment_format (text_of (token, "due_at"));
      add_label (words, point->kind == KONTOR_MAP_KIND_MERGE ? _("Waits for the other ways") : when, "caption");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    }
}

static const struct
{
  const char *action;
  const char *icon;
  const char *css_class;
  const char *words;
} actions[] = {
  { "left", "object-select-symbolic", "success", N_("%s") },
  { "ended", "emblem-ok-symbolic", "success", N_("Ended: %s") },
  { "stopped", "media-playback-pause-symbolic", "warning", N_("Stopped") },
  { "continued", "media-playback-start-symbolic", "accent", N_("Continued") },
  { "cancelled", "process-stop-symbolic", "error", N_("Cancelled") },
  { "taken", "go-down-symbolic", "dim-label", N_("Taken: %s") },
  { "given_back", "go-up-symbolic", "dim-label", N_("Given back: %s") },
  { "redirected", "mail-forward-symbolic", "accent", N_("Redirected: %s") },
  { "incident", "dialog-warning-symbolic", "error", N_("Trouble at %s") },
};

static const char *
answer_text (KontorMap *map, const char *point, const char *answer)
{
  const KontorMapItem *item = map != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, point) : NULL;
  g_autoptr (GPtrArray) outgoing = item != NULL ? kontor_map_get_outgoing (map, point) : NULL;

  /* The answer may belong to the condition behind the point. */
  for (guint step = 0; outgoing != NULL && step < 2; step++)
    {
      for (guint i = 0; i < outgoing->len; i++)
        if (g_strcmp0 (kontor_map_item_get_text (g_ptr_array_index (outgoing, i), "answer"), answer) == 0
            && *kontor_map_item_get_text (g_ptr_array_index (outgoing, i), "label") != '\0')
          return kontor_map_item_get_text (g_ptr_array_index (outgoing, i), "label");
      if (outgoing->len != 1)
        break;
      {
        g_autofree char *next = g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, 0))->to);

        g_ptr_array_unref (outgoing);
        outgoing = kontor_map_get_outgoing (map, next);
      }
    }
  return NULL;
}

void
kontor_process_steps_fill_history (GtkListBox *list, JsonObject *state, KontorMap *map)
{
  JsonArray *steps = json_object_get_array_member (state, "steps");

  clear (list);
  for (guint i = json_array_get_length (steps); i-- > 0; )
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *action = text_of (step, "action"), *note = text_of (step, "note"), *author = text_of (step, "author");
      const char *answer = text_of (step, "answer");
      const char *point = text_of (step, "point");
      const KontorMapItem *item = map != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, point) : NULL;
      g_autofree char *title = NULL;
      g_autofree char *when = NULL;
      g_autofree char *line = NULL;
      GtkWidget *row, *words;
      guint a;

      for (a = 0; a < G_N_ELEMENTS (actions); a++)
        if (g_strcmp0 (actions[a].action, action) == 0)
          break;
      /* Bars are passed by themselves; the list tells what people did. */
      if (a == G_N_ELEMENTS (actions) || (item != NULL && item->kind == KONTOR_MAP_KIND_MERGE))
        continue;
      words = add_row (list, actions[a].icon, actions[a].css_class, &row);
      title = g_strdup_printf (_(actions[a].words), point_name (map, point));
      if (answer != NULL && g_strcmp0 (action, "left") == 0 && answer_text (map, point, answer) != NULL)
        {
          g_autofree char *with = g_strdup_printf ("%s → %s", title, answer_text (map, point, answer));

          add_label (words, with, NULL);
        }
      else
        {
          add_label (words, title, NULL);
        }
      if (note != NULL && g_strcmp0 (action, "ended") != 0)
        add_label (words, note, "caption");
      when = kontor_moment_format (text_of (step, "at"));
      line = author != NULL ? g_strdup_printf ("%s · %s", author, when) : g_strdup (when);
      gtk_widget_add_css_class (add_label (words, line, "caption"), "dim-label");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      g_object_set_data_full (G_OBJECT (row), "point", g_strdup (point), g_free);
    }
}
