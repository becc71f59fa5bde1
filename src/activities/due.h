#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kontor_due_show:
 * @due_at: (nullable): a moment of the server
 * @is_open: whether it is still to be done, and so can be late
 *
 * Says in a card's head until when something has to be done, in red where that
 * has passed.
 */
void kontor_due_show (GtkLabel *label, const char *due_at, gboolean is_open);

G_END_DECLS
