#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kontor_reason_dialog_new:
 * @label: what the words are: "Reason"
 * @words: (nullable): what was typed at an attempt that failed
 * @keep: the button that leaves everything as it is
 * @verb: the button that does it, sensitive while there are words
 *
 * A question that is answered with a few words: why, or what is missing.  Its
 * responses are "keep" and "do"; the caller connects to them and presents it.
 *
 * Returns: (transfer floating): the dialog
 */
AdwMessageDialog *kontor_reason_dialog_new       (GtkWindow *parent, const char *heading, const char *body, const char *label,
                                                  const char *words, const char *keep, const char *verb);
/* (transfer none): the words as they are now. */
const char       *kontor_reason_dialog_get_words (AdwMessageDialog *self);

G_END_DECLS
