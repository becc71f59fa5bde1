#pragma once

#include "kit/performer-options.h"
#include "route/map-property.h"

G_BEGIN_DECLS

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
/* As kontor_performer_options_new(). */
KontorMapOptions   *kontor_map_choices_performers  (KontorMapChoices *self, const char *none);
/* Fields of the subject that a person fills. */
KontorMapOptions   *kontor_map_choices_fields      (KontorMapChoices *self, gboolean moments_only, const char *none);
/* Entities whose records belong to a deal or a partner. */
KontorMapOptions   *kontor_map_choices_entities    (KontorMapChoices *self, const char *none);

/**
 * kontor_map_choices_describe:
 *
 * Returns: (transfer full): the value of a property in words, "" for none
 */
char               *kontor_map_choices_describe    (KontorMapChoices *self, const KontorMapProperty *property, JsonNode *value);

G_END_DECLS
