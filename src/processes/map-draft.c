#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/error.h"
#include "base/identifier.h"
#include "processes/map-draft.h"
#include "route/map-merge.h"

/* Long enough for the pieces of one gesture, shorter than a person needs for two. */
#define SAVE_AFTER  60
#define RETRY_AFTER 5000
#define GESTURE_WAIT 200

struct _KontorMapDraft
{
  GObject        parent_instance;

  KontorDesk    *desk;
  GCancellable  *cancellable;
  KontorMapEdit *edit;
  char          *map_id;
  /* What everything drawn stands on. */
  char          *base_id;
  gint64         base_version;
  char          *base_json;
  char          *sent_json;
  gboolean       is_draft;
  gint64         number;
  gboolean       changed;
  gboolean       saving;
  gboolean       reading;
  gboolean       read_wanted;
  gboolean       publish_wanted;
  guint          save_source;
  guint          wait_source;
  /* The newest state that waits for the gesture in hand to end. */
  KontorResult  *waiting;
};

G_DEFINE_FINAL_TYPE (KontorMapDraft, kontor_map_draft, G_TYPE_OBJECT)

enum
{
  STATE,
  MERGED,
  FAILED,
  PUBLISHED,
  REFUSED,
  DISCARDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void read_newest (KontorMapDraft *self);

static void
forget (KontorMapDraft *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->base_id, g_free);
  g_clear_pointer (&self->base_json, g_free);
  g_clear_pointer (&self->sent_json, g_free);
  self->changed = FALSE;
  self->publish_wanted = FALSE;
}

static void
kontor_map_draft_dispose (GObject *object)
{
  KontorMapDraft *self = KONTOR_MAP_DRAFT (object);

  forget (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->map_id, g_free);
  G_OBJECT_CLASS (kontor_map_draft_parent_class)->dispose (object);
}

static void
kontor_map_draft_class_init (KontorMapDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_draft_dispose;

  signals[STATE] = g_signal_new ("state", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MERGED] = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_PTR_ARRAY);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[PUBLISHED] = g_signal_new ("published", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DISCARDED] = g_signal_new ("discarded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kontor_map_draft_init (KontorMapDraft *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
save_cb (gpointer user_data)
{
  KontorMapDraft *self = user_data;

  self->save_source = 0;
  kontor_map_draft_keep (self);
  return G_SOURCE_REMOVE;
}

static void
save_soon (KontorMapDraft *self, guint milliseconds)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (milliseconds, save_cb, self);
}

static void
history_cb (KontorMapDraft *self)
{
  if (!self->is_draft && !self->changed)
    self->number++;
  self->changed = TRUE;
  if (!self->saving)
    save_soon (self, SAVE_AFTER);
  g_signal_emit (self, signals[STATE], 0);
}

/* Puts what is the newest on the server together with what is drawn here; an
 * answer without a graph is a map of which nothing is left. */
static gboolean
take_newest (KontorMapDraft *self, const char *id, gint64 version, gint64 number, gboolean is_draft,
             const char *json, const char *who)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_conflict_free);
  g_autoptr (KontorMap) base = self->base_json != NULL ? kontor_map_new_from_json (self->base_json, NULL) : kontor_map_new ();
  g_autoptr (KontorMap) theirs = json != NULL ? kontor_map_new_from_json (json, NULL) : NULL;
  g_autoptr (KontorMap) merged = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (theirs == NULL || base == NULL)
    return FALSE;
  merged = kontor_map_merge (base, kontor_map_edit_get_map (self->edit), theirs, conflicts);
  keys = kontor_map_merge_into (self->edit, merged);
  g_free (self->base_id);
  g_free (self->base_json);
  self->base_id = g_strdup (id);
  self->base_json = g_strdup (json);
  self->base_version = version;
  self->is_draft = is_draft;
  self->number = number;
  self->changed = self->changed && !kontor_map_equal (kontor_map_edit_get_map (self->edit), theirs);
  if (self->changed && !is_draft)
    self->number++;
  if (self->changed && !self->saving)
    save_soon (self, SAVE_AFTER);
  if (!kontor_map_equal (base, theirs))
    {
      /* What somebody else has drawn is looked at before it is published. */
      self->publish_wanted = FALSE;
      g_signal_emit (self, signals[MERGED], 0, who, conflicts);
    }
  g_signal_emit (self, signals[STATE], 0);
  return TRUE;
}

static gboolean
merge_answer (KontorMapDraft *self, JsonObject *answer)
{
  JsonNode *graph = json_object_get_member (answer, "graph");
  g_autofree char *json = graph != NULL && JSON_NODE_HOLDS_OBJECT (graph) ? json_to_string (graph, FALSE) : NULL;

  return take_newest (self, json_object_get_string_member_with_default (answer, "id", NULL),
                      json_object_get_int_member_with_default (answer, "version", 0),
                      json_object_get_int_member_with_default (answer, "number", 0),
                      g_strcmp0 (json_object_get_string_member_with_default (answer, "state", ""), "draft") == 0,
                      json, json_object_get_string_member_with_default (answer, "changed_by", ""));
}

static void
fail (KontorMapDraft *self, GError *error)
{
  self->changed = TRUE;
  self->publish_wanted = FALSE;
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
    save_soon (self, RETRY_AFTER);
  g_signal_emit (self, signals[FAILED], 0, error);
  g_signal_emit (self, signals[STATE], 0);
}

static void
take_answer (KontorMapDraft *self, const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *answer;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL) || self->edit == NULL)
    return;
  answer = json_node_get_object (json_parser_get_root (parser));
  if (g_strcmp0 (json_object_get_string_member_with_default (answer, "status", ""), "saved") == 0)
    {
      g_free (self->base_id);
      g_free (self->base_json);
      self->base_id = g_strdup (json_object_get_string_member (answer, "id"));
      self->base_version = json_object_get_int_member (answer, "version");
      self->number = json_object_get_int_member (answer, "number");
      self->base_json = g_steal_pointer (&self->sent_json);
      self->is_draft = TRUE;
    }
  else
    {
      self->changed = TRUE;
      if (kontor_map_edit_is_open (self->edit))
        save_soon (self, GESTURE_WAIT);
      else if (!merge_answer (self, answer))
        self->changed = FALSE;
    }
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (self->edit == NULL)
    return;
  if (answer == NULL)
    {
      g_signal_emit (self, signals[REFUSED], 0, error);
      return;
    }
  self->is_draft = FALSE;
  g_signal_emit (self, signals[PUBLISHED], 0, self->number);
  read_newest (self);
  g_signal_emit (self, signals[STATE], 0);
}

/* Everything is written. */
static void
go_on (KontorMapDraft *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { kontor_map_draft_get_id (self), operation };

  if (!self->publish_wanted)
    return;
  self->publish_wanted = FALSE;
  if (database != NULL && params[0] != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "publish-map", params, G_N_ELEMENTS (params),
                                 NULL, published_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  self->saving = FALSE;
  if (self->edit == NULL)
    return;
  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  take_answer (self, kontor_result_get (answer, 0, 0));
  g_signal_emit (self, signals[STATE], 0);
  if (self->changed)
    {
      /* At once: the page may be gone, and only what is on its way keeps this alive. */
      if (self->save_source == 0)
        kontor_map_draft_keep (self);
      return;
    }
  go_on (self);
  if (self->read_wanted)
    read_newest (self);
}

void
kontor_map_draft_keep (KontorMapDraft *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *operation = kontor_identifier_new ();
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, self->base_version);
  const char *params[5];

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (database == NULL || self->saving || self->edit == NULL)
    return;
  if (!self->changed)
    {
      go_on (self);
      return;
    }
  g_free (self->sent_json);
  self->sent_json = kontor_map_to_json (kontor_map_edit_get_map (self->edit));
  params[0] = self->map_id;
  params[1] = self->base_id;
  params[2] = self->base_id != NULL ? version : NULL;
  params[3] = self->sent_json;
  params[4] = operation;
  self->saving = TRUE;
  self->changed = FALSE;
  g_signal_emit (self, signals[STATE], 0);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "keep-map-draft", params, G_N_ELEMENTS (params),
                               NULL, saved_cb, g_object_ref (self));
}

/* What the others do ---------------------------------------------------------- */

static void take_waiting (KontorMapDraft *self);

static gboolean
waited_cb (gpointer user_data)
{
  KontorMapDraft *self = user_data;

  self->wait_source = 0;
  take_waiting (self);
  return G_SOURCE_REMOVE;
}

static void
take_waiting (KontorMapDraft *self)
{
  g_autoptr (KontorResult) newest = g_steal_pointer (&self->waiting);
  gint64 version;

  if (newest == NULL || self->edit == NULL || self->saving)
    return;
  if (kontor_map_edit_is_open (self->edit))
    {
      self->waiting = g_steal_pointer (&newest);
      if (self->wait_source == 0)
        self->wait_source = g_timeout_add (GESTURE_WAIT, waited_cb, self);
      return;
    }
  version = kontor_result_get_integer (newest, 0, kontor_result_find_column (newest, "version"));
  if (g_strcmp0 (kontor_result_get_by_name (newest, 0, "id"), self->base_id) == 0 && version == self->base_version)
    return;
  take_newest (self, kontor_result_get_by_name (newest, 0, "id"), version,
               kontor_result_get_integer (newest, 0, kontor_result_find_column (newest, "number")),
               g_strcmp0 (kontor_result_get_by_name (newest, 0, "state"), "draft") == 0,
               kontor_result_get_by_name (newest, 0, "graph"), kontor_result_get_by_name (newest, 0, "changed_by"));
}

static void
newest_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapDraft) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);

  self->reading = FALSE;
  if (answer == NULL || kontor_result_get_n_rows (answer) == 0 || self->edit == NULL)
    return;
  g_set_object (&self->waiting, answer);
  take_waiting (self);
  if (self->read_wanted)
    read_newest (self);
}

static void
read_newest (KontorMapDraft *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *params[] = { NULL, self->map_id };

  self->read_wanted = self->saving || self->reading;
  if (self->read_wanted || database == NULL)
    return;
  self->reading = TRUE;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-version", params, G_N_ELEMENTS (params),
                               self->cancellable, newest_cb, g_object_ref (self));
}

static void
news_cb (KontorMapDraft *self, const char *entity, const char *id, const char *action)
{
  if (self->edit != NULL && g_strcmp0 (entity, "route_map_version") == 0)
    read_newest (self);
}

KontorMapDraft *
kontor_map_draft_new (KontorDesk *desk, const char *map_id)
{
  KontorMapDraft *self = g_object_new (KONTOR_TYPE_MAP_DRAFT, NULL);
  KontorStore *store = kontor_desk_get_store (desk);

  self->desk = g_object_ref (desk);
  self->map_id = g_strdup (map_id);
  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
kontor_map_draft_begin (KontorMapDraft *self, KontorMapEdit *edit, const char *id, gint64 row_version,
                        gboolean is_draft, gint64 number, const char *json)
{
  g_autofree char *random = g_strdup_printf ("%c%c", 'a' + g_random_int_range (0, 26), 'a' + g_random_int_range (0, 26));
  g_autofree char *suffix = g_strdup_printf ("%s%c", random, 'a' + g_random_int_range (0, 26));

  forget (self);
  self->edit = g_object_ref (edit);
  self->base_id = g_strdup (id);
  self->base_json = g_strdup (json);
  self->base_version = row_version;
  self->is_draft = is_draft;
  self->number = number;
  kontor_map_set_key_suffix (kontor_map_edit_get_map (edit), suffix);
  g_signal_connect_swapped (edit, "history", G_CALLBACK (history_cb), self);
  g_signal_emit (self, signals[STATE], 0);
}

void
kontor_map_draft_publish (KontorMapDraft *self)
{
  self->publish_wanted = TRUE;
  kontor_map_draft_keep (self);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  g_signal_emit (self, signals[DISCARDED], 0, error);
}

void
kontor_map_draft_discard (KontorMapDraft *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *operation = kontor_identifier_new ();
  g_autofree char *draft = g_strdup (kontor_map_draft_get_id (self));
  const char *params[] = { draft, operation };

  if (draft == NULL || database == NULL)
    return;
  forget (self);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "discard-map-draft", params, G_N_ELEMENTS (params),
                               NULL, discarded_cb, g_object_ref (self));
}

gboolean
kontor_map_draft_is_kept (KontorMapDraft *self)
{
  return !self->changed && !self->saving;
}

const char *
kontor_map_draft_get_id (KontorMapDraft *self)
{
  return self->is_draft ? self->base_id : NULL;
}

gint64
kontor_map_draft_get_number (KontorMapDraft *self)
{
  return self->number;
}
