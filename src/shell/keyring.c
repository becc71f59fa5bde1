#include "config.h"

#include "shell/keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

static const SecretSchema schema = {
  KONTOR_APPLICATION_ID, SECRET_SCHEMA_NONE,
  {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_debug ("The password was not kept: %s", error->message);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_debug ("The password was not removed: %s", error->message);
}

void
kontor_keyring_find_async (const char *server, const char *user, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (server != NULL && user != NULL);

  secret_password_lookup (&schema, cancellable, callback, user_data, "server", server, "user", user, NULL);
}

char *
kontor_keyring_find_finish (GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  char *password = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_debug ("No keyring: %s", error->message);
  return password;
}

void
kontor_keyring_forget_text (char *password)
{
  secret_password_free (password);
}

void
kontor_keyring_keep (const char *server, const char *user, const char *password)
{
  /* Translators: the name of an entry in the keyring; first the user, then the server */
  g_autofree char *label = g_strdup_printf (_("Kontor: %s at %s"), user, server);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, password, NULL, kept_cb, NULL,
                         "server", server, "user", user, NULL);
}

void
kontor_keyring_remove (const char *server, const char *user)
{
  secret_password_clear (&schema, NULL, removed_cb, NULL, "server", server, "user", user, NULL);
}
