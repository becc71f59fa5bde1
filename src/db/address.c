#include "config.h"

#include "db/address.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "db/queries.h"

struct _KontorAddress
{
  gatomicrefcount references;
  char *uri;
  char *password;
};

KontorAddress *
kontor_address_new (const char *uri, const char *password)
{
  KontorAddress *self = g_new0 (KontorAddress, 1);

  g_atomic_ref_count_init (&self->references);
  self->uri = g_strdup (uri);
  self->password = g_strdup (password);
  return self;
}

KontorAddress *
kontor_address_ref (KontorAddress *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_address_unref (KontorAddress *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->uri);
  g_free (self);
}

KontorConnection *
kontor_address_connect (KontorAddress *self, GError **error)
{
  return kontor_connection_open (self->uri, self->password, error);
}

static gboolean
check_versions (KontorResult *me, GError **error)
{
  int version = kontor_result_find_column (me, "schema_version");
  int minimum = kontor_result_find_column (me, "minimum_client");
  int role = kontor_result_find_column (me, "role");

  if (version < 0 || minimum < 0 || role < 0 || kontor_result_get_n_rows (me) != 1)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_OUTDATED,
                           _("The program and the database do not fit together."));
      return FALSE;
    }
  if (kontor_result_get_integer (me, 0, (guint) minimum) > KONTOR_SCHEMA_VERSION)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_OUTDATED,
                           _("This program is older than the database. Please update Kontor."));
      return FALSE;
    }
  if (kontor_result_get_integer (me, 0, (guint) version) < KONTOR_SCHEMA_VERSION)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_OUTDATED,
                           _("The database is older than this program. An administrator can bring it up to date "
                             "with “kontor-admin migrate”."));
      return FALSE;
    }
  if (kontor_result_get (me, 0, (guint) role) == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_PERMISSION,
                           _("This name is not a user of Kontor here, or not any more. Ask your administrator."));
      return FALSE;
    }

  return TRUE;
}

KontorConnection *
kontor_address_sign_in (KontorAddress *self, KontorResult **me, GError **error)
{
  g_autoptr (KontorConnection) connection = kontor_address_connect (self, error);
  g_autoptr (KontorResult) found = NULL;
  g_autoptr (GError) refused = NULL;

  if (connection == NULL)
    return NULL;

  found = kontor_connection_query (connection, kontor_queries_get ("me"), NULL, 0, NULL, &refused);
  if (found == NULL && !g_error_matches (refused, KONTOR_ERROR, KONTOR_ERROR_PERMISSION))
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return NULL;
    }
  if (found != NULL && !check_versions (found, error))
    return NULL;
  /* Whom the office has let go has the login still, and would see an empty office. */
  if (found == NULL || kontor_result_get_n_rows (found) == 0 || kontor_result_get (found, 0, 0) == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_PERMISSION,
                           _("This name is not a user of Kontor here, or not any more. Ask your administrator."));
      return NULL;
    }

  if (me != NULL)
    *me = g_steal_pointer (&found);
  return g_steal_pointer (&connection);
}

gboolean
kontor_address_is_final (const GError *error)
{
  return !g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION) &&
         !g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_FAILED) &&
         /* A restored server may lack the database for a moment. */
         !g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

gint64
kontor_address_get_pause (guint n)
{
  gint64 pause = MIN ((gint64) 100 << MIN (n, 16), 15000) * 1000;

  return pause / 2 + g_random_int_range (0, (gint32) pause);
}
