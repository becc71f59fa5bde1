#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Announces the screens of partners; called once at start. */
void kontor_partners_register (void);

G_END_DECLS
