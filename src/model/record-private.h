#pragma once

#include "model/record.h"

G_BEGIN_DECLS

/* For kontor_entity_get_record_type(). */
GType kontor_record_register_type (const char *name, const KontorEntity *entity);

/* The version that the unsaved changes were made upon. */
gint64 kontor_record_get_base_version (KontorRecord *self);
/* The changes now count as made upon @version: the person has seen it. */
void   kontor_record_rebase           (KontorRecord *self, gint64 version);
/* Gives a change up for what the server has. */
void   kontor_record_take_theirs      (KontorRecord *self, const char *field, const char *value, const char *label);

G_END_DECLS
