#pragma once

#include <gio/gio.h>

#include "route/map-check.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_BPMN (kontor_bpmn_get_type ())
G_DECLARE_FINAL_TYPE (KontorBpmn, kontor_bpmn, KONTOR, BPMN, GObject)

/*
 * A BPMN 2.0 file.  The whole document is kept as it came, with everything
 * that Kontor does not know; a route map lies over the part of it that the
 * engine can run.  Writing changes in the document what was changed in the map
 * and nothing else.
 *
 * What the engine runs: start, end, tasks, exclusive and parallel gateways,
 * service, script, send and business rule tasks, subprocesses and call
 * activities, timers and events that are waited for; notes and groups beside
 * them.  An exclusive gateway that only brings ways together has no point on a
 * route map, where several lines may lead to every point: its lines go through.
 */

/**
 * KontorBpmnView:
 * @KONTOR_BPMN_VIEW_RUN: what the engine runs
 * @KONTOR_BPMN_VIEW_WHOLE: with a point for each gateway: to lay the file out
 *
 * What of the process becomes a point.
 */
typedef enum
{
  KONTOR_BPMN_VIEW_RUN,
  KONTOR_BPMN_VIEW_WHOLE,
} KontorBpmnView;

/**
 * kontor_bpmn_new_from_data:
 * @data: a file, in any encoding that XML can name
 *
 * Fails with %KONTOR_ERROR_INVALID on what is not BPMN 2.0, was cut off, is far
 * too large, has a DOCTYPE that declares anything, or has an id twice.
 *
 * Returns: (transfer full): the file
 */
KontorBpmn *kontor_bpmn_new_from_data (const char *data, gsize length, KontorBpmnView view, GError **error);

/**
 * kontor_bpmn_new_for_map:
 * @name: (nullable): what the process is called in a new file
 *
 * The file that @map was read from, where it says so; else a new one with an
 * empty process.  kontor_bpmn_write() brings it up to date.
 *
 * Returns: (transfer full): the file
 */
KontorBpmn *kontor_bpmn_new_for_map   (KontorMap *map, const char *name);

/* The map as it was read; changing it changes no file; (transfer full). */
KontorMap  *kontor_bpmn_make_map      (KontorBpmn *self);
/* The same with the file inside, so that a map kept as JSON still knows it; (transfer full). */
KontorMap  *kontor_bpmn_make_whole_map (KontorBpmn *self);
/* What the process that became the map is called, or NULL; (transfer full). */
char       *kontor_bpmn_get_name      (KontorBpmn *self);

/**
 * kontor_bpmn_get_findings:
 *
 * What of the file the engine does not run, with ids and names: kept and drawn
 * all the same.  Errors where the map means something else without it.
 *
 * Returns: (transfer none) (element-type KontorMapProblem)
 */
GPtrArray  *kontor_bpmn_get_findings  (KontorBpmn *self);

/**
 * kontor_bpmn_check:
 *
 * The findings, what the map lacks before it can be published (as warnings)
 * and whether the tokens of its process can get stuck (as errors).
 *
 * Returns: (transfer full) (element-type KontorMapProblem)
 */
GPtrArray  *kontor_bpmn_check         (KontorBpmn *self);

/**
 * kontor_bpmn_write:
 * @map: what kontor_bpmn_make_map() gave, however changed since
 *
 * Brings the document up to date with @map and writes it as UTF-8.  Ids, names,
 * lines, bounds and corners that were not changed stay to the letter.
 *
 * Returns: (transfer full): the file
 */
GBytes     *kontor_bpmn_write         (KontorBpmn *self, KontorMap *map);

/* The name and the id of an element of the file, for messages: “Check” (task_1); (transfer full). */
char       *kontor_bpmn_describe      (KontorBpmn *self, const char *id);

G_END_DECLS
