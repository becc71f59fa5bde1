#pragma once

#include "processes/map-choices.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

/**
 * kontor_map_paper_open:
 * @title: what the map is called
 * @version: "Draft of version 3"
 *
 * A window with the map on paper: the drawing on one page or at its natural
 * size over several, or the written documentation; to be printed or saved.
 */
GtkWindow *kontor_map_paper_open (GtkWidget *parent, KontorMap *map, KontorMapView *view, KontorMapChoices *choices,
                                  const char *title, const char *version);

G_END_DECLS
