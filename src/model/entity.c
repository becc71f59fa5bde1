#include "config.h"

#include <string.h>

#include "model/record-private.h"

static GHashTable *by_name;      /* name -> KontorEntity */
static GHashTable *field_tables; /* KontorEntity -> (name -> index + 1) */
static GHashTable *types;        /* KontorEntity -> GType */
static GMutex      tables_lock;

/* The tables never change once they are made. */
static void
ensure_tables (void)
{
  static gsize made;

  if (!g_once_init_enter (&made))
    return;

  by_name = g_hash_table_new (g_str_hash, g_str_equal);
  field_tables = g_hash_table_new (NULL, NULL);

  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    {
      GHashTable *indexes = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; (*entity)->fields[i].name != NULL; i++)
        g_hash_table_insert (indexes, (gpointer) (*entity)->fields[i].name, GUINT_TO_POINTER (i + 1));
      g_hash_table_insert (by_name, (gpointer) (*entity)->name, (gpointer) *entity);
      g_hash_table_insert (field_tables, (gpointer) *entity, indexes);
    }

  g_once_init_leave (&made, 1);
}

/* "route_map" -> "KontorRouteMapRecord" */
static char *
make_type_name (const KontorEntity *entity)
{
  GString *name = g_string_new ("Kontor");
  gboolean upper = TRUE;

  for (const char *letter = entity->name; *letter != '\0'; letter++)
    {
      if (*letter == '_')
        {
          upper = TRUE;
          continue;
        }
      g_string_append_c (name, upper ? g_ascii_toupper (*letter) : *letter);
      upper = FALSE;
    }
  g_string_append (name, "Record");
  return g_string_free (name, FALSE);
}

const KontorEntity *
kontor_entity_lookup (const char *name)
{
  if (name == NULL)
    return NULL;

  ensure_tables ();
  return g_hash_table_lookup (by_name, name);
}

guint
kontor_entity_get_n_fields (const KontorEntity *entity)
{
  GHashTable *indexes;

  g_return_val_if_fail (entity != NULL, 0);

  ensure_tables ();
  indexes = g_hash_table_lookup (field_tables, entity);
  g_return_val_if_fail (indexes != NULL, 0);
  return g_hash_table_size (indexes);
}

int
kontor_entity_get_field_index (const KontorEntity *entity, const char *name)
{
  GHashTable *indexes;

  g_return_val_if_fail (entity != NULL, -1);

  if (name == NULL)
    return -1;

  ensure_tables ();
  indexes = g_hash_table_lookup (field_tables, entity);
  g_return_val_if_fail (indexes != NULL, -1);
  return GPOINTER_TO_INT (g_hash_table_lookup (indexes, name)) - 1;
}

const KontorField *
kontor_entity_find_field (const KontorEntity *entity, const char *name)
{
  g_auto (GStrv) steps = NULL;
  const KontorField *field = NULL;

  g_return_val_if_fail (entity != NULL, NULL);

  if (name == NULL)
    return NULL;

  steps = g_strsplit (name, ".", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      int index;

      if (i > 0)
        entity = field->kind == KONTOR_FIELD_LINK ? kontor_entity_lookup (field->target) : NULL;
      if (entity == NULL)
        return NULL;

      index = kontor_entity_get_field_index (entity, steps[i]);
      if (index < 0)
        return NULL;
      field = &entity->fields[index];
    }
  return field;
}

GType
kontor_entity_get_record_type (const KontorEntity *entity)
{
  GType type;

  g_return_val_if_fail (entity != NULL, G_TYPE_INVALID);

  g_mutex_lock (&tables_lock);
  if (types == NULL)
    types = g_hash_table_new (NULL, NULL);
  type = (GType) g_hash_table_lookup (types, entity);
  if (type == 0)
    {
      g_autofree char *name = make_type_name (entity);

      type = kontor_record_register_type (name, entity);
      g_hash_table_insert (types, (gpointer) entity, (gpointer) type);
    }
  g_mutex_unlock (&tables_lock);

  return type;
}
