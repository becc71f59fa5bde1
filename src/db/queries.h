#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_queries_get:
 * @name: the name of a file in data/sql/queries, without ".sql"
 *
 * The named queries are compiled into the program as resources under
 * /org/kontor/Kontor/sql/queries.  An unknown name is a programming error.
 *
 * Returns: (transfer none): the statement
 */
const char *kontor_queries_get (const char *name);

/**
 * kontor_queries_list:
 *
 * Returns: (transfer full): the names of all named queries
 */
char      **kontor_queries_list (void);

G_END_DECLS
