#pragma once

#include "route/map.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MAP_PROBLEM_WARNING,
  KONTOR_MAP_PROBLEM_ERROR,
} KontorMapSeverity;

/**
 * KontorMapProblem:
 * @code: the server's name of it
 * @message: for people, translated
 * @points: the keys of the points it is about
 */
typedef struct
{
  KontorMapSeverity severity;
  const char       *code;
  char             *message;
  char            **points;
} KontorMapProblem;

void       kontor_map_problem_free (KontorMapProblem *self);

/**
 * kontor_map_check:
 *
 * The rules by which the server publishes a map, as far as the map alone tells.
 * First what can be seen point by point; where that is in order, every order
 * in which the tokens of a running process can move is tried.
 *
 * Returns: (transfer full) (element-type KontorMapProblem): what is wrong
 */
GPtrArray *kontor_map_check        (KontorMap *map);

/* For the above: walks the tokens of a map that holds together. */
void       kontor_map_check_walk   (KontorMap *map, GPtrArray *problems);

/* For both: adds a problem about @points (nullable, zero-terminated). */
void       kontor_map_check_add    (GPtrArray *problems, KontorMapSeverity severity, const char *code,
                                    const char * const *points, const char *format, ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
