#pragma once

#include "db/connection.h"

G_BEGIN_DECLS

/**
 * kontor_tool_print:
 * @connection: signed in as the person whose right to read counts
 * @arguments: (array zero-terminated=1): what follows "print":
 *   "envelope --partner ID|--address ID [--format DL] [--no-sender] --output FILE.pdf",
 *   "offer --offer ID|NUMBER [--language CODE] --output FILE.pdf"
 *
 * Makes a PDF.  What an address lacks is told on stderr; an address that does
 * not fit is an error and nothing is written.
 *
 * Returns: whether the file was written
 */
gboolean kontor_tool_print (KontorConnection *connection, char **arguments, GError **error);

G_END_DECLS
