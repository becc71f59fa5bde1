#pragma once

#include "kit/desk.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_MIGRATION (kontor_map_migration_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapMigration, kontor_map_migration, KONTOR, MAP_MIGRATION, GtkWidget)

/*
 * Moves running processes from one version of a map to another: which point
 * becomes which, what becomes of each process, and only then the deed.
 *
 * Signal "moved" (): processes went over.
 */

GtkWidget *kontor_map_migration_new  (KontorDesk *desk, KontorMapView *view);

/**
 * kontor_map_migration_show:
 * @from_id: the version they walk now
 * @to_id: (nullable): the version they shall walk; %NULL: one of the two is a draft
 * @to: the graph of that version
 */
void       kontor_map_migration_show (KontorMapMigration *self, const char *map_id, const char *from_id, const char *to_id, KontorMap *to);

G_END_DECLS
