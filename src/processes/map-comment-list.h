#pragma once

#include "processes/map-comments.h"
#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_COMMENT_LIST (kontor_map_comment_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapCommentList, kontor_map_comment_list, KONTOR, MAP_COMMENT_LIST, GtkWidget)

/*
 * The comments on a map beside its drawing, and the field to write one: about
 * the point that is selected, else about the map.  A click on one shows its
 * point.
 */
GtkWidget *kontor_map_comment_list_new   (KontorMapComments *comments, KontorMapView *view, gboolean may_edit);
/* Another point is selected. */
void       kontor_map_comment_list_aim   (KontorMapCommentList *self);
/* Puts the focus where one writes. */
void       kontor_map_comment_list_focus (KontorMapCommentList *self);

G_END_DECLS
