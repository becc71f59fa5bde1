#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_STAGE_STEPPER (kontor_stage_stepper_get_type ())
G_DECLARE_FINAL_TYPE (KontorStageStepper, kontor_stage_stepper, KONTOR, STAGE_STEPPER, GtkWidget)

/*
 * The stages of a deal in a row, the present one marked, those before it
 * ticked; a click or Enter moves the deal where that is allowed.
 *
 * Signal "chosen" (const char *stage_id, const char *name).
 */

void kontor_stage_stepper_set_desk     (KontorStageStepper *self, KontorDesk *desk);
/* @stage may be NULL. */
void kontor_stage_stepper_set_stage    (KontorStageStepper *self, const char *stage);
void kontor_stage_stepper_set_editable (KontorStageStepper *self, gboolean editable);

G_END_DECLS
