#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_VERSIONS_PAGE (kontor_map_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapVersionsPage, kontor_map_versions_page, KONTOR, MAP_VERSIONS_PAGE, KontorPage)

/*
 * What became of a map: the difference of two of its versions, how it goes in
 * one of them, and the way of running processes from one to the other.
 */

/* @map_id: the map. */
KontorPage *kontor_map_versions_page_new (KontorDesk *desk, const char *map_id);

G_END_DECLS
