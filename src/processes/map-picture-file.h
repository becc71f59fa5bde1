#pragma once

#include "processes/map-tools.h"

G_BEGIN_DECLS

/**
 * kontor_map_picture_file_choose:
 * @place: where on the map its middle comes to stand
 *
 * Lets the person choose a file and puts the picture in it on the map.
 */
void kontor_map_picture_file_choose (KontorMapView *view, KontorMapEdit *edit, KontorMapPlace place);

/* The same for a file that is chosen already; what goes wrong is told. */
void kontor_map_picture_file_insert (KontorMapView *view, KontorMapEdit *edit, KontorMapPlace place, GFile *file);

G_END_DECLS
