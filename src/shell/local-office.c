#include "config.h"

#include "shell/local-office.h"

#include "base/error.h"

void
kontor_local_person_free (KontorLocalPerson *self)
{
  g_free (self->login);
  g_free (self->name);
  g_free (self->role);
  g_free (self->team);
  g_free (self->address);
  g_free (self);
}

gboolean
kontor_local_office_exists (void)
{
  return FALSE;
}

void
kontor_local_office_open_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_new_error (task, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "There is no office on this computer");
}

GPtrArray *
kontor_local_office_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
