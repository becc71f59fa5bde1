#pragma once

#include <glib-object.h>

#include "route/map-item.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP (kontor_map_get_type ())
G_DECLARE_FINAL_TYPE (KontorMap, kontor_map, KONTOR, MAP, GObject)

/*
 * A route map as a graph.  Whoever draws or checks only reads; changing goes
 * through KontorMapEdit, which can undo.
 *
 * Signal "changed" (KontorMapItemType, const char *key, KontorMapItem *before): an
 * item came, changed or went; @before, what it was until now or NULL, is freed
 * after it, so whoever remembers items forgets it.
 * Signal "placed" (GPtrArray of KontorMapItem): these only stand elsewhere; a
 * gesture may move thousands.
 */

/* The place of an item; (nullable) @bends: shared, never changed. */
typedef struct
{
  double  x;
  double  y;
  double  width;
  double  height;
  GArray *bends;
} KontorMapGeometry;

KontorMap *kontor_map_new           (void);

/**
 * kontor_map_new_from_json:
 * @json: {"points": [...], "flows": [...], "decorations": [...]}
 *
 * Fails with %KONTOR_ERROR_INVALID on what is not a map, on doubled keys and on
 * flows that hang in the air.
 *
 * Returns: (transfer full): the map
 */
KontorMap *kontor_map_new_from_json (const char *json, GError **error);
char      *kontor_map_to_json       (KontorMap *self);
gboolean   kontor_map_equal         (KontorMap *self, KontorMap *other);

guint                kontor_map_get_n_items (KontorMap *self, KontorMapItemType type);
/* In the order of the file; (transfer none). */
const KontorMapItem *kontor_map_get_item    (KontorMap *self, KontorMapItemType type, guint position);
/* (transfer none) (nullable) */
const KontorMapItem *kontor_map_find        (KontorMap *self, KontorMapItemType type, const char *key);
guint                kontor_map_find_position (KontorMap *self, KontorMapItemType type, const char *key);

/* The flows that leave or reach a point, in the order of the file: (transfer container) (element-type KontorMapItem). */
GPtrArray           *kontor_map_get_outgoing (KontorMap *self, const char *point);
GPtrArray           *kontor_map_get_incoming (KontorMap *self, const char *point);
/* The start, or NULL. */
const KontorMapItem *kontor_map_get_start    (KontorMap *self);

/* The members of the file beside points, flows and decorations; (nullable): none, or taken away. */
JsonNode  *kontor_map_get_member    (KontorMap *self, const char *name);
void       kontor_map_set_member    (KontorMap *self, const char *name, JsonNode *value);
/* (transfer full) */
char     **kontor_map_list_members  (KontorMap *self);

/**
 * kontor_map_set_key_suffix:
 * @suffix: (nullable): a few letters of one's own
 *
 * Every new key ends so: two people who draw on one map at the same time never
 * give the same key to two things.
 */
void       kontor_map_set_key_suffix (KontorMap *self, const char *suffix);
/* A key that is not used yet: "p12"; (transfer full). */
char      *kontor_map_make_key      (KontorMap *self, KontorMapItemType type);
/* What encloses everything; all 0 for an empty map. */
void       kontor_map_get_bounds    (KontorMap *self, double *x, double *y, double *width, double *height);

/**
 * kontor_map_put:
 * @key: which item
 * @item: (nullable) (transfer full): the item as it shall be; %NULL removes it
 * @position: where a new item is inserted, G_MAXUINT at the end
 *
 * For KontorMapEdit: the one change everything is made of.
 */
void       kontor_map_put           (KontorMap *self, KontorMapItemType type, const char *key,
                                     KontorMapItem *item, guint position);

/**
 * kontor_map_shift:
 * @items: (element-type KontorMapItem): points and decorations of this map
 *
 * For KontorMapEdit: all of them go as far, which is told once.
 */
void       kontor_map_shift         (KontorMap *self, GPtrArray *items, double dx, double dy);

/**
 * kontor_map_place:
 * @place: where the item stands and how large it is; of a flow only the bends count
 *
 * For KontorMapEdit: the same as kontor_map_put() where only the place changes,
 * without copying what is written on the item.
 */
void       kontor_map_place         (KontorMap *self, KontorMapItemType type, const char *key, const KontorMapGeometry *place);

G_END_DECLS
