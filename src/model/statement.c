#include "config.h"

#include "model/store.h"

/* The generated single-entity statements: names come from the static tables
 * of model/entities only, values are always parameters. */

char *
kontor_store_make_columns (const KontorEntity *entity)
{
  GString *sql = g_string_new ("t.id, t.version");

  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    g_string_append_printf (sql, ", %s.%s", field->flags & KONTOR_FIELD_FLAG_RECKONED ? "now" : "t", field->name);

  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (field->kind == KONTOR_FIELD_LINK)
      g_string_append_printf (sql, ", link_%s.%s AS %s_label", field->name,
                              kontor_entity_lookup (field->target)->title, field->name);

  return g_string_free (sql, FALSE);
}

char *
kontor_store_make_joins (const KontorEntity *entity)
{
  GString *sql = g_string_new (NULL);
  gboolean reckons = FALSE;

  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    reckons = reckons || (field->flags & KONTOR_FIELD_FLAG_RECKONED) != 0;
  if (reckons)
    g_string_append_printf (sql, " LEFT JOIN LATERAL kontor.%s_now (t.id) now ON true", entity->name);
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (field->kind == KONTOR_FIELD_LINK)
      g_string_append_printf (sql, " LEFT JOIN kontor.%s link_%s ON link_%s.id = t.%s",
                              field->target, field->name, field->name, field->name);

  return g_string_free (sql, FALSE);
}

char *
kontor_store_make_select (const KontorEntity *entity)
{
  g_autofree char *columns = NULL;
  g_autofree char *joins = NULL;

  g_return_val_if_fail (entity != NULL, NULL);

  columns = kontor_store_make_columns (entity);
  joins = kontor_store_make_joins (entity);
  return g_strdup_printf ("SELECT %s FROM kontor.%s t%s", columns, entity->name, joins);
}

char *
kontor_store_make_ordered_select (const KontorEntity *entity)
{
  g_autofree char *columns = NULL;
  g_autofree char *joins = NULL;

  g_return_val_if_fail (entity != NULL, NULL);

  columns = kontor_store_make_columns (entity);
  joins = kontor_store_make_joins (entity);
  return g_strdup_printf ("SELECT %s FROM unnest ($1::uuid[]) WITH ORDINALITY wanted (id, place)"
                          " JOIN kontor.%s t ON t.id = wanted.id%s ORDER BY wanted.place",
                          columns, entity->name, joins);
}

void
kontor_store_fill (KontorRecord *record, KontorResult *result, guint row)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  guint n_fields = kontor_entity_get_n_fields (entity);
  g_autofree const char **values = g_new0 (const char *, n_fields);
  g_autofree const char **labels = g_new0 (const char *, n_fields);
  guint column = 2;

  for (guint i = 0; i < n_fields; i++)
    values[i] = kontor_result_get (result, row, column++);
  for (guint i = 0; i < n_fields; i++)
    if (entity->fields[i].kind == KONTOR_FIELD_LINK)
      labels[i] = kontor_result_get (result, row, column++);

  kontor_record_take_stored (record, kontor_result_get_integer (result, row, 1), values, labels);
}
