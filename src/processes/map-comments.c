#include "config.h"

#include <glib/gi18n.h>

#include "base/identifier.h"
#include "processes/map-comments.h"

struct _KontorMapComments
{
  GObject       parent_instance;

  KontorDesk   *desk;
  char         *map_id;
  GCancellable *cancellable;
  /* Of KontorMapComment. */
  GPtrArray    *comments;
  gboolean      reading;
  gboolean      read_wanted;
  /* What was written here last, until it is undone or something else is done. */
  char         *last_operation;
};

/* A piece of writing on its way. */
typedef struct
{
  KontorMapComments *comments;
  char              *operation;
  const char        *title;
} Writing;

G_DEFINE_FINAL_TYPE (KontorMapComments, kontor_map_comments, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
comment_free (KontorMapComment *comment)
{
  g_free (comment->id);
  g_free (comment->point);
  g_free (comment->answers);
  g_free (comment->text);
  g_free (comment->author);
  g_free (comment->created_at);
  g_free (comment->settled_at);
  g_free (comment->settled_by);
  g_free (comment);
}

static void
kontor_map_comments_dispose (GObject *object)
{
  KontorMapComments *self = KONTOR_MAP_COMMENTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kontor_map_comments_parent_class)->dispose (object);
}

static void
kontor_map_comments_finalize (GObject *object)
{
  KontorMapComments *self = KONTOR_MAP_COMMENTS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->comments);
  g_free (self->map_id);
  g_free (self->last_operation);
  G_OBJECT_CLASS (kontor_map_comments_parent_class)->finalize (object);
}

static void
kontor_map_comments_class_init (KontorMapCommentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_comments_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_map_comments_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_map_comments_init (KontorMapComments *self)
{
  self->cancellable = g_cancellable_new ();
  self->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) comment_free);
}

static KontorMapComment *
make_comment (KontorResult *answer, guint row)
{
  KontorMapComment *comment = g_new0 (KontorMapComment, 1);

  comment->id = g_strdup (kontor_result_get_by_name (answer, row, "id"));
  comment->point = g_strdup (kontor_result_get_by_name (answer, row, "point"));
  comment->answers = g_strdup (kontor_result_get_by_name (answer, row, "answers"));
  comment->text = g_strdup (kontor_result_get_by_name (answer, row, "text"));
  comment->author = g_strdup (kontor_result_get_by_name (answer, row, "author"));
  comment->created_at = g_strdup (kontor_result_get_by_name (answer, row, "created_at"));
  comment->settled_at = g_strdup (kontor_result_get_by_name (answer, row, "settled_at"));
  comment->settled_by = g_strdup (kontor_result_get_by_name (answer, row, "settled_by"));
  comment->mine = kontor_result_get_boolean (answer, row, kontor_result_find_column (answer, "mine"));
  return comment;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapComments) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  self->reading = FALSE;
  if (self->desk == NULL)
    return;
  if (answer == NULL)
    {
      kontor_desk_report_error (self->desk, error, _("The comments could not be read"));
      return;
    }
  g_ptr_array_set_size (self->comments, 0);
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    g_ptr_array_add (self->comments, make_comment (answer, i));
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->read_wanted)
    kontor_map_comments_read (self);
}

void
kontor_map_comments_read (KontorMapComments *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *params[] = { self->map_id };

  self->read_wanted = self->reading;
  if (database == NULL || self->reading)
    return;
  self->reading = TRUE;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-comments", params, G_N_ELEMENTS (params),
                               self->cancellable, read_cb, g_object_ref (self));
}

static void
news_cb (KontorMapComments *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, "map_comment") == 0)
    kontor_map_comments_read (self);
}

/* By the key or by the button of the toast. */
static void
undone_cb (KontorMapComments *self, const char *operation)
{
  if (g_strcmp0 (operation, self->last_operation) == 0)
    kontor_map_comments_pass_over (self);
  kontor_map_comments_read (self);
}

KontorMapComments *
kontor_map_comments_new (KontorDesk *desk, const char *map_id)
{
  KontorMapComments *self = g_object_new (KONTOR_TYPE_MAP_COMMENTS, NULL);
  KontorStore *store = kontor_desk_get_store (desk);

  self->desk = g_object_ref (desk);
  self->map_id = g_strdup (map_id);
  if (store != NULL)
    {
      g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
    }
  kontor_map_comments_read (self);
  return self;
}

guint
kontor_map_comments_get_count (KontorMapComments *self)
{
  return self->comments->len;
}

const KontorMapComment *
kontor_map_comments_get (KontorMapComments *self, guint position)
{
  return g_ptr_array_index (self->comments, position);
}

guint
kontor_map_comments_count_open (KontorMapComments *self, const char *point)
{
  guint n = 0;

  for (guint i = 0; i < self->comments->len; i++)
    {
      const KontorMapComment *comment = kontor_map_comments_get (self, i);

      n += comment->answers == NULL && comment->settled_at == NULL && (point == NULL || g_strcmp0 (comment->point, point) == 0);
    }
  return n;
}

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->comments);
  g_free (writing->operation);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  KontorMapComments *self = writing->comments;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (self->desk == NULL)
    return;
  if (answer == NULL)
    {
      kontor_desk_report_error (self->desk, error, _("The comment was not kept"));
    }
  else
    {
      g_free (self->last_operation);
      self->last_operation = g_strdup (writing->operation);
      kontor_store_emit_saved (kontor_desk_get_store (self->desk), writing->operation, _(writing->title));
    }
  /* At once, without waiting for the news of it. */
  kontor_map_comments_read (self);
}

/* The last of @params is the operation. */
static void
write_down (KontorMapComments *self, const char *query, const char **params, guint n_params, const char *title)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  Writing *writing;

  if (database == NULL)
    return;
  writing = g_new0 (Writing, 1);
  writing->comments = g_object_ref (self);
  writing->operation = kontor_identifier_new ();
  writing->title = title;
  params[n_params - 1] = writing->operation;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, query, params, n_params, NULL, written_cb, writing);
}

void
kontor_map_comments_add (KontorMapComments *self, const char *point, const char *answers, const char *text)
{
  const char *params[] = { self->map_id, point, answers, text, NULL };

  write_down (self, "comment-on-map", params, G_N_ELEMENTS (params), N_("Comment written"));
}

void
kontor_map_comments_settle (KontorMapComments *self, const char *id, gboolean settled)
{
  const char *params[] = { id, settled ? "t" : "f", NULL };

  write_down (self, "settle-map-comment", params, G_N_ELEMENTS (params), settled ? N_("Comment settled") : N_("Comment opened again"));
}

void
kontor_map_comments_remove (KontorMapComments *self, const char *id)
{
  const char *params[] = { id, NULL };

  write_down (self, "remove-map-comment", params, G_N_ELEMENTS (params), N_("Comment deleted"));
}

gboolean
kontor_map_comments_undo (KontorMapComments *self)
{
  g_autofree char *operation = g_steal_pointer (&self->last_operation);

  if (operation == NULL)
    return FALSE;
  kontor_desk_undo (self->desk, operation);
  return TRUE;
}

void
kontor_map_comments_pass_over (KontorMapComments *self)
{
  g_clear_pointer (&self->last_operation, g_free);
}
