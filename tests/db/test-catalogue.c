#include "config.h"

#include <locale.h>
#include <string.h>

#include "fixture/server.h"
#include "model/entity.h"

/*
 * PostgreSQL's catalogue is the server's truth, the tables of model/entities
 * the desk's: this holds the two together.
 */

typedef struct
{
  KontorTestServer *server;
  KontorConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = kontor_test_server_new ("kontor_empty");
  uri = kontor_test_server_get_uri (fixture->server, "postgres");
  fixture->connection = kontor_connection_open (uri, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->connection);
  kontor_test_server_free (fixture->server);
}

static KontorResult *
ask (Fixture *fixture, const char *sql, const char *entity)
{
  g_autoptr (GError) error = NULL;
  KontorResult *result = kontor_connection_query (fixture->connection, sql, &entity, entity != NULL ? 1 : 0, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* Columns that every record has and no field shows; generated ones are left
 * out by the question. */
static gboolean
is_internal (const char *column)
{
  return g_str_equal (column, "id") || g_str_equal (column, "version");
}

static gboolean
fits (const KontorField *field, const char *type)
{
  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
      return g_str_equal (type, "integer") || g_str_equal (type, "bigint");
    case KONTOR_FIELD_PERCENT:
      return g_str_equal (type, "integer") || g_str_has_prefix (type, "numeric");
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
      return g_str_has_prefix (type, "numeric");
    case KONTOR_FIELD_DATE:
      return g_str_equal (type, "date");
    case KONTOR_FIELD_MOMENT:
      return g_str_equal (type, "timestamp with time zone");
    case KONTOR_FIELD_BOOLEAN:
      return g_str_equal (type, "boolean");
    case KONTOR_FIELD_LINK:
      return g_str_equal (type, "uuid");
    case KONTOR_FIELD_JSON:
      return g_str_equal (type, "jsonb");
    case KONTOR_FIELD_COUNTRY:
      return g_str_equal (type, "character(2)");
    case KONTOR_FIELD_CURRENCY:
      return g_str_equal (type, "character(3)");
    case KONTOR_FIELD_CHOICE:
      return g_str_equal (type, field->flags & KONTOR_FIELD_FLAG_MANY ? "text[]" : "text");
    default:
      return g_str_equal (type, "text") || g_str_equal (type, "uuid");
    }
}

static void
check_columns (Fixture *fixture, const KontorEntity *entity)
{
  g_autoptr (KontorResult) columns =
    ask (fixture,
         "select a.attname, format_type (a.atttypid, a.atttypmod), a.attnotnull,"
         " a.atthasdef or a.attidentity <> '' from pg_attribute a"
         " where a.attrelid = ('kontor.' || $1)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''", entity->name);
  guint n_found = 0;

  for (guint i = 0; i < kontor_result_get_n_rows (columns); i++)
    {
      const char *name = kontor_result_get (columns, i, 0);
      const char *type = kontor_result_get (columns, i, 1);
      gboolean required = kontor_result_get_boolean (columns, i, 2);
      gboolean has_default = kontor_result_get_boolean (columns, i, 3);
      const KontorField *field = kontor_entity_find_field (entity, name);

      if (is_internal (name))
        continue;
      if (field == NULL || (field->flags & KONTOR_FIELD_FLAG_RECKONED) != 0)
        g_error ("%s.%s: the desk has no such field", entity->name, name);
      n_found++;
      if (!fits (field, type))
        g_error ("%s.%s is of the type %s", entity->name, name, type);
      if ((field->flags & KONTOR_FIELD_FLAG_REQUIRED) && !required)
        g_error ("%s.%s is required on the desk only", entity->name, name);
      if (required && !has_default && !(field->flags & KONTOR_FIELD_FLAG_REQUIRED))
        g_error ("%s.%s may not be empty", entity->name, name);
      if (field->initial != NULL && !has_default)
        g_error ("%s.%s has an initial value on the desk only", entity->name, name);
    }
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    n_found += (field->flags & KONTOR_FIELD_FLAG_RECKONED) != 0 ? 1 : 0;
  g_assert_cmpuint (n_found, ==, kontor_entity_get_n_fields (entity));
}

static void
check_links (Fixture *fixture, const KontorEntity *entity)
{
  g_autoptr (KontorResult) links =
    ask (fixture,
         "select a.attname, t.relname from pg_constraint c"
         " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
         " join pg_class t on t.oid = c.confrelid"
         " where c.conrelid = ('kontor.' || $1)::regclass and c.contype = 'f'", entity->name);
  guint n_links = 0;

  for (guint i = 0; i < kontor_result_get_n_rows (links); i++)
    {
      const KontorField *field = kontor_entity_find_field (entity, kontor_result_get (links, i, 0));
      const char *target = kontor_result_get (links, i, 1);

      if (kontor_entity_lookup (target) == NULL)
        continue;
      g_assert_cmpint (field->kind, ==, KONTOR_FIELD_LINK);
      g_assert_cmpstr (field->target, ==, target);
      n_links++;
    }

  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (field->kind == KONTOR_FIELD_LINK && !g_str_has_suffix (field->name, "_by"))
      n_links--;
    else if (field->kind == KONTOR_FIELD_LINK && (g_str_equal (field->name, "published_by") || g_str_equal (field->name, "done_by")
                                                     || g_str_equal (field->name, "approved_by") || g_str_equal (field->name, "settled_by")))
      n_links--;
  g_assert_cmpuint (n_links, ==, 0);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The values that a check constraint allows for a column, as it is written. */
static void
check_choices (Fixture *fixture, const KontorEntity *entity)
{
  g_autoptr (KontorResult) checks =
    ask (fixture,
         "select a.attname, (select string_agg (m[1], ',' order by m[1] collate \"C\") from"
         "   (select distinct m from regexp_matches (pg_get_constraintdef (c.oid), '''([a-z_]+)''::text', 'g') m) found)"
         " from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
         " where c.conrelid = ('kontor.' || $1)::regclass and c.contype = 'c' and cardinality (c.conkey) = 1"
         " and pg_get_constraintdef (c.oid) ~ 'ARRAY'"
         /* Where a function asks all that must hold of a row. */
         " union all"
         " select n[1], (select string_agg (m[1], ',' order by m[1] collate \"C\") from regexp_matches (n[2], '''([a-z_]+)''', 'g') m)"
         " from pg_constraint c join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = c.oid"
         " join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid,"
         " regexp_matches (p.prosrc, 'when ([a-z_]+) not in \\(([^)]*)\\)', 'g') n"
         " where c.conrelid = ('kontor.' || $1)::regclass and c.contype = 'c'", entity->name);

  for (guint i = 0; i < kontor_result_get_n_rows (checks); i++)
    {
      const KontorField *field = kontor_entity_find_field (entity, kontor_result_get (checks, i, 0));
      g_autoptr (GPtrArray) values = g_ptr_array_new ();
      g_autofree char *joined = NULL;

      if (field == NULL || field->kind != KONTOR_FIELD_CHOICE)
        g_error ("%s.%s is a choice", entity->name, kontor_result_get (checks, i, 0));
      for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
        g_ptr_array_add (values, (gpointer) choice->value);
      g_ptr_array_sort (values, compare_text);
      g_ptr_array_add (values, NULL);
      joined = g_strjoinv (",", (char **) values->pdata);
      g_assert_cmpstr (joined, ==, kontor_result_get (checks, i, 1));
    }
}

static void
test_entities (Fixture *fixture, gconstpointer data)
{
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    {
      check_columns (fixture, *entity);
      check_links (fixture, *entity);
      check_choices (fixture, *entity);
    }
}

/* The two agree about what there is, and what names a record. */
static void
test_table_of_entities (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorResult) rows = ask (fixture, "select name, title_column from kontor.entity", NULL);
  guint n_entities = 0;

  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      const KontorEntity *entity = kontor_entity_lookup (kontor_result_get (rows, i, 0));

      if (entity == NULL)
        g_error ("The desk does not know %s", kontor_result_get (rows, i, 0));
      g_assert_cmpstr (entity->title, ==, kontor_result_get (rows, i, 1));
    }
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    n_entities++;
  g_assert_cmpuint (n_entities, ==, kontor_result_get_n_rows (rows));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalogue/entities", Fixture, NULL, set_up, test_entities, tear_down);
  g_test_add ("/catalogue/table-of-entities", Fixture, NULL, set_up, test_table_of_entities, tear_down);
  return g_test_run ();
}
