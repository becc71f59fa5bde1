#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DIRECTORIES_PAGE (kontor_directories_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorDirectoriesPage, kontor_directories_page, KONTOR, DIRECTORIES_PAGE, KontorPage)

/* All entities that are directories; a new one appears by itself. */
KontorPage *kontor_directories_page_new (KontorDesk *desk, const char *argument);

G_END_DECLS
