#include "config.h"

#include <string.h>

#include "route/bpmn-private.h"

#define XSI "http://www.w3.org/2001/XMLSchema-instance"

typedef GHashTable Ids;

static void
collect_ids (xmlNode *node, Ids *ids)
{
  for (xmlNode *inner = node; inner != NULL; inner = kontor_bpmn_xml_walk (inner, node))
    if (kontor_bpmn_xml_is (inner, KONTOR_BPMN_MODEL, NULL))
      {
        char *id = kontor_bpmn_xml_get (inner, "id");

        if (id != NULL)
          g_hash_table_add (ids, id);
      }
}

static gboolean
refers (KontorBpmn *self, const xmlNode *node, const char *attribute, Ids *ids)
{
  xmlNode *to = kontor_bpmn_resolve_attribute (self, node, attribute);
  g_autofree char *id = to != NULL ? kontor_bpmn_xml_get (to, "id") : NULL;

  return id != NULL && g_hash_table_contains (ids, id);
}

static gboolean
says_one_of (const xmlNode *node, Ids *ids)
{
  g_autofree char *text = kontor_bpmn_xml_get_text (node);
  const char *colon = strrchr (g_strstrip (text), ':');

  return g_hash_table_contains (ids, text) || (colon != NULL && g_hash_table_contains (ids, colon + 1));
}

/* What hangs on something that goes, goes too: lines, boundary events. */
static void
collect_hangers (KontorBpmn *self, Ids *ids)
{
  guint before;

  do
    {
      before = g_hash_table_size (ids);
      for (xmlNode *node = self->root; node != NULL; node = kontor_bpmn_xml_walk (node, self->root))
        {
          const char *name = (const char *) node->name;
          gboolean line = kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, NULL)
                       && (g_str_equal (name, "sequenceFlow") || g_str_equal (name, "messageFlow")
                           || g_str_equal (name, "association") || g_str_equal (name, "conversationLink"));
          gboolean boundary = kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "boundaryEvent");

          if ((line && (refers (self, node, "sourceRef", ids) || refers (self, node, "targetRef", ids)))
              || (boundary && refers (self, node, "attachedToRef", ids)))
            collect_ids (node, ids);
        }
    }
  while (g_hash_table_size (ids) != before);
}

static gboolean
is_gone (const xmlNode *node, Ids *ids)
{
  g_autofree char *id = NULL;

  if (kontor_bpmn_xml_is (node, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"))
    {
      xmlNode *plane = kontor_bpmn_xml_first (node, KONTOR_BPMN_DIAGRAM, "BPMNPlane");
      g_autofree char *drawn = plane != NULL ? kontor_bpmn_xml_get (plane, "bpmnElement") : NULL;

      return drawn != NULL && g_hash_table_contains (ids, drawn);
    }
  if (kontor_bpmn_xml_is (node, KONTOR_BPMN_DIAGRAM, "BPMNShape") || kontor_bpmn_xml_is (node, KONTOR_BPMN_DIAGRAM, "BPMNEdge"))
    {
      const char *colon;

      id = kontor_bpmn_xml_get (node, "bpmnElement");
      colon = id != NULL ? strrchr (id, ':') : NULL;
      return id != NULL && (g_hash_table_contains (ids, g_strstrip (id)) || (colon != NULL && g_hash_table_contains (ids, colon + 1)));
    }
  if (!kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, NULL))
    return FALSE;
  if (g_str_equal ((const char *) node->name, "incoming") || g_str_equal ((const char *) node->name, "outgoing")
      || g_str_equal ((const char *) node->name, "flowNodeRef"))
    return says_one_of (node, ids);
  id = kontor_bpmn_xml_get (node, "id");
  return id != NULL && g_hash_table_contains (ids, id);
}

static void
remove_ids (KontorBpmn *self, Ids *ids)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  xmlNode *next = NULL;

  if (g_hash_table_size (ids) == 0)
    return;
  collect_hangers (self, ids);
  for (xmlNode *node = self->root; node != NULL; node = next)
    {
      next = kontor_bpmn_xml_walk (node, self->root);
      if (node == self->root || node == self->process)
        continue;
      if (is_gone (node, ids))
        {
          g_ptr_array_add (gone, node);
          /* Not what is inside of it. */
          while (next != NULL && next != self->root)
            {
              xmlNode *up = next;

              while (up != NULL && up != node)
                up = up->parent;
              if (up == NULL)
                break;
              next = kontor_bpmn_xml_walk (next, self->root);
            }
        }
      else if (refers (self, node, "default", ids))
        kontor_bpmn_xml_set (node, "default", NULL);
    }
  for (guint i = 0; i < gone->len; i++)
    kontor_bpmn_xml_remove (g_ptr_array_index (gone, i));
  for (guint type = 0; type < 3; type++)
    {
      GHashTableIter iter;
      gpointer node;

      g_hash_table_iter_init (&iter, self->nodes[type]);
      while (g_hash_table_iter_next (&iter, NULL, &node))
        if (g_ptr_array_find (gone, node, NULL))
          g_hash_table_iter_remove (&iter);
    }
  for (guint i = 0; i < gone->len; i++)
    g_hash_table_remove (self->junctions, g_ptr_array_index (gone, i));
  kontor_bpmn_index (self);
}

static gboolean
remove_missing (KontorBpmn *self, KontorMap *map)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < kontor_map_get_n_items (self->base, type); i++)
      {
        const char *key = kontor_map_get_item (self->base, type, i)->key;
        xmlNode *node = g_hash_table_lookup (self->nodes[type], key);

        if (node != NULL && kontor_map_find (map, type, key) == NULL)
          collect_ids (node, ids);
      }
  remove_ids (self, ids);
  return g_hash_table_size (ids) > 0;
}

/* A gateway that brought ways together to which none leads any more. */
static void
remove_idle_junctions (KontorBpmn *self)
{
  for (;;)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
      GHashTableIter iter;
      gpointer node;

      for (xmlNode *flow = self->process->children; flow != NULL; flow = flow->next)
        if (kontor_bpmn_role (flow) == KONTOR_BPMN_ROLE_FLOW)
          g_hash_table_add (used, kontor_bpmn_resolve_attribute (self, flow, "targetRef"));
      g_hash_table_iter_init (&iter, self->junctions);
      while (g_hash_table_iter_next (&iter, &node, NULL))
        if (!g_hash_table_contains (used, node))
          collect_ids (node, ids);
      if (g_hash_table_size (ids) == 0)
        return;
      remove_ids (self, ids);
    }
}

/* In front of which child of the process or of an element something belongs, in the order BPMN asks for. */
static xmlNode *
find_place (xmlNode *parent, const char * const *behind)
{
  xmlNode *last = NULL;

  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    if (kontor_bpmn_xml_is (child, KONTOR_BPMN_MODEL, NULL) && g_strv_contains (behind, (const char *) child->name))
      last = child;
  for (xmlNode *child = last != NULL ? last->next : parent->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      return child;
  return NULL;
}

static xmlNode *
find_place_in_process (xmlNode *process, KontorMapItemType type)
{
  static const char *tail[] = { "resourceRole", "performer", "humanPerformer", "potentialOwner", "correlationSubscription", "supports", NULL };
  static const char *artifacts[] = { "textAnnotation", "group", "association", NULL };

  for (xmlNode *child = process->children; child != NULL; child = child->next)
    if (kontor_bpmn_xml_is (child, KONTOR_BPMN_MODEL, NULL)
        && (g_strv_contains (tail, (const char *) child->name)
            || (type != KONTOR_MAP_DECORATION && g_strv_contains (artifacts, (const char *) child->name))))
      return child;
  return NULL;
}

static char *
make_id (KontorBpmn *self, KontorMapItemType type, const char *key)
{
  static const char * const names[] = { "point", "flow", "decoration" };

  if (kontor_bpmn_xml_is_id (key) && !g_hash_table_contains (self->elements, key))
    return g_strdup (key);
  for (guint i = 1; ; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s_%u", names[type], i);

      if (!g_hash_table_contains (self->elements, id))
        return g_steal_pointer (&id);
    }
}

static xmlNode *
add_element (KontorBpmn *self, const KontorMapItem *item)
{
  const char *name = item->type == KONTOR_MAP_DECORATION && item->kind != KONTOR_MAP_KIND_GROUP
                     ? "textAnnotation" : kontor_bpmn_element_for (item->kind);
  xmlNode *node = kontor_bpmn_xml_add (self->process, KONTOR_BPMN_MODEL, name, find_place_in_process (self->process, item->type));
  char *id = make_id (self, item->type, item->key);

  kontor_bpmn_xml_set (node, "id", id);
  g_hash_table_insert (self->elements, id, node);
  g_hash_table_insert (self->nodes[item->type], g_strdup (item->key), node);
  return node;
}

static xmlNode *
add_expression (xmlNode *parent, const char *name, xmlNode *before)
{
  xmlNode *node = kontor_bpmn_xml_add (parent, KONTOR_BPMN_MODEL, name, before);
  xmlNode *marker = kontor_bpmn_xml_add (node, XSI, "marker", NULL);
  g_autofree char *type = node->ns->prefix != NULL ? g_strdup_printf ("%s:tFormalExpression", (const char *) node->ns->prefix)
                                                   : g_strdup ("tFormalExpression");

  /* The child is only there to find the prefix of the namespace. */
  xmlSetNsProp (node, marker->ns, (const xmlChar *) "type", (const xmlChar *) type);
  xmlUnlinkNode (marker);
  xmlFreeNode (marker);
  return node;
}

static void
write_duration (xmlNode *node, double hours)
{
  xmlNode *timer = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "timerEventDefinition");
  g_autofree char *text = kontor_bpmn_write_duration (hours);
  xmlNode *duration;

  if (timer == NULL)
    return;
  duration = kontor_bpmn_xml_first (timer, KONTOR_BPMN_MODEL, "timeDuration");
  if (duration == NULL)
    {
      static const char *others[] = { "timeDate", "timeCycle" };

      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        {
          xmlNode *other = kontor_bpmn_xml_first (timer, KONTOR_BPMN_MODEL, others[i]);

          if (other != NULL)
            kontor_bpmn_xml_remove (other);
        }
      duration = add_expression (timer, "timeDuration", NULL);
    }
  kontor_bpmn_xml_set_text (duration, text);
}

/* The definition that makes a catching event what it is. */
static void
add_definition (xmlNode *node, KontorMapKind kind)
{
  const char *definition;

  if (kontor_bpmn_event_definition (node, &definition))
    return;
  if (kind == KONTOR_MAP_KIND_TIMER)
    kontor_bpmn_xml_add (node, KONTOR_BPMN_MODEL, "timerEventDefinition", NULL);
  else if (kind == KONTOR_MAP_KIND_EVENT)
    kontor_bpmn_xml_set_text (add_expression (kontor_bpmn_xml_add (node, KONTOR_BPMN_MODEL, "conditionalEventDefinition", NULL),
                                              "condition", NULL), "true");
}

static KontorMapKind
family_of (KontorMapKind kind)
{
  return kind == KONTOR_MAP_KIND_CHOICE ? KONTOR_MAP_KIND_CONDITION : kind == KONTOR_MAP_KIND_MERGE ? KONTOR_MAP_KIND_SPLIT : kind;
}

/* Another kind of element in the same place; what only the old kind can have goes. */
static void
change_element (KontorBpmn *self, xmlNode *node, KontorMapKind kind)
{
  static const char *kept[] = { "documentation", "extensionElements", "incoming", "outgoing", NULL };
  static const char *attributes[] = {
    "gatewayDirection", "instantiate", "eventGatewayType", "triggeredByEvent", "calledElement", "parallelMultiple", "isInterrupting",
    "implementation", "scriptFormat", "operationRef", "messageRef", "default",
  };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xmlNode *next;

  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = next)
    {
      next = xmlNextElementSibling (child);
      if (kontor_bpmn_xml_is (child, KONTOR_BPMN_MODEL, NULL) && !g_strv_contains (kept, (const char *) child->name))
        {
          collect_ids (child, ids);
          kontor_bpmn_xml_remove (child);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    kontor_bpmn_xml_set (node, attributes[i], NULL);
  xmlNodeSetName (node, (const xmlChar *) kontor_bpmn_element_for (kind));
  kontor_bpmn_index (self);
  remove_ids (self, ids);
}

static gboolean
says_how (const KontorMapItem *item)
{
  return kontor_map_item_get_node (item, "answers") != NULL || kontor_map_item_get_node (item, "condition") != NULL;
}

static gboolean
is_exclusive (const xmlNode *node)
{
  return kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "exclusiveGateway");
}

static gboolean
text_differs (const KontorMapItem *item, const KontorMapItem *before, const char *property)
{
  return g_strcmp0 (kontor_map_item_get_text (item, property), before != NULL ? kontor_map_item_get_text (before, property) : "") != 0;
}

static void
write_text (const KontorMapItem *item, const KontorMapItem *before, const char *property, xmlNode *node, const char *attribute)
{
  const char *text = kontor_map_item_get_text (item, property);

  if (text_differs (item, before, property))
    kontor_bpmn_xml_set (node, attribute, *text != '\0' ? text : NULL);
}

static void
write_child (const KontorMapItem *item, const KontorMapItem *before, xmlNode *node, const char *name)
{
  const char *text = kontor_map_item_get_text (item, "text");
  xmlNode *child = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, name);

  if (!text_differs (item, before, "text") && (child != NULL || *text == '\0'))
    return;
  if (*text == '\0')
    {
      if (child != NULL)
        kontor_bpmn_xml_remove (child);
      return;
    }
  if (child == NULL)
    child = kontor_bpmn_xml_add (node, KONTOR_BPMN_MODEL, name,
                                 g_str_equal (name, "documentation") ? xmlFirstElementChild (node) : NULL);
  kontor_bpmn_xml_set_text (child, text);
}

static void
write_group_name (KontorBpmn *self, const KontorMapItem *item, const KontorMapItem *before, xmlNode *node)
{
  const char *text = kontor_map_item_get_text (item, "text");
  xmlNode *value = kontor_bpmn_resolve_attribute (self, node, "categoryValueRef");

  if (!text_differs (item, before, "text"))
    return;
  if (value == NULL)
    {
      xmlNode *category = kontor_bpmn_xml_add (self->root, KONTOR_BPMN_MODEL, "category",
                                               kontor_bpmn_xml_first (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"));
      g_autofree char *id = kontor_bpmn_xml_get (node, "id");
      g_autofree char *category_id = g_strdup_printf ("category_%s", id);
      char *value_id = g_strdup_printf ("category_value_%s", id);

      value = kontor_bpmn_xml_add (category, KONTOR_BPMN_MODEL, "categoryValue", NULL);
      kontor_bpmn_xml_set (category, "id", category_id);
      kontor_bpmn_xml_set (value, "id", value_id);
      kontor_bpmn_xml_set (node, "categoryValueRef", value_id);
      g_hash_table_insert (self->elements, value_id, value);
    }
  kontor_bpmn_xml_set (value, "value", text);
}

static void
write_point (KontorBpmn *self, const KontorMapItem *item)
{
  const KontorMapItem *before = kontor_map_find (self->base, KONTOR_MAP_POINT, item->key);
  xmlNode *node = g_hash_table_lookup (self->nodes[KONTOR_MAP_POINT], item->key);
  double hours = kontor_map_item_get_number (item, "wait_hours", 0);

  if (node == NULL)
    {
      node = add_element (self, item);
      before = NULL;
    }
  else if (before != NULL && before->kind != item->kind && family_of (before->kind) != family_of (item->kind))
    change_element (self, node, item->kind);
  /* Somebody has said how an inclusive gateway chooses: now it is an exclusive one. */
  else if (before != NULL && item->kind == KONTOR_MAP_KIND_CHOICE && !is_exclusive (node) && !says_how (before) && says_how (item))
    change_element (self, node, item->kind);
  add_definition (node, item->kind);
  write_text (item, before, "name", node, "name");
  if (item->kind == KONTOR_MAP_KIND_ACTION)
    write_child (item, before != NULL && before->kind == item->kind ? before : NULL, node, "documentation");
  if (item->kind == KONTOR_MAP_KIND_TIMER && hours > 0
      && (before == NULL || before->kind != item->kind || hours != kontor_map_item_get_number (before, "wait_hours", 0)))
    write_duration (node, hours);
  if (item->kind == KONTOR_MAP_KIND_TIMER && hours <= 0
      && xmlFirstElementChild (kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "timerEventDefinition")) == NULL)
    write_duration (node, 24);
}

static void
write_decoration (KontorBpmn *self, const KontorMapItem *item)
{
  const KontorMapItem *before = kontor_map_find (self->base, KONTOR_MAP_DECORATION, item->key);
  xmlNode *node = g_hash_table_lookup (self->nodes[KONTOR_MAP_DECORATION], item->key);

  if (node == NULL)
    {
      node = add_element (self, item);
      before = NULL;
    }
  if (kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "group"))
    write_group_name (self, item, before, node);
  else
    write_child (item, before, node, "text");
  kontor_bpmn_own_set_kind (node, kontor_bpmn_kind (node) != item->kind ? item->kind : KONTOR_MAP_KIND_FLOW);
}

/* The point's mention of a line. */
static void
drop_mention (xmlNode *node, const char *direction, const char *flow)
{
  for (xmlNode *child = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, direction); child != NULL;
       child = kontor_bpmn_xml_next (child, KONTOR_BPMN_MODEL, direction))
    {
      g_autofree char *text = kontor_bpmn_xml_get_text (child);

      if (g_str_equal (g_strstrip (text), flow) || (strrchr (text, ':') != NULL && g_str_equal (strrchr (text, ':') + 1, flow)))
        {
          kontor_bpmn_xml_remove (child);
          return;
        }
    }
}

static void
add_mention (xmlNode *node, const char *direction, const char *flow)
{
  static const char *incoming[] = { "documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef", "incoming", NULL };
  static const char *outgoing[] = { "documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef", "incoming", "outgoing", NULL };

  kontor_bpmn_xml_set_text (kontor_bpmn_xml_add (node, KONTOR_BPMN_MODEL, direction,
                                                 find_place (node, g_str_equal (direction, "incoming") ? incoming : outgoing)), flow);
}

static void
set_end (KontorBpmn *self, xmlNode *flow, const char *attribute, const char *point)
{
  xmlNode *old = kontor_bpmn_resolve_attribute (self, flow, attribute);
  xmlNode *new = g_hash_table_lookup (self->nodes[KONTOR_MAP_POINT], point);
  const char *direction = g_str_equal (attribute, "sourceRef") ? "outgoing" : "incoming";
  g_autofree char *id = kontor_bpmn_xml_get (flow, "id");
  g_autofree char *new_id = new != NULL ? kontor_bpmn_xml_get (new, "id") : NULL;

  if (new == NULL || new == old)
    return;
  if (new_id == NULL)
    {
      new_id = make_id (self, KONTOR_MAP_POINT, "");
      kontor_bpmn_xml_set (new, "id", new_id);
      g_hash_table_insert (self->elements, g_strdup (new_id), new);
    }
  kontor_bpmn_xml_set (flow, attribute, new_id);
  if (id == NULL)
    return;
  if (old != NULL)
    drop_mention (old, direction, id);
  add_mention (new, direction, id);
}

static gboolean
is_default (const KontorMapItem *flow)
{
  JsonNode *node = flow != NULL ? kontor_map_item_get_node (flow, "default") : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

/* Whether the line of the file ends at a gateway that the map has no point for. */
static gboolean
goes_through (KontorBpmn *self, const xmlNode *node)
{
  xmlNode *to = kontor_bpmn_resolve_attribute (self, node, "targetRef");

  return to != NULL && g_hash_table_contains (self->junctions, to);
}

static gboolean
same_bends (const KontorMapItem *a, const KontorMapItem *b)
{
  return a->bends->len == b->bends->len
      && (a->bends->len == 0 || memcmp (a->bends->data, b->bends->data, a->bends->len * sizeof (KontorMapPlace)) == 0);
}

static gboolean
write_flow (KontorBpmn *self, const KontorMapItem *item)
{
  const KontorMapItem *before = kontor_map_find (self->base, KONTOR_MAP_FLOW, item->key);
  xmlNode *node = g_hash_table_lookup (self->nodes[KONTOR_MAP_FLOW], item->key);
  gboolean changed = FALSE;
  xmlNode *source;

  if (node == NULL)
    {
      node = add_element (self, item);
      before = NULL;
    }
  if (before == NULL || g_strcmp0 (before->from, item->from) != 0)
    {
      set_end (self, node, "sourceRef", item->from);
      changed = TRUE;
    }
  if (before == NULL || g_strcmp0 (before->to, item->to) != 0 || (goes_through (self, node) && !same_bends (item, before)))
    {
      set_end (self, node, "targetRef", item->to);
      changed = TRUE;
    }
  write_text (item, before, "label", node, "name");
  source = g_hash_table_lookup (self->nodes[KONTOR_MAP_POINT], item->from);
  if (source != NULL && is_exclusive (source) && is_default (item) != (before != NULL && is_default (before)))
    {
      g_autofree char *id = kontor_bpmn_xml_get (node, "id");

      if (is_default (item))
        kontor_bpmn_xml_set (source, "default", id);
      else if (id != NULL && kontor_bpmn_xml_says (source, "default", id))
        kontor_bpmn_xml_set (source, "default", NULL);
    }
  return changed;
}

/* Where the element alone would read as another kind of point, the kind is written beside it. */
static void
write_kinds (KontorBpmn *self, KontorMap *map)
{
  g_autoptr (GHashTable) ins = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) outs = g_hash_table_new (NULL, NULL);

  for (xmlNode *flow = self->process->children; flow != NULL; flow = flow->next)
    if (kontor_bpmn_role (flow) == KONTOR_BPMN_ROLE_FLOW)
      {
        xmlNode *from = kontor_bpmn_resolve_attribute (self, flow, "sourceRef"), *to = kontor_bpmn_resolve_attribute (self, flow, "targetRef");

        if (from == NULL || to == NULL || from->parent != self->process || to->parent != self->process
            || kontor_bpmn_role (from) == KONTOR_BPMN_ROLE_FOREIGN || kontor_bpmn_role (to) == KONTOR_BPMN_ROLE_FOREIGN)
          continue;
        g_hash_table_insert (outs, from, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (outs, from)) + 1));
        g_hash_table_insert (ins, to, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (ins, to)) + 1));
      }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_POINT, i);
      xmlNode *node = g_hash_table_lookup (self->nodes[KONTOR_MAP_POINT], item->key);
      gboolean point = TRUE;
      KontorMapKind kind;

      if (node == NULL)
        continue;
      if (kontor_bpmn_role (node) == KONTOR_BPMN_ROLE_GATEWAY)
        point = kontor_bpmn_gateway_kind (node, GPOINTER_TO_UINT (g_hash_table_lookup (ins, node)),
                                          GPOINTER_TO_UINT (g_hash_table_lookup (outs, node)), &kind);
      else
        kind = kontor_bpmn_kind (node);
      /* To lay out, gateways of all sorts are points; nothing is to be remembered of that. */
      if (self->view == KONTOR_BPMN_VIEW_WHOLE && kind == item->kind)
        continue;
      kontor_bpmn_own_set_kind (node, point && kind == item->kind ? KONTOR_MAP_KIND_FLOW : item->kind);
    }
}

/* What the file does not say by itself: compared with what a reader sees who knows nothing of us. */
static void
write_own (KontorBpmn *self, KontorMap *map)
{
  g_autoptr (GHashTable) junctions = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_node = g_hash_table_new (NULL, NULL);
  g_autoptr (KontorMap) plain = NULL;
  gboolean leave = self->view == KONTOR_BPMN_VIEW_WHOLE && !kontor_bpmn_xml_says (self->root, "exporter", "Kontor");
  GHashTable *nodes[3];

  for (guint type = 0; type < 3; type++)
    nodes[type] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plain = kontor_bpmn_read (self, FALSE, nodes, junctions);
  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < kontor_map_get_n_items (plain, type); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (plain, type, i);

        g_hash_table_insert (by_node, g_hash_table_lookup (nodes[type], item->key), (gpointer) item);
      }
  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (map, type, i);
        xmlNode *node = g_hash_table_lookup (self->nodes[type], item->key);
        const KontorMapItem *known = node != NULL ? g_hash_table_lookup (by_node, node) : NULL;

        /* Who lays out another program's file leaves no trace of ours in it. */
        if (node == NULL || (leave && kontor_bpmn_own_get (node) == NULL))
          continue;
        kontor_bpmn_own_write (node, item, known, known == NULL || g_strcmp0 (known->key, item->key) != 0);
      }
  for (guint type = 0; type < 3; type++)
    g_hash_table_unref (nodes[type]);
}

GBytes *
kontor_bpmn_write (KontorBpmn *self, KontorMap *map)
{
  gboolean changed;

  g_return_val_if_fail (KONTOR_IS_BPMN (self) && KONTOR_IS_MAP (map), NULL);

  if (self->process == NULL && kontor_map_get_n_items (map, KONTOR_MAP_POINT) + kontor_map_get_n_items (map, KONTOR_MAP_DECORATION) > 0)
    {
      g_autofree char *id = make_id (self, KONTOR_MAP_POINT, "process_of_map");

      self->process = kontor_bpmn_xml_add (self->root, KONTOR_BPMN_MODEL, "process",
                                           kontor_bpmn_xml_first (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"));
      kontor_bpmn_xml_set (self->process, "id", id);
      kontor_bpmn_index (self);
    }
  if (self->process != NULL)
    {
      changed = remove_missing (self, map);
      for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
        write_point (self, kontor_map_get_item (map, KONTOR_MAP_POINT, i));
      for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
        changed = write_flow (self, kontor_map_get_item (map, KONTOR_MAP_FLOW, i)) || changed;
      for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
        write_decoration (self, kontor_map_get_item (map, KONTOR_MAP_DECORATION, i));
      if (changed)
        remove_idle_junctions (self);
      write_kinds (self, map);
      kontor_bpmn_draw_changes (self, map);
      if (!kontor_map_equal (self->base, map))
        write_own (self, map);
      kontor_bpmn_own_write_rest (self->process, map);
      /* After what was taken out of it another one might look more like the map. */
      if (kontor_bpmn_choose_process (self) != self->process)
        kontor_bpmn_own_mark (self->process);
      /* What was written is what is compared with the next time. */
      g_clear_object (&self->base);
      kontor_bpmn_index (self);
      self->base = kontor_bpmn_read (self, TRUE, self->nodes, self->junctions);
      kontor_bpmn_own_read_rest (self->process, self->base);
    }
  return kontor_bpmn_xml_write (self->document, self->made);
}
