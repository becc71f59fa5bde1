#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_CHECKLIST (kontor_checklist_get_type ())
G_DECLARE_FINAL_TYPE (KontorChecklist, kontor_checklist, KONTOR, CHECKLIST, GtkWidget)

/*
 * The things to tick off before a task is complete (R80).
 *
 * Signal "changed": the person ticked something; read it.
 */

/* @json: (nullable): [{"text": ..., "done": ...}, ...] */
void     kontor_checklist_set_json     (KontorChecklist *self, const char *json);
/* (transfer full) */
char    *kontor_checklist_get_json     (KontorChecklist *self);
gboolean kontor_checklist_is_empty     (KontorChecklist *self);
gboolean kontor_checklist_is_done      (KontorChecklist *self);
void     kontor_checklist_set_editable (KontorChecklist *self, gboolean editable);

G_END_DECLS
