#pragma once

#include <gtk/gtk.h>

#include "model/entity.h"

G_BEGIN_DECLS

/* @rule: (nullable): JSON text, %NULL for none. */
typedef void (*KontorMapRuleFunc) (const char *rule, gpointer user_data);

/**
 * kontor_map_rule_field_new:
 * @entity: whose records the rule is about
 * @rule: (nullable): JSON text
 * @changed: called when the person has set another one
 * @user_data: (transfer full): freed by @destroy with the field
 *
 * A button with the rule as a sentence; it opens a window to change it.
 */
GtkWidget *kontor_map_rule_field_new (const KontorEntity *entity, const char *rule, KontorMapRuleFunc changed,
                                      gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
