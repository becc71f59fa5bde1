#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROCESS_STRIP (kontor_process_strip_get_type ())
G_DECLARE_FINAL_TYPE (KontorProcessStrip, kontor_process_strip, KONTOR, PROCESS_STRIP, GtkWidget)

/*
 * Where a record stands on its route map: the task it waits for, who has it and
 * until when, and "Open map"; or "Start process" where none runs.
 *
 * Signal "changed": a process was found, began or ended.
 */

void     kontor_process_strip_set_desk    (KontorProcessStrip *self, KontorDesk *desk);
/* @map: (nullable): the map a new process would walk; NULL hides the button */
void     kontor_process_strip_set_subject (KontorProcessStrip *self, const char *entity, const char *id, const char *map);
/* @state: (nullable): what is said where no process can be seen, for it may be others' */
void     kontor_process_strip_set_state   (KontorProcessStrip *self, const char *state);
void     kontor_process_strip_reload      (KontorProcessStrip *self);
gboolean kontor_process_strip_is_running  (KontorProcessStrip *self);
void     kontor_process_strip_start       (KontorProcessStrip *self);

G_END_DECLS
