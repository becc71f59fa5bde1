#include "config.h"

#include "db/parameters.h"

#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <string.h>

#include "base/error.h"

/* libpq 15 has no word for the system's own list of authorities. */
static const char * const system_roots[] = {
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/cert.pem",
};

static void
add (KontorParameters *self, const char *name, const char *value)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->values, g_strdup (value));
}

static const char *
find_option (PQconninfoOption *options, const char *name)
{
  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    {
      if (g_str_equal (option->keyword, name) && option->val != NULL && *option->val != '\0')
        return option->val;
    }

  return NULL;
}

static char *
read_service (const char *path, const char *service, const char *name)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_key_file_get_string (file, service, name, NULL);
}

/* What the service file says of @name, because what is set here would win. */
static char *
find_in_service (const char *service, const char *name)
{
  const char *chosen = g_getenv ("PGSERVICEFILE");
  g_autofree char *own = g_build_filename (g_get_home_dir (), ".pg_service.conf", NULL);
  const char *folder = g_getenv ("PGSYSCONFDIR");
  g_autofree char *common = g_build_filename (folder != NULL ? folder : "/etc/postgresql-common", "pg_service.conf", NULL);
  char *value;

  if (service == NULL)
    return NULL;

  value = read_service (chosen != NULL ? chosen : own, service, name);
  return value != NULL ? value : read_service (common, service, name);
}

static void
demand_certificate (KontorParameters *self, PQconninfoOption *given)
{
  const char *service = find_option (given, "service");
  g_autofree char *mode = NULL;
  g_autofree char *roots = NULL;
  g_autofree char *own_roots = g_build_filename (g_get_home_dir (), ".postgresql", "root.crt", NULL);

  if (service == NULL)
    service = g_getenv ("PGSERVICE");
  mode = find_in_service (service, "sslmode");
  roots = find_in_service (service, "sslrootcert");

  if (mode == NULL && g_getenv ("PGSSLMODE") == NULL)
    add (self, "sslmode", "verify-full");

  if (roots != NULL || g_getenv ("PGSSLROOTCERT") != NULL || g_file_test (own_roots, G_FILE_TEST_EXISTS))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (system_roots); i++)
    {
      if (g_file_test (system_roots[i], G_FILE_TEST_EXISTS))
        {
          add (self, "sslrootcert", system_roots[i]);
          return;
        }
    }
}

gboolean
kontor_parameters_init (KontorParameters *self, const char *uri, const char *password, GError **error)
{
  PQconninfoOption *given = NULL;
  char *complaint = NULL;

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);

  if (uri != NULL && *uri != '\0' && (strchr (uri, '=') != NULL || strstr (uri, "://") != NULL))
    {
      given = PQconninfoParse (uri, &complaint);
      if (given == NULL)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The address of the server cannot be understood: %s"),
                       complaint != NULL ? g_strstrip (complaint) : uri);
          PQfreemem (complaint);
          kontor_parameters_clear (self);
          return FALSE;
        }
    }

  if (g_getenv ("PGCONNECT_TIMEOUT") == NULL)
    add (self, "connect_timeout", "5");
  add (self, "keepalives_idle", "10");
  add (self, "keepalives_interval", "5");
  add (self, "keepalives_count", "3");
  add (self, "tcp_user_timeout", "15000");
  demand_certificate (self, given);
  add (self, "dbname", uri != NULL && *uri != '\0' ? uri : NULL);
  if (password != NULL)
    add (self, "password", password);
  add (self, "client_encoding", "UTF8");
  add (self, "fallback_application_name", g_get_prgname () != NULL ? g_get_prgname () : "kontor");

  PQconninfoFree (given);
  g_ptr_array_add (self->names, NULL);
  g_ptr_array_add (self->values, NULL);
  return TRUE;
}

void
kontor_parameters_clear (KontorParameters *self)
{
  /* The password is among the values. */
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      char *value = g_ptr_array_index (self->values, i);

      if (value != NULL)
        explicit_bzero (value, strlen (value));
    }

  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}
