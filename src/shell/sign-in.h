#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SIGN_IN (kontor_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (KontorSignIn, kontor_sign_in, KONTOR, SIGN_IN, AdwWindow)

/*
 * Who signs in, and where.  Closes itself once the desk's window is open.
 */

KontorSignIn *kontor_sign_in_new   (AdwApplication *application);

/**
 * kontor_sign_in_start:
 * @address: (nullable): a libpq connection string or URI; %NULL: the server on this computer
 * @user: (nullable): who
 *
 * Signs in without asking; the window is shown only when that is not possible.
 */
void          kontor_sign_in_start (KontorSignIn *self, const char *address, const char *user);

G_END_DECLS
