#include "config.h"

#include <glib/gi18n.h>

#include "route/bpmn-private.h"
#include "route/map-check-private.h"

/* More of them would be read by nobody. */
#define MAX_FINDINGS 1000

void
kontor_bpmn_tell (GPtrArray *problems, KontorMapSeverity severity, const char *code,
                  const char * const *points, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  kontor_map_check_add (problems, severity, code, points, "%s", words);
}

typedef struct
{
  KontorBpmn *self;
  GPtrArray  *findings;
} Search;

static void G_GNUC_PRINTF (5, 6)
tell (Search *search, KontorMapSeverity severity, const char *code, const xmlNode *node, const char *format, ...)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");
  g_autofree char *words = NULL;
  va_list arguments;

  if (search->findings->len >= MAX_FINDINGS)
    return;
  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  kontor_bpmn_tell (search->findings, severity, code, id != NULL ? (const char *[]) { id, NULL } : NULL, "%s", words);
}

/* What an event waits for or throws, as people say it. */
static const char *
definition_label (const char *name)
{
  static const struct { const char *name, *label; } labels[] = {
    { "timerEventDefinition", N_("a moment") }, { "messageEventDefinition", N_("a message") },
    { "signalEventDefinition", N_("a signal") }, { "conditionalEventDefinition", N_("a condition") },
    { "errorEventDefinition", N_("an error") }, { "escalationEventDefinition", N_("an escalation") },
    { "compensateEventDefinition", N_("compensation") }, { "cancelEventDefinition", N_("a cancellation") },
    { "terminateEventDefinition", N_("the end of everything") }, { "linkEventDefinition", N_("a link") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].name, name))
      return _(labels[i].label);
  return name;
}

static void
look_at_event (Search *search, xmlNode *node, const char *name, const char *words)
{
  const char *definition = NULL;

  kontor_bpmn_event_definition (node, &definition);
  if (g_str_equal (name, "startEvent") && definition != NULL)
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s begins with %s: kept; in Kontor a rule for starting processes says when."), words, definition_label (definition));
  if (g_str_equal (name, "endEvent") && definition != NULL)
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s throws %s: kept; Kontor only ends there."), words, definition_label (definition));
  if (g_str_equal (name, "intermediateThrowEvent"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s throws %s: kept and shown as processing; say what is done there."), words,
          definition != NULL ? definition_label (definition) : _("nothing"));
  if (g_str_equal (name, "intermediateCatchEvent") && definition != NULL && g_str_equal (definition, "timerEventDefinition"))
    {
      xmlNode *timer = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "timerEventDefinition");
      xmlNode *duration = kontor_bpmn_xml_first (timer, KONTOR_BPMN_MODEL, "timeDuration");
      g_autofree char *text = duration != NULL ? kontor_bpmn_xml_get_text (duration) : NULL;
      double hours;

      if (kontor_bpmn_own_get (node) == NULL && (text == NULL || !kontor_bpmn_read_duration (text, &hours)))
        tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
              _("%s: how long it waits is not said as a span of days or hours; kept, and 24 hours until you say otherwise."), words);
    }
  else if (g_str_equal (name, "intermediateCatchEvent") && definition != NULL
           && !g_str_equal (definition, "conditionalEventDefinition"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s waits for %s: kept; in Kontor an event waits for a condition over the record."), words, definition_label (definition));
}

static void
look_at_gateway (Search *search, xmlNode *node, const char *name, const char *words)
{
  guint ways_out = 0;
  g_autofree char *id = NULL;

  if (!g_str_equal (name, "inclusiveGateway") && !g_str_equal (name, "complexGateway") && !g_str_equal (name, "eventBasedGateway"))
    return;
  id = kontor_bpmn_xml_get (node, "id");
  for (xmlNode *flow = node->parent->children; flow != NULL && id != NULL; flow = flow->next)
    ways_out += kontor_bpmn_xml_is (flow, KONTOR_BPMN_MODEL, "sequenceFlow") && kontor_bpmn_xml_says (flow, "sourceRef", id);
  if (g_str_equal (name, "inclusiveGateway") && ways_out <= 1)
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s brings ways together: shown as a merge, which waits for the ways that can still come."), words);
  else
    tell (search, KONTOR_MAP_PROBLEM_ERROR, "not-run", node,
          _("%s is not run: kept and shown as a choice; say there which way is taken, or draw a split."), words);
}

static void
look_at_activity (Search *search, xmlNode *node, const char *name, const char *words)
{
  if (kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "standardLoopCharacteristics") != NULL)
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node, _("%s is a loop: kept; the engine does it once."), words);
  if (kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "multiInstanceLoopCharacteristics") != NULL)
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s is done many times: kept; the engine does it once unless a list of records is named."), words);
  if (g_str_equal (name, "adHocSubProcess") || g_str_equal (name, "transaction"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node, _("%s: kept and shown as a nested process."), words);
  else if (g_str_equal (name, "subProcess") && kontor_bpmn_kind (node) == KONTOR_MAP_KIND_NESTED && kontor_bpmn_own_get (node) == NULL)
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s: what is drawn inside is kept; the engine starts the map that you name there."), words);
}

static void
look_at_flow (Search *search, xmlNode *node, const char *words)
{
  xmlNode *from = kontor_bpmn_resolve_attribute (search->self, node, "sourceRef");
  xmlNode *to = kontor_bpmn_resolve_attribute (search->self, node, "targetRef");
  g_autofree char *from_id = kontor_bpmn_xml_get (node, "sourceRef"), *to_id = kontor_bpmn_xml_get (node, "targetRef");

  if (from == NULL || to == NULL)
    tell (search, KONTOR_MAP_PROBLEM_ERROR, "dangling", node,
          _("%s leads from “%s” to “%s”, and “%s” is not in the file: kept, but no line of the map."), words,
          from_id != NULL ? from_id : "", to_id != NULL ? to_id : "", from == NULL ? (from_id != NULL ? from_id : "") : (to_id != NULL ? to_id : ""));
  else if (node->parent == search->self->process
           && (from->parent != search->self->process || to->parent != search->self->process))
    tell (search, KONTOR_MAP_PROBLEM_ERROR, "dangling", node,
          _("%s leaves its process, which BPMN forbids: kept, but no line of the map."), words);
  else if (kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "conditionExpression") != NULL
           && !g_str_has_suffix ((const char *) from->name, "Gateway"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s has a condition but leaves no gateway: kept; the engine walks it always."), words);
}

static void
look_at_foreign (Search *search, xmlNode *node, const char *name, const char *words)
{
  if (g_str_equal (name, "process"))
    {
      if (node != search->self->process && xmlFirstElementChild (node) != NULL)
        tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node, _("%s: kept; the map is another process of the file."), words);
    }
  else if (g_str_equal (name, "boundaryEvent"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node,
          _("%s is not run: kept and drawn, with the ways that begin there."), words);
  else if (g_str_equal (name, "lane"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node, _("%s: kept and drawn; who performs is said at each action."), words);
  else if (!g_str_equal (name, "association") && !g_str_equal (name, "dataObject"))
    tell (search, KONTOR_MAP_PROBLEM_WARNING, "not-run", node, _("%s is not run: kept and drawn."), words);
}

static gboolean
is_inside (const xmlNode *node, const xmlNode *top)
{
  while (node != NULL && node != top)
    node = node->parent;
  return node != NULL;
}

/* What belongs to the map's level is told one by one, what is deeper or elsewhere only where it makes a difference. */
void
kontor_bpmn_find (KontorBpmn *self, GPtrArray *findings)
{
  Search search = { self, findings };

  if (self->process == NULL)
    kontor_bpmn_tell (findings, KONTOR_MAP_PROBLEM_ERROR, "no-process", NULL, "%s",
                          _("The file has no process: there is nothing to run. It is kept as it is."));
  for (xmlNode *node = self->root; node != NULL; node = kontor_bpmn_xml_walk (node, self->root))
    {
      KontorBpmnRole role = kontor_bpmn_role (node);
      g_autofree char *words = NULL;
      const char *name = (const char *) node->name;

      if (role == KONTOR_BPMN_ROLE_NONE || role == KONTOR_BPMN_ROLE_DECORATION)
        continue;
      if (node->parent != self->process && role != KONTOR_BPMN_ROLE_FLOW && role != KONTOR_BPMN_ROLE_FOREIGN)
        continue;
      words = kontor_bpmn_describe_node (node);
      if (role == KONTOR_BPMN_ROLE_FLOW)
        {
          if (node->parent == self->process || !is_inside (node, self->process))
            look_at_flow (&search, node, words);
        }
      else if (role == KONTOR_BPMN_ROLE_FOREIGN)
        look_at_foreign (&search, node, name, words);
      else if (role == KONTOR_BPMN_ROLE_GATEWAY)
        look_at_gateway (&search, node, name, words);
      else
        {
          look_at_event (&search, node, name, words);
          look_at_activity (&search, node, name, words);
        }
    }
}
