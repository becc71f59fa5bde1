#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_text_fold:
 * @text: (nullable): UTF-8
 *
 * The desk's twin of the database function kontor.fold(): lower case, letters
 * without their marks, single blanks.  A test holds the two together.
 *
 * Returns: (transfer full): the folded text, "" for %NULL
 */
char *kontor_text_fold (const char *text);

/**
 * kontor_text_has_words:
 * @text: (nullable): what is searched
 * @words: what was typed
 *
 * Returns: whether each blank-separated word of @words begins a word of @text
 *   or stands inside it, both folded
 */
gboolean kontor_text_has_words (const char *text, const char *words);

G_END_DECLS
