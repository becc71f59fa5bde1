#include "config.h"

#include "db/database.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "db/address.h"
#include "db/job.h"
#include "db/listener.h"
#include "db/queries.h"
#include "db/worker.h"

struct _KontorDatabase
{
  GObject parent_instance;

  KontorAddress *address;
  KontorWorker *workers[2];
  KontorListener *listener;
  /* Counts the openings: what a thread of an earlier one says is dropped. */
  guint generation;

  KontorDatabaseState state;
  gboolean lane_connected[2];
  gboolean listening;
  GError *trouble;

  char *server;
  char *login;
  char *role;
  char *employee_id;
  char *employee_name;
};

enum
{
  PROP_STATE = 1,
  PROP_EMPLOYEE_ID,
  PROP_EMPLOYEE_NAME,
  PROP_LOGIN,
  PROP_ROLE,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGES,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (KontorDatabaseState, kontor_database_state,
                    G_DEFINE_ENUM_VALUE (KONTOR_DATABASE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (KONTOR_DATABASE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (KONTOR_DATABASE_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (KONTOR_DATABASE_OFFLINE, "offline"))

G_DEFINE_FINAL_TYPE (KontorDatabase, kontor_database, G_TYPE_OBJECT)

/* What a thread tells the main loop of.  A thread knows the object weakly, so
 * it can outlive it. */
typedef struct
{
  GWeakRef database;
  GMainContext *context;
  guint generation;
  KontorLane lane;
} Link;

typedef struct _Message Message;
typedef void (*Deliver) (KontorDatabase *self, Message *message);

struct _Message
{
  GWeakRef database;
  guint generation;
  KontorLane lane;
  Deliver deliver;
  gboolean connected;
  KontorResult *result;
  GError *error;
};

static Link *
link_new (KontorDatabase *self, KontorLane lane)
{
  Link *link = g_new0 (Link, 1);

  g_weak_ref_init (&link->database, self);
  link->context = g_main_context_ref_thread_default ();
  link->generation = self->generation;
  link->lane = lane;
  return link;
}

static void
link_free (gpointer data)
{
  Link *link = data;

  g_weak_ref_clear (&link->database);
  g_main_context_unref (link->context);
  g_free (link);
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_weak_ref_clear (&message->database);
  g_clear_object (&message->result);
  g_clear_error (&message->error);
  g_free (message);
}

static gboolean
deliver_cb (gpointer data)
{
  Message *message = data;
  g_autoptr (KontorDatabase) self = g_weak_ref_get (&message->database);

  if (self != NULL && self->generation == message->generation)
    message->deliver (self, message);
  return G_SOURCE_REMOVE;
}

static void
post (Link *link, Deliver deliver, gboolean connected, KontorResult *result, const GError *error)
{
  g_autoptr (KontorDatabase) self = g_weak_ref_get (&link->database);
  g_autoptr (GSource) source = NULL;
  Message *message;

  if (self == NULL)
    return;

  message = g_new0 (Message, 1);
  g_weak_ref_init (&message->database, self);
  message->generation = link->generation;
  message->lane = link->lane;
  message->deliver = deliver;
  message->connected = connected;
  if (result != NULL)
    message->result = g_object_ref (result);
  if (error != NULL)
    message->error = g_error_copy (error);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, message, message_free);
  g_source_attach (source, link->context);
}

static void
set_state (KontorDatabase *self, KontorDatabaseState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
set_text (KontorDatabase *self, char **place, const char *value, int property)
{
  if (g_strcmp0 (*place, value) == 0)
    return;

  g_free (*place);
  *place = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static void
take_identity (KontorDatabase *self, KontorResult *me)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_text (self, &self->employee_id, kontor_result_get_by_name (me, 0, "id"), PROP_EMPLOYEE_ID);
  set_text (self, &self->employee_name, kontor_result_get_by_name (me, 0, "name"), PROP_EMPLOYEE_NAME);
  set_text (self, &self->login, kontor_result_get_by_name (me, 0, "login"), PROP_LOGIN);
  set_text (self, &self->role, kontor_result_get_by_name (me, 0, "role"), PROP_ROLE);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
stop_threads (KontorDatabase *self)
{
  self->generation++;
  for (guint i = 0; i < G_N_ELEMENTS (self->workers); i++)
    g_clear_pointer (&self->workers[i], kontor_worker_stop);
  g_clear_pointer (&self->listener, kontor_listener_stop);
  g_clear_pointer (&self->address, kontor_address_unref);
}

static void
note_connection (KontorDatabase *self, gboolean connected, const GError *error)
{
  if (!connected && error != NULL)
    {
      g_clear_error (&self->trouble);
      self->trouble = g_error_copy (error);
      if (kontor_address_is_final (error))
        {
          stop_threads (self);
          set_state (self, KONTOR_DATABASE_CLOSED);
          g_signal_emit (self, signals[SIGNAL_REFUSED], 0, self->trouble);
          return;
        }
    }

  if (self->listening && self->lane_connected[KONTOR_LANE_FRONT])
    {
      g_clear_error (&self->trouble);
      set_state (self, KONTOR_DATABASE_ONLINE);
    }
  else if (self->state != KONTOR_DATABASE_CONNECTING || !connected)
    set_state (self, KONTOR_DATABASE_OFFLINE);
}

static void
deliver_lane (KontorDatabase *self, Message *message)
{
  self->lane_connected[message->lane] = message->connected;
  note_connection (self, message->connected, message->error);
}

static void
deliver_listening (KontorDatabase *self, Message *message)
{
  self->listening = message->connected;
  note_connection (self, message->connected, message->error);
}

static void
deliver_identity (KontorDatabase *self, Message *message)
{
  take_identity (self, message->result);
}

static void
deliver_changes (KontorDatabase *self, Message *message)
{
  g_signal_emit (self, signals[SIGNAL_CHANGES], 0, message->result);
}

static void
worker_connected_cb (gboolean connected, const GError *error, gpointer user_data)
{
  post (user_data, deliver_lane, connected, NULL, error);
}

static void
listener_connected_cb (gboolean connected, const GError *error, gpointer user_data)
{
  post (user_data, deliver_listening, connected, NULL, error);
}

static void
listener_signed_in_cb (KontorResult *me, gpointer user_data)
{
  post (user_data, deliver_identity, TRUE, me, NULL);
}

static void
listener_changes_cb (KontorResult *rows, gpointer user_data)
{
  post (user_data, deliver_changes, TRUE, rows, NULL);
}

static const KontorListenerFuncs listener_funcs = {
  .changes = listener_changes_cb,
  .connected = listener_connected_cb,
  .signed_in = listener_signed_in_cb,
};

/* Opening ------------------------------------------------------------------- */

typedef struct
{
  KontorAddress *address;
  KontorConnection *connection;
  KontorResult *me;
  KontorResult *snapshot;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->address, kontor_address_unref);
  g_clear_object (&opening->connection);
  g_clear_object (&opening->me);
  g_clear_object (&opening->snapshot);
  g_free (opening);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;

  const char *never[] = { NULL };

  opening->connection = kontor_address_sign_in (opening->address, &opening->me, &error);
  if (opening->connection != NULL)
    opening->snapshot = kontor_connection_query (opening->connection, kontor_queries_get ("changes-since"), never, 1,
                                                 cancellable, &error);
  if (opening->snapshot == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KontorDatabase *self = KONTOR_DATABASE (source);
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (&error);
          error = g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CANCELLED, _("Cancelled."));
        }
      set_state (self, KONTOR_DATABASE_CLOSED);
      g_task_return_error (task, error);
      return;
    }

  stop_threads (self);
  self->address = kontor_address_ref (opening->address);
  g_free (self->server);
  self->server = kontor_connection_describe (opening->connection);
  take_identity (self, opening->me);

  self->lane_connected[KONTOR_LANE_FRONT] = TRUE;
  self->lane_connected[KONTOR_LANE_BACK] = FALSE;
  /* Until the listener says otherwise: what is asked now does not need it. */
  self->listening = TRUE;
  self->workers[KONTOR_LANE_FRONT] =
    kontor_worker_new ("front", self->address, g_steal_pointer (&opening->connection),
                       worker_connected_cb, link_new (self, KONTOR_LANE_FRONT), link_free);
  self->workers[KONTOR_LANE_BACK] =
    kontor_worker_new ("back", self->address, NULL,
                       worker_connected_cb, link_new (self, KONTOR_LANE_BACK), link_free);
  self->listener = kontor_listener_new (self->address, kontor_result_get_by_name (opening->snapshot, 0, "snapshot"),
                                        &listener_funcs, link_new (self, KONTOR_LANE_BACK), link_free);

  set_state (self, KONTOR_DATABASE_ONLINE);
  g_task_return_boolean (task, TRUE);
}

void
kontor_database_open_async (KontorDatabase *self, const char *uri, const char *password,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *task;
  Opening *opening;

  g_return_if_fail (KONTOR_IS_DATABASE (self));

  kontor_database_close (self);
  set_state (self, KONTOR_DATABASE_CONNECTING);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_database_open_async);
  g_task_set_check_cancellable (task, FALSE);

  opening = g_new0 (Opening, 1);
  opening->address = kontor_address_new (uri, password);
  inner = g_task_new (self, cancellable, opened_cb, task);
  g_task_set_task_data (inner, opening, opening_free);
  /* libpq cannot be interrupted here; its answer is dropped instead. */
  g_task_set_return_on_cancel (inner, TRUE);
  g_task_run_in_thread (inner, open_thread);
}

gboolean
kontor_database_open_finish (KontorDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kontor_database_close (KontorDatabase *self)
{
  g_return_if_fail (KONTOR_IS_DATABASE (self));

  stop_threads (self);
  g_clear_error (&self->trouble);
  self->listening = FALSE;
  self->lane_connected[KONTOR_LANE_FRONT] = self->lane_connected[KONTOR_LANE_BACK] = FALSE;
  set_state (self, KONTOR_DATABASE_CLOSED);
}

/* Asking -------------------------------------------------------------------- */

/* Whether the task goes on; otherwise it has its answer. */
static gboolean
is_open (KontorDatabase *self, KontorLane lane, GTask *task)
{
  if (self->workers[lane] != NULL)
    return TRUE;

  if (self->trouble != NULL)
    g_task_return_error (task, g_error_copy (self->trouble));
  else
    g_task_return_new_error (task, KONTOR_ERROR, KONTOR_ERROR_CONNECTION, "%s", _("You are not signed in."));
  return FALSE;
}

static void
push (KontorDatabase *self, KontorLane lane, gpointer tag, const char *sql, const char * const *params, guint n_params,
      gboolean identifiers, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (KontorJob) job = NULL;

  g_task_set_source_tag (task, tag);
  if (!is_open (self, lane, task))
    return;

  job = kontor_job_new (task, sql, params, n_params, identifiers);
  kontor_worker_push (self->workers[lane], job);
}

void
kontor_database_query_async (KontorDatabase *self, KontorLane lane, const char *name,
                             const char * const *params, guint n_params,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KONTOR_IS_DATABASE (self));
  g_return_if_fail (name != NULL);

  push (self, lane, kontor_database_query_async, kontor_queries_get (name), params, n_params, FALSE,
        cancellable, callback, user_data);
}

void
kontor_database_statement_async (KontorDatabase *self, KontorLane lane, const char *sql,
                                 const char * const *params, guint n_params,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KONTOR_IS_DATABASE (self));
  g_return_if_fail (sql != NULL);

  push (self, lane, kontor_database_statement_async, sql, params, n_params, FALSE, cancellable, callback, user_data);
}

KontorResult *
kontor_database_query_finish (KontorDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kontor_database_identifiers_async (KontorDatabase *self, const char *sql,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KONTOR_IS_DATABASE (self));
  g_return_if_fail (sql != NULL);

  push (self, KONTOR_LANE_BACK, kontor_database_identifiers_async, sql, NULL, 0, TRUE, cancellable, callback, user_data);
}

GArray *
kontor_database_identifiers_finish (KontorDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kontor_database_scramble_async (KontorDatabase *self, const char *login, const char *password,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (KontorJob) job = NULL;

  g_return_if_fail (KONTOR_IS_DATABASE (self));
  g_return_if_fail (login != NULL && password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_database_scramble_async);
  if (!is_open (self, KONTOR_LANE_FRONT, task))
    return;

  job = kontor_job_new_scrambling (task, login, password);
  kontor_worker_push (self->workers[KONTOR_LANE_FRONT], job);
}

char *
kontor_database_scramble_finish (KontorDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The object ------------------------------------------------------------------ */

static void
kontor_database_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KontorDatabase *self = KONTOR_DATABASE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_EMPLOYEE_ID:
      g_value_set_string (value, self->employee_id);
      break;
    case PROP_EMPLOYEE_NAME:
      g_value_set_string (value, self->employee_name);
      break;
    case PROP_LOGIN:
      g_value_set_string (value, self->login);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_database_dispose (GObject *object)
{
  KontorDatabase *self = KONTOR_DATABASE (object);

  stop_threads (self);

  G_OBJECT_CLASS (kontor_database_parent_class)->dispose (object);
}

static void
kontor_database_finalize (GObject *object)
{
  KontorDatabase *self = KONTOR_DATABASE (object);

  g_clear_error (&self->trouble);
  g_free (self->server);
  g_free (self->login);
  g_free (self->role);
  g_free (self->employee_id);
  g_free (self->employee_name);

  G_OBJECT_CLASS (kontor_database_parent_class)->finalize (object);
}

static void
kontor_database_class_init (KontorDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kontor_database_get_property;
  object_class->dispose = kontor_database_dispose;
  object_class->finalize = kontor_database_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, kontor_database_state_get_type (),
                                         KONTOR_DATABASE_CLOSED, flags);
  props[PROP_EMPLOYEE_ID] = g_param_spec_string ("employee-id", NULL, NULL, NULL, flags);
  props[PROP_EMPLOYEE_NAME] = g_param_spec_string ("employee-name", NULL, NULL, NULL, flags);
  props[PROP_LOGIN] = g_param_spec_string ("login", NULL, NULL, NULL, flags);
  props[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGES] = g_signal_new ("changes", KONTOR_TYPE_DATABASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, KONTOR_TYPE_RESULT);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", KONTOR_TYPE_DATABASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kontor_database_init (KontorDatabase *self)
{
}

KontorDatabase *
kontor_database_new (void)
{
  return g_object_new (KONTOR_TYPE_DATABASE, NULL);
}

KontorDatabaseState
kontor_database_get_state (KontorDatabase *self)
{
  g_return_val_if_fail (KONTOR_IS_DATABASE (self), KONTOR_DATABASE_CLOSED);

  return self->state;
}

const char *
kontor_database_get_login (KontorDatabase *self)
{
  g_return_val_if_fail (KONTOR_IS_DATABASE (self), NULL);

  return self->login;
}

const char *
kontor_database_get_role (KontorDatabase *self)
{
  g_return_val_if_fail (KONTOR_IS_DATABASE (self), NULL);

  return self->role;
}

const char *
kontor_database_get_employee_id (KontorDatabase *self)
{
  g_return_val_if_fail (KONTOR_IS_DATABASE (self), NULL);

  return self->employee_id;
}

const char *
kontor_database_get_employee_name (KontorDatabase *self)
{
  g_return_val_if_fail (KONTOR_IS_DATABASE (self), NULL);

  return self->employee_name;
}

const char *
kontor_database_get_server (KontorDatabase *self)
{
  g_return_val_if_fail (KONTOR_IS_DATABASE (self), NULL);

  return self->server;
}
