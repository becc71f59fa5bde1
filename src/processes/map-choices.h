#pragma once

#include "model/entity.h"
#include "route/map-property.h"

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

#define KONTOR_TYPE_MAP_CHOICES (kontor_map_choices_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapChoices, kontor_map_choices, KONTOR, MAP_CHOICES, GObject)

/*
 * What the points of a map can name: employees, teams, stages, calendars, maps
 * of this office, and the fields of the entity whose records walk the map.
 */

KontorMapChoices   *kontor_map_choices_new         (void);
/* @kind: "employee", "team", "stage", "calendar", "map", "function". */
void                kontor_map_choices_add         (KontorMapChoices *self, const char *kind, const char *id, const char *name);
void                kontor_map_choices_set_subject (KontorMapChoices *self, const char *subject);
/* Never NULL: deals where nothing else is known. */
const KontorEntity *kontor_map_choices_get_subject (KontorMapChoices *self);
/* (nullable): what @id is called. */
const char         *kontor_map_choices_find_name   (KontorMapChoices *self, const char *kind, const char *id);

/* All (transfer full). */
KontorMapOptions   *kontor_map_choices_list        (KontorMapChoices *self, const char *kind, const char *none);
/* "deal_manager", "role:seller", "role:seller@<team>", "field:partner_id.manager_id", "employee:<id>". */
KontorMapOptions   *kontor_map_choices_performers  (KontorMapChoices *self, const char *none);
/* Fields of the subject that a person fills. */
KontorMapOptions   *kontor_map_choices_fields      (KontorMapChoices *self, gboolean moments_only, const char *none);
/* Entities whose records belong to a deal or a partner. */
KontorMapOptions   *kontor_map_choices_entities    (KontorMapChoices *self, const char *none);

/* The performer object of a map as one of the values above, and back; (transfer full) (nullable). */
char               *kontor_map_performer_to_value  (JsonNode *performer);
JsonNode           *kontor_map_performer_from_value (const char *value);

/**
 * kontor_map_choices_describe:
 *
 * Returns: (transfer full): the value of a property in words, "" for none
 */
char               *kontor_map_choices_describe    (KontorMapChoices *self, const KontorMapProperty *property, JsonNode *value);

G_END_DECLS
