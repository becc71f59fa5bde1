#pragma once

#include "draw/route-map-picture.h"
#include "route/bpmn-view.h"

G_BEGIN_DECLS

/*
 * How a BPMN file looks: what Kontor runs as on a route map, everything else
 * as BPMN draws it, at the places the file says.
 */

/* What encloses everything that is drawn; all 0 where that is nothing. */
void kontor_bpmn_picture_get_bounds (KontorBpmn *bpmn, double *x, double *y, double *width, double *height);
/* Draws everything, the top left corner of the bounds at @margin. */
void kontor_bpmn_picture_draw       (KontorBpmn *bpmn, KontorRouteMapPicture *picture, cairo_t *cr, double margin);

/* bpmn-sign.c: the small sign in the middle of an event or a gateway. */
void kontor_bpmn_sign_event         (cairo_t *cr, const char *definition, gboolean thrown, double x, double y, double radius);
void kontor_bpmn_sign_gateway       (cairo_t *cr, const char *element, double x, double y, double radius);
/* At the foot of an activity: a loop, several at once, compensation, what is inside. */
void kontor_bpmn_sign_marker        (cairo_t *cr, const char *marker, double x, double y);

G_END_DECLS
