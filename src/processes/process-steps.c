#include "config.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "db/server-message.h"
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
  { "escalated", "dialog-information-symbolic", "warning", N_("Escalated: %s") },
  { "incident", "dialog-warning-symbolic", "error", N_("Trouble at %s") },
  { "failed", "dialog-warning-symbolic", "warning", N_("Failed: %s") },
  { "retried", "view-refresh-symbolic", "accent", N_("Tried again: %s") },
  { "skipped", "media-skip-forward-symbolic", "warning", N_("Skipped: %s") },
  { "moved", "go-jump-symbolic", "warning", N_("Moved away from %s") },
  { "answered", "object-select-symbolic", "dim-label", N_("One of several: %s") },
  { "nested", "kontor-processes-symbolic", "accent", N_("Nested process begun: %s") },
  { "returned", "kontor-processes-symbolic", "success", N_("Nested process ended: %s") },
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
      const char *action = text_of (step, "action"), *author = text_of (step, "author");
      const char *answer = text_of (step, "answer");
      const char *point = text_of (step, "point");
      const KontorMapItem *item = map != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, point) : NULL;
      g_autofree char *note = kontor_server_message_translate (text_of (step, "note"));
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
      if (answer != NULL && g_strcmp0 (action, "moved") == 0)
        {
          /* Translators: from where to where somebody moved the process */
          g_autofree char *way = g_strdup_printf (_("Moved: %s → %s"), point_name (map, point), point_name (map, answer));

          add_label (words, way, NULL);
        }
      else if (answer != NULL && g_strcmp0 (action, "left") == 0 && answer_text (map, point, answer) != NULL)
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
      /* How far the way goes with this step. */
      g_object_set_data (G_OBJECT (row), "position", GUINT_TO_POINTER (i + 1));
    }
}
