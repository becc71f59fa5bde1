#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kontor_task_row_new:
 * @due_at: (nullable): a moment in PostgreSQL's form
 *
 * A line of the dashboard's tasks: what, for whom, until when.
 *
 * Returns: (transfer floating): a list box row that carries the task's id
 */
GtkWidget  *kontor_task_row_new (const char *id, const char *name, const char *partner,
                                 const char *due_at, gboolean overdue);
const char *kontor_task_row_get_id (GtkWidget *row);

G_END_DECLS
