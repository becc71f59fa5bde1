#pragma once

#include <gio/gio.h>

#include "tool/demo-plan.h"

G_BEGIN_DECLS

/* Writes a plan into a base (two connections for the large ones) or into files. */

/**
 * kontor_demo_load_base:
 * @uri: (nullable): a libpq connection string; the login must be a superuser,
 *   because triggers and foreign keys are not asked about rows made right
 *
 * Refuses a base that has partners.  Tells on stderr how far it is.
 */
gboolean kontor_demo_load_base   (KontorDemoPlan *plan, const char *uri, GError **error);

/* One file a table, with ids of directories made up. */
gboolean kontor_demo_load_folder (KontorDemoPlan *plan, const char *folder, GError **error);

G_END_DECLS
