#pragma once

#include "processes/map-choices.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_DIFFERENCE_LIST (kontor_map_difference_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapDifferenceList, kontor_map_difference_list, KONTOR, MAP_DIFFERENCE_LIST, GtkWidget)

/*
 * What is different between two versions of a map: marked on the drawing and
 * told in words, property by property.
 */

GtkWidget *kontor_map_difference_list_new  (KontorMapView *view, KontorMapChoices *choices);

/* Shows both versions on the view at once, and what is different in the list. */
void       kontor_map_difference_list_show (KontorMapDifferenceList *self, KontorMap *before, KontorMap *after);

G_END_DECLS
