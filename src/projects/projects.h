#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/* The screens of projects. */
void kontor_projects_register (void);

G_END_DECLS
