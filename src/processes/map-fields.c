#include "config.h"

#include <glib/gi18n.h>

#include "kit/drop-down-search.h"
#include "kit/shown-text.h"
#include "processes/map-fields.h"

static void
field_free (gpointer data, GClosure *closure)
{
  KontorMapField *field = data;

  g_object_unref (field->edit);
  g_free (field->key);
  g_free (field->property);
  g_free (field);
}

static KontorMapField *
field_new (KontorMapEdit *edit, const KontorMapItem *item, const char *property)
{
  KontorMapField *field = g_new0 (KontorMapField, 1);

  field->edit = g_object_ref (edit);
  field->type = item->type;
  field->key = g_strdup (item->key);
  field->property = g_strdup (property);
  return field;
}

static void
begin (KontorMapField *field)
{
  g_autofree char *tag = g_strdup_printf ("%d %s %s", field->type, field->key, field->property);

  kontor_map_edit_begin (field->edit, _("Change a property"));
  kontor_map_edit_tag (field->edit, tag);
}

void
kontor_map_fields_add (GtkWidget *box, const char *label, GtkWidget *child)
{
  GtkWidget *words = gtk_label_new_with_mnemonic (label);
  GtkWidget *inner = GTK_IS_SCROLLED_WINDOW (child) ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child)) : child;

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "caption-heading");
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_margin_top (words, 8);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), inner);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_RELATION_LABELLED_BY, words, NULL, -1);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), child);
}

static void
entry_cb (GtkEditable *entry, KontorMapField *field)
{
  begin (field);
  kontor_map_edit_set_text (field->edit, field->type, field->key, field->property, gtk_editable_get_text (entry));
  kontor_map_edit_end (field->edit);
}

/* Enter: the name is written, on with drawing. */
static void
activate_cb (GtkWidget *entry)
{
  gtk_widget_activate_action (entry, "map.focus-drawing", NULL);
}

GtkWidget *
kontor_map_fields_entry (KontorMapEdit *edit, const KontorMapItem *item, const char *property)
{
  GtkWidget *entry = gtk_entry_new ();

  kontor_show_text (GTK_EDITABLE (entry), kontor_map_item_get_text (item, property));
  g_signal_connect_data (entry, "changed", G_CALLBACK (entry_cb), field_new (edit, item, property), field_free, 0);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), NULL);
  return entry;
}

static char *
buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
text_cb (GtkTextBuffer *buffer, KontorMapField *field)
{
  g_autofree char *text = buffer_text (buffer);

  begin (field);
  kontor_map_edit_set_text (field->edit, field->type, field->key, field->property, text);
  kontor_map_edit_end (field->edit);
}

static GtkWidget *
make_text (const char *text, int height, GCallback callback, KontorMapField *field)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_buffer_set_text (buffer, text, -1);
  g_signal_connect_data (buffer, "changed", callback, field, field_free, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, -1, height);
  gtk_widget_add_css_class (window, "map-text");
  return window;
}

GtkWidget *
kontor_map_fields_text (KontorMapEdit *edit, const KontorMapItem *item, const char *property)
{
  return make_text (kontor_map_item_get_text (item, property), 76, G_CALLBACK (text_cb), field_new (edit, item, property));
}

static void
lines_cb (GtkTextBuffer *buffer, KontorMapField *field)
{
  g_autofree char *text = buffer_text (buffer);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      json_array_add_string_element (array, lines[i]);
  json_node_take_array (node, array);
  begin (field);
  kontor_map_edit_set (field->edit, field->type, field->key, field->property, node);
  kontor_map_edit_end (field->edit);
}

GtkWidget *
kontor_map_fields_lines (KontorMapEdit *edit, const KontorMapItem *item, const char *property)
{
  JsonNode *node = kontor_map_item_get_node (item, property);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", json_array_get_string_element (json_node_get_array (node), i));
  return make_text (text->str, 64, G_CALLBACK (lines_cb), field_new (edit, item, property));
}

/* An answer that is reworded stays the same answer: its key stays. */
static char *
answer_key (JsonArray *before, guint position, JsonArray *now)
{
  if (before != NULL && position < json_array_get_length (before))
    return g_strdup (json_object_get_string_member_with_default (json_array_get_object_element (before, position), "key", ""));
  for (guint number = position + 1; ; number++)
    {
      g_autofree char *key = g_strdup_printf ("answer%u", number);
      gboolean used = FALSE;

      for (guint i = 0; i < json_array_get_length (now); i++)
        used = used || g_strcmp0 (json_object_get_string_member (json_array_get_object_element (now, i), "key"), key) == 0;
      if (!used)
        return g_steal_pointer (&key);
    }
}

static void
relabel_flows (KontorMapField *field, JsonArray *answers)
{
  KontorMap *map = kontor_map_edit_get_map (field->edit);
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, field->key);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint f = 0; f < outgoing->len; f++)
    g_ptr_array_add (keys, g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, f))->key));
  for (guint f = 0; f < keys->len; f++)
    for (guint i = 0; i < json_array_get_length (answers); i++)
      {
        JsonObject *answer = json_array_get_object_element (answers, i);
        const KontorMapItem *flow = kontor_map_find (map, KONTOR_MAP_FLOW, g_ptr_array_index (keys, f));

        if (g_strcmp0 (kontor_map_item_get_text (flow, "answer"), json_object_get_string_member (answer, "key")) == 0)
          {
            kontor_map_edit_set_text (field->edit, KONTOR_MAP_FLOW, g_ptr_array_index (keys, f), "label",
                                      json_object_get_string_member (answer, "text"));
            break;
          }
      }
}

static void
answers_cb (GtkTextBuffer *buffer, KontorMapField *field)
{
  const KontorMapItem *item = kontor_map_find (kontor_map_edit_get_map (field->edit), field->type, field->key);
  JsonNode *old = item != NULL ? kontor_map_item_get_node (item, "answers") : NULL;
  JsonArray *before = old != NULL && JSON_NODE_HOLDS_ARRAY (old) ? json_node_get_array (old) : NULL;
  g_autofree char *text = buffer_text (buffer);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (JsonArray) answers = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  guint position = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      {
        JsonObject *answer = json_object_new ();
        g_autofree char *key = answer_key (before, position++, answers);

        json_object_set_string_member (answer, "key", key);
        json_object_set_string_member (answer, "text", lines[i]);
        json_array_add_object_element (answers, answer);
      }
  json_node_set_array (node, answers);
  begin (field);
  kontor_map_edit_set (field->edit, field->type, field->key, "answers", node);
  relabel_flows (field, answers);
  kontor_map_edit_end (field->edit);
}

GtkWidget *
kontor_map_fields_answers (KontorMapEdit *edit, const KontorMapItem *item)
{
  JsonNode *node = kontor_map_item_get_node (item, "answers");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
      json_object_get_string_member_with_default (json_array_get_object_element (json_node_get_array (node), i), "text", ""));
  return make_text (text->str, 84, G_CALLBACK (answers_cb), field_new (edit, item, "answers"));
}

static void
hours_cb (GtkSpinButton *spin, KontorMapField *field)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (node, gtk_spin_button_get_value_as_int (spin));
  begin (field);
  kontor_map_edit_set (field->edit, field->type, field->key, field->property, node);
  kontor_map_edit_end (field->edit);
}

GtkWidget *
kontor_map_fields_hours (KontorMapEdit *edit, const KontorMapItem *item, const char *property, double otherwise)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 9999, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), kontor_map_item_get_number (item, property, otherwise));
  gtk_widget_set_halign (spin, GTK_ALIGN_START);
  g_signal_connect_data (spin, "value-changed", G_CALLBACK (hours_cb), field_new (edit, item, property), field_free, 0);
  return spin;
}

static GtkWidget *
make_choice (const char * const *values, const char * const *labels, const char *now, GCallback callback, KontorMapField *field)
{
  GtkWidget *choice = kontor_narrow_drop_down_new (labels);
  guint selected = 0;

  for (guint i = 0; values[i] != NULL; i++)
    if (g_strcmp0 (values[i], now) == 0)
      selected = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_object_set_data_full (G_OBJECT (choice), "values", g_strdupv ((char **) values), (GDestroyNotify) g_strfreev);
  g_signal_connect_data (choice, "notify::selected", callback, field, field_free, 0);
  return choice;
}

static const char *
chosen (GtkDropDown *choice)
{
  char **values = g_object_get_data (G_OBJECT (choice), "values");
  guint selected = gtk_drop_down_get_selected (choice);

  return selected < g_strv_length (values) ? values[selected] : "";
}

static void
choice_cb (GtkDropDown *choice, GParamSpec *pspec, KontorMapField *field)
{
  kontor_map_edit_begin (field->edit, _("Change a property"));
  kontor_map_edit_set_text (field->edit, field->type, field->key, field->property, chosen (choice));
  if (field->type == KONTOR_MAP_FLOW && g_strcmp0 (field->property, "answer") == 0)
    {
      GtkStringObject *label = gtk_drop_down_get_selected_item (choice);

      kontor_map_edit_set_text (field->edit, field->type, field->key, "label",
                                *chosen (choice) != '\0' ? gtk_string_object_get_string (label) : "");
    }
  kontor_map_edit_end (field->edit);
}

GtkWidget *
kontor_map_fields_choice (KontorMapEdit *edit, const KontorMapItem *item, const char *property,
                          const char * const *values, const char * const *labels)
{
  return make_choice (values, labels, kontor_map_item_get_text (item, property), G_CALLBACK (choice_cb), field_new (edit, item, property));
}

static void
performer_cb (GtkDropDown *choice, GParamSpec *pspec, KontorMapField *field)
{
  kontor_map_edit_set (field->edit, field->type, field->key, field->property, kontor_map_performer_from_value (chosen (choice)));
}

GtkWidget *
kontor_map_fields_performer (KontorMapEdit *edit, const KontorMapItem *item, const char *property, KontorMapOptions *options)
{
  g_autofree char *now = kontor_map_performer_to_value (kontor_map_item_get_node (item, property));
  GtkWidget *choice = make_choice ((const char * const *) options->values->pdata, (const char * const *) options->labels->pdata,
                                   now, G_CALLBACK (performer_cb), field_new (edit, item, property));

  kontor_drop_down_search (GTK_DROP_DOWN (choice));
  return choice;
}

static void
flag_cb (GtkCheckButton *check, KontorMapField *field)
{
  JsonNode *node = NULL;

  if (gtk_check_button_get_active (check))
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_boolean (node, TRUE);
    }
  begin (field);
  kontor_map_edit_set (field->edit, field->type, field->key, field->property, node);
  kontor_map_edit_end (field->edit);
}

GtkWidget *
kontor_map_fields_flag (KontorMapEdit *edit, const KontorMapItem *item, const char *property, const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (label);
  JsonNode *node = kontor_map_item_get_node (item, property);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node));
  g_signal_connect_data (check, "toggled", G_CALLBACK (flag_cb), field_new (edit, item, property), field_free, 0);
  return check;
}

/* Several of a list: a button that tells what is chosen, and a list of ticks. */

static void
tell_chosen (GtkWidget *button)
{
  GtkWidget *list = g_object_get_data (G_OBJECT (button), "list");
  g_autoptr (GString) words = g_string_new (NULL);

  for (GtkWidget *check = gtk_widget_get_first_child (list); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", gtk_check_button_get_label (GTK_CHECK_BUTTON (check)));
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (button), "words")), words->len > 0 ? words->str : _("Nothing"));
}

static void
ticked_cb (GtkCheckButton *check, KontorMapField *field)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (check), "button");
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (check));
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (GtkWidget *other = gtk_widget_get_first_child (list); other != NULL; other = gtk_widget_get_next_sibling (other))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (other)))
      json_array_add_string_element (array, g_object_get_data (G_OBJECT (other), "value"));
  json_node_take_array (node, array);
  begin (field);
  kontor_map_edit_set (field->edit, field->type, field->key, field->property, node);
  kontor_map_edit_end (field->edit);
  tell_chosen (button);
}

static gboolean
is_chosen (const KontorMapItem *item, const char *property, const char *value)
{
  JsonNode *node = kontor_map_item_get_node (item, property);

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    if (g_strcmp0 (json_array_get_string_element (json_node_get_array (node), i), value) == 0)
      return TRUE;
  return FALSE;
}

GtkWidget *
kontor_map_fields_many (KontorMapEdit *edit, const KontorMapItem *item, const char *property, KontorMapOptions *options)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_label_new (NULL);

  for (guint i = 0; g_ptr_array_index (options->values, i) != NULL; i++)
    {
      const char *value = g_ptr_array_index (options->values, i);
      GtkWidget *check = gtk_check_button_new_with_label (g_ptr_array_index (options->labels, i));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (item, property, value));
      g_object_set_data_full (G_OBJECT (check), "value", g_strdup (value), g_free);
      g_object_set_data (G_OBJECT (check), "button", button);
      g_signal_connect_data (check, "toggled", G_CALLBACK (ticked_cb), field_new (edit, item, property), field_free, 0);
      gtk_box_append (GTK_BOX (list), check);
    }
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  g_object_set_data (G_OBJECT (button), "list", list);
  g_object_set_data (G_OBJECT (button), "words", words);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), words);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 320);
  gtk_popover_set_child (GTK_POPOVER (popover), window);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  tell_chosen (button);
  return button;
}
