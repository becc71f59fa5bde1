#pragma once

#include <adwaita.h>

#include "db/database.h"

G_BEGIN_DECLS

/**
 * kontor_about_show:
 * @database: (nullable): named in the details for support
 */
void kontor_about_show (GtkWindow *parent, KontorDatabase *database);

G_END_DECLS
