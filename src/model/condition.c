#include "config.h"

#include "model/condition.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "base/identifier.h"

/* Titles of linked records seen lately; thrown away whole when there are too many. */
#define KEPT_TITLES 5000

static GHashTable *titles;

static const KontorOperator text_operators[] = {
  { "contains", N_("contains"), 1 },
  { "starts", N_("starts with"), 1 },
  { "is", N_("is"), 1 },
  { "is_not", N_("is not"), 1 },
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

static const KontorOperator number_operators[] = {
  { "is", N_("is"), 1 },
  { "is_not", N_("is not"), 1 },
  { "above", N_("is above"), 1 },
  { "at_least", N_("is at least"), 1 },
  { "below", N_("is below"), 1 },
  { "at_most", N_("is at most"), 1 },
  { "between", N_("is between"), 2 },
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

static const KontorOperator date_operators[] = {
  { "within", N_("is within"), 1 },
  { "is", N_("is on"), 1 },
  { "above", N_("is after"), 1 },
  { "at_least", N_("is from"), 1 },
  { "below", N_("is before"), 1 },
  { "at_most", N_("is until"), 1 },
  { "between", N_("is between"), 2 },
  { "older_than_days", N_("is longer ago than days"), 1 },
  { "above_field", N_("is later than the field"), 1 },
  { "below_field", N_("is earlier than the field"), 1 },
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

static const KontorOperator moment_operators[] = {
  { "within", N_("is within"), 1 },
  { "above", N_("is after"), 1 },
  { "at_least", N_("is from"), 1 },
  { "below", N_("is before"), 1 },
  { "at_most", N_("is until"), 1 },
  { "between", N_("is between"), 2 },
  { "older_than_days", N_("is longer ago than days"), 1 },
  { "above_field", N_("is later than the field"), 1 },
  { "below_field", N_("is earlier than the field"), 1 },
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

static const KontorOperator boolean_operators[] = {
  { "is", N_("is"), 1 },
  { NULL }
};

static const KontorOperator choice_operators[] = {
  { "is", N_("is"), 1 },
  { "is_not", N_("is not"), 1 },
  { "in", N_("is one of"), 1 },
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

static const KontorOperator many_operators[] = {
  { "contains", N_("contains"), 1 },
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

static const KontorOperator json_operators[] = {
  { "empty", N_("is empty"), 0 },
  { "not_empty", N_("is filled in"), 0 },
  { NULL }
};

/* Everything the language knows, for checking. */
static const char * const known_operators[] = {
  "is", "is_not", "above", "below", "at_least", "at_most", "between", "contains", "starts", "in", "empty",
  "within", "older_than_days", "above_field", "below_field", NULL
};

static const KontorChoice periods[] = {
  { "today", N_("today") },
  { "yesterday", N_("yesterday") },
  { "tomorrow", N_("tomorrow") },
  { "this_week", N_("this week") },
  { "this_month", N_("this month") },
  { "last_month", N_("last month") },
  { "this_quarter", N_("this quarter") },
  { "this_year", N_("this year") },
  { "last_7_days", N_("the last 7 days") },
  { "last_30_days", N_("the last 30 days") },
  { "next_7_days", N_("the next 7 days") },
  { "overdue", N_("the past (overdue)") },
  { NULL }
};

static char *describe_node (const KontorEntity *entity, JsonNode *node, guint depth);

const KontorOperator *
kontor_condition_operators (const KontorField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_PERCENT:
    case KONTOR_FIELD_MONEY:
      return number_operators;
    case KONTOR_FIELD_DATE:
      return date_operators;
    case KONTOR_FIELD_MOMENT:
      return moment_operators;
    case KONTOR_FIELD_BOOLEAN:
      return boolean_operators;
    case KONTOR_FIELD_CHOICE:
      return field->flags & KONTOR_FIELD_FLAG_MANY ? many_operators : choice_operators;
    case KONTOR_FIELD_LINK:
    case KONTOR_FIELD_COUNTRY:
    case KONTOR_FIELD_CURRENCY:
      return choice_operators;
    case KONTOR_FIELD_JSON:
      return json_operators;
    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_LONG_TEXT:
    case KONTOR_FIELD_PHONE:
    case KONTOR_FIELD_EMAIL:
    case KONTOR_FIELD_WEBSITE:
    default:
      return text_operators;
    }
}

const KontorChoice *
kontor_condition_periods (void)
{
  return periods;
}

JsonNode *
kontor_condition_new_comparison (const char *field, const char *operator, const char *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *list = NULL;

  json_object_set_string_member (object, "field", field);
  if (g_str_equal (operator, "not_empty"))
    json_object_set_boolean_member (object, "empty", FALSE);
  else if (g_str_equal (operator, "empty"))
    json_object_set_boolean_member (object, "empty", g_strcmp0 (value, "false") != 0);
  else if (g_str_equal (operator, "older_than_days"))
    json_object_set_int_member (object, operator, value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0);
  else if ((g_str_equal (operator, "between") || g_str_equal (operator, "in")) && value != NULL &&
           (list = json_from_string (value, NULL)) != NULL)
    json_object_set_member (object, operator, list);
  else if (value == NULL)
    json_object_set_null_member (object, operator);
  else
    json_object_set_string_member (object, operator, value);

  return json_node_init_object (json_node_alloc (), object);
}

JsonNode *
kontor_condition_new_group (const char *kind, GPtrArray *children)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < children->len; i++)
    json_array_add_element (array, g_ptr_array_index (children, i));
  g_ptr_array_set_free_func (children, NULL);
  g_ptr_array_set_size (children, 0);

  json_object_set_array_member (object, kind, array);
  return json_node_init_object (json_node_alloc (), object);
}

char *
kontor_condition_and (const char *first, const char *second)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (JsonNode) group = NULL;
  JsonNode *nodes[2];

  if (first == NULL || *first == '\0')
    return g_strdup (second != NULL && *second != '\0' ? second : NULL);
  if (second == NULL || *second == '\0')
    return g_strdup (first);

  nodes[0] = json_from_string (first, NULL);
  nodes[1] = json_from_string (second, NULL);
  children = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (nodes[i] != NULL)
      g_ptr_array_add (children, nodes[i]);
  group = kontor_condition_new_group ("all", children);
  return json_to_string (group, FALSE);
}

void
kontor_condition_remember_title (const char *id, const char *title)
{
  if (id == NULL || title == NULL)
    return;
  if (titles == NULL)
    titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_hash_table_size (titles) >= KEPT_TITLES)
    g_hash_table_remove_all (titles);
  g_hash_table_replace (titles, g_strdup (id), g_strdup (title));
}

const char *
kontor_condition_recall_title (const char *id)
{
  return titles != NULL && id != NULL ? g_hash_table_lookup (titles, id) : NULL;
}

/* The sentence ------------------------------------------------------------------ */

static const KontorChoice *
find_period (const char *value)
{
  for (guint i = 0; periods[i].value != NULL; i++)
    if (g_str_equal (periods[i].value, value))
      return &periods[i];
  return NULL;
}

/* A value of JSON as the text that fields know. */
static char *
dup_value (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "t" : "f");
  return json_to_string (node, FALSE);
}

static char *
describe_value (const KontorField *field, const char *operator, JsonNode *node, const char *label)
{
  g_autofree char *value = dup_value (node);

  if (value == NULL)
    return g_strdup ("…");
  if (g_str_equal (operator, "within"))
    return g_strdup (find_period (value) != NULL ? _(find_period (value)->label) : value);
  if (g_str_equal (operator, "older_than_days"))
    return g_strdup (value);

  if (field->kind == KONTOR_FIELD_LINK)
    {
      if (g_str_equal (value, "me"))
        return g_strdup (C_("condition", "me"));
      if (g_str_equal (value, "my_team"))
        return g_strdup (_("my team"));
      if (label == NULL)
        label = kontor_condition_recall_title (value);
      if (label == NULL && !kontor_identifier_is_valid (value))
        label = value;
      return g_strdup (label != NULL ? label : "…");
    }

  if (field->kind == KONTOR_FIELD_CHOICE)
    return g_strdup (kontor_field_choice_label (field, value));
  if (field->kind == KONTOR_FIELD_BOOLEAN && strlen (value) > 1)
    value[1] = '\0';
  return kontor_field_format (field, value, NULL, NULL);
}

/* "Manager" in the middle of a sentence is "manager", "VAT" stays "VAT". */
static char *
word_label (const char *label)
{
  gunichar first = g_utf8_get_char (label);
  const char *rest = g_utf8_next_char (label);
  char letter[7] = { 0 };

  if (*label == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (label);
  g_unichar_to_utf8 (g_unichar_tolower (first), letter);
  return g_strconcat (letter, rest, NULL);
}

/* "partner, region" for a path over links. */
static char *
describe_field (const KontorEntity *entity, const char *path)
{
  const KontorField *field = kontor_entity_find_field (entity, path);
  g_autofree char *word = NULL;
  const char *dot = strrchr (path, '.');

  if (field == NULL)
    return g_strdup (path);
  word = word_label (_(field->label));
  if (dot != NULL)
    {
      g_autofree char *before = g_strndup (path, dot - path);
      const KontorField *link = kontor_entity_find_field (entity, before);
      g_autofree char *owner = link != NULL ? word_label (_(link->label)) : NULL;

      if (owner != NULL)
        /* Translators: a field of a linked record, "client: city" */
        return g_strdup_printf (_("%s: %s"), owner, word);
    }
  return g_steal_pointer (&word);
}

static char *
describe_list (const KontorField *field, const char *operator, JsonArray *array, const char *joint)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *value = describe_value (field, operator, json_array_get_element (array, i), NULL);

      g_string_append_printf (text, "%s%s", i > 0 ? joint : "", value);
    }
  return g_string_free (text, FALSE);
}

/* Whether the value is the name of another field of the record. */
static gboolean
names_field (const char *operator)
{
  return g_str_has_suffix (operator, "_field");
}

static char *
describe_comparison (const KontorEntity *entity, JsonObject *object)
{
  const char *path = json_object_get_string_member (object, "field");
  const KontorField *field = kontor_entity_find_field (entity, path);
  g_autofree char *name = describe_field (entity, path);
  const char *label = json_object_has_member (object, "label") ? json_object_get_string_member (object, "label") : NULL;

  if (field == NULL)
    return g_steal_pointer (&name);

  for (guint i = 0; known_operators[i] != NULL; i++)
    {
      const char *operator = known_operators[i];
      const char *verb = operator;
      JsonNode *value = json_object_has_member (object, operator) ? json_object_get_member (object, operator) : NULL;
      g_autofree char *words = NULL;

      if (value == NULL)
        continue;

      if (g_str_equal (operator, "empty"))
        return g_strdup_printf ("%s %s", name,
                                JSON_NODE_HOLDS_VALUE (value) && json_node_get_boolean (value) ? _("is empty")
                                                                                               : _("is filled in"));
      if (g_str_equal (operator, "older_than_days"))
        {
          int days = json_node_get_int (value);

          return g_strdup_printf (ngettext ("%s is more than %d day ago", "%s is more than %d days ago", days), name, days);
        }

      for (const KontorOperator *known = kontor_condition_operators (field); known->name != NULL; known++)
        if (g_str_equal (known->name, operator))
          verb = _(known->label);

      if (names_field (operator) && JSON_NODE_HOLDS_VALUE (value))
        words = describe_field (entity, json_node_get_string (value));
      else if (JSON_NODE_HOLDS_ARRAY (value))
        words = describe_list (field, operator, json_node_get_array (value),
                               g_str_equal (operator, "between") ? _(" and ") : _(" or "));
      else
        words = describe_value (field, operator, value, label);
      return g_strdup_printf ("%s %s %s", name, verb, words);
    }

  return g_steal_pointer (&name);
}

static char *
describe_group (const KontorEntity *entity, JsonArray *array, const char *joint, guint depth)
{
  GString *text = g_string_new (NULL);
  guint n = json_array_get_length (array);
  gboolean braced = depth > 0 && n > 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one = describe_node (entity, json_array_get_element (array, i), depth + 1);

      if (*one == '\0')
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? joint : "", one);
    }
  if (braced && text->len > 0)
    {
      g_string_prepend_c (text, '(');
      g_string_append_c (text, ')');
    }
  return g_string_free (text, FALSE);
}

static char *
describe_node (const KontorEntity *entity, JsonNode *node, guint depth)
{
  JsonObject *object;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("");

  object = json_node_get_object (node);
  if ((member = json_object_get_member (object, "all")) != NULL && JSON_NODE_HOLDS_ARRAY (member))
    return describe_group (entity, json_node_get_array (member), _(" and "), depth);
  if ((member = json_object_get_member (object, "any")) != NULL && JSON_NODE_HOLDS_ARRAY (member))
    return describe_group (entity, json_node_get_array (member), _(" or "), depth);
  if ((member = json_object_get_member (object, "not")) != NULL)
    {
      g_autofree char *inner = describe_node (entity, member, depth + 1);

      return g_strdup_printf (_("not %s"), inner);
    }
  if ((member = json_object_get_member (object, "search")) != NULL && JSON_NODE_HOLDS_VALUE (member))
    return g_strdup_printf (_("contains “%s”"), json_node_get_string (member));
  if ((member = json_object_get_member (object, "field")) != NULL && JSON_NODE_HOLDS_VALUE (member))
    return describe_comparison (entity, object);
  return g_strdup ("");
}

char *
kontor_condition_describe (const KontorEntity *entity, const char *condition)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (entity != NULL, NULL);

  if (condition == NULL || *condition == '\0')
    return g_strdup ("");
  node = json_from_string (condition, NULL);
  return describe_node (entity, node, 0);
}

/* Checking ---------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *what, const char *name)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, what, name);
  return FALSE;
}

static gboolean
check_node (const KontorEntity *entity, JsonNode *node, GError **error)
{
  JsonObject *object;
  JsonNode *member;
  const char *path;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _("A condition cannot be read: %s"), "…");

  object = json_node_get_object (node);
  member = json_object_get_member (object, "all");
  if (member == NULL)
    member = json_object_get_member (object, "any");
  if (member != NULL)
    {
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

      if (array == NULL)
        return refuse (error, _("A condition cannot be read: %s"), "all, any");
      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!check_node (entity, json_array_get_element (array, i), error))
          return FALSE;
      return TRUE;
    }
  if ((member = json_object_get_member (object, "not")) != NULL)
    return check_node (entity, member, error);
  if (json_object_has_member (object, "search"))
    return TRUE;

  member = json_object_get_member (object, "field");
  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_STRING)
    return refuse (error, _("A condition cannot be read: %s"), "field");
  path = json_node_get_string (member);
  if (kontor_entity_find_field (entity, path) == NULL)
    return refuse (error, _("There is no field “%s”."), path);

  for (guint i = 0; known_operators[i] != NULL; i++)
    if ((member = json_object_get_member (object, known_operators[i])) != NULL)
      {
        if (names_field (known_operators[i])
            && (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_STRING
                || kontor_entity_find_field (entity, json_node_get_string (member)) == NULL))
          return refuse (error, _("The condition on “%s” does not say what is compared."), path);
        return TRUE;
      }
  return refuse (error, _("The condition on “%s” does not say what is compared."), path);
}

gboolean
kontor_condition_is_valid (const KontorEntity *entity, const char *condition, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (entity != NULL, FALSE);

  if (condition == NULL || *condition == '\0')
    return TRUE;
  node = json_from_string (condition, NULL);
  return check_node (entity, node, error);
}
