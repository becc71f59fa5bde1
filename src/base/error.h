#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KONTOR_ERROR (kontor_error_quark ())

/**
 * KontorError:
 * @KONTOR_ERROR_FAILED: anything that has no code of its own
 * @KONTOR_ERROR_CONNECTION: the server is unreachable or went away; worth repeating
 * @KONTOR_ERROR_CONFLICT: somebody else changed the same fields meanwhile
 * @KONTOR_ERROR_CONSTRAINT: the database refused the values
 * @KONTOR_ERROR_PERMISSION: this person may not do that
 * @KONTOR_ERROR_CANCELLED: the user cancelled
 * @KONTOR_ERROR_INVALID: input that cannot be read or understood
 * @KONTOR_ERROR_OUTDATED: program and schema versions do not fit
 * @KONTOR_ERROR_NOT_FOUND: the record is gone or was never visible
 * @KONTOR_ERROR_PASSWORD: the server refused the name or password
 * @KONTOR_ERROR_BUSY: somebody else holds what is needed; worth repeating soon
 * @KONTOR_ERROR_CERTIFICATE: the server's certificate could not be verified
 *
 * The few things that can go wrong, as far as a caller acts on the difference.
 */
typedef enum
{
  KONTOR_ERROR_FAILED,
  KONTOR_ERROR_CONNECTION,
  KONTOR_ERROR_CONFLICT,
  KONTOR_ERROR_CONSTRAINT,
  KONTOR_ERROR_PERMISSION,
  KONTOR_ERROR_CANCELLED,
  KONTOR_ERROR_INVALID,
  KONTOR_ERROR_OUTDATED,
  KONTOR_ERROR_NOT_FOUND,
  KONTOR_ERROR_PASSWORD,
  KONTOR_ERROR_CERTIFICATE,
  KONTOR_ERROR_BUSY,
} KontorError;

GQuark kontor_error_quark (void);

/**
 * kontor_error_describe:
 * @error: any error, of this domain or another
 *
 * Words an error for people: what happened and what to do, translated, one or
 * two sentences, never a bare code.
 *
 * Returns: (transfer full): a sentence
 */
char *kontor_error_describe (const GError *error);

G_END_DECLS
