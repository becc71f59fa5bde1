#pragma once

#include "processes/map-view.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_PICTURES (kontor_map_pictures_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapPictures, kontor_map_pictures, KONTOR, MAP_PICTURES, GObject)

/*
 * Fetches from the server the pictures that a map shows, each once, and brings
 * those there that a person puts on a map.
 */

/* @view owns it. */
KontorMapPictures *kontor_map_pictures_new   (KontorMapView *view);
/* An item of the map came or changed: its picture is fetched where it is not known yet. */
void               kontor_map_pictures_need  (KontorMapPictures *self, const KontorMapItem *item);

/**
 * kontor_map_pictures_store_async:
 * @content: a picture
 *
 * Shows it at once and brings it to the server.  Finish returns its hash
 * (transfer full), or fails with what the server says.
 */
void               kontor_map_pictures_store_async  (KontorMapPictures *self, GBytes *content,
                                                     GAsyncReadyCallback callback, gpointer user_data);
char              *kontor_map_pictures_store_finish (KontorMapPictures *self, GAsyncResult *result, GError **error);

G_END_DECLS
