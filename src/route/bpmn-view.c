#include "config.h"

#include <math.h>
#include <string.h>

#include "route/bpmn-private.h"
#include "route/bpmn-view.h"

/* Beyond this no paper is printed and no picture painted. */
#define MAX_PLACE 100000.0

static void
shape_free (KontorBpmnShape *shape)
{
  g_free (shape->name);
  g_free (shape);
}

static void
edge_free (KontorBpmnEdge *edge)
{
  g_free (edge->name);
  g_array_unref (edge->places);
  g_free (edge);
}

static gboolean
is_sane (double x, double y)
{
  return fabs (x) <= MAX_PLACE && fabs (y) <= MAX_PLACE;
}

static const char *
marker_of (const xmlNode *node)
{
  xmlNode *many = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "multiInstanceLoopCharacteristics");

  if (many != NULL)
    return kontor_bpmn_xml_says (many, "isSequential", "true") ? "sequential" : "parallel";
  if (kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "standardLoopCharacteristics") != NULL)
    return "loop";
  if (kontor_bpmn_xml_says (node, "isForCompensation", "true"))
    return "compensation";
  return kontor_bpmn_xml_says (node, "isCollection", "true") ? "collection" : "";
}

static char *
name_of (KontorBpmn *self, const xmlNode *node)
{
  xmlNode *text = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "text");
  xmlNode *category = kontor_bpmn_resolve_attribute (self, node, "categoryValueRef");

  if (kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "textAnnotation"))
    return text != NULL ? kontor_bpmn_xml_get_text (text) : NULL;
  if (kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, "group") && category != NULL)
    return kontor_bpmn_xml_get (category, "value");
  return kontor_bpmn_xml_get (node, "name");
}

static void
read_label (const xmlNode *picture, KontorMapPlace *place, double *width, double *height)
{
  xmlNode *label = kontor_bpmn_xml_first (picture, KONTOR_BPMN_DIAGRAM, "BPMNLabel");
  xmlNode *bounds = label != NULL ? kontor_bpmn_xml_first (label, KONTOR_BPMN_BOUNDS, "Bounds") : NULL;

  if (bounds == NULL || !kontor_bpmn_xml_get_number (bounds, "x", &place->x) || !kontor_bpmn_xml_get_number (bounds, "y", &place->y)
      || !is_sane (place->x, place->y)
      || !kontor_bpmn_xml_get_number (bounds, "width", width) || !kontor_bpmn_xml_get_number (bounds, "height", height)
      || *width < 1 || *width > MAX_PLACE || *height < 0)
    *width = *height = 0;
}

static const KontorMapItem *
find_item (KontorBpmn *self, GHashTable *keys, xmlNode *node)
{
  const char *key = g_hash_table_lookup (keys, node);

  if (key == NULL)
    return NULL;
  return kontor_map_find (self->base, kontor_bpmn_role (node) == KONTOR_BPMN_ROLE_DECORATION ? KONTOR_MAP_DECORATION : KONTOR_MAP_POINT, key);
}

static KontorBpmnShape *
read_shape (KontorBpmn *self, GHashTable *keys, xmlNode *picture)
{
  xmlNode *node = kontor_bpmn_resolve_attribute (self, picture, "bpmnElement");
  KontorBpmnShape *shape;
  double x, y, width, height;

  if (node == NULL || !kontor_bpmn_get_bounds (picture, &x, &y, &width, &height)
      || !is_sane (x, y) || !is_sane (x + width, y + height))
    return NULL;
  shape = g_new0 (KontorBpmnShape, 1);
  shape->element = (const char *) node->name;
  kontor_bpmn_event_definition (node, &shape->definition);
  shape->name = name_of (self, node);
  shape->x = x;
  shape->y = y;
  shape->width = width;
  shape->height = height;
  shape->item = find_item (self, keys, node);
  shape->marker = marker_of (node);
  shape->upright = kontor_bpmn_xml_says (picture, "isHorizontal", "false");
  shape->steady = kontor_bpmn_xml_says (node, "cancelActivity", "false") || kontor_bpmn_xml_says (node, "isInterrupting", "false");
  /* Where the file does not say: large enough to show something, and something to show. */
  shape->expanded = kontor_bpmn_xml_says (picture, "isExpanded", "true");
  read_label (picture, &shape->label, &shape->label_width, &shape->label_height);
  return shape;
}

static guint
layer_of (const KontorBpmnShape *shape)
{
  return g_str_equal (shape->element, "participant") ? 0 : g_str_equal (shape->element, "lane") ? 1
         : g_str_equal (shape->element, "group") ? 2 : shape->expanded ? 3
         : g_str_equal (shape->element, "boundaryEvent") ? 5 : 4;
}

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const KontorBpmnShape *left = *(KontorBpmnShape * const *) a, *right = *(KontorBpmnShape * const *) b;
  int layers = (int) layer_of (left) - (int) layer_of (right);
  double areas = right->width * right->height - left->width * left->height;

  return layers != 0 ? layers : (areas > 0) - (areas < 0);
}

/* Element -> key of the point or decoration it is. */
static GHashTable *
make_keys (KontorBpmn *self)
{
  GHashTable *keys = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, node;

  for (guint type = 0; type < 3; type++)
    {
      g_hash_table_iter_init (&iter, self->nodes[type]);
      while (g_hash_table_iter_next (&iter, &key, &node))
        g_hash_table_insert (keys, node, key);
    }
  return keys;
}

static xmlNode *
first_plane (KontorBpmn *self)
{
  xmlNode *diagram = kontor_bpmn_xml_first (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram");

  if (self->plane != NULL || self->process != NULL)
    return self->plane;
  return diagram != NULL ? kontor_bpmn_xml_first (diagram, KONTOR_BPMN_DIAGRAM, "BPMNPlane") : NULL;
}

GPtrArray *
kontor_bpmn_list_shapes (KontorBpmn *self)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_free);
  g_autoptr (GHashTable) keys = make_keys (self);
  xmlNode *plane = first_plane (self);

  for (xmlNode *picture = plane != NULL ? plane->children : NULL; picture != NULL; picture = picture->next)
    if (kontor_bpmn_xml_is (picture, KONTOR_BPMN_DIAGRAM, "BPMNShape"))
      {
        KontorBpmnShape *shape = read_shape (self, keys, picture);

        if (shape != NULL)
          g_ptr_array_add (shapes, shape);
      }
  g_ptr_array_sort (shapes, compare_shapes);
  return shapes;
}

static KontorBpmnEdge *
read_edge (KontorBpmn *self, xmlNode *picture)
{
  xmlNode *node = kontor_bpmn_resolve_attribute (self, picture, "bpmnElement");
  g_autoptr (GArray) places = kontor_bpmn_get_waypoints (picture);
  g_autofree char *id = node != NULL ? kontor_bpmn_xml_get (node, "id") : NULL;
  xmlNode *source = node != NULL ? kontor_bpmn_resolve_attribute (self, node, "sourceRef") : NULL;
  KontorBpmnEdge *edge;
  double ignored;

  if (node == NULL || places == NULL)
    return NULL;
  for (guint i = 0; i < places->len; i++)
    if (!is_sane (g_array_index (places, KontorMapPlace, i).x, g_array_index (places, KontorMapPlace, i).y))
      return NULL;
  edge = g_new0 (KontorBpmnEdge, 1);
  edge->element = (const char *) node->name;
  edge->name = kontor_bpmn_xml_get (node, "name");
  edge->places = g_steal_pointer (&places);
  edge->is_default = id != NULL && source != NULL && kontor_bpmn_xml_says (source, "default", id);
  edge->conditional = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "conditionExpression") != NULL
                   && source != NULL && !g_str_has_suffix ((const char *) source->name, "Gateway");
  edge->directed = kontor_bpmn_xml_says (node, "associationDirection", "One") || kontor_bpmn_xml_says (node, "associationDirection", "Both")
                || g_str_has_prefix (edge->element, "data");
  read_label (picture, &edge->label, &edge->label_width, &ignored);
  return edge;
}

GPtrArray *
kontor_bpmn_list_edges (KontorBpmn *self)
{
  GPtrArray *edges = g_ptr_array_new_with_free_func ((GDestroyNotify) edge_free);
  xmlNode *plane = first_plane (self);

  for (xmlNode *picture = plane != NULL ? plane->children : NULL; picture != NULL; picture = picture->next)
    {
      KontorBpmnEdge *edge = kontor_bpmn_xml_is (picture, KONTOR_BPMN_DIAGRAM, "BPMNEdge") ? read_edge (self, picture) : NULL;

      if (edge != NULL)
        g_ptr_array_add (edges, edge);
    }
  return edges;
}

gboolean
kontor_bpmn_is_own (KontorBpmn *self)
{
  return self->made
      || (kontor_bpmn_xml_says (self->root, "exporter", "Kontor") && g_hash_table_size (self->junctions) == 0 && self->findings->len == 0);
}
