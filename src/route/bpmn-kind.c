#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "route/bpmn-private.h"

/*
 * Which element of BPMN is what on a route map.  One table: reading, writing,
 * the report on what is not run and the drawing come from it.
 */
typedef struct
{
  const char     *name;
  KontorBpmnRole  role;
  KontorMapKind   kind;
  const char     *label;
} Element;

static const Element elements[] = {
  { "startEvent", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_START, N_("start event") },
  { "endEvent", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_END, N_("end event") },
  { "task", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_ACTION, N_("task") },
  { "userTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_ACTION, N_("user task") },
  { "manualTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_ACTION, N_("manual task") },
  { "serviceTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_PROCESSING, N_("service task") },
  { "scriptTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_PROCESSING, N_("script task") },
  { "sendTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_PROCESSING, N_("send task") },
  { "businessRuleTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_PROCESSING, N_("business rule task") },
  { "intermediateThrowEvent", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_PROCESSING, N_("throwing event") },
  { "callActivity", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_NESTED, N_("call activity") },
  { "subProcess", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_NESTED, N_("subprocess") },
  { "transaction", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_NESTED, N_("transaction") },
  { "adHocSubProcess", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_NESTED, N_("ad hoc subprocess") },
  { "subChoreography", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("choreography") },
  { "callChoreography", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("choreography") },
  { "choreographyTask", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("choreography task") },
  { "intermediateCatchEvent", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_EVENT, N_("catching event") },
  { "receiveTask", KONTOR_BPMN_ROLE_POINT, KONTOR_MAP_KIND_EVENT, N_("receive task") },
  { "exclusiveGateway", KONTOR_BPMN_ROLE_GATEWAY, KONTOR_MAP_KIND_CONDITION, N_("exclusive gateway") },
  { "parallelGateway", KONTOR_BPMN_ROLE_GATEWAY, KONTOR_MAP_KIND_SPLIT, N_("parallel gateway") },
  { "inclusiveGateway", KONTOR_BPMN_ROLE_GATEWAY, KONTOR_MAP_KIND_CHOICE, N_("inclusive gateway") },
  { "complexGateway", KONTOR_BPMN_ROLE_GATEWAY, KONTOR_MAP_KIND_CHOICE, N_("complex gateway") },
  { "eventBasedGateway", KONTOR_BPMN_ROLE_GATEWAY, KONTOR_MAP_KIND_CHOICE, N_("event-based gateway") },
  { "textAnnotation", KONTOR_BPMN_ROLE_DECORATION, KONTOR_MAP_KIND_NOTE, N_("text annotation") },
  { "group", KONTOR_BPMN_ROLE_DECORATION, KONTOR_MAP_KIND_GROUP, N_("group") },
  { "sequenceFlow", KONTOR_BPMN_ROLE_FLOW, KONTOR_MAP_KIND_FLOW, N_("sequence flow") },
  { "boundaryEvent", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("boundary event") },
  { "participant", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("pool") },
  { "lane", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("lane") },
  { "messageFlow", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("message flow") },
  { "association", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("association") },
  { "dataObjectReference", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("data object") },
  { "dataObject", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("data object") },
  { "dataStoreReference", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("data store") },
  { "dataInput", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("data input") },
  { "dataOutput", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("data output") },
  { "conversation", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("conversation") },
  { "subConversation", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("conversation") },
  { "callConversation", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("conversation") },
  { "conversationLink", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("conversation link") },
  { "process", KONTOR_BPMN_ROLE_FOREIGN, 0, N_("process") },
};

static const Element *
find (const xmlNode *node)
{
  if (!kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, NULL))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp ((const char *) node->name, elements[i].name) == 0)
      return &elements[i];
  return NULL;
}

KontorBpmnRole
kontor_bpmn_role (const xmlNode *node)
{
  const Element *element = find (node);

  if (element == NULL)
    return KONTOR_BPMN_ROLE_NONE;
  /* These start by themselves or never: no line of the process leads there. */
  if (element->role == KONTOR_BPMN_ROLE_POINT
      && (kontor_bpmn_xml_says (node, "triggeredByEvent", "true") || kontor_bpmn_xml_says (node, "isForCompensation", "true")))
    return KONTOR_BPMN_ROLE_FOREIGN;
  return element->role;
}

gboolean
kontor_bpmn_event_definition (const xmlNode *node, const char **name)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (kontor_bpmn_xml_is (child, KONTOR_BPMN_MODEL, NULL)
        && (g_str_has_suffix ((const char *) child->name, "EventDefinition")
            || strcmp ((const char *) child->name, "eventDefinitionRef") == 0))
      {
        *name = (const char *) child->name;
        return TRUE;
      }
  return FALSE;
}

KontorMapKind
kontor_bpmn_kind (const xmlNode *node)
{
  const Element *element = find (node);

  g_return_val_if_fail (element != NULL, KONTOR_MAP_KIND_ACTION);

  if (element->kind == KONTOR_MAP_KIND_EVENT && kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "timerEventDefinition") != NULL)
    return KONTOR_MAP_KIND_TIMER;
  return element->kind;
}

gboolean
kontor_bpmn_gateway_kind (const xmlNode *node, guint ways_in, guint ways_out, KontorMapKind *kind)
{
  const char *name = (const char *) node->name;

  if (strcmp (name, "parallelGateway") == 0)
    {
      *kind = ways_in > 1 ? KONTOR_MAP_KIND_MERGE : KONTOR_MAP_KIND_SPLIT;
      return !(ways_in == 1 && ways_out == 1);
    }
  /* A merge waits for those ways only that can still come. */
  if ((strcmp (name, "inclusiveGateway") == 0 || strcmp (name, "complexGateway") == 0) && ways_out <= 1 && ways_in > 1)
    {
      *kind = KONTOR_MAP_KIND_MERGE;
      return TRUE;
    }
  *kind = strcmp (name, "exclusiveGateway") == 0 && ways_out <= 2 ? KONTOR_MAP_KIND_CONDITION : KONTOR_MAP_KIND_CHOICE;
  return !(ways_in > 0 && ways_out == 1);
}

const char *
kontor_bpmn_element_for (KontorMapKind kind)
{
  switch (kind)
    {
    case KONTOR_MAP_KIND_START:
      return "startEvent";
    case KONTOR_MAP_KIND_END:
      return "endEvent";
    case KONTOR_MAP_KIND_ACTION:
      return "userTask";
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_CHOICE:
      return "exclusiveGateway";
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      return "parallelGateway";
    case KONTOR_MAP_KIND_PROCESSING:
      return "serviceTask";
    case KONTOR_MAP_KIND_NESTED:
      return "callActivity";
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
      return "intermediateCatchEvent";
    case KONTOR_MAP_KIND_GROUP:
      return "group";
    case KONTOR_MAP_KIND_FLOW:
      return "sequenceFlow";
    case KONTOR_MAP_KIND_NOTE:
    default:
      return "textAnnotation";
    }
}

const char *
kontor_bpmn_element_label (const xmlNode *node)
{
  const Element *element = find (node);

  if (kontor_bpmn_xml_says (node, "triggeredByEvent", "true"))
    return _("event subprocess");
  if (kontor_bpmn_xml_says (node, "isForCompensation", "true"))
    return _("compensation");
  return element != NULL ? _(element->label) : (const char *) node->name;
}
