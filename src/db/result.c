#include "config.h"

#include "db/result.h"

#include "db/result-private.h"

struct _KontorResult
{
  GObject parent_instance;

  PGresult *native;
};

G_DEFINE_FINAL_TYPE (KontorResult, kontor_result, G_TYPE_OBJECT)

static void
kontor_result_finalize (GObject *object)
{
  KontorResult *self = KONTOR_RESULT (object);

  PQclear (self->native);

  G_OBJECT_CLASS (kontor_result_parent_class)->finalize (object);
}

static void
kontor_result_class_init (KontorResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_result_finalize;
}

static void
kontor_result_init (KontorResult *self)
{
}

KontorResult *
kontor_result_new (PGresult *native)
{
  KontorResult *self = g_object_new (KONTOR_TYPE_RESULT, NULL);

  self->native = native;
  return self;
}

guint
kontor_result_get_n_rows (KontorResult *self)
{
  g_return_val_if_fail (KONTOR_IS_RESULT (self), 0);

  return (guint) PQntuples (self->native);
}

guint
kontor_result_get_n_columns (KontorResult *self)
{
  g_return_val_if_fail (KONTOR_IS_RESULT (self), 0);

  return (guint) PQnfields (self->native);
}

const char *
kontor_result_get_column_name (KontorResult *self, guint column)
{
  g_return_val_if_fail (KONTOR_IS_RESULT (self), NULL);

  return PQfname (self->native, (int) column);
}

int
kontor_result_find_column (KontorResult *self, const char *name)
{
  g_return_val_if_fail (KONTOR_IS_RESULT (self), -1);
  g_return_val_if_fail (name != NULL, -1);

  /* Not PQfnumber(), which folds the case of unquoted names. */
  for (int i = 0; i < PQnfields (self->native); i++)
    {
      if (g_str_equal (PQfname (self->native, i), name))
        return i;
    }

  return -1;
}

const char *
kontor_result_get (KontorResult *self, guint row, guint column)
{
  g_return_val_if_fail (KONTOR_IS_RESULT (self), NULL);
  g_return_val_if_fail (row < (guint) PQntuples (self->native), NULL);
  g_return_val_if_fail (column < (guint) PQnfields (self->native), NULL);

  if (PQgetisnull (self->native, (int) row, (int) column))
    return NULL;

  return PQgetvalue (self->native, (int) row, (int) column);
}

const char *
kontor_result_get_by_name (KontorResult *self, guint row, const char *column)
{
  int position = kontor_result_find_column (self, column);

  g_return_val_if_fail (position >= 0, NULL);

  return kontor_result_get (self, row, (guint) position);
}

gint64
kontor_result_get_integer (KontorResult *self, guint row, guint column)
{
  const char *value = kontor_result_get (self, row, column);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

gboolean
kontor_result_get_boolean (KontorResult *self, guint row, guint column)
{
  const char *value = kontor_result_get (self, row, column);

  return g_strcmp0 (value, "t") == 0 || g_strcmp0 (value, "true") == 0;
}

gint64
kontor_result_get_affected (KontorResult *self)
{
  g_return_val_if_fail (KONTOR_IS_RESULT (self), 0);

  return g_ascii_strtoll (PQcmdTuples (self->native), NULL, 10);
}
