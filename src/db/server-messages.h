#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorServerMessage:
 * @words: for translation: the sentence, "%s" where the server fills in
 *   something; in curly quotation marks what SQL has in straight ones
 * @fills: a letter for each "%s":
 *   "s" is left as it is (what people named);
 *   "f" is a column, told by the label of its field;
 *   "e" is an entity, or several with ", " between them;
 *   "r" is a role;
 *   "p" is the name of a point of a map or, where it has none, its kind;
 *   "m" is another message of the server
 *
 * One sentence of the server.
 */
typedef struct
{
  const char *words;
  const char *fills;
} KontorServerMessage;

/* Ended by one without words. */
extern const KontorServerMessage kontor_server_messages[];

G_END_DECLS
