#pragma once

#include "processes/map-fields.h"

G_BEGIN_DECLS

/*
 * A property that is an object with members of its own: fields that each write
 * one member, and are shown or built anew as others change.
 *
 * @build is called first, and again after a member of which others depend was
 * changed; it adds fields to @box.
 */
typedef struct _KontorMapObjectField KontorMapObjectField;

typedef void (*KontorMapObjectBuild) (KontorMapObjectField *self, GtkWidget *box);

GtkWidget        *kontor_map_object_field_new        (KontorMapEdit *edit, const KontorMapItem *item, const char *property,
                                                      KontorMapChoices *choices, KontorMapObjectBuild build);
KontorMapChoices *kontor_map_object_field_get_choices (KontorMapObjectField *self);
/* "" where it says nothing; valid until something changes. */
const char       *kontor_map_object_field_get        (KontorMapObjectField *self, const char *member);
JsonObject       *kontor_map_object_field_get_object (KontorMapObjectField *self, const char *member);
/* @value: (nullable) (transfer full). */
void              kontor_map_object_field_set        (KontorMapObjectField *self, const char *member, JsonNode *value);
/* After this gesture the fields are built anew. */
void              kontor_map_object_field_rebuild    (KontorMapObjectField *self);

/* @decides: whether other fields depend on it. */
void              kontor_map_object_field_add_choice (KontorMapObjectField *self, GtkWidget *box, const char *label,
                                                      const char *member, KontorMapOptions *options, gboolean decides);
void              kontor_map_object_field_add_entry  (KontorMapObjectField *self, GtkWidget *box, const char *label, const char *member);
void              kontor_map_object_field_add_hours  (KontorMapObjectField *self, GtkWidget *box, const char *label,
                                                      const char *member, double otherwise);
void              kontor_map_object_field_add_performer (KontorMapObjectField *self, GtkWidget *box, const char *label, const char *member);

G_END_DECLS
