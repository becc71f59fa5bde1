#include "config.h"

#include <json-glib/json-glib.h>

#include "db/server-message.h"
#include "processes/map-settings.h"
#include "route/map-check.h"

/* Longer than between two words that one types, shorter than a look at the list. */
#define PAUSE 400

struct _KontorMapSettings
{
  GObject       parent_instance;

  KontorDesk   *desk;
  char         *map_id;
  KontorMap    *map;
  guint         source;
  /* Of the question that is on its way. */
  GCancellable *cancellable;
  GPtrArray    *problems;
};

G_DEFINE_FINAL_TYPE (KontorMapSettings, kontor_map_settings, G_TYPE_OBJECT)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take_back (KontorMapSettings *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
kontor_map_settings_dispose (GObject *object)
{
  KontorMapSettings *self = KONTOR_MAP_SETTINGS (object);

  take_back (self);
  g_clear_object (&self->map);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->map_id, g_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_map_settings_parent_class)->dispose (object);
}

static void
kontor_map_settings_class_init (KontorMapSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_settings_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_map_settings_init (KontorMapSettings *self)
{
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_problem_free);
}

/* (nullable) @json: a list of keys. */
static char **
read_keys (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (json_array_get_string_element (array, i) != NULL)
      g_strv_builder_add (keys, json_array_get_string_element (array, i));
  return g_strv_builder_end (keys);
}

static KontorMapProblem *
read_problem (KontorResult *answer, guint row)
{
  KontorMapProblem *problem = g_new0 (KontorMapProblem, 1);

  problem->severity = g_strcmp0 (kontor_result_get_by_name (answer, row, "severity"), "error") == 0
                      ? KONTOR_MAP_PROBLEM_ERROR : KONTOR_MAP_PROBLEM_WARNING;
  problem->code = g_intern_string (kontor_result_get_by_name (answer, row, "code"));
  problem->message = kontor_server_message_translate (kontor_result_get_by_name (answer, row, "message"));
  problem->points = read_keys (kontor_result_get_by_name (answer, row, "points"));
  problem->path = g_ptr_array_new ();
  return problem;
}

static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  gboolean same = one->len == other->len;

  for (guint i = 0; same && i < one->len; i++)
    {
      KontorMapProblem *a = g_ptr_array_index (one, i), *b = g_ptr_array_index (other, i);

      same = g_strcmp0 (a->message, b->message) == 0
             && g_strv_equal ((const char * const *) a->points, (const char * const *) b->points);
    }
  return same;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapSettings) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);
  g_autoptr (GPtrArray) problems = NULL;

  /* The map is another one by now. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->cancellable);
  /* Nothing is lost: what was not told now is told when the map is published. */
  if (answer == NULL)
    return;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_problem_free);
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    g_ptr_array_add (problems, read_problem (answer, i));
  if (is_same (problems, self->problems))
    return;
  g_ptr_array_unref (self->problems);
  self->problems = g_steal_pointer (&problems);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static gboolean
ask_cb (gpointer user_data)
{
  KontorMapSettings *self = user_data;
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *json = kontor_map_to_json (self->map);
  const char *params[] = { self->map_id, json };

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  /* Not on the lane on which the drawing itself is kept. */
  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_BACK, "draft-setting-problems", params, G_N_ELEMENTS (params),
                                 self->cancellable, answered_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

KontorMapSettings *
kontor_map_settings_new (KontorDesk *desk, const char *map_id)
{
  KontorMapSettings *self = g_object_new (KONTOR_TYPE_MAP_SETTINGS, NULL);

  self->desk = g_object_ref (desk);
  self->map_id = g_strdup (map_id);
  return self;
}

void
kontor_map_settings_ask (KontorMapSettings *self, KontorMap *map)
{
  g_return_if_fail (KONTOR_IS_MAP_SETTINGS (self) && KONTOR_IS_MAP (map));

  take_back (self);
  g_set_object (&self->map, map);
  self->source = g_timeout_add (PAUSE, ask_cb, self);
}

GPtrArray *
kontor_map_settings_get_problems (KontorMapSettings *self)
{
  g_return_val_if_fail (KONTOR_IS_MAP_SETTINGS (self), NULL);
  return self->problems;
}
