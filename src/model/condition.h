#pragma once

#include <json-glib/json-glib.h>

#include "model/entity.h"

G_BEGIN_DECLS

/*
 * The condition language of CONTRIBUTING.md ("Conditions"), as the desk needs
 * it: build, read, tell in a sentence.  It is compiled to SQL in one place
 * only, the database function kontor.condition_sql().
 */

/**
 * KontorOperator:
 * @name: the key in JSON: "is", "above", ...
 * @label: for translation: "is above"
 * @n_values: 0, 1 or 2 values to ask for
 */
typedef struct
{
  const char *name;
  const char *label;
  int         n_values;
} KontorOperator;

/* The operators that fit a field; ended by one without a name. */
const KontorOperator *kontor_condition_operators (const KontorField *field);

/* What the operator "within" may be followed by: "today", "this_month", ... */
const KontorChoice *kontor_condition_periods (void);

/* {"field": F, OPERATOR: VALUE}; @value may be NULL.  "between" and "in" take a
 * JSON array as text.  "not_empty" becomes {"empty": false}.  (transfer full) */
JsonNode *kontor_condition_new_comparison (const char *field, const char *operator, const char *value);
/* {"all": [...]}, {"any": [...]}.  Takes the children over. (transfer full) */
JsonNode *kontor_condition_new_group (const char *kind, GPtrArray *children);
/* Combines two conditions with "all"; either may be NULL. (transfer full) (nullable) */
char     *kontor_condition_and (const char *first, const char *second);

/* Remembers the title of a linked record, for the sentence; the records that
 * are read tell theirs by themselves. */
void        kontor_condition_remember_title (const char *id, const char *title);
/* (transfer none) (nullable) */
const char *kontor_condition_recall_title   (const char *id);

/**
 * kontor_condition_describe:
 * @condition: (nullable): JSON text
 *
 * Returns: (transfer full): the condition as a sentence in the user's
 *   language: "manager is me and amount is above 10,000"; "" for none
 */
char     *kontor_condition_describe (const KontorEntity *entity, const char *condition);

gboolean  kontor_condition_is_valid (const KontorEntity *entity, const char *condition, GError **error);

G_END_DECLS
