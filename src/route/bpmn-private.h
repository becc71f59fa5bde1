#pragma once

#include "route/bpmn-xml.h"
#include "route/bpmn.h"

G_BEGIN_DECLS

struct _KontorBpmn
{
  GObject         parent_instance;

  KontorBpmnView  view;
  /* Made here, not read: indented when written. */
  gboolean        made;
  xmlDoc         *document;
  xmlNode        *root;
  /* The process that is the map; NULL where the file has none. */
  xmlNode        *process;
  /* The plane it is drawn on, or NULL. */
  xmlNode        *plane;
  /* id -> element of the model, id of an element -> its shape or line */
  GHashTable     *elements;
  GHashTable     *pictures;
  /* By type: key -> element */
  GHashTable     *nodes[3];
  /* Elements of gateways that only bring ways together. */
  GHashTable     *junctions;
  KontorMap      *base;
  GPtrArray      *findings;
};

/* bpmn.c */
gboolean  kontor_bpmn_take_document  (KontorBpmn *self, xmlDoc *document, GError **error);
/* Finds elements and pictures again after the tree was changed. */
void      kontor_bpmn_index          (KontorBpmn *self);
/* The element an IDREF or a QName of the file means, or NULL. */
xmlNode  *kontor_bpmn_resolve        (KontorBpmn *self, const char *reference);
xmlNode  *kontor_bpmn_resolve_attribute (KontorBpmn *self, const xmlNode *node, const char *name);
char     *kontor_bpmn_describe_node  (const xmlNode *node);

/* bpmn-kind.c */
typedef enum
{
  KONTOR_BPMN_ROLE_NONE,
  KONTOR_BPMN_ROLE_POINT,
  KONTOR_BPMN_ROLE_GATEWAY,
  KONTOR_BPMN_ROLE_DECORATION,
  KONTOR_BPMN_ROLE_FLOW,
  /* Kept and drawn. */
  KONTOR_BPMN_ROLE_FOREIGN,
} KontorBpmnRole;

KontorBpmnRole kontor_bpmn_role       (const xmlNode *node);
/* What a point without a gateway's ambiguity is. */
KontorMapKind  kontor_bpmn_kind       (const xmlNode *node);
/* FALSE: it only brings ways together. */
gboolean       kontor_bpmn_gateway_kind (const xmlNode *node, guint ways_in, guint ways_out, KontorMapKind *kind);
const char    *kontor_bpmn_element_for (KontorMapKind kind);
/* What an event waits for or throws. */
gboolean       kontor_bpmn_event_definition (const xmlNode *node, const char **name);
/* What people call it, translated: "boundary event". */
const char    *kontor_bpmn_element_label (const xmlNode *node);

/* bpmn-read.c: @own: with what Kontor wrote beside; @nodes (array of 3) and @junctions are filled. */
KontorMap *kontor_bpmn_read          (KontorBpmn *self, gboolean own, GHashTable **nodes, GHashTable *junctions);
/* Points that are drawn nowhere get a place; returns whether there were any. */
gboolean   kontor_bpmn_place_rest    (KontorBpmn *self, KontorMap *map, GHashTable *nodes);
xmlNode   *kontor_bpmn_choose_process (KontorBpmn *self);

/* bpmn-finding.c */
/* @points: (nullable): keys or ids */
void       kontor_bpmn_tell          (GPtrArray *problems, KontorMapSeverity severity, const char *code,
                                      const char * const *points, const char *format, ...) G_GNUC_PRINTF (5, 6);
void       kontor_bpmn_find          (KontorBpmn *self, GPtrArray *findings);

/* bpmn-tokens.c: @patient: by number of a point, whether it is an inclusive gateway that brings ways together. */
void       kontor_bpmn_check_tokens  (KontorMap *map, const gboolean *patient, GPtrArray *problems);

/* bpmn-own.c: what only Kontor knows, in the file's extensionElements. */
xmlNode   *kontor_bpmn_own_get       (const xmlNode *node);
/* The kind that stands there, if any. */
gboolean   kontor_bpmn_own_kind      (const xmlNode *own, KontorMapKind *kind);
/* Lays what Kontor wrote over what the file says. */
void       kontor_bpmn_own_read      (const xmlNode *own, KontorMapItem *item);
/* Writes what @item has that @plain (nullable), read without it, does not say. */
void       kontor_bpmn_own_write     (xmlNode *node, const KontorMapItem *item, const KontorMapItem *plain,
                                      gboolean named);
void       kontor_bpmn_own_set_kind  (xmlNode *node, KontorMapKind kind);
void       kontor_bpmn_own_read_rest (const xmlNode *process, KontorMap *map);
void       kontor_bpmn_own_write_rest (xmlNode *process, KontorMap *map);
/* Says that this process of the file is the map. */
void       kontor_bpmn_own_mark      (xmlNode *process);
/* "P1DT2H" in hours; FALSE where it is something else. */
gboolean   kontor_bpmn_read_duration (const char *text, double *hours);
char      *kontor_bpmn_write_duration (double hours);

/* bpmn-place.c */
gboolean   kontor_bpmn_get_bounds    (const xmlNode *shape, double *x, double *y, double *width, double *height);
/* (nullable) (element-type KontorMapPlace) */
GArray    *kontor_bpmn_get_waypoints (const xmlNode *edge);
void       kontor_bpmn_set_bounds    (xmlNode *bounds, double x, double y, double width, double height);
void       kontor_bpmn_set_waypoints (xmlNode *edge, const GArray *places);
/* A shape or a line, with its label. */
void       kontor_bpmn_move_picture  (xmlNode *picture, double dx, double dy);
/* Writes bounds and corners of what is new or was changed. */
void       kontor_bpmn_draw_changes  (KontorBpmn *self, KontorMap *map);

G_END_DECLS
