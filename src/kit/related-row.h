#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* A line for a record on another record's card: (transfer floating).  Where it is
 * narrow, what tells more stands beneath. */
GtkWidget *kontor_related_row_new (KontorRecord *record, gboolean is_narrow);

/* Whether such a line is shown at once; what is over and done comes with "Show all". */
gboolean   kontor_related_row_is_current (KontorRecord *record);

G_END_DECLS
