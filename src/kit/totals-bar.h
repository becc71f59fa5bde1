#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TOTALS_BAR (kontor_totals_bar_get_type ())
G_DECLARE_FINAL_TYPE (KontorTotalsBar, kontor_totals_bar, KONTOR, TOTALS_BAR, GtkWidget)

/*
 * The sums under a table, each under its column: of all rows of the list, or of
 * the selected ones where more than one is.  Shown only while a column is there
 * whose sum says something.
 */

/**
 * kontor_totals_bar_new:
 * @table: over a KontorRecordList; it shows the bar, see kontor_table_set_footer()
 */
GtkWidget *kontor_totals_bar_new (KontorTable *table);

G_END_DECLS
