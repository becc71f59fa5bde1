#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlsave.h>

#include "base/error.h"
#include "route/bpmn-xml.h"

/* What a parser is told apart from the tree it builds. */
typedef struct
{
  guint       n_elements;
  const char *refusal;
  /* The first thing that is wrong: later ones only follow from it. */
  char       *fault;
  int         line;
} Watch;

static void
refuse (xmlParserCtxt *parser, const char *why)
{
  Watch *watch = parser->_private;

  if (watch->refusal == NULL)
    watch->refusal = why;
  xmlStopParser (parser);
}

static void
start_element_cb (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  xmlParserCtxt *parser = context;
  Watch *watch = parser->_private;

  /* Attributes are nodes too: they cost as much. */
  watch->n_elements += 1 + (guint) n_attributes / 4 + (guint) n_namespaces / 4;
  if (watch->n_elements > KONTOR_BPMN_MAX_ELEMENTS)
    refuse (parser, N_("The file has more than a million elements; nobody draws such a map."));
  else
    xmlSAX2StartElementNs (context, name, prefix, uri, n_namespaces, namespaces, n_attributes, n_defaulted, attributes);
}

#define NO_DECLARATIONS N_("The file has a DOCTYPE that declares entities or points to other files; that is refused. " \
                           "A BPMN file needs no DOCTYPE: delete it.")

static void
internal_subset_cb (void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  if (external != NULL || system != NULL)
    refuse (context, NO_DECLARATIONS);
  else
    xmlSAX2InternalSubset (context, name, external, system);
}

static void
entity_cb (void *context, const xmlChar *name, int type, const xmlChar *public, const xmlChar *system, xmlChar *content)
{
  refuse (context, NO_DECLARATIONS);
}

static void
attribute_cb (void *context, const xmlChar *element, const xmlChar *name, int type, int otherwise,
              const xmlChar *value, xmlEnumeration *tree)
{
  xmlFreeEnumeration (tree);
  refuse (context, NO_DECLARATIONS);
}

static void
element_cb (void *context, const xmlChar *name, int type, xmlElementContent *content)
{
  refuse (context, NO_DECLARATIONS);
}

static void
notation_cb (void *context, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
  refuse (context, NO_DECLARATIONS);
}

static void
unparsed_cb (void *context, const xmlChar *name, const xmlChar *public, const xmlChar *system, const xmlChar *notation)
{
  refuse (context, NO_DECLARATIONS);
}

static void
fault_cb (void *context, xmlError *fault)
{
  xmlParserCtxt *parser = context;
  Watch *watch = parser->_private;
  /* A prefix that means nothing counts; an address that is none, as some programs write, does not. */
  gboolean serious = fault->level == XML_ERR_FATAL
                  || (fault->code >= XML_NS_ERR_XML_NAMESPACE && fault->code <= XML_NS_ERR_COLON);

  if (!serious || watch->fault != NULL)
    return;
  watch->fault = g_utf8_make_valid (fault->message != NULL ? fault->message : "", -1);
  watch->line = fault->line;
  for (char *c = g_strstrip (watch->fault); *c != '\0'; c++)
    if (*c == '\n')
      *c = ' ';
}

xmlDoc *
kontor_bpmn_xml_parse (const char *data, gsize length, GError **error)
{
  Watch watch = { 0, NULL, NULL, 0 };
  xmlParserCtxt *parser;
  xmlDoc *document;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length == 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The file is empty."));
      return NULL;
    }
  if (length > KONTOR_BPMN_MAX_BYTES)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The file is larger than %d MB; nobody draws such a map."), KONTOR_BPMN_MAX_BYTES / 1024 / 1024);
      return NULL;
    }

  parser = xmlNewParserCtxt ();
  if (parser == NULL)
    g_error ("out of memory");
  parser->_private = &watch;
  parser->sax->serror = fault_cb;
  parser->sax->startElementNs = start_element_cb;
  parser->sax->internalSubset = internal_subset_cb;
  parser->sax->entityDecl = entity_cb;
  parser->sax->attributeDecl = attribute_cb;
  parser->sax->elementDecl = element_cb;
  parser->sax->notationDecl = notation_cb;
  parser->sax->unparsedEntityDecl = unparsed_cb;
  /* No flag that loads, expands or includes anything. */
  document = xmlCtxtReadMemory (parser, data, (int) length, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES | XML_PARSE_NOXINCNODE);
  if (watch.refusal != NULL)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s", _(watch.refusal));
  else if (watch.fault != NULL)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                 _("The file is not XML, or was cut off: line %d: %s"), watch.line, watch.fault);
  else if (document == NULL || !parser->wellFormed || xmlDocGetRootElement (document) == NULL)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The file is not XML."));
  else
    {
      xmlFreeParserCtxt (parser);
      return document;
    }
  g_free (watch.fault);
  xmlFreeDoc (document != NULL ? document : parser->myDoc);
  parser->myDoc = NULL;
  xmlFreeParserCtxt (parser);
  return NULL;
}

static int
append_cb (void *context, const char *data, int length)
{
  g_byte_array_append (context, (const guint8 *) data, (guint) length);
  return length;
}

GBytes *
kontor_bpmn_xml_write (xmlDoc *document, gboolean indent)
{
  GByteArray *bytes = g_byte_array_new ();
  xmlSaveCtxt *save = xmlSaveToIO (append_cb, NULL, bytes, "UTF-8", indent ? XML_SAVE_FORMAT : 0);

  xmlSaveDoc (save, document);
  xmlSaveClose (save);
  return g_byte_array_free_to_bytes (bytes);
}

gboolean
kontor_bpmn_xml_is (const xmlNode *node, const char *space, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL && node->ns->href != NULL
      && strcmp ((const char *) node->ns->href, space) == 0
      && (name == NULL || strcmp ((const char *) node->name, name) == 0);
}

xmlNode *
kontor_bpmn_xml_first (const xmlNode *parent, const char *space, const char *name)
{
  for (xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL; child = child->next)
    if (kontor_bpmn_xml_is (child, space, name))
      return child;
  return NULL;
}

xmlNode *
kontor_bpmn_xml_next (const xmlNode *node, const char *space, const char *name)
{
  for (xmlNode *next = node->next; next != NULL; next = next->next)
    if (kontor_bpmn_xml_is (next, space, name))
      return next;
  return NULL;
}

xmlNode *
kontor_bpmn_xml_walk (xmlNode *node, xmlNode *top)
{
  do
    {
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        node = node->children;
      else
        {
          while (node != top && node->next == NULL)
            node = node->parent;
          if (node == top)
            return NULL;
          node = node->next;
        }
    }
  while (node->type != XML_ELEMENT_NODE);
  return node;
}

char *
kontor_bpmn_xml_get (const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

gboolean
kontor_bpmn_xml_says (const xmlNode *node, const char *name, const char *value)
{
  g_autofree char *text = node != NULL ? kontor_bpmn_xml_get (node, name) : NULL;

  return text != NULL && strcmp (g_strstrip (text), value) == 0;
}

/* A character that XML 1.0 cannot hold, however written. */
static gboolean
is_impossible (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff || (c >= 0xd800 && c < 0xe000);
}

char *
kontor_bpmn_xml_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if (!is_impossible (g_utf8_get_char (c)))
      g_string_append_unichar (clean, g_utf8_get_char (c));
  return g_string_free (clean, FALSE);
}

void
kontor_bpmn_xml_set (xmlNode *node, const char *name, const char *value)
{
  g_autofree char *clean = value != NULL ? kontor_bpmn_xml_clean (value) : NULL;

  if (clean == NULL)
    xmlUnsetProp (node, (const xmlChar *) name);
  else
    xmlSetProp (node, (const xmlChar *) name, (const xmlChar *) clean);
}

gboolean
kontor_bpmn_xml_get_number (const xmlNode *node, const char *name, double *value)
{
  g_autofree char *text = kontor_bpmn_xml_get (node, name);
  char *end;

  if (text == NULL)
    return FALSE;
  g_strstrip (text);
  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value);
}

void
kontor_bpmn_xml_set_number (xmlNode *node, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == floor (value) && fabs (value) < 1e15)
    g_snprintf (text, sizeof text, "%.0f", value == 0 ? 0.0 : value);
  else
    g_ascii_formatd (text, sizeof text, "%.4f", value);
  kontor_bpmn_xml_set (node, name, text);
}

char *
kontor_bpmn_xml_get_text (const xmlNode *node)
{
  xmlChar *value = xmlNodeGetContent (node);
  char *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

void
kontor_bpmn_xml_set_text (xmlNode *node, const char *text)
{
  g_autofree char *clean = kontor_bpmn_xml_clean (text);

  xmlNodeSetContent (node, NULL);
  xmlNodeAddContent (node, (const xmlChar *) clean);
}

static xmlNs *
find_namespace (xmlNode *node, const char *space)
{
  static const struct { const char *space, *prefix; } usual[] = {
    { KONTOR_BPMN_MODEL, "bpmn" }, { KONTOR_BPMN_DIAGRAM, "bpmndi" }, { KONTOR_BPMN_BOUNDS, "dc" },
    { KONTOR_BPMN_LINES, "di" }, { KONTOR_BPMN_OWN, "kontor" }, { "http://www.w3.org/2001/XMLSchema-instance", "xsi" },
  };
  xmlNs *found = xmlSearchNsByHref (node->doc, node, (const xmlChar *) space);
  xmlNode *root = xmlDocGetRootElement (node->doc);

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (usual); i++)
    for (guint number = 0; found == NULL && number < 100 && strcmp (usual[i].space, space) == 0; number++)
      {
        g_autofree char *prefix = number == 0 ? g_strdup (usual[i].prefix) : g_strdup_printf ("%s%u", usual[i].prefix, number);

        /* A prefix that means something else further down would hide ours. */
        if (xmlSearchNs (node->doc, node, (const xmlChar *) prefix) == NULL)
          found = xmlNewNs (root, (const xmlChar *) space, (const xmlChar *) prefix);
      }
  return found;
}

xmlNode *
kontor_bpmn_xml_add (xmlNode *parent, const char *space, const char *name, xmlNode *before)
{
  xmlNode *node = xmlNewDocNode (parent->doc, NULL, (const xmlChar *) name, NULL);
  xmlNode *first = parent->children;

  if (before == NULL && parent->last != NULL && xmlIsBlankNode (parent->last) && parent->last != parent->children)
    /* In front of the white space that indents the closing tag. */
    xmlAddPrevSibling (parent->last, node);
  else if (before != NULL)
    xmlAddPrevSibling (before, node);
  else
    xmlAddChild (parent, node);
  xmlSetNs (node, find_namespace (node, space));
  if (first != NULL && first->type == XML_TEXT_NODE && xmlIsBlankNode (first))
    {
      xmlNode *blank = xmlNewDocText (parent->doc, first->content);

      if (before != NULL)
        xmlAddNextSibling (node, blank);
      else
        xmlAddPrevSibling (node, blank);
    }
  return node;
}

void
kontor_bpmn_xml_remove (xmlNode *node)
{
  xmlNode *before = node->prev;

  if (before != NULL && before->type == XML_TEXT_NODE && xmlIsBlankNode (before))
    {
      xmlUnlinkNode (before);
      xmlFreeNode (before);
    }
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

gboolean
kontor_bpmn_xml_is_id (const char *text)
{
  return text != NULL && xmlValidateNCName ((const xmlChar *) text, 0) == 0;
}
