#pragma once

#include "kit/desk.h"
#include "processes/map-exchange.h"
#include "processes/map-header.h"
#include "processes/map-tools.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_EDITOR (kontor_map_editor_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapEditor, kontor_map_editor, KONTOR, MAP_EDITOR, KontorPage)

/*
 * A route map is drawn here: palette, canvas, inspector, problems.  The draft
 * is kept on the server as one draws; publishing makes it the version that new
 * processes walk.  Whoever is no administrator looks and tries out.
 */
KontorPage        *kontor_map_editor_new          (KontorDesk *desk, const char *map_id);
/* By which the map comes from a file and goes into one; (transfer none). */
KontorMapExchange *kontor_map_editor_get_exchange (KontorMapEditor *self);
/* By which it is drawn; (transfer none). */
KontorMapTools    *kontor_map_editor_get_tools    (KontorMapEditor *self);
/* The line above the drawing; (transfer none). */
KontorMapHeader   *kontor_map_editor_get_header   (KontorMapEditor *self);

G_END_DECLS
