#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every screen announces its cards, lists and pages; called once at start. */
void kontor_screens_register (void);

G_END_DECLS
