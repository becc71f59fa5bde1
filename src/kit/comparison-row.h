#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "model/entity.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_COMPARISON_ROW (kontor_comparison_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorComparisonRow, kontor_comparison_row, KONTOR, COMPARISON_ROW, GtkWidget)

/*
 * One comparison of a condition: field, operator, value, each with what fits.
 *
 * Signal "changed".
 */

GtkWidget *kontor_comparison_row_new      (const KontorEntity *entity);
/* {"field": ..., OPERATOR: VALUE} */
void       kontor_comparison_row_set_node (KontorComparisonRow *self, JsonNode *node);
/* (transfer full) (nullable): NULL while a value is missing */
JsonNode  *kontor_comparison_row_get_node (KontorComparisonRow *self);

G_END_DECLS
