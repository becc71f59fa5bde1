#pragma once

#include <cairo.h>

#include "route/map-routes.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MAP_TONE_LIGHT,
  KONTOR_MAP_TONE_DARK,
  /* Black on white, for paper. */
  KONTOR_MAP_TONE_PRINT,
} KontorMapTone;

/**
 * KontorMapMark:
 * @KONTOR_MAP_MARK_CURRENT: a process stands here
 * @KONTOR_MAP_MARK_PASSED: a process was here
 * @KONTOR_MAP_MARK_STOPPED: with CURRENT: it is stopped
 * @KONTOR_MAP_MARK_ADDED: only the later of two versions has it
 * @KONTOR_MAP_MARK_REMOVED: only the earlier of two versions has it
 * @KONTOR_MAP_MARK_CHANGED: it says something else in the later version
 * @KONTOR_MAP_MARK_MOVED: it only stands elsewhere in the later version
 *
 * What is said about an item beside what it is.
 */
typedef enum
{
  KONTOR_MAP_MARK_NONE     = 0,
  KONTOR_MAP_MARK_CURRENT  = 1 << 0,
  KONTOR_MAP_MARK_PASSED   = 1 << 1,
  KONTOR_MAP_MARK_STOPPED  = 1 << 2,
  KONTOR_MAP_MARK_ERROR    = 1 << 3,
  KONTOR_MAP_MARK_WARNING  = 1 << 4,
  KONTOR_MAP_MARK_SELECTED = 1 << 5,
  KONTOR_MAP_MARK_TARGET   = 1 << 6,
  KONTOR_MAP_MARK_ADDED    = 1 << 7,
  KONTOR_MAP_MARK_REMOVED  = 1 << 8,
  KONTOR_MAP_MARK_CHANGED  = 1 << 9,
  KONTOR_MAP_MARK_MOVED    = 1 << 10,
} KontorMapMark;

#define KONTOR_TYPE_ROUTE_MAP_PICTURE (kontor_route_map_picture_get_type ())
G_DECLARE_FINAL_TYPE (KontorRouteMapPicture, kontor_route_map_picture, KONTOR, ROUTE_MAP_PICTURE, GObject)

/*
 * How a route map looks, on the screen and on paper.  A unit is a pixel at
 * natural size, 1/96 inch.
 */

KontorRouteMapPicture *kontor_route_map_picture_new       (KontorMapTone tone);
/* The same names in another tone, without marks: for a thread that draws into a file; (transfer full). */
KontorRouteMapPicture *kontor_route_map_picture_copy      (KontorRouteMapPicture *self, KontorMapTone tone);
KontorMapTone          kontor_route_map_picture_get_tone  (KontorRouteMapPicture *self);
void                   kontor_route_map_picture_set_tone  (KontorRouteMapPicture *self, KontorMapTone tone);
/* What a picture on the map contains: its hash names it. */
void                   kontor_route_map_picture_set_image (KontorRouteMapPicture *self, GBytes *content);
/* (transfer none) (nullable) */
GBytes                *kontor_route_map_picture_get_image (KontorRouteMapPicture *self, const char *hash);
/* (nullable): the entity whose records walk the map: its manager does the steps. */
void                   kontor_route_map_picture_set_subject (KontorRouteMapPicture *self, const char *subject);
const char            *kontor_route_map_picture_get_subject (KontorRouteMapPicture *self);
/* What the id of an employee or a team, or the path to a field, is called: for the captions. */
void                   kontor_route_map_picture_set_name  (KontorRouteMapPicture *self, const char *id, const char *name);

void                   kontor_route_map_picture_set_mark  (KontorRouteMapPicture *self, const char *key, KontorMapMark mark);
KontorMapMark          kontor_route_map_picture_get_mark  (KontorRouteMapPicture *self, const char *key);
void                   kontor_route_map_picture_clear_marks (KontorRouteMapPicture *self);

/**
 * kontor_route_map_picture_set_figure:
 * @text: (nullable): a short text on a flag at the item, "12 · 3 d"; %NULL: none
 * @heat: 0 to 1: how strongly the item glows
 *
 * What is counted or measured about an item.
 */
void                   kontor_route_map_picture_set_figure (KontorRouteMapPicture *self, const char *key,
                                                            const char *text, double heat);
void                   kontor_route_map_picture_clear_figures (KontorRouteMapPicture *self);

/**
 * kontor_route_map_picture_set_comments:
 * @n: how many comments on the item are open; 0: none
 *
 * Shown as a small bubble at the item.
 */
void                   kontor_route_map_picture_set_comments (KontorRouteMapPicture *self, const char *key, guint n);
guint                  kontor_route_map_picture_get_comments (KontorRouteMapPicture *self, const char *key);
void                   kontor_route_map_picture_clear_comments (KontorRouteMapPicture *self);

/* Who does it, in words: "Deal manager"; (transfer full). */
char                  *kontor_route_map_picture_get_performer (KontorRouteMapPicture *self, const KontorMapItem *point);
/* The same for a performer that is not (yet) a point's; (nullable) @subject: the entity of the map's records. */
const char            *kontor_map_performer_get_label     (const char *subject, const char *kind, const char *role);

/* What a point covers with its caption and its marks. */
void                   kontor_route_map_picture_get_extents (KontorRouteMapPicture *self, const KontorMapItem *item,
                                                             double *x, double *y, double *width, double *height);
/* Draws a point or a decoration at its place; without words when @small. */
void                   kontor_route_map_picture_draw_item (KontorRouteMapPicture *self, cairo_t *cr,
                                                           const KontorMapItem *item, gboolean small);
/* Draws only the words beside a line. */
void                   kontor_route_map_picture_draw_flow_label (KontorRouteMapPicture *self, cairo_t *cr,
                                                                 const KontorMapItem *flow, KontorMapPlace label);
/* How wide the words on a line are drawn. */
double                 kontor_route_map_picture_get_label_width (KontorRouteMapPicture *self, const KontorMapItem *flow);
/* Draws a line along @route. */
void                   kontor_route_map_picture_draw_flow (KontorRouteMapPicture *self, cairo_t *cr,
                                                           const KontorMapItem *flow, const GArray *route, KontorMapPlace label);
/* Draws everything at its own place; @routes: those of the map. */
void                   kontor_route_map_picture_draw      (KontorRouteMapPicture *self, cairo_t *cr,
                                                           KontorMap *map, KontorMapRoutes *routes);

G_END_DECLS
