#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_ANSWER_CHOICE (kontor_answer_choice_get_type ())
G_DECLARE_FINAL_TYPE (KontorAnswerChoice, kontor_answer_choice, KONTOR, ANSWER_CHOICE, GtkWidget)

/*
 * The answers to a task's question, one button each; one may be pressed (R81).
 *
 * Signal "changed": another answer was chosen.
 */

/**
 * kontor_answer_choice_set_answers:
 * @json: (nullable): [{"key": ..., "text": ...}, ...]
 * @label: (nullable): the question, for those who cannot see it
 */
void        kontor_answer_choice_set_answers (KontorAnswerChoice *self, const char *json, const char *label);
/* (transfer none) (nullable): the key of the chosen answer. */
const char *kontor_answer_choice_get_answer  (KontorAnswerChoice *self);
gboolean    kontor_answer_choice_is_empty    (KontorAnswerChoice *self);
/* The text of an answer, (transfer none) (nullable). */
const char *kontor_answer_choice_get_text    (KontorAnswerChoice *self, const char *key);

G_END_DECLS
