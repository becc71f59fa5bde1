#pragma once

#include "processes/map-view.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

/**
 * kontor_map_label_popup:
 *
 * Lets the person write on the drawing itself what the selected point, line or
 * note is called.  Enter or a click elsewhere keeps it, Shift+Enter begins a new
 * line of a note, Escape leaves it as it was.
 *
 * Returns: whether there is something to be written
 */
gboolean kontor_map_label_popup (KontorMapView *view, KontorMapEdit *edit);

/* The property that holds what stands on an item. */
const char *kontor_map_label_property (const KontorMapItem *item);

G_END_DECLS
