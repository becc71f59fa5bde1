#pragma once

#include <gtk/gtk.h>

#include "model/entity.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FILTER_BAR (kontor_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KontorFilterBar, kontor_filter_bar, KONTOR, FILTER_BAR, GtkWidget)

/*
 * A condition as chips, each edited in a popover, and a button for one more.
 *
 * Signal "changed": read the condition.
 */

GtkWidget  *kontor_filter_bar_new           (const KontorEntity *entity);
/* JSON text of a condition, nullable. */
void        kontor_filter_bar_set_condition (KontorFilterBar *self, const char *condition);
const char *kontor_filter_bar_get_condition (KontorFilterBar *self);
/* Opens the popover for a new filter. */
void        kontor_filter_bar_add           (KontorFilterBar *self);

G_END_DECLS
