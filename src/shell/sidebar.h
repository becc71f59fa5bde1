#pragma once

#include <adwaita.h>

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_SIDEBAR (kontor_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (KontorSidebar, kontor_sidebar, KONTOR, SIDEBAR, AdwBin)

/*
 * The sections, the counts that call for action, the pinned views.
 * Property "folded": icons only.
 */

void     kontor_sidebar_set_desk   (KontorSidebar *self, KontorDesk *desk);
/* Marks the line whose tab is shown; NULL: none. */
void     kontor_sidebar_set_current (KontorSidebar *self, const char *key);
gboolean kontor_sidebar_get_folded (KontorSidebar *self);
void     kontor_sidebar_set_folded (KontorSidebar *self, gboolean folded);

G_END_DECLS
