#include "tool/demo-load.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "tool/demo-tables.h"

typedef struct
{
  const char *folder;
  FILE       *file;
} Folder;

static gboolean
close_file (FILE *file, GError **error)
{
  if (file == NULL || fclose (file) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write the file");
      return FALSE;
    }
  return TRUE;
}

static gboolean
folder_begin (gpointer data, const char *table, const char *columns, GError **error)
{
  Folder *self = data;
  g_autofree char *name = g_strconcat (table, ".copy", NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  self->file = g_fopen (path, "w");
  if (self->file == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write %s", path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
folder_put (gpointer data, const char *bytes, gsize length, GError **error)
{
  Folder *self = data;

  if (fwrite (bytes, 1, length, self->file) == length)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write the file");
  return FALSE;
}

static gboolean
folder_end (gpointer data, GError **error)
{
  Folder *self = data;

  return close_file (g_steal_pointer (&self->file), error);
}

static GPtrArray *
made_up (guint first, guint count)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (ids, g_strdup_printf ("00000000-0000-7000-8000-%012u", first + i));
  return ids;
}

gboolean
kontor_demo_load_folder (KontorDemoPlan *plan, const char *folder, GError **error)
{
  Folder self = { folder, NULL };
  KontorDemoSink sink = { folder_begin, folder_put, folder_end, &self };
  const KontorDemoTable *lists[2];
  guint counts[2];

  plan->directories = g_new0 (KontorDemoDirectories, 1);
  plan->directories->regions = made_up (100, 9);
  plan->directories->categories = made_up (200, 3);
  plan->directories->states = made_up (300, 5);
  plan->directories->stages = made_up (400, 5);
  plan->directories->loss_reasons = made_up (500, 6);
  plan->directories->own_company = g_strdup ("00000000-0000-7000-8000-000000000600");
  plan->directories->kind_simple = g_strdup ("00000000-0000-7000-8000-000000000700");
  plan->directories->kind_stages = g_strdup ("00000000-0000-7000-8000-000000000701");

  lists[0] = kontor_demo_tables_people (&counts[0]);
  lists[1] = kontor_demo_tables_work (&counts[1]);
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < counts[k]; i++)
      if (!lists[k][i].write (plan, &sink, NULL, error))
        return FALSE;

  return TRUE;
}
