#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libxml/parser.h>

#include "base/error.h"
#include "route/bpmn-private.h"

/* The member of a map's JSON that holds the file it came from. */
#define SOURCE "bpmn"

G_DEFINE_FINAL_TYPE (KontorBpmn, kontor_bpmn, G_TYPE_OBJECT)

static void
kontor_bpmn_finalize (GObject *object)
{
  KontorBpmn *self = KONTOR_BPMN (object);

  for (guint i = 0; i < 3; i++)
    g_hash_table_unref (self->nodes[i]);
  g_hash_table_unref (self->junctions);
  g_hash_table_unref (self->elements);
  g_hash_table_unref (self->pictures);
  g_clear_object (&self->base);
  g_ptr_array_unref (self->findings);
  if (self->document != NULL)
    xmlFreeDoc (self->document);
  G_OBJECT_CLASS (kontor_bpmn_parent_class)->finalize (object);
}

static void
kontor_bpmn_class_init (KontorBpmnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_bpmn_finalize;
  xmlInitParser ();
}

static void
kontor_bpmn_init (KontorBpmn *self)
{
  for (guint i = 0; i < 3; i++)
    self->nodes[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->junctions = g_hash_table_new (NULL, NULL);
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_problem_free);
}

static xmlNode *
look_up (KontorBpmn *self, const char *reference)
{
  xmlNode *found = g_hash_table_lookup (self->elements, reference);

  /* A QName: "sid:task_1". */
  for (const char *colon = strchr (reference, ':'); colon != NULL && found == NULL; colon = strchr (colon + 1, ':'))
    found = g_hash_table_lookup (self->elements, colon + 1);
  return found;
}

xmlNode *
kontor_bpmn_resolve (KontorBpmn *self, const char *reference)
{
  g_autofree char *text = reference != NULL ? g_strstrip (g_strdup (reference)) : NULL;

  return text != NULL ? look_up (self, text) : NULL;
}

xmlNode *
kontor_bpmn_resolve_attribute (KontorBpmn *self, const xmlNode *node, const char *name)
{
  g_autofree char *reference = kontor_bpmn_xml_get (node, name);

  return kontor_bpmn_resolve (self, reference);
}

/* The plane on which the process is drawn: its own, or that of a collaboration it takes part in. */
static xmlNode *
find_plane (KontorBpmn *self)
{
  xmlNode *found = NULL, *shown = NULL;

  for (xmlNode *diagram = kontor_bpmn_xml_first (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"); diagram != NULL;
       diagram = kontor_bpmn_xml_next (diagram, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"))
    {
      xmlNode *plane = kontor_bpmn_xml_first (diagram, KONTOR_BPMN_DIAGRAM, "BPMNPlane");
      xmlNode *drawn = plane != NULL ? kontor_bpmn_resolve_attribute (self, plane, "bpmnElement") : NULL;

      if (plane == NULL)
        continue;
      if (drawn != NULL && drawn == self->process)
        return plane;
      for (xmlNode *part = kontor_bpmn_xml_first (drawn, KONTOR_BPMN_MODEL, "participant"); part != NULL && found == NULL;
           part = kontor_bpmn_xml_next (part, KONTOR_BPMN_MODEL, "participant"))
        if (kontor_bpmn_resolve_attribute (self, part, "processRef") == self->process)
          found = plane;
      /* Some planes name nothing, or something else: then what is drawn there counts. */
      if (found == NULL && shown == NULL)
        for (xmlNode *shape = kontor_bpmn_xml_first (plane, KONTOR_BPMN_DIAGRAM, "BPMNShape"); shape != NULL && shown == NULL;
             shape = kontor_bpmn_xml_next (shape, KONTOR_BPMN_DIAGRAM, "BPMNShape"))
          {
            xmlNode *element = kontor_bpmn_resolve_attribute (self, shape, "bpmnElement");

            if (element != NULL && element->parent == self->process)
              shown = plane;
          }
    }
  return found != NULL ? found : shown;
}

static void
index_pictures (KontorBpmn *self, xmlNode *plane)
{
  for (xmlNode *picture = plane != NULL ? plane->children : NULL; picture != NULL; picture = picture->next)
    if (kontor_bpmn_xml_is (picture, KONTOR_BPMN_DIAGRAM, "BPMNShape") || kontor_bpmn_xml_is (picture, KONTOR_BPMN_DIAGRAM, "BPMNEdge"))
      {
        xmlNode *element = kontor_bpmn_resolve_attribute (self, picture, "bpmnElement");
        char *id = element != NULL ? kontor_bpmn_xml_get (element, "id") : NULL;

        if (id != NULL && !g_hash_table_contains (self->pictures, id))
          g_hash_table_insert (self->pictures, id, picture);
        else
          g_free (id);
      }
}

void
kontor_bpmn_index (KontorBpmn *self)
{
  g_hash_table_remove_all (self->elements);
  g_hash_table_remove_all (self->pictures);
  for (xmlNode *node = self->root; node != NULL; node = kontor_bpmn_xml_walk (node, self->root))
    {
      char *id = kontor_bpmn_xml_is (node, KONTOR_BPMN_MODEL, NULL) ? kontor_bpmn_xml_get (node, "id") : NULL;

      if (id != NULL && !g_hash_table_contains (self->elements, id))
        g_hash_table_insert (self->elements, id, node);
      else
        g_free (id);
    }
  if (self->process == NULL)
    self->process = kontor_bpmn_choose_process (self);
  self->plane = find_plane (self);
  index_pictures (self, self->plane);
  /* What is drawn on another sheet only is drawn all the same. */
  for (xmlNode *diagram = kontor_bpmn_xml_first (self->root, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"); diagram != NULL;
       diagram = kontor_bpmn_xml_next (diagram, KONTOR_BPMN_DIAGRAM, "BPMNDiagram"))
    index_pictures (self, kontor_bpmn_xml_first (diagram, KONTOR_BPMN_DIAGRAM, "BPMNPlane"));
}

/* An id that stands twice makes every reference to it a guess. */
static gboolean
check_ids (KontorBpmn *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNode *node = self->root; node != NULL; node = kontor_bpmn_xml_walk (node, self->root))
    {
      char *id = kontor_bpmn_role (node) != KONTOR_BPMN_ROLE_NONE ? kontor_bpmn_xml_get (node, "id") : NULL;
      xmlNode *first = id != NULL ? g_hash_table_lookup (seen, id) : NULL;

      if (first != NULL)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The id “%s” stands twice in the file, at lines %ld and %ld; every element needs an id of its own."),
                       id, xmlGetLineNo (first), xmlGetLineNo (node));
          g_free (id);
          return FALSE;
        }
      if (id != NULL)
        g_hash_table_insert (seen, id, node);
    }
  return TRUE;
}

gboolean
kontor_bpmn_take_document (KontorBpmn *self, xmlDoc *document, GError **error)
{
  self->document = document;
  self->root = xmlDocGetRootElement (document);
  if (!kontor_bpmn_xml_is (self->root, KONTOR_BPMN_MODEL, "definitions"))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The file is XML but not BPMN 2.0: it begins with “%s” and not with BPMN's “definitions”."),
                   (const char *) self->root->name);
      return FALSE;
    }
  kontor_bpmn_index (self);
  if (!check_ids (self, error))
    return FALSE;
  self->base = kontor_bpmn_read (self, TRUE, self->nodes, self->junctions);
  kontor_bpmn_place_rest (self, self->base, self->nodes[KONTOR_MAP_POINT]);
  if (self->process != NULL)
    kontor_bpmn_own_read_rest (self->process, self->base);
  kontor_bpmn_find (self, self->findings);
  return TRUE;
}

KontorBpmn *
kontor_bpmn_new_from_data (const char *data, gsize length, KontorBpmnView view, GError **error)
{
  g_autoptr (KontorBpmn) self = g_object_new (KONTOR_TYPE_BPMN, NULL);
  xmlDoc *document = kontor_bpmn_xml_parse (data, length, error);

  self->view = view;
  if (document == NULL || !kontor_bpmn_take_document (self, document, error))
    return NULL;
  return g_steal_pointer (&self);
}

static KontorBpmn *
make_document (const char *name)
{
  static const char empty[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    "<bpmn:definitions xmlns:bpmn=\"" KONTOR_BPMN_MODEL "\" xmlns:bpmndi=\"" KONTOR_BPMN_DIAGRAM "\""
    " xmlns:dc=\"" KONTOR_BPMN_BOUNDS "\" xmlns:di=\"" KONTOR_BPMN_LINES "\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:kontor=\"" KONTOR_BPMN_OWN "\""
    " id=\"definitions_1\" targetNamespace=\"" KONTOR_BPMN_OWN "\" exporter=\"Kontor\" exporterVersion=\"" KONTOR_VERSION "\">"
    "<bpmn:process id=\"process_1\" isExecutable=\"false\"/>"
    "</bpmn:definitions>";
  g_autoptr (GError) error = NULL;
  KontorBpmn *self = kontor_bpmn_new_from_data (empty, sizeof empty - 1, KONTOR_BPMN_VIEW_RUN, &error);

  g_assert_no_error (error);
  self->made = TRUE;
  if (name != NULL && *name != '\0')
    kontor_bpmn_xml_set (self->process, "name", name);
  return self;
}

/* Whether a map still has to do with the file: its import may have been undone. */
static gboolean
has_something_of (KontorBpmn *self, KontorMap *map)
{
  guint n = kontor_map_get_n_items (self->base, KONTOR_MAP_POINT);

  for (guint i = 0; i < n; i++)
    if (kontor_map_find (map, KONTOR_MAP_POINT, kontor_map_get_item (self->base, KONTOR_MAP_POINT, i)->key) != NULL)
      return TRUE;
  return n == 0;
}

KontorBpmn *
kontor_bpmn_new_for_map (KontorMap *map, const char *name)
{
  JsonNode *source;

  g_return_val_if_fail (KONTOR_IS_MAP (map), NULL);

  source = kontor_map_get_member (map, SOURCE);
  if (source != NULL && JSON_NODE_HOLDS_VALUE (source) && json_node_get_value_type (source) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (source);
      g_autoptr (KontorBpmn) self = kontor_bpmn_new_from_data (text, strlen (text), KONTOR_BPMN_VIEW_RUN, NULL);

      if (self != NULL && has_something_of (self, map))
        return g_steal_pointer (&self);
    }
  return make_document (name);
}

static KontorMap *
copy_map (KontorMap *map)
{
  KontorMap *copy = kontor_map_new ();
  g_auto (GStrv) members = kontor_map_list_members (map);

  for (guint type = 0; type < 3; type++)
    for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
      {
        KontorMapItem *item = kontor_map_item_copy (kontor_map_get_item (map, type, i));

        kontor_map_put (copy, type, item->key, item, G_MAXUINT);
      }
  for (guint i = 0; members[i] != NULL; i++)
    kontor_map_set_member (copy, members[i], json_node_copy (kontor_map_get_member (map, members[i])));
  return copy;
}

KontorMap *
kontor_bpmn_make_map (KontorBpmn *self)
{
  g_return_val_if_fail (KONTOR_IS_BPMN (self), NULL);
  return copy_map (self->base);
}

KontorMap *
kontor_bpmn_make_whole_map (KontorBpmn *self)
{
  KontorMap *map = kontor_bpmn_make_map (self);
  g_autoptr (GBytes) bytes = kontor_bpmn_xml_write (self->document, FALSE);
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  json_node_set_string (node, text);
  kontor_map_set_member (map, SOURCE, node);
  return map;
}

char *
kontor_bpmn_get_name (KontorBpmn *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (KONTOR_IS_BPMN (self), NULL);

  if (self->process != NULL)
    name = kontor_bpmn_xml_get (self->process, "name");
  if (name == NULL || *g_strstrip (name) == '\0')
    {
      g_free (name);
      name = kontor_bpmn_xml_get (self->root, "name");
    }
  return name != NULL && *g_strstrip (name) != '\0' ? g_steal_pointer (&name) : NULL;
}

GPtrArray *
kontor_bpmn_get_findings (KontorBpmn *self)
{
  g_return_val_if_fail (KONTOR_IS_BPMN (self), NULL);
  return self->findings;
}

char *
kontor_bpmn_describe_node (const xmlNode *node)
{
  g_autofree char *id = kontor_bpmn_xml_get (node, "id");
  g_autofree char *name = kontor_bpmn_xml_get (node, "name");

  if (name == NULL && kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "text") != NULL)
    name = kontor_bpmn_xml_get_text (kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "text"));
  if (name != NULL)
    for (char *c = g_strstrip (name); *c != '\0'; c++)
      if ((guchar) *c < ' ')
        *c = ' ';
  if (name != NULL && *name != '\0')
    return g_strdup_printf (_("%s “%s” (%s)"), kontor_bpmn_element_label (node), name, id != NULL ? id : "–");
  return g_strdup_printf ("%s (%s)", kontor_bpmn_element_label (node), id != NULL ? id : "–");
}

char *
kontor_bpmn_describe (KontorBpmn *self, const char *id)
{
  xmlNode *node;

  g_return_val_if_fail (KONTOR_IS_BPMN (self) && id != NULL, NULL);

  node = g_hash_table_lookup (self->elements, id);
  return node != NULL ? kontor_bpmn_describe_node (node) : g_strdup (id);
}
