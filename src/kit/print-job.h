#pragma once

#include <gtk/gtk.h>

#include "draw/document.h"

G_BEGIN_DECLS

/**
 * kontor_print_job_new:
 * @document: what to print; held until the job is gone
 *
 * Makes a print operation that draws the document's pages as they are, on
 * paper of the document's size, whatever the printer thinks its paper is.
 *
 * Returns: (transfer full): run it with gtk_print_operation_run()
 */
GtkPrintOperation *kontor_print_job_new (KontorDocument *document);

G_END_DECLS
