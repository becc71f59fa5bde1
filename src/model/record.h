#pragma once

#include <glib-object.h>

#include "model/entity.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD (kontor_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorRecord, kontor_record, KONTOR, RECORD, GObject)

struct _KontorRecordClass
{
  GObjectClass        parent_class;
  const KontorEntity *entity;
};

/*
 * One record on the desk: the values as the server last told them, over them
 * what the person changed and has not saved.  Signal "changed" (const char
 * *field) after any field changed, by hand or by news, with "" when a
 * placeholder was filled; notify::<field> too.
 * Properties: "id", "title", "loaded" (FALSE for a placeholder in a list), "dirty".
 */

/**
 * kontor_record_new:
 * @id: (nullable): %NULL makes a new identifier
 *
 * A record that the server does not know yet, with the fields' initial values;
 * kontor_store_save_async() creates it.
 */
KontorRecord       *kontor_record_new (const KontorEntity *entity, const char *id);
/* For the store and the list: a record of the server that has not been read yet. */
KontorRecord       *kontor_record_new_placeholder (const KontorEntity *entity, const char *id);
/* The same for one of very many that are read in passing: an export. */
KontorRecord       *kontor_record_new_passing (const KontorEntity *entity, const char *id);

const KontorEntity *kontor_record_get_entity  (KontorRecord *self);
const char         *kontor_record_get_id      (KontorRecord *self);
/* 0: not on the server yet. */
gint64              kontor_record_get_version (KontorRecord *self);
gboolean            kontor_record_is_loaded   (KontorRecord *self);
gboolean            kontor_record_is_dirty    (KontorRecord *self);
gboolean            kontor_record_is_field_dirty (KontorRecord *self, const char *field);

/**
 * kontor_record_get:
 *
 * Returns: (transfer none) (nullable): the value in PostgreSQL's form, %NULL when empty
 */
const char *kontor_record_get (KontorRecord *self, const char *field);

/* As the server last told it, beneath unsaved changes. */
const char *kontor_record_get_stored (KontorRecord *self, const char *field);

/* The title of the record that a link points to, or %NULL. */
const char *kontor_record_get_label (KontorRecord *self, const char *field);

/* As a person reads it; (transfer full). */
char       *kontor_record_format (KontorRecord *self, const char *field);

/* The record's own title; never %NULL. */
const char *kontor_record_get_title (KontorRecord *self);

/**
 * kontor_record_set:
 * @value: (nullable): PostgreSQL's form; "" counts as %NULL
 *
 * Changes a field on the desk only.  Runs the entity's compute hook.
 */
void        kontor_record_set      (KontorRecord *self, const char *field, const char *value);
/* The same for a link, with the title to show. */
void        kontor_record_set_link (KontorRecord *self, const char *field, const char *id, const char *label);
/* Drops unsaved changes of one field, or of all with %NULL. */
void        kontor_record_revert   (KontorRecord *self, const char *field);
/* What is being typed into @field, and not yet given to kontor_record_set(), counts
 * as made upon what is shown now: if others change the field before it is, the
 * save tells of the conflict.  NULL: nothing is being typed any more. */
void        kontor_record_set_typing (KontorRecord *self, const char *field);
/* Checks required fields and the entity's validate hook. */
gboolean    kontor_record_validate (KontorRecord *self, GError **error);

/* The unsaved changes as a JSON object text for kontor.save(); (transfer full) (nullable). */
char       *kontor_record_changes_to_json (KontorRecord *self);

/* For the store and the list: takes values from the server.  @values and
 * @labels have one element a field; @labels may be NULL.  Unsaved changes stay. */
void        kontor_record_take_stored (KontorRecord *self, gint64 version,
                                       const char * const *values, const char * const *labels);
/* For the store: remembers what is on its way; what a person changes from now
 * on is not part of it. */
void        kontor_record_mark_sent   (KontorRecord *self);
/* For the store: what was sent is now stored. */
void        kontor_record_mark_saved  (KontorRecord *self, gint64 version);

G_END_DECLS
