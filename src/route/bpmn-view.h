#pragma once

#include "route/bpmn.h"

G_BEGIN_DECLS

/**
 * KontorBpmnShape:
 * @element: BPMN's name of what it is: "lane", "boundaryEvent"
 * @definition: (nullable): what an event waits for or throws: "timerEventDefinition"
 * @name: (nullable): what stands on it
 * @label: where its name stands; of no width where the file does not say
 * @item: (nullable): the point or decoration of the map that it is
 * @expanded: a subprocess that shows what is inside
 * @upright: a pool or lane whose name stands at the top
 * @steady: an event that does not interrupt
 * @marker: "loop", "parallel", "sequential", "compensation", "collection" or ""
 *
 * One shape of a BPMN picture.
 */
typedef struct
{
  const char          *element;
  const char          *definition;
  char                *name;
  double               x;
  double               y;
  double               width;
  double               height;
  KontorMapPlace       label;
  double               label_width;
  double               label_height;
  const KontorMapItem *item;
  gboolean             expanded;
  gboolean             upright;
  gboolean             steady;
  const char          *marker;
} KontorBpmnShape;

/**
 * KontorBpmnEdge:
 * @places: (element-type KontorMapPlace): its corners, both ends included
 * @is_default: taken where no condition holds
 * @conditional: has a condition and leaves no gateway
 * @directed: an association with an arrow
 */
typedef struct
{
  const char     *element;
  char           *name;
  GArray         *places;
  KontorMapPlace  label;
  double          label_width;
  gboolean        is_default;
  gboolean        conditional;
  gboolean        directed;
} KontorBpmnEdge;

/**
 * kontor_bpmn_list_shapes:
 *
 * What the file draws on the sheet of the map, the large behind the small.  After
 * kontor_bpmn_write() that is everything of the map.
 *
 * Returns: (transfer full) (element-type KontorBpmnShape)
 */
GPtrArray *kontor_bpmn_list_shapes (KontorBpmn *self);
/* Returns: (transfer full) (element-type KontorBpmnEdge) */
GPtrArray *kontor_bpmn_list_edges  (KontorBpmn *self);
/* Whether Kontor wrote the file and the map is all of it. */
gboolean   kontor_bpmn_is_own      (KontorBpmn *self);

G_END_DECLS
