#pragma once

#include "route/map-dock.h"

G_BEGIN_DECLS

/*
 * The ground that lines run over: what stands there and which lines are drawn
 * already, found by place.  For KontorMapRoutes.
 */
typedef struct _KontorMapField KontorMapField;

/* Something a line has to go around, or, where it is a caption, had better. */
typedef struct
{
  double   left;
  double   top;
  double   right;
  double   bottom;
  gboolean caption;
  /* (transfer none): the key of the point; the same pointer as long as it is there. */
  const char *point;
} KontorMapObstacle;

KontorMapField *kontor_map_field_new          (void);
void            kontor_map_field_free         (KontorMapField *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapField, kontor_map_field_free)

void            kontor_map_field_clear        (KontorMapField *self);
/**
 * kontor_map_field_set_point:
 * @by: (out) (optional): how far it went
 *
 * Adds a point, or moves it.
 *
 * Returns: whether it was there already, as large as now
 */
gboolean        kontor_map_field_set_point    (KontorMapField *self, const KontorMapItem *point, KontorMapPlace *by);
void            kontor_map_field_remove_point (KontorMapField *self, const char *key);
/* @line: whose route it is, any pointer; (transfer none) @route stays unchanged until it is removed. */
void            kontor_map_field_add_line     (KontorMapField *self, gpointer line, const GArray *route);
void            kontor_map_field_remove_line  (KontorMapField *self, gpointer line, const GArray *route);

/* Moves a line, and @route itself. */
void            kontor_map_field_shift_line  (KontorMapField *self, gpointer line, GArray *route, double dx, double dy);

/* Words beside a line: (transfer none) until it is removed. */
void            kontor_map_field_add_caption    (KontorMapField *self, KontorMapObstacle *caption);
void            kontor_map_field_remove_caption (KontorMapField *self, KontorMapObstacle *caption);
void            kontor_map_field_shift_caption  (KontorMapField *self, KontorMapObstacle *caption, double dx, double dy);

/* The lines that come nearer than @gap to a rectangle: (transfer container). */
GPtrArray      *kontor_map_field_find_lines   (KontorMapField *self, const KontorMapItem *point, double gap);

/* The lines that a way really crosses, one as often as it does: (transfer container). */
GPtrArray      *kontor_map_field_find_crossed (KontorMapField *self, const GArray *route);

/* The lines that run so close along a way that they are taken for it, but @own: (transfer container). */
GPtrArray      *kontor_map_field_find_beneath (KontorMapField *self, const GArray *route, gconstpointer own);

/* Where lines run in a rectangle: the places across of upright ones and the heights of level ones are added. */
void            kontor_map_field_add_lanes    (KontorMapField *self, double left, double top, double right, double bottom,
                                               GArray *xs, GArray *ys);

/**
 * kontor_map_field_find_obstacle:
 * @but: (nullable): the key of a point that does not count
 *
 * Returns: (nullable): a point that a level or upright line comes nearer to than @gap
 */
const KontorMapObstacle *kontor_map_field_find_obstacle (KontorMapField *self, KontorMapPlace from, KontorMapPlace to,
                                                         double gap, const char *but, const char *but_too);

/* Everything in a rectangle, captions too: (transfer container) (element-type KontorMapObstacle). */
GPtrArray      *kontor_map_field_get_obstacles (KontorMapField *self, double left, double top, double right, double bottom);

/**
 * kontor_map_field_trouble:
 *
 * Returns: what the lines drawn already and the captions make a piece of way
 *   cost; @overlaps is set where it would lie on another line
 */
double          kontor_map_field_trouble      (KontorMapField *self, KontorMapPlace from, KontorMapPlace to, gboolean *overlaps);

G_END_DECLS
