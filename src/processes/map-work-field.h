#pragma once

#include "processes/map-fields.h"

G_BEGIN_DECLS

/* What a point of the kind "processing" does: sets a field, makes a task or a
 * record, starts a process, calls a function. */
GtkWidget *kontor_map_work_field_new   (KontorMapEdit *edit, const KontorMapItem *item, KontorMapChoices *choices);
/* Which process a nested point starts, once or for each record of a list. */
GtkWidget *kontor_map_nested_field_new (KontorMapEdit *edit, const KontorMapItem *item, KontorMapChoices *choices);

G_END_DECLS
