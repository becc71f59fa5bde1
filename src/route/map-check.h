#pragma once

#include "route/map.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MAP_PROBLEM_WARNING,
  KONTOR_MAP_PROBLEM_ERROR,
} KontorMapSeverity;

/**
 * KontorMapStep:
 * @point: the key of the point that passes on
 * @taken: the keys of the flows whose tokens it takes; none for the start
 * @placed: the keys of the flows it puts tokens on
 *
 * One move on the way to a problem, to be shown on the drawing.
 */
typedef struct
{
  char  *point;
  char **taken;
  char **placed;
} KontorMapStep;

/**
 * KontorMapProblem:
 * @code: the server's name of it
 * @message: for people, translated
 * @points: the keys of the points it is about
 * @path: (element-type KontorMapStep): what happens until it goes wrong, step by
 *   step from the start; empty where no way shows it
 * @pair: (nullable): two points that do not fit one another: where ways part and
 *   where they meet wrongly, or two merges that wait for each other
 */
typedef struct
{
  KontorMapSeverity severity;
  const char       *code;
  char             *message;
  char            **points;
  GPtrArray        *path;
  char            **pair;
} KontorMapProblem;

void       kontor_map_problem_free (KontorMapProblem *self);

/**
 * kontor_map_check:
 *
 * The rules by which the server publishes a map, as far as the map alone tells.
 * First what can be seen point by point; where that is in order, whether every
 * order in which the tokens of a running process can move ends well: no point is
 * done twice at once, parallel ways do not come to the same end (each may have
 * one of its own: the process is over when all have ended), nothing hangs.
 *
 * Returns: (transfer full) (element-type KontorMapProblem): what is wrong
 */
GPtrArray *kontor_map_check        (KontorMap *map);

G_END_DECLS
