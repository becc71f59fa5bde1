#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "processes/map-task-preview.h"

static GtkWidget *
add_words (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_checklist (GtkWidget *box, const KontorMapItem *point)
{
  JsonNode *node = kontor_map_item_get_node (point, "checklist");
  guint n = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = json_array_get_string_element (json_node_get_array (node), i);
      gtk_box_append (GTK_BOX (box), gtk_check_button_new_with_label (text != NULL ? text : ""));
    }
}

/* What must be there, and what opens, by the words of the inspector. */
static void
add_property (GtkWidget *box, KontorMapChoices *choices, const KontorMapItem *point, const char *name)
{
  const KontorMapProperty *property = kontor_map_property_find (point->kind, name);
  g_autofree char *title = NULL, *value = NULL, *line = NULL;

  if (property == NULL || !kontor_map_property_is_set (property, point))
    return;
  title = kontor_map_property_get_title (property);
  value = kontor_map_choices_describe (choices, property, kontor_map_item_get_node (point, name));
  line = g_strdup_printf ("%s: %s", title, value);
  add_words (box, line, "caption");
}

GtkWidget *
kontor_map_task_preview_new (KontorMapView *view, KontorMapChoices *choices, const KontorMapItem *point, const char *due)
{
  static const char * const told[] = { "requires", "required_fields", "form", "shown_fields", "locked_fields", "processing", "nested", "condition" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *name = kontor_map_item_get_text (point, "name");
  const char *text = kontor_map_item_get_text (point, "text"), *method = kontor_map_item_get_text (point, "method");

  add_words (box, *name != '\0' ? name : kontor_map_kind_get_label (point->kind), "heading");
  if (point->kind == KONTOR_MAP_KIND_ACTION)
    {
      g_autofree char *performer = kontor_route_map_picture_get_performer (kontor_map_view_get_picture (view), point);
      g_autofree char *who = due != NULL ? g_strdup_printf (_("%s · until %s"), performer, due) : g_strdup (performer);

      add_words (box, who, "dim-label");
    }
  else if (due != NULL)
    {
      g_autofree char *until = g_strdup_printf (_("%s · until %s"), kontor_map_kind_get_label (point->kind), due);

      add_words (box, until, "dim-label");
    }
  else
    {
      add_words (box, kontor_map_kind_get_label (point->kind), "dim-label");
    }
  if (*text != '\0')
    add_words (box, text, NULL);
  if (*method != '\0')
    {
      GtkWidget *expander = gtk_expander_new (_("How it is done"));
      GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      add_words (inside, method, NULL);
      gtk_expander_set_child (GTK_EXPANDER (expander), inside);
      gtk_box_append (GTK_BOX (box), expander);
    }
  add_checklist (box, point);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    add_property (box, choices, point, told[i]);
  return box;
}
