#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_identifier_new:
 *
 * Makes a UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds
 * since 1970 UTC, a counter that grows within one millisecond, random bits.
 * Identifiers made by one process sort in the order in which they were made,
 * also when the clock is turned back.
 *
 * Returns: (transfer full): 36 characters, lower case
 */
char *kontor_identifier_new (void);

/**
 * kontor_identifier_is_valid:
 * @text: (nullable): what claims to be an identifier
 *
 * Returns: whether @text has the form of a UUID
 */
gboolean kontor_identifier_is_valid (const char *text);

G_END_DECLS
