#pragma once

#include <gtk/gtk.h>

#include "model/field.h"

G_BEGIN_DECLS

/**
 * kontor_chip_new:
 * @style: (nullable): "success", "warning", "error", "accent"
 *
 * Returns: (transfer floating): a short word on a tinted ground
 */
GtkWidget *kontor_chip_new        (const char *text, const char *style);
/* The chip of a choice's value. */
GtkWidget *kontor_chip_new_choice (const KontorField *field, const char *value);
/* Changes a chip that is there. */
void       kontor_chip_set        (GtkWidget *chip, const char *text, const char *style);

G_END_DECLS
