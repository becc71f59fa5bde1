#pragma once

#include <glib-object.h>

#include "model/field.h"

G_BEGIN_DECLS

typedef struct _KontorRecord KontorRecord;

/**
 * KontorEntityFlags:
 * @KONTOR_ENTITY_FLAG_DIRECTORY: a small list of names that administration
 *   shows with the automatic list and form
 * @KONTOR_ENTITY_FLAG_READ_ONLY: written by the server only
 */
typedef enum
{
  KONTOR_ENTITY_FLAG_NONE = 0,
  KONTOR_ENTITY_FLAG_DIRECTORY = 1 << 0,
  KONTOR_ENTITY_FLAG_READ_ONLY = 1 << 1,
} KontorEntityFlags;

/**
 * KontorEntity:
 * @name: the table in the schema kontor
 * @label: for translation, one record: "Partner"
 * @plural: for translation: "Partners"
 * @icon: a symbolic icon's name
 * @title: the field that names a record
 * @subtitle: (nullable): the field that tells two of the same name apart
 * @order: the field a list is sorted by at first; a leading "-" descends
 * @fields: ended by a field without a name
 * @validate: (nullable): further rules, checked before saving; the database has them too
 * @compute: (nullable): called after a field changed on the screen, to fill others
 * @is_visible: (nullable): whether a field is shown for this record
 * @is_late: (nullable): whether this moment is one that had to be kept and was not
 * @reckoned_from: (nullable): the entity whose changes change what is reckoned with a
 *   row of this one: lists of it read their rows again
 * @describe: (nullable): what one record is called where no field of it says it;
 *   (transfer full): "Amra Hadžić, 1 – 5 December"
 * @offers: (nullable): which records may be chosen for a link of this record, as a
 *   condition in JSON: the persons of its partner; %NULL where all may
 *
 * One kind of record, told once.  Lists, forms, filters, import, export,
 * history and accessibility names come from it.  See CONTRIBUTING.md for the
 * steps to add one.
 */
typedef struct
{
  const char        *name;
  const char        *label;
  const char        *plural;
  const char        *icon;
  const char        *title;
  const char        *subtitle;
  const char        *order;
  KontorEntityFlags  flags;
  const KontorField *fields;
  gboolean         (*validate)   (KontorRecord *record, GError **error);
  void             (*compute)    (KontorRecord *record, const char *changed);
  gboolean         (*is_visible) (KontorRecord *record, const char *field);
  gboolean         (*is_late)    (KontorRecord *record, const char *field);
  char            *(*describe)   (KontorRecord *record);
  char            *(*offers)     (KontorRecord *record, const char *field);
  const char        *reckoned_from;
} KontorEntity;

/**
 * kontor_entity_lookup:
 *
 * Returns: (transfer none) (nullable): the entity named @name
 */
const KontorEntity *kontor_entity_lookup (const char *name);

/* All entities, in the order of model/entities/entities.c; ended by %NULL. */
const KontorEntity * const *kontor_entity_list (void);

/* The field named @name, or %NULL.  @name may be a path: "partner_id.name". */
const KontorField *kontor_entity_find_field (const KontorEntity *entity, const char *name);
guint              kontor_entity_get_n_fields (const KontorEntity *entity);
int                kontor_entity_get_field_index (const KontorEntity *entity, const char *name);

/**
 * kontor_entity_get_record_type:
 *
 * Returns: a type derived from KontorRecord with one string property a field
 *   (and "<field>-label" for each link), registered on first use, so that
 *   bindings, expressions and <lookup> in .ui files work
 */
GType              kontor_entity_get_record_type (const KontorEntity *entity);

G_END_DECLS
