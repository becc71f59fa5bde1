#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the pages "administration", "directories" and "history". */
void kontor_admin_register (void);

G_END_DECLS
