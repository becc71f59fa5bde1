#include "config.h"

#include "db/queries.h"

#include <gio/gio.h>

#include "kontor-sql.h"

#define FOLDER "/org/kontor/Kontor/sql/queries/"

static GMutex lock;
/* Name -> text with its final zero; lives as long as the program. */
static GHashTable *texts;

const char *
kontor_queries_get (const char *name)
{
  const char *text;

  g_return_val_if_fail (name != NULL, NULL);

  g_mutex_lock (&lock);
  if (texts == NULL)
    {
      /* Named here so that the linker keeps the resources. */
      g_resources_register (kontor_sql_get_resource ());
      texts = g_hash_table_new (g_str_hash, g_str_equal);
    }

  text = g_hash_table_lookup (texts, name);
  if (text == NULL)
    {
      g_autofree char *path = g_strconcat (FOLDER, name, ".sql", NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (bytes != NULL)
        {
          gsize length;
          const char *data = g_bytes_get_data (bytes, &length);

          text = g_strstrip (g_strndup (data, length));
          g_hash_table_insert (texts, g_strdup (name), (gpointer) text);
        }
    }
  g_mutex_unlock (&lock);

  if (text == NULL)
    g_error ("There is no query named “%s”", name);

  return text;
}

char **
kontor_queries_list (void)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_resources_register (kontor_sql_get_resource ());
  files = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **file = files; file != NULL && *file != NULL; file++)
    {
      if (g_str_has_suffix (*file, ".sql"))
        {
          (*file)[strlen (*file) - 4] = '\0';
          g_strv_builder_add (names, *file);
        }
    }

  return g_strv_builder_end (names);
}
