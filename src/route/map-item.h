#pragma once

#include "route/map-json.h"

G_BEGIN_DECLS

/**
 * KontorMapItemType:
 *
 * What a route map is made of.  A flow is a line from one point to another; a
 * decoration is looked at only.
 */
typedef enum
{
  KONTOR_MAP_POINT,
  KONTOR_MAP_FLOW,
  KONTOR_MAP_DECORATION,
} KontorMapItemType;

typedef enum
{
  KONTOR_MAP_KIND_START,
  KONTOR_MAP_KIND_END,
  KONTOR_MAP_KIND_ACTION,
  KONTOR_MAP_KIND_CONDITION,
  KONTOR_MAP_KIND_CHOICE,
  KONTOR_MAP_KIND_SPLIT,
  KONTOR_MAP_KIND_MERGE,
  KONTOR_MAP_KIND_PROCESSING,
  KONTOR_MAP_KIND_NESTED,
  KONTOR_MAP_KIND_TIMER,
  KONTOR_MAP_KIND_EVENT,
  KONTOR_MAP_KIND_NOTE,
  KONTOR_MAP_KIND_GROUP,
  KONTOR_MAP_KIND_PICTURE,
  KONTOR_MAP_KIND_LINK,
  KONTOR_MAP_KIND_FLOW,
} KontorMapKind;

typedef struct
{
  double x;
  double y;
} KontorMapPlace;

/**
 * KontorMapItem:
 * @key: unique within its type
 * @from: for a flow, the key of the point it leaves
 * @to: for a flow, the key of the point it leads to
 * @bends: (element-type KontorMapPlace): for a flow, corners set by hand
 * @properties: everything else as it stands in the file: name, performer,
 *   answers; what this program does not know is kept
 * @position: where it stands among the items of its type; kept by its map
 *
 * One point, flow or decoration: a value, copied before it is changed.
 */
typedef struct
{
  KontorMapItemType type;
  KontorMapKind     kind;
  char             *key;
  double            x;
  double            y;
  double            width;
  double            height;
  char             *from;
  char             *to;
  GArray           *bends;
  JsonObject       *properties;
  guint             position;
} KontorMapItem;

KontorMapItem *kontor_map_item_new       (KontorMapItemType type, KontorMapKind kind, const char *key);
KontorMapItem *kontor_map_item_copy      (const KontorMapItem *self);
void           kontor_map_item_free      (KontorMapItem *self);
gboolean       kontor_map_item_equal     (const KontorMapItem *self, const KontorMapItem *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapItem, kontor_map_item_free)

/* Fails with KONTOR_ERROR_INVALID. */
KontorMapItem *kontor_map_item_read      (KontorMapItemType type, KontorMapReader *reader, GError **error);
JsonObject    *kontor_map_item_to_json   (const KontorMapItem *self);

/* The text of a property, "" where it has none. */
const char    *kontor_map_item_get_text  (const KontorMapItem *self, const char *property);
double         kontor_map_item_get_number (const KontorMapItem *self, const char *property, double otherwise);
/* (transfer none) (nullable) */
JsonNode      *kontor_map_item_get_node  (const KontorMapItem *self, const char *property);
/* (nullable): NULL takes the property away; (transfer full) @value. */
void           kontor_map_item_set_node  (KontorMapItem *self, const char *property, JsonNode *value);

/* As written in a map; "" for a flow. */
const char    *kontor_map_kind_to_text   (KontorMapKind kind);
gboolean       kontor_map_kind_from_text (const char *text, KontorMapKind *kind);
/* As a person calls it, translated. */
const char    *kontor_map_kind_get_label (KontorMapKind kind);
/* What it is for, in a few words, translated. */
const char    *kontor_map_kind_get_summary (KontorMapKind kind);
/* How large a new point of the kind is drawn. */
void           kontor_map_kind_get_size  (KontorMapKind kind, double *width, double *height);
/* Whether it is only looked at. */
gboolean       kontor_map_kind_is_decoration (KontorMapKind kind);
/* Whether several lines may leave a point of the kind. */
gboolean       kontor_map_kind_is_fork   (KontorMapKind kind);

G_END_DECLS
