#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "route/map-property.h"

#define KIND(kind) (1u << KONTOR_MAP_KIND_##kind)
#define ACTION     KIND (ACTION)
#define FORK       (KIND (CONDITION) | KIND (CHOICE))
/* Points that make tasks: a question may be asked by a task of its own. */
#define ASKED      (ACTION | FORK)
#define NAMED      (ACTION | FORK | KIND (START) | KIND (END) | KIND (SPLIT) | KIND (MERGE) | KIND (PROCESSING) \
                    | KIND (NESTED) | KIND (TIMER) | KIND (EVENT))

static const char * const outcome_values[] = { "", "won", "lost", NULL };
static const char * const outcome_labels[] = { N_("Stays in progress"), N_("Is won"), N_("Is lost"), NULL };
static const char * const own_question_values[] = { "", "loss_reason", NULL };
static const char * const own_question_labels[] = { N_("Nothing"), N_("The reason of refusal"), NULL };
static const char * const due_clock_values[] = { "", "clock", NULL };
static const char * const wait_clock_values[] = { "", "working", NULL };
static const char * const due_clock_labels[] = { N_("Working hours"), N_("Hours of the clock"), NULL };
static const char * const wait_clock_labels[] = { N_("Hours of the clock"), N_("Working hours"), NULL };
static const char * const group_values[] = { "", "first", "each", NULL };
static const char * const group_labels[] = { N_("One of them, who has the least to do"), N_("Whoever takes it first"),
                                             N_("Each of them"), NULL };

static const KontorMapProperty properties[] = {
  { "name", N_("_Name"), NULL, KONTOR_MAP_VALUE_TEXT, KONTOR_MAP_SECTION_POINT, NAMED },
  { "text", N_("Te_xt for the performer"), NULL, KONTOR_MAP_VALUE_LONG_TEXT, KONTOR_MAP_SECTION_POINT, ASKED },
  { "nested", N_("_Process to start"), NULL, KONTOR_MAP_VALUE_NESTED, KONTOR_MAP_SECTION_POINT, KIND (NESTED) },
  { "processing", N_("What it _does"), NULL, KONTOR_MAP_VALUE_PROCESSING, KONTOR_MAP_SECTION_POINT, KIND (PROCESSING) },
  { "wait_hours", N_("_Waits, hours"), NULL, KONTOR_MAP_VALUE_HOURS, KONTOR_MAP_SECTION_POINT, KIND (TIMER), .otherwise = 24 },
  { "wait_clock", N_("Counted _in"), NULL, KONTOR_MAP_VALUE_CHOICE, KONTOR_MAP_SECTION_POINT, KIND (TIMER),
    wait_clock_values, wait_clock_labels },
  { "calendar", N_("Workin_g calendar"), NULL, KONTOR_MAP_VALUE_CALENDAR, KONTOR_MAP_SECTION_POINT, KIND (TIMER) },
  { "until", N_("Or until the _day in"), N_("A date of the record; then the hours are not counted"),
    KONTOR_MAP_VALUE_MOMENT_FIELD, KONTOR_MAP_SECTION_POINT, KIND (TIMER) },
  { "condition", N_("Waits _until"), NULL, KONTOR_MAP_VALUE_RULE, KONTOR_MAP_SECTION_POINT, KIND (EVENT) },
  { "give_up_hours", N_("Asks the owner of the map _after, hours"), N_("0: it waits for ever"),
    KONTOR_MAP_VALUE_HOURS, KONTOR_MAP_SECTION_POINT, KIND (EVENT) },
  { "outcome", N_("The _deal"), NULL, KONTOR_MAP_VALUE_CHOICE, KONTOR_MAP_SECTION_POINT, KIND (END), outcome_values, outcome_labels },
  { "stage", N_("_Stage of the deal from here on"), NULL, KONTOR_MAP_VALUE_STAGE, KONTOR_MAP_SECTION_POINT, NAMED & ~KIND (END) },
  { "method", N_("_How it is done"), N_("Longer than the text: rules, examples, where things are"),
    KONTOR_MAP_VALUE_LONG_TEXT, KONTOR_MAP_SECTION_POINT, ASKED },

  { "performer", N_("_Performer"), NULL, KONTOR_MAP_VALUE_PERFORMER, KONTOR_MAP_SECTION_PERFORMER, ASKED },
  { "group", N_("Where several _fit"), NULL, KONTOR_MAP_VALUE_CHOICE, KONTOR_MAP_SECTION_PERFORMER, ASKED, group_values, group_labels },
  { "deputy", N_("While the performer is awa_y"), NULL, KONTOR_MAP_VALUE_PERFORMER, KONTOR_MAP_SECTION_PERFORMER, ASKED },

  { "due_hours", N_("_Deadline, hours"), NULL, KONTOR_MAP_VALUE_HOURS, KONTOR_MAP_SECTION_TIME, ASKED, .otherwise = 24 },
  { "due_clock", N_("Counted _in"), NULL, KONTOR_MAP_VALUE_CHOICE, KONTOR_MAP_SECTION_TIME, ASKED, due_clock_values, due_clock_labels },
  { "calendar", N_("Workin_g calendar"), NULL, KONTOR_MAP_VALUE_CALENDAR, KONTOR_MAP_SECTION_TIME, ASKED },
  { "remind_hours", N_("_Reminds before the deadline, hours"), NULL, KONTOR_MAP_VALUE_HOURS, KONTOR_MAP_SECTION_TIME, ASKED },
  { "escalate_hours", N_("Te_lls somebody after the deadline, hours"), NULL, KONTOR_MAP_VALUE_HOURS, KONTOR_MAP_SECTION_TIME, ASKED },
  { "escalate_to", N_("_Whom"), NULL, KONTOR_MAP_VALUE_PERFORMER, KONTOR_MAP_SECTION_TIME, ASKED },

  { "checklist", N_("_Checklist, one item a line"), NULL, KONTOR_MAP_VALUE_LINES, KONTOR_MAP_SECTION_LEAVING, ASKED },
  { "checklist_strict", N_("All _of it has to be ticked"), NULL, KONTOR_MAP_VALUE_FLAG, KONTOR_MAP_SECTION_LEAVING, ASKED },
  { "requires", N_("What must _exist in the end"), N_("Made for this deal or partner since the process came here"),
    KONTOR_MAP_VALUE_ENTITIES, KONTOR_MAP_SECTION_LEAVING, ASKED },
  { "required_fields", N_("Fields that _must be filled"), NULL, KONTOR_MAP_VALUE_FIELDS, KONTOR_MAP_SECTION_LEAVING, ASKED },

  { "form", N_("Card _that opens in the task"), NULL, KONTOR_MAP_VALUE_ENTITY, KONTOR_MAP_SECTION_WINDOW, ASKED },
  { "shown_fields", N_("Fields shown in the tas_k"), NULL, KONTOR_MAP_VALUE_FIELDS, KONTOR_MAP_SECTION_WINDOW, ASKED },
  { "locked_fields", N_("Fields no_body may change meanwhile"), NULL, KONTOR_MAP_VALUE_FIELDS, KONTOR_MAP_SECTION_WINDOW, ASKED },

  { "answers_from", N_("_Asks when it is completed"), NULL, KONTOR_MAP_VALUE_CHOICE, KONTOR_MAP_SECTION_QUESTION, ACTION,
    own_question_values, own_question_labels },
  { "question", N_("_Question"), NULL, KONTOR_MAP_VALUE_TEXT, KONTOR_MAP_SECTION_QUESTION, FORK },
  { "answers", N_("_Answers, one a line"), NULL, KONTOR_MAP_VALUE_ANSWERS, KONTOR_MAP_SECTION_QUESTION, FORK },
  { "condition", N_("The r_ule"), NULL, KONTOR_MAP_VALUE_RULE, KONTOR_MAP_SECTION_QUESTION, FORK },
  { NULL },
};

const KontorMapProperty *
kontor_map_property_list (void)
{
  return properties;
}

gboolean
kontor_map_property_fits (const KontorMapProperty *self, KontorMapKind kind)
{
  return (self->kinds & (1u << kind)) != 0;
}

const KontorMapProperty *
kontor_map_property_find (KontorMapKind kind, const char *name)
{
  for (const KontorMapProperty *property = properties; property->name != NULL; property++)
    if (kontor_map_property_fits (property, kind) && strcmp (property->name, name) == 0)
      return property;
  return NULL;
}

gboolean
kontor_map_property_is_set (const KontorMapProperty *self, const KontorMapItem *item)
{
  JsonNode *node = kontor_map_item_get_node (item, self->name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return json_node_get_double (node) != 0 || self->otherwise != 0;
}

char *
kontor_map_property_get_title (const KontorMapProperty *self)
{
  const char *label = _(self->label);
  GString *title = g_string_new (NULL);

  for (const char *c = label; *c != '\0'; c++)
    if (*c != '_')
      g_string_append_c (title, *c);
  return g_string_free (title, FALSE);
}

const char *
kontor_map_section_get_label (KontorMapSection section)
{
  switch (section)
    {
    case KONTOR_MAP_SECTION_POINT:
      return _("What it is");
    case KONTOR_MAP_SECTION_PERFORMER:
      return _("Who does it");
    case KONTOR_MAP_SECTION_TIME:
      return _("Until when");
    case KONTOR_MAP_SECTION_LEAVING:
      return _("Before it is completed");
    case KONTOR_MAP_SECTION_WINDOW:
      return _("What is seen and changed");
    case KONTOR_MAP_SECTION_QUESTION:
      return _("What is asked");
    case KONTOR_MAP_N_SECTIONS:
    default:
      return "";
    }
}
