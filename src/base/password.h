#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_password_check:
 * @login: whose it is
 *
 * Whether it is strong enough: the rules of PostgreSQL's own module passwordcheck,
 * which cannot look into a password that reaches it scrambled, as ours do.  Fails
 * with %KONTOR_ERROR_INVALID and words that say what is missing.
 */
gboolean kontor_password_check    (const char *login, const char *password, GError **error);

/**
 * kontor_password_generate:
 *
 * Returns: (transfer full): one that nobody guesses and that can be read out on
 *   the telephone; free with kontor_password_free()
 */
char    *kontor_password_generate (void);

/* Leaves nothing of it in memory. */
void     kontor_password_free     (char *password);

G_END_DECLS
