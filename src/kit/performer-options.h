#pragma once

#include <json-glib/json-glib.h>

#include "model/entity.h"

G_BEGIN_DECLS

/**
 * KontorMapOptions:
 *
 * What a field offers: values as they are written into the map, and as many
 * labels for people; both ended by %NULL.
 */
typedef struct
{
  GPtrArray *values;
  GPtrArray *labels;
} KontorMapOptions;

KontorMapOptions *kontor_map_options_new  (void);
void              kontor_map_options_add  (KontorMapOptions *self, const char *value, const char *label);
/* After the last one. */
void              kontor_map_options_end  (KontorMapOptions *self);
void              kontor_map_options_free (KontorMapOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapOptions, kontor_map_options_free)

/**
 * kontor_performer_options_new:
 * @subject: whose records the work is about
 * @known: (element-type utf8): employees and teams of this office, three in turn: kind, id, name
 * @of_process: whether it is a process, which somebody starts and whose map has an owner
 * @none: (nullable): what is offered for nobody
 *
 * Returns: (transfer full): who can do a piece of work: "deal_manager", "role:seller",
 *   "role:seller@<team>", "field:partner_id.manager_id", "employee:<id>"
 */
KontorMapOptions *kontor_performer_options_new (const KontorEntity *subject, GPtrArray *known, gboolean of_process, const char *none);

/* The performer object of a map as one of the values above, and back; (transfer full) (nullable). */
char               *kontor_map_performer_to_value  (JsonNode *performer);
JsonNode           *kontor_map_performer_from_value (const char *value);

G_END_DECLS
