#include "config.h"

#include "route/map-fold.h"
#include "route/map-walk.h"

typedef struct
{
  char *point;
  char *flow;
} Token;

struct _KontorMapWalk
{
  GObject     parent_instance;

  KontorMap  *map;
  GPtrArray  *tokens;
  GHashTable *walked;
  char       *end;
};

G_DEFINE_FINAL_TYPE (KontorMapWalk, kontor_map_walk, G_TYPE_OBJECT)

static void
token_free (Token *token)
{
  g_free (token->point);
  g_free (token->flow);
  g_free (token);
}

static void
kontor_map_walk_finalize (GObject *object)
{
  KontorMapWalk *self = KONTOR_MAP_WALK (object);

  g_clear_object (&self->map);
  g_ptr_array_unref (self->tokens);
  g_hash_table_unref (self->walked);
  g_free (self->end);
  G_OBJECT_CLASS (kontor_map_walk_parent_class)->finalize (object);
}

static void
kontor_map_walk_class_init (KontorMapWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_walk_finalize;
}

static void
kontor_map_walk_init (KontorMapWalk *self)
{
  self->tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) token_free);
  self->walked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
arrive (KontorMapWalk *self, const KontorMapItem *flow, guint depth)
{
  const KontorMapItem *point = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);
  guint times = GPOINTER_TO_UINT (g_hash_table_lookup (self->walked, flow->key));
  Token *token;

  g_hash_table_insert (self->walked, g_strdup (flow->key), GUINT_TO_POINTER (times + 1));
  if (point == NULL || depth > 1000)
    return;
  if (point->kind == KONTOR_MAP_KIND_END)
    {
      g_free (self->end);
      self->end = g_strdup (point->key);
      return;
    }
  if (point->kind == KONTOR_MAP_KIND_SPLIT)
    {
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (self->map, point->key);

      for (guint i = 0; i < outgoing->len; i++)
        arrive (self, g_ptr_array_index (outgoing, i), depth + 1);
      return;
    }
  token = g_new0 (Token, 1);
  token->point = g_strdup (point->key);
  token->flow = g_strdup (flow->key);
  g_ptr_array_add (self->tokens, token);
}

/* The map in numbers, for the rule of the merges. */
typedef struct
{
  KontorMapNet  *net;
  KontorMapFold *fold;
  guint         *numbers;
  guint64       *reach;
  guint          width;
} Merges;

static void
merges_open (Merges *self, KontorMap *map)
{
  self->net = kontor_map_net_new (map);
  self->fold = kontor_map_fold_new_whole (self->net);
  self->numbers = g_new (guint, self->fold->n_lines + 1);
  self->reach = kontor_map_fold_reach (self->fold, self->numbers, &self->width);
}

static void
merges_close (Merges *self)
{
  g_free (self->reach);
  g_free (self->numbers);
  kontor_map_fold_free (self->fold);
  kontor_map_net_free (self->net);
}

static gboolean
holds (gpointer tokens, guint line)
{
  return g_hash_table_contains (tokens, GUINT_TO_POINTER (line));
}

static gboolean
waits (KontorMapWalk *self, const Merges *merges, guint merge)
{
  g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->tokens->len; i++)
    g_hash_table_add (lines, GUINT_TO_POINTER (kontor_map_find_position (self->map, KONTOR_MAP_FLOW,
                                                                         ((Token *) g_ptr_array_index (self->tokens, i))->flow)));
  for (guint i = 0; i < self->tokens->len; i++)
    {
      guint point = kontor_map_find_position (self->map, KONTOR_MAP_POINT, ((Token *) g_ptr_array_index (self->tokens, i))->point);

      /* Somebody may draw while the map is tried out: what is gone is waited for by nobody. */
      if (point != merge && point < merges->net->n_points
          && kontor_map_fold_awaits (merges->fold, merges->reach + (gsize) point * merges->width, merges->numbers, merge, holds, lines))
        return TRUE;
    }
  return FALSE;
}

static gboolean
merge_one (KontorMapWalk *self, const Merges *merges)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      g_autofree char *merge = g_strdup (((Token *) g_ptr_array_index (self->tokens, i))->point);
      guint point = kontor_map_find_position (self->map, KONTOR_MAP_POINT, merge);
      g_autoptr (GPtrArray) outgoing = NULL;

      if (point >= merges->net->n_points || merges->net->kinds[point] != KONTOR_MAP_KIND_MERGE || waits (self, merges, point))
        continue;
      outgoing = kontor_map_get_outgoing (self->map, merge);
      if (outgoing->len == 0)
        continue;
      for (guint j = self->tokens->len; j-- > 0; )
        if (g_strcmp0 (((Token *) g_ptr_array_index (self->tokens, j))->point, merge) == 0)
          g_ptr_array_remove_index (self->tokens, j);
      arrive (self, g_ptr_array_index (outgoing, 0), 0);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_at_merge (KontorMapWalk *self)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const KontorMapItem *point = kontor_map_find (self->map, KONTOR_MAP_POINT, ((Token *) g_ptr_array_index (self->tokens, i))->point);

      if (point != NULL && point->kind == KONTOR_MAP_KIND_MERGE)
        return TRUE;
    }
  return FALSE;
}

/* Lets every merge go on that waits for nobody any more. */
static void
merge_all (KontorMapWalk *self)
{
  Merges merges;

  if (!is_at_merge (self))
    return;
  merges_open (&merges, self->map);
  while (merge_one (self, &merges))
    ;
  merges_close (&merges);
}

KontorMapWalk *
kontor_map_walk_new (KontorMap *map)
{
  const KontorMapItem *start = kontor_map_get_start (map);
  g_autoptr (GPtrArray) outgoing = start != NULL ? kontor_map_get_outgoing (map, start->key) : NULL;
  KontorMapWalk *self;

  if (outgoing == NULL || outgoing->len == 0)
    return NULL;
  self = g_object_new (KONTOR_TYPE_MAP_WALK, NULL);
  self->map = g_object_ref (map);
  arrive (self, g_ptr_array_index (outgoing, 0), 0);
  merge_all (self);
  return self;
}

GPtrArray *
kontor_map_walk_get_waiting (KontorMapWalk *self)
{
  GPtrArray *waiting = g_ptr_array_new ();

  for (guint i = 0; i < self->tokens->len; i++)
    g_ptr_array_add (waiting, ((Token *) g_ptr_array_index (self->tokens, i))->point);
  return waiting;
}

GHashTable *
kontor_map_walk_get_walked (KontorMapWalk *self)
{
  return self->walked;
}

const char *
kontor_map_walk_get_end (KontorMapWalk *self)
{
  return self->end;
}

static gboolean
asks (const KontorMapItem *point)
{
  return point != NULL && (point->kind == KONTOR_MAP_KIND_CONDITION || point->kind == KONTOR_MAP_KIND_CHOICE);
}

/* The question is asked at the action before it, as in the engine. */
static const KontorMapItem *
asked_at (KontorMapWalk *self, const char *point)
{
  const KontorMapItem *item = kontor_map_find (self->map, KONTOR_MAP_POINT, point);
  g_autoptr (GPtrArray) outgoing = NULL;
  const KontorMapItem *next;
  JsonNode *answers;

  if (asks (item))
    return item;
  if (item == NULL || item->kind != KONTOR_MAP_KIND_ACTION)
    return NULL;
  outgoing = kontor_map_get_outgoing (self->map, point);
  if (outgoing->len == 0)
    return NULL;
  next = kontor_map_find (self->map, KONTOR_MAP_POINT, ((KontorMapItem *) g_ptr_array_index (outgoing, 0))->to);
  answers = asks (next) ? kontor_map_item_get_node (next, "answers") : NULL;
  return answers != NULL && JSON_NODE_HOLDS_ARRAY (answers) && json_array_get_length (json_node_get_array (answers)) > 0
         ? next : NULL;
}

GPtrArray *
kontor_map_walk_get_ways (KontorMapWalk *self, const char *point)
{
  const KontorMapItem *asker = asked_at (self, point);

  return asker != NULL ? kontor_map_get_outgoing (self->map, asker->key) : NULL;
}

gboolean
kontor_map_walk_complete (KontorMapWalk *self, const char *point, const char *way)
{
  g_autofree char *key = g_strdup (point);
  const KontorMapItem *asker = asked_at (self, key);
  const KontorMapItem *item = kontor_map_find (self->map, KONTOR_MAP_POINT, key);
  const KontorMapItem *flow = way != NULL ? kontor_map_find (self->map, KONTOR_MAP_FLOW, way) : NULL;
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (self->map, key);
  guint at;

  for (at = 0; at < self->tokens->len; at++)
    if (g_strcmp0 (((Token *) g_ptr_array_index (self->tokens, at))->point, key) == 0)
      break;
  if (at == self->tokens->len || item == NULL || item->kind == KONTOR_MAP_KIND_MERGE || outgoing->len == 0
      || (asker != NULL && (flow == NULL || g_strcmp0 (flow->from, asker->key) != 0)))
    return FALSE;

  g_ptr_array_remove_index (self->tokens, at);
  if (asker != NULL && asker != item)
    g_hash_table_insert (self->walked, g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, 0))->key),
                         GUINT_TO_POINTER (1));
  arrive (self, asker != NULL ? flow : g_ptr_array_index (outgoing, 0), 0);
  merge_all (self);
  return TRUE;
}
