#include "config.h"

#include <math.h>
#include <string.h>

#include "route/bpmn-private.h"
#include "route/map-tidy.h"

#define MAX_KEY   200
#define MAX_PLACE 999999.0
/* Up to here a map is laid out as a person would have drawn it. */
#define MAX_TIDY  5000
/* So many gateways that are no points a line goes through at most. */
#define MAX_JUNCTIONS 12
#define BEING_WALKED  G_MAXUINT

/* What leads to an element and away from it. */
typedef struct
{
  guint      n_in;
  GPtrArray *out;
} Ways;

typedef struct
{
  KontorBpmn *self;
  gboolean    own;
  KontorMap  *map;
  /* element -> Ways; element -> key of its point; gateway that is none -> itself */
  GHashTable *ways;
  GHashTable *keys;
  GHashTable *junctions;
  GHashTable **nodes;
} Reading;

static void
ways_free (Ways *ways)
{
  g_ptr_array_unref (ways->out);
  g_free (ways);
}

static Ways *
ways_of (Reading *reading, xmlNode *node)
{
  Ways *ways = g_hash_table_lookup (reading->ways, node);

  if (ways == NULL)
    {
      ways = g_new0 (Ways, 1);
      ways->out = g_ptr_array_new ();
      g_hash_table_insert (reading->ways, node, ways);
    }
  return ways;
}

/* How much a process looks like the one that is meant. */
static guint
rate_process (xmlNode *process, GHashTable *drawn)
{
  gboolean point = FALSE, start = FALSE;

  for (xmlNode *child = process->children; child != NULL; child = child->next)
    {
      KontorBpmnRole role = kontor_bpmn_role (child);

      point = point || role == KONTOR_BPMN_ROLE_POINT || role == KONTOR_BPMN_ROLE_GATEWAY;
      start = start || kontor_bpmn_xml_is (child, KONTOR_BPMN_MODEL, "startEvent");
    }
  return 1 + (kontor_bpmn_own_get (process) != NULL ? 16 : 0) + (start && kontor_bpmn_xml_says (process, "isExecutable", "true") ? 8 : 0)
       + (start ? 4 : 0) + (point ? 2 : 0) + (g_hash_table_contains (drawn, process) ? 1 : 0);
}

/* The elements of which something is drawn on any sheet. */
static GHashTable *
find_drawn (KontorBpmn *self)
{
  GHashTable *drawn = g_hash_table_new (NULL, NULL);

  for (xmlNode *node = kontor_bpmn_xml_first (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"); node != NULL;
       node = kontor_bpmn_xml_walk (node, self->root))
    if (kontor_bpmn_xml_is (node, KONTOR_BPMN_DIAGRAM, "BPMNShape"))
      {
        xmlNode *element = kontor_bpmn_resolve_attribute (self, node, "bpmnElement");

        if (element != NULL)
          g_hash_table_add (drawn, element->parent);
      }
  return drawn;
}

xmlNode *
kontor_bpmn_choose_process (KontorBpmn *self)
{
  g_autoptr (GHashTable) drawn = find_drawn (self);
  xmlNode *best = NULL;
  guint rating = 0;

  for (xmlNode *process = kontor_bpmn_xml_first (self->root, KONTOR_BPMN_MODEL, "process"); process != NULL;
       process = kontor_bpmn_xml_next (process, KONTOR_BPMN_MODEL, "process"))
    {
      guint own = rate_process (process, drawn);

      if (own > rating)
        {
          rating = own;
          best = process;
        }
    }
  return best;
}

static gboolean
is_point_role (KontorBpmnRole role)
{
  return role == KONTOR_BPMN_ROLE_POINT || role == KONTOR_BPMN_ROLE_GATEWAY;
}

/* The element a line begins or ends at, where that is one of the process. */
static xmlNode *
end_of (Reading *reading, const xmlNode *flow, const char *attribute)
{
  xmlNode *node = kontor_bpmn_resolve_attribute (reading->self, flow, attribute);

  /* To lay things out, what leaves a boundary event leaves what it sits on. */
  if (node != NULL && reading->self->view == KONTOR_BPMN_VIEW_WHOLE && kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "boundaryEvent"))
    node = kontor_bpmn_resolve_attribute (reading->self, node, "attachedToRef");
  return node != NULL && node->parent == reading->self->process && is_point_role (kontor_bpmn_role (node)) ? node : NULL;
}

static void
count_ways (Reading *reading)
{
  for (xmlNode *flow = reading->self->process->children; flow != NULL; flow = flow->next)
    {
      xmlNode *from, *to;

      if (kontor_bpmn_role (flow) != KONTOR_BPMN_ROLE_FLOW)
        continue;
      from = end_of (reading, flow, "sourceRef");
      to = end_of (reading, flow, "targetRef");
      if (from == NULL || to == NULL)
        continue;
      g_ptr_array_add (ways_of (reading, from)->out, flow);
      ways_of (reading, to)->n_in++;
    }
}

/* FALSE: a gateway that needs no point. */
static gboolean
kind_of (Reading *reading, xmlNode *node, KontorMapKind *kind)
{
  gboolean point = TRUE;
  Ways *ways;

  if (kontor_bpmn_role (node) != KONTOR_BPMN_ROLE_GATEWAY)
    *kind = kontor_bpmn_kind (node);
  else
    {
      ways = ways_of (reading, node);
      point = kontor_bpmn_gateway_kind (node, ways->n_in, ways->out->len, kind);
    }
  /* Only the map's own word makes a point of such a gateway, whoever asks. */
  return kontor_bpmn_own_kind (kontor_bpmn_own_get (node), kind) || point;
}

/* Where a line ends when gateways that are no points are walked through. */
static xmlNode *
walk_through (Reading *reading, const xmlNode *flow, GPtrArray *path)
{
  xmlNode *node = end_of (reading, flow, "targetRef");

  for (guint n = 0; node != NULL && n <= MAX_JUNCTIONS && g_hash_table_contains (reading->junctions, node); n++)
    {
      const xmlNode *next = g_ptr_array_index (ways_of (reading, node)->out, 0);

      if (path != NULL)
        g_ptr_array_add (path, (gpointer) next);
      node = end_of (reading, next, "targetRef");
    }
  return node;
}

/* In a circle of such gateways one of them stays, and so it does where they follow one another endlessly. */
static void
break_chains (Reading *reading)
{
  g_autoptr (GHashTable) lengths = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  for (xmlNode *node = reading->self->process->children; node != NULL; node = node->next)
    {
      guint length = 0;

      for (xmlNode *next = node; g_hash_table_contains (reading->junctions, next); )
        {
          length = GPOINTER_TO_UINT (g_hash_table_lookup (lengths, next));
          if (length == BEING_WALKED)
            {
              g_hash_table_remove (reading->junctions, next);
              length = 0;
            }
          if (length > 0 || !g_hash_table_contains (reading->junctions, next))
            break;
          g_hash_table_insert (lengths, next, GUINT_TO_POINTER (BEING_WALKED));
          g_ptr_array_add (chain, next);
          next = end_of (reading, g_ptr_array_index (ways_of (reading, next)->out, 0), "targetRef");
        }
      while (chain->len > 0)
        {
          xmlNode *last = g_ptr_array_steal_index (chain, chain->len - 1);

          length = g_hash_table_contains (reading->junctions, last) ? length + 1 : 0;
          if (length > MAX_JUNCTIONS)
            {
              g_hash_table_remove (reading->junctions, last);
              length = 0;
            }
          g_hash_table_insert (lengths, last, GUINT_TO_POINTER (length));
        }
    }
}

static void
find_junctions (Reading *reading)
{
  for (xmlNode *node = reading->self->process->children; node != NULL; node = node->next)
    {
      KontorMapKind kind;

      if (kontor_bpmn_role (node) == KONTOR_BPMN_ROLE_GATEWAY && reading->self->view == KONTOR_BPMN_VIEW_RUN
          && !kind_of (reading, node, &kind))
        g_hash_table_add (reading->junctions, node);
    }
  break_chains (reading);
  /* Where a line would lead back to where it began, the gateway stays. */
  for (xmlNode *flow = reading->self->process->children; flow != NULL && g_hash_table_size (reading->junctions) > 0; flow = flow->next)
    {
      xmlNode *from, *first;

      if (kontor_bpmn_role (flow) != KONTOR_BPMN_ROLE_FLOW)
        continue;
      from = end_of (reading, flow, "sourceRef");
      first = end_of (reading, flow, "targetRef");
      if (from != NULL && first != NULL && g_hash_table_contains (reading->junctions, first)
          && walk_through (reading, flow, NULL) == from)
        g_hash_table_remove (reading->junctions, first);
    }
}

static char *
make_key (Reading *reading, KontorMapItemType type, xmlNode *node)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");
  const xmlNode *own = reading->own ? kontor_bpmn_own_get (node) : NULL;
  g_autofree char *key = own != NULL ? kontor_bpmn_xml_get (own, "key") : NULL;

  if (key != NULL && *key != '\0' && strlen (key) <= MAX_KEY && kontor_map_find (reading->map, type, key) == NULL)
    return g_steal_pointer (&key);
  if (id != NULL && *id != '\0' && strlen (id) <= MAX_KEY && kontor_map_find (reading->map, type, id) == NULL)
    return g_steal_pointer (&id);
  return kontor_map_make_key (reading->map, type);
}

static void
set_text (KontorMapItem *item, const char *name, const char *text)
{
  JsonNode *node;

  if (text == NULL || *text == '\0')
    return;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  kontor_map_item_set_node (item, name, node);
}

static void
set_bool (KontorMapItem *item, const char *name)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (node, TRUE);
  kontor_map_item_set_node (item, name, node);
}

static void
take_attribute (KontorMapItem *item, const char *property, xmlNode *node, const char *attribute)
{
  g_autofree char *text = node != NULL ? kontor_bpmn_xml_get (node, attribute) : NULL;

  set_text (item, property, text);
}

static void
take_content (KontorMapItem *item, const char *property, xmlNode *node)
{
  g_autofree char *text = node != NULL ? kontor_bpmn_xml_get_text (node) : NULL;

  set_text (item, property, text);
}

static void
take_duration (KontorMapItem *item, xmlNode *node)
{
  xmlNode *timer = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "timerEventDefinition");
  xmlNode *duration = timer != NULL ? kontor_bpmn_xml_first (timer, KONTOR_BPMN_MODEL, "timeDuration") : NULL;
  g_autofree char *text = duration != NULL ? kontor_bpmn_xml_get_text (duration) : NULL;
  JsonNode *value;
  double hours;

  if (text == NULL || !kontor_bpmn_read_duration (text, &hours))
    return;
  value = json_node_new (JSON_NODE_VALUE);
  if (hours == floor (hours))
    json_node_set_int (value, (gint64) hours);
  else
    json_node_set_double (value, hours);
  kontor_map_item_set_node (item, "wait_hours", value);
}

/* The ways out of an exclusive gateway are the answers of a person. */
static void
take_answers (Reading *reading, KontorMapItem *item, xmlNode *node)
{
  Ways *ways = ways_of (reading, node);
  JsonArray *answers;
  JsonNode *value;

  if (!kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "exclusiveGateway") || ways->out->len < 2)
    return;
  answers = json_array_new ();
  for (guint i = 0; i < ways->out->len; i++)
    {
      xmlNode *flow = g_ptr_array_index (ways->out, i);
      xmlNode *to = walk_through (reading, flow, NULL);
      g_autofree char *id = kontor_bpmn_xml_get (flow, "id");
      g_autofree char *name = kontor_bpmn_xml_get (flow, "name");
      JsonObject *answer = json_object_new ();

      if ((name == NULL || *name == '\0') && to != NULL)
        {
          g_free (name);
          name = kontor_bpmn_xml_get (to, "name");
        }
      json_object_set_string_member (answer, "key", id != NULL ? id : "");
      json_object_set_string_member (answer, "text", name != NULL && *name != '\0' ? name : id != NULL ? id : "");
      json_array_add_object_element (answers, answer);
    }
  value = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (value, answers);
  kontor_map_item_set_node (item, "answers", value);
  take_attribute (item, "question", node, "name");
}

static void
take_group_name (Reading *reading, KontorMapItem *item, xmlNode *node)
{
  xmlNode *category = kontor_bpmn_resolve_attribute (reading->self, node, "categoryValueRef");

  if (category != NULL)
    take_attribute (item, "text", category, "value");
  else
    take_attribute (item, "text", node, "name");
}

static double
clamp_place (double value)
{
  return CLAMP (value, -MAX_PLACE, MAX_PLACE);
}

static void
take_bounds (Reading *reading, KontorMapItem *item, xmlNode *node)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");
  xmlNode *shape = id != NULL ? g_hash_table_lookup (reading->self->pictures, id) : NULL;
  double x, y, width, height;

  if (!kontor_bpmn_get_bounds (shape, &x, &y, &width, &height))
    return;
  item->x = clamp_place (x);
  item->y = clamp_place (y);
  item->width = MIN (width, MAX_PLACE);
  item->height = MIN (height, MAX_PLACE);
}

static void
add_item (Reading *reading, KontorMapItem *item, xmlNode *node)
{
  if (reading->nodes != NULL)
    g_hash_table_insert (reading->nodes[item->type], g_strdup (item->key), node);
  kontor_map_put (reading->map, item->type, item->key, item, G_MAXUINT);
}

static void
read_point (Reading *reading, xmlNode *node, KontorMapKind kind)
{
  g_autofree char *key = make_key (reading, KONTOR_MAP_POINT, node);
  KontorMapItem *item = kontor_map_item_new (KONTOR_MAP_POINT, kind, key);

  g_hash_table_insert (reading->keys, node, g_strdup (key));
  take_attribute (item, "name", node, "name");
  if (kind == KONTOR_MAP_KIND_ACTION)
    take_content (item, "text", kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "documentation"));
  if (kind == KONTOR_MAP_KIND_TIMER)
    take_duration (item, node);
  if (kind == KONTOR_MAP_KIND_CONDITION || kind == KONTOR_MAP_KIND_CHOICE)
    take_answers (reading, item, node);
  take_bounds (reading, item, node);
  if (reading->own)
    kontor_bpmn_own_read (kontor_bpmn_own_get (node), item);
  add_item (reading, item, node);
}

static void
read_decoration (Reading *reading, xmlNode *node)
{
  g_autofree char *key = make_key (reading, KONTOR_MAP_DECORATION, node);
  KontorMapKind kind = kontor_bpmn_kind (node);
  KontorMapItem *item;

  kontor_bpmn_own_kind (kontor_bpmn_own_get (node), &kind);
  item = kontor_map_item_new (KONTOR_MAP_DECORATION, kind, key);
  if (kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "group"))
    take_group_name (reading, item, node);
  else
    take_content (item, "text", kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "text"));
  take_bounds (reading, item, node);
  if (reading->own)
    kontor_bpmn_own_read (kontor_bpmn_own_get (node), item);
  add_item (reading, item, node);
}

/* The corners between the ends of a line. */
static void
take_corners (Reading *reading, KontorMapItem *item, const xmlNode *flow)
{
  g_autofree char *id = kontor_bpmn_xml_get (flow, "id");
  xmlNode *edge = id != NULL ? g_hash_table_lookup (reading->self->pictures, id) : NULL;
  g_autoptr (GArray) places = kontor_bpmn_get_waypoints (edge);

  for (guint i = 1; places != NULL && i + 1 < places->len; i++)
    {
      KontorMapPlace place = g_array_index (places, KontorMapPlace, i);

      place.x = clamp_place (place.x);
      place.y = clamp_place (place.y);
      g_array_append_val (item->bends, place);
    }
}

static void
read_flow (Reading *reading, xmlNode *flow)
{
  xmlNode *from = end_of (reading, flow, "sourceRef");
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  KontorMapItem *item;
  xmlNode *to;

  if (from == NULL || g_hash_table_contains (reading->junctions, from))
    return;
  to = walk_through (reading, flow, path);
  if (to == NULL)
    return;

  key = make_key (reading, KONTOR_MAP_FLOW, flow);
  id = kontor_bpmn_xml_get (flow, "id");
  item = kontor_map_item_new (KONTOR_MAP_FLOW, KONTOR_MAP_KIND_FLOW, key);
  item->from = g_strdup (g_hash_table_lookup (reading->keys, from));
  item->to = g_strdup (g_hash_table_lookup (reading->keys, to));
  take_attribute (item, "label", flow, "name");
  if (kontor_bpmn_xml_is (from, KONTOR_BPMN_MODEL, "exclusiveGateway") && ways_of (reading, from)->out->len > 1)
    {
      set_text (item, "answer", id);
      if (id != NULL && kontor_bpmn_xml_says (from, "default", id))
        set_bool (item, "default");
    }
  take_corners (reading, item, flow);
  for (guint i = 0; i < path->len; i++)
    {
      const xmlNode *next = g_ptr_array_index (path, i);
      xmlNode *junction = end_of (reading, next, "sourceRef");
      g_autofree char *junction_id = kontor_bpmn_xml_get (junction, "id");
      double x, y, width, height;

      if (junction_id == NULL
          || !kontor_bpmn_get_bounds (g_hash_table_lookup (reading->self->pictures, junction_id), &x, &y, &width, &height))
        continue;
      g_array_append_val (item->bends, ((KontorMapPlace) { clamp_place (x + width / 2), clamp_place (y + height / 2) }));
      take_corners (reading, item, next);
    }
  if (reading->own)
    kontor_bpmn_own_read (kontor_bpmn_own_get (flow), item);
  add_item (reading, item, flow);
}

static void
read_decorations_of (Reading *reading, xmlNode *parent)
{
  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (kontor_bpmn_role (node) == KONTOR_BPMN_ROLE_DECORATION)
      read_decoration (reading, node);
}

KontorMap *
kontor_bpmn_read (KontorBpmn *self, gboolean own, GHashTable **nodes, GHashTable *junctions)
{
  g_autoptr (GHashTable) ways = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) ways_free);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Reading reading = { self, own, kontor_map_new (), ways, keys, junctions, nodes };
  xmlNode *drawn = self->plane != NULL ? kontor_bpmn_resolve_attribute (self, self->plane, "bpmnElement") : NULL;

  for (guint i = 0; i < 3 && nodes != NULL; i++)
    g_hash_table_remove_all (nodes[i]);
  g_hash_table_remove_all (junctions);
  if (self->process == NULL)
    return reading.map;

  count_ways (&reading);
  find_junctions (&reading);
  for (xmlNode *node = self->process->children; node != NULL; node = node->next)
    {
      KontorMapKind kind;

      if (!is_point_role (kontor_bpmn_role (node)) || g_hash_table_contains (junctions, node))
        continue;
      kind_of (&reading, node, &kind);
      read_point (&reading, node, kind);
    }
  for (xmlNode *node = self->process->children; node != NULL; node = node->next)
    if (kontor_bpmn_role (node) == KONTOR_BPMN_ROLE_FLOW)
      read_flow (&reading, node);
  read_decorations_of (&reading, self->process);
  if (drawn != NULL && kontor_bpmn_xml_is (drawn, KONTOR_BPMN_MODEL, "collaboration"))
    read_decorations_of (&reading, drawn);
  return reading.map;
}

static gboolean
is_drawn (KontorBpmn *self, GHashTable *nodes, const char *key)
{
  xmlNode *node = g_hash_table_lookup (nodes, key);
  g_autofree char *id = node != NULL ? kontor_bpmn_xml_get (node, "id") : NULL;
  double x, y, width, height;

  return id != NULL && kontor_bpmn_get_bounds (g_hash_table_lookup (self->pictures, id), &x, &y, &width, &height);
}

/* So many that nobody will look at them one by one: rows of fifty. */
static void
place_in_rows (KontorMap *map, char **keys, guint n_keys, double top)
{
  for (guint i = 0; i < n_keys; i++)
    {
      KontorMapItem *item = kontor_map_item_copy (kontor_map_find (map, KONTOR_MAP_POINT, keys[i]));

      item->x = 40 + (i % 50) * 200;
      item->y = clamp_place (top + 40 + floor (i / 50.0) * 140);
      kontor_map_put (map, KONTOR_MAP_POINT, keys[i], item, G_MAXUINT);
    }
}

gboolean
kontor_bpmn_place_rest (KontorBpmn *self, KontorMap *map, GHashTable *nodes)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  guint n_points = kontor_map_get_n_items (map, KONTOR_MAP_POINT), n_missing;
  double x, y, width, height, bottom = -G_MAXDOUBLE, left = 0;

  for (guint i = 0; i < n_points; i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (!is_drawn (self, nodes, item->key))
        g_ptr_array_add (missing, g_strdup (item->key));
      else
        {
          left = bottom == -G_MAXDOUBLE ? item->x : MIN (left, item->x);
          bottom = MAX (bottom, item->y + item->height);
        }
    }
  n_missing = missing->len;
  g_ptr_array_add (missing, NULL);
  if (n_missing == 0)
    return FALSE;

  kontor_map_edit_begin (edit, "");
  if (n_points > MAX_TIDY)
    place_in_rows (map, (char **) missing->pdata, n_missing, bottom == -G_MAXDOUBLE ? 0 : bottom);
  else if (n_missing == n_points)
    kontor_map_tidy (edit);
  else
    {
      kontor_map_tidy_part (edit, (const char * const *) missing->pdata);
      x = y = G_MAXDOUBLE;
      for (guint i = 0; i < n_missing; i++)
        {
          const KontorMapItem *item = kontor_map_find (map, KONTOR_MAP_POINT, g_ptr_array_index (missing, i));

          x = MIN (x, item->x);
          y = MIN (y, item->y);
        }
      kontor_map_edit_move (edit, (const char * const *) missing->pdata, round (left - x), round (bottom + 60 - y));
    }
  kontor_map_get_bounds (map, &x, &y, &width, &height);
  bottom = y + height;
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_DECORATION, i);
      g_autofree char *key = g_strdup (item->key);
      xmlNode *node = NULL;

      if (g_hash_table_lookup_extended (self->nodes[KONTOR_MAP_DECORATION], key, NULL, (gpointer *) &node)
          && !is_drawn (self, self->nodes[KONTOR_MAP_DECORATION], key) && item->x == 0 && item->y == 0)
        {
          kontor_map_edit_place (edit, KONTOR_MAP_DECORATION, key, x, bottom + 40, item->width, item->height);
          x += item->width + 40;
        }
    }
  kontor_map_edit_end (edit);
  return TRUE;
}
