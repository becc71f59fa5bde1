#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "processes/map-fields.h"
#include "processes/map-inspector.h"
#include "processes/map-rule-field.h"
#include "processes/map-work-field.h"
#include "route/map-link.h"

struct _KontorMapInspector
{
  GtkWidget          parent_instance;

  GtkWidget         *window;
  GtkWidget         *box;
  GtkWidget         *name;
  KontorMapEdit     *edit;
  KontorMapChoices  *choices;
  KontorMapItemType  type;
  char              *key;
  /* Sections a person has opened, by bit, and those closed. */
  guint              opened;
  guint              closed;
};

G_DEFINE_FINAL_TYPE (KontorMapInspector, kontor_map_inspector, GTK_TYPE_WIDGET)

static void
kontor_map_inspector_dispose (GObject *object)
{
  KontorMapInspector *self = KONTOR_MAP_INSPECTOR (object);

  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->edit);
  g_clear_object (&self->choices);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kontor_map_inspector_parent_class)->dispose (object);
}

static void
kontor_map_inspector_class_init (KontorMapInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_inspector_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_inspector_init (KontorMapInspector *self)
{
  self->choices = kontor_map_choices_new ();
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-inspector");
  gtk_widget_set_size_request (GTK_WIDGET (self), 290, -1);
}

GtkWidget *
kontor_map_inspector_new (void)
{
  return g_object_new (KONTOR_TYPE_MAP_INSPECTOR, NULL);
}

void
kontor_map_inspector_set_choices (KontorMapInspector *self, KontorMapChoices *choices)
{
  g_set_object (&self->choices, choices);
}

static void
add_heading (KontorMapInspector *self, const char *text, const char *hint)
{
  GtkWidget *heading = gtk_label_new (text);
  GtkWidget *words;

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self->box), heading);
  if (hint == NULL)
    return;
  words = gtk_label_new (hint);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 30);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_box_append (GTK_BOX (self->box), words);
}

/* Not at once: a field must not vanish while it tells that it was changed. */
static gboolean
rebuild_cb (gpointer user_data)
{
  KontorMapInspector *self = user_data;
  g_autofree char *key = g_strdup (self->key);

  if (self->edit != NULL && self->window != NULL)
    kontor_map_inspector_show (self, self->edit, key != NULL
                               ? kontor_map_find (kontor_map_edit_get_map (self->edit), self->type, key) : NULL);
  return G_SOURCE_REMOVE;
}

static void
rebuild_later (KontorMapInspector *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_cb, g_object_ref (self), g_object_unref);
}

/* A rule over the record that is a property of a point or a line. */

typedef struct
{
  KontorMapEdit     *edit;
  KontorMapItemType  type;
  char              *key;
} RuleOwner;

static void
rule_owner_free (gpointer data)
{
  RuleOwner *owner = data;

  g_object_unref (owner->edit);
  g_free (owner->key);
  g_free (owner);
}

static void
rule_cb (const char *rule, gpointer user_data)
{
  RuleOwner *owner = user_data;

  kontor_map_edit_begin (owner->edit, _("Change the rule"));
  kontor_map_edit_set (owner->edit, owner->type, owner->key, "condition", rule != NULL ? json_from_string (rule, NULL) : NULL);
  kontor_map_edit_end (owner->edit);
}

static GtkWidget *
make_rule (KontorMapInspector *self, const KontorMapItem *item)
{
  JsonNode *node = kontor_map_item_get_node (item, "condition");
  g_autofree char *json = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;
  RuleOwner *owner = g_new0 (RuleOwner, 1);

  owner->edit = g_object_ref (self->edit);
  owner->type = item->type;
  owner->key = g_strdup (item->key);
  return kontor_map_rule_field_new (kontor_map_choices_get_subject (self->choices), json, rule_cb, owner, rule_owner_free);
}

/* Who decides at a condition: a person's answer, or a rule over the record. */

static gboolean
is_by_rule (const KontorMapItem *item)
{
  JsonNode *answers = kontor_map_item_get_node (item, "answers");

  return answers == NULL || !JSON_NODE_HOLDS_ARRAY (answers);
}

static void
decider_cb (GtkDropDown *choice, GParamSpec *pspec, KontorMapInspector *self)
{
  gboolean by_rule = gtk_drop_down_get_selected (choice) == 1;
  g_autofree char *key = g_strdup (self->key);

  kontor_map_edit_begin (self->edit, _("Change a property"));
  if (by_rule)
    {
      kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, key, "answers", NULL);
    }
  else
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_array (builder);
      for (guint i = 0; i < 2; i++)
        {
          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "key");
          json_builder_add_string_value (builder, i == 0 ? "yes" : "no");
          json_builder_set_member_name (builder, "text");
          json_builder_add_string_value (builder, i == 0 ? _("Yes") : _("No"));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, key, "answers", json_builder_get_root (builder));
      kontor_map_edit_set (self->edit, KONTOR_MAP_POINT, key, "condition", NULL);
    }
  kontor_map_edit_end (self->edit);
  rebuild_later (self);
}

static void
add_decider (KontorMapInspector *self, const KontorMapItem *item, GtkWidget *box)
{
  const char *labels[] = { _("A person’s answer"), item->kind == KONTOR_MAP_KIND_CHOICE ? _("Rules on its lines") : _("A rule over the record"), NULL };
  GtkWidget *choice = kontor_narrow_drop_down_new (labels);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), is_by_rule (item) ? 1 : 0);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (decider_cb), self);
  kontor_map_fields_add (box, _("Decided b_y"), choice);
}

/* Whether a property says anything for this point as it is. */
static gboolean
applies (const KontorMapProperty *property, const KontorMapItem *item)
{
  gboolean fork = item->kind == KONTOR_MAP_KIND_CONDITION || item->kind == KONTOR_MAP_KIND_CHOICE;

  if (!kontor_map_property_fits (property, item->kind))
    return FALSE;
  if (!fork)
    return TRUE;
  if (strcmp (property->name, "condition") == 0)
    return is_by_rule (item) && item->kind == KONTOR_MAP_KIND_CONDITION;
  if (property->section == KONTOR_MAP_SECTION_POINT)
    return TRUE;
  return !is_by_rule (item);
}

static GtkWidget *
make_choice (KontorMapInspector *self, const KontorMapItem *item, const KontorMapProperty *property)
{
  g_autoptr (KontorMapOptions) options = kontor_map_options_new ();

  for (guint i = 0; property->values[i] != NULL; i++)
    kontor_map_options_add (options, property->values[i], _(property->labels[i]));
  kontor_map_options_end (options);
  return kontor_map_fields_choice (self->edit, item, property->name, (const char * const *) options->values->pdata,
                                   (const char * const *) options->labels->pdata);
}

static GtkWidget *
make_listed (KontorMapInspector *self, const KontorMapItem *item, const KontorMapProperty *property)
{
  g_autoptr (KontorMapOptions) options = NULL;

  if (property->value == KONTOR_MAP_VALUE_STAGE)
    options = kontor_map_choices_list (self->choices, "stage", _("Stays as it is"));
  else if (property->value == KONTOR_MAP_VALUE_CALENDAR)
    options = kontor_map_choices_list (self->choices, "calendar", _("The office’s"));
  else if (property->value == KONTOR_MAP_VALUE_ENTITY)
    options = kontor_map_choices_entities (self->choices, _("The record’s own"));
  else
    options = kontor_map_choices_fields (self->choices, TRUE, _("Nothing"));
  return kontor_map_fields_choice (self->edit, item, property->name, (const char * const *) options->values->pdata,
                                   (const char * const *) options->labels->pdata);
}

static GtkWidget *
make_field (KontorMapInspector *self, const KontorMapItem *item, const KontorMapProperty *property)
{
  g_autoptr (KontorMapOptions) options = NULL;

  switch (property->value)
    {
    case KONTOR_MAP_VALUE_LONG_TEXT:
      return kontor_map_fields_text (self->edit, item, property->name);
    case KONTOR_MAP_VALUE_LINES:
      return kontor_map_fields_lines (self->edit, item, property->name);
    case KONTOR_MAP_VALUE_HOURS:
      return kontor_map_fields_hours (self->edit, item, property->name, property->otherwise);
    case KONTOR_MAP_VALUE_CHOICE:
      return make_choice (self, item, property);
    case KONTOR_MAP_VALUE_PERFORMER:
      options = kontor_map_choices_performers (self->choices, strcmp (property->name, "performer") != 0 ? _("Nobody") : NULL);
      return kontor_map_fields_performer (self->edit, item, property->name, options);
    case KONTOR_MAP_VALUE_ANSWERS:
      return kontor_map_fields_answers (self->edit, item);
    case KONTOR_MAP_VALUE_RULE:
      return make_rule (self, item);
    case KONTOR_MAP_VALUE_STAGE:
    case KONTOR_MAP_VALUE_CALENDAR:
    case KONTOR_MAP_VALUE_ENTITY:
    case KONTOR_MAP_VALUE_MOMENT_FIELD:
      return make_listed (self, item, property);
    case KONTOR_MAP_VALUE_ENTITIES:
      options = kontor_map_choices_entities (self->choices, NULL);
      return kontor_map_fields_many (self->edit, item, property->name, options);
    case KONTOR_MAP_VALUE_FIELDS:
      options = kontor_map_choices_fields (self->choices, FALSE, NULL);
      return kontor_map_fields_many (self->edit, item, property->name, options);
    case KONTOR_MAP_VALUE_TEXT:
    case KONTOR_MAP_VALUE_FLAG:
    case KONTOR_MAP_VALUE_PROCESSING:
    case KONTOR_MAP_VALUE_NESTED:
    default:
      return kontor_map_fields_entry (self->edit, item, property->name);
    }
}

static void
add_property (KontorMapInspector *self, const KontorMapItem *item, const KontorMapProperty *property, GtkWidget *box)
{
  gboolean asked = item->kind != KONTOR_MAP_KIND_ACTION && strcmp (property->name, "performer") == 0;
  GtkWidget *field;

  if (property->value == KONTOR_MAP_VALUE_PROCESSING)
    {
      gtk_box_append (GTK_BOX (box), kontor_map_work_field_new (self->edit, item, self->choices));
      return;
    }
  if (property->value == KONTOR_MAP_VALUE_NESTED)
    {
      gtk_box_append (GTK_BOX (box), kontor_map_nested_field_new (self->edit, item, self->choices));
      return;
    }
  if (property->value == KONTOR_MAP_VALUE_FLAG)
    {
      gtk_box_append (GTK_BOX (box), kontor_map_fields_flag (self->edit, item, property->name, _(property->label)));
      return;
    }
  field = make_field (self, item, property);
  if (property->hint != NULL)
    gtk_widget_set_tooltip_text (field, _(property->hint));
  if (strcmp (property->name, "name") == 0)
    self->name = field;
  kontor_map_fields_add (box, asked ? _("Who is asked where no action stands _before it") : _(property->label), field);
}

static void
expanded_cb (GtkExpander *expander, GParamSpec *pspec, KontorMapInspector *self)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (expander), "section"));

  if (gtk_expander_get_expanded (expander))
    {
      self->opened |= bit;
      self->closed &= ~bit;
    }
  else
    {
      self->closed |= bit;
      self->opened &= ~bit;
    }
}

/* The first section lies open; others are opened where something is said in them. */
static GtkWidget *
add_section (KontorMapInspector *self, KontorMapSection section, guint n_set)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (kontor_map_section_get_label (section));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  guint bit = 1u << section;

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_start (line, 4);
  gtk_box_append (GTK_BOX (line), heading);
  if (n_set > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", n_set);
      GtkWidget *badge = gtk_label_new (count);

      gtk_widget_add_css_class (badge, "dim-label");
      gtk_widget_add_css_class (badge, "numeric");
      gtk_box_append (GTK_BOX (line), badge);
    }
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, kontor_map_section_get_label (section), -1);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), (self->opened & bit) != 0 || (n_set > 0 && (self->closed & bit) == 0));
  gtk_widget_set_margin_top (expander, 9);
  g_object_set_data (G_OBJECT (expander), "section", GUINT_TO_POINTER (section));
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
  gtk_box_append (GTK_BOX (self->box), expander);
  return box;
}

static void
add_point_fields (KontorMapInspector *self, const KontorMapItem *item)
{
  gboolean fork = item->kind == KONTOR_MAP_KIND_CONDITION || item->kind == KONTOR_MAP_KIND_CHOICE;

  for (guint i = 0; i < KONTOR_MAP_N_SECTIONS; i++)
    {
      /* The question is what a condition is there for: it comes before who is asked. */
      static const KontorMapSection of_fork[] = {
        KONTOR_MAP_SECTION_POINT, KONTOR_MAP_SECTION_QUESTION, KONTOR_MAP_SECTION_PERFORMER, KONTOR_MAP_SECTION_TIME,
        KONTOR_MAP_SECTION_LEAVING, KONTOR_MAP_SECTION_WINDOW,
      };
      KontorMapSection section = fork ? of_fork[i] : i;
      gboolean plain = section == KONTOR_MAP_SECTION_POINT || (fork && section == KONTOR_MAP_SECTION_QUESTION);
      GtkWidget *box = plain ? self->box : NULL;
      guint n_set = 0;

      for (const KontorMapProperty *property = kontor_map_property_list (); property->name != NULL; property++)
        if (property->section == section && applies (property, item) && kontor_map_property_is_set (property, item))
          n_set++;
      if (plain && section == KONTOR_MAP_SECTION_QUESTION)
        add_decider (self, item, self->box);
      for (const KontorMapProperty *property = kontor_map_property_list (); property->name != NULL; property++)
        {
          if (property->section != section || !applies (property, item))
            continue;
          if (box == NULL)
            box = add_section (self, section, n_set);
          add_property (self, item, property, box);
        }
    }
}

/* Lines -------------------------------------------------------------------------- */

static void
add_answer_of_flow (KontorMapInspector *self, const KontorMapItem *flow, const KontorMapItem *from)
{
  JsonNode *node = kontor_map_item_get_node (from, "answers");
  g_autoptr (KontorMapOptions) options = kontor_map_options_new ();
  guint n = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  kontor_map_options_add (options, "", _("None"));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *answer = json_array_get_object_element (json_node_get_array (node), i);

      kontor_map_options_add (options, json_object_get_string_member_with_default (answer, "key", ""),
                              json_object_get_string_member_with_default (answer, "text", ""));
    }
  if (n == 0)
    {
      kontor_map_options_add (options, "yes", _("Yes"));
      kontor_map_options_add (options, "no", _("No"));
    }
  kontor_map_options_end (options);
  kontor_map_fields_add (self->box, _("Taken at the _answer"),
    kontor_map_fields_choice (self->edit, flow, "answer", (const char * const *) options->values->pdata,
                              (const char * const *) options->labels->pdata));
}

/* One way of a choice may be that of all that no other way is for. */
static void
add_default (KontorMapInspector *self, const KontorMapItem *flow)
{
  gtk_box_append (GTK_BOX (self->box), kontor_map_fields_flag (self->edit, flow, "default", _("Taken when no _other way fits")));
}

static void
add_flow_fields (KontorMapInspector *self, const KontorMapItem *flow)
{
  const KontorMapItem *from = kontor_map_find (kontor_map_edit_get_map (self->edit), KONTOR_MAP_POINT, flow->from);

  if (from != NULL && from->kind == KONTOR_MAP_KIND_CHOICE && is_by_rule (from))
    {
      kontor_map_fields_add (self->box, _("Taken when the _rule holds"), make_rule (self, flow));
      add_default (self, flow);
    }
  else if (from != NULL && (from->kind == KONTOR_MAP_KIND_CONDITION || from->kind == KONTOR_MAP_KIND_CHOICE))
    {
      add_answer_of_flow (self, flow, from);
      add_default (self, flow);
    }
  self->name = kontor_map_fields_entry (self->edit, flow, "label");
  kontor_map_fields_add (self->box, _("_Label"), self->name);
}

/* Links ------------------------------------------------------------------------- */

static void
show_address (GtkWidget *entry, GtkWidget *open)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *whole = kontor_map_link_resolve (text);
  gboolean wrong = *text != '\0' && whole == NULL;

  gtk_widget_set_sensitive (open, whole != NULL);
  if (wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_widget_set_tooltip_text (entry, wrong ? _("Only pages (http, https) and letters (mailto) can be opened from a map") : NULL);
}

static void
add_address (KontorMapInspector *self, const KontorMapItem *item)
{
  GtkWidget *entry = kontor_map_fields_entry (self->edit, item, "address");
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Open"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "https://");
  kontor_map_fields_add (self->box, _("_Address"), entry);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "map.open-link");
  gtk_widget_set_halign (open, GTK_ALIGN_START);
  gtk_widget_set_margin_top (open, 9);
  gtk_box_append (GTK_BOX (self->box), open);
  g_signal_connect_object (entry, "changed", G_CALLBACK (show_address), open, 0);
  show_address (entry, open);
}

void
kontor_map_inspector_show (KontorMapInspector *self, KontorMapEdit *edit, const KontorMapItem *item)
{
  g_free (self->key);
  self->key = item != NULL ? g_strdup (item->key) : NULL;
  g_set_object (&self->edit, edit);
  self->name = NULL;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 12);
  if (item == NULL || edit == NULL)
    {
      add_heading (self, _("Nothing is selected"),
                   _("Select a point or a line to see and change what belongs to it. "
                     "The plus beside a selected point appends the next one; drag it onto another point to connect them."));
    }
  else
    {
      self->type = item->type;
      add_heading (self, kontor_map_kind_get_label (item->kind), NULL);
      if (item->type == KONTOR_MAP_FLOW)
        {
          add_flow_fields (self, item);
        }
      else if (item->type == KONTOR_MAP_DECORATION)
        {
          self->name = kontor_map_fields_text (edit, item, "text");
          kontor_map_fields_add (self->box, item->kind == KONTOR_MAP_KIND_PICTURE ? _("Wha_t it shows") : _("_Text"), self->name);
          if (item->kind == KONTOR_MAP_KIND_LINK)
            add_address (self, item);
        }
      else
        {
          add_point_fields (self, item);
        }
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), self->box);
}

void
kontor_map_inspector_show_several (KontorMapInspector *self, KontorMapEdit *edit, guint n)
{
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u point is selected", "%u points are selected", n), n);
  GtkWidget *first;

  kontor_map_inspector_show (self, edit, NULL);
  while ((first = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), first);
  add_heading (self, heading, _("They are moved, aligned, coloured and deleted together; a right click shows everything that can be done."));
}

void
kontor_map_inspector_focus_name (KontorMapInspector *self)
{
  GtkWidget *inner = self->name != NULL && GTK_IS_SCROLLED_WINDOW (self->name)
                     ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->name)) : self->name;

  if (inner == NULL)
    return;
  gtk_widget_grab_focus (inner);
  if (GTK_IS_EDITABLE (inner))
    gtk_editable_select_region (GTK_EDITABLE (inner), 0, -1);
}
