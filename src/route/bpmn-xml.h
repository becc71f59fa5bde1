#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

#define KONTOR_BPMN_MODEL   "http://www.omg.org/spec/BPMN/20100524/MODEL"
#define KONTOR_BPMN_DIAGRAM "http://www.omg.org/spec/BPMN/20100524/DI"
#define KONTOR_BPMN_BOUNDS  "http://www.omg.org/spec/DD/20100524/DC"
#define KONTOR_BPMN_LINES   "http://www.omg.org/spec/DD/20100524/DI"
#define KONTOR_BPMN_OWN     "urn:kontor:route-map:1"

/* Larger than this is no map that people draw; a tree of it needs a few hundred MB. */
#define KONTOR_BPMN_MAX_BYTES    (32 * 1024 * 1024)
#define KONTOR_BPMN_MAX_ELEMENTS 1000000

/**
 * kontor_bpmn_xml_parse:
 *
 * Reads XML of whoever sent it: nothing outside of @data is ever opened, no
 * entity is expanded, sizes are bounded.  Everything is kept as it came:
 * comments, CDATA, unknown elements, prefixes, white space.
 *
 * Returns: (transfer full) (nullable): the tree; %NULL with
 *   %KONTOR_ERROR_INVALID and the line
 */
xmlDoc  *kontor_bpmn_xml_parse  (const char *data, gsize length, GError **error);

/* As UTF-8; a tree made here is indented, one that was read is left alone. */
GBytes  *kontor_bpmn_xml_write  (xmlDoc *document, gboolean indent);

/* Whether an element has this namespace and (unless NULL) this name. */
gboolean kontor_bpmn_xml_is     (const xmlNode *node, const char *space, const char *name);
/* The first such child; the next such sibling; (nullable). */
xmlNode *kontor_bpmn_xml_first  (const xmlNode *parent, const char *space, const char *name);
xmlNode *kontor_bpmn_xml_next   (const xmlNode *node, const char *space, const char *name);
/* The element behind @node in the order of the file, within @top; (nullable). */
xmlNode *kontor_bpmn_xml_walk   (xmlNode *node, xmlNode *top);

/* An attribute without a prefix; (transfer full) (nullable). */
char    *kontor_bpmn_xml_get    (const xmlNode *node, const char *name);
gboolean kontor_bpmn_xml_says   (const xmlNode *node, const char *name, const char *value);
/* @value: (nullable): NULL takes it away. */
void     kontor_bpmn_xml_set    (xmlNode *node, const char *name, const char *value);
gboolean kontor_bpmn_xml_get_number (const xmlNode *node, const char *name, double *value);
void     kontor_bpmn_xml_set_number (xmlNode *node, const char *name, double value);
/* What stands in an element; (transfer full). */
char    *kontor_bpmn_xml_get_text   (const xmlNode *node);
void     kontor_bpmn_xml_set_text   (xmlNode *node, const char *text);
/* What XML cannot hold goes; (transfer full). */
char    *kontor_bpmn_xml_clean      (const char *text);

/**
 * kontor_bpmn_xml_add:
 * @before: (nullable): the sibling to stand in front of; %NULL: at the end
 *
 * A new child, with the prefix that the file uses for @space, indented as its
 * neighbours are.
 */
xmlNode *kontor_bpmn_xml_add    (xmlNode *parent, const char *space, const char *name, xmlNode *before);
/* Takes an element and the white space before it out of the tree. */
void     kontor_bpmn_xml_remove (xmlNode *node);

/* Whether @text may be an id. */
gboolean kontor_bpmn_xml_is_id  (const char *text);

G_END_DECLS
