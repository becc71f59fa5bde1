#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_TASK_INSTRUCTIONS (kontor_task_instructions_get_type ())
G_DECLARE_FINAL_TYPE (KontorTaskInstructions, kontor_task_instructions, KONTOR, TASK_INSTRUCTIONS, AdwBin)

/*
 * What is to be done in a task and how, and what failed where the engine could
 * not do it itself.
 */

/* @description: (nullable): the words of the map, and of the server under them */
void kontor_task_instructions_set_description (KontorTaskInstructions *self, const char *description);
/* @method: (nullable): how it is done; @problem: (nullable): what failed, in the server's words */
void kontor_task_instructions_set_texts       (KontorTaskInstructions *self, const char *method, const char *problem);

G_END_DECLS
