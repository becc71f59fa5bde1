#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kit/shown-text.h"
#include "processes/map-object-field.h"
#include "processes/map-rule-field.h"
#include "processes/map-work-field.h"

/* The value of a field: one of its choices, or what is typed. */
static void
add_value (KontorMapObjectField *self, GtkWidget *box)
{
  const KontorEntity *subject = kontor_map_choices_get_subject (kontor_map_object_field_get_choices (self));
  const KontorField *field = kontor_entity_find_field (subject, kontor_map_object_field_get (self, "field"));

  if (field != NULL && (field->choices != NULL || field->kind == KONTOR_FIELD_BOOLEAN))
    {
      g_autoptr (KontorMapOptions) options = kontor_map_options_new ();

      kontor_map_options_add (options, "", _("Nothing"));
      for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
        kontor_map_options_add (options, choice->value, _(choice->label));
      if (field->kind == KONTOR_FIELD_BOOLEAN)
        {
          kontor_map_options_add (options, "t", _("Yes"));
          kontor_map_options_add (options, "f", _("No"));
        }
      kontor_map_options_end (options);
      kontor_map_object_field_add_choice (self, box, _("To the _value"), "value", options, FALSE);
    }
  else
    {
      kontor_map_object_field_add_entry (self, box, _("To the _value"), "value");
    }
}

/* The fields a new record begins with: a row for each, and one more. */

static void
values_changed (GtkWidget *rows)
{
  KontorMapObjectField *self = g_object_get_data (G_OBJECT (rows), "field");
  JsonObject *values = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkDropDown *choice = GTK_DROP_DOWN (gtk_widget_get_first_child (row));
      char **names = g_object_get_data (G_OBJECT (choice), "values");
      const char *name = names[gtk_drop_down_get_selected (choice)];

      if (*name != '\0')
        json_object_set_string_member (values, name, gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_last_child (row))));
    }
  json_node_take_object (node, values);
  kontor_map_object_field_set (self, "values", node);
}

static void
value_field_cb (GtkWidget *choice, GParamSpec *pspec, GtkWidget *rows)
{
  values_changed (rows);
  kontor_map_object_field_rebuild (g_object_get_data (G_OBJECT (rows), "field"));
}

static void
value_text_cb (GtkEditable *entry, GtkWidget *rows)
{
  values_changed (rows);
}

static void
add_value_row (GtkWidget *rows, KontorMapOptions *fields, const char *name, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *choice = kontor_narrow_drop_down_new ((const char * const *) fields->labels->pdata);
  GtkWidget *entry = gtk_entry_new ();

  for (guint i = 0; g_ptr_array_index (fields->values, i) != NULL; i++)
    if (g_strcmp0 (g_ptr_array_index (fields->values, i), name) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  g_object_set_data_full (G_OBJECT (choice), "values", g_strdupv ((char **) fields->values->pdata), (GDestroyNotify) g_strfreev);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Field"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Value"), -1);
  kontor_show_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Text, or =field of the record"));
  gtk_widget_set_tooltip_text (entry, _("=partner_id takes what stands in that field of the record the process is about"));
  gtk_widget_set_visible (entry, *name != '\0');
  gtk_box_append (GTK_BOX (row), choice);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (rows), row);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (value_field_cb), rows);
  g_signal_connect (entry, "changed", G_CALLBACK (value_text_cb), rows);
}

static void
add_values (KontorMapObjectField *self, GtkWidget *box)
{
  const KontorEntity *entity = kontor_entity_lookup (kontor_map_object_field_get (self, "entity"));
  JsonObject *values = kontor_map_object_field_get_object (self, "values");
  g_autoptr (GList) members = values != NULL ? json_object_get_members (values) : NULL;
  g_autoptr (KontorMapOptions) fields = kontor_map_options_new ();
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (entity == NULL)
    {
      g_object_ref_sink (rows);
      g_object_unref (rows);
      return;
    }
  kontor_map_options_add (fields, "", _("Nothing"));
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & KONTOR_FIELD_FLAG_READ_ONLY) == 0 && field->kind != KONTOR_FIELD_JSON)
      kontor_map_options_add (fields, field->name, _(field->label));
  kontor_map_options_end (fields);
  g_object_set_data (G_OBJECT (rows), "field", self);
  for (GList *l = members; l != NULL; l = l->next)
    add_value_row (rows, fields, l->data, json_object_get_string_member_with_default (values, l->data, ""));
  add_value_row (rows, fields, "", "");
  kontor_map_fields_add (box, _("With these _values"), rows);
}

static void
build_work (KontorMapObjectField *self, GtkWidget *box)
{
  KontorMapChoices *choices = kontor_map_object_field_get_choices (self);
  const char *kind = kontor_map_object_field_get (self, "kind");
  g_autoptr (KontorMapOptions) kinds = kontor_map_options_new ();
  g_autoptr (KontorMapOptions) functions = kontor_map_choices_list (choices, "function", _("Nothing"));

  kontor_map_options_add (kinds, "", _("Nothing yet"));
  kontor_map_options_add (kinds, "set_field", _("Sets a field of the record"));
  kontor_map_options_add (kinds, "create_task", _("Makes a task"));
  kontor_map_options_add (kinds, "create_record", _("Makes a record"));
  kontor_map_options_add (kinds, "start_process", _("Starts a process"));
  if (functions->values->len > 2 || strcmp (kind, "call_function") == 0)
    kontor_map_options_add (kinds, "call_function", _("Calls a function of the database"));
  kontor_map_options_end (kinds);
  kontor_map_object_field_add_choice (self, box, _("What it _does"), "kind", kinds, TRUE);

  if (strcmp (kind, "set_field") == 0)
    {
      g_autoptr (KontorMapOptions) fields = kontor_map_choices_fields (choices, FALSE, _("Nothing"));

      kontor_map_object_field_add_choice (self, box, _("The _field"), "field", fields, TRUE);
      add_value (self, box);
    }
  else if (strcmp (kind, "create_task") == 0)
    {
      kontor_map_object_field_add_entry (self, box, _("What is _to be done"), "name");
      kontor_map_object_field_add_entry (self, box, _("_Text for the performer"), "text");
      kontor_map_object_field_add_performer (self, box, _("_Performer"), "performer");
      kontor_map_object_field_add_hours (self, box, _("_Deadline, hours"), "due_hours", 24);
    }
  else if (strcmp (kind, "create_record") == 0)
    {
      g_autoptr (KontorMapOptions) entities = kontor_map_choices_entities (choices, _("Nothing"));

      kontor_map_object_field_add_choice (self, box, _("What _kind of record"), "entity", entities, TRUE);
      add_values (self, box);
    }
  else if (strcmp (kind, "start_process") == 0)
    {
      g_autoptr (KontorMapOptions) maps = kontor_map_choices_list (choices, "map", _("Nothing"));

      kontor_map_object_field_add_choice (self, box, _("Route _map"), "map", maps, FALSE);
    }
  else if (strcmp (kind, "call_function") == 0)
    {
      kontor_map_object_field_add_choice (self, box, _("_Function"), "function", functions, FALSE);
    }
}

GtkWidget *
kontor_map_work_field_new (KontorMapEdit *edit, const KontorMapItem *item, KontorMapChoices *choices)
{
  return kontor_map_object_field_new (edit, item, "processing", choices, build_work);
}

/* A process in a process. */

static void
set_each (KontorMapObjectField *self, const char *entity, const char *rule)
{
  JsonNode *node = NULL;

  if (entity != NULL && *entity != '\0')
    {
      JsonObject *each = json_object_new ();

      json_object_set_string_member (each, "entity", entity);
      if (rule != NULL)
        json_object_set_member (each, "condition", json_from_string (rule, NULL));
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, each);
    }
  kontor_map_object_field_set (self, "each", node);
}

static void
each_cb (GtkDropDown *choice, GParamSpec *pspec, KontorMapObjectField *self)
{
  char **values = g_object_get_data (G_OBJECT (choice), "values");

  set_each (self, values[gtk_drop_down_get_selected (choice)], NULL);
  kontor_map_object_field_rebuild (self);
}

static void
each_rule_cb (const char *rule, gpointer user_data)
{
  KontorMapObjectField *self = user_data;
  JsonObject *each = kontor_map_object_field_get_object (self, "each");
  g_autofree char *entity = g_strdup (each != NULL ? json_object_get_string_member_with_default (each, "entity", "") : "");

  set_each (self, entity, rule);
}

static void
build_nested (KontorMapObjectField *self, GtkWidget *box)
{
  KontorMapChoices *choices = kontor_map_object_field_get_choices (self);
  JsonObject *each = kontor_map_object_field_get_object (self, "each");
  const char *now = each != NULL ? json_object_get_string_member_with_default (each, "entity", "") : "";
  g_autoptr (KontorMapOptions) maps = kontor_map_choices_list (choices, "map", _("Nothing yet"));
  g_autoptr (KontorMapOptions) entities = kontor_map_choices_entities (choices, _("Once, for the same record"));
  g_autoptr (KontorMapOptions) waits = kontor_map_options_new ();
  const KontorEntity *entity = kontor_entity_lookup (now);
  GtkWidget *choice = kontor_narrow_drop_down_new ((const char * const *) entities->labels->pdata);

  kontor_map_object_field_add_choice (self, box, _("Route _map"), "map", maps, FALSE);
  for (guint i = 0; g_ptr_array_index (entities->values, i) != NULL; i++)
    if (strcmp (g_ptr_array_index (entities->values, i), now) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  g_object_set_data_full (G_OBJECT (choice), "values", g_strdupv ((char **) entities->values->pdata), (GDestroyNotify) g_strfreev);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (each_cb), self);
  kontor_map_fields_add (box, _("Started for _each"), choice);
  if (entity != NULL)
    {
      JsonNode *rule = json_object_get_member (each, "condition");
      g_autofree char *json = rule != NULL ? json_to_string (rule, FALSE) : NULL;

      kontor_map_fields_add (box, _("But only those that meet the _rule"),
                             kontor_map_rule_field_new (entity, json, each_rule_cb, self, NULL));
    }
  kontor_map_options_add (waits, "", _("All of them have ended"));
  kontor_map_options_add (waits, "any", _("The first of them has ended"));
  kontor_map_options_add (waits, "none", _("It does not wait"));
  kontor_map_options_end (waits);
  kontor_map_object_field_add_choice (self, box, _("_Goes on when"), "wait", waits, FALSE);
}

GtkWidget *
kontor_map_nested_field_new (KontorMapEdit *edit, const KontorMapItem *item, KontorMapChoices *choices)
{
  return kontor_map_object_field_new (edit, item, "nested", choices, build_nested);
}
