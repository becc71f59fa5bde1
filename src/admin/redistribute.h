#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Announces "Distribute anew" for the lists of what distribution rules can be about (R102). */
void kontor_redistribute_register (void);

G_END_DECLS
