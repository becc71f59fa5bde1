#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "model/entity.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CONDITION_EDITOR (kontor_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (KontorConditionEditor, kontor_condition_editor, KONTOR, CONDITION_EDITOR, GtkWidget)

/*
 * Edits a condition: groups of "all", "any", "none" at any depth, comparisons
 * with the operators and values that fit the field, and the sentence beneath.
 *
 * Signal "changed".
 */

GtkWidget *kontor_condition_editor_new           (const KontorEntity *entity);
/* What the sentence says where there is no condition; (nullable): "Everything is shown". */
void       kontor_condition_editor_set_empty_words (KontorConditionEditor *self, const char *words);
/* JSON text, nullable. */
void       kontor_condition_editor_set_condition (KontorConditionEditor *self, const char *condition);
/* (transfer full) (nullable): JSON text; rows that are not finished are left out. */
char      *kontor_condition_editor_get_condition (KontorConditionEditor *self);

G_END_DECLS
