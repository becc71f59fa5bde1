#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RANGE_SELECTION (kontor_range_selection_get_type ())
G_DECLARE_FINAL_TYPE (KontorRangeSelection, kontor_range_selection, KONTOR, RANGE_SELECTION, GObject)

/*
 * Which rows of a list are selected, kept as ranges and never asking the list
 * for an item: selecting a million rows costs nothing.  Signals of
 * GtkSelectionModel.
 */

/* Takes no reference away from @model. */
KontorRangeSelection *kontor_range_selection_new (GListModel *model);

GListModel *kontor_range_selection_get_model      (KontorRangeSelection *self);
guint64     kontor_range_selection_get_n_selected (KontorRangeSelection *self);
/* The first selected position, or G_MAXUINT. */
guint       kontor_range_selection_get_first      (KontorRangeSelection *self);

G_END_DECLS
