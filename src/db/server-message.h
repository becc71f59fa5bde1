#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorServerWord:
 * @KONTOR_SERVER_WORD_FIELD: a column, or a path of columns over links
 * @KONTOR_SERVER_WORD_ENTITY: a table
 * @KONTOR_SERVER_WORD_ROLE: what an employee may do: "seller", "head", "administrator"
 *
 * What the server calls by a name of its own that people know by another.
 */
typedef enum
{
  KONTOR_SERVER_WORD_FIELD,
  KONTOR_SERVER_WORD_ENTITY,
  KONTOR_SERVER_WORD_ROLE,
} KontorServerWord;

/**
 * KontorServerNames:
 * @kind: what @word names
 * @entity: (nullable): for a field, the table it belongs to, where that is known
 * @word: the server's name
 *
 * Called from any thread.
 *
 * Returns: (nullable): the name in the person's language, valid for ever;
 *   %NULL where there is none
 */
typedef const char *(*KontorServerNames) (KontorServerWord kind, const char *entity, const char *word);

/**
 * kontor_server_message_set_names:
 *
 * Tells who knows what fields, entities and roles are called.  The model does; this
 * layer lies below it.
 */
void kontor_server_message_set_names (KontorServerNames names);

/**
 * kontor_server_message_name:
 * @entity: (nullable): for a field, its table
 *
 * Returns: (nullable): what people call it, %NULL where nobody knows
 */
const char *kontor_server_message_name (KontorServerWord kind, const char *entity, const char *word);

/**
 * kontor_server_message_translate:
 * @text: (nullable): what the server said: a refusal, the note of a step, the
 *   problem of a map, the title of an operation
 *
 * Recognises a sentence of data/sql by its words, whatever was filled in, and
 * says it in the person's language.  What is not recognised comes back as it
 * is, so any text may be given.  Works from any thread.
 *
 * Returns: (transfer full) (nullable): the sentence; %NULL for %NULL
 */
char *kontor_server_message_translate (const char *text);

G_END_DECLS
