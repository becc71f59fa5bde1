#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Announces the pages of this folder: "dashboard". */
void kontor_reports_register (void);

G_END_DECLS
