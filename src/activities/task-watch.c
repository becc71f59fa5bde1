#include "config.h"

#include "activities/task-watch.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "kit/notice-text.h"

/* More notifications of the desktop at once are noise. */
#define MOST_NOTICES 3
/* Several lines of news about one step come together. */
#define QUIET_MILLISECONDS 150

struct _KontorTaskWatch
{
  GObject       parent_instance;

  KontorDesk   *desk;
  /* The open tasks known so far; NULL until they were read once. */
  GHashTable   *known;
  /* What was told about the person's tasks: reminders, escalations; the same. */
  GHashTable   *notices;
  gboolean      reading_notices;
  gboolean      notices_stale;
  /* The application's action that opens a task here; NULL until one was told of. */
  char         *action;
  GCancellable *cancellable;
  guint         timeout;
  gboolean      reading;
  gboolean      stale;
};

G_DEFINE_FINAL_TYPE (KontorTaskWatch, kontor_task_watch, G_TYPE_OBJECT)

enum { ARRIVED, NOTICED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void read_tasks (KontorTaskWatch *self);
static void read_notices (KontorTaskWatch *self);

static void
notification_opened_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorTaskWatch *self = user_data;

  if (self->desk == NULL)
    return;
  if (kontor_desk_get_window (self->desk) != NULL)
    gtk_window_present (kontor_desk_get_window (self->desk));
  kontor_desk_open_record (self->desk, "task", g_variant_get_string (parameter, NULL));
}

/* A notification can only call actions of the application, in which several
 * people may be signed in: each watch has one of its own. */
static void
add_action (KontorTaskWatch *self)
{
  static guint number;
  g_autoptr (GSimpleAction) action = NULL;

  if (self->action != NULL)
    return;
  self->action = g_strdup_printf ("open-task-%u", ++number);
  action = g_simple_action_new (self->action, G_VARIANT_TYPE_STRING);
  g_signal_connect_object (action, "activate", G_CALLBACK (notification_opened_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (g_application_get_default ()), G_ACTION (action));
}

/* Where the window is not looked at, a notification of the desktop that opens the
 * task.  @key: one notice takes the place of another of the same. */
static void
show_notice (KontorTaskWatch *self, const char *key, const char *task, const char *title, const char *body, gboolean urgent)
{
  GApplication *application = g_application_get_default ();
  GtkWindow *window = kontor_desk_get_window (self->desk);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *action = NULL;

  if (window == NULL || gtk_window_is_active (window) || application == NULL ||
      !g_application_get_is_registered (application))
    return;

  add_action (self);
  action = g_strconcat ("app.", self->action, NULL);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_category (notification, "im.received");
  g_notification_set_priority (notification, urgent ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, action, "s", task);
  g_notification_add_button_with_target (notification, _("Open the task"), action, "s", task);
  g_application_send_notification (application, key, notification);
}

/* One word for one thing, one word for many: what came while one was away, or was
 * redirected all at once, must not cover the screen. */
static void
toast (KontorTaskWatch *self, guint n_new, const char *one, const char *many)
{
  g_autofree char *words = NULL;

  if (n_new == 0)
    return;
  words = n_new == 1 ? g_strdup (one) : g_strdup_printf (many, n_new);
  kontor_desk_toast (self->desk, words, NULL);
}

static void
tell (KontorTaskWatch *self, const char *id, const char *name, const char *partner, gboolean alone)
{
  g_signal_emit (self, signals[ARRIVED], 0, id, name);
  if (alone)
    show_notice (self, id, id, name, partner != NULL ? partner : _("A new task for you"), FALSE);
}

/* Reminders and escalations ------------------------------------------------------------ */

static void
tell_notice (KontorTaskWatch *self, KontorResult *rows, guint i, gboolean alone)
{
  const char *kind = kontor_result_get_by_name (rows, i, "kind"), *task = kontor_result_get_by_name (rows, i, "task_id");
  g_autofree char *title = kontor_notice_text_title (rows, i);
  g_autofree char *detail = kontor_notice_text_detail (rows, i);
  g_autofree char *due = kontor_moment_format (kontor_result_get_by_name (rows, i, "due_at"));
  g_autofree char *key = g_strdup_printf ("%s:%s", kind, task);

  g_signal_emit (self, signals[NOTICED], 0, task, kontor_result_get_by_name (rows, i, "task"));
  if (alone)
    show_notice (self, key, task, title, *detail != '\0' ? detail : due, !g_str_equal (kind, "reminder"));
}

static void
notices_read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskWatch) self = user_data;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *one = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  self->reading_notices = FALSE;
  if (rows == NULL || self->desk == NULL)
    return;
  before = g_steal_pointer (&self->notices);
  self->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      const char *id = kontor_result_get (rows, i, 0);

      g_hash_table_add (self->notices, g_strdup (id));
      /* What waited for the person to sign in stands in My day. */
      if (before != NULL && !g_hash_table_contains (before, id))
        g_array_append_val (fresh, i);
    }
  for (guint i = 0; i < fresh->len; i++)
    tell_notice (self, rows, g_array_index (fresh, guint, i), fresh->len <= MOST_NOTICES);
  one = fresh->len == 1 ? kontor_notice_text_title (rows, g_array_index (fresh, guint, 0)) : NULL;
  toast (self, fresh->len, one, _("%u reminders: look at My day"));
  if (self->notices_stale)
    read_notices (self);
}

static void
read_notices (KontorTaskWatch *self)
{
  self->notices_stale = self->reading_notices;
  if (self->reading_notices || self->desk == NULL)
    return;
  self->reading_notices = TRUE;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "unseen-notifications", NULL, 0,
                               self->cancellable, notices_read_cb, g_object_ref (self));
}

/* New tasks ------------------------------------------------------------------------------ */

static void
read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskWatch) self = user_data;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *one = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  self->reading = FALSE;
  if (rows == NULL || self->desk == NULL)
    return;

  before = g_steal_pointer (&self->known);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      const char *id = kontor_result_get (rows, i, 0);

      g_hash_table_add (self->known, g_strdup (id));
      /* What one's own step brought opens by itself. */
      if (before != NULL && !g_hash_table_contains (before, id) && !kontor_result_get_boolean (rows, i, 3))
        g_array_append_val (fresh, i);
    }
  for (guint i = 0; i < fresh->len; i++)
    {
      guint row = g_array_index (fresh, guint, i);

      tell (self, kontor_result_get (rows, row, 0), kontor_result_get (rows, row, 1), kontor_result_get (rows, row, 2),
            fresh->len <= MOST_NOTICES);
      if (fresh->len == 1)
        one = g_strdup_printf (kontor_result_get_boolean (rows, row, 4) ? _("A task to take: %s") : _("New task: %s"),
                               kontor_result_get (rows, row, 1));
    }
  toast (self, fresh->len, one, _("%u new tasks"));
  if (self->stale)
    read_tasks (self);
}

static void
read_tasks (KontorTaskWatch *self)
{
  self->stale = self->reading;
  if (self->reading || self->desk == NULL)
    return;
  self->reading = TRUE;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "tasks-for-me", NULL, 0,
                               self->cancellable, read_cb, g_object_ref (self));
}

static gboolean
quiet_cb (gpointer user_data)
{
  KontorTaskWatch *self = user_data;

  self->timeout = 0;
  read_tasks (self);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorTaskWatch *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, "task") == 0 && self->timeout == 0)
    self->timeout = g_timeout_add (QUIET_MILLISECONDS, quiet_cb, self);
  else if (g_strcmp0 (entity, "notification") == 0)
    read_notices (self);
}

static void
kontor_task_watch_dispose (GObject *object)
{
  KontorTaskWatch *self = KONTOR_TASK_WATCH (object);

  if (self->action != NULL && g_application_get_default () != NULL)
    g_action_map_remove_action (G_ACTION_MAP (g_application_get_default ()), self->action);
  g_clear_pointer (&self->action, g_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_weak_pointer (&self->desk);

  G_OBJECT_CLASS (kontor_task_watch_parent_class)->dispose (object);
}

static void
kontor_task_watch_finalize (GObject *object)
{
  KontorTaskWatch *self = KONTOR_TASK_WATCH (object);

  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->notices, g_hash_table_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_task_watch_parent_class)->finalize (object);
}

static void
kontor_task_watch_class_init (KontorTaskWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_task_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_task_watch_finalize;
  signals[ARRIVED] = g_signal_new ("arrived", KONTOR_TYPE_TASK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[NOTICED] = g_signal_new ("noticed", KONTOR_TYPE_TASK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
kontor_task_watch_init (KontorTaskWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

KontorTaskWatch *
kontor_task_watch_new (KontorDesk *desk)
{
  KontorTaskWatch *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (kontor_desk_get_store (desk) != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_TASK_WATCH, NULL);
  g_set_weak_pointer (&self->desk, desk);
  g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb),
                           self, G_CONNECT_SWAPPED);
  read_tasks (self);
  read_notices (self);
  return self;
}

gboolean
kontor_task_watch_is_ready (KontorTaskWatch *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_WATCH (self), FALSE);
  return self->known != NULL && self->notices != NULL;
}
