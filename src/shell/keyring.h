#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Passwords in the desktop's keyring, nowhere else.  Without a keyring nothing
 * is found and nothing is kept; neither is an error.
 */

void  kontor_keyring_find_async  (const char *server, const char *user, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable): free with kontor_keyring_forget_text(). */
char *kontor_keyring_find_finish (GAsyncResult *result);
/* Wipes a password from memory. */
void  kontor_keyring_forget_text (char *password);

void  kontor_keyring_keep        (const char *server, const char *user, const char *password);
void  kontor_keyring_remove      (const char *server, const char *user);

G_END_DECLS
