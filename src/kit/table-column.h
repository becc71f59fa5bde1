#pragma once

#include <gtk/gtk.h>

#include "model/entity.h"
#include "model/record.h"

G_BEGIN_DECLS

/*
 * One column of a KontorTable: the factory of its cells and its title.
 */

/**
 * kontor_table_column_new:
 * @rows: what is shown; a KontorRecordList is told which rows are looked at
 *
 * Returns: (transfer full): a column for @field
 */
GtkColumnViewColumn *kontor_table_column_new       (const KontorEntity *entity, const KontorField *field, GListModel *rows);
const KontorField   *kontor_table_column_get_field (GtkColumnViewColumn *column);

gboolean             kontor_table_column_is_sortable (const KontorField *field);

/* How much larger than usual the person has text: 1.5 at 150 %; widths are remembered without it. */
double               kontor_table_column_get_text_scale (void);
/* The first width of a column for @field, pixels at the present size of text. */
int                  kontor_table_column_natural_width (const KontorField *field);
/* The position of the row whose cell is @widget or around it, G_MAXUINT for none. */
guint                kontor_table_column_find_position (GtkWidget *widget);

G_END_DECLS
