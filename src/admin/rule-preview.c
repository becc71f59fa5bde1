#include "config.h"

#include "admin/rule-preview.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/error.h"
#include "base/moment.h"

#define ASK_DELAY_MILLISECONDS 350
#define ROW_ID "kontor-id"

struct _KontorRulePreview
{
  GtkWidget     parent_instance;

  const KontorRulePreviewKind *kind;

  GtkWidget    *box;
  GtkLabel     *heading;
  GtkDropDown  *period;
  GtkSpinner   *spinner;
  GtkLabel     *words;
  GtkListBox   *rows;

  KontorDesk   *desk;
  char         *rule;
  char         *entity;
  guint         timeout;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorRulePreview, kontor_rule_preview, GTK_TYPE_WIDGET)

static const struct { const char *label; int days; } periods[] = {
  { N_("in the last 7 days"), 7 },
  { N_("in the last 30 days"), 30 },
  { N_("in the last 90 days"), 90 },
  { N_("in the last year"), 365 },
};

static void
clear_rows (KontorRulePreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
}

static void
append_row (KontorRulePreview *self, JsonObject *object)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (json_object_get_string_member_with_default (object, "title", ""));
  const char *at = json_object_get_string_member_with_default (object, "at", NULL);
  const char *who = json_object_get_string_member_with_default (object, "who", NULL);
  g_autofree char *when = kontor_moment_format (at);
  GtkWidget *moment = gtk_label_new (json_object_has_member (object, "who") ? who != NULL ? who : _("nobody yet") : when);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_tooltip_text (title, gtk_label_get_text (GTK_LABEL (title)));
  gtk_widget_add_css_class (moment, "dim-label");
  gtk_widget_add_css_class (moment, "caption");
  gtk_widget_add_css_class (moment, "numeric");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), moment);
  gtk_widget_set_margin_start (line, 9);
  gtk_widget_set_margin_end (line, 9);
  gtk_widget_set_margin_top (line, 5);
  gtk_widget_set_margin_bottom (line, 5);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (GTK_LABEL (title)), -1);
  g_object_set_data_full (G_OBJECT (row), ROW_ID,
                          g_strdup (json_object_get_string_member_with_default (object, "id", "")), g_free);
  gtk_list_box_append (self->rows, row);
}

static void
show_answer (KontorRulePreview *self, const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (JsonNode) rule = json_from_string (self->rule, NULL);
  g_autofree char *words = NULL;
  JsonObject *answer;
  JsonArray *rows;
  gint64 count;

  clear_rows (self);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  answer = json_node_get_object (node);
  count = json_object_get_int_member_with_default (answer, "count", 0);
  rows = json_object_get_array_member (answer, "rows");
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    append_row (self, json_array_get_object_element (rows, i));
  words = self->kind->describe (json_node_get_object (rule), answer);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), count > 0);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorRulePreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (self->box == NULL || g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  if (answer != NULL && kontor_result_get_n_rows (answer) > 0)
    show_answer (self, kontor_result_get (answer, 0, 0));
  else if (error != NULL)
    {
      g_autofree char *words = kontor_error_describe (error);

      clear_rows (self);
      gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
      gtk_label_set_text (self->words, words);
    }
}

static gboolean
ask_cb (gpointer user_data)
{
  KontorRulePreview *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) since = g_date_time_add_days (now, -periods[gtk_drop_down_get_selected (self->period)].days);
  g_autofree char *moment = g_date_time_format_iso8601 (since);
  const char *params[] = { self->rule, self->kind->most, moment };

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, self->kind->query,
                               params, self->kind->has_period ? 3 : 2, self->cancellable, answered_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
ask_soon (KontorRulePreview *self)
{
  if (self->desk == NULL || kontor_desk_get_database (self->desk) == NULL || self->rule == NULL)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (ASK_DELAY_MILLISECONDS, ask_cb, self);
}

static void
row_activated_cb (KontorRulePreview *self, GtkListBoxRow *row)
{
  if (self->desk != NULL && self->entity != NULL)
    kontor_desk_open_record (self->desk, self->entity, g_object_get_data (G_OBJECT (row), ROW_ID));
}

static void
kontor_rule_preview_dispose (GObject *object)
{
  KontorRulePreview *self = KONTOR_RULE_PREVIEW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_rule_preview_parent_class)->dispose (object);
}

static void
kontor_rule_preview_finalize (GObject *object)
{
  KontorRulePreview *self = KONTOR_RULE_PREVIEW (object);

  g_clear_object (&self->cancellable);
  g_free (self->rule);
  g_free (self->entity);

  G_OBJECT_CLASS (kontor_rule_preview_parent_class)->finalize (object);
}

static void
kontor_rule_preview_class_init (KontorRulePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_rule_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_rule_preview_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "rulepreview");
}

static void
kontor_rule_preview_init (KontorRulePreview *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkStringList *labels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (labels, _(periods[i].label));
  self->period = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (labels), NULL));
  gtk_drop_down_set_selected (self->period, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Period"), -1);
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (ask_soon), self);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->words = GTK_LABEL (gtk_label_new (_("Choose the records first.")));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->period), "quiet-choice");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->period));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->spinner));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->rows), GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->rows));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
kontor_rule_preview_set_desk (KontorRulePreview *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_RULE_PREVIEW (self));
  g_set_object (&self->desk, desk);
}

void
kontor_rule_preview_set_kind (KontorRulePreview *self, const KontorRulePreviewKind *kind)
{
  g_return_if_fail (KONTOR_IS_RULE_PREVIEW (self));
  g_return_if_fail (kind != NULL);

  self->kind = kind;
  gtk_label_set_text (self->heading, _(kind->heading));
  gtk_widget_set_visible (GTK_WIDGET (self->period), kind->has_period);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->heading), -1);
}

static JsonNode *
make_value (const KontorField *field, const char *value)
{
  JsonNode *node = field->kind == KONTOR_FIELD_JSON ? json_from_string (value, NULL) : NULL;

  return node != NULL ? node : json_node_init_string (json_node_alloc (), value);
}

void
kontor_rule_preview_set_rule (KontorRulePreview *self, KontorRecord *rule)
{
  JsonObject *object;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (KONTOR_IS_RULE_PREVIEW (self));
  g_return_if_fail (KONTOR_IS_RECORD (rule));

  if (kontor_record_get (rule, "entity") == NULL || self->kind == NULL)
    return;
  object = json_object_new ();
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  /* What it did before may count in what it would do. */
  if (kontor_record_get_version (rule) > 0)
    json_object_set_string_member (object, "id", kontor_record_get_id (rule));
  for (guint i = 0; self->kind->fields[i] != NULL; i++)
    {
      const char *name = self->kind->fields[i];
      const char *value = kontor_record_get (rule, name);

      if (value != NULL)
        json_object_set_member (object, name, make_value (kontor_entity_find_field (kontor_record_get_entity (rule), name), value));
    }
  text = json_to_string (node, FALSE);
  if (g_strcmp0 (text, self->rule) == 0)
    return;
  g_free (self->rule);
  g_free (self->entity);
  self->rule = g_steal_pointer (&text);
  self->entity = g_strdup (kontor_record_get (rule, "entity"));
  ask_soon (self);
}
