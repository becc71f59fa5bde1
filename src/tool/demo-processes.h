#pragma once

#include "db/connection.h"

G_BEGIN_DECLS

/**
 * kontor_demo_start_processes:
 * @each: at most so many for each manager
 * @most: and so many altogether
 *
 * Starts the map "Sale" on open deals with the engine's own functions, as the
 * deals' managers, and carries out some of the first tasks.
 */
gboolean kontor_demo_start_processes (KontorConnection *connection, guint64 seed, guint each, guint most,
                                      guint *started, GError **error);

G_END_DECLS
