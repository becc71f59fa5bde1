#pragma once

#include "route/map-check.h"
#include "route/map-check-guide.h"
#include "route/map-fold.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MAP_SOUND,
  KONTOR_MAP_UNSOUND,
  KONTOR_MAP_UNDECIDED,
} KontorMapVerdict;

/* Adds a problem about @points (nullable, zero-terminated). */
void             kontor_map_check_add    (GPtrArray *problems, KontorMapSeverity severity, const char *code,
                                          const char * const *points, const char *format, ...) G_GNUC_PRINTF (5, 6);
/* What a person calls a point: its name, else its kind. */
const char      *kontor_map_check_name   (const KontorMapItem *point);

/* Tries every order in which tokens can move, the shortest ways first or, with a
 * (nullable) @guide, where it points first; tells each problem with the way to it,
 * and gives up after @most_states. */
KontorMapVerdict kontor_map_check_walk   (const KontorMapFold *fold, KontorMapGuide *guide, guint most_states, GPtrArray *problems);
/* The whole question: adds what is wrong with a map that holds together. */
void             kontor_map_check_sound  (const KontorMapNet *net, GPtrArray *problems);

G_END_DECLS
