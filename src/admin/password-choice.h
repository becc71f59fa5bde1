#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_PASSWORD_CHOICE (kontor_password_choice_get_type ())
G_DECLARE_FINAL_TYPE (KontorPasswordChoice, kontor_password_choice, KONTOR, PASSWORD_CHOICE, AdwBin)

/*
 * A new password: made up here, or typed twice.
 */

/* Whether one may be made up: not for oneself, who has to remember it. */
void     kontor_password_choice_set_may_generate (KontorPasswordChoice *self, gboolean may_generate);
/* Whether it is made up, and so has to be shown once. */
gboolean kontor_password_choice_is_generated     (KontorPasswordChoice *self);

/**
 * kontor_password_choice_take:
 * @login: whose it will be
 *
 * Returns: (transfer full) (nullable): the password, for kontor_password_free();
 *   %NULL where what is typed will not do: then it is said beside it
 */
char    *kontor_password_choice_take             (KontorPasswordChoice *self, const char *login);

G_END_DECLS
