#include "config.h"

#include "model/record-list.h"

#include "base/error.h"

#define WINDOW_ROWS 256
/* Windows kept with their records: some 6,000 rows. */
#define KEPT_WINDOWS 24
#define FIRST_ROWS 256
/* Milliseconds between the view's wish and the question. */
#define WANT_DELAY 15
#define NEWS_DELAY 250
/* More windows at once than this were scrolled past. */
#define WANTED_WINDOWS 3
/* A change of more rows is told as everything gone, everything new. */
#define LARGE_CHANGE 2000
/* From here on the ids are read again at most so often that it costs a tenth of the time. */
#define LARGE_LIST 20000

typedef struct
{
  guint         index;
  KontorRecord *records[WINDOW_ROWS];
  gboolean      is_read;
  gboolean      is_asked;
  guint64       used;
} Window;

struct _KontorRecordList
{
  GObject              parent_instance;

  KontorStore         *store;
  const KontorEntity  *entity;
  char                *condition;
  char                *search;
  char                *order;

  /* Counted up by each new question; answers to older ones are dropped. */
  guint                generation;
  GCancellable        *cancellable;
  char                *statement;
  char                *count_statement;

  KontorSnapshot      *snapshot;
  GHashTable          *windows;   /* index -> Window */
  guint64              clock;
  GQueue               wanted;    /* indexes, the newest first */
  guint                want_source;

  gint64               total;
  gboolean             loading;
  gboolean             is_complete;
  /* Another question was asked, and its first rows have not come. */
  gboolean             is_another;
  char                *error;

  guint                start_source;
  guint                news_source;
  gint64               stream_began;
  gint64               stream_took;  /* microseconds */
  gint64               last_stream;
};

enum
{
  PROP_N_ITEMS = 1,
  PROP_TOTAL,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint renewed_signal;

static void list_model_init (GListModelInterface *iface);
static void ask_statement (KontorRecordList *self, gboolean is_news);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorRecordList, kontor_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What an answer needs to know of its question. */
typedef struct
{
  KontorRecordList *list;
  guint             generation;
  gboolean          is_news;
  guint             window;
} Question;

static Question *
question_new (KontorRecordList *self, gboolean is_news)
{
  Question *question = g_new0 (Question, 1);

  question->list = g_object_ref (self);
  question->generation = self->generation;
  question->is_news = is_news;
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->list);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
window_free (Window *window)
{
  for (guint i = 0; i < WINDOW_ROWS; i++)
    g_clear_object (&window->records[i]);
  g_free (window);
}

static KontorDatabase *
get_database (KontorRecordList *self)
{
  return kontor_store_get_database (self->store);
}

static void
set_loading (KontorRecordList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_total (KontorRecordList *self, gint64 total)
{
  if (self->total == total)
    return;
  self->total = total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
}

static void
take_error (KontorRecordList *self, const GError *error)
{
  g_autofree char *words = NULL;

  if (error != NULL && (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) ||
                        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;

  words = error != NULL ? kontor_error_describe (error) : NULL;
  if (g_strcmp0 (words, self->error) == 0)
    return;
  g_free (self->error);
  self->error = g_steal_pointer (&words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
emit_items_changed (KontorRecordList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static Window *
ensure_window (KontorRecordList *self, guint index)
{
  Window *window = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (index));

  if (window == NULL)
    {
      if (g_hash_table_size (self->windows) >= KEPT_WINDOWS)
        {
          Window *oldest = NULL;
          GHashTableIter iter;
          gpointer value;

          g_hash_table_iter_init (&iter, self->windows);
          while (g_hash_table_iter_next (&iter, NULL, &value))
            if (oldest == NULL || ((Window *) value)->used < oldest->used)
              oldest = value;
          g_hash_table_remove (self->windows, GUINT_TO_POINTER (oldest->index));
        }
      window = g_new0 (Window, 1);
      window->index = index;
      g_hash_table_insert (self->windows, GUINT_TO_POINTER (index), window);
    }

  window->used = ++self->clock;
  return window;
}

/* Another order of ids; the windows follow, the records are the same objects. */
static void
show_snapshot (KontorRecordList *self, KontorSnapshot *snapshot)
{
  g_autoptr (KontorSnapshot) old = g_steal_pointer (&self->snapshot);
  g_autoptr (GHashTable) old_windows = NULL;
  guint position, removed, added;

  self->snapshot = snapshot;
  if (!kontor_snapshot_compare (old, snapshot, &position, &removed, &added))
    return;

  /* Rows that were only added at the end leave the windows before them as they
   * are; the last one may have been cut short. */
  if (removed == 0 && position == kontor_snapshot_get_length (old))
    {
      Window *last = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (position / WINDOW_ROWS));

      if (last != NULL && position % WINDOW_ROWS != 0)
        last->is_read = FALSE;
      emit_items_changed (self, position, 0, added);
      return;
    }

  old_windows = g_steal_pointer (&self->windows);
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) window_free);

  /* The old windows live until after the signal, so that the view finds the
   * same objects again. */
  if (removed + added <= LARGE_CHANGE)
    emit_items_changed (self, position, removed, added);
  else
    {
      guint length = kontor_snapshot_get_length (old);

      g_autoptr (KontorSnapshot) nothing = kontor_snapshot_new ();

      self->snapshot = nothing;
      emit_items_changed (self, 0, length, 0);
      self->snapshot = snapshot;
      emit_items_changed (self, 0, 0, kontor_snapshot_get_length (snapshot));
    }
}

static void
take_snapshot (KontorRecordList *self, KontorSnapshot *snapshot)
{
  gboolean is_another = self->is_another;

  self->is_another = FALSE;
  show_snapshot (self, snapshot);
  if (is_another)
    g_signal_emit (self, renewed_signal, 0);
}

/* Windows of rows ------------------------------------------------------------- */

static void
window_read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  KontorRecordList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  Window *window;

  if (rows == NULL)
    {
      take_error (self, error);
      window = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (question->window));
      if (question->generation == self->generation && window != NULL)
        window->is_asked = FALSE;
      return;
    }

  /* The rows are right whatever the list shows by now; only their place may be
   * another. */
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      g_autoptr (KontorRecord) record = kontor_store_get_record (self->store, self->entity,
                                                                 kontor_result_get (rows, i, 0));
      kontor_store_fill (record, rows, i);
    }

  window = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (question->window));
  if (question->generation == self->generation && window != NULL)
    {
      window->is_asked = FALSE;
      window->is_read = TRUE;
    }
}

static void
read_window (KontorRecordList *self, guint index)
{
  Window *window = ensure_window (self, index);
  guint length = kontor_snapshot_get_length (self->snapshot);
  guint first = index * WINDOW_ROWS;
  g_autofree char *sql = NULL;
  g_autofree char *ids = NULL;
  const char *params[1];
  Question *question;

  if (window->is_read || window->is_asked || first >= length)
    return;

  ids = kontor_snapshot_to_array (self->snapshot, first, WINDOW_ROWS);
  for (guint i = first; i < MIN (first + WINDOW_ROWS, length); i++)
    {
      char id[KONTOR_IDENTIFIER_TEXT];

      /* Held until the answer comes, so that it fills what the view shows. */
      kontor_snapshot_get (self->snapshot, i, id);
      if (window->records[i - first] == NULL)
        window->records[i - first] = kontor_store_get_record (self->store, self->entity, id);
    }

  sql = kontor_store_make_ordered_select (self->entity);
  params[0] = ids;
  question = question_new (self, FALSE);
  question->window = index;
  window->is_asked = TRUE;
  kontor_database_statement_async (get_database (self), KONTOR_LANE_FRONT, sql, params, 1,
                                   self->cancellable, window_read_cb, question);
}

static gboolean
read_wanted_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;

  self->want_source = 0;
  for (guint i = 0; i < WANTED_WINDOWS && !g_queue_is_empty (&self->wanted); i++)
    read_window (self, GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted)));
  g_queue_clear (&self->wanted);
  return G_SOURCE_REMOVE;
}

/* The first screen, the total and the ids ------------------------------------- */

static void
identifiers_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  KontorRecordList *self = question->list;
  g_autoptr (GError) error = NULL;
  GArray *identifiers = kontor_database_identifiers_finish (KONTOR_DATABASE (database), result, &error);

  if (question->generation != self->generation)
    {
      g_clear_pointer (&identifiers, g_array_unref);
      return;
    }

  set_loading (self, FALSE);
  self->last_stream = g_get_monotonic_time ();
  self->stream_took = self->last_stream - self->stream_began;
  if (identifiers == NULL)
    {
      take_error (self, error);
      return;
    }

  self->is_complete = TRUE;
  take_error (self, NULL);
  take_snapshot (self, kontor_snapshot_new_take (identifiers));
  set_total (self, kontor_snapshot_get_length (self->snapshot));
}

static void
counted_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  KontorRecordList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (question->generation == self->generation && rows != NULL && kontor_result_get_n_rows (rows) > 0)
    set_total (self, kontor_result_get_integer (rows, 0, 0));
}

static void
stream_identifiers (KontorRecordList *self, gboolean is_news)
{
  if (!is_news && self->count_statement != NULL)
    kontor_database_statement_async (get_database (self), KONTOR_LANE_BACK, self->count_statement, NULL, 0,
                                     self->cancellable, counted_cb, question_new (self, FALSE));

  self->stream_began = g_get_monotonic_time ();
  kontor_database_identifiers_async (get_database (self), self->statement, self->cancellable,
                                     identifiers_cb, question_new (self, is_news));
}

static void
first_rows_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  KontorRecordList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autoptr (GPtrArray) kept = NULL;
  KontorSnapshot *snapshot;
  guint n_rows;

  if (question->generation != self->generation)
    return;
  if (rows == NULL)
    {
      set_loading (self, FALSE);
      take_error (self, error);
      return;
    }

  take_error (self, NULL);
  kept = g_ptr_array_new_with_free_func (g_object_unref);
  snapshot = kontor_snapshot_new ();
  n_rows = kontor_result_get_n_rows (rows);
  for (guint i = 0; i < n_rows; i++)
    {
      KontorRecord *record = kontor_store_get_record (self->store, self->entity, kontor_result_get (rows, i, 0));

      kontor_store_fill (record, rows, i);
      g_ptr_array_add (kept, record);
      kontor_snapshot_append (snapshot, kontor_record_get_id (record));
    }

  /* News of a list that is known whole: the ids tell what is new, unless these
   * rows are all of it. */
  if (question->is_news && n_rows == FIRST_ROWS)
    kontor_snapshot_free (snapshot);
  else
    take_snapshot (self, snapshot);

  if (n_rows > 0 && n_rows <= WINDOW_ROWS && !question->is_news)
    {
      Window *window = ensure_window (self, 0);

      for (guint i = 0; i < n_rows; i++)
        g_set_object (&window->records[i], g_ptr_array_index (kept, i));
      window->is_read = TRUE;
    }

  if (n_rows < FIRST_ROWS)
    {
      self->is_complete = TRUE;
      set_total (self, n_rows);
      set_loading (self, FALSE);
    }
  else
    stream_identifiers (self, question->is_news);
}

static void
statement_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  KontorRecordList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);
  g_autofree char *columns = NULL;
  g_autofree char *joins = NULL;
  g_autofree char *sql = NULL;

  if (question->generation != self->generation)
    return;
  if (rows == NULL || kontor_result_get_n_rows (rows) == 0)
    {
      set_loading (self, FALSE);
      if (error != NULL)
        take_error (self, error);
      return;
    }

  g_free (self->statement);
  g_free (self->count_statement);
  self->statement = g_strdup (kontor_result_get (rows, 0, 0));
  self->count_statement = g_strdup (kontor_result_get (rows, 0, 1));

  columns = kontor_store_make_columns (self->entity);
  joins = kontor_store_make_joins (self->entity);
  sql = g_strdup_printf ("SELECT %s FROM (SELECT first.id, row_number () OVER () AS place FROM (%s LIMIT %d) first) wanted"
                         " JOIN kontor.%s t ON t.id = wanted.id%s ORDER BY wanted.place",
                         columns, self->statement, FIRST_ROWS, self->entity->name, joins);
  kontor_database_statement_async (database != NULL ? KONTOR_DATABASE (database) : get_database (self),
                                   KONTOR_LANE_FRONT, sql, NULL, 0, self->cancellable,
                                   first_rows_cb, g_steal_pointer (&question));
}

static void
ask_statement (KontorRecordList *self, gboolean is_news)
{
  const char *params[] = { self->entity->name, self->condition,
                           self->order != NULL ? self->order : self->entity->order, self->search };

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  g_queue_clear (&self->wanted);
  if (!is_news)
    {
      self->is_complete = FALSE;
      set_loading (self, TRUE);
    }
  else
    {
      GHashTableIter iter;
      gpointer window;

      /* Questions under way were cancelled with the rest. */
      g_hash_table_iter_init (&iter, self->windows);
      while (g_hash_table_iter_next (&iter, NULL, &window))
        ((Window *) window)->is_asked = FALSE;
    }

  kontor_database_query_async (get_database (self), KONTOR_LANE_FRONT, "list-statement", params, 4,
                               self->cancellable, statement_cb, question_new (self, is_news));
}

/* News -------------------------------------------------------------------------- */

static gboolean
news_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;

  /* Asked anew again and again, a long list would never be complete. */
  if (self->loading)
    return G_SOURCE_CONTINUE;

  self->news_source = 0;
  ask_statement (self, self->is_complete);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorRecordList *self, const char *entity, const char *id, const char *action)
{
  guint delay = NEWS_DELAY;
  guint position;

  /* A list that was never asked for anything stays quiet. */
  if (self->generation == 0 || entity == NULL ||
      (!g_str_equal (entity, self->entity->name) && g_strcmp0 (entity, self->entity->reckoned_from) != 0))
    return;

  if (id != NULL && g_strcmp0 (action, "delete") == 0 && g_str_equal (entity, self->entity->name))
    {
      position = kontor_snapshot_find (self->snapshot, id);
      if (position != G_MAXUINT)
        {
          g_hash_table_remove_all (self->windows);
          kontor_snapshot_remove (self->snapshot, position);
          emit_items_changed (self, position, 1, 0);
          if (self->total > 0)
            set_total (self, self->total - 1);
        }
    }

  if (kontor_snapshot_get_length (self->snapshot) > LARGE_LIST)
    {
      gint64 pause = self->last_stream + 10 * self->stream_took - g_get_monotonic_time ();

      delay = MAX (NEWS_DELAY, (guint) MAX (pause / 1000, 0));
    }
  if (self->news_source == 0)
    self->news_source = g_timeout_add (delay, news_cb, self);
}

/* GListModel ---------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return KONTOR_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return kontor_snapshot_get_length (KONTOR_RECORD_LIST (model)->snapshot);
}

static gpointer
get_item (GListModel *model, guint position)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (model);
  char id[KONTOR_IDENTIFIER_TEXT];
  Window *window;
  KontorRecord **place;

  if (position >= kontor_snapshot_get_length (self->snapshot))
    return NULL;

  window = ensure_window (self, position / WINDOW_ROWS);
  place = &window->records[position % WINDOW_ROWS];
  if (*place == NULL)
    {
      kontor_snapshot_get (self->snapshot, position, id);
      *place = kontor_store_get_record (self->store, self->entity, id);
    }
  return g_object_ref (*place);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
kontor_record_list_dispose (GObject *object)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->start_source, g_source_remove);
  g_clear_handle_id (&self->want_source, g_source_remove);
  g_clear_handle_id (&self->news_source, g_source_remove);
  g_queue_clear (&self->wanted);
  g_hash_table_remove_all (self->windows);

  G_OBJECT_CLASS (kontor_record_list_parent_class)->dispose (object);
}

static void
kontor_record_list_finalize (GObject *object)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->windows);
  kontor_snapshot_free (self->snapshot);
  g_clear_object (&self->store);
  g_free (self->condition);
  g_free (self->search);
  g_free (self->order);
  g_free (self->statement);
  g_free (self->count_statement);
  g_free (self->error);

  G_OBJECT_CLASS (kontor_record_list_parent_class)->finalize (object);
}

static void
kontor_record_list_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  switch (property)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, kontor_snapshot_get_length (self->snapshot));
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_record_list_class_init (KontorRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_record_list_dispose;
  object_class->finalize = kontor_record_list_finalize;
  object_class->get_property = kontor_record_list_get_property;

  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, -1, G_MAXINT64, -1,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* The first rows of another condition, search or order are there. */
  renewed_signal = g_signal_new ("renewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_record_list_init (KontorRecordList *self)
{
  self->cancellable = g_cancellable_new ();
  self->snapshot = kontor_snapshot_new ();
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) window_free);
  g_queue_init (&self->wanted);
  self->total = -1;
}

static gboolean
start_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;

  self->start_source = 0;
  if (self->generation == 0)
    kontor_record_list_reload (self);
  return G_SOURCE_REMOVE;
}

KontorRecordList *
kontor_record_list_new (KontorStore *store, const KontorEntity *entity)
{
  KontorRecordList *self;

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_RECORD_LIST, NULL);
  self->entity = entity;
  if (store != NULL)
    {
      self->store = g_object_ref (store);
      g_signal_connect_object (store, "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
      /* Asks by itself, but not before the condition and the order are set. */
      self->start_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, start_cb, self, NULL);
    }
  return self;
}

KontorStore *
kontor_record_list_get_store (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return self->store;
}

const KontorEntity *
kontor_record_list_get_entity (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return self->entity;
}

/* Whether the text was another; a list that was asked already asks anew. */
static void
take_text (KontorRecordList *self, char **place, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  self->is_another = TRUE;
  if (self->generation > 0)
    kontor_record_list_reload (self);
}

void
kontor_record_list_set_condition (KontorRecordList *self, const char *condition)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));
  take_text (self, &self->condition, condition);
}

const char *
kontor_record_list_get_condition (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return self->condition;
}

void
kontor_record_list_set_search (KontorRecordList *self, const char *search)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));
  take_text (self, &self->search, search);
}

const char *
kontor_record_list_get_search (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return self->search;
}

void
kontor_record_list_set_order (KontorRecordList *self, const char *field)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));
  take_text (self, &self->order, field);
}

const char *
kontor_record_list_get_order (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return self->order != NULL ? self->order : self->entity->order;
}

void
kontor_record_list_reload (KontorRecordList *self)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));

  if (self->store == NULL || get_database (self) == NULL)
    return;
  g_clear_handle_id (&self->news_source, g_source_remove);
  set_total (self, -1);
  ask_statement (self, FALSE);
}

gint64
kontor_record_list_get_total (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), -1);
  return self->total;
}

gboolean
kontor_record_list_is_loading (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), FALSE);
  return self->loading;
}

const char *
kontor_record_list_get_error (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return self->error;
}

void
kontor_record_list_want (KontorRecordList *self, guint position)
{
  Window *window;
  gpointer index;

  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));

  if (position >= kontor_snapshot_get_length (self->snapshot))
    return;

  index = GUINT_TO_POINTER (position / WINDOW_ROWS);
  window = ensure_window (self, position / WINDOW_ROWS);
  if (window->is_read || window->is_asked)
    return;

  g_queue_remove (&self->wanted, index);
  g_queue_push_head (&self->wanted, index);
  if (self->want_source == 0)
    self->want_source = g_timeout_add (WANT_DELAY, read_wanted_cb, self);
}

char *
kontor_record_list_get_identifier (KontorRecordList *self, guint position)
{
  char id[KONTOR_IDENTIFIER_TEXT];

  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);

  if (position >= kontor_snapshot_get_length (self->snapshot))
    return NULL;
  kontor_snapshot_get (self->snapshot, position, id);
  return g_strdup (id);
}

KontorSnapshot *
kontor_record_list_copy_identifiers (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);
  return kontor_snapshot_copy (self->snapshot, 0, G_MAXUINT);
}

guint
kontor_record_list_find (KontorRecordList *self, const char *id)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), G_MAXUINT);
  return kontor_snapshot_find (self->snapshot, id);
}
