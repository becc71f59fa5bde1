#pragma once

#include "route/bpmn.h"

G_BEGIN_DECLS

/**
 * kontor_bpmn_tidy:
 *
 * Lays the process of a file (read as %KONTOR_BPMN_VIEW_WHOLE) out anew and
 * brings what is drawn beside it along: lanes become bands one below the other,
 * pools enclose them, boundary events sit on their activities, what was
 * connected to a point stays beside it.  Only places change.
 *
 * Returns: (transfer full): the map as it is laid out now
 */
KontorMap *kontor_bpmn_tidy (KontorBpmn *self);

G_END_DECLS
