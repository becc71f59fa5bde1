#pragma once

#include <gtk/gtk.h>

#include "model/store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LINK_PICKER (kontor_link_picker_get_type ())
G_DECLARE_FINAL_TYPE (KontorLinkPicker, kontor_link_picker, KONTOR, LINK_PICKER, GtkWidget)

/*
 * Picks a record of one entity: search as you type, arrows and Enter, "Create"
 * as the last row, a button that opens the linked record.
 *
 * Properties: "target" (entity name), "identifier" (notify), "editable",
 * "can-create" (TRUE).
 * Signals: "picked": the person chose or cleared; read the identifier.
 * "create" (const char *text) -> gboolean: handled elsewhere (a screen's own dialog).
 * "narrow" -> char *: the condition that only what is offered now must meet, or NULL.
 */

GtkWidget  *kontor_link_picker_new            (const char *target);

void        kontor_link_picker_set_value      (KontorLinkPicker *self, const char *identifier, const char *label);
const char *kontor_link_picker_get_identifier (KontorLinkPicker *self);
const char *kontor_link_picker_get_label      (KontorLinkPicker *self);
/* What stands in the entry although nothing was picked for it, or NULL. */
const char *kontor_link_picker_get_pending    (KontorLinkPicker *self);
/* What the entry says while nothing is picked. */
void        kontor_link_picker_set_placeholder (KontorLinkPicker *self, const char *placeholder);
/* Only records that meet @condition are offered (JSON, nullable). */
void        kontor_link_picker_set_condition  (KontorLinkPicker *self, const char *condition);

G_END_DECLS
