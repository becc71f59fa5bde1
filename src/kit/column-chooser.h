#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

/* A popover with all fields of the table's entity, those that are shown first; (transfer floating). */
GtkWidget *kontor_column_chooser_new (KontorTable *table, guint maximum);

G_END_DECLS
