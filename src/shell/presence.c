#include "config.h"

#include "shell/presence.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/identifier.h"
#include "model/entity.h"

#define HEARTBEAT_SECONDS 60
#define PORTRAIT_SIZE 22
/* More are a number. */
#define MOST_PORTRAITS 3

struct _KontorPresence
{
  GtkWidget     parent_instance;
  KontorDesk   *desk;
  /* This window in the server's book. */
  char         *number;
  GHashTable   *attended;  /* "partner:<id>" */
  char         *shown;
  guint         heartbeat;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorPresence, kontor_presence, GTK_TYPE_WIDGET)

/* "partner:<id>" -> its parts; FALSE for what is no card of a record. */
static gboolean
split_key (const char *key, char **entity, const char **id)
{
  const char *colon = key != NULL ? strchr (key, ':') : NULL;
  g_autofree char *name = colon != NULL ? g_strndup (key, (gsize) (colon - key)) : NULL;

  if (name == NULL || kontor_entity_lookup (name) == NULL || !g_uuid_string_is_valid (colon + 1))
    return FALSE;
  *entity = g_steal_pointer (&name);
  *id = colon + 1;
  return TRUE;
}

static void
clear (KontorPresence *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show (KontorPresence *self, KontorResult *people)
{
  guint n = kontor_result_get_n_rows (people);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  g_autofree char *words = NULL;

  clear (self);
  for (guint i = 0; i < n; i++)
    {
      const char *name = kontor_result_get (people, i, 1);

      g_ptr_array_add (names, (gpointer) name);
      if (i < MOST_PORTRAITS)
        gtk_widget_insert_before (adw_avatar_new (PORTRAIT_SIZE, name, TRUE), GTK_WIDGET (self), NULL);
    }
  if (n == 0)
    return;
  if (n > MOST_PORTRAITS)
    {
      g_autofree char *more = g_strdup_printf ("+%u", n - MOST_PORTRAITS);
      GtkWidget *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_insert_before (label, GTK_WIDGET (self), NULL);
    }

  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  words = g_strdup_printf (g_dngettext (NULL, "%s has this open too", "%s have this open too", n), list);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

typedef struct
{
  KontorPresence *self;
  char           *key;
} Question;

static void
attended_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) people = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  /* That it could not be told is no reason to disturb anybody: the connection's
   * state is shown beside it. */
  if (g_strcmp0 (question->key, question->self->shown) == 0 && question->self->desk != NULL)
    {
      if (people != NULL)
        show (question->self, people);
      else
        clear (question->self);
    }
  g_object_unref (question->self);
  g_free (question->key);
  g_free (question);
}

/* A record that is being made is not there yet, and nobody else has it open. */
static void
ask (KontorPresence *self, const char *name, const char *key, GAsyncReadyCallback callback)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *entity = NULL;
  const char *id = NULL;
  const char *params[3];
  Question *question = NULL;

  if (database == NULL || kontor_database_get_state (database) != KONTOR_DATABASE_ONLINE || !split_key (key, &entity, &id))
    return;
  params[0] = entity;
  params[1] = id;
  params[2] = self->number;
  if (callback != NULL)
    {
      question = g_new (Question, 1);
      question->self = g_object_ref (self);
      question->key = g_strdup (key);
    }
  kontor_database_query_async (database, KONTOR_LANE_FRONT, name, params, 3, callback != NULL ? self->cancellable : NULL,
                               callback, question);
}

static gboolean
heartbeat_cb (gpointer user_data)
{
  KontorPresence *self = user_data;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->attended);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    ask (self, "attend", key, attended_cb);
  return G_SOURCE_CONTINUE;
}

/* After a loss of the connection the server has forgotten this desk. */
static void
state_changed_cb (KontorPresence *self)
{
  heartbeat_cb (self);
}

static void
changes_cb (KontorPresence *self, KontorResult *rows)
{
  g_autofree char *entity = NULL;
  const char *id = NULL;

  if (!split_key (self->shown, &entity, &id))
    return;
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    if (g_strcmp0 (kontor_result_get_by_name (rows, i, "entity"), "presence") == 0 &&
        g_strcmp0 (kontor_result_get_by_name (rows, i, "id"), id) == 0)
      {
        ask (self, "attend", self->shown, attended_cb);
        return;
      }
}

static void
kontor_presence_dispose (GObject *object)
{
  KontorPresence *self = KONTOR_PRESENCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->heartbeat, g_source_remove);
  clear (self);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_presence_parent_class)->dispose (object);
}

static void
kontor_presence_finalize (GObject *object)
{
  KontorPresence *self = KONTOR_PRESENCE (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->attended);
  g_free (self->shown);
  g_free (self->number);

  G_OBJECT_CLASS (kontor_presence_parent_class)->finalize (object);
}

static void
kontor_presence_class_init (KontorPresenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_presence_dispose;
  object_class->finalize = kontor_presence_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "presence");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
kontor_presence_init (KontorPresence *self)
{
  self->number = kontor_identifier_new ();
  self->attended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 3);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kontor_presence_set_desk (KontorPresence *self, KontorDesk *desk)
{
  KontorDatabase *database;

  g_return_if_fail (KONTOR_IS_PRESENCE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  database = kontor_desk_get_database (desk);
  if (database == NULL)
    return;
  g_signal_connect_object (database, "changes", G_CALLBACK (changes_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (database, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  self->heartbeat = g_timeout_add_seconds (HEARTBEAT_SECONDS, heartbeat_cb, self);
}

void
kontor_presence_set_cards (KontorPresence *self, GPtrArray *keys, const char *shown)
{
  g_autoptr(GHashTable) before = NULL;
  gboolean moved;
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (KONTOR_IS_PRESENCE (self));
  g_return_if_fail (keys != NULL);

  if (self->desk == NULL)
    return;
  moved = g_strcmp0 (self->shown, shown) != 0;
  if (moved)
    {
      clear (self);
      g_free (self->shown);
      self->shown = g_strdup (shown);
    }

  before = g_steal_pointer (&self->attended);
  self->attended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *open = g_ptr_array_index (keys, i);
      g_autofree char *entity = NULL;
      const char *id = NULL;

      if (!split_key (open, &entity, &id) || !g_hash_table_add (self->attended, g_strdup (open)))
        continue;
      if (!g_hash_table_contains (before, open) || (moved && g_strcmp0 (open, shown) == 0))
        ask (self, "attend", open, attended_cb);
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->attended, key))
      ask (self, "leave", key, NULL);
}
