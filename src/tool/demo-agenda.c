#include "tool/demo-agenda.h"

#include <json-glib/json-glib.h>

#include "base/identifier.h"
#include "db/queries.h"

typedef enum { START, SAVE, TAKE, COMPLETE } Deed;

typedef struct
{
  gint64   at;
  guint    place;
  Deed     deed;
  gboolean is_new;
  char    *record;
  char    *login;
  char    *entity;
  char    *changes;
  char    *map;
  char    *kind;
  char    *point;
  char    *answer;
  char    *result;
} Entry;

struct _KontorDemoAgenda
{
  GPtrArray  *entries;
  /* Records whose story ended before its end. */
  GHashTable *given_up;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->record);
  g_free (entry->login);
  g_free (entry->entity);
  g_free (entry->changes);
  g_free (entry->map);
  g_free (entry->kind);
  g_free (entry->point);
  g_free (entry->answer);
  g_free (entry->result);
  g_free (entry);
}

static Entry *
add (KontorDemoAgenda *self, gint64 at, Deed deed, const char *record)
{
  Entry *entry = g_new0 (Entry, 1);

  /* Whole minutes: nobody takes down more. */
  entry->at = at - at % 60;
  entry->place = self->entries->len;
  entry->deed = deed;
  entry->record = g_strdup (record);
  g_ptr_array_add (self->entries, entry);

  return entry;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(Entry * const *) a, *other = *(Entry * const *) b;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  return one->place < other->place ? -1 : 1;
}

/* Runs a named query as @login; @done is %FALSE where it is refused, which is no error. */
static gboolean
as_person (KontorConnection *doors, const char *login, const char *query,
           const char * const *params, guint n_params, gboolean *done, GError **error)
{
  g_autofree char *name = kontor_connection_quote_name (doors, login);
  g_autofree char *script = g_strdup_printf ("set session authorization %s", name);
  g_autoptr (KontorResult) result = NULL;
  g_autoptr (GError) refused = NULL;

  if (!kontor_connection_script (doors, script, error))
    return FALSE;
  result = kontor_connection_query (doors, kontor_queries_get (query), params, n_params, NULL, &refused);
  *done = result != NULL;
  if (result == NULL && kontor_connection_is_broken (doors))
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  if (result == NULL)
    g_debug ("%s as %s: %s", query, login, refused->message);

  return TRUE;
}

static gboolean
do_start (KontorConnection *connection, KontorConnection *doors, const Entry *entry, const char *operation, gboolean *done, GError **error)
{
  const char *begin[] = { entry->record, entry->kind };
  const char *start[] = { entry->map, "deal", entry->record, operation, NULL };
  g_autoptr (KontorResult) begun =
    kontor_connection_query (connection, kontor_queries_get ("demo-begin-sale"), begin, 2, NULL, error);

  return begun != NULL && as_person (doors, entry->login, "start-process", start, G_N_ELEMENTS (start), done, error);
}

static gboolean
do_save (KontorConnection *doors, const Entry *entry, const char *operation, gboolean *done, GError **error)
{
  /* Whoever changes the first version does not meddle with what the process wrote. */
  const char *params[] = { entry->entity, entry->record, entry->is_new ? "0" : "1", entry->changes, operation };

  return as_person (doors, entry->login, "save", params, 5, done, error);
}

static gboolean
do_task (KontorConnection *connection, KontorConnection *doors, const Entry *entry, const char *operation, gboolean *done, GError **error)
{
  const char *which[] = { entry->record, entry->point };
  g_autoptr (KontorResult) task =
    kontor_connection_query (connection, kontor_queries_get ("demo-open-task"), which, 2, NULL, error);
  const char *login, *id;

  *done = FALSE;
  if (task == NULL)
    return FALSE;
  if (kontor_result_get_n_rows (task) == 0)
    return TRUE;

  id = kontor_result_get (task, 0, 0);
  login = kontor_result_get (task, 0, 1);
  if (entry->deed == TAKE)
    {
      const char *params[] = { id, operation };

      return as_person (doors, login, "take-task", params, 2, done, error);
    }
  else
    {
      const char *answer = !kontor_result_get_boolean (task, 0, 2) ? NULL
                         : entry->answer != NULL ? entry->answer : kontor_result_get (task, 0, 3);
      const char *params[] = { id, answer, entry->result, operation };

      return as_person (doors, login, "complete-task", params, 4, done, error);
    }
}

static gboolean
carry_out (KontorDemoAgenda *self, KontorConnection *connection, KontorConnection *doors, const Entry *entry, GError **error)
{
  g_autofree char *operation = kontor_identifier_new (), *moment = NULL;
  g_autoptr (KontorResult) clock = NULL, aged = NULL;
  const char *age[4] = { entry->record, NULL, NULL, operation };
  gboolean done = FALSE, fine = FALSE;

  clock = kontor_connection_query (connection, kontor_queries_get ("demo-clock"), NULL, 0, NULL, error);
  if (clock == NULL)
    return FALSE;

  switch (entry->deed)
    {
    case START:
      fine = do_start (connection, doors, entry, operation, &done, error);
      break;
    case SAVE:
      fine = do_save (doors, entry, operation, &done, error);
      break;
    case TAKE:
    case COMPLETE:
    default:
      fine = do_task (connection, doors, entry, operation, &done, error);
      break;
    }
  if (!fine)
    return FALSE;
  if (!done)
    g_hash_table_add (self->given_up, entry->record);

  moment = g_strdup_printf ("%" G_GINT64_FORMAT, entry->at);
  age[1] = kontor_result_get (clock, 0, 0);
  age[2] = moment;
  aged = kontor_connection_query (connection, kontor_queries_get ("demo-age"), age, 4, NULL, error);

  return aged != NULL;
}

KontorDemoAgenda *
kontor_demo_agenda_new (void)
{
  KontorDemoAgenda *self = g_new0 (KontorDemoAgenda, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->given_up = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
kontor_demo_agenda_free (KontorDemoAgenda *self)
{
  g_hash_table_unref (self->given_up);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
kontor_demo_agenda_start (KontorDemoAgenda *self, gint64 at, const char *login, const char *record,
                          const char *map, const char *kind)
{
  Entry *entry = add (self, at, START, record);

  entry->login = g_strdup (login);
  entry->map = g_strdup (map);
  entry->kind = g_strdup (kind);
}

void
kontor_demo_agenda_save (KontorDemoAgenda *self, gint64 at, const char *login, const char *entity,
                         const char *record, gboolean is_new, const char * const *changes)
{
  Entry *entry = add (self, at, SAVE, record);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (const char * const *pair = changes; *pair != NULL; pair += 2)
    if (pair[1] != NULL)
      {
        json_builder_set_member_name (builder, pair[0]);
        json_builder_add_string_value (builder, pair[1]);
      }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  entry->login = g_strdup (login);
  entry->entity = g_strdup (entity);
  entry->is_new = is_new;
  entry->changes = json_to_string (root, FALSE);
}

void
kontor_demo_agenda_take (KontorDemoAgenda *self, gint64 at, const char *record, const char *point)
{
  Entry *entry = add (self, at, TAKE, record);

  entry->point = g_strdup (point);
}

void
kontor_demo_agenda_complete (KontorDemoAgenda *self, gint64 at, const char *record, const char *point,
                             const char *answer, const char *result)
{
  Entry *entry = add (self, at, COMPLETE, record);

  entry->point = g_strdup (point);
  entry->answer = g_strdup (answer);
  entry->result = g_strdup (result);
}

gboolean
kontor_demo_agenda_run (KontorDemoAgenda *self, KontorConnection *connection, KontorConnection *doors, GError **error)
{
  g_ptr_array_sort (self->entries, compare);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (!g_hash_table_contains (self->given_up, entry->record) && !carry_out (self, connection, doors, entry, error))
        return FALSE;
    }
  return TRUE;
}
