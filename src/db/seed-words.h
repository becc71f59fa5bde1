#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_seed_words_get:
 * @all: (out) (transfer full): the shipped names and texts, in English
 * @words: (out) (transfer full): the same in the language of this process
 *
 * What stages, reasons, views and the shipped route maps are called in a base
 * that is made now.  Both are literals of PostgreSQL arrays (text[]).
 */
void kontor_seed_words_get (char **all, char **words);

G_END_DECLS
