#pragma once

#include <pango/pangocairo.h>

#include "draw/route-map-picture.h"

G_BEGIN_DECLS

typedef struct
{
  double red;
  double green;
  double blue;
} KontorMapColour;

/* The colours of one tone. */
typedef struct
{
  KontorMapColour ground;
  KontorMapColour text;
  KontorMapColour quiet;
  KontorMapColour line;
  KontorMapColour accent;
  KontorMapColour passed;
  KontorMapColour warning;
  KontorMapColour error;
  /* By kind: what fills it and what bounds it. */
  KontorMapColour fill[KONTOR_MAP_KIND_FLOW];
  KontorMapColour edge[KONTOR_MAP_KIND_FLOW];
} KontorMapPalette;

const KontorMapPalette *kontor_map_palette_get (KontorMapTone tone);
void                    kontor_map_use         (cairo_t *cr, KontorMapColour colour, double alpha);

/* The outline of a point as a path. */
void kontor_map_shape_outline (cairo_t *cr, const KontorMapItem *item, double grow);
/* Shape and sign of a point, without words. */
void kontor_map_shape_draw    (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette);
/* The colours that a person has chosen for an item instead of its kind's. */
void kontor_map_shape_colour  (const KontorMapItem *item, const KontorMapPalette *palette,
                               KontorMapColour *fill, KontorMapColour *edge);
/* A small person, 11 units high, for the caption. */
void kontor_map_shape_person  (cairo_t *cr, double x, double y);
void kontor_map_shape_sheet   (cairo_t *cr, double x, double y);
void kontor_map_shape_gear    (cairo_t *cr, double x, double y, KontorMapColour colour);

/* Words as they stand on a map, wrapped at @width where that is more than 0; (transfer full). */
PangoLayout *kontor_map_make_text (cairo_t *cr, const char *text, double size, PangoWeight weight, double width);

G_END_DECLS
