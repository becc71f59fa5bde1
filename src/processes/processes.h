#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* Announces the process card, the map editor and the list of route maps. */
void kontor_processes_register (void);

G_END_DECLS
