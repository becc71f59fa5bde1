#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_import_guess:
 * @targets: (element-type KontorImportTarget): what a column can be mapped to
 * @heading: a column's heading, in any of the program's languages
 *
 * Returns: (transfer full) (nullable): the target that the heading seems to mean
 */
char *kontor_import_guess (GPtrArray *targets, const char *heading);

G_END_DECLS
