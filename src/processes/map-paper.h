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
GtkWindow *kontor_map_paper_open         (GtkWidget *parent, KontorMap *map, KontorMapView *view, KontorMapChoices *choices,
                                          const char *title, const char *version);

/* Asks for the name of a file and writes the drawing: SVG, PNG or PDF by the ending. */
void       kontor_map_paper_save_picture (GtkWidget *parent, KontorMapView *view, const char *title);

G_END_DECLS
